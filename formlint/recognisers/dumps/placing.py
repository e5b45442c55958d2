"""Whole cells of a dump in rows: the cheapest way to give each of them its column, in reading order, or to leave it beside the table.

The columns of a row come in order. What a row lacks costs little, because cells that the dump prints far from their row are put back later (`torn`);
so does a cell that stands beside the table. Cells of one flow that were read side by side are in one row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from formlint.recognisers.dumps.costs import same_unit
from formlint.recognisers.dumps.flows import Piece, alike, first
from formlint.recognisers.dumps.signs import MOST_FIRST
from formlint.recognisers.dumps.strips import Kind, Strip

Cells = Mapping[str, int]  # of a row: column and the number of its cell

LACKS = {"name": 12, "op": 6, "target": 10, "unit": 6, "actual": 12, "weight": 18, "score": 18, "reason": 2}
ROW = 5
BESIDE, LONE = 18, 30  # for words to stand beside the table, and for a number
PARTED, FURTHER, FAR = 12, 8, 34  # for two cells of a row to have one flow between them, each more, and at most
PASSED = 20  # for that to be cells of several rows
OTHER = 8  # for a cell to stand in another column than it was read for
LIKE = 8  # for target and actual to say nearly the same
UNLIKE = 24  # for them to have two units
OVER = 40  # for a score to be above its weight
BARE = 48  # for an actual to be as bare a number as its target: ≤15 and 9
BEAM = 4
SPREAD = 60


class _State(NamedTuple):
    cost: float
    column: int  # of the last cell in the row
    last: int  # that cell; -1 before the first
    beside: bool  # the cell before this one stands beside the table
    target: int  # cell of the row, or -1
    weight: int
    trace: "tuple[int, int, bool, object] | None"  # cell, column, whether it begins a row, the way before


@dataclass(frozen=True, slots=True)
class Placing:
    """The cells of a dump: as whole strips, how they were read, and the flow of each."""

    strips: Sequence[Strip]
    pieces: Sequence[Piece]
    flows: Sequence[int]
    columns: tuple[str, ...]

    def rows(self) -> tuple[float, list[Cells]]:
        """The cheapest rows, and their cost."""
        lacks = [LACKS.get(column, 6) for column in self.columns]
        before = [sum(lacks[:place]) for place in range(len(lacks) + 1)]
        after = [before[-1] - before[place + 1] for place in range(len(lacks))]
        states = [_State(0, len(lacks) - 1, -1, False, -1, -1, None)]
        for number, piece in enumerate(self.pieces):
            if not piece.torn:
                states = self._step(states, number, before, after)
        best = min(states, key=lambda state: state.cost + after[state.column])
        return best.cost + after[best.column], self._read(best)

    def _step(self, states: Sequence[_State], number: int, before: Sequence[int], after: Sequence[int]) -> list[_State]:
        piece, strip = self.pieces[number], self.strips[number]
        joined = piece.follows
        out = LONE if strip.kind is Kind.NUMBER and not piece.column else BESIDE
        found = [state._replace(cost=state.cost + out, beside=True) for state in states if not joined or state.beside]
        firsts = [(place, cost) for place in range(len(self.columns)) if (cost := self._first(number, place)) <= MOST_FIRST]
        for state in states:
            if joined and state.beside:
                continue
            parted = self._parted(state.last, number) if state.last >= 0 else 0
            for place, cost in firsts:
                if place > state.column:
                    skipped = before[place] - before[state.column + 1]
                    total = state.cost + skipped + cost + self._pair(state, place, number) + parted
                    found.append(self._there(state, total, place, number, begins=False))
        if not joined:
            end = min(states, key=lambda state: state.cost + after[state.column])
            for place, cost in firsts:
                found.append(self._there(end, end.cost + after[end.column] + ROW + before[place] + cost, place, number, begins=True))
        return _best(found)

    def _there(self, state: _State, cost: float, place: int, number: int, *, begins: bool) -> _State:
        name = self.columns[place]
        target = number if name == "target" else -1 if begins else state.target
        weight = number if name == "weight" else -1 if begins else state.weight
        return _State(cost, place, number, False, target, weight, (number, place, begins, state.trace))

    def _first(self, number: int, place: int) -> float:
        piece, column = self.pieces[number], self.columns[place]
        return first(self.strips[number].text, column, self.columns) + OTHER * (piece.column not in ("", column))

    def _parted(self, last: int, number: int) -> int:
        between = self.flows[number] - self.flows[last] - 1
        if between <= 0:
            return 0
        before = last - 1  # names one after the other: the last of them is torn like the first
        named = last > 0 and not self.pieces[before].torn and self.strips[last].kind is self.strips[before].kind is Kind.WORDS
        passed = named or any(piece.torn for piece in self.pieces[last + 1 : number])
        return min(FAR, PARTED + FURTHER * (between - 1) + PASSED * passed)

    def _pair(self, state: _State, place: int, number: int) -> float:
        """What target and actual, weight and score say of each other."""
        name, strip = self.columns[place], self.strips[number]
        if name == "actual" and state.target >= 0:
            return fit(self.strips[state.target], strip)
        if name == "score" and state.weight >= 0:
            return under(self.strips[state.weight], strip)
        return 0

    def _read(self, state: _State) -> list[Cells]:
        steps: list[tuple[int, int, bool]] = []
        trace = state.trace
        while trace:
            steps.append((trace[0], trace[1], trace[2]))
            trace = trace[3]  # type: ignore[assignment]
        rows: list[dict[str, int]] = []
        for number, place, begins in reversed(steps):
            if begins or not rows:
                rows.append({})
            rows[-1][self.columns[place]] = number
        return list(rows)


def fit(target: Strip, actual: Strip) -> float:
    """For two cells to be target and actual of one row."""
    if actual.kind is Kind.NUMBER:
        return -BARE if target.asks and target.text[-1].isdigit() and target.kind is Kind.MEASURE else 0
    units = same_unit(target, actual)
    return (UNLIKE if units > 0 else units) - 3 * (target.kind is actual.kind) - LIKE * alike(target.text, actual.text)


def under(weight: Strip, score: Strip) -> float:
    """For two numbers to be weight and score of one row."""
    most, given = (float(strip.text.rstrip("分")) if strip.kind is Kind.NUMBER else 0.0 for strip in (weight, score))
    return OVER if given > most else -4.0 if given == most else 0.0


def _best(found: list[_State]) -> list[_State]:
    """The cheapest few for every column and whether the last cell stands beside."""
    found.sort(key=lambda state: state.cost)
    kept: dict[tuple[int, bool], int] = {}
    best: list[_State] = []
    for state in found:
        if state.cost > found[0].cost + SPREAD:
            break
        key = state.column, state.beside
        if kept.get(key, 0) < BEAM:
            kept[key] = kept.get(key, 0) + 1
            best.append(state)
    return best
