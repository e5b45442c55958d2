"""Funds told in words: a name, a colon and an amount in one cell, or a name in one cell and its amount in the next.

    项目资金 | 预算数：42.80万元 | 其中财政拨款：40.00万元 | 执行数：41.94万元 | 执行率：98%
    项目资金 | 预算数：42.80万元；执行数：41.94万元；执行率：98%
    预算情况：年初预算数120万元，全年预算数118万元，全年执行数115.64万元，预算执行率98%，得分9.8分。        in a line of its own
    预算资金 | ¥42,800元 | 执行资金 | ¥41,940元 | 执行率98%
    其中：财政资金 | ¥30,800元 | 其中：财政资金 | ¥29,940元 | 执行率97.21%
    项目总预算 | 66.00 | 其中：财政资金 | 60.00 | 其他资金 | 6.00
    项目实际支出 | 62.70 | 其中：财政资金 | 57.00 | 其他资金 | 5.70
    预算安排 | 66.00 | 实际支出 | 62.70 | 执行率 | 95%
    其中：财政资金 | 60.00 | 其他资金 | 6.00              a line for every amount, the first for the first
    其中：财政支出 | 57.00 | 其他支出 | 5.70

Cells that tell an amount stand in rows that hold nothing else but a side title. One that tells several has a colon for each: what else lines up
amounts is a sentence (年初预算120万元，追加12万元，全年预算数132万元。), unless a side title stands before it. Two columns at least; of one alone
nothing follows. A part that is named is one of the column before it in its line, else of the one above it; a rate behind the one part that its
line begins with is that part's.

In texts that lost their cells `formlint.recognisers.texts.alternating` has made tables of such lines before they come here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell, Passage
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.patterns import late
from formlint.recognisers.drafts import Draft
from formlint.recognisers.figure_tables import is_number
from formlint.recognisers.headings import Lexicon, plain, unit_of, vocabulary
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.headers import UNNAMED
from formlint.recognisers.tables.paired import AMOUNTS, FEWEST, put
from formlint.recognisers.tables.rows import heading
from formlint.records import replace

MOST = 12  # rows
LONGEST = 200  # characters of a cell or a line
KINDS = (*AMOUNTS, "points")
MOST_OF_EXECUTION = 20  # points
MOST_OTHERS = 3  # cells of a row: a side title, a label with words for a value
_TOLD = re.compile(
    r"\s*((?:其中[:：、]?)?[^\s:：;；。,，¥￥\d][^:：;；。,，¥￥\d]{1,23}?)\s*(?:[:：为]\s*)?((?:[¥￥]\s*)?[-\d][\d,，.]*\s*(?:万元|亿元|千元|元|%|％|分)?)\s*(?:[;；。、,，]\s*|(?=\s)|$)"
)
_OTHER = re.compile(r"\d|上年|去年|以前年度|往年|明年|下年")  # beside the amounts of this year's funds stands no number, nor another year
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(r"[-\d][\d,，.]*")
_AMONG = late(r"^其中[:：、]?")
_COLON = late(r"[:：]")
_SIDE = late(r"\s*(?:[一二三四五六七八九十]{1,2}、|\d[.、])?([^:：\d]{2,20})[:：]")


class Told(NamedTuple):
    """What names the amount, and the amount, both with the place of their cell."""

    name: Cell
    amount: Cell


def take(draft: Draft, rows: Sequence[GridRow]) -> int:
    """Reads the amounts told in the first of the rows, and below it, into the draft. Gives how many rows they cover, 0 when none begin there."""
    table = _table(draft.definition)
    if table is None or table.name in draft.tables:
        return 0
    lines = list(takewhile(bool, (list(_of_row(row, vocabulary(draft.definition).sides)) for row in rows[:MOST])))
    while lines:
        found = _sorted(draft.definition, table, lines)
        if found:
            _add(draft, table, found, _side(rows[0]))
            return len(lines)
        lines.pop()
    return 0


def line(draft: Draft, passage: Passage) -> bool:
    """Reads the amounts told in a line outside the tables into the draft, when they are all that it tells behind a side title."""
    table = _table(draft.definition)
    if table is None or table.name in draft.tables or len(passage.text) > LONGEST or len(_AMOUNT.findall(passage.text)) < FEWEST:
        return False
    side = _SIDE.match(passage.text)
    start = side.end() if side and vocabulary(draft.definition).sides.find(side[1]) else 0
    if not _tells(passage.text[start:], sentence=start > 0):
        return False
    found = _sorted(draft.definition, table, [list(_of_cell(Cell(0, 0, passage.cut(start))))])
    if found:
        _add(draft, table, found, Cell(0, 0, passage.cut(0, side.end(1))) if side and start else None)
    return bool(found)


def _table(definition: Definition) -> TableDefinition | None:
    return next((table for table in definition.tables.values() if table.alone), None)


def _of_row(row: GridRow, sides: Lexicon) -> Iterator[Told]:
    """The amounts of a row; none when another cell prints a number."""
    numbered = [cell for cell in row.cells if _DIGIT.search(cell.text)]
    if not numbered:  # half of the rows that no header is above
        return
    sentence = len(numbered) == 1 and any(sides.find(cell.text) for cell in row.printed if cell not in numbered)
    telling = [cell for cell in numbered if len(cell.text) <= LONGEST and _tells(cell.text, sentence=sentence)]
    pairs = [(name, value) for name, value in pairwise(row.cells) if is_number(value.text) and not _DIGIT.search(name.text)]
    told = {id(cell) for cell in (*telling, *chain.from_iterable(pairs))}
    others = [cell for cell in row.cells if id(cell) not in told and cell.text.strip()]
    if len(others) <= MOST_OTHERS and not any(_OTHER.search(cell.text) for cell in (*others, *row.over)):
        found = [*chain.from_iterable(map(_of_cell, telling)), *(Told(*pair) for pair in pairs)]
        yield from sorted(found, key=lambda told: told.name.column)


def _tells(text: str, *, sentence: bool = False) -> bool:
    """Names and amounts in turn are all that it is; `sentence`: it may be one."""
    told = len(_all(text))
    return told > 0 and (sentence or told == 1 or len(_COLON.findall(text)) >= told)


def _all(text: str) -> Sequence[re.Match[str]]:
    """The names and amounts one by one; none when the text holds anything else. As one expression they take for ever: blanks between them may
    belong to either."""
    found: list[re.Match[str]] = []
    end = 0
    while end < len(text) <= LONGEST:
        match = _TOLD.match(text, end)
        if match is None:
            return ()
        found.append(match)
        end = match.end()
    return found


def _of_cell(cell: Cell) -> Iterator[Told]:
    for match in _all(cell.text):
        yield Told(replace(cell, passage=cell.passage.cut(*match.span(1))), replace(cell, passage=cell.passage.cut(*match.span(2)).strip()))


def _sorted(definition: Definition, table: TableDefinition, lines: Sequence[Sequence[Told]]) -> Mapping[str, Mapping[str, Told]]:
    """By row and column; nothing when a name is unknown or stands there twice, or too few columns are there."""
    columns, names = vocabulary(definition).ruled[table.name], vocabulary(definition).rows[table.name]
    rows: dict[str, dict[str, Told]] = {"total": {}}
    heads: dict[int, str] = {}
    split: list[Mapping[str, Told]] = []
    for line in lines:
        last, below = "", not columns.key(line[0].name.text)
        parts = {names.key(told.name.text) or _called(told, split): told for told in line}
        if below and len(parts) == len(line) > 1 and all(parts) and len({heads.get(told.name.column, "") for told in line}) > 1:
            split.append(parts)
            continue
        only = _only(columns, names, line, len(rows)) if below else ""
        for told in line:
            key, part = columns.key(told.name.text), only or names.key(told.name.text)
            column = key or (heads.get(told.name.column, last) if below else last)
            own = only and (not key or key in rows["total"] or len(rows.get(only, ())) >= FEWEST)  # also 执行率 behind its amounts
            row = rows.setdefault(part if own or not key else "total", {})
            if not column or column in row or table.numbers.get(column) not in KINDS or not (key or part):
                return {}
            row[column] = told
            last = heads[told.name.column] = column
    amounts = sum(table.numbers.get(column) in AMOUNTS for column in rows["total"])
    return rows if amounts >= FEWEST and _of_funds(rows["total"]) and _split_up(table, rows, split) else {}


def _split_up(table: TableDefinition, rows: dict[str, dict[str, Told]], split: Sequence[Mapping[str, Told]]) -> bool:
    """`其中：中央资金 | 50 | 省级资金 | 20 | 县级资金 | 16.4` below the wholes: a line is one of them split up, whatever its parts stand under. Which
    one is told by the order where every amount has its line, and by a sum that comes out."""
    wholes = [column for column in rows["total"] if table.numbers[column] == "amount"]
    makes = {(at, column) for at, parts in enumerate(split) for column in wholes if _sum(parts.values()) == _sum([rows["total"][column]])}
    if len(split) == len(wholes) and any((at, column) in makes for at, column in enumerate(wholes)):
        found = dict(enumerate(wholes))
    else:
        found = {at: column for at, column in makes if sum(other == at for other, _ in makes) == 1}
    for at, parts in enumerate(split):
        for part, told in parts.items() if at in found else ():
            if found[at] in (row := rows.setdefault(part, {})):
                return False
            row[found[at]] = told
    return len(found) == len(split)


def _called(told: Told, split: Sequence[Mapping[str, Told]]) -> str:
    """The part of a line above whose name begins alike: 其中：省级支出 below 省级资金."""
    start = _start(told)
    alike = [key for parts in split[:1] for key, other in parts.items() if _start(other) == start]
    return alike[0] if len(alike) == 1 else ""


def _start(told: Told) -> str:
    return _AMONG.sub("", plain(told.name.text))[:2]


def _sum(told: Iterable[Told]) -> Fraction | None:
    read = [number("amount", each.amount.passage, id="", label=()) for each in told]
    figures = [each for each in read if isinstance(each, Figure)]
    return sum((each.value for each in figures), ZERO) if len(figures) == len(read) else None


def _only(columns: Lexicon, names: Lexicon, line: Sequence[Told], number: int) -> str:
    """The key of the one part that a line is about; of one that is no word of the definition where its name stands before each of two amounts."""
    called = [plain(told.name.text) for told in line if not columns.key(told.name.text)]
    return "" if len(set(called)) != 1 else names.key(called[0]) or (f"{UNNAMED}{number}" if len(called) > 1 else "")


def _of_funds(total: Mapping[str, Told]) -> bool:
    """A score among them is that of the budget execution: 97.9 beside no weight is one of the whole form."""
    score = number("points", told.amount.passage, id="", label=()) if (told := total.get("score")) else None
    return not isinstance(score, Figure) or "weight" in total or score.value <= MOST_OF_EXECUTION


def _side(row: GridRow) -> Cell | None:
    return next((cell for cell in (*row.over, *row.cells) if cell.text.strip() and not _all(cell.text)), None)


def _add(draft: Draft, table: TableDefinition, found: Mapping[str, Mapping[str, Told]], side: Cell | None) -> None:
    unit = unit_of(side.text) if side else ""
    columns = draft.table(table.name).columns
    for key, cells in found.items():
        columns.update({column: heading(told.name) for column, told in cells.items() if column not in columns})
        label = side if key == "total" and side else next(iter(cells.values())).name
        put(draft, table, key, label, {column: (told.amount, unit_of(told.name.text) or unit or draft.money) for column, told in cells.items()})
