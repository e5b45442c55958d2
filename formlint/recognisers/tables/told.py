"""Funds told in words: a name, a colon and an amount in one cell.

    项目资金 | 预算数：42.80万元 | 其中财政拨款：40.00万元 | 执行数：41.94万元 | 执行率：98%
    项目资金 | 预算数：42.80万元；执行数：41.94万元；执行率：98%
    预算情况：年初预算数120万元，全年预算数118万元，全年执行数115.64万元，预算执行率98%，得分9.8分。        in a line of its own

Cells that tell an amount stand in rows that hold nothing else but a side title. Two columns at least; of one alone nothing follows. A part that is
named is one of the column above it, else of the one before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell, Passage
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import unit_of, vocabulary
from formlint.recognisers.tables.headers import GridRow
from formlint.recognisers.tables.paired import AMOUNTS, FEWEST, put
from formlint.recognisers.tables.rows import heading

MOST = 12  # rows
LONGEST = 200  # characters of a cell or a line
KINDS = (*AMOUNTS, "points")
_ONE = r"\s*((?:其中[:：、]?)?[^:：;；。,，\d]{2,24}?)\s*[:：为]?\s*([-\d][\d,，.]*\s*(?:万元|亿元|千元|元|%|％|分)?)\s*(?:[;；。、,，]\s*|(?=\s)|$)"
_TOLD = re.compile(_ONE)
_ALL = re.compile(rf"(?:{_ONE})+")
_SIDE = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}、|\d[.、])?([^:：\d]{2,20})[:：]")


class Told(NamedTuple):
    """What names the amount, and the amount, both with the place of their cell."""

    name: Cell
    amount: Cell


def take(draft: Draft, rows: Sequence[GridRow]) -> int:
    """Reads the amounts told in the first of the rows, and below it, into the draft. Gives how many rows they cover, 0 when none begin there."""
    table = _table(draft.definition)
    if table is None or table.name in draft.tables:
        return 0
    lines = [told for row in rows[:MOST] if (told := list(_of_row(row)))]
    height = next((at for at, row in enumerate(rows[:MOST]) if not list(_of_row(row))), min(len(rows), MOST))
    while height:
        found = _sorted(draft.definition, table, lines[:height])
        if found:
            _add(draft, table, found, _side(rows[0]))
            return height
        height -= 1
    return 0


def line(draft: Draft, passage: Passage) -> bool:
    """Reads the amounts told in a line outside the tables into the draft, when they are all that it tells behind a side title."""
    table = _table(draft.definition)
    if table is None or table.name in draft.tables or len(passage.text) > LONGEST:
        return False
    side = _SIDE.match(passage.text)
    start = side.end() if side and vocabulary(draft.definition).sides.find(side[1]) else 0
    cell = Cell(0, 0, passage.cut(start))
    found = _sorted(draft.definition, table, [list(_of_cell(cell))]) if _ALL.fullmatch(cell.text) else {}
    if found:
        _add(draft, table, found, Cell(0, 0, passage.cut(0, side.end(1))) if side and start else None)
    return bool(found)


def _table(definition: Definition) -> TableDefinition | None:
    return next((table for table in definition.tables.values() if table.alone), None)


def _of_row(row: GridRow) -> Iterator[Told]:
    """The amounts of a row; none when another cell prints a number."""
    printed = [cell for cell in row.cells if cell.text.strip()]
    telling = [cell for cell in printed if len(cell.text) <= LONGEST and _ALL.fullmatch(cell.text)]
    others = [cell for cell in printed if not any(cell is each for each in telling)]
    if len(others) <= 1 and not any(character.isdigit() for cell in others for character in cell.text):
        for cell in telling:
            yield from _of_cell(cell)


def _of_cell(cell: Cell) -> Iterator[Told]:
    for match in _TOLD.finditer(cell.text):
        yield Told(replace(cell, passage=cell.passage.cut(*match.span(1))), replace(cell, passage=cell.passage.cut(*match.span(2)).strip()))


def _sorted(definition: Definition, table: TableDefinition, lines: Sequence[Sequence[Told]]) -> Mapping[str, Mapping[str, Told]]:
    """By row and column; nothing when a name is unknown or stands there twice, or too few columns are there."""
    columns, names = vocabulary(definition).columns[table.name], vocabulary(definition).rows[table.name]
    rows: dict[str, dict[str, Told]] = {"total": {}}
    heads: dict[int, str] = {}
    for line in lines:
        last = ""
        for told in line:
            key, part = columns.key(told.name.text), names.key(told.name.text)
            column = key or heads.get(told.name.column, last)
            row = rows.setdefault("total" if key else part, {})
            if not column or column in row or table.numbers.get(column) not in KINDS or not (key or part):
                return {}
            row[column] = told
            last = heads[told.name.column] = column
    return rows if len(rows["total"]) >= FEWEST else {}


def _side(row: GridRow) -> Cell | None:
    return next((cell for cell in (*row.over, *row.cells) if cell.text.strip() and not _ALL.fullmatch(cell.text)), None)


def _add(draft: Draft, table: TableDefinition, found: Mapping[str, Mapping[str, Told]], side: Cell | None) -> None:
    unit = unit_of(side.text) if side else ""
    draft.table(table.name).columns.update({column: heading(told.name) for column, told in found["total"].items()})
    for key, cells in found.items():
        label = side if key == "total" and side else next(iter(cells.values())).name
        put(draft, table, key, label, {column: (told.amount, unit_of(told.name.text) or unit or draft.money) for column, told in cells.items()})
