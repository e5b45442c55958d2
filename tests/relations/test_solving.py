"""Relations are judged exactly, with the slack of printed digits and not more (rounding.md section 6)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint.exact import Fraction
from formlint.figures import Hedge
from formlint.relations import ONE, Const, Expression, Least, Operator, Outcome, Product, Quotient, Ref, Relation, Sum
from formlint.relations.intervals import EVERYTHING, Mode
from formlint.relations.ranges import allowed, domains_of
from formlint.relations.solving import judge, sound, within_digits
from formlint.relations.values import as_printed, rounded
from tests.forge import adds_up, consistent, figure, rate

AMOUNTS = st.lists(st.decimals(min_value=0, max_value=100000, places=5), min_size=1, max_size=12)
DIGITS = st.integers(0, 4)
SOUND = (Outcome.HOLDS, Outcome.ROUNDING, Outcome.IMPROBABLE)


@pytest.mark.parametrize(
    ("relation", "outcome"),
    [
        (adds_up("382.37", "292.29", "90.08"), Outcome.HOLDS),
        (adds_up("443.88", "353.88", "90.5"), Outcome.VIOLATED),
        (adds_up("100.0", "33.3", "33.3", "33.3"), Outcome.ROUNDING),
        (adds_up("519", "273", "133", "113", exact=True), Outcome.HOLDS),
        (adds_up("719", "273", "133", "113", exact=True), Outcome.VIOLATED),
        (adds_up("100", "33", "33", "33", exact=True), Outcome.VIOLATED),
        (rate("98.81", "450.50", "455.94"), Outcome.HOLDS),
        (rate("92.93", "427.14", "459.61"), Outcome.ROUNDING),
        (rate("86.19", "215457.6", "250000"), Outcome.VIOLATED),
        (rate("99.99", "89.999", "90.000"), Outcome.MODE),
        (rate("99.3", "993.99", "1000.00"), Outcome.MODE),
        (rate("0.00", "0", "0"), Outcome.UNVERIFIABLE),
    ],
)
def test_the_worked_relations_get_their_verdict(relation: Relation, outcome: Outcome) -> None:
    assert judge(relation) is outcome


@pytest.mark.parametrize(
    ("relation", "holds"),
    [
        (adds_up("382.37", "292.29", "90.08"), True),
        (adds_up("100.0", "33.3", "33.3", "33.3"), True),
        (adds_up("100", "33", "33", "33", exact=True), False),
        (rate("86.19", "215457.6", "250000"), False),
        (rate("99.99", "89.999", "90.000"), False),
        (rate("0.00", "0", "0"), False),
    ],
)
def test_a_relation_is_sound_when_it_holds_if_only_by_rounding(relation: Relation, holds: bool) -> None:
    assert sound(relation) is holds


def test_a_rate_that_was_cut_off_is_sound_where_forms_cut_off() -> None:
    assert sound(rate("99.99", "89.999", "90.000"), Mode.TRUNCATED)


def test_a_division_by_nothing_on_the_stated_side_leaves_room_for_anything() -> None:
    stated = Quotient(Ref(figure("1", "a"), exact=True), Ref(figure("0", "b"), exact=True))
    assert judge(Relation(stated, Operator.EQUAL, Ref(figure("5", "c"), exact=True))) is Outcome.ROUNDING


def test_no_digit_is_lost_when_a_long_number_is_cut() -> None:
    long = "1234567890123456789012345678901234567.895"
    assert f"{rounded(Fraction(long), 2):f}" == "1234567890123456789012345678901234567.90"
    assert f"{rounded(-Fraction(long), 2, Mode.TRUNCATED):f}" == "-1234567890123456789012345678901234567.89"


def test_a_score_cut_off_beside_a_rounded_rate_is_a_conflict_of_modes() -> None:
    score = Product(Ref(figure("10", "w"), exact=True), Ref(figure("98.81", "r", "%")))
    assert judge(Relation(Ref(figure("9", "s")), Operator.EQUAL, score)) is Outcome.MODE


def test_a_long_sum_whose_errors_all_lie_on_one_side_is_improbable() -> None:
    """25 parts may be off by 13 units in all; 3 standard deviations of what rounding leaves are 4.4."""
    assert judge(adds_up("110", *["4"] * 25)) is Outcome.IMPROBABLE
    assert judge(adds_up("103", *["4"] * 25)) is Outcome.ROUNDING
    assert judge(adds_up("80", *["4"] * 25)) is Outcome.VIOLATED


@given(AMOUNTS, DIGITS, st.sampled_from([Mode.HALF_UP, Mode.TRUNCATED]))
def test_a_true_sum_printed_and_judged_by_one_mode_is_never_violated(amounts: list[Decimal], digits: int, mode: Mode) -> None:
    parts = [f"{rounded(Fraction(amount), digits, mode):f}" for amount in amounts]
    relation = adds_up(f"{rounded(sum(map(Fraction, amounts), Fraction(0)), digits, mode):f}", *parts)
    assert judge(relation, mode) in SOUND
    assert judge(relation, Mode.UNKNOWN) in SOUND


@given(AMOUNTS, DIGITS, st.integers(-40, 40))
def test_a_sum_is_violated_exactly_beyond_the_bound(amounts: list[Decimal], digits: int, off: int) -> None:
    """n half-up parts and a total of one digit: consistent iff the gap is at most (n + 1) / 2 units."""
    parts = [rounded(Fraction(amount), digits) for amount in amounts]
    relation = adds_up(f"{sum(parts) + Decimal(off).scaleb(-digits):f}", *(f"{part:f}" for part in parts))
    within = 2 * abs(off) <= len(parts) + 1
    assert (judge(relation) in SOUND) is within


@given(st.integers(1, 10**8), st.integers(1, 10**8), st.integers(0, 3))
def test_a_true_rate_is_never_violated(over: int, under: int, digits: int) -> None:
    printed = rounded(Fraction(100 * over, under), digits)
    assert judge(rate(f"{printed:f}", str(over), str(under))) in SOUND


@given(st.permutations(["12.31", "0.7", "45", "3.333"]))
def test_the_order_of_the_parts_does_not_matter(parts: list[str]) -> None:
    assert judge(adds_up("61.34", *parts)) is judge(adds_up("61.34", "12.31", "0.7", "45", "3.333"))


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=6), st.integers(-6, 6))
def test_negating_all_coefficients_changes_no_verdict(parts: list[int], off: int) -> None:
    whole = Ref(figure(str(sum(parts) + off), "t"))
    terms = [Ref(figure(str(part), f"p{at}")) for at, part in enumerate(parts)]
    plus = Relation(Sum(((Fraction(1), whole),)), Operator.EQUAL, Sum(tuple((Fraction(1), term) for term in terms)))
    minus = Relation(Sum(((Fraction(-1), whole),)), Operator.EQUAL, Sum(tuple((Fraction(-1), term) for term in terms)))
    assert (judge(plus) is Outcome.VIOLATED) is (judge(minus) is Outcome.VIOLATED)


@given(st.integers(0, 9999), st.integers(1, 9999), st.integers(1, 9999))
def test_rate_amount_and_base_tell_one_story(r: int, a: int, b: int) -> None:
    """r = a / b, a = r * b and b = a / r give one verdict."""
    share, over, under = figure(f"{r / 100:.2f}", "r", "%"), figure(str(a), "a"), figure(str(b), "b")
    forward = Relation(Ref(share), Operator.EQUAL, Quotient(Ref(over), Ref(under)))
    backward = Relation(Ref(over), Operator.EQUAL, Product(Ref(share), Ref(under)))
    found = [consistent(relation, domains_of(relation)) for relation in (forward, backward)]
    assert found[0] == found[1]


@given(AMOUNTS, DIGITS)
def test_what_a_sum_leaves_for_a_figure_holds_its_true_value(amounts: list[Decimal], digits: int) -> None:
    true = [Fraction(amount) for amount in amounts]
    relation = adds_up(f"{rounded(sum(true, Fraction(0)), digits):f}", *(f"{rounded(value, digits):f}" for value in true))
    left = allowed(relation)
    assert all(value in left[f"p{at}"] for at, value in enumerate(true))


@pytest.mark.parametrize(("wanted", "low", "high"), [("t", "444.325", "444.435"), ("p0", "353.325", "353.435"), ("p1", "89.99", "90.01")])
def test_each_figure_of_a_broken_sum_is_solved_for(wanted: str, low: str, high: str) -> None:
    found = allowed(adds_up("443.88", "353.88", "90.5"))[wanted]
    assert (found.low, found.high) == (Fraction(low), Fraction(high))


def test_a_capped_score_says_how_much_must_be_achieved() -> None:
    weight = Ref(figure("5", "w"), exact=True)
    due = Least((weight, Product(weight, Quotient(Ref(figure("519", "a"), exact=True), Ref(figure("600", "b"), exact=True)))))
    relation = Relation(Ref(figure("5", "s"), exact=True), Operator.AT_MOST, due)
    assert judge(relation) is Outcome.VIOLATED
    assert allowed(relation)["a"].low == 600


def test_dividing_by_what_may_be_zero_tells_nothing() -> None:
    assert allowed(rate("50", "1", "0"))["r"] == EVERYTHING


def test_a_constant_is_a_side_like_any_other() -> None:
    whole = Ref(figure("105", "t"), exact=True)
    assert judge(Relation(whole, Operator.EQUAL, Const(Fraction(100)))) is Outcome.VIOLATED


@pytest.mark.parametrize(("value", "like", "shown"), [("4.325", "5.00", "4.33"), ("-0.005", "1.00", "-0.01"), ("4.325", "5", "4"), ("2.5", "1", "3")])
def test_a_result_is_printed_like_its_neighbour_with_ties_away_from_zero(value: str, like: str, shown: str) -> None:
    assert f"{as_printed(Fraction(value), figure(like)):f}" == shown


def test_numbers_of_forty_digits_are_rounded_exactly() -> None:
    """Decimal arithmetic would cut them at 28."""
    assert f"{rounded(Fraction(12345678901234567890123456789012345), 0):f}" == "12345678901234567890123456789012345"


@given(AMOUNTS, st.lists(DIGITS, min_size=12, max_size=12), DIGITS, st.decimals(min_value=-3, max_value=3, places=2), st.sampled_from(Operator))
def test_a_sum_is_sound_just_where_its_intervals_meet(
    parts: list[Decimal], digits: list[int], decimals: int, off: Decimal, operator: Operator
) -> None:
    """Sums of plain numbers are judged without intervals, to the same end."""
    printed = [f"{rounded(Fraction(part), places):f}" for part, places in zip(parts, digits, strict=False)]
    stated = f"{rounded(Fraction(sum(parts) + off), decimals):f}"
    plain = adds_up(stated, *printed)
    relation = Relation(plain.left, operator, plain.right)
    assert (judge(relation) in SOUND) is consistent(relation, domains_of(relation))


PRINTED = st.builds(lambda digits, places: f"{digits:.{places}f}", st.decimals(min_value=-9, max_value=9, places=4), DIGITS)
HEDGES = st.sampled_from([*[Hedge.NONE] * 6, *Hedge])
FINER = st.none() | st.just(Fraction(1, 100000))
FACTORS = st.sampled_from([*[ONE] * 6, Fraction(1), Fraction(-1), Fraction(1, 2)])
CHOSEN = st.lists(st.tuples(FACTORS, st.integers(0, 4)), min_size=1, max_size=4)


@given(PRINTED, st.lists(st.tuples(PRINTED, HEDGES, st.booleans(), FINER), min_size=4, max_size=4), CHOSEN, st.booleans(), st.sampled_from(Operator))
def test_exact_hedged_and_repeated_numbers_are_judged_as_their_intervals_are(
    stated: str, numbers: list[tuple[str, Hedge, bool, Fraction | None]], chosen: list[tuple[Fraction, int]], measured: bool, operator: Operator
) -> None:
    known: list[Expression] = [Ref(figure(text, f"p{at}", hedge=hedge), exact, ulp) for at, (text, hedge, exact, ulp) in enumerate(numbers)]
    terms = [(factor, [*known, Const(Fraction(1, 3))][at]) for factor, at in chosen]
    relation = Relation(Ref(figure(stated, "t"), exact=not measured), operator, Sum(tuple(terms)))
    assert (judge(relation) in SOUND) is consistent(relation, domains_of(relation))


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("told", ["92.93", "92.94", "92.90"])
def test_what_was_asked_of_a_relation_before_changes_no_verdict(told: str, mode: Mode) -> None:
    asked = rate(told, "427.14", "459.61")
    first = sound(asked), judge(asked), judge(asked, mode), sound(asked, mode), judge(asked)
    fresh = sound(rate(told, "427.14", "459.61")), *(judge(rate(told, "427.14", "459.61"), each) for each in (Mode.HALF_UP, mode))
    assert first[:3] == fresh
    assert first[3:] == (sound(rate(told, "427.14", "459.61"), mode), fresh[1])


@given(PRINTED, st.tuples(PRINTED, PRINTED), HEDGES, st.sampled_from(Operator), st.sampled_from(Mode))
def test_what_follows_from_exact_numbers_is_judged_as_its_intervals_are(
    stated: str, exact: tuple[str, str], hedge: Hedge, operator: Operator, mode: Mode
) -> None:
    most, share = (Ref(figure(text, name), exact=True) for text, name in zip(exact, "ws", strict=True))
    due = Least((most, Product(most, share)))
    relation = Relation(Ref(figure(stated, "t", hedge=hedge)), operator, due)
    assert (judge(relation, mode) in (*SOUND, Outcome.MODE)) >= consistent(relation, domains_of(relation, mode))
    assert sound(relation, mode) is consistent(relation, domains_of(relation, mode))


@given(AMOUNTS, DIGITS, st.decimals(min_value=-3, max_value=3, places=2))
def test_what_lies_beyond_all_last_digits_is_no_rounding(parts: list[Decimal], decimals: int, off: Decimal) -> None:
    relation = adds_up(f"{rounded(Fraction(sum(parts) + off), decimals):f}", *map(str, parts))
    figures = relation.figures()
    apart = abs(figures[0].value - sum(each.value for each in figures[1:]))
    assert within_digits(Fraction(apart), figures) or not sound(relation)
