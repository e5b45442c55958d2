"""Intervals with open and closed ends, over exact rationals: what a printed number can have been before it was rounded.

A printed number is a set, not a point: 450.50 rounded half-up stands for [450.495, 450.505]. Both ends are closed, as in XBRL calculations 1.1, so
that the policy for ties never matters. An end may be infinite (`math.inf`); it is open then.
"""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure, Hedge
from formlint.records import record

Number = Fraction | float  # float for the two infinities only


class Mode(StrEnum):
    """How a number was cut to its printed digits. UNKNOWN allows what either rounding or truncation could have printed."""

    HALF_UP = "half-up"
    TRUNCATED = "truncated"
    UNKNOWN = "unknown"


HALF_UP, TRUNCATED, UNKNOWN = Mode


@record(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; an open end does not belong to it."""

    low: Number
    high: Number
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        return not self.low < self.high and (self.low > self.high or self.low_open or self.high_open)

    @property
    def bounded(self) -> bool:
        return not (math.isinf(self.low) or math.isinf(self.high))

    def __contains__(self, value: Number) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        return above and (value < self.high or (value == self.high and not self.high_open))

    def meet(self, other: "Interval") -> "Interval":
        """What both have in common: empty when they contradict each other."""
        low, low_open, high, high_open = self.low, self.low_open, self.high, self.high_open
        if low < other.low:  # no tuples are compared: those of a fraction and an infinity take 2 microseconds, this 0.3
            low, low_open = other.low, other.low_open
        elif not other.low < low:
            low_open = low_open or other.low_open
        if other.high < high:
            high, high_open = other.high, other.high_open
        elif not high < other.high:
            high_open = high_open or other.high_open
        return Interval(low, high, low_open, high_open)

    def touches(self, other: "Interval") -> bool:
        """They have a number in common, as two that are not empty themselves have unless one ends where, or before, the other begins."""
        if self.high < other.low or other.high < self.low:
            return False
        return not (
            ((self.high_open or other.low_open) and self.high == other.low) or ((self.low_open or other.high_open) and other.high == self.low)
        )

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low, self.low_open or other.high_open, self.high_open or other.low_open)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __mul__(self, other: "Interval") -> "Interval":
        if self.low > 0 and other.low > 0:  # nearly all: two products instead of four, and no comparing
            low_open, high_open = self.low_open or other.low_open, self.high_open or other.high_open
            return Interval(self.low * other.low, self.high * other.high, low_open, high_open)
        if self.low >= 0 and other.low >= 0:
            low, low_open = _end(self.low, self.low_open, other.low, other.low_open)
            high, high_open = _end(self.high, self.high_open, other.high, other.high_open)
            return Interval(low, high, low_open, high_open)
        mine = ((self.low, self.low_open), (self.high, self.high_open))
        theirs = ((other.low, other.low_open), (other.high, other.high_open))
        ends = [_end(*a, *b) for a in mine for b in theirs]
        return hull(Interval(value, value, is_open, is_open) for value, is_open in ends)

    def __truediv__(self, other: "Interval") -> "Interval":
        """The quotient; everything when the divisor can be zero."""
        if other.low > 0 and self.low > 0 and not isinstance(other.high, float):  # nearly all
            low_open, high_open = self.low_open or other.high_open, self.high_open or other.low_open
            return Interval(self.low / other.high, self.high / other.low, low_open, high_open)
        if other.low <= 0 <= other.high:
            return EVERYTHING
        high = _inverse(other.low)
        low = high if other.high is other.low else _inverse(other.high)  # most divisors are points
        return self * Interval(low, high, other.high_open, other.low_open)


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
    return Interval(low, high, True in [part.low_open for part in parts], True in [part.high_open for part in parts])


def smallest(parts: Sequence[Interval]) -> Interval:
    """The interval of min(x, y, ...)."""
    one, *others = parts
    low, low_open, high, high_open = one.low, one.low_open, one.high, one.high_open
    for each in others:  # no tuples are compared, see `meet`
        if each.low < low:
            low, low_open = each.low, each.low_open
        elif not low < each.low:
            low_open = low_open and each.low_open
        if each.high < high:
            high, high_open = each.high, each.high_open
        elif not high < each.high:
            high_open = high_open or each.high_open
    return Interval(low, high, low_open, high_open)


def largest(parts: Sequence[Interval]) -> Interval:
    """The interval of max(x, y, ...)."""
    return -smallest([-part for part in parts])


def share_of(rate: Interval, whole: int) -> bool:
    """Some number of `whole` things is such a share of them: 97.75% of 267 is 261, of 266 it is none (the GRIM test of Brown and Heathers, 2017)."""
    least = math.ceil(rate.low * whole)
    return any(Fraction(count, whole) in rate for count in (least, least + 1))  # the first may lie on an end that is open


def printed(figure: Figure, mode: Mode = HALF_UP, *, ulp: Fraction | None = None) -> Interval:
    """All values that print as this figure, in base units. `ulp` overrides the figure's own last digit (a column's digits, say).

    A comparator is not looked at: the 600 of ≥600人 is just 600. 120余 is [120, 130), 近4000 (3000, 4000], 约200 is 200 +/- 10%.
    """
    value = figure.value
    if figure.hedge:
        return _hedged(figure)
    ulp = figure.ulp if ulp is None else ulp
    if mode is HALF_UP:
        return rounding(value, ulp)
    if mode is UNKNOWN or value == 0:
        return Interval(value - ulp, value + ulp, True, True)
    return Interval(value, value + ulp, False, True) if value > 0 else Interval(value - ulp, value, True, False)


@lru_cache(maxsize=4096)
def rounding(value: Fraction, ulp: Fraction) -> Interval:
    """All values that are rounded to this one. Kept: the rate and the score of a form stand in half a dozen relations."""
    half = ulp / 2
    return Interval(value - half, value + half)


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


def _end(a: Number, a_open: bool, b: Number, b_open: bool) -> tuple[Number, bool]:
    """The product of two ends, and whether it is open: a zero that belongs to its interval makes a zero that belongs to the product."""
    if a == 0 or b == 0:  # 0 * infinity is 0 here: the end of a product of sets
        return ZERO, not ((a == 0 and not a_open) or (b == 0 and not b_open))
    return a * b, a_open or b_open


def _inverse(value: Number) -> Number:
    return ZERO if math.isinf(value) else 1 / value
