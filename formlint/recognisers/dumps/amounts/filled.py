"""The table of amounts in a dump whose cells are parted by empty lines, where the values of one row are printed in several goes.

    7859.76 ~ 9069.22 ~ … ~ 8427.85 ~ … ~ 10 ~ 92.93% ~ 8.29 ~ 884.78 ~ 884.78 ~ 684.55 ~ 77.37% ~ …

What stands below another value of its column is printed behind it, so it is enough to say which column each value belongs to. The cheapest ways (a
beam search) that leave no cell open are tried, and the sums and the rate tell which one is right; a way that they do not confirm is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from formlint.recognisers.dumps.amounts.confirmed import Group
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.strips import Kind

BEAM = 12
MOST_WAYS = 12  # that the sums are asked about
DOWN = 1.0  # for a value to stand below the one before it
APART = 2.0  # for it to stand elsewhere, when something is printed between the two
TORN = 5.0  # and when nothing is
SMALL = 3.0  # for a whole number of one or two digits to be an amount, among others that have a point
STRANGE = 3.0  # for a value behind a label in one flow to stand in another row

Cell = tuple[int, int]  # row and column


class _State(NamedTuple):
    cost: float
    filled: tuple[int, ...]  # cells of every column
    last: Cell
    cells: tuple[Cell, ...]  # of every value so far


def fillings(
    dump: Dump, labels: Sequence[Hit], order: Sequence[str], values: Sequence[int], beside: Mapping[int, str]
) -> Iterator[tuple[float, tuple[tuple[Hit, Group], ...]]]:
    """The ways to fill the table with these values in print order, and what they cost. `beside` has the row whose label stands before a value."""
    kinds = dump.definition.tables["funds"].numbers
    for rows, wide in _shapes(len(labels), order, kinds, len(values)):
        heights = [rows if wide or kinds.get(key) == "amount" or (wide is None and kinds.get(key) == "percent") else 1 for key in order]
        search = _Search(dump, order, heights, values, {number: _row(labels, key) for number, key in beside.items()})
        for state in search.ways():
            found: list[dict[str, int]] = [{} for _ in labels]
            for number, (row, column) in zip(values, state.cells, strict=True):
                found[row][order[column]] = number
            yield state.cost, tuple(zip(labels, _named(labels, found, rows, values[-1]), strict=True))


def _named(labels: Sequence[Hit], found: Sequence[dict[str, int]], rows: int, last: int) -> Sequence[dict[str, int]]:
    """The rows under their labels; where it is not plain which label has no values, as when all stand before the last value, only the total."""
    before = [label for label in labels if label.numbers[0] < last]
    if rows == len(labels) or (len(before) == rows and list(labels[:rows]) == before):
        return found
    return [found[0], *({} for _ in labels[1:])]


def _row(labels: Sequence[Hit], key: str) -> int:
    return next(place for place, label in enumerate(labels) if label.key == key)


def _shapes(rows: int, order: Sequence[str], kinds: Mapping[str, str], values: int) -> Iterator[tuple[int, bool | None]]:
    """Rows with values, and whether all have all cells (None: amounts and a rate; False: amounts), for as many values; the last row may be blank.

    The fullest that fits.
    """
    amounts = sum(kinds.get(key) == "amount" for key in order)
    rates = sum(kinds.get(key) == "percent" for key in order)
    cells = ((True, len(order), 0), (False, amounts, len(order) - amounts), (None, amounts + rates, len(order) - amounts - rates))
    shapes = ((filled, wide) for wide, own, more in cells for filled in (rows, rows - 1) if filled > 1 and filled * own + more == values)
    yield from islice(shapes, 1)


class _Search:
    def __init__(self, dump: Dump, order: Sequence[str], heights: Sequence[int], values: Sequence[int], beside: Mapping[int, int]) -> None:
        self._dump, self._order, self._heights, self._values, self._beside = dump, order, heights, values, beside
        self._kinds = dump.definition.tables["funds"].numbers
        self._pointed = sum("." in dump.strips[number].text for number in values) * 2 > len(values)

        self._rated = any(dump.strips[number].text.endswith("%") for number in values)

    def ways(self) -> list[_State]:
        """The cheapest complete ways."""
        states = [_State(0.0, (0,) * len(self._order), (0, -1), ())]
        for place, number in enumerate(self._values):
            torn = TORN if place and self._values[place - 1] == number - 1 else APART
            found: dict[tuple[tuple[int, ...], Cell], _State] = {}
            for state in states:
                for after in self._after(state, number, torn):
                    key = after.filled, after.last
                    if key not in found or after.cost < found[key].cost:
                        found[key] = after
            states = sorted(found.values(), key=lambda each: each.cost)[:BEAM]
        return states[:MOST_WAYS]

    def _after(self, state: _State, number: int, torn: float) -> Iterator[_State]:
        for column, height in enumerate(self._heights):
            row = state.filled[column]
            if row >= height:
                continue
            own = self._fits(number, column, row)
            if own is None:
                continue
            cell = row, column
            filled = (*state.filled[:column], row + 1, *state.filled[column + 1 :])
            yield _State(state.cost + own + self._moved(state.last, cell, torn), filled, cell, (*state.cells, cell))

    def _moved(self, last: Cell, cell: Cell, torn: float) -> float:
        if cell == (last[0], last[1] + 1) or (cell[1] == 0 and cell[0] == last[0] + 1):
            return 0.0
        if cell[0] == last[0] and cell[1] > last[1]:
            return torn / 2
        return DOWN if cell == (last[0] + 1, last[1]) else torn

    def _fits(self, number: int, column: int, row: int) -> float | None:
        """What it costs for the value to stand in the cell, None when it cannot."""
        strip, kind = self._dump.strips[number], self._kinds.get(self._order[column], "")
        cost = STRANGE if self._beside.get(number, row) != row else 0.0
        if strip.kind is Kind.DASH:
            return cost + (SMALL if row == 0 else 0.0)
        percent = strip.text.endswith("%")
        if kind == "points":
            return cost + (SMALL if row else 0.0) if strip.kind is Kind.NUMBER else None
        if kind == "amount":
            return (
                None if percent else cost + (SMALL if self._pointed and strip.text.isdigit() and len(strip.text) < 3 and strip.text != "0" else 0.0)
            )
        return cost + (SMALL if self._rated and not percent else 0.0) if percent or strip.kind is Kind.NUMBER else None
