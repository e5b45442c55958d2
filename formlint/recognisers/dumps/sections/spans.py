"""Which rows the labels of a dump cover whose cells are parted by empty lines, where weights do not tell.

    质量指标 ~ 管网漏损率 ~ ≤10% ~ 9.43% ~ 4 ~ 4 ~ 农村自来水普及率 ~ …        a label is centred on its rows, and printed before what stands
                                                                        on its height, behind what ends above it
The labels of the second level share the rows out one after the other, and those of one section make up its points. The cheapest way to share them
out is taken where it is sure: a row of which another way says something else, and costs hardly more, is left without a label.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

from formlint.exact import Fraction
from formlint.records import record

NEXT = (0, 4, 6, 8, 9)  # for the middle of the rows to lie so many half rows off the row printed next
FAR = 10  # and further
SIZE = (0, 2, 3, 4)  # for a label to cover so many rows more than one
LARGE = 5  # and more
UNEQUAL, UNKNOWN = 12, 5  # for weights not to make up the points, and for some of them to be lost
SURE = 4  # by so much the way must be better than any that says something else
MOST_LABELS, MOST_ROWS = 16, 40
T = TypeVar("T")
_Node = tuple[int, int]  # the row that the section begins with, and the row behind the label


@record(frozen=True, slots=True)
class Label:
    """A label of the second level; `marks` are rows it should be centred on, each with a weight, in half rows, `strange` is what every row costs that
    it covers."""

    section: str
    marks: tuple[tuple[int, int], ...] = ()
    strange: tuple[int, ...] = ()

    def cost(self, start: int, end: int) -> int:
        """For it to cover the rows from `start` to before `end`."""
        size = end - start
        return (SIZE[size - 1] if size <= len(SIZE) else LARGE) + aside(self.marks, start, end) + sum(self.strange[start:end])


def aside(marks: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """For the middle of these rows to lie beside the marks."""
    cost = 0
    for mark, weight in marks:
        off = abs(start + end - 1 - mark)
        cost += weight * (NEXT[off] if off < len(NEXT) else FAR)
    return cost


@record(frozen=True, slots=True)
class Spans:
    """The first row of every label, the section of every row and its label by number, None or empty where it is not sure."""

    starts: tuple[int | None, ...]
    sections: tuple[str, ...]
    labels: tuple[int | None, ...]


def spans(
    labels: Sequence[Label],
    points: Mapping[str, Fraction],
    weights: Sequence[Fraction | None],
    middles: Mapping[str, Sequence[tuple[int, int]]],
    known: Sequence[str],
) -> Spans | None:
    """The rows of the labels, which come from top to bottom; `middles` are the marks of the labels of the first level, `known` the sections of
    rows that are known, else empty."""
    if not labels or len(labels) > MOST_LABELS or not len(labels) <= len(weights) <= MOST_ROWS:
        return None
    return _Shares(labels, points, weights, middles, known).found()


@dataclass(slots=True)
class _Shares:
    labels: Sequence[Label]
    points: Mapping[str, Fraction]
    weights: Sequence[Fraction | None]
    middles: Mapping[str, Sequence[tuple[int, int]]]
    known: Sequence[str]
    _closed: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def found(self) -> Spans:
        """What is the same in all ways that cost hardly more than the cheapest."""
        ahead, behind = self._ahead(), self._behind()
        rows = len(self.weights)
        starts: list[dict[int, float]] = [{} for _ in self.labels]
        sections: list[dict[str, float]] = [{} for _ in range(rows)]
        labels: list[dict[int, float]] = [{} for _ in range(rows)]
        for place, label in enumerate(self.labels):
            for (first, start), before in ahead[place].items():
                for end in self._ends(place, start):
                    cost = before + label.cost(start, end) + self._rest(place, first, end, behind)
                    starts[place][start] = min(cost, starts[place].get(start, inf))
                    for row in range(start, end):
                        sections[row][label.section] = min(cost, sections[row].get(label.section, inf))
                        labels[row][place] = min(cost, labels[row].get(place, inf))
        return Spans(tuple(map(_sure, starts)), tuple(_sure(each) or "" for each in sections), tuple(map(_sure, labels)))

    def _ends(self, place: int, start: int) -> range:
        rows, left = len(self.weights), len(self.labels) - place - 1
        return range(start + 1, rows - left + 1) if left else range(rows, rows + 1)

    def _rest(self, place: int, first: int, end: int, behind: Sequence[Mapping[_Node, float]]) -> float:
        """What comes behind the label, and what its section costs if that ends here."""
        last = place + 1 == len(self.labels)
        if not last and self.labels[place + 1].section == self.labels[place].section:
            return behind[place + 1].get((first, end), inf)
        closed = self._close(self.labels[place].section, first, end)
        return closed + (0 if last else behind[place + 1].get((end, end), inf))

    def _ahead(self) -> list[dict[_Node, float]]:
        """For every label what the labels above it cost, by where its section and where it begins."""
        ways: list[dict[_Node, float]] = [{(0, 0): 0.0}]
        for place, label in enumerate(self.labels[:-1]):
            same = self.labels[place + 1].section == label.section
            after: dict[_Node, float] = {}
            for (first, start), before in ways[place].items():
                for end in self._ends(place, start):
                    cost = before + label.cost(start, end) + (0 if same else self._close(label.section, first, end))
                    node = (first, end) if same else (end, end)
                    if cost < after.get(node, inf):
                        after[node] = cost
            ways.append(after)
        return ways

    def _behind(self) -> list[dict[_Node, float]]:
        """For every label what it and the labels below it cost."""
        rows = len(self.weights)
        ways: list[dict[_Node, float]] = [{} for _ in self.labels]
        for place in range(len(self.labels) - 1, -1, -1):
            label, left = self.labels[place], len(self.labels) - place
            for start in range(place, rows - left + 1):
                for first in range(start + 1):
                    ways[place][first, start] = min(
                        (label.cost(start, end) + self._rest(place, first, end, ways) for end in self._ends(place, start)), default=inf
                    )
        return ways

    def _close(self, section: str, first: int, end: int) -> int:
        """For a section to have these rows."""
        known = self._closed.get((section, first, end))
        if known is None:
            known = self._closed[section, first, end] = self._worth(section, first, end)
        return known

    def _worth(self, section: str, first: int, end: int) -> int:
        cost = aside(self.middles.get(section, ()), first, end) + UNEQUAL * sum(each not in ("", section) for each in self.known[first:end])
        wanted, found = self.points.get(section), self.weights[first:end]
        if wanted is None:
            return cost
        known = sum((each for each in found if each is not None), Fraction(0))
        if None in found:
            return cost + (UNKNOWN if known < wanted else UNEQUAL)
        return cost + (UNEQUAL if known != wanted else 0)


def _sure(costs: Mapping[T, float]) -> T | None:
    """The cheapest, if nothing else is nearly as cheap."""
    ranked = sorted(costs.items(), key=lambda each: each[1])
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[1][1] - ranked[0][1] >= SURE) else None
