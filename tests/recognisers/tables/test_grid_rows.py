"""The rows of a table, without those that cells of above fill."""

from collections.abc import Callable

from formlint.documents import Cell, Passage, Table
from formlint.recognisers.tables.grid_rows import grid_rows
from tests.steps import steps


def tall(row: int, rows: int, column: int = 0) -> Cell:
    return Cell(row, column, Passage(f"{row}"), rows=rows)


def test_rows_that_no_cell_begins_in_are_none_and_the_table_says_so() -> None:
    found = list(grid_rows(Table((tall(0, 3), tall(0, 3, 1), tall(3, 1), tall(4, 2), tall(6, 1)))))
    assert [row.number for row in found] == [0, 1, 2, 3]
    assert [(cell.row, cell.rows) for cell in found[0].table.cells] == [(0, 1), (0, 1), (1, 1), (2, 1), (3, 1)]


def test_a_row_that_nothing_fills_keeps_its_place() -> None:
    assert [row.number for row in grid_rows(Table((tall(0, 1), tall(3, 1))))] == [0, 3]


def reading(many: int) -> Callable[[], object]:
    table = Table(tuple(tall(3 * at, 3) for at in range(many)))
    return lambda: list(grid_rows(table))


def test_twice_as_many_filled_rows_take_twice_the_steps() -> None:
    assert steps(reading(600)) <= 2.2 * steps(reading(300))
