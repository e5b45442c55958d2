"""Cells that a dump prints far from their row go back into the holes they left.

In a column they come in the order of the rows, as a rule behind them. Where another way to put one back is nearly as good, it stays out: what is
not known is absent.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from formlint.recognisers.dumps.parted.flows import alike, first
from formlint.recognisers.dumps.parted.pairs import Cells, fit, under
from formlint.recognisers.dumps.strips import Kind, Strip
from formlint.records import record

GAIN = {"name": 40, "op": 20, "target": 25, "unit": 15, "actual": 25, "weight": 30, "score": 30, "reason": 10}  # for a hole to be filled
WORST = 25  # what looks worse in a hole than this stays out
OUT = 14  # for a cell to go to no hole
AHEAD, BEHIND = 1.5, 0.3  # for a cell to stand before its row, or behind it, a row
CAUSED = 10  # for a reason to stand where the score is the weight, or less where it is not
NEXT = 4.0  # for two cells one below the other to be in the next rows, or not to be
SURE = 4.0  # by so much the way that is taken must be better than any that leaves a cell out of its hole
BEAM = 60
MOST = 40
JUDGED = re.compile(r"自评|等级|等次|结论")  # what the closing row says
MOST_POINTS = 50  # of a row


def returned(strips: Sequence[Strip], rows: Sequence[Cells], columns: tuple[str, ...], stacked: Mapping[int, int]) -> list[Cells]:
    """The rows with the cells that no row has, in those holes where they surely belong. `stacked` has the cell right above a cell, if it is known."""
    rows = _freed(strips, rows)
    used = {cell for row in rows for cell in row.values()}
    torn = [number for number, strip in enumerate(strips) if number not in used and strip.kind is not Kind.DASH]
    found = [dict(row) for row in rows]
    if not rows or not 0 < len(torn) <= MOST:
        return list(found)
    filler = _Filler(strips, rows, columns, torn, stacked)
    best = filler.best()
    for cell, hole in best.fills().items():
        if filler.best((cell, hole)).cost - best.cost >= SURE:
            row, column = divmod(hole, len(columns))
            found[row][columns[column]] = cell
    return list(found)


def _freed(strips: Sequence[Strip], rows: Sequence[Cells]) -> list[Cells]:
    """The rows without names that say what the actual of a row says that has lost its target."""
    lone = [strips[row["actual"]].text for row in rows if "actual" in row and "target" not in row]
    said = {row["name"] for row in rows if "name" in row and any(alike(strips[row["name"]].text, text) for text in lone)}
    return [{column: cell for column, cell in row.items() if cell not in said} for row in rows]


@record(frozen=True, slots=True)
class _Way:
    """What it has cost so far, and the last hole that was filled: the way before, the cell, the hole."""

    cost: float
    trace: tuple["_Way", int, int] | None = None

    def fills(self) -> dict[int, int]:
        found: dict[int, int] = {}
        way: _Way | None = self
        while way and way.trace:
            way, cell, hole = way.trace
            found[cell] = hole
        return found


class _Filler:
    """Holes are numbered row * columns + column; in a column they are filled from top to bottom."""

    def __init__(
        self, strips: Sequence[Strip], rows: Sequence[Cells], columns: tuple[str, ...], torn: Sequence[int], stacked: Mapping[int, int]
    ) -> None:
        self._stacked = stacked
        self._strips, self._rows, self._columns, self._torn = strips, rows, columns, torn
        self._starts = [min(row.values()) for row in rows]
        self._options = {cell: list(self._holes(cell)) for cell in torn}

    def best(self, but: tuple[int, int] | None = None) -> _Way:
        """The cheapest way to fill holes; `but`: a cell and the hole it must not go to."""
        ways: dict[tuple[int, ...], _Way] = {(-1,) * len(self._columns): _Way(0.0)}
        for cell in self._torn:
            after = {state: _Way(way.cost + OUT, way.trace) for state, way in ways.items()}
            for state, way in ways.items():
                for hole, cost in self._options[cell]:
                    row, column = divmod(hole, len(self._columns))
                    if row <= state[column] or (cell, hole) == but:
                        continue
                    cost = cost + self._below(way, cell, hole)  # noqa: PLW2901
                    there = (*state[:column], row, *state[column + 1 :])
                    if there not in after or way.cost + cost < after[there].cost:
                        after[there] = _Way(way.cost + cost, (way, cell, hole))
            ways = dict(sorted(after.items(), key=lambda each: each[1].cost)[:BEAM])
        return min(ways.values(), key=lambda way: way.cost)

    def _below(self, way: _Way, cell: int, hole: int) -> float:
        """Cells one below the other are in rows one below the other."""
        if way.trace is None or self._stacked.get(cell) != way.trace[1]:
            return 0.0
        return -NEXT if hole - way.trace[2] == len(self._columns) else NEXT

    def _holes(self, cell: int) -> Iterator[tuple[int, float]]:
        strip = self._strips[cell]
        if strip.kind is Kind.NUMBER and float(strip.text.rstrip("分")) > MOST_POINTS:
            return
        if strip.kind is not Kind.NUMBER and (len(strip.text.strip("()")) < 2 or JUDGED.search(strip.text)):
            return
        for row, cells in enumerate(self._rows):
            for column, name in enumerate(self._columns):
                if name in cells:
                    continue
                cost = first(strip.text, name, self._columns) + self._partner(cells, name, cell)
                if cost <= WORST:
                    yield row * len(self._columns) + column, cost + self._away(row, cell) - GAIN.get(name, 10)

    def _away(self, row: int, cell: int) -> float:
        start = self._starts[row]
        if cell < start:
            return AHEAD * sum(cell < each < start for each in self._starts)
        return BEHIND * sum(start < each < cell for each in self._starts)

    def _partner(self, cells: Cells, name: str, number: int) -> float:
        """What another cell of the row says of this one."""
        other = {"target": "actual", "actual": "target", "weight": "score", "score": "weight"}.get(name, "")
        strip = self._strips[number]
        if name == "reason" and {"weight", "score"} <= set(cells):
            weight, score = (self._strips[cells[key]].text for key in ("weight", "score"))
            return CAUSED if weight == score else -CAUSED
        if other not in cells:
            return 0.0
        pair = (strip, self._strips[cells[other]]) if name in ("target", "weight") else (self._strips[cells[other]], strip)
        return fit(*pair) if name in ("target", "actual") else under(*pair)
