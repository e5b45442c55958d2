"""Which columns the cells of a ragged row belong to: the cheapest way that keeps their order.

A page copied as text prints a merged cell once and a blank cell now and then not at all, so that rows have fewer cells than the header. What a cell
holds tells where it may stand: a weight is a plain number, a rate has a %, an indicator is named in words.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import IntEnum

from formlint import figures
from formlint.patterns import late
from formlint.recognisers.headings import Vocabulary, plain
from formlint.records import record, replace

LEVEL = "指标"  # ends 数量指标, which names no indicator; 服务对象满意度 may
SIDE, OTHER = "side", "other"  # what stands left of the table, and a column no word fits
AWAY = 8.0  # for a printed cell to belong to no column
STRAIGHT = 1.2  # what a row with all its cells may cost more as it stands than with its blanks moved
BEHIND = 2.5  # that no target stands behind its operator
UNAIMED = 1.4  # that a row without a weight has no target, so that its only number is one rather than a score
UNSCORED = 0.5  # that a part of the amounts has no weight, or has one
NESTED = 0.5  # that a section is a first level, where those before it stand within one
BLANK_SCORE = 1.4  # that the score is blank behind a plain number, which may be the score itself, a cell before it lost
ODD = 6.0  # words where a number should stand, and the other way round

_NUMBER = late(r"[-+]?\d[\d,]*(?:\.\d+)?分?")
_AMOUNT = late(r"[-+]?\d[\d,]*(?:\.\d+)?(?:万元|亿元|万|亿|元)")
_PERCENT = late(r"[-+]?\d[\d,]*(?:\.\d+)?[%‰]")
_SIGN = late(r"[≥≤≧≦=═<>＜＞]{1,2}|大于等于|小于等于|大于|小于|等于")
_POLES = ("文字描述", "定性", "定量", "正向", "反向", "正向指标", "反向指标", "定性指标", "定量指标")
_MOST_POINTS = 100
RATIO = ("%", "‰")
LEVELS = ("l1", "l2")
_OPERATORS = ("op", "op_again")
_UNIT = 6  # the longest unit we know, 平方米/年, has 5 characters


class _Kind(IntEnum):
    """What a cell holds; the places in the rows of `_COSTS`."""

    BLANK = 0
    DASH = 1
    NUMBER = 2
    AMOUNT = 3  # with its unit
    PERCENT = 4
    SIGN = 5
    WORDS = 6


_PATTERNS = {_Kind.NUMBER: _NUMBER, _Kind.AMOUNT: _AMOUNT, _Kind.PERCENT: _PERCENT, _Kind.SIGN: _SIGN}
# What it costs that a row has no cell for a column. A blank first budget is the one that goes missing.
_MISSING = {
    **{SIDE: 0.0, "reason": 0.2, "l1": 0.3, "l2": 0.3, "criterion": 0.3, OTHER: 0.3, "op": 0.4, "op_again": 0.4, "unit": 0.4},
    **{"l1_weight": 0.1, "l2_weight": 0.1},  # of a level that the row above has
    **{"initial": 0.7, "label": 3.0, "name": 3.0, "weight": 1.1, "actual": 1.15},
}
# By what a column measures: for each kind of text, in their order.
_COSTS = {
    "points": (0.3, 0.0, 0.0, ODD, 4.0, ODD, ODD),
    "amount": (0.3, 0.3, 0.0, 0.0, 4.0, ODD, ODD),
    "percent": (0.3, 0.1, 0.6, ODD, 0.0, ODD, ODD),
    "measured": (0.5, 0.5, 0.3, 0.0, 0.0, 4.0, 0.0),
    "op": (0.3, 0.3, 5.0, 5.0, 5.0, 0.0, 2.0),
    "op_again": (0.3, 0.3, 5.0, 5.0, 5.0, 0.0, 2.0),
    "unit": (0.3, 0.3, 5.0, 5.0, 5.0, 4.0, 2.0),
    "name": (0.8, 2.0, 5.0, 5.0, 5.0, 5.0, 0.0),
    "label": (1.0, 3.0, ODD, ODD, ODD, ODD, 1.0),
    "l1": (0.0, 1.0, ODD, ODD, ODD, ODD, 3.0),
    "l2": (0.0, 1.0, ODD, ODD, ODD, ODD, 1.5),
    "reason": (0.0, 0.0, 2.0, 2.0, 2.0, 4.0, 0.0),
    "state": (0.0, 0.3, ODD, ODD, ODD, ODD, 0.0),
    SIDE: (0.0, 2.0, ODD, ODD, ODD, ODD, 1.5),
    OTHER: (0.0, 0.3, 1.0, 2.0, 2.0, 2.0, 1.0),
}


@record(frozen=True, slots=True)
class _Row:
    """What is known of a row before its cells have their columns: it is the closing one, a part of the amounts, prints ≥ in a cell of its own,
    comes after sections within a first level."""

    closing: bool
    part: bool
    signed: bool
    nested: bool
    pointed: bool  # a plain number stands right before the blanks at its end


def points_of_levels(keys: Sequence[str]) -> list[str]:
    """The keys, a weight behind a level called by it where one stands behind the names too: 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值."""
    behind = "name" in keys and "weight" in keys[keys.index("name") :]
    before = ["", *keys]
    return [f"{left}_weight" if behind and key == "weight" and left in LEVELS else key for left, key in zip(before, keys, strict=False)]


class Columns:
    """The columns of one table from left to right, and what they measure."""

    def __init__(self, words: Vocabulary, table: str, keys: Sequence[str], numbers: Mapping[str, str]) -> None:
        self.keys, self.table = tuple(keys), table
        self._words, self._numbers = words, numbers

    def without(self, *keys: str) -> "Columns":
        """The columns but these."""
        return Columns(self._words, self.table, [key for key in self.keys if key not in keys], self._numbers)

    def fit(self, texts: Sequence[str], *, nested: bool = False) -> tuple[tuple[int | None, ...], float]:
        """The column of every cell (none: it belongs to none), and what that costs: 0 for a row that fits as it stands.

        `nested`: sections stand within a first level of another name.
        """
        printed = [text for text in texts if text.strip()]
        closing = self._words.closing[self.table].find(printed[0]) is not None if printed else True
        alone = not printed or (self._level(printed[-1]) and all(map(self._words.sides.find, printed[:-1])))  # a level with no indicator beside it
        signed = "op" in self.keys and any(_kind(text) is _Kind.SIGN for text in printed)
        pointed = bool(printed) and _kind(printed[-1]) is _Kind.NUMBER
        row = _Row(closing, self._part(printed), signed, nested, pointed)
        bare = replace(row, closing=closing or alone)
        ways: list[tuple[float, tuple[int | None, ...]]] = [(0.0, ())]  # for every number of columns passed, the cheapest
        for key in self.keys:
            ways.append((ways[-1][0] + self._missing(key, bare), ()))
        for text in texts:
            here: list[tuple[float, tuple[int | None, ...]]] = []
            for place in range(len(ways)):
                away = ways[place][0] + (AWAY if text.strip() else 0.2), (*ways[place][1], None)
                best = away
                if place:
                    key = self.keys[place - 1]
                    best = min(best, (ways[place - 1][0] + self._cost(key, text, row), (*ways[place - 1][1], place - 1)), key=_price)
                    best = min(best, (here[-1][0] + self._missing(key, bare), here[-1][1]), key=_price)
                here.append(best)
            ways = here
        if len(texts) == len(self.keys):  # none is missing, so that blanks are not to be moved for little
            straight = sum(self._cost(key, text, row) for key, text in zip(self.keys, texts, strict=True))
            if straight <= ways[-1][0] + STRAIGHT:
                return tuple(range(len(texts))), straight
        return ways[-1][1], ways[-1][0]

    def _level(self, text: str) -> bool:
        return bool(self._words.sections.find(text) or self._words.parts.find(text))

    def _part(self, printed: Sequence[str]) -> bool:
        """A row of amounts that are part of the total: only that is scored."""
        rows = self._words.rows.get(self.table)
        found = next((row for text in printed if (row := rows.find(text))), None) if rows else None
        return found is not None and found[0] != "total"

    def _missing(self, key: str, row: "_Row") -> float:
        if row.closing and self._numbers.get(key) != "points":
            return 0.1
        if row.part and self._numbers.get(key) in ("points", "percent"):
            return UNSCORED
        if row.signed and key == "target":
            return BEHIND
        if key == "target" and "weight" not in self.keys:
            return UNAIMED
        return _MISSING.get(key, 1.2 if self._numbers.get(key) == "measured" else 1.0)

    def _cost(self, key: str, text: str, row: "_Row") -> float:
        known = self._known(key, text, row)
        if known is not None:
            return known
        kind = _kind(text)
        if row.closing and self._numbers.get(key) == "measured":
            return 0.1 if not text.strip() else 3.0
        cost = _COSTS.get(self._numbers.get(key, "") or key, _COSTS[OTHER])[kind]
        too_many = self._numbers.get(key) == "points" and kind is _Kind.NUMBER and Decimal(plain(text).rstrip("分").replace(",", "")) > _MOST_POINTS
        if plain(text) in RATIO and "unit" in self.keys and self._numbers.get(key) == "measured":
            return 2.0
        scored = row.part and self._numbers.get(key) == "points" and kind is _Kind.NUMBER
        if kind is _Kind.BLANK and key == "score" and not (row.closing or row.part) and row.pointed:
            return BLANK_SCORE
        return 2.0 if too_many else cost + UNSCORED * scored

    def _known(self, key: str, text: str, row: "_Row") -> float | None:
        """For words that only one column can hold."""
        words, bare = self._words, plain(text)
        if not bare:
            return None
        first, second = bool(words.sections.find(text)), bool(words.parts.find(text))
        if key == "l1" and first and row.nested:
            return NESTED
        if key == "l1" and (first or words.closing[self.table].find(text)):
            return 0.0
        if key == "l2" and (first or second):
            return 0.0
        if first or second:
            return {"name": 2.0 if bare.endswith(LEVEL) else 1.0, "reason": 2.0}.get(key, 4.0)
        if key == SIDE and words.sides.find(text):
            return 0.0
        if key == "label" and self.table in words.rows and words.rows[self.table].find(text):
            return 0.0
        if key in _OPERATORS and bare in _POLES:
            return 0.0
        return 0.0 if key == "unit" and len(bare) <= _UNIT and not re.search(r"\d", bare) and not _SIGN.fullmatch(bare) else None


def _price(way: tuple[float, tuple[int | None, ...]]) -> float:
    return way[0]


def _kind(text: str) -> _Kind:
    bare = plain(text)
    if not bare:
        return _Kind.BLANK
    if figures.not_applicable(bare):
        return _Kind.DASH
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(bare)), _Kind.WORDS)
