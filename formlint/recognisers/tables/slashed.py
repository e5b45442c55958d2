"""Two columns that share one, taken apart: `分值/得分` over `20/19.5`, `得分（分值）` over `19.5（20）`, `指标值/完成值` over `≥100个/98个`,
`执行数（执行率）` over `57.2（95%）`, `目标→实际` over `有效→有效`.

A heading of two words of one table, with a stroke or an arrow between them or one in brackets, heads two columns where cells below it print two
values in the same way: numbers, but on both sides of an arrow whatever stands there. The cell that prints only one of them, or nothing, covers
both. `指标及完成情况` over `改厕：目标100户，完成98户` heads three, the name before the colon.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from formlint.definitions import Definition
from formlint.documents import Cell, Passage, Table
from formlint.patterns import late
from formlint.recognisers.headings import plain, vocabulary
from formlint.records import replace

_POINTS = r"\d{1,4}(?:\.\d{1,4})?\s*+[%％分]?"
_BOTH = re.compile(rf"\s*+(?P<first>{_POINTS})\s*+(?:[/／]\s*+(?P<second>{_POINTS})|[(（]\s*+(?P<bracketed>{_POINTS})\s*+[)）])\s*+")
_MEASURED = re.compile(r"\s*+(?P<first>(?:[≥≤=＝>＜<＞]|不[低少高大]于)?\s*+\d[^/／]{0,20})[/／](?P<second>\s*\d[^/／]{0,20})")
_TWO = late(r"(?P<first>[^/／()（）]+)(?:[/／](?P<second>[^/／()（）]+)|[(（](?P<bracketed>[^/／()（）]+)[)）])")
_SUM = r"-?\d[\d,]{0,15}(?:\.\d{1,6})?\s*+(?:万元|元)?"
_AMOUNTS = re.compile(rf"\s*+(?P<first>{_SUM})\s*+[/／]\s*+(?P<second>{_SUM})\s*+")
_EXECUTED = re.compile(rf"\s*+(?P<first>{_SUM})\s*+(?:[/／]\s*+(?P<second>{_POINTS})|[(（]\s*+(?P<bracketed>{_POINTS})\s*+[)）])\s*+")
_ARROW = r"(?:[→⇒➔➜]|[-=—]{1,2}[>＞])"
# Not {1,60}+, which Python before 3.11.5 fails to match (gh-106052).
_MOVED = re.compile(rf"(?P<first>(?:(?!{_ARROW}).){{1,60}}){_ARROW}(?P<second>(?:(?!{_ARROW}).){{1,120}})", re.DOTALL)
_VALUE = r"(?:[^，,；;、。]|(?<=\d),(?=\d{3})){1,20}"  # up to a comma that groups no digits
_TOLD = re.compile(
    r"\s*+(?:(?P<name>[^:：]{2,30})[:：])?"
    rf"\s*+(?:年度|计划)?目标值?[:：为]?\s*(?P<first>{_VALUE})[，,；;、]"
    rf"\s*(?:实际)?完成值?[:：为]?\s*(?P<second>{_VALUE})。?\s*"
)
_TELLS = late(r"(?:绩效)?指标(?:名称|内容|目标)?(?:值)?[及和与、](?:实际)?完成(?:情况|值)")
POINTS, MEASURED, AMOUNT, PERCENT = "points", "measured", "amount", "percent"
_KINDS = (  # how cells print two, how their heading does, and what the columns hold
    (_BOTH, _TWO, (POINTS, POINTS)),
    (_MEASURED, _TWO, (MEASURED, MEASURED)),
    (_AMOUNTS, _TWO, (AMOUNT, AMOUNT)),
    (_EXECUTED, _TWO, (AMOUNT, PERCENT)),
    (_MOVED, _MOVED, (MEASURED, MEASURED)),
)
_SIGNS = re.compile(r"[/／)）→⇒➔➜>＞]")
MOST = 9  # such columns of a table
FEWEST = 2  # cells that tell target and actual in words
LONGEST = 60  # characters of a heading


class _Found(NamedTuple):
    """A heading of two columns, the cells below it that print both, and how they and it do."""

    head: Cell
    below: Sequence[Cell]
    pattern: re.Pattern[str]
    headed: re.Pattern[str]


def unslashed(table: Table, definition: Definition) -> Table:
    """The table with a column for each of the two; the table itself when it has no such column."""
    for _ in range(MOST):
        found = _column(table, definition)
        if found is None:
            break
        table = replace(table, cells=tuple(_apart(table.cells, found)))
    return _told(table)


@lru_cache(maxsize=4096)
def may_head_two(definition: Definition, heading: str) -> bool:
    """Whether it does, the cells below it tell."""
    told = plain(heading)
    return bool(_TELLS.fullmatch(told)) or any(_two(definition, headed.fullmatch(told), kinds) for _, headed, kinds in _KINDS)


def _column(table: Table, definition: Definition) -> _Found | None:
    """The heading of two columns, the cells below it that print both, and how it and they do."""
    # each pattern on every cell takes three times as long, and every cell of a document is asked
    parted = [cell for cell in table.cells if _SIGNS.search(cell.text)]
    for pattern, headed, kinds in _KINDS:
        both = [cell for cell in parted if pattern.fullmatch(cell.text)]
        if not both:
            continue
        lowest = {cell.column: cell.row for cell in sorted(both, key=lambda cell: cell.row)}
        heads = [cell for cell in parted if cell.row < lowest.get(cell.column, -1) and len(cell.text) <= LONGEST and _alike(cell, both)]
        head = next((cell for cell in heads if _two(definition, headed.fullmatch(plain(cell.text)), kinds)), None)
        if head:
            return _Found(head, [cell for cell in both if cell.column == head.column and cell.row > head.row], pattern, headed)
    return None


def _alike(head: Cell, below: Sequence[Cell]) -> bool:
    """It is as wide as what it heads: of one column, or of more where another table above or below has split them up."""
    return head.columns == 1 or all(cell.columns == head.columns for cell in below if cell.column == head.column and cell.row > head.row)


def _two(definition: Definition, heading: re.Match[str] | None, kinds: tuple[str, str]) -> bool:
    """Both sides are words of columns of these kinds: 分值/得分, and no formula (B/A)."""
    if heading is None:
        return False
    sides = [heading["first"], _second(heading)]
    for name, lexicon in vocabulary(definition).ruled.items():
        keys = list(map(lexicon.key, sides))
        if keys[0] != keys[1] and tuple(map(definition.tables[name].numbers.get, keys)) == kinds:
            return True
    return False


def _second(match: re.Match[str]) -> str:
    found = match.groupdict()
    return found["second"] or found["bracketed"] or ""


def _apart(cells: Sequence[Cell], found: _Found) -> Iterator[Cell]:
    """The cells; where they stand in one column, those on the right moved by one, those over the column one wider."""
    head = found.head
    split = {id(cell): found.pattern for cell in found.below} | {id(head): found.headed}
    for cell in cells:
        match = split[id(cell)].fullmatch(cell.text) if id(cell) in split else None
        if match:
            yield replace(cell, passage=_cut(cell, match, "first"), columns=1)
            wide = max(1, cell.columns - 1)
            yield replace(cell, passage=_cut(cell, match, "second" if match["second"] else "bracketed"), column=cell.column + 1, columns=wide)
        else:
            yield _moved(cell, head, 1) if head.columns == 1 else cell


def _moved(cell: Cell, head: Cell, by: int) -> Cell:
    if cell.column > head.column:
        return replace(cell, column=cell.column + by)
    return replace(cell, columns=cell.columns + by * (cell.column + cell.columns > head.column))


def _cut(cell: Cell, match: re.Match[str], group: str) -> Passage:
    return cell.passage.cut(*match.span(group)).strip()


def _told(table: Table) -> Table:
    """The table with columns for the name, the target and the actual that cells of one column tell."""
    told = {id(cell): match for cell in table.cells if "目标" in cell.text and (match := _TOLD.fullmatch(cell.text))}
    head = next((cell for cell in table.cells if cell.columns == 1 and _TELLS.fullmatch(plain(cell.text))), None) if len(told) >= FEWEST else None
    if head is None:
        return table
    cells: list[Cell] = []
    for cell in table.cells:
        match = told.get(id(cell)) if cell.column == head.column else None
        if cell is head:
            cells += [replace(cell, passage=Passage(word), column=cell.column + at) for at, word in enumerate(("指标名称", "指标值", "完成值"))]
        elif match:
            name = _cut(cell, match, "name") if match["name"] else Passage("")
            cells += [replace(cell, passage=name)]
            cells += [replace(cell, passage=_cut(cell, match, group), column=cell.column + at) for at, group in ((1, "first"), (2, "second"))]
        else:
            cells.append(_moved(cell, head, 2))
    return replace(table, cells=tuple(cells))
