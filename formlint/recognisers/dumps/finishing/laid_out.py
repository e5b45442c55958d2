"""What was found in a text dump, laid out as it was: labels beside their values, amounts and indicators as tables, the rest as lines."""

from collections.abc import Iterator, Sequence

from formlint.documents import Cell, Line, Passage, Table
from formlint.recognisers.dumps.amounts.amounts import Amounts
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.tables.headed import Headed, headed
from formlint.recognisers.tables.heading_columns import LEVELS

Labels = Sequence[tuple[Hit, list[int]]]  # and their values


def laid_out(dump: Dump, head: Labels, table: Amounts, rows: Listing, remarks: Sequence[Sequence[int]]) -> tuple[Table | Line | Headed, ...]:
    """The blocks for the road of the grid. `remarks` are the lines of every note."""
    return *_left(dump), *_tables(dump, head, table, rows), *_joined(dump, remarks)


def _tables(dump: Dump, head: Labels, table: Amounts, rows: Listing) -> Iterator[Table | Headed]:
    """What was found, as the tables it was: labels beside their values, amounts, indicators."""
    if head:
        yield Table(
            tuple(dump.cell(row, column, numbers) for row, (hit, value) in enumerate(head) for column, numbers in enumerate((hit.numbers, value)))
        )
    if table.rows:
        yield _amounts(dump, table)
    if rows.rows:
        yield _listed(dump, rows)


def _joined(dump: Dump, remarks: Sequence[Sequence[int]]) -> list[Line]:
    return [Line(Passage.join(dump.lines[number].passage for number in note)) for note in remarks]


def _left(dump: Dump) -> list[Line]:
    kept = [dump.lines[number] for number in dump.kept]
    free: dict[int, list[int]] = {}
    for number in dump.free():
        free.setdefault(dump.strips[number].line, []).append(number)
    return kept + [Line(dump.passage(numbers)) for _, numbers in sorted(free.items())]


def _amounts(dump: Dump, table: Amounts) -> Headed | Table:
    columns = {key: place for place, key in enumerate(table.columns, 1)}
    cells: list[Cell] = []
    for row, (label, values) in enumerate(table.rows, 1):
        cells.append(dump.cell(row, 0, label.numbers))
        cells += [dump.cell(row, columns[key], (number,)) for key, number in values.items()]
    return headed(dump.definition, "funds", {key: dump.cell(0, columns[key], numbers) for key, numbers in table.columns.items()}, cells)


def _listed(dump: Dump, rows: Listing) -> Headed | Table:
    columns = {key: place for place, key in enumerate(key for key in rows.columns if key not in LEVELS)}
    cells: list[Cell] = []
    for number, row in enumerate(rows.rows, 1):
        cells += [Cell(number, columns[key], dump.passage(cell)) for key, cell in row.items() if key in columns]
    return headed(dump.definition, "indicators", {key: dump.cell(0, place, rows.columns[key]) for key, place in columns.items()}, cells)
