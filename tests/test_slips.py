"""Slips of the pen have their price."""

from decimal import Decimal
from fractions import Fraction

import pytest

from formlint.intervals import EVERYTHING, Interval
from formlint.slips import likeliest, slip
from tests.forge import figure


@pytest.mark.parametrize(
    ("printed", "meant", "cost", "kind"),
    [
        ("353.88", "353.38", 0.7, "look-alike"),
        ("719", "519", 1.0, "digit"),
        ("7694.63", "7964.63", 0.9, "swap"),
        ("1436", "436", 1.2, "added-digit"),
        ("45", "455", 1.2, "lost-digit"),
        ("5660.6096", "56606096", 0.8, "unit"),
        ("84.53", "845.3", 1.0, "shift"),
        ("12", "-12", 0.8, "sign"),
    ],
)
def test_a_single_slip_costs_what_its_kind_costs(printed: str, meant: str, cost: float, kind: str) -> None:
    found = slip(Decimal(printed), Decimal(meant))
    assert (found.cost, found.kind) == (cost, kind)


def test_what_no_single_slip_explains_costs_one_more() -> None:
    assert slip(Decimal("443.88"), Decimal("444.38")).cost > 2


def test_the_likeliest_number_is_one_that_the_interval_allows() -> None:
    found = likeliest(figure("353.88"), Interval(Fraction("353.325"), Fraction("353.435")))
    assert found is not None
    assert found.meant == Decimal("353.38")


def test_a_number_may_need_more_digits_than_were_printed() -> None:
    found = likeliest(figure("100"), Interval(Fraction("99.8"), Fraction("99.8")))
    assert found is not None
    assert found.meant == Decimal("99.8")


def test_the_printed_number_itself_is_never_suggested() -> None:
    found = likeliest(figure("5"), EVERYTHING)
    assert found is not None
    assert found.meant != 5


def test_amounts_are_suggested_in_their_own_unit() -> None:
    found = likeliest(figure("719.00", unit="万元"), Interval(Fraction(5190000), Fraction(5190000)))
    assert found is not None
    assert found.meant == Decimal("519.00")
