"""Cells that were torn from their rows go back into the holes they left.

A dump prints the torn cells of a page in the order of their rows. So they are put into the holes in order, at the least cost; a hole may stay
empty and a strip may stay beside the table.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, dropwhile

from formlint.recognisers.dumps.costs import MISSING, SAME, Costs, same_unit
from formlint.recognisers.dumps.ordered.cuts import Cells, Cut
from formlint.recognisers.dumps.strips import Kind, Strip, unit, units
from formlint.records import record

REACH = 4  # ways to a hole that are tried, the cheapest
BESIDE = 26
BEFORE = 12  # strips that a torn cell may stand before its row
WORST = 25  # what looks worse in a hole than this stays out
LOST, AHEAD = 30, 3  # less for a reason to begin where points were lost, when one of so many strips is a cause

Limits = Mapping[int, tuple[int, int]]  # of every strip the first and the last row it may belong to


@record(frozen=True, slots=True)
class _Way:
    """A way to have used the holes up to one of them. `last` is the strip that went there, `trace` the way before, the strip, and the hole."""

    cost: int
    last: int
    trace: tuple["_Way", int, int] | None = None


def fill(costs: Costs, cut: Cut, *, limits: Limits | None = None) -> tuple[Cells, ...]:
    """The rows of the cut with what the strips beside them filled in. `limits`: the first and the last row of every strip."""
    if not cut.beside:  # most
        return tuple(turned(costs.strips, cut.rows))
    rows = [dict(row) for row in cut.rows]
    held = set(costs.columns).intersection(*rows)  # by all rows
    beside = tuple(dropwhile(lambda number: held.issuperset(_tried(costs, number)), cut.beside))  # what neither begins a cell nor goes on one
    way = _Filler(costs, Cut(cut.rows, beside, cut.cost), limits).way() if beside else None
    while way and way.trace:
        way, number, hole = way.trace
        row, column = divmod(hole, len(costs.columns))
        name = costs.columns[column]
        rows[row][name] = (number, *rows[row].get(name, ()))
    return tuple(turned(costs.strips, rows))


class _Filler:
    """A hole is numbered row * columns + column."""

    def __init__(self, costs: Costs, cut: Cut, limits: Limits | None) -> None:
        self._costs, self._cut = costs, cut
        self._wide = len(costs.columns)
        firsts = [min(map(min, row.values())) - BEFORE for row in cut.rows]
        self._limits = limits or {number: (0, bisect_right(firsts, number) - 1) for number in cut.beside}
        self._holes = [
            row * self._wide + column for row in range(len(cut.rows)) for column in range(self._wide) if costs.columns[column] not in cut.rows[row]
        ]
        missed = accumulate((MISSING.get(costs.columns[hole % self._wide], 10) for hole in self._holes), initial=0)
        self._skips = dict(zip((-1, *self._holes), missed, strict=True))  # what it costs to leave all holes empty up to this one

    def way(self) -> _Way:
        ways: dict[int, _Way] = {-1: _Way(0, -1)}
        for number in self._cut.beside:
            ways = self._step(ways, number)
        end = max(self._skips.values())
        return min(ways.items(), key=lambda each: each[1].cost + end - self._skips[each[0]])[1]

    def _step(self, ways: Mapping[int, _Way], number: int) -> dict[int, _Way]:
        costs = self._costs
        found = {hole: _Way(way.cost + BESIDE, way.last, way.trace) for hole, way in ways.items()}
        first, last = self._limits[number]
        start, end = bisect_left(self._holes, first * self._wide), bisect_left(self._holes, (last + 1) * self._wide)
        near = self._nearest(ways, [hole for hole in (-1, *self._holes[:start]) if hole in ways])
        tried = _tried(costs, number)
        for hole in self._holes[start:end]:
            if costs.columns[hole % self._wide] not in tried and hole not in ways:
                continue
            options = self._begins(ways, near, hole, number)
            if hole in ways:
                near = self._nearest(ways, [*near, hole])
                options.append((ways[hole].cost + costs.stay(ways[hole].last, hole % self._wide, number), ways[hole]))
            if options:
                cost, way = min(options, key=lambda each: each[0])
                if hole not in found or cost < found[hole].cost:
                    found[hole] = _Way(cost, number, (way, number, hole))
        return found

    def _nearest(self, ways: Mapping[int, _Way], holes: Sequence[int]) -> list[int]:
        """Those with the cheapest ways."""
        return sorted(holes, key=lambda each: ways[each].cost - self._skips[each])[:REACH]

    def _begins(self, ways: Mapping[int, _Way], near: Sequence[int], hole: int, number: int) -> list[tuple[int, _Way]]:
        """The costs of a cell that begins with this strip in the hole, after each of the holes near before it."""
        row, column = divmod(hole, self._wide)
        first = self._costs.first(number, column) + self._partner(row, column, number) + self._due(row, column, number)
        if first > WORST:
            return []
        options = []
        for before in near:
            if before in ways:
                skipped = self._skips[hole] - self._skips[before] - MISSING.get(self._costs.columns[column], 10)
                options.append((ways[before].cost + first + skipped + self._after(ways[before], before, hole, number), ways[before]))
        return options

    def _after(self, way: _Way, before: int, hole: int, number: int) -> int:
        if way.last < 0:
            return 0
        cost = self._costs.enter(way.last, before % self._wide, number)
        names = self._costs.columns[before % self._wide], self._costs.columns[hole % self._wide]
        if before // self._wide == hole // self._wide and names == ("target", "actual"):
            cost += same_unit(self._costs.strips[way.last], self._costs.strips[number])
        return cost

    def _due(self, row: int, column: int, number: int) -> int:
        """A reason is given where points were lost; it may begin in any words, but goes on with a cause."""
        cells, strips = self._cut.rows[row], self._costs.strips
        if self._costs.columns[column] != "reason" or not {"weight", "score"} <= set(cells):
            return 0
        lost = strips[cells["weight"][0]].text != strips[cells["score"][0]].text
        return -LOST if lost and _told(strips, number) else 0

    def _partner(self, row: int, column: int, number: int) -> int:
        """An actual has the unit of its target."""
        other = {"target": "actual", "actual": "target"}.get(self._costs.columns[column], "")
        cells = self._cut.rows[row]
        return same_unit(self._costs.strips[cells[other][0]], self._costs.strips[number]) if other in cells else 0


def _tried(costs: Costs, number: int) -> set[str]:
    """The columns in which the strip may look well enough to begin a cell, whatever the row says of it."""
    spared = {"reason": LOST if _told(costs.strips, number) else 0, "target": -SAME, "actual": -SAME}
    return {name for column, name in enumerate(costs.columns) if costs.first(number, column) - spared.get(name, 0) <= WORST}


def _told(strips: Sequence[Strip], number: int) -> bool:
    """A cause stands in one of the next strips."""
    return Kind.CAUSE in [strip.kind for strip in strips[number : number + AHEAD]]


def turned(strips: Sequence[Strip], rows: Sequence[Cells]) -> list[Cells]:
    """Where targets have operators, a lone number without one is an actual, and a pair the wrong way round is turned."""
    firsts = [strips[row["target"][0]] for row in rows if "target" in row]
    asking = sum(first.asks for first in firsts) * 2 > sum(first.kind is Kind.MEASURE for first in firsts)
    return [_turned(strips, row) if asking and "target" in row else row for row in rows]


def _turned(strips: Sequence[Strip], row: Cells) -> Cells:
    target, actual = row["target"], row.get("actual")
    first = strips[target[0]]
    if first.asks or first.kind is not Kind.MEASURE or (actual and not strips[actual[0]].asks):
        return row
    rest = {column: cell for column, cell in row.items() if column not in ("target", "actual")}
    return {**rest, **({"target": actual} if actual else {}), "actual": target}


def whole(strips: Sequence[Strip], rows: Sequence[Cells], columns: Sequence[str]) -> bool:
    """Every row has got its name, its target and its actual: one cell too few or too many would have moved all that follow."""
    wanted = {"name", "target", "actual"} & set(columns)
    return reasoned(strips, rows) and all(wanted <= set(row) and agree(strips, row) for row in rows)


def reasoned(strips: Sequence[Strip], rows: Sequence[Cells]) -> bool:
    """No part of a reason stands as target or actual, and no reason was cut short where others end their sentence."""
    for row in rows:
        if Kind.CAUSE in [strips[number].kind for number in (*row.get("target", ()), *row.get("actual", ()))]:
            return False
    return len({strips[row["reason"][-1]].text.endswith("。") for row in rows if len(row.get("reason", ())) > 1}) < 2


def agree(strips: Sequence[Strip], row: Cells) -> bool:
    """Target and actual have no units that contradict each other."""
    target, actual = ["".join([strips[number].text for number in row.get(column, ())]) for column in ("target", "actual")]
    wanted, given = unit(target), units(actual)
    return not wanted or not given or wanted[0] in [each[0] for each in given]
