"""How a column of numbers may follow from others of its table, told by the numbers alone: the ways that hold, or nearly, in all rows but one.

A thousand ways are possible and a handful come near. All numbers are taken once, as floats, which only tell what is far off; what comes near is
judged exactly by whoever asks. The rows that print most are tested first, so that nearly all ways are given up in the second, and what several ways
share (the difference of two columns) is worked out once. A nan stands where nothing can follow, and is never far off.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations, pairwise, permutations
from operator import add, mul, sub

from formlint.figures import Figure
from formlint.figures.units import RATIO
from formlint.forms import FormTable
from formlint.records import record

NEAR = 0.02  # of the number: what rounding may hide at most
FEWEST, MOST_FAILING = 2, 1  # rows that hold, and that do not
WINDOW = 5  # columns side by side, of which one is the sum or the mean of the others
NAN = float("nan")

Numbers = Sequence[float]  # of a column, row by row
Rooms = Sequence[tuple[float, float]]  # what is near them


class Kind(StrEnum):
    """What is done with the other columns: divided, added up, averaged, taken from each other, multiplied."""

    SHARE = "share"
    SHARE_OF_BOTH = "share-of-both"  # a / (b + c)
    SUM = "sum"
    MEAN = "mean"
    REST = "rest"
    LEFT = "left"  # a + b - c
    PRODUCT = "product"  # of two or three


SHARES = (Kind.SHARE, Kind.SHARE_OF_BOTH)


@record(frozen=True, slots=True)
class Way:
    """How a column may follow from others."""

    column: str
    others: tuple[str, ...]
    kind: Kind

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column, *self.others)

    def told(self, heads: Sequence[str]) -> str:
        """As one writes it on paper, with the headings of the others: 年初余额 + 当年收入 - 当年支出."""
        first, second, *rest = heads
        match self.kind:
            case Kind.SHARE:
                return f"{first} ÷ {second}"
            case Kind.SHARE_OF_BOTH:
                return f"{first} ÷ ({second} + {rest[0]})"
            case Kind.SUM:
                return " + ".join(heads)
            case Kind.MEAN:
                return f"({' + '.join(heads)}) ÷ {len(heads)}"
            case Kind.REST:
                return f"{first} - {second}"
            case Kind.LEFT:
                return f"{first} + {second} - {rest[0]}"
        return " × ".join(heads)


@record(frozen=True, slots=True)
class _Column:
    """A column of amounts, by what is near each of its numbers; those of its first two rows apart, since one of these is near wherever it follows."""

    name: str
    first: tuple[float, float]
    second: tuple[float, float]
    rooms: Rooms


def near_ways(table: FormTable, columns: Sequence[str]) -> Sequence[Way]:
    """Rates follow from amounts, amounts from amounts or, multiplied, from rates. By column, the rates first."""
    if len(table.rows) < FEWEST:
        return ()
    rows = sorted(table.rows, key=lambda row: -sum((figure := row.figure(column)) is not None and figure.value != 0 for column in columns))
    figures = {column: [row.figure(column) for row in rows] for column in columns}
    rates = [column for column, own in figures.items() if any(figure and figure.unit in RATIO for figure in own)]
    amounts = [column for column in columns if column not in rates]
    values = {column: [float(figure.value) if figure else NAN for figure in own] for column, own in figures.items()}
    above = {column: [value if value > 0 else NAN for value in own] for column, own in values.items()}  # below a fraction, and in a product
    stated = [_column(column, values[column]) for column in amounts]
    ways = [way for rate in rates for way in _shares(rate, [*map(_share, figures[rate])], stated, values, above)]
    for pair in permutations(amounts, 2):
        rest = [*map(sub, values[pair[0]], values[pair[1]])]
        ways += [Way(column, pair, Kind.REST) for column in _following(stated, rest, pair)]
    for at, each in enumerate(stated):
        ways += _beside(each, at, amounts, values)
    for pair in combinations((*amounts, *rates), 2):
        if pair[0] not in rates:
            product = [*map(mul, above[pair[0]], above[pair[1]])]
            ways += [Way(column, pair, Kind.PRODUCT) for column in _following(stated, product, pair)]
    for each in stated:
        others = [column for column in amounts if column != each.name]
        for three in zip(others, others[1:], others[2:], strict=False):
            if _near(each.rooms, map(mul, map(mul, above[three[0]], above[three[1]]), above[three[2]])):
                ways.append(Way(each.name, three, Kind.PRODUCT))
    order = {column: at for at, column in enumerate((*rates, *amounts))}
    return sorted(ways, key=lambda way: order[way.column])


def _column(name: str, values: Numbers) -> _Column:
    rooms = [(value - abs(value) * NEAR, value + abs(value) * NEAR) for value in values]
    return _Column(name, rooms[0], rooms[1], rooms)


def _following(stated: Sequence[_Column], expected: Numbers, others: Sequence[str]) -> list[str]:
    """The columns that are near what the others make."""
    one, two = expected[:2]
    near = [each for each in stated if not (one < each.first[0] or one > each.first[1]) or not (two < each.second[0] or two > each.second[1])]
    return [each.name for each in near if each.name not in others and _near(each.rooms, expected)]


def _shares(rate: str, shares: Numbers, stated: Sequence[_Column], values: Mapping[str, Numbers], above: Mapping[str, Numbers]) -> Iterator[Way]:
    """A rate is one amount over another, or over two side by side: what it makes of those below is the one above."""
    for each in stated:
        made = [*map(mul, shares, above[each.name])]
        yield from (Way(rate, (over, each.name), Kind.SHARE) for over in _following(stated, made, (each.name,)))
    for left, right in pairwise(stated):
        both = (left.name, right.name)
        whole = [value if value > 0 else NAN for value in map(add, values[left.name], values[right.name])]
        made = [*map(mul, shares, whole)]
        yield from (Way(rate, (over, *both), Kind.SHARE_OF_BOTH) for over in _following(stated, made, both))


def _share(figure: Figure | None) -> float:
    """A rate that shows something: noughts and 100% are printed for many reasons."""
    return float(figure.value) if figure and figure.unit in RATIO and figure.value not in (0, 1) else NAN


def _beside(column: _Column, at: int, amounts: Sequence[str], values: Mapping[str, Numbers]) -> Iterator[Way]:
    """Sums and means of two columns or more right before it, or right behind it; and what is left of the three before it."""
    before = (tuple(amounts[max(0, at - width) : at]) for width in range(2, WINDOW))
    behind = (tuple(amounts[at + 1 : at + 1 + width]) for width in range(2, WINDOW))
    for side in dict.fromkeys((*before, *behind)):
        if len(side) > 1:
            added = [*map(sum, zip(*map(values.__getitem__, side), strict=True))]
            if _near(column.rooms, added):
                yield Way(column.name, side, Kind.SUM)
            if _near(column.rooms, (each / len(side) for each in added)):
                yield Way(column.name, side, Kind.MEAN)
    three = tuple(amounts[max(0, at - 3) : at])
    if len(three) > 2 and _near(column.rooms, map(sub, map(add, values[three[0]], values[three[1]]), values[three[2]])):
        yield Way(column.name, three, Kind.LEFT)


def _near(rooms: Rooms, expected: Iterable[float]) -> bool:
    """Not far off in more than one row, and near in two that print no nought."""
    held = failing = 0
    for (low, high), value in zip(rooms, expected, strict=True):
        if value < low or value > high:
            failing += 1
            if failing > MOST_FAILING:
                return False
        elif low <= value and low < high:
            held += 1
    return held >= FEWEST
