"""Which of several numbers is the odd one: actuals are near their targets, and amounts of a sum have equally many decimals."""

import pytest

from formlint.relations import Operator, Product, Ref, Relation, total
from formlint.slips.usual import far, odd, pairs, strangeness
from tests.forge import figure


@pytest.mark.parametrize(
    ("one", "other", "cost"), [("100", "100", 0), ("130", "100", 0), ("131", "100", 0.4), ("100", "299", 0.4), ("1", "301", 1.0), ("0", "5", 1.0)]
)
def test_the_further_apart_the_dearer(one: str, other: str, cost: float) -> None:
    assert far(figure(one).value, figure(other).value) == pytest.approx(cost)


def test_the_target_of_a_number_told_twice_is_found_in_what_holds() -> None:
    target, actual, told = figure("20", "indicators[0].target"), figure("84", "indicators[0].actual"), figure("24", "narrative.actual@10")
    twice, reached = Relation(Ref(actual), Operator.EQUAL, Ref(told)), Relation(Ref(actual), Operator.AT_LEAST, Product(Ref(target), Ref(target)))
    assert pairs([twice], []) == []
    assert pairs([twice], [reached]) == [(target, actual)]


def test_a_number_near_its_target_is_less_strange() -> None:
    target, actual = figure("20", "indicators[0].target"), figure("84", "indicators[0].actual")
    assert strangeness([(target, actual)], {}) > strangeness([(target, actual)], {actual.id: figure("24", actual.id)}) == 0


def test_the_amount_with_more_decimals_than_all_others_is_the_odd_one() -> None:
    whole, one, other = (figure(text, unit="万元") for text in ("548.60", "372.40", "176.220"))
    relation = Relation(Ref(whole), Operator.EQUAL, total([Ref(one), Ref(other)]))
    assert odd(other, [relation]) == 2
    assert odd(whole, [relation]) is odd(one, [relation]) is None
