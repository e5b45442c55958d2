"""The lines of an aligned dump cut into rows, all columns at once: a row is a stretch of lines, and its cells are centred on one height.

    护林员年补助      ≤7634.4      7634.4万
                                            无        one row
      标准          万元           元
    视频专网租用      ≤7807.9
                             7027.11元               the next one
      费            元

No line belongs to two rows, whatever the number of lines in their cells. The cheapest way to cut is found exactly.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from statistics import median

from formlint.recognisers.dumps.aligned.folds import folds
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind

MOST_LINES = 24  # of one row
WORST = 16.0  # what costs more is no row, nor is what goes on from there
LACKS = {"name": 3.0, "target": 2.5, "actual": 2.0, "weight": 3.0, "score": 1.5, "op": 1.0, "unit": 1.0}  # for a row to have no such cell
AIRY = 1.5  # for every empty line inside a row
TIGHT = 0.4  # for two rows to have no empty line between them
TWO = 2.5  # for a whole value to be followed by another in one cell
APART = 6.0  # for two operators to stand in one cell
OFF = 2.0  # for a cell to be a line off the height of its row
WHOLE = (Kind.MEASURE, Kind.QUALITY, Kind.DONE)
MEASURED = frozenset("元%人次个户份处")  # a measure ends with
SIGNS = frozenset("≥≤≧≦=＝═<>")
LISTED = frozenset("；;，,、：:")
ITEM = re.compile(r"\d{1,2}[.、．](?!\d)")
POINTS = ("weight", "score")

Rank = dict[str, tuple[int, ...]]


def ranks(dump: Dump, columns: Mapping[str, Sequence[int]]) -> list[tuple[float, Rank]]:
    """The rows, from top to bottom, each with its height."""
    page = _Page(dump, columns)
    best = [(0.0, 0, 0.0), *[(inf, 0, 0.0)] * len(page.lines)]  # up to every line: the cost, where the last row begins, its height
    for begin in range(len(page.lines)):
        for end, cost, height in page.rows_from(begin):
            best[end] = min(best[end], (best[begin][0] + cost, begin, height))
    found: list[tuple[float, Rank]] = []
    end = len(page.lines)
    while end:
        _, begin, height = best[end]
        found.append((height, page.cells(begin, end)))
        end = begin
    return found[::-1]


class _Page:
    """What is printed in the columns, line by line."""

    def __init__(self, dump: Dump, columns: Mapping[str, Sequence[int]]) -> None:
        self.lines = sorted({dump.strips[number].line for numbers in columns.values() for number in numbers})
        place_of = {line: place for place, line in enumerate(self.lines)}
        self._blank = [0, *(sum(not text for text in dump.texts[one + 1 : two]) for one, two in pairwise(self.lines))]  # empty lines above each
        self._printed: list[list[tuple[str, float, Sequence[int]]]] = [[] for _ in self.lines]  # column, what it costs to go on from above, strips
        for key, numbers in columns.items():
            if not numbers:
                continue
            own = dump.by_line(numbers)
            for line, fold in zip(own, _folds(dump, key, own, apart="unit" in columns), strict=True):
                self._printed[place_of[dump.strips[line[0]].line]].append((key, fold, line))
        self._lacks = {key: LACKS[key] for key, numbers in columns.items() if numbers and key in LACKS}

    def rows_from(self, begin: int) -> Iterator[tuple[int, float, float]]:
        """Where a row may end that begins with this line: the line behind, what it costs, and how high it lies."""
        firsts, lasts, kept = dict[str, int](), dict[str, int](), 0.0
        for end in range(begin + 1, min(begin + MOST_LINES, len(self.lines)) + 1):
            line = self.lines[end - 1]
            kept += AIRY * self._blank[end - 1] if firsts else 0.0
            for key, fold, _ in self._printed[end - 1]:
                kept += max(0.0, fold if key in lasts else -fold)
                firsts.setdefault(key, line)
                lasts[key] = line
            if kept > WORST and end > begin + 1:
                return
            height, off = _height({key: (first + lasts[key]) / 2 for key, first in firsts.items()})
            tight = TIGHT if end < len(self.lines) and not self._blank[end] else 0.0
            yield end, kept + off + tight + sum([cost for key, cost in self._lacks.items() if key not in firsts]), height

    def cells(self, begin: int, end: int) -> Rank:
        """The cells of these lines."""
        found: dict[str, list[int]] = {}
        for printed in self._printed[begin:end]:
            for key, _, numbers in printed:
                found.setdefault(key, []).extend(numbers)
        return {key: tuple(numbers) for key, numbers in found.items()}


def _height(middles: Mapping[str, float]) -> tuple[float, float]:
    """Where the cells of a row are centred, those of its numbers if it has any; and what it costs that not all are."""
    numbered = [middles[key] for key in POINTS if key in middles]
    height = sum(numbered) / len(numbered) if numbered else median(middles.values())
    return height, OFF * sum([abs(middle - height) for middle in middles.values()])


def _folds(dump: Dump, key: str, lines: Sequence[Sequence[int]], *, apart: bool) -> list[float]:
    """What it costs for every line of a column to go on from the one above; below 0: not to."""
    costs = folds(dump, key, lines, apart=apart)
    return [*costs[:1], *(cost + _two(dump, before, after) for cost, (before, after) in zip(costs[1:], pairwise(lines), strict=True))]


def _two(dump: Dump, before: Sequence[int], after: Sequence[int]) -> float:
    """For two whole values to stand over one another in one cell."""
    one, two = dump.strips[before[-1]], dump.strips[after[0]]
    if one.text in SIGNS and two.text in SIGNS:
        return APART
    if one.text[-1] in LISTED or ITEM.match(two.text):
        return 0.0
    if one.kind in WHOLE and two.kind in WHOLE and (one.kind is not Kind.MEASURE or not one.text[-1].isdigit()):
        return TWO
    return TWO if two.asks and one.text[-1] in MEASURED else 0.0
