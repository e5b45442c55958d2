"""Lines of one column shared out among rows: a cell of several lines is centred on its row, so their middles lie near the rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from math import inf

MOST_LINES = 16  # of one cell
LOOSE = 0.35  # for every empty line inside a group
FAR = 9.0  # lines between the middle of a cell and its row
SAME = 1e-6  # costs are sums of tenths and halves

Group = tuple[int, int, int]  # the row, its first line, and the line behind its last


def share(places: Sequence[float], anchors: Sequence[float], empty: float, folds: Sequence[float] = ()) -> list[Group]:
    """Lines of one column in groups, one for a row at most, so that their middles lie near the rows.

    `places` are the line numbers, `anchors` those of the rows, both rising; `empty` is what it costs to leave a row without a group. `folds` are for
    every line what it costs to be in one group with the line before; below 0: not to be.
    """
    if not anchors or not places:
        return []
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(len(places) + 1)]  # by row: cost, begin of its group, row before
    best[0] = {-1: (0.0, 0, 0)}
    for begin in range(len(places)):
        most = min(begin + MOST_LINES, len(places))
        near = range(bisect_left(anchors, places[begin] - FAR), bisect_right(anchors, (places[begin] + places[most - 1]) / 2 + FAR))
        after = list(_after(best[begin], near, empty))
        kept = max(0.0, -folds[begin]) if folds and begin else 0.0
        for end in range(begin + 1, most + 1):
            kept += max(0.0, folds[end - 1]) if folds and end > begin + 1 else 0.0
            loose = kept + LOOSE * (places[end - 1] - places[begin] - (end - 1 - begin))
            middle, ways = (places[begin] + places[end - 1]) / 2, best[end]
            for row, cost, before in after:
                off = abs(middle - anchors[row])
                if off <= FAR and (row not in ways or cost + off + loose < ways[row][0]):
                    ways[row] = (cost + off + loose, begin, before)
    if not best[-1]:
        return []
    row = min(best[-1], key=lambda each: best[-1][each][0] + empty * (len(anchors) - 1 - each))
    found: list[Group] = []
    end = len(places)
    while end:
        _, begin, before = best[end][row]
        found.append((row, begin, end))
        end, row = begin, before
    return found[::-1]


def _after(ways: Mapping[int, tuple[float, int, int]], rows: Sequence[int], empty: float) -> Iterator[tuple[int, float, int]]:
    """For every row the cheapest way to come to it from a row before, its cost, and that row.

    Which way is cheapest hangs on the row by rounding only, so none but those are compared that cost the same but for that.
    """
    waiting = sorted(ways, reverse=True)
    least, cheap = inf, list[int]()
    for row in rows:
        while waiting and waiting[-1] < row:
            before = waiting.pop()
            each = ways[before][0] - empty * before
            if each < least - SAME:
                cheap = []
            if each <= least + SAME:
                cheap.append(before)
            least = min(least, each)
        if cheap:
            yield row, *min([(ways[before][0] + empty * (row - before - 1), before) for before in cheap])
