"""The number of a cell, by what its column measures.

Amounts take the unit of their heading when they print none. A rate without % under a heading without % is a ratio up to 1.5 (0.9881) and per cent
above (98.81). Points may be printed with a % (权重 15%).
An amount that a narrow cell wraps (1,945. above 20) is one, and so is one with blanks between its thousands (1 234.50).
An operator in its own cell becomes the comparator of the target beside it; a target that was changed during the year is no number, for what is
due is another one. What a workbook shows where a number should stand and is
none (#REF!, ######, ∞) is malformed.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from formlint import figures
from formlint.documents import Passage
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure, Malformed
from formlint.forms import Field
from formlint.patterns import late
from formlint.recognisers.headings import plain
from formlint.records import replace

MOST_RATIO = 1.5  # 1.5 times the budget spent is the most we have seen; 1.5 % spent is not printed without its %


_BROKEN = late(r"(?:[#＃]{2,}|[#＃](?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|[-－]?∞|nan|[-－]?inf)[%％]?", re.IGNORECASE)
_WRAPPED = re.compile(r"([\d,]*\d)[.,]\n\d[\d,]*(?:\.\d+)?|[\d,]*\d\n[.,]\d[\d,]*(?:\.\d+)?|[\d,]{3,}\.\d\n\d")  # 100.0 above 0
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+\.\d{1,6}")
_THOUSANDS = late(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?")
_GAPS = late(r"\s+")
_OPENS = frozenset("#＃∞-－nNiI")


def number(kind: str, passage: Passage, *, id: str, label: tuple[str, ...], unit: str = "") -> Figure | Malformed | None:  # noqa: A002
    """The one number the cell prints. `kind` is amount, percent, points, measured, or empty for a column of words."""
    if not kind:
        return None
    passage = _whole(passage) if kind == "amount" else passage
    found = _read(kind, passage.text, unit)
    return figures.placed(found, passage, id, label) if isinstance(found, Figure) else found


@lru_cache(maxsize=4096)
def _read(kind: str, text: str, unit: str) -> Figure | Malformed | None:
    """The number without place and id. Tables print 5, 10 and 100% again and again."""
    bare = text.strip()
    if bare[:1] in _OPENS and _BROKEN.fullmatch(bare):
        return Malformed(bare, "no-number")
    if not any(map(str.isnumeric, bare)):
        return None
    passage = Passage(text)
    if kind == "points":
        points = figures.read(passage, unit="分")
        return replace(points, unit="分", scale=Fraction(1)) if isinstance(points, Figure) and points.unit == "%" else points
    if kind != "percent" or unit:
        return figures.read(passage, unit=unit)
    found = figures.read(passage)
    return figures.read(passage, unit="%") if isinstance(found, Figure) and not found.unit and abs(found.number) > MOST_RATIO else found


def _whole(passage: Passage) -> Passage:
    """The amount in one piece, without what a narrow cell or a thousands separator put between its digits."""
    text = passage.text.strip()
    if text.isprintable() and " " not in text:  # nearly all
        return passage
    if not (_WRAPPED.fullmatch(text) or _SPACED.fullmatch(text) or _broken(text)):
        return passage
    starts = [0, *(gap.end() for gap in _GAPS.finditer(passage.text))]
    ends = [*(gap.start() for gap in _GAPS.finditer(passage.text)), len(passage.text)]
    return Passage.join(passage.cut(start, end) for start, end in zip(starts, ends, strict=True))


def _broken(text: str) -> bool:
    """Two lines that only together are thousands, as a narrow cell breaks them anywhere: 340,00 above 0.00."""
    lines = text.split("\n")
    return len(lines) == 2 and not _THOUSANDS.fullmatch(lines[0]) and bool(_THOUSANDS.fullmatch("".join(lines)))


def with_operator(cells: Mapping[str, Field]) -> Mapping[str, Field]:
    """`≥ | 95 | %` in three cells: the target gets the comparator of its neighbour, or of the second one where the first tells the pole (正向)."""
    target = cells.get("target")
    if target is None or target.figure is None or target.figure.comparator:
        return cells
    for column in ("op", "op_again"):
        operator = cells.get(column)
        if operator and (comparator := _comparator(operator.text)):
            return {**cells, "target": replace(target, number=replace(target.figure, comparator=comparator))}
    return cells


@lru_cache(maxsize=256)
def _comparator(operator: str) -> Comparator:
    """What a text asks for that stands before a number: a table has three or four of them, one in every row."""
    read = figures.read(Passage(operator.strip() + "1"), id="", label=(), unit="") if plain(operator) else None
    return read.comparator if isinstance(read, Figure) else Comparator.NONE


def as_changed(cells: Mapping[str, Field]) -> Mapping[str, Field]:
    """`40 | -4`: the first target of the year and what it was changed by, or to. The first one is then words, which no actual is measured by, but for
    one that was changed to another with an operator of its own (≥200篇 | ≥220篇): that is the target."""
    target, change = cells.get("target"), cells.get("target_change")
    if target is None or change is None or change.figure is None or not change.figure.value:
        return cells
    if change.figure.comparator and target.figure and change.figure.unit == target.figure.unit:
        return {**cells, "target": change}
    return {**cells, "target": replace(target, number=None)}
