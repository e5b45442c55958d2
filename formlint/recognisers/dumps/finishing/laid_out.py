"""What was found in a text dump, laid out as it was: labels beside their values, amounts and indicators as tables, the rest as lines."""

from collections.abc import Iterator, Sequence

from formlint.documents import Line, Passage, Table
from formlint.recognisers.dumps.amounts.amounts import Amounts
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.tables.headed import LABEL, Headed, Known, headed
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
    rows: list[Known] = []
    for label, values in table.rows:
        cells = {key: dump.passage((values[key],)) for key in table.columns if key in values}
        rows.append({LABEL: dump.passage(label.numbers), **cells})
    heads = {key: dump.cell(0, place, numbers) for place, (key, numbers) in enumerate(table.columns.items(), 1)}
    return headed(dump.definition, "funds", heads, rows)


def _listed(dump: Dump, rows: Listing) -> Headed | Table:
    columns = [key for key in rows.columns if key not in LEVELS]
    cells = [{key: dump.passage(row[key]) for key in columns if key in row} for row in rows.rows]
    heads = {key: dump.cell(0, place, rows.columns[key]) for place, key in enumerate(columns)}
    return headed(dump.definition, "indicators", heads, cells)
