"""Slips of the pen have their price."""

import math
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from formlint.exact import Fraction
from formlint.relations.intervals import EVERYTHING, Interval
from formlint.slips import likeliest, nearest, slip
from tests.forge import figure

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("printed", "meant", "cost", "kind"),
    [
        ("353.88", "353.38", 0.7, "look-alike"),
        ("719", "519", 1.0, "digit"),
        ("7694.63", "7964.63", 0.9, "swap"),
        ("1436", "436", 1.2, "added-digit"),
        ("45", "455", 1.2, "lost-digit"),
        ("5660.6096", "56606096", 0.8, "unit"),
        ("5660.6096", "56606096.36", 0.8, "unit"),
        ("1399388", "139.94", 0.8, "unit"),
        ("84.53", "845.3", 1.0, "shift"),
        ("12", "-12", 0.8, "sign"),
    ],
)
def test_a_single_slip_costs_what_its_kind_costs(printed: str, meant: str, cost: float, kind: str) -> None:
    found = slip(Decimal(printed), Decimal(meant))
    assert (found.cost, found.kind) == (cost, kind)


@pytest.mark.parametrize(("printed", "unit", "value", "meant"), [("9881", "%", "0.98807", "98.81"), ("45594", "万元", "4559400", "455.94")])
def test_a_lost_point_is_put_back(printed: str, unit: str, value: str, meant: str) -> None:
    exact = Fraction(value)
    found = likeliest(figure(printed, unit=unit), exact, Interval(exact, exact), exact=False)
    assert found is not None
    assert str(found.meant) == meant


def test_few_digits_do_not_make_another_unit() -> None:
    assert slip(Decimal("87"), Decimal("873211.5")).kind == "other"


def test_what_counts_persons_is_not_in_another_unit() -> None:
    found = likeliest(figure("3", unit="人"), Fraction(30000), Interval(Fraction(30000), Fraction(30000)), exact=True)
    assert found and (found.meant, found.kind) == (Decimal("30000"), "shift")


def test_numbers_of_more_than_28_digits_keep_them_all() -> None:
    printed, other = f"1.{'0' * 32}1", f"1.{'0' * 32}2"
    assert slip(Decimal(printed), Decimal(other)).kind == "digit"
    assert slip(Decimal(printed), Decimal(f"-{printed}")).kind == "sign"
    found = nearest(figure(printed), Interval(Fraction(other), math.inf, low_open=True))
    assert found and found.meant == Decimal(f"1.{'0' * 32}7")


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_a_slip_into_room_is_the_same_in_every_run(seed: str) -> None:
    """5.1 and 5.10 are equal and both one slip from 5.11: a set keeps the first of them."""
    program = (
        "from formlint.exact import Fraction as F; from formlint.relations.intervals import Interval; from formlint.slips import likeliest;"
        "from tests.forge import figure; print(likeliest(figure('5.11'), F('5.099'), Interval(F('5.098'), F('5.101')), exact=True))"
    )
    told = subprocess.check_output([sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed}, cwd=ROOT, text=True)
    assert told == "Slip(meant=Decimal('5.10'), cost=1.0, kind='digit')\n"


def test_what_no_single_slip_explains_costs_one_more() -> None:
    assert slip(Decimal("443.88"), Decimal("444.38")).cost > 2


def meant(printed: str, nominal: str, low: str = "", high: str = "", *, exact: bool = False, unit: str = "") -> Decimal | None:
    """What is suggested for a printed number when the relations give `nominal`, and leave room from `low` to `high`."""
    room = Interval(Fraction(low or nominal), Fraction(high or nominal))
    found = likeliest(figure(printed, unit=unit), Fraction(nominal), room, exact=exact)
    return found.meant if found else None


@pytest.mark.parametrize(
    ("printed", "nominal", "suggested"),
    [("353.88", "353.38", "353.38"), ("60", "70", "70"), ("5", "4.325", "4"), ("90.00", "100", "100.00"), ("9", "9.4", "9.4"), ("1", "3.0142", "3")],
)
def test_what_the_relations_give_is_suggested_in_the_digits_of_the_form(printed: str, nominal: str, suggested: str) -> None:
    assert meant(printed, nominal) == Decimal(suggested)


def test_an_exact_number_gets_the_digits_it_needs() -> None:
    assert meant("100", "99.8", exact=True) == Decimal("99.8")


def test_an_exact_number_that_no_digits_print_is_not_suggested() -> None:
    third = Fraction(1, 3)
    assert likeliest(figure("5"), third, Interval(third, third), exact=True) is None


def test_a_single_slip_in_the_room_of_rounding_is_preferred_to_an_unexplained_number() -> None:
    """2168255 for 2162255: the sum of rounded parts gives 2162256."""
    assert meant("2168255", "2162256", "2162254", "2162258") == Decimal("2162255")


def test_a_difference_that_the_printed_digits_hide_gets_more_digits() -> None:
    assert meant("5", "5.01") == Decimal("5.01")


def test_an_amount_in_another_unit_is_suggested_without_the_digits_of_that_unit() -> None:
    assert str(meant("5660.6096", "56606096.36")) == "56606096.36"


def test_amounts_are_suggested_in_their_own_unit() -> None:
    assert meant("719.00", "5190000", unit="万元") == Decimal("519.00")


@pytest.mark.parametrize(
    ("printed", "meant", "kind"),
    [
        ("96.57", "95.67", "swap"),
        ("9", "9.7", "lost-digit"),
        ("9.7", "9", "added-digit"),
        ("900.03", "900.00", "digit"),
        ("18.617", "18.670", "added-digit"),
    ],
)
def test_the_point_is_no_part_of_a_slip(printed: str, meant: str, kind: str) -> None:
    assert slip(Decimal(printed), Decimal(meant)).kind == kind


def test_the_nearest_slip_into_a_half_line_is_the_one_nearest_to_its_end() -> None:
    found = nearest(figure("13"), Interval(Fraction(150), EVERYTHING.high, False, True))
    assert found is not None
    assert (found.kind, found.meant) == ("lost-digit", Decimal(193)) or 150 <= found.meant < 200


def test_where_no_single_slip_leads_the_first_number_there_is_told_as_unexplained() -> None:
    found = nearest(figure("13"), Interval(Fraction(777777), Fraction(777778)))
    assert found is not None
    assert (found.meant, found.kind) == (Decimal(777777), "other")


@pytest.mark.parametrize(
    ("printed", "unit", "room", "meant"),
    [
        ("77", "", Interval(Fraction(0), Fraction("71.2")), "71"),  # not 17, which is as good a slip
        ("8.000", "万元", Interval(Fraction(785000), EVERYTHING.high, False, True), "80.00"),  # not 80000
        ("79.2", "%", Interval(Fraction("0.98"), EVERYTHING.high, False, True), "99.2"),  # not 792000
        ("70", "%", Interval(Fraction("0.98"), EVERYTHING.high, False, True), "98"),  # not 700, nor 170: no rate beside it is above 100%
        ("120000", "万元", Interval(Fraction(0), Fraction(126000)), "12.0000"),  # 元 under 万元
    ],
)
def test_a_slip_into_a_wide_room_leads_not_far_beyond_its_end(printed: str, unit: str, room: Interval, meant: str) -> None:
    found = nearest(figure(printed, unit=unit), room)
    assert found is not None
    assert found.meant == Decimal(meant)


def test_of_two_numbers_that_are_equally_near_it_is_the_smaller_one() -> None:
    """54 and 55 are both one digit from 50, and 54.5 lies between them."""
    found = likeliest(figure("50"), Fraction(109, 2), Interval(Fraction(54), Fraction(55)), exact=False)
    assert found is not None
    assert found.meant == 54
