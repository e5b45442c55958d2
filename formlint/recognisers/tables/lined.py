"""Funds with a column of the form in every line, and before each amount the name of the row that it belongs to.

    全年预算数 | 1450.00 | 其中：财政拨款 | 1250.00 | 上年结转 | 200.00
    全年执行数 | 1272.23 | 其中：财政拨款 | 1072.23 | 上年结转 | 200.00
    执行率 | 87.74% | 分值 | 10 | 得分 | 8.77

The first amount of a line is that of the total. Two lines at least that name the same parts; what follows of the other columns is the total's.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from formlint.definitions import TableDefinition
from formlint.documents import Cell
from formlint.recognisers.drafts import Draft
from formlint.recognisers.figure_tables import is_number
from formlint.recognisers.headings import Vocabulary, plain, unit_of, vocabulary
from formlint.recognisers.tables.alone import asking
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.headers import UNNAMED
from formlint.recognisers.tables.paired import put
from formlint.recognisers.tables.rows import heading, prints_nothing

FEWEST = 2  # lines, else each amount may be a column of its own


class Line(NamedTuple):
    """A column of the funds: its heading, and behind it names and what stands behind them. The first name is the heading again."""

    column: str
    name: Cell
    pairs: tuple[tuple[Cell, Cell], ...]

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(plain(name.text) for name, _ in self.pairs[1:])


def take(draft: Draft, rows: Sequence[GridRow]) -> int:
    """Reads the funds that begin in the first of the rows into the draft. Gives how many rows they cover, 0 when none begin there."""
    table = asking(draft.definition)
    if table is None or table.name in draft.tables:
        return 0
    words = vocabulary(draft.definition)
    if (first := _line(words, table, rows[0])) is None:
        return 0
    lines = list(takewhile(lambda line: line is not None and line.parts == first.parts, (_line(words, table, row) for row in rows)))
    kept = [line for line in lines if line is not None]
    if len({line.column for line in kept}) != len(kept) or len(kept) < FEWEST:
        return 0
    rest = _rest(words, table, rows[len(kept) :], {line.column for line in kept})
    _add(draft, table, kept, rest)
    return len(kept) + bool(rest)


def _pairs(row: GridRow) -> tuple[tuple[Cell, Cell], ...]:
    """Names with what stands behind each, without a side title on the left."""
    cells = row.cells[1:] if row.cells[0].rows > 1 else row.cells
    while cells and not cells[-1].text.strip() and len(cells) % 2:
        cells = cells[:-1]
    return tuple(zip(cells[::2], cells[1::2], strict=False)) if len(cells) % 2 == 0 else ()


def _line(words: Vocabulary, table: TableDefinition, row: GridRow) -> Line | None:
    pairs = _pairs(row)
    if len(pairs) < 2 or not is_number(pairs[0][1].text):
        return None
    column, parts = words.columns[table.name].key(pairs[0][0].text), pairs[1:]
    named = all(name.text.strip() and not is_number(name.text) and (is_number(value.text) or prints_nothing(value)) for name, value in parts)
    known = any(words.rows[table.name].key(name.text) for name, _ in parts)
    columns, names = words.columns[table.name], words.rows[table.name]
    headings = any(columns.key(name.text) and not names.key(name.text) for name, _ in parts)  # 年初预算 | 600 | 调整后预算 | 580
    return Line(column, pairs[0][0], pairs) if table.numbers.get(column) == "amount" and named and known and not headings else None


def _rest(words: Vocabulary, table: TableDefinition, rows: Sequence[GridRow], taken: set[str]) -> dict[str, tuple[Cell, Cell]]:
    """The rate and the points in the row behind the amounts."""
    pairs = _pairs(rows[0]) if rows else ()
    found = {words.columns[table.name].key(name.text): (name, value) for name, value in pairs}
    fits = all(key not in taken and table.numbers.get(key) in ("percent", "points") for key in found)
    return found if pairs and fits and len(found) == len(pairs) else {}


def _add(draft: Draft, table: TableDefinition, lines: Sequence[Line], rest: Mapping[str, tuple[Cell, Cell]]) -> None:
    found, names = draft.table(table.name), vocabulary(draft.definition).rows[table.name]
    found.columns.update({line.column: heading(line.name) for line in lines} | {key: heading(name) for key, (name, _) in rest.items()})
    for at, (name, _) in enumerate(lines[0].pairs):
        amounts = {line.column: (line.pairs[at][1], unit_of(line.name.text) or draft.money) for line in lines}
        if at == 0:
            amounts |= {key: (value, "") for key, (_, value) in rest.items()}
        put(draft, table, "total" if at == 0 else found.free(names.key(name.text) or UNNAMED), name, amounts)
