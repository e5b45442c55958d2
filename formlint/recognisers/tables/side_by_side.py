"""Forms that stand side by side on one sheet, taken apart.

A column that no printed cell covers parts a sheet in two, but only where the sheet has a header of the form on either side: blank columns are common.
"""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from formlint.definitions import Definition
from formlint.documents import Cell, Table
from formlint.recognisers.tables.grid_rows import grid_rows
from formlint.recognisers.tables.headers import header
from formlint.records import replace

NARROWEST = 4  # columns of a form


def parts(table: Table, definition: Definition) -> Iterator[Table]:
    """The forms from left to right; the table as it is, when there is one."""
    gaps = _gaps(table)
    if not gaps:
        yield table
        return
    starts = [0]
    for gap in gaps:
        left, right = _part(table, starts[-1], gap), _part(table, gap + 1, table.width)
        if _is_form(left, definition) and _is_form(right, definition):
            starts.append(gap + 1)
    yield from (_part(table, start, end) for start, end in pairwise([*starts, table.width])) if len(starts) > 1 else (table,)


def _gaps(table: Table) -> list[int]:
    """The columns between printed cells that none of them covers; of several side by side the first, since the cells left and right of them are the
    same: a stray cell far to the right leaves 16,000."""
    if table.width <= 2 * NARROWEST:
        return []
    printed = [cell for cell in table.cells if cell.text.strip()]
    covered = {cell.column for cell in printed}.union(*[range(cell.column, cell.column + cell.columns) for cell in printed if cell.columns > 1])
    free = [column for column in range(NARROWEST, table.width - NARROWEST) if column not in covered]
    return [column for at, column in enumerate(free) if at == 0 or free[at - 1] != column - 1]


def _part(table: Table, start: int, end: int) -> Table:
    return replace(table, cells=tuple(_inside(cell, end) for cell in table.cells if start <= cell.column < end))


def _inside(cell: Cell, end: int) -> Cell:
    """A blank cell may reach over the gap."""
    return cell if cell.column + cell.columns <= end else replace(cell, columns=end - cell.column)


def _is_form(table: Table, definition: Definition) -> bool:
    rows = list(grid_rows(table))
    found = {head.table.name for row, below in zip_longest(rows, rows[1:]) if (head := header(definition, row, below))}
    return len(found) > 1
