"""Intervals with open and closed ends, over exact rationals: what a printed number can have been before it was rounded.

A printed number is a set, not a point: 450.50 rounded half-up stands for [450.495, 450.505]. Both ends are closed, as in XBRL calculations 1.1, so
that the policy for ties never matters. An end may be infinite (`math.inf`); it is open then.
"""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure, Hedge
from formlint.records import record

Number = Fraction | float  # float for the two infinities only


class Mode(StrEnum):
    """How a number was cut to its printed digits. UNKNOWN allows what either rounding or truncation could have printed."""

    HALF_UP = "half-up"
    TRUNCATED = "truncated"
    UNKNOWN = "unknown"


@record(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; an open end does not belong to it."""

    low: Number
    high: Number
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def bounded(self) -> bool:
        return not (math.isinf(self.low) or math.isinf(self.high))

    def __contains__(self, value: Number) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        return above and (value < self.high or (value == self.high and not self.high_open))

    def meet(self, other: "Interval") -> "Interval":
        """What both have in common: empty when they contradict each other."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not closed)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low, self.low_open or other.high_open, self.high_open or other.low_open)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __mul__(self, other: "Interval") -> "Interval":
        mine = ((self.low, self.low_open), (self.high, self.high_open))
        theirs = ((other.low, other.low_open), (other.high, other.high_open))
        if self.low >= 0 and other.low >= 0:  # nearly all: two products instead of four, and no comparing
            (low, low_open), (high, high_open) = _end(mine[0], theirs[0]), _end(mine[1], theirs[1])
            return Interval(low, high, low_open, high_open)
        ends = [_end(a, b) for a in mine for b in theirs]
        return hull(Interval(value, value, is_open, is_open) for value, is_open in ends)

    def __truediv__(self, other: "Interval") -> "Interval":
        """The quotient; everything when the divisor can be zero."""
        if other.low <= 0 <= other.high:
            return EVERYTHING
        return self * Interval(_inverse(other.high), _inverse(other.low), other.high_open, other.low_open)


EVERYTHING = Interval(-math.inf, math.inf, True, True)
NOT_NEGATIVE = Interval(ZERO, math.inf, False, True)


def point(value: Fraction) -> Interval:
    """Just this number."""
    return Interval(value, value)


def hull(parts: Iterable[Interval]) -> Interval:
    """The smallest interval that holds all parts; an end is closed when one of the parts closes it."""
    parts = list(parts)
    low, low_open = min((part.low, part.low_open) for part in parts)
    high, high_closed = max((part.high, not part.high_open) for part in parts)
    return Interval(low, high, low_open, not high_closed)


def added(parts: Sequence[Interval]) -> Interval:
    """The interval of x + y + ..."""
    low, high = sum([part.low for part in parts], ZERO), sum([part.high for part in parts], ZERO)
    return Interval(low, high, any(part.low_open for part in parts), any(part.high_open for part in parts))


def smallest(parts: Sequence[Interval]) -> Interval:
    """The interval of min(x, y, ...)."""
    low, low_open = min([(part.low, part.low_open) for part in parts])
    high, high_closed = min([(part.high, not part.high_open) for part in parts])
    return Interval(low, high, low_open, not high_closed)


def largest(parts: Sequence[Interval]) -> Interval:
    """The interval of max(x, y, ...)."""
    return -smallest([-part for part in parts])


def share_of(rate: Interval, whole: int) -> bool:
    """Some number of `whole` things is such a share of them: 97.75% of 267 is 261, of 266 it is none (the GRIM test of Brown and Heathers, 2017)."""
    least = math.ceil(rate.low * whole)
    return any(Fraction(count, whole) in rate for count in (least, least + 1))  # the first may lie on an end that is open


def printed(figure: Figure, mode: Mode = Mode.HALF_UP, *, ulp: Fraction | None = None) -> Interval:
    """All values that print as this figure, in base units. `ulp` overrides the figure's own last digit (a column's digits, say).

    A comparator is not looked at: the 600 of ≥600人 is just 600. 120余 is [120, 130), 近4000 (3000, 4000], 约200 is 200 +/- 10%.
    """
    value = figure.value
    if figure.hedge is not Hedge.NONE:
        return _hedged(figure)
    ulp = figure.ulp if ulp is None else ulp
    if mode is Mode.HALF_UP:
        return Interval(value - ulp / 2, value + ulp / 2)
    if mode is Mode.UNKNOWN or value == 0:
        return Interval(value - ulp, value + ulp, True, True)
    return Interval(value, value + ulp, False, True) if value > 0 else Interval(value - ulp, value, True, False)


def _hedged(figure: Figure) -> Interval:
    value = figure.value
    if figure.hedge is Hedge.ABOUT:
        return Interval(value - abs(value) / 10, value + abs(value) / 10)
    step = figure.scale * 10 ** _zeros(figure)
    return Interval(value, value + step, False, True) if figure.hedge is Hedge.OVER else Interval(value - step, value, True, False)


def _zeros(figure: Figure) -> int:
    """The place of the last digit that is not zero: 1 for 120, 3 for 4000, -2 for 0.05."""
    _sign, _digits, exponent = figure.number.normalize().as_tuple()
    return int(exponent)


def _end(a: tuple[Number, bool], b: tuple[Number, bool]) -> tuple[Number, bool]:
    """The product of two ends, and whether it is open: a zero that belongs to its interval makes a zero that belongs to the product."""
    closed_zero = (a[0] == 0 and not a[1]) or (b[0] == 0 and not b[1])
    return _times(a[0], b[0]), (a[1] or b[1]) and not closed_zero


def _times(a: Number, b: Number) -> Number:
    return ZERO if a == 0 or b == 0 else a * b  # 0 * infinity is 0 here: the end of a product of sets


def _inverse(value: Number) -> Number:
    return ZERO if math.isinf(value) else 1 / value
