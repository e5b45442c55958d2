"""A relation tried with another number is judged as if it had been written with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint import relations
from formlint.exact import Fraction
from formlint.figures import Figure, Hedge
from formlint.relations import Const, Expression, Least, Operator, Outcome, Product, Quotient, Ref, Relation, Sum, with_figure
from formlint.relations.solving import judge
from formlint.relations.trials import LONG, Trial
from tests.forge import figure

DIGITS = st.sampled_from(["0", "0.00", "1", "-1", "2.5", "2.50", "7.25", "10", "99.9"])
HEDGES = st.sampled_from([Hedge.NONE] * 6 + [Hedge.ABOUT, Hedge.OVER])


@st.composite
def sums(draw: st.DrawFn) -> Relation:
    """A long sum that is nearly right: only then is more asked than whether the printed numbers add up."""
    refs = [Ref(figure(draw(DIGITS), f"p{at}", hedge=draw(HEDGES)), exact=draw(st.booleans())) for at in range(LONG + 2)]
    factors = [Fraction(draw(st.sampled_from([1, 1, 1, -1, 2]))) for _ in refs]
    value = sum(factor * ref.figure.value for factor, ref in zip(factors, refs, strict=True))
    stated = Ref(figure(f"{float(value) + draw(st.sampled_from([0, 0.01, 0.1, 0.5, 3])):.2f}", "total"), exact=draw(st.booleans()))
    left: Expression = stated if draw(st.booleans()) else Const(stated.figure.value)
    return Relation(left, draw(st.sampled_from(list(Operator))), Sum(tuple(zip(factors, refs, strict=True))))


@given(sums(), DIGITS, st.integers(0, 99))
def test_a_long_sum_is_judged_with_another_number_as_the_whole_sum_would_be(relation: Relation, digits: str, at: int) -> None:
    old = relation.figures()[at % len(relation.figures())]
    other = figure(digits, old.id, hedge=old.hedge)
    assert Trial(relation).outcome(other) is judge(with_figure(relation, other))


@pytest.mark.parametrize("terms", [3, LONG + 3])
def test_nothing_is_kept_of_the_number_that_was_tried_before(terms: int) -> None:
    parts = [figure("5", f"p{at}") for at in range(terms)]
    trial = Trial(adds_up(figure(str(5 * terms), "t"), parts))
    tried = [trial.outcome(each) for each in (figure("6", "p1"), figure("5", "p1"), figure("4", "p2"), figure("5", "t"))]
    assert tried == [Outcome.VIOLATED, Outcome.HOLDS, Outcome.VIOLATED, Outcome.VIOLATED]


def adds_up(stated: Figure, parts: list[Figure]) -> Relation:
    return relations.adds_up(Ref(stated, exact=True), [Ref(part, exact=True) for part in parts])


@given(DIGITS, DIGITS, st.sampled_from(list(Operator)), st.sampled_from(["t", "w", "a", "b"]))
def test_what_follows_from_exact_numbers_is_judged_as_if_written_with_the_other(stated: str, digits: str, operator: Operator, name: str) -> None:
    most, over, under = (Ref(figure(text, each), exact=True) for text, each in (("5", "w"), ("7.25", "a"), ("10", "b")))
    relation = Relation(Ref(figure(stated, "t"), exact=True), operator, Least((most, Product(most, Quotient(over, under)))))
    other = figure(digits, name)
    assert Trial(relation).outcome(other) is judge(with_figure(relation, other))
