"""Slips of the pen: how plausible is it that one number was meant and another printed.

Costs follow Damerau's optimal string alignment over the digits, weighted by how people mistype: a look-alike digit is likelier than another,
a swap of neighbours likelier than two wrong digits. What no single slip explains costs one more.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.intervals import Interval
from formlint.solving import rounded

LOOK_ALIKE = frozenset(frozenset(pair) for pair in ("38", "17", "06", "56", "68", "08", "69", "35", "27", "49"))
SINGLE = 1.2  # the dearest single slip: a digit lost or added
WINDOW = 60  # numbers tried inside an interval, when it holds no more than this


@dataclass(frozen=True, slots=True)
class Slip:
    """What was probably meant instead of a printed number. `cost` is 0.7 for a look-alike digit up to 1.2 for a lost one, more if unexplained."""

    meant: Decimal
    cost: float
    kind: str


def likeliest(figure: Figure, nominal: Fraction, allowed: Interval, *, exact: bool) -> Slip | None:
    """What was probably meant: the number that the relations give (`nominal`, base units) as the figure would print it.

    Where that takes more than one slip, and rounding leaves the relations some room (`allowed`), it is the nearest number that one slip explains.
    An `exact` number gets the digits it needs (99.8 for 100), a rounded one its own, and more only when those hide the difference (9.88 for 9).
    """
    meant = _as_meant(figure, nominal / figure.scale, exact=exact)
    if meant is None:
        return None
    found = slip(figure.number, meant)
    if found.cost <= SINGLE or exact:
        return found
    near = [slip(figure.number, number) for number in _inside(figure, allowed)]
    single = [each for each in near if each.cost <= SINGLE]
    return min(single, key=lambda each: (each.cost, abs(each.meant - meant)), default=found)


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


def _as_meant(figure: Figure, value: Fraction, *, exact: bool) -> Decimal | None:
    """The value with all its digits, when those of the figure will do (two more where it prints none, four where it is exact).

    Else rounded to the digits of the figure, or to as many as tell them apart.
    """
    more = range(figure.decimals, figure.decimals + 5)
    enough = more if exact else more[: 1 if figure.decimals else 3]
    whole = next((number for each in enough if Fraction(number := rounded(value, each)) == value), None)
    if whole is not None or exact:
        return whole if whole != figure.number else None
    return next((number for each in more if (number := rounded(value, each)) != figure.number), None)


def _inside(figure: Figure, allowed: Interval) -> list[Decimal]:
    """The numbers with the figure's digits that lie in the interval, when they are few."""
    unit = figure.ulp
    if not allowed.bounded or (allowed.high - allowed.low) > WINDOW * unit:
        return []
    first, last = ceil(Fraction(allowed.low) / unit), floor(Fraction(allowed.high) / unit)
    numbers = (rounded(step * unit / figure.scale, figure.decimals) for step in range(first, last + 1))
    return [number for number in numbers if number != figure.number and Fraction(number) * figure.scale in allowed]


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
