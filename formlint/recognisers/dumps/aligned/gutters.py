"""Where the columns of an aligned dump lie on one page: the cheapest set of gutters.

A gutter should cross no strip and lie between the headings of its columns (on later pages: near where it lay before). A column should hold what it is
for, numbers under weight and score, words under the others, and one cell of a line, not two. Few places come into question for a gutter, so the best
way through them is found exactly.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind
from formlint.records import record

CROSSED = 4.0  # for a gutter to go through a strip
AWAY = 0.5  # for every character outside the place where a gutter is expected
OUTSIDE = 0.2  # for a strip left of the table
PAIR = 3.0  # for two cells of a line to stand in one column
NO_LABEL = 2.0  # for something else than a part of a label to stand under 一级指标; half of it for such a part among the names
WORDY, SHORT = 12.0, 3  # for more characters than these to stand under 分值
SIGNED = 4.0  # for ≥ to stand elsewhere than under its own heading
EMPTY = 2.0  # for a column to hold nothing
MOST_WIDE = 600  # characters; lines behind that belong to no column
FURTHEST = 14  # characters from where a gutter is expected
MOST_PLACES = 8  # that come into question for one gutter

Between = tuple[float, float]  # where a gutter is expected
LABELS = ("l1", "l2")
_LABEL_POINTS = re.compile(r"\((?:\d{1,3}(?:\.\d+)?(?:分\)?)?)?|分?\)|\d{1,3}分\)")
_SIGNS = frozenset("≥≤≧≦=＝═<>")
_POINTS = {Kind.NUMBER: 0.0, Kind.DASH: 2.0, Kind.MEASURE: 5.0}
_WORDS = {Kind.NUMBER: 5.0, Kind.DASH: 3.0, Kind.MEASURE: 1.5}
_REASON = {Kind.NUMBER: 12.0, Kind.MEASURE: 4.0, Kind.QUALITY: 3.0, Kind.DONE: 3.0}
_VALUES = {Kind.NUMBER: 5.0, Kind.CAUSE: 3.0}
_FITS = {"reason": _REASON, "target": _VALUES, "actual": _VALUES}


def misfit(dump: Dump, column: str, number: int, columns: Sequence[str]) -> float:
    """What it costs for a strip to stand in the column."""
    kind, text = dump.strips[number].kind, dump.strips[number].text
    if "op" in columns and _SIGNS.issuperset(text):
        return 0.0 if column == "op" else SIGNED
    if column in LABELS:
        return 0.0 if text in dump.words.fragments[column] or _LABEL_POINTS.fullmatch(text) else NO_LABEL
    if column == "name" and dump.strips[number].asks and kind is Kind.MEASURE:
        return 3.0
    if column == "name" and len(text) > 1 and any(text in dump.words.fragments[level] for level in LABELS if level in columns):
        return NO_LABEL / 2
    if column in ("weight", "score", "review"):
        return 0.0 if text == "分" else _POINTS.get(kind, 6.0 if len(text) <= SHORT else WORDY)
    if column == "target" and kind is Kind.NUMBER and "op" in columns:
        return 0.0
    return _FITS.get(column, _WORDS).get(kind, 0.0)


def gutters(dump: Dump, columns: Sequence[str], between: Sequence[Between], numbers: Sequence[int]) -> list[int]:
    """Where every column begins: as many places as columns, rising. `between` tells where each is expected."""
    if not numbers:
        return [round((low + high) / 2) for low, high in between]
    return _Search(dump, columns, numbers).best(between)


@record(frozen=True, slots=True)
class _Place:
    """A place for a gutter, the last of `size` that are worth the same, and what it costs by itself."""

    at: int
    cost: float


class _Search:
    def __init__(self, dump: Dump, columns: Sequence[str], numbers: Sequence[int]) -> None:
        lines = [[number for number in line if _placed(dump, number) and dump.span((number,))[1] < MOST_WIDE] for line in dump.by_line(numbers)]
        strips = [number for line in lines for number in line]
        self._dump, self._columns = dump, columns
        spans = {number: dump.span((number,)) for number in strips}
        self._wide = max((end for _, end in spans.values()), default=0) + FURTHEST
        self._middles = {number: (start + end) // 2 for number, (start, end) in spans.items()}
        self._pairs = sorted((self._middles[one], self._middles[two]) for line in lines for one, two in pairwise(line))
        self._crossed = self._steps([(start + 1, end) for start, end in spans.values() if end - start > 1])
        self._left = self._steps([(middle + 1, self._wide) for middle in self._middles.values()])
        self._sums = [self._sum(column, strips) for column in columns]

    def _steps(self, stretches: Sequence[tuple[int, int]]) -> list[int]:
        """For every place how many of the stretches cover it."""
        steps = [0] * (self._wide + 1)
        for start, end in stretches:
            steps[start] += 1
            steps[end] -= 1
        return list(accumulate(steps))

    def _sum(self, column: str, strips: Sequence[int]) -> list[float]:
        """For every place what the strips left of it cost in this column."""
        steps = [0.0] * (self._wide + 1)
        for number in strips:
            steps[self._middles[number] + 1] += misfit(self._dump, column, number, self._columns)
        return list(accumulate(steps))

    def best(self, between: Sequence[Between]) -> list[int]:
        places = [self._places(low, high) for low, high in between]
        costs = [place.cost + OUTSIDE * self._left[place.at] for place in places[0]]
        ways: list[list[int]] = []
        for column, (before, here) in enumerate(pairwise(places)):
            way, found = [], []
            for place in here:
                options = [
                    (cost + self._column(column, left.at, place.at), number) for number, (cost, left) in enumerate(zip(costs, before, strict=True))
                ]
                cost, number = min(options)
                found.append(cost + place.cost)
                way.append(number)
            costs, ways = found, [*ways, way]
        ends = [
            (cost + self._column(len(places) - 1, place.at, self._wide), number)
            for number, (cost, place) in enumerate(zip(costs, places[-1], strict=True))
        ]
        number = min(ends)[1]
        found_places = [places[-1][number].at]
        for way, before in zip(reversed(ways), reversed(places[:-1]), strict=True):
            number = way[number]
            found_places.append(before[number].at)
        return found_places[::-1]

    def _column(self, column: int, left: int, right: int) -> float:
        """What stands between two gutters, as this column."""
        if right <= left:
            return float("inf") if right < left else 50.0
        sums = self._sums[column]
        pairs = 0
        for one, two in self._pairs[bisect_left(self._pairs, (left, 0)) :]:
            if one >= right:
                break
            pairs += two < right
        empty = EMPTY if self._left[left] == self._left[right] and self._columns[column] != "reason" else 0.0
        return sums[right] - sums[left] + PAIR * pairs + empty

    def _places(self, low: float, high: float) -> list[_Place]:
        """Where a gutter may lie: the middle of every stretch that lets the same strips on its left, the cheapest few."""
        found: list[_Place] = []
        first, last = max(0, int(low) - FURTHEST), min(self._wide - 1, int(high) + FURTHEST)
        start = first
        for x in range(first, last + 2):
            if x <= last and self._crossed[x] == self._crossed[start] and self._left[x] == self._left[start]:
                continue
            at = _nearest(start, x - 1, low, high)
            away = max(0.0, low - at, at - high)
            found.append(_Place(at, CROSSED * self._crossed[at] + AWAY * away))
            start = x
        found = found or [_Place(max(1, min(self._wide - 1, round((low + high) / 2))), 0.0)]
        return sorted(found, key=lambda place: place.cost)[:MOST_PLACES]


def _placed(dump: Dump, number: int) -> bool:
    """The strip stands where it stood: behind a single blank only a number beside a number."""
    alone = (Kind.NUMBER, Kind.DASH)
    return not dump.loose(number) or (not dump.drifts(number) and dump.strips[number].kind in alone and dump.strips[number - 1].kind in alone)


def _nearest(first: int, last: int, low: float, high: float) -> int:
    """Of a stretch of places the one nearest to where a gutter is expected; in the middle where there is a choice."""
    wanted = min(max((first + last + 1) // 2, low), high)
    return round(min(max(wanted, first), last))
