"""Funds whose columns stand as names before their amounts, in the rows themselves.

    年初预算 | 600 | 调整后预算 | 580 | 实际支出 | 551 | 预算执行率 | 95%
    预算数 | 215.00 | 到位数 | 215.00 | 执行数 | 204.25 | 95.00%                 under headings of groups: 资金执行情况 | 预算执行进度
    其中：财政资金 | 200.00 | 其中：财政资金 | 200.00 | 其中：财政资金 | 189.25 | 94.63%
    实施期资金总额 | 1500 | 年度资金总额 | 600

The first row is that of the total, the rows below it name their part before every amount. Two columns at least; of one alone nothing follows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell
from formlint.figures import Figure
from formlint.forms import Field, Row
from formlint.recognisers.clauses import of_heading
from formlint.recognisers.drafts import Draft
from formlint.recognisers.figure_tables import is_number
from formlint.recognisers.headings import STARRED, unit_of, vocabulary
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.alone import COLUMN, asking
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.others import labels
from formlint.recognisers.tables.rows import heading, prints_nothing

FEWEST = 2
AMOUNTS = ("amount", "percent")
MOST = 20  # points for the budget execution


class Pair(NamedTuple):
    """A column, its name, and the grid column of its amounts."""

    key: str
    name: Cell
    at: int


def take(draft: Draft, rows: Sequence[GridRow]) -> int:
    """Reads the funds that begin in the first of the rows, or below it, into the draft. Gives how many rows they cover, 0 when none begin there."""
    table = asking(draft.definition)
    if table is None or table.name in draft.tables:
        return 0
    start = next((at for at in (0, 1) if len(rows) > at and _pairs(table, draft.definition, rows[at])), None)
    if start is None or (start and not _heads(draft.definition, rows[0])):
        return 0
    pairs = _pairs(table, draft.definition, rows[start])
    under = list(_under(table, draft.definition, rows[0], rows[start], pairs)) if start else []
    if start and not under:
        return 0  # what stands above heads nothing
    pairs += under
    draft.table(table.name).columns.update({pair.key: heading(pair.name) for pair in pairs})
    for pair in pairs:
        if name := vocabulary(draft.definition).clauses.key(pair.name.text):
            draft.clauses += of_heading(name, pair.name.passage, f"heading.{name}")
    unit = _unit(rows[: start + 1]) or draft.money
    _add(draft, table, _Found("total", rows[start], unit), pairs)
    end = start + 1
    while end < len(rows) and (key := _part(draft, table, rows[end], pairs)):
        _add(draft, table, _Found(draft.table(table.name).free(key), rows[end], unit), pairs)
        end += 1
    return end


class _Found(NamedTuple):
    """A row of the funds: its key, where it stands, and the unit of all amounts."""

    key: str
    row: GridRow
    unit: str


def _unit(rows: Sequence[GridRow]) -> str:
    """The side title or a name tells it: 资金情况（万元）."""
    cells = [cell for row in rows for cell in (*row.over, *row.cells)]
    return next((unit for cell in cells if (unit := unit_of(cell.text)) and unit != "%"), "")


def _pairs(table: TableDefinition, definition: Definition, row: GridRow) -> list[Pair]:
    """Names of columns, each with a number behind it; none when two name the same, or too few are there."""
    words = vocabulary(definition)
    found: list[Pair] = []
    if len(row.cells) < 2 * FEWEST:
        return found
    plain = {key for cell in row.cells if (key := words.columns[table.name].key(cell.text))}
    lexicon = words.ruled[table.name] if "rate" in plain else words.columns[table.name]  # 年初 | 420 | 支出 | 411.6 before 执行率 | 98%
    for name, value in zip(row.cells, row.cells[1:], strict=False):
        key = lexicon.key(name.text) or (COLUMN if words.rows[table.name].key(name.text) == "total" else "")
        if table.numbers.get(key) in AMOUNTS and is_number(value.text) and not is_number(name.text):
            found.append(Pair(key, name, value.column))
    if not len({pair.key for pair in found}) == len(found) >= FEWEST:
        return []
    return found + list(_points(table, definition, row, found[-1].at))


def _points(table: TableDefinition, definition: Definition, row: GridRow, behind: int) -> Iterator[Pair]:
    """The points of the budget execution behind its amounts: 执行率得分（满分10分） | 9.4. 自评得分 | 95 would be those of the form."""
    words = vocabulary(definition)
    for name, value in zip(row.cells, row.cells[1:], strict=False):
        key, read = words.columns[table.name].key(name.text), number("points", value.passage, id="", label=())
        if name.column > behind and table.numbers.get(key) == "points" and isinstance(read, Figure) and read.value <= MOST:
            yield Pair(key, name, value.column)


def _heads(definition: Definition, row: GridRow) -> bool:
    """Headings of groups: no numbers, and no labels of the form's head with their values."""
    words = vocabulary(definition)
    first = next((found for cell in row.cells if cell.text.strip() and (found := words.fields.find(cell.text))), None)
    headed = first is not None and first[1] < STARRED  # 项目名称 | 村庄清洁行动 | 资金级次 | 县级资金
    return not any(is_number(cell.text) for cell in row.cells) and not headed and not labels(words, row)


def _under(table: TableDefinition, definition: Definition, head: GridRow, row: GridRow, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Amounts without a name of their own, under a heading that names a column."""
    lexicon, taken = vocabulary(definition).columns[table.name], {pair.at for pair in pairs}
    known = {pair.key for pair in pairs}
    for cell in row.cells:
        above = head.at(cell.column, cell.column + 1)
        key = lexicon.key(above.text) if above else ""
        if above and cell.column not in taken and key not in known and is_number(cell.text) and table.numbers.get(key) in AMOUNTS:
            yield Pair(key, above, cell.column)


def _part(draft: Draft, table: TableDefinition, row: GridRow, pairs: Sequence[Pair]) -> str:
    """The key of the part that the row names before its amounts, in every pair the same."""
    names = vocabulary(draft.definition).rows[table.name]
    keys = {names.key(cell.text) for pair in pairs if (cell := _before(row, pair.at)) and not is_number(cell.text)}
    values = [row.at(pair.at, pair.at + 1) for pair in pairs]
    return keys.pop() if len(keys) == 1 and all(value is None or prints_nothing(value) or is_number(value.text) for value in values) else ""


def _before(row: GridRow, at: int) -> Cell | None:
    return next((cell for cell in reversed(row.cells) if cell.column < at), None)


def _add(draft: Draft, table: TableDefinition, part: _Found, pairs: Sequence[Pair]) -> None:
    row = part.row
    amount = next((pair.name for pair in pairs if pair.key == COLUMN), pairs[0].name)
    first = amount if is_number(row.cells[1].text) else row.cells[0]  # 上年结转 | 0 before 调整后预算 | 3520 names no funds
    label = (_before(row, pairs[0].at) if part.key != "total" else None) or next(iter(row.over), first)
    cells = {pair.key: cell for pair in pairs if (cell := row.at(pair.at, pair.at + 1)) is not None and cell.row == row.number}
    put(draft, table, part.key, label, {column: (cell, part.unit) for column, cell in cells.items()})


def put(draft: Draft, table: TableDefinition, key: str, label: Cell, amounts: Mapping[str, tuple[Cell, str]]) -> None:
    """A row with its amounts and their units by column."""
    found, id_, text = draft.table(table.name), f"{table.name}.{key}", heading(label)
    cells = {"label": Field(f"{id_}.label", (), label.passage, None, label.hidden)}
    for column, (cell, unit) in amounts.items():
        kind, name, head = table.numbers[column], f"{id_}.{column}", (text, found.columns[column])
        read = number(kind, cell.passage, id=name, label=head, unit=unit if kind == "amount" else "")
        cells[column] = Field(name, head, cell.passage, read, cell.hidden)
    wholes = _wholes(table, key, found.rows)
    found.add(Row(id_, key, text, cells, parent=f"{table.name}.{wholes[0]}" if wholes else ""))


def _wholes(table: TableDefinition, key: str, rows: Sequence[Row]) -> list[str]:
    parts: Mapping[str, tuple[str, ...]] = table.parts
    return [whole for whole, keys in parts.items() if key in keys and any(row.key == whole for row in rows)]
