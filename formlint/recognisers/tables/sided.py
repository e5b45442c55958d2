"""Funds whose columns stand as tall side titles before the names and amounts of their rows.

    年度预算数 | 一般公共预算 | 356,000.00 | 年度执行数 | 一般公共预算 | 349,560.00
               | 其他资金     |  44,000.00 |            | 其他资金     |  42,440.00
               | 合计         | 400,000.00 |            | 合计         | 392,000.00

Two columns at least, as tall as each other, and the same names in every line.
"""

from collections.abc import Sequence

from formlint.definitions import TableDefinition
from formlint.documents import Cell
from formlint.recognisers.drafts import Draft
from formlint.recognisers.figure_tables import is_number
from formlint.recognisers.headings import unit_of, vocabulary
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.paired import FEWEST, put
from formlint.recognisers.tables.rows import heading, prints_nothing

Line = tuple[str, Cell, dict[str, Cell]]  # key and name of a row, its amounts by column


def take(draft: Draft, rows: Sequence[GridRow]) -> int:
    """Reads the funds that begin in the first of the rows into the draft. Gives how many rows they cover, 0 when none begin there."""
    table = next((table for table in draft.definition.tables.values() if table.alone), None)
    if table is None or table.name in draft.tables:
        return 0
    heads = _heads(draft, table, rows[0])
    height = heads[0].rows if heads else 0
    lines = [_line(draft, table, heads, row) for row in rows[:height]]
    found = [line for line in lines if line]
    if len(heads) < FEWEST or len(found) < len(lines) or len(lines) < height or any(head.rows != height for head in heads):
        return 0
    columns = vocabulary(draft.definition).columns[table.name]
    draft.table(table.name).columns.update({columns.key(head.text): heading(head) for head in heads})
    unit = next((unit for cell in (*rows[0].over, *rows[0].cells) if (unit := unit_of(cell.text)) and unit != "%"), "") or draft.money
    for key, name, amounts in found:
        put(draft, table, draft.table(table.name).free(key), name, {column: (cell, unit) for column, cell in amounts.items()})
    return height


def _heads(draft: Draft, table: TableDefinition, row: GridRow) -> list[Cell]:
    """The tall cells that name a column of amounts, each once."""
    columns = vocabulary(draft.definition).columns[table.name]
    tall = [cell for cell in row.cells if cell.rows > 1 and table.numbers.get(columns.key(cell.text)) == "amount"]
    return tall if len({columns.key(cell.text) for cell in tall}) == len(tall) else []


def _line(draft: Draft, table: TableDefinition, heads: Sequence[Cell], row: GridRow) -> Line | None:
    """The name that stands behind every head, and the amounts behind it."""
    names, columns = vocabulary(draft.definition).rows[table.name], vocabulary(draft.definition).columns[table.name]
    found: dict[str, Cell] = {}
    called: dict[str, Cell] = {}
    for head in heads:
        behind = [cell for cell in row.cells if cell.column >= head.column + head.columns]
        name, value = (*behind[:2], None, None)[:2]
        if name is None or value is None or not names.key(name.text) or not (is_number(value.text) or prints_nothing(value)):
            return None
        called[names.key(name.text)] = name
        found[columns.key(head.text)] = value
    return (*next(iter(called.items())), found) if len(called) == 1 else None
