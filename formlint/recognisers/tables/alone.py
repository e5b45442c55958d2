"""Amounts that stand beside or below their names under no header, as forms that ask for money print them.

    年度资金总额： | 500 |                 预算数 | 20.00 | 其中：财政资金 | 20.00 | 其他资金 | |
    其中：财政拨款 | 500 |
    其他资金 | |                           本年度预计投入 | 财政资金 | 其他     中央 | 省级 | 市级 | 本级     7 | 0 | 7 | 0 | 0 | 0

They begin with the name of the whole, and two parts at least follow: of one part alone nothing says that it is all.
"""

from collections.abc import Sequence
from typing import NamedTuple

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell
from formlint.figures import Figure
from formlint.forms import Field, Row
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import Lexicon, unit_of, vocabulary
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.rows import heading, prints_nothing

PARTS = 2  # named beside the whole
COLUMN = "budget"  # what a form asks for is what it may spend: 年度资金总额 is that


class Pair(NamedTuple):
    """A name and its amount; none when the row ends behind the name."""

    key: str
    label: Cell
    value: Cell | None


def take(draft: Draft, rows: Sequence[GridRow]) -> int:
    """Reads the amounts that begin in the first of the rows into the draft. Gives how many rows they cover, 0 when none begin there."""
    table = asking(draft.definition)
    if table is None or table.name in draft.tables:
        return 0
    words = vocabulary(draft.definition)
    names, whole = words.rows[table.name], words.alone[table.name]
    pairs, height = _beside(names, whole, rows)
    if not pairs:
        pairs, height = _below(table, names, whole, rows)
    if len(pairs) <= PARTS or not _amount(pairs[0].value, draft.money):
        return 0
    _add(draft, table, pairs, rows[0])
    return height


def asking(definition: Definition) -> TableDefinition | None:
    """The table that a form which asks for money prints without a header."""
    return next((table for table in definition.tables.values() if table.alone and COLUMN in table.columns), None)


def _key(names: Lexicon, whole: Lexicon, cell: Cell) -> str:
    return names.key(cell.text) or whole.key(cell.text)


def _beside(names: Lexicon, whole: Lexicon, rows: Sequence[GridRow]) -> tuple[list[Pair], int]:
    """Names and amounts in turn, in rows that hold nothing else."""
    pairs: list[Pair] = []
    for height, row in enumerate(rows):
        found = _in_row(names, whole, row)
        if not found or (found[0].key == "total") is bool(pairs):
            return pairs, height
        pairs += found
    return pairs, len(rows)


def _in_row(names: Lexicon, whole: Lexicon, row: GridRow) -> list[Pair]:
    cells = list(row.cells)
    start = next((place for place, cell in enumerate(cells) if _key(names, whole, cell)), len(cells))
    if any(character.isdigit() for cell in cells[:start] for character in cell.text):
        return []
    pairs: list[Pair] = []
    while start < len(cells):
        value = cells[start + 1] if start + 1 < len(cells) else None
        key = _key(names, whole, cells[start])
        side = not pairs and value is not None and bool(_key(names, whole, value))  # 项目资金 | 预算数 | 20.00
        if side or not (key or cells[start].text.strip()):
            start += 1
            continue
        if not key or not (prints_nothing(value) or _amount(value)):
            return []
        pairs.append(Pair(key, cells[start], value))
        start += 2
    return pairs


def _below(table: TableDefinition, names: Lexicon, whole: Lexicon, rows: Sequence[GridRow]) -> tuple[list[Pair], int]:
    """A row of names, one of amounts, and perhaps one of names between them: the parts of one of the upper names."""
    for height in (2, 3):
        if len(rows) < height:
            return [], 0
        upper, values = list(rows[0].cells), [cell for cell in rows[height - 1].cells if cell.text.strip()]
        start = next((place for place, cell in enumerate(upper) if whole.find(cell.text) or names.key(cell.text) == "total"), len(upper))
        heads = [cell for cell in upper[start:] if cell.text.strip()]
        if height == 3:
            lower = [cell for cell in rows[1].cells if cell.text.strip()]
            heads = _spread(table, names, heads, lower)
        keys = [_key(names, whole, cell) for cell in heads]
        if len(keys) > PARTS and all(keys) and len(values) == len(keys) and all(_amount(value) for value in values):
            return [Pair(*each) for each in zip(keys, heads, values, strict=True)], height
    return [], 0


def _spread(table: TableDefinition, names: Lexicon, upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """The upper names, with the lower ones in the place of the one that they are parts of."""
    keys = {names.key(cell.text) for cell in lower}
    return [each for cell in upper for each in (lower if keys & set(table.parts.get(names.key(cell.text), ())) else [cell])]


def _amount(cell: Cell | None, money: str = "") -> bool:
    return cell is not None and isinstance(number("amount", cell.passage, id="", label=(), unit=money), Figure)


def _add(draft: Draft, table: TableDefinition, pairs: Sequence[Pair], first: GridRow) -> None:
    side = next((cell for cell in (*first.over, *first.cells) if cell.column < pairs[0].label.column and unit_of(cell.text)), None)
    found = draft.table(table.name)
    found.columns[COLUMN] = heading(side or pairs[0].label)
    unit = next((unit for cell in (pairs[0].label, side) if cell and (unit := unit_of(cell.text))), draft.money)
    for pair in pairs:
        key = found.free(pair.key)
        id_, text = f"{table.name}.{key}", heading(pair.label)
        cells = {"label": Field(f"{id_}.label", (), pair.label.passage, None, pair.label.hidden)}
        if pair.value is not None:
            name = f"{id_}.{COLUMN}"
            label = (text, found.columns[COLUMN])
            read = number("amount", pair.value.passage, id=name, label=label, unit=unit_of(pair.label.text) or unit)
            cells[COLUMN] = Field(name, label, pair.value.passage, read, pair.value.hidden)
        wholes = [whole for whole, parts in table.parts.items() if pair.key in parts and any(row.key == whole for row in found.rows)]
        found.add(Row(id_, key, text, cells, parent=f"{table.name}.{wholes[0]}" if wholes else ""))
