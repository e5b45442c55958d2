"""A printed number stands for all values that print like it."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint.exact import Fraction
from formlint.figures import Hedge
from formlint.relations.intervals import Interval, Mode, printed, smallest
from formlint.relations.values import rounded
from tests.forge import figure

NUMBERS = st.decimals(min_value=-10000, max_value=10000, places=2)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5", "4.5", "5.5"), ("5.0", "4.95", "5.05"), ("1200", "1199.5", "1200.5"), ("-2", "-2.5", "-1.5"), ("0", "-0.5", "0.5")],
)
def test_half_up_spans_all_that_rounding_could_hide_with_closed_ends(text: str, low: str, high: str) -> None:
    assert printed(figure(text)) == Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [("98.81", ["98.81", "98.8199"], ["98.82", "98.8099"]), ("-3", ["-3", "-3.9"], ["-4", "-2.99"]), ("0", ["0.9", "-0.9"], ["1"])],
)
def test_truncation_opens_the_end_away_from_zero(text: str, inside: list[str], outside: list[str]) -> None:
    allowed = printed(figure(text), Mode.TRUNCATED)
    assert all(Fraction(value) in allowed for value in inside)
    assert not any(Fraction(value) in allowed for value in outside)


@pytest.mark.parametrize(
    ("text", "hedge", "inside", "outside"),
    [
        ("6230", Hedge.OVER, [6230, 6239], [6229, 6240]),
        ("120", Hedge.OVER, [120, 129], [130, 119]),
        ("400", Hedge.OVER, [499], [500]),
        ("4000", Hedge.UNDER, [4000, 3001], [3000, 4001]),
        ("200", Hedge.ABOUT, [180, 220], [179, 221]),
    ],
)
def test_a_hedged_number_is_as_wide_as_its_word(text: str, hedge: Hedge, inside: list[int], outside: list[int]) -> None:
    allowed = printed(figure(text, hedge=hedge))
    assert all(Fraction(value) in allowed for value in inside)
    assert not any(Fraction(value) in allowed for value in outside)


@given(NUMBERS, st.integers(0, 3), st.sampled_from([Mode.HALF_UP, Mode.TRUNCATED]))
def test_every_value_lies_in_the_interval_of_what_it_prints_as(value: Decimal, digits: int, mode: Mode) -> None:
    shown = rounded(Fraction(value), digits, mode)
    assert Fraction(value) in printed(figure(f"{shown:f}"), mode)
    assert Fraction(value) in printed(figure(f"{shown:f}"), Mode.UNKNOWN)


def test_nought_times_an_open_end_is_nought_itself() -> None:
    above_two, share = Interval(Fraction(2), Fraction(3), low_open=True), Interval(Fraction(0), Fraction(1))
    assert above_two * share == share * above_two == Interval(Fraction(0), Fraction(3))
    assert above_two * Interval(Fraction(1), Fraction(1)) == above_two


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS), st.tuples(NUMBERS, NUMBERS, NUMBERS))
def test_products_and_sums_hold_all_products_and_sums(one: tuple[Decimal, ...], other: tuple[Decimal, ...]) -> None:
    (low, x, high), (least, y, most) = (sorted(map(Fraction, values)) for values in (one, other))
    left, right = Interval(low, high), Interval(least, most)
    assert x * y in left * right
    assert x + y in left + right
    assert x - y in left - right
    if not right.low <= 0 <= right.high:
        assert x / y in left / right


def test_an_open_end_stays_open_under_a_negative_sign() -> None:
    """The flags swap with the ends."""
    assert -Interval(Fraction(1), Fraction(2), True, False) == Interval(Fraction(-2), Fraction(-1), False, True)


def test_meeting_in_one_open_point_is_no_meeting() -> None:
    assert Interval(Fraction(0), Fraction(1), False, True).meet(Interval(Fraction(1), Fraction(2))).empty
    assert not Interval(Fraction(0), Fraction(1)).meet(Interval(Fraction(1), Fraction(2))).empty


def test_a_zero_that_belongs_to_its_interval_makes_a_zero_that_belongs_to_the_product() -> None:
    open_ended = Interval(Fraction(2), Fraction(3), False, True)
    assert Fraction(0) in Interval(Fraction(0), Fraction(0)) * open_ended
    assert Fraction(0) not in Interval(Fraction(0), Fraction(1), True, False) * open_ended


ENDS = st.integers(-2, 3).map(Fraction) | st.sampled_from([-math.inf, math.inf])


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """One that is not empty, with ends open or closed."""
    low, high = sorted((draw(ENDS), draw(ENDS)))
    if low == high:
        return Interval(Fraction(1), Fraction(1))
    return Interval(low, high, low == -math.inf or draw(st.booleans()), high == math.inf or draw(st.booleans()))


@given(intervals(), intervals())
def test_two_touch_when_what_they_have_in_common_is_not_empty(one: Interval, other: Interval) -> None:
    assert one.touches(other) is not one.meet(other).empty


@given(st.lists(intervals(), min_size=1, max_size=4))
def test_the_smallest_of_several_has_the_lowest_ends(parts: list[Interval]) -> None:
    low, low_open = min((part.low, part.low_open) for part in parts)
    high, high_closed = min((part.high, not part.high_open) for part in parts)
    assert smallest(parts) == Interval(low, high, low_open, not high_closed)
