"""Slips of the pen: how plausible is it that one number was meant and another printed.

Costs follow Damerau's optimal string alignment over the digits, weighted by how people mistype: a look-alike digit is likelier than another,
a swap of neighbours likelier than two wrong digits. What no single slip explains costs one more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from formlint.figures import Figure
from formlint.intervals import Interval

LOOK_ALIKE = frozenset(frozenset(pair) for pair in ("38", "17", "06", "56", "68", "08", "69", "35", "27", "49"))
SINGLE = 1.2  # the dearest single slip: a digit lost or added
WINDOW = 60  # candidates tried inside an interval, when it holds no more printable values than this


@dataclass(frozen=True, slots=True)
class Slip:
    """What was probably meant instead of a printed number. `cost` is 0.7 for a look-alike digit up to 1.2 for a lost one, more if unexplained."""

    meant: Decimal
    cost: float
    kind: str


def likeliest(figure: Figure, allowed: Interval, *, exact: bool = True) -> Slip | None:
    """The most plausible number that the interval (base units) allows; None when it holds none that could be printed.

    A number that was rounded when it was printed (not `exact`) need not lie in the interval itself: some value that prints like it must.
    """
    low, high = (end / figure.scale if isinstance(end, Fraction) else end for end in (allowed.low, allowed.high))
    meant = _candidates(figure, Interval(low, high, allowed.low_open, allowed.high_open), exact=exact)
    return min(
        (slip(figure.number, number) for number in meant if number != figure.number), key=lambda found: (found.cost, found.meant), default=None
    )


def slip(printed: Decimal, meant: Decimal) -> Slip:
    """How `meant` may have become `printed`."""
    if printed == -meant:
        return Slip(meant, 0.8, "sign")
    if printed and meant and _digits(printed) == _digits(meant):
        ratio = Fraction(printed) / Fraction(meant)
        is_unit = ratio in (10000, Fraction(1, 10000))
        return Slip(meant, 0.8, "unit") if is_unit else Slip(meant, 1.0, "shift")
    cost = _distance(f"{printed:f}", f"{meant:f}")
    if cost > SINGLE:
        return Slip(meant, 1 + cost, "other")
    return Slip(meant, cost, _kind(f"{printed:f}", f"{meant:f}", cost))


def _kind(printed: str, meant: str, cost: float) -> str:
    if len(printed) != len(meant):
        return "added-digit" if len(printed) > len(meant) else "lost-digit"
    return {0.7: "look-alike", 0.9: "swap"}.get(cost, "digit")


def _candidates(figure: Figure, inside: Interval, *, exact: bool) -> set[Decimal]:
    """The numbers worth trying: all that fit with the printed digits when they are few, else those one slip away and the one in the middle."""
    if not inside.bounded:
        return {number for number in _one_slip_away(figure.number) if Fraction(number) in inside}
    found = {number for number in _shifted(figure.number) if Fraction(number) in inside}
    for decimals in range(figure.decimals, figure.decimals + 5):  # an exact 99.8 is no number without digits after the point
        around = inside if exact else inside + _rounding(decimals)
        first, last = _ends(around, decimals)
        if last - first > WINDOW:
            found |= {number for number in _one_slip_away(figure.number) if Fraction(number) in around}
            return found | {Decimal((first + last) // 2).scaleb(-decimals)}
        if first <= last:
            return found | {Decimal(step).scaleb(-decimals) for step in range(first, last + 1)}
    return found


def _rounding(decimals: int) -> Interval:
    half = Fraction(1, 2 * 10**decimals)
    return Interval(-half, half)


def _ends(inside: Interval, decimals: int) -> tuple[int, int]:
    """The first and the last number of so many digits in a bounded interval, in units of the last digit."""
    low, high = Fraction(inside.low) * 10**decimals, Fraction(inside.high) * 10**decimals
    first, last = ceil(low), floor(high)
    return first + (inside.low_open and first == low), last - (inside.high_open and last == high)


def _shifted(number: Decimal) -> Iterator[Decimal]:
    yield from (number.scaleb(power) for power in (-4, -3, -2, -1, 1, 2, 3, 4))


def _one_slip_away(number: Decimal) -> Iterator[Decimal]:
    text = f"{number:f}"
    for at, digit in enumerate(text):
        if digit.isdigit():
            yield from (Decimal(text[:at] + other + text[at + 1 :]) for other in "0123456789" if other != digit)
            if len(text) > 1 and text[:at] + text[at + 1 :] not in ("-", "."):
                yield Decimal(text[:at] + text[at + 1 :])
            if at + 1 < len(text) and text[at + 1].isdigit():
                yield Decimal(text[:at] + text[at + 1] + digit + text[at + 2 :])
        if digit != "-":
            yield from (Decimal(text[:at] + other + text[at:]) for other in "0123456789")
    yield from (Decimal(text + other) for other in "0123456789")
    yield from _shifted(number)


def _digits(number: Decimal) -> str:
    return f"{abs(number):f}".replace(".", "").strip("0")


def _distance(printed: str, meant: str) -> float:
    """Optimal string alignment: swap 0.9, look-alike 0.7, other digit 1.0, lost or added 1.2."""
    rows = [[max(i, j) * 1.2 if not i * j else 0.0 for j in range(len(meant) + 1)] for i in range(len(printed) + 1)]
    for i, a in enumerate(printed, 1):
        for j, b in enumerate(meant, 1):
            change = 0.0 if a == b else 0.7 if frozenset((a, b)) in LOOK_ALIKE else 1.0
            best = min(rows[i - 1][j] + 1.2, rows[i][j - 1] + 1.2, rows[i - 1][j - 1] + change)
            if i > 1 and j > 1 and a == meant[j - 2] and printed[i - 2] == b and a != b:
                best = min(best, rows[i - 2][j - 2] + 0.9)
            rows[i][j] = best
    return round(rows[-1][-1], 6)
