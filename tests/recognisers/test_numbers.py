"""The number of a cell, as people and programs print it."""

from decimal import Decimal

import pytest

from formlint.documents import Passage
from formlint.figures import Figure
from formlint.recognisers.numbers import number


def amount(text: str) -> Decimal | None:
    found = number("amount", Passage(text), id="funds.total.budget", label=(), unit="万元")
    return found.number if isinstance(found, Figure) else None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,945.\n20", "1945.20"), ("1234\n.56", "1234.56"), ("12,345,\n678.00", "12345678.00"), ("100.0\n0", "100.00"), ("1 234.50", "1234.50")],
)
def test_an_amount_may_be_wrapped_or_spaced(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["100\n200", "100 200", "12.5\n30", "9.8\n9", "100.0\n5.0", "1,945. 20"])
def test_two_numbers_are_none(text: str) -> None:
    assert amount(text) is None
