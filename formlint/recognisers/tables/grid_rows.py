"""The rows of a table as its headers and its readers see them: with what begins in a row, and what still covers it from above."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import groupby
from operator import attrgetter
from typing import Any

from formlint.documents import Cell, Table
from formlint.recognisers.headings import plain
from formlint.records import record, replace

_NUMBER = re.compile(r"¥?[-+]?\d[\d,]*(?:\.\d+)?(?:%|万?元)?")
_row, _column = attrgetter("row"), attrgetter("column")


@record(frozen=True, slots=True)
class GridRow:
    """A row of a document's table: the cells that begin in it, and those that began above and still cover it. Both from left to right."""

    cells: tuple[Cell, ...]
    over: tuple[Cell, ...]
    table: Table
    number: int = field(init=False)  # 0-based, in its table
    printed: tuple[Cell, ...] = field(init=False, repr=False, compare=False)  # its own cells that are not blank
    begins: Mapping[int, Cell] = field(init=False, repr=False, compare=False)  # its own cells by the column they begin in

    def __post_init__(self) -> None:
        kept: Any = self
        cells = self.cells
        kept.number = cells[0].row
        kept.printed = cells if "" not in [cell.text.strip() for cell in cells] else tuple([cell for cell in cells if cell.text.strip()])
        kept.begins = {cell.column: cell for cell in reversed(cells)}  # of two in one column the first

    def at(self, start: int, end: int) -> Cell | None:
        """The cell that begins in the columns from `start` to `end` (exclusive), else one that covers `start`; those of this row first."""
        if start in self.begins:  # nearly always
            return self.begins[start]
        for cell in (*self.cells, *self.over) if end > start + 1 else self.over:
            if start <= cell.column < end:
                return cell
        for cell in (*self.cells, *self.over):
            if cell.column <= start < cell.column + cell.columns:
                return cell
        return None


def grid_rows(table: Table) -> Iterator[GridRow]:
    """The rows in which a cell begins."""
    open_cells: list[Cell] = []
    ordered = sorted(table.cells, key=_row)
    closed = _close(ordered)
    if closed is not ordered:
        table = replace(table, cells=tuple(closed))
    for row, begun in groupby(closed, key=_row):
        open_cells = [cell for cell in open_cells if cell.row + cell.rows > row] if open_cells else []
        cells = tuple(sorted(begun, key=_column))
        yield GridRow(cells, tuple(sorted(open_cells, key=_column)) if open_cells else (), table)
        open_cells += [cell for cell in cells if cell.rows > 1]


def _close(cells: list[Cell]) -> list[Cell]:
    """The cells without the rows that cells of above fill: a header whose headings all are two rows high."""
    rows = sorted({cell.row for cell in cells})
    if not rows or rows[-1] - rows[0] + 1 == len(rows):
        return cells
    begun = set(rows)
    filled: list[int] = []
    end = rows[0]
    for cell in cells:  # from top to bottom, so that no row is looked at twice
        filled += [row for row in range(max(end, cell.row), cell.row + cell.rows) if row not in begun]
        end = max(end, cell.row + cell.rows)
    if not filled:
        return cells
    less = {row: bisect_left(filled, row) for row in {*rows, *(cell.row + cell.rows for cell in cells)}}
    return [replace(cell, row=cell.row - less[cell.row], rows=cell.rows - less[cell.row + cell.rows] + less[cell.row]) for cell in cells]


def numeric(cell: Cell) -> bool:
    """All that it prints is a number, perhaps with % or its unit of money."""
    return bool(_NUMBER.fullmatch(plain(cell.text)))
