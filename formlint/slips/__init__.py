"""Slips of the pen: how plausible is it that one number was meant and another printed.

Costs follow Damerau's optimal string alignment over the digits, weighted by how people mistype: a look-alike digit is likelier than another,
a swap of neighbours likelier than two wrong digits. What no single slip explains costs one more.
"""

import math
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from functools import lru_cache
from itertools import permutations
from operator import itemgetter

from formlint.exact import Fraction
from formlint.figures import Figure, decimals, digits
from formlint.figures.units import RATIO, money
from formlint.records import record
from formlint.relations.intervals import Interval, Number, point
from formlint.relations.values import rounded, scaled_down
from formlint.slips.usual import VERY_FAR, far

# Pairs of digits, either way round.
LOOK_ALIKE = frozenset(pair for both in ("38", "17", "06", "56", "68", "08", "69", "35", "27", "49") for pair in permutations(both))
SINGLE = 1.2  # the dearest single slip: a digit lost or added
MANY = 1.5  # more than two look-alike digits: what it is exactly changes nothing
UNEXPLAINED = 2.5  # two slips or more: how far off the number is makes it no less likely
UNEXPLAINED_SHORT, SHORT = 2.0, 2  # of numbers of two digits, which are soon another's
UNIT = 4  # the power of ten between 元 and 万元
LEAST_IN_UNITS = 3  # digits of an amount that may be in 元 for 万元


@record(frozen=True, slots=True)
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
    value = nominal if figure.scale == 1 else nominal / figure.scale
    meant = _as_meant(figure, value, exact=exact or not figure.number)  # a 0 that was left is no rounding
    found = _pointless(figure, nominal) or (_to(figure, meant) if meant is not None else None)
    if found and (found.cost <= SINGLE or allowed.low == allowed.high):
        return found
    single = _explained(figure, allowed)
    if single or found:
        return _cheapest(single, figure, nominal) or found
    grid = rounded(nominal / figure.scale, figure.decimals)  # a count that no digits print exactly: the nearest whole one, when it will do
    return _to(figure, grid) if Fraction(grid) * figure.scale in allowed and grid != figure.number else None


def _pointless(figure: Figure, nominal: Fraction) -> Slip | None:
    """The value (base units) with as many decimals as makes its digits those that are printed without a point: 9881% for 98.81%."""
    if figure.decimals or abs(nominal) * 10 > abs(figure.value):
        return None
    value = nominal / figure.scale
    near = (rounded(value, each) for each in range(1 if figure.number % 10 else 2, UNIT + 1))  # 80 lost no point of 8.0
    return next((_to(figure, each) for each in near if digits(each).replace(".", "") == digits(figure.number)), None)


def _explained(figure: Figure, allowed: Interval) -> list[Slip]:
    """The numbers one slip away that lie in the interval."""
    room = allowed if figure.scale == 1 else allowed / point(figure.scale)
    finest = figure.decimals + UNIT  # no slip brings more digits after the point
    low, high = _least(room.low, room.low_open, finest), _least(-room.high, room.high_open, finest).copy_negate()
    amounts = money(figure) or not figure.unit
    near = [slip(figure.number, number, amounts=amounts) for number in _single(figure.number, _units(figure)) if low <= number <= high]
    return [each for each in near if each.cost <= SINGLE]


def _least(end: Number, is_open: bool, decimals: int) -> Decimal:
    """The least number with so many digits after the point that lies above the end. Decimals are compared 15 times as fast as fractions are made."""
    if isinstance(end, float):
        return Decimal(end)
    steps = end * 10**decimals
    return scaled_down(math.ceil(steps) + (is_open and steps.denominator == 1), decimals)


def nearest(figure: Figure, allowed: Interval) -> Slip | None:
    """The likeliest slip that leads into a wide interval, such as all actuals that reach a target: not far beyond its end, if that can be."""
    ends = [end for end in (allowed.low, allowed.high) if isinstance(end, Fraction)]
    end = min(ends, key=lambda each: abs(each - figure.value), default=figure.value)
    near = allowed.meet(Interval(end / VERY_FAR, end * VERY_FAR)) if end > 0 else allowed  # what lies further is dearer than any that does not
    explained = _explained(figure, near) or _explained(figure, allowed)
    slips = [(each, Fraction(each.meant) * figure.scale) for each in (*explained, *_first(figure, end, allowed))]
    if figure.unit in RATIO and max(figure.value, end) <= 1:
        slips = [(each, value) for each, value in slips if value <= 1]
    beyond = [(each.cost + far(value, end), abs(value - end), each.meant, each) for each, value in slips]
    return min(beyond, key=itemgetter(0, 1, 2))[3] if beyond else None


def _first(figure: Figure, end: Fraction, allowed: Interval) -> list[Slip]:
    """The first number of the interval that the digits of the figure can print."""
    near = (rounded((end + step) / figure.scale, figure.decimals) for step in (0, figure.ulp, -figure.ulp))
    inside = next((each for each in near if Fraction(each) * figure.scale in allowed), None)
    return [_to(figure, inside)] if inside is not None and inside != figure.number else []


def _cheapest(slips: Sequence[Slip], figure: Figure, value: Fraction) -> Slip | None:
    """Among equals the one nearest to the value, below it rather than above."""
    least = min((each.cost for each in slips), default=0.0)
    equal = [each for each in slips if each.cost == least]
    return min(equal, key=lambda each: (abs(Fraction(each.meant) * figure.scale - value), each.meant), default=None)


def slipped(one: str, other: str) -> bool:
    """Two names differ by one slip: a character lost, added, changed or changed places."""
    return one != other and abs(len(one) - len(other)) <= 1 and _distance(one, other) <= SINGLE


def roundness(printed: Decimal, meant: Decimal) -> int:
    """By how many digits the number that was meant is rounder: 4 for 900.00 printed 900.03. People like round numbers, slips do not."""
    return len(significant(printed)) - len(significant(meant))


def _units(figure: Figure) -> tuple[int, ...]:
    """By which powers of ten the amount would be another in its own unit, had it been printed in the other one: 元 under 万元, 万元 under 元."""
    if figure.unit and not money(figure):
        return ()
    if figure.scale >= 10**UNIT:
        return (-UNIT,) if abs(figure.number) >= 10**UNIT else ()
    return (UNIT,) if money(figure) and len(significant(figure.number)) >= LEAST_IN_UNITS else ()


def _single(number: Decimal, units: tuple[int, ...]) -> Set[Decimal]:
    """The numbers one slip away, a hundred or so; none of them begins with a zero that the printed one has not."""
    return _single_of(digits(number), units)


@lru_cache(maxsize=32)
def _single_of(printed: str, units: tuple[int, ...]) -> Set[Decimal]:
    """The weights and scores of a form are a dozen numbers. Kept by its spelling: 5 and 5.0 are equal, and have other neighbours."""
    number = Decimal(printed)
    text = digits(number.copy_abs())  # abs() would cut at 28 digits
    places = [at for at, character in enumerate(text) if character.isdigit()]
    changed = {f"{text[:at]}{digit}{text[at + 1 :]}" for at in places for digit in "0123456789"}
    changed |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in places[:-1] if text[at + 1].isdigit()}
    changed |= {text[:at] + text[at + 1 :] for at in places if len(places) > 1}
    changed |= {f"{text[:at]}{digit}{text[at:]}" for at in [*places, len(text)] for digit in "0123456789"}
    odd = [each for each in changed if each[0] in "0."]
    sound = changed.difference([each for each in odd if each.startswith(_NO_START if text[0] != "0" else ".")])
    ordered = sorted(sound, reverse=True) if "." in text else sound  # 5.10 before 5.1, which is equal: the one with the printed digits is kept
    numbers = set(map(Decimal, ordered))
    numbers |= {_shifted(number, power) for power in (-1, 1, *units)}
    numbers.discard(number.copy_abs())
    return numbers if number >= 0 else {each.copy_negate() for each in numbers}


_NO_START = (".", *(f"0{digit}" for digit in range(10)))  # no number is printed so


def _shifted(number: Decimal, power: int) -> Decimal:
    """The absolute number times a power of ten, with all its digits, in the digits that it needs."""
    _, figures, exponent = number.as_tuple()
    return Decimal(digits(Decimal((0, figures, int(exponent) + power))))


def _to(figure: Figure, meant: Decimal) -> Slip:
    """How `meant` may have become what the figure prints. What counts persons or is a rate is not in 元 for 万元."""
    return slip(figure.number, meant, amounts=money(figure) or not figure.unit)


def slip(printed: Decimal, meant: Decimal, *, amounts: bool = True) -> Slip:
    """How `meant` may have become `printed`: as it is written, or, where both begin alike, without the zeros at its end (18.67 became 18.617).

    Only `amounts` can have been printed in 元 for 万元.
    """
    if int(printed) != int(meant):
        return _slip(printed, meant, amounts=amounts)
    return min([_slip(printed, each, amounts=amounts) for each in _written(meant)], key=lambda each: each.cost)


def _written(number: Decimal) -> Iterator[Decimal]:
    """The number, and without each of the zeros that its decimals end in."""
    text = digits(number)
    yield number
    while "." in text and text.endswith("0"):
        text = text[:-1].rstrip(".")
        yield Decimal(text)


def _slip(printed: Decimal, meant: Decimal, *, amounts: bool) -> Slip:
    if printed == meant.copy_negate():
        return Slip(meant, 0.8, "sign")
    if printed and meant and significant(printed) == significant(meant):
        ratio = Fraction(printed) / Fraction(meant)
        is_unit = amounts and ratio in (10000, Fraction(1, 10000))
        return Slip(meant, 0.8, "unit") if is_unit else Slip(meant, 1.0, "shift")
    if amounts and _in_other_unit(printed, meant):
        return Slip(_trimmed(meant), 0.8, "unit")
    texts = _pointed(digits(printed), digits(meant))
    cost = _distance(*texts)
    if cost > SINGLE:
        short = max(len(significant(printed)), len(significant(meant))) <= SHORT
        return Slip(meant, min(1 + cost, UNEXPLAINED_SHORT if short else UNEXPLAINED), "other")
    return Slip(meant, cost, _kind(*texts, cost))


def _in_other_unit(printed: Decimal, meant: Decimal) -> bool:
    """One is the other in 元 for 万元, rounded to the digits it has: 5660.6096 for 56606096.36."""
    if abs(printed.adjusted() - meant.adjusted()) not in (3, 4, 5):  # four places, and one more or less by rounding: nearly none has
        return False
    small, large = sorted((printed, meant), key=Decimal.copy_abs)
    if len(significant(small)) < LEAST_IN_UNITS:
        return False
    return rounded(Fraction(large) / 10000, decimals(small)) == small


def _trimmed(number: Decimal) -> Decimal:
    """Without the zeros at the end of its decimals."""
    return Decimal(digits(number).rstrip("0").rstrip(".")) if number.as_tuple().exponent else number


def _pointed(printed: str, meant: str) -> tuple[str, str]:
    """Both without their points where these are no part of the slip: 96.57 for 95.67 is a swap, 9 for 9.7 lost one digit with its point."""
    if "." not in printed and "." not in meant:
        return printed, meant
    places = [len(text) - text.find(".") if "." in text else 0 for text in (printed, meant)]
    if places[0] != places[1] and all(places):
        return printed, meant
    return printed.replace(".", ""), meant.replace(".", "")


_KINDS = {0.7: "look-alike", 0.9: "swap"}


def _kind(printed: str, meant: str, cost: float) -> str:
    if len(printed) != len(meant):
        return "added-digit" if len(printed) > len(meant) else "lost-digit"
    return _KINDS.get(cost, "digit")


def _as_meant(figure: Figure, value: Fraction, *, exact: bool) -> Decimal | None:
    """The value with all its digits, when those of the figure will do (two more where it prints none, four where it is exact).

    Else rounded to the digits of the figure, or to as many as tell them apart.
    """
    own = figure.decimals
    if 10**own % value.denominator == 0:  # nearly always
        whole = rounded(value, own)
        return whole if whole != figure.number else None
    more = range(own, own + 5)
    enough = more if exact else more[: 1 if own else 3]
    all_of_it = next((rounded(value, each) for each in enough if 10**each % value.denominator == 0), None)
    if all_of_it is not None or exact:
        return all_of_it if all_of_it != figure.number else None
    return next((number for each in more if (number := rounded(value, each)) != figure.number), None)


@lru_cache(maxsize=1024)
def significant(number: Decimal) -> str:
    """Those that count: 15 of 0.150 and of 1500."""
    return digits(number.copy_abs()).replace(".", "").strip("0")


def _distance(printed: str, meant: str) -> float:
    """Optimal string alignment where it is at most MANY: swap 0.9, look-alike 0.7, other digit 1.0, lost or added 1.2. All else is MANY."""
    if len(printed) != len(meant):
        short, long = (printed, meant) if len(printed) < len(meant) else (meant, printed)
        if len(long) > len(short) + 1:
            return MANY
        start = _same(short, long)
        return 1.2 if short[start:] == long[start + 1 :] else MANY
    wrong = [pair for pair in zip(printed, meant, strict=True) if pair[0] != pair[1]]
    if len(wrong) == 1:  # nearly all that are looked at
        return 0.7 if wrong[0] in LOOK_ALIKE else 1.0
    if len(wrong) == 2 and wrong[0] == wrong[1][::-1] and _same(printed[::-1], meant[::-1]) + _same(printed, meant) + 2 == len(meant):
        return 0.9
    return min(MANY, round(sum([0.7 if pair in LOOK_ALIKE else 1.0 for pair in wrong]), 6))


def _same(one: str, other: str) -> int:
    """How many characters both begin with."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
