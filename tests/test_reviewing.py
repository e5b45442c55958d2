"""The linter for definitions: rules that say nothing, nothing new, or what cannot be."""

import pytest

from formlint.definitions import parse, shipped
from formlint.reviewing import review

FORM = """
form: claim
title: {zh: 报销单, en: Claim}
recognise: {headings: [金额]}
tables:
  costs:
    columns: {price: [单价], days: [天数], amount: [金额]}
    rows: {room: [住宿费], meals: [伙食费], other: [其他], total: [合计]}
rules:
"""


def complaints(*formulas: str, place: str = "costs") -> list[tuple[str, dict[str, str]]]:
    rules = "".join(f"  rule-{at}:\n    formula: {formula}\n    in: {place}\n    says: {{zh: 一, en: one}}\n" for at, formula in enumerate(formulas))
    return [(each.message, dict(each.args)) for each in review(parse(FORM + rules, "claim.yaml"))]


@pytest.mark.parametrize(
    "formulas",
    [
        ("amount = price * days", "total = room + meals + other"),
        ("total = room + meals", "room <= total"),
        ("total = room + meals", "other = room - meals"),
        ("amount = price * days", "price = amount / days"),
        ("total >= room", "total <= room"),
    ],
)
def test_rules_that_say_something_each_are_left_alone(formulas: tuple[str, ...]) -> None:
    assert complaints(*formulas) == []


@pytest.mark.parametrize(
    ("formulas", "message"),
    [
        (("total = room", "total = room"), "rule-twice"),
        (("total = room + meals", "meals = total - room"), "rule-follows"),
        (("2 * total = 2 * room", "room = total"), "rule-follows"),
        (("total = room + meals", "total = room + meals + 1"), "rule-contradicts"),
        (("total = room", "room = meals", "meals = total + 5"), "rule-contradicts"),
        (("total = room + meals", "total = room + meals + other"), "rule-fixes"),
        (("totl = room",), "no-such-name"),
        (("total = price",), "rows-and-columns"),
        (("total = room ** 2",), "not-allowed"),
    ],
)
def test_rules_that_cannot_do_what_they_are_for_are_told(formulas: tuple[str, ...], message: str) -> None:
    assert message in [each for each, _ in complaints(*formulas)]


def test_a_figure_that_rules_leave_one_value_is_named_with_it() -> None:
    assert complaints("total = room + meals", "total = room + meals + other") == [("rule-fixes", {"rule": "rule-1", "name": "other", "value": "0"})]


def test_what_holds_in_one_row_contradicts_nothing() -> None:
    assert complaints("amount = price", "amount = price + 1", place="costs[room]") == []


@pytest.mark.parametrize(("place", "message"), [("cost", "no-such-table"), ("costs[rom]", "no-such-row")])
def test_a_rule_for_what_is_not_there_is_told_with_what_is(place: str, message: str) -> None:
    ((found, args),) = complaints("amount = price", place=place)
    assert found == message
    assert "costs" in args["expected"] or "room" in args["expected"]


@pytest.mark.parametrize("definition", shipped(), ids=lambda each: each.id)
def test_the_shipped_definitions_have_no_such_rules(definition: object) -> None:
    assert review(definition) == ()  # type: ignore[arg-type]
