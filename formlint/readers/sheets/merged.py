"""Which merged range a cell belongs to, without laying out what the ranges cover: a range over the whole sheet costs as much as any other."""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from heapq import heappop, heappush

Range = tuple[int, int, int, int]  # first row, first column, last row, last column; 0-based, last included


class Merges:
    """Merged ranges, asked for cells in reading order. Of ranges that overlap (no sheet should hold such) the first one counts."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._waiting = sorted(set(ranges), reverse=True)
        self._open: list[tuple[int, Range]] = []  # by first column, all of them reaching the row asked for last
        self._ends: list[tuple[int, int, Range]] = []  # heap of last row, first column

    def at(self, row: int, column: int) -> Range | None:
        """The range that covers a cell; rows must not descend."""
        if self._waiting or self._ends:
            self._advance(row)
        found = bisect_right(self._open, column, key=lambda item: item[0]) - 1
        return self._open[found][1] if found >= 0 and self._open[found][1][3] >= column else None

    def _advance(self, row: int) -> None:
        while self._ends and self._ends[0][0] < row:
            _, column, area = heappop(self._ends)
            del self._open[bisect_left(self._open, (column, area))]
        while self._waiting and self._waiting[-1][0] <= row:
            area = self._waiting.pop()
            if area[2] >= row and not self._overlaps(area):
                insort(self._open, (area[1], area))
                heappush(self._ends, (area[2], area[1], area))

    def _overlaps(self, area: Range) -> bool:
        after = bisect_left(self._open, (area[1], area))
        right = self._open[after : after + 1]
        left = self._open[after - 1 : after] if after else []
        return any(item[1][1] <= area[3] and item[1][3] >= area[1] for item in left + right)


class Stretches:
    """Stretches of whole numbers (hidden rows), added in ascending order."""

    def __init__(self) -> None:
        self._firsts, self._lasts = array("q"), array("q")

    def add(self, first: int, last: int) -> None:
        if self._lasts and self._lasts[-1] == first - 1:
            self._lasts[-1] = last
        else:
            self._firsts.append(first)
            self._lasts.append(last)

    def hold(self, first: int, last: int) -> bool:
        """Whether one stretch holds all from first to last."""
        at = bisect_right(self._firsts, first) - 1
        return at >= 0 and self._lasts[at] >= last
