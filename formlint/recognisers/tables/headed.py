"""A table of the form whose columns are known before it is read: a text dump has found its headings among its strips."""

from collections.abc import Mapping, Sequence

from formlint.definitions import Definition
from formlint.documents import Cell, Table
from formlint.recognisers.tables.grid_rows import GridRow, grid_rows
from formlint.recognisers.tables.headers import Header, complete
from formlint.recognisers.tables.slashed import unslashed
from formlint.records import record


@record(frozen=True, slots=True)
class Headed:
    """The header, and the rows under it."""

    header: Header
    rows: Sequence[GridRow]


def headed(definition: Definition, name: str, columns: Mapping[str, Cell], cells: Sequence[Cell]) -> Headed | Table:
    """The table of these headings and of the cells below them, every one as wide as its column. The cells alone where too few headings are known, or
    where one of them heads two columns: a dump takes 指标值/完成值 for one."""
    table, heads = definition.tables[name], tuple(columns.values())
    whole = Table((*heads, *cells))
    if not complete(table, columns) or unslashed(whole, definition) is not whole:
        return whole
    spans = {key: (cell.column, cell.column + 1) for key, cell in columns.items()}
    return Headed(Header(table, columns, spans, taken=heads), tuple(grid_rows(Table(tuple(cells)))))
