"""Where one cell ends and the next begins, when a text dump has lost the lines between them.

Strips come in reading order, row by row. A cheapest way (Viterbi, with a few candidates for every column) puts every strip into a column of the
current row, or beside the table. Columns that a row does not print cost something, so that torn cells stay beside the table instead of in a
wrong column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from formlint.recognisers.costs import MISSING, NEVER, Costs
from formlint.recognisers.strips import Strip

Cells = Mapping[str, tuple[int, ...]]

ROW = 0.5
MOST_FIRST = 7.0  # what looks worse at the beginning of a cell is not tried
MOST_BEFORE = 7.0  # a row begins with its name, its target or its actual, not with its weight
PASSED = 0.5  # something beside the table stands between two cells of a row
BEAM = 3
SPREAD = 6.0


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows, every one a mapping of column to its strips (by number), and the strips that no row took. `cost` compares two cuts of one text."""

    rows: tuple[Cells, ...]
    beside: tuple[int, ...]
    cost: float


class _Trace(NamedTuple):
    strip: int
    column: int
    begins: bool  # a new row
    before: "_Trace | None"


class _State(NamedTuple):  # made some 20,000 times a dump: a tuple takes a third of the time of a frozen dataclass
    """A way to have the last strip of the row in this column."""

    cost: float
    last: int  # number of the strip that was put there, -1 before the first
    column: int
    lines: int  # of its cell so far
    trace: _Trace | None


_cost = itemgetter(0)


def cut(costs: Costs, beam: int = BEAM) -> Cut:
    """The cheapest way to cut the strips; a narrow beam is faster and nearly as good."""
    return _Cutter(costs, beam).cut()


class _Cutter:
    """Looks for the cheapest way, strip by strip."""

    def __init__(self, costs: Costs, beam: int) -> None:
        self._costs = costs
        self._beam = beam
        missing = [MISSING.get(column, 1.0) for column in costs.columns]
        self._before = [sum(missing[:column]) for column in range(len(missing))]
        self._after = [sum(missing[column + 1 :]) for column in range(len(missing))]
        names = {name: column for column, name in enumerate(costs.columns)}
        self._pairs = {(names.get(one, -1), names.get(other, -1)) for one, other in (("weight", "score"), ("target", "actual"))}

    def cut(self) -> Cut:
        states = [_State(0.0, -1, len(self._after) - 1, 0, None)]
        for number in range(len(self._costs.strips)):
            states = self._step(states, number)
        return self._read(min(states, key=self._closed))

    def _closed(self, state: _State) -> float:
        """The cost of a row that ends here."""
        return state.cost + self._after[state.column]

    def _step(self, states: Sequence[_State], number: int) -> list[_State]:
        costs = self._costs
        beside = costs.beside(number)
        found = [_State(state.cost + beside, state.last, state.column, state.lines, state.trace) for state in states]
        entering = {key: costs.enter(*key, number) for key in {(state.last, state.column) for state in states}}
        entered = [(state.cost + entering[state.last, state.column], state) for state in states]
        closing, ended = min((cost + self._after[state.column] + ROW, place) for place, (cost, state) in enumerate(entered))
        for column in range(len(self._after)):
            first = costs.first(number, column)
            found += self._stays(states, number, column)
            if first > MOST_FIRST:
                continue
            if self._before[column] <= MOST_BEFORE:
                cost = closing + self._before[column] + first
                found.append(_State(cost, number, column, 1, _Trace(number, column, True, states[ended].trace)))
            options = [(cost + self._skipped(state, number, column), state) for cost, state in entered if state.last >= 0 and state.column < column]
            if options:
                cost, state = min(options, key=_cost)
                found.append(_State(cost + first, number, column, 1, _Trace(number, column, False, state.trace)))
        return _best(found, self._beam)

    def _stays(self, states: Sequence[_State], number: int, column: int) -> list[_State]:
        """The cell in the column goes on with this strip."""
        options = [
            (state.cost + self._costs.stay(state.last, column, number, state.lines), state)
            for state in states
            if state.column == column and state.last >= 0
        ]
        if not options:
            return []
        cost, state = min(options, key=_cost)
        lines = state.lines + (1 if self._costs.strips[number].gap else 0)
        return [_State(cost, number, column, lines, _Trace(number, column, False, state.trace))] if cost < NEVER else []

    def _skipped(self, state: _State, number: int, column: int) -> float:
        """The cost of the columns that are left out between the last strip and this one, and of how the two cells go together."""
        skipped = self._after[state.column] - self._after[column - 1] + (PASSED if number - state.last > 1 else 0.0)
        return skipped + (self._costs.pair(state.last, state.column, number, column) if (state.column, column) in self._pairs else 0.0)

    def _read(self, state: _State) -> Cut:
        rows: list[dict[str, list[int]]] = []
        steps: list[_Trace] = []
        trace = state.trace
        while trace:
            steps.append(trace)
            trace = trace.before
        for step in reversed(steps):
            if step.begins or not rows:
                rows.append({})
            rows[-1].setdefault(self._costs.columns[step.column], []).append(step.strip)
        used = {step.strip for step in steps}
        done = tuple({column: tuple(numbers) for column, numbers in row.items()} for row in rows)
        return Cut(done, tuple(number for number in range(len(self._costs.strips)) if number not in used), state.cost)


def _best(found: list[_State], beam: int) -> list[_State]:
    """The cheapest few of every column: what a strip costs depends on the one before it, so the very cheapest is not always on the best way."""
    kept: dict[int, int] = {}
    best: list[_State] = []
    found.sort(key=attrgetter("cost"))
    for state in found:
        if state.cost > found[0].cost + SPREAD:
            break
        if kept.get(state.column, 0) < beam:
            kept[state.column] = kept.get(state.column, 0) + 1
            best.append(state)
    return best


def widths(strips: Sequence[Strip], rows: Sequence[Cells]) -> Mapping[str, float]:
    """How wide the columns are: of the cells of several lines, all lines but the last, where most of them end."""
    ends: dict[str, list[float]] = {}
    for row in rows:
        for column, numbers in row.items():
            for before, after in pairwise(numbers):
                if strips[after].gap:
                    ends.setdefault(column, []).append(strips[before].reach)
    return {column: _most(found) for column, found in ends.items()}


def _most(found: Sequence[float]) -> float:
    """The greatest of those that lie together: within 1.5 characters of the most frequent length."""
    return max(found, key=lambda each: (sum(each - 1.5 <= other <= each for other in found), each))
