"""What a strip of a text dump costs by itself, wherever it is put: to begin a cell of a column with it, or to go on one.

Strips that look the same cost the same, and there are few hundred ways to look: so the answers are kept, for every order of the columns.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from formlint.recognisers.dumps.strips import Kind, kind_of
from formlint.records import record, replace

NEVER = 10_000_000
MOST_FIRST = 70  # what looks worse at the beginning of a cell is not tried
LEADING = 25  # words at the head of a line that ends in a weight and a score are the name of a row

MOST_KEPT = 4096  # looks: forms have few hundred, but who means ill may print more
BESIDE = 18
PAIRED = 50  # for two short numbers side by side, or the words before them, to belong to no row
COUNTED = 25  # for a name to begin, or to go on, with a count
_COUNTS = re.compile(r"已?[对在]\d")
CLOSES = frozenset("，。；、：！？”’）》〉」%,;:)…")
_FIRST: Mapping[str, Mapping[Kind, int]] = {
    "name": {Kind.NUMBER: 90, Kind.DASH: 90, Kind.MEASURE: 50, Kind.QUALITY: 25, Kind.DONE: 25, Kind.CAUSE: 30, Kind.WORDS: 0},
    "target": {Kind.NUMBER: 50, Kind.DASH: 40, Kind.MEASURE: 0, Kind.QUALITY: 0, Kind.DONE: 10, Kind.CAUSE: 40, Kind.WORDS: 7},
    "actual": {Kind.NUMBER: 50, Kind.DASH: 40, Kind.MEASURE: 0, Kind.QUALITY: 3, Kind.DONE: 0, Kind.CAUSE: 30, Kind.WORDS: 4},
    "reason": {Kind.NUMBER: 60, Kind.DASH: 0, Kind.MEASURE: 60, Kind.QUALITY: 50, Kind.DONE: 50, Kind.CAUSE: 0, Kind.WORDS: 40},
}
_LIMITED = {"name": 10, "target": -5, "actual": 12}  # an operator stands in it
_ASKING = {"name": 50, "target": -7, "actual": 15, "reason": 50}  # begins with one
_COUNTING = {"target": {"target": -6, "actual": 8}, "actual": {"actual": -8, "target": 12}}  # to begin a cell with one of two strips with one count
_TWICE = {"target": {"name": 15}, "actual": {"name": 20, "target": 20}}  # for it to go on a cell that it cannot be in


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What counts of the spelling. There is one of every kind, so that it is found by itself and not by all it says."""

    kind: Kind
    closes: bool  # begins with a mark that ends something
    stops: bool  # ends with 。
    limits: bool  # an operator stands in it: 考评≥1次
    short: bool  # four characters at most
    digits: bool
    points: bool  # a number up to 100
    unit: bool  # 分 and nothing else
    single: bool  # one character that is no judgement of its own
    sentence: bool  # a comma or the like in it
    counts: bool  # 对 124 个行政村: what is done, or was, and no name


_only = cache(Shape)

Look = tuple[Shape, bool, bool, bool, int]  # shape, of an item of a list, asks, leads, gap: see `_signs`


@record(frozen=True, slots=True)
class Signs:
    """The costs of one strip, a number for every column."""

    all: tuple[int, ...]  # for a cell to begin with it
    firsts: tuple[tuple[int, int], ...]  # the columns where that is worth a try, and the cost
    further: tuple[int, ...]  # to go on a cell of this column, more than of another
    beside: int  # for it to belong to no row
    breaks: int  # to go on with any cell
    follows: int  # the same, where it is no unit: for words that begin a row more
    of_number: int  # to go on a weight or a score: 10 分
    empty: tuple[int, int]  # for the empty line before it, or none: where the cell has one line (the seeds have one there), and where it has more


def shape(text: str) -> Shape:
    """The shape of a text."""
    kind = kind_of(text)
    limits = any(operator in text for operator in "≥≤≧≦")
    more = len(text) == 1 and kind is Kind.WORDS and text not in "有无否是", any(mark in text for mark in "，；。,;"), bool(_COUNTS.match(text))
    return _only(
        kind, text[0] in CLOSES, text[-1] == "。", limits, len(text) <= 4, any(map(str.isdigit, text)), kind is Kind.NUMBER, text == "分", *more
    )


class Kept(dict[Look, Signs]):
    """The costs for one order of the columns, by what the strips look like."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns

    def __missing__(self, look: Look) -> Signs:
        if len(self) >= MOST_KEPT:
            self.clear()
        found = self[look] = _signs(*look, self._columns)
        return found


signs = lru_cache(maxsize=64)(Kept)


def _signs(shape: Shape, item: bool, asks: bool, leads: bool, gap: int, columns: tuple[str, ...]) -> Signs:  # noqa: PLR0917  a look and the columns
    """The costs of a strip that looks like this. `leads`: see LEADING; `item`: of a list, before which a gap tells nothing of the column."""
    begins = tuple(_first(shape, asks, leads, name, columns) for name in columns)
    firsts = tuple((column, cost) for column, cost in enumerate(begins) if cost <= MOST_FIRST)
    further = tuple(_further(shape, asks, name) if (gap and not item) or name == "op" else 0 for name in columns)
    breaks = (20 if asks and gap else 0) + (30 if shape.kind is Kind.NUMBER else 0)
    follows = breaks + (LEADING if leads and gap else 0)
    empty = ((0, 0), (5, 4), (4, 5))[0 if item else gap]
    return Signs(begins, firsts, further, PAIRED if leads else BESIDE, breaks, follows, 2 if shape.unit else NEVER, empty)


@lru_cache(maxsize=1024)
def counting(found: Signs, columns: tuple[str, ...], told: str) -> Signs:
    """The costs of a strip that is known to count: as a target, or as an actual that begins with it. See `echoes`."""
    begins = tuple(cost + _COUNTING[told].get(name, 0) for cost, name in zip(found.all, columns, strict=True))
    firsts = tuple((column, cost) for column, cost in enumerate(begins) if cost <= MOST_FIRST)
    further = tuple(cost + _TWICE[told].get(name, 0) for cost, name in zip(found.further, columns, strict=True))
    return replace(found, all=begins, firsts=firsts, further=further)


def _first(shape: Shape, asks: bool, leads: bool, name: str, columns: tuple[str, ...]) -> int:
    """For a cell of the column to begin with it."""
    if name in ("weight", "score"):
        return 0 if shape.points else NEVER
    if name == "op":
        return 0 if asks and shape.short and not shape.digits else 60
    if name == "unit":
        return 5 if shape.short and shape.kind is Kind.WORDS else 15 if shape.short and shape.kind is Kind.QUALITY else 60
    if shape.kind is Kind.NUMBER and name == "target" and "op" in columns:
        return 5
    if shape.kind is Kind.NUMBER and name == "actual" and "unit" in columns:  # else a weight or a score looks like it
        return 5 if "score" not in columns else 20
    cost = 25 if shape.single else 0
    cost += 8 if name == "name" and shape.sentence else 0
    cost += COUNTED if name == "name" and shape.counts else 0
    cost += _FIRST.get(name, {}).get(shape.kind, 30) + (40 if shape.closes else 0) + (10 if name == "name" and shape.stops else 0)
    cost += _LIMITED.get(name, 0) if shape.limits else 0
    cost += _ASKING.get(name, 0) if asks else 0
    return cost + (LEADING if leads and name != "name" else 0)


def _further(shape: Shape, asks: bool, name: str) -> int:
    """Signs against going on with it in just this column."""
    if name == "op":
        return 60 if shape.digits or shape.kind is not Kind.WORDS else 0
    if name == "name":
        return COUNTED if shape.counts else 0
    if name == "actual":
        return 10 if shape.limits else 0
    return 30 if name == "reason" and (asks or shape.kind in (Kind.MEASURE, Kind.DONE, Kind.QUALITY)) else 0
