"""The whole of the funds split up twice, side by side below its row, with the amounts behind the names or in the cells beside them.

    按收入性质分：                |        | 按支出性质分：      |
    其中：一般公共预算：700       |        | 其中：基本支出：520 |
    其他资金                      | 120    | 项目支出            | 300

The amounts stand under no heading: whether they split up the budget or what was executed, their sums tell. They go into a column of their own.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell
from formlint.forms import Field, Row
from formlint.patterns import late
from formlint.recognisers.drafts import Draft, TableDraft
from formlint.recognisers.headings import vocabulary
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.head import MONEY
from formlint.recognisers.tables.rows import heading, prints_nothing
from formlint.records import replace

COLUMN = "split"
_INLINE = late(r"[^:：]*[:：][^:：]*?[:：]?\s*(\d[\d,，]*(?:\.\d+)?)\s*(?:万元|元)?\s*$")
MOST = 12  # rows
LONGEST = 200  # characters of a name and its amount


class Part(NamedTuple):
    """The heading of the split, the name of the part, and the cell of its amount when that stands apart."""

    head: Cell
    label: Cell
    value: Cell | None


def take(draft: Draft, rows: Sequence[GridRow]) -> int:
    """Reads the splits that begin in the first of the rows into the draft. Gives how many rows they cover, 0 when none begin there."""
    table = _table(draft.definition)
    if table is None or table.name not in draft.tables:
        return 0
    lexicon = vocabulary(draft.definition).splits[table.name]
    heads = [cell for cell in rows[0].cells if lexicon.find(cell.text)]
    if not heads or any(character.isdigit() for cell in rows[0].cells for character in cell.text):
        return 0
    starts = [*(cell.column for cell in heads), rows[0].table.width]
    height = 1
    while height < min(len(rows), MOST) and _row(draft, table, rows[height], heads, starts):
        height += 1
    return height


def _table(definition: Definition) -> TableDefinition | None:
    return next((table for table in definition.tables.values() if table.splits), None)


def _row(draft: Draft, table: TableDefinition, row: GridRow, heads: Sequence[Cell], starts: Sequence[int]) -> bool:
    """The parts of a row, one of each split at most; false when it names none."""
    names = vocabulary(draft.definition).rows[table.name]
    found: list[Part] = []
    for head, (start, end) in zip(heads, pairwise(starts), strict=True):
        cells = [cell for cell in row.cells if start <= cell.column < end and cell.text.strip()]
        if not cells:
            continue
        if not names.find(_name(cells[0]).text) or len(cells) > 2:
            return False
        found.append(Part(head, cells[0], cells[1] if len(cells) > 1 else None))
    for part in found:
        _add(draft, table.name, part)
    return bool(found)


def _name(cell: Cell) -> Cell:
    """Without the amount behind it."""
    inline = _told(cell.text)
    return replace(cell, passage=cell.passage.cut(0, inline.start(1)).strip()) if inline else cell


def _told(text: str) -> re.Match[str] | None:
    """The amount behind a name, in one cell with it."""
    return _INLINE.match(text) if len(text) <= LONGEST else None


def _add(draft: Draft, table: str, part: Part) -> None:
    found, split, label = draft.table(table), heading(part.head), part.label
    key = found.free(vocabulary(draft.definition).rows[table].key(_name(label).text))
    id_, text = f"{table}.{key}", heading(_name(label))
    found.columns.setdefault(COLUMN, split)
    cells = {"label": Field(f"{id_}.label", (), label.passage, None, label.hidden)}
    inline = _told(label.text)
    passage = label.passage.cut(*inline.span(1)) if inline else None if prints_nothing(part.value) or part.value is None else part.value.passage
    if passage:
        name = f"{id_}.{COLUMN}"
        read = number("amount", passage, id=name, label=(text, split), unit=_unit(found) or draft.money)
        cells[COLUMN] = Field(name, (text, split), passage, read, label.hidden)
    wholes = [whole for whole, keys in draft.definition.tables[table].parts.items() if key.rstrip("0123456789") in keys]
    parent = next((row.id for row in reversed(found.rows) if row.section == split and row.key.rstrip("0123456789") in wholes), "")
    found.add(Row(id_, key, text, cells, split, parent))


def _unit(found: TableDraft) -> str:
    """That of the amounts above: their side title may tell it."""
    return next((cell.figure.unit for row in found.rows for cell in row.cells.values() if cell.figure and cell.figure.unit in MONEY), "")
