"""Where one cell ends and the next begins, when a text dump has lost the lines between them.

Strips come in reading order, row by row. A cheapest way (Viterbi, with a few candidates for every column) puts every strip into a column of the
current row, or beside the table. Columns that a row does not print cost something, so that torn cells stay beside the table instead of in a
wrong column.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any

from formlint.recognisers.dumps.costs import MISSING, Costs
from formlint.recognisers.dumps.signs import NEVER
from formlint.recognisers.dumps.strips import Strip
from formlint.records import record

Cells = Mapping[str, tuple[int, ...]]

ROW = 5
MOST_BEFORE = 70  # a row begins with its name, its target or its actual, not with its weight
PASSED = 5  # something beside the table stands between two cells of a row
WHOLE = 14  # for a cell of several lines to share one of them, where every line of a cell was printed by itself
BEAM = 3
PAIR = 8  # no pair of cells is worth more
SPREAD = 40
ROUGH = 15  # spread of a cut that only tells how wide the columns are
ALONE = 60  # of a cut of one line
KNOWN = -1  # no column: the step takes a whole row
_cost, _source = itemgetter(0), itemgetter(1)


@record(frozen=True, slots=True)
class Cut:
    """The rows, every one a mapping of column to its strips (by number), and the strips that no row took. `cost` compares two cuts of one text."""

    rows: tuple[Cells, ...]
    beside: tuple[int, ...]
    cost: int


Trace = tuple[Any, int, bool, Any]  # a strip, its column, whether it begins a row, and the step before or None; or a row, KNOWN, True, the step
State = tuple[int, int, int, int, Trace | None]  # cost, last strip in the row, its column, lines of its cell so far (1, 2: or more), the way here
Leaving = tuple[int, int, int, Trace | None]  # a cell that ends where its row goes on: cost (with that of the row's end), column, last strip, way
Row = tuple[int, Trace | None]  # a row that ends: cost, way
Begins = tuple[int, int, int, int]  # of a column: cost for a row to begin with it; what of a row's end is won back if it goes on; the least; partner


def cut(costs: Costs, spread: int = SPREAD, *, missing: Mapping[str, int] = MISSING, known: Sequence[Cells] = ()) -> Cut:
    """The cheapest way to cut the strips; what costs more by `spread` than another way to the same strip is not followed.

    `missing` is what it costs a row to lack a column. Rows that are `known` stay as they are: they have all their columns but a reason, and their
    cells stand one behind the other with nothing between. The cost is that of the others then.
    """
    return _Cutter(costs, spread, missing, known).cut()


class _Cutter:
    """Looks for the cheapest way, strip by strip. Ways are plain tuples: there are ten thousand of them in a form."""

    def __init__(self, costs: Costs, spread: int, missing: Mapping[str, int], known: Sequence[Cells]) -> None:
        self._costs, self._spread = costs, spread
        self._known = {next(iter(row.values()))[0]: row for row in known}
        lacks = tuple([missing.get(column, 10) for column in costs.columns])
        self._after, self._columns = _lacking(lacks, tuple(costs.partners()))
        self._widths, self._numeric = costs.widths, costs.numeric

    def cut(self) -> Cut:
        states: list[State] = [(0, -1, len(self._after) - 1, 0, None)]
        size, number, end, open_ = len(self._costs.strips), 0, 0, list[int]()
        while number < size:
            if row := self._known.get(number):
                way = states[0][4] if number == end else self._ended(states, number)
                states = [self._past(row, way)]
                number = end = states[0][1] + 1
            else:
                states = self._step(states, number)
                open_.append(number)
                number += 1
        cost, way = min(((state[0] + self._after[state[2]], state[4]) for state in states), key=_cost)
        return self._read(cost + sum(self._costs.beside), way, open_)

    def _ended(self, states: Sequence[State], number: int) -> Trace | None:
        """The cheapest way for the row to end before this strip."""
        costs = self._costs
        ways = [
            (cost + self._after[column] + costs.enter(last, column, number) + (WHOLE if lines > 1 and self._shares(number) else 0), way)
            for cost, last, column, lines, way in states
        ]
        return min(ways, key=_cost)[1]

    def _shares(self, number: int) -> bool:
        """A cell of several lines that ends before this strip shares a line with it."""
        return not (self._costs.airy or self._costs.strips[number].gap)

    def _past(self, row: Cells, way: Trace | None) -> State:
        """The state behind a row that is known."""
        last = [*row][-1]
        return 0, row[last][-1], self._costs.columns.index(last), 1, (row, KNOWN, True, way)

    def _step(self, states: list[State], number: int) -> list[State]:  # noqa: C901  in parts it takes a seventh longer
        """The states behind this strip, the cheapest first. To stand beside the table costs nothing here, and all else the less."""
        costs, after, widths, numeric = self._costs, self._after, self._widths, self._numeric
        links, beside, signs, breaks, extent = (
            costs.links[number],
            costs.beside[number],
            costs.signs[number],
            costs.gaps[number],
            costs.strips[number].extent,
        )
        further, (early, late), firsts = signs.further, signs.empty, signs.firsts
        shares, parts = not costs.airy and not breaks, not costs.airy and breaks
        latest = firsts[-1][0] if firsts else -1
        best = states[0][0]
        limit = best + self._spread
        ended: int = NEVER  # what it costs for the row to end before the strip
        behind: Trace | None = None
        leaving: list[Leaving] = []
        stays: dict[int, State] = {}  # for every column the cheapest way for its cell to go on
        for before, last, column, lines, trace in states:
            cost = before - beside
            if last < 0:
                ended, behind = min((ended, behind), (cost + after[column], trace), key=_cost)
                continue
            ends, torn, full, goes_on, short, unknown, _ = links.get(last) or costs.linked(last, number)
            most = widths[column]
            left = cost + ends + after[column]
            if torn and 0 < most < full:
                left += torn
            if lines > 1 and shares:
                left += WHOLE
            if left < ended:
                ended, behind = left, trace
            if column < latest:
                leaving.append((left + PASSED if number - last > 1 else left, column, last, trace))
            if numeric[column]:
                cost += signs.of_number
            else:
                cost += goes_on + further[column] + (late if lines > 1 else early)
                cost += unknown if not most else 0 if fits(full, extent, most) else short
                if parts and cost <= limit and not self._starts_line(trace):
                    cost += WHOLE
            if cost <= limit and (column not in stays or cost <= stays[column][0]):
                stays[column] = (cost, number, column, 2 if breaks else lines, (number, column, False, trace))
                if cost < best:  # noqa: PLR1730  0.1 microseconds less, 600 times
                    best = cost
        begun = self._begin(number, firsts, (ended, behind), leaving, stays, best + self._spread)
        return _best([*states, *begun, *stays.values()], self._spread, len(after)) if begun or stays else states

    def _begin(  # noqa: PLR0917  called 150 to 5,000 times a form
        self, number: int, firsts: Sequence[tuple[int, int]], row: Row, leaving: Sequence[Leaving], stays: dict[int, State], limit: int
    ) -> list[State]:
        """For every column the cheapest way to begin a cell with this strip, where that is cheaper than to go on with one."""
        found: list[State] = []
        ended, behind = row
        leftmost = min(map(_source, leaving), default=NEVER)
        for column, first in firsts:
            begins, gap, least, partner = self._columns[column]
            if ended + first + (least if leftmost < column else begins) > limit:
                continue
            cost, new, trace = ended + first + begins, True, behind
            skipped = first - gap
            for left, source, last, way in leaving:
                if source >= column or left + skipped > cost + PAIR:
                    continue
                total = left + skipped
                if source == partner:
                    total += self._costs.pair(last, source, number, column)
                if total <= cost:
                    cost, new, trace = total, False, way
            if cost > limit:
                continue
            stay = stays.get(column)
            if stay is None or stay[3] > 1 or cost < stay[0]:
                found.append((cost, number, column, 1, (number, column, new, trace)))
                if stay and stay[3] == 1:
                    del stays[column]
        return found

    def _starts_line(self, trace: Trace | None) -> bool:
        """The cell that ends here fills its line from the beginning."""
        while trace:
            number, column, begins, before = trace
            if self._costs.strips[number].gap:
                return True
            if begins or before is None or before[:2] != (number - 1, column):
                return False
            trace = before
        return True

    def _read(self, cost: int, trace: Trace | None, open_: Sequence[int]) -> Cut:
        """The rows of this way; `open_` are the strips of none that was known."""
        rows: list[dict[str, tuple[int, ...]]] = []
        within: set[int] = set()
        steps: list[Trace] = []
        columns = self._costs.columns
        while trace:
            steps.append(trace)
            trace = trace[3]
        for taken, column, begins, _ in reversed(steps):
            if column == KNOWN:
                rows.append(dict(taken))  # a reason may stand behind it
                continue
            within.add(taken)
            if begins or not rows:
                rows.append({})
            row, name = rows[-1], columns[column]
            row[name] = (*row[name], taken) if name in row else (taken,)
        return Cut(tuple(rows), tuple([number for number in open_ if number not in within]), cost)


@lru_cache(maxsize=64)
def _lacking(lacks: tuple[int, ...], partners: tuple[int, ...]) -> tuple[Sequence[int], Sequence[Begins]]:
    """For every column what it costs a row to end with it, and to begin with it; `lacks` is what it costs to lack each of them."""
    before = [sum(lacks[:column]) for column in range(len(lacks))]
    after = [sum(lacks[column + 1 :]) for column in range(len(lacks))]
    begins = [ROW + each if each <= MOST_BEFORE else NEVER for each in before]
    gaps = [0, *after[:-1]]
    won = [gap + (PAIR if partner >= 0 else 0) for gap, partner in zip(gaps, partners, strict=True)]
    least = [min(begin, -most) for begin, most in zip(begins, won, strict=True)]
    return after, list(zip(begins, gaps, least, partners, strict=True))


def _best(found: list[State], spread: int, wide: int) -> list[State]:
    """The cheapest few of every column: what a strip costs depends on the one before it, so the very cheapest is not always on the best way."""
    wanted = [BEAM] * wide
    best: list[State] = []
    found.sort(key=_cost)
    limit = found[0][0] + spread
    for state in found:
        if state[0] > limit:
            break
        column = state[2]
        if wanted[column]:
            wanted[column] -= 1
            best.append(state)
    return best


def fits(full: float, extent: float, most: float) -> bool:
    """A line is full, as far as the next could not have begun on it, and that is no longer than the column."""
    return full > most - 0.6 and extent <= most + 1.1


def widths(strips: Sequence[Strip], rows: Sequence[Cells]) -> Mapping[str, float]:
    """How wide the columns are: of the cells of several lines, all lines but the last, where most of them end."""
    ends: defaultdict[str, list[float]] = defaultdict(list)
    for row in rows:
        for column, numbers in row.items():
            if len(numbers) > 1:
                ends[column] += [strips[before].reach for before, after in pairwise(numbers) if strips[after].gap]
    return {column: _most(found) for column, found in ends.items() if found}


def _most(found: Sequence[float]) -> float:
    """The greatest of those that lie together: within 1.5 characters of the most frequent length."""
    ordered, first, most, best = sorted(found), 0, 0, 0.0
    for place, each in enumerate(ordered):
        while ordered[first] < each - 1.5:
            first += 1
        if place - first >= most:
            most, best = place - first, each
    return best
