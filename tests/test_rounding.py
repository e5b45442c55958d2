"""What rounding allows, by properties: true numbers are never accused, whatever they were cut to, and everything beyond the bound is.

Derandomised, so that a run is the same everywhere.
"""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formlint.exact import Fraction
from formlint.figures import Figure, Hedge
from formlint.findings import Severity
from formlint.forms import Form
from formlint.judging.modes import settled
from formlint.judging.together import reconciled
from formlint.relations import Expression, Operator, Outcome, Product, Quotient, Ref, Relation, Sum, total
from formlint.relations.intervals import Interval, Mode, point, printed, share_of
from formlint.relations.propagating import irreducible, printed_domains, propagate
from formlint.relations.ranges import allowed, domains_of
from formlint.relations.solving import judge
from formlint.relations.values import rounded
from formlint.verdicts import Verdict, unverifiable
from tests.forge import adds_up, consistent, figure, rate

BOUNDED = settings(derandomize=True, max_examples=60, deadline=None, database=None)
BAD = (Outcome.VIOLATED, Outcome.MODE)
MODES = st.sampled_from([Mode.HALF_UP, Mode.TRUNCATED])
VALUES = st.lists(st.decimals(min_value=-1000, max_value=1000, places=5), min_size=1, max_size=8)
DIGITS = st.integers(0, 3)


def show(value: Fraction, digits: int, mode: Mode = Mode.HALF_UP) -> str:
    return f"{rounded(value, digits, mode):f}"


def exact(values: list[Decimal]) -> list[Fraction]:
    return list(map(Fraction, values))


def sound(relation: Relation, mode: Mode) -> bool:
    return consistent(relation, domains_of(relation, mode))


# 1. Generate exact values, print by a mode, check by that mode, and by the unknown one: never a finding.


@BOUNDED
@given(VALUES, DIGITS, MODES)
def test_what_is_true_is_never_accused_under_its_own_mode_or_an_unknown_one(values: list[Decimal], digits: int, mode: Mode) -> None:
    true = exact(values)
    relation = adds_up(show(sum(true, Fraction(0)), digits, mode), *(show(value, digits, mode) for value in true))
    assert judge(relation, mode) not in BAD
    assert judge(relation, Mode.UNKNOWN) not in BAD


@BOUNDED
@given(st.integers(1, 10**7), st.integers(1, 10**7), DIGITS, DIGITS, MODES)
def test_a_true_rate_of_cut_amounts_is_never_accused(over: int, under: int, digits: int, places: int, mode: Mode) -> None:
    a, b = Fraction(over, 1000), Fraction(under, 1000)
    parts = show(a, places, mode), show(b, places, mode)
    relation = rate(show(100 * a / b, digits, mode), *parts)
    assert judge(relation, mode) not in BAD
    assert judge(relation, Mode.UNKNOWN) not in BAD


# 2. A perturbation is found exactly when it is beyond the bound: equal to brute force over all values at three digits more.


@BOUNDED
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=2), st.integers(-8, 8), st.sampled_from(list(Mode)))
def test_a_sum_is_judged_as_brute_force_over_a_finer_grid_judges_it(parts: list[int], stated: int, mode: Mode) -> None:
    """Of one digit, on a grid of eighths, which has the ties and points on both sides of every end."""
    relation = adds_up(str(stated), *map(str, parts))
    grids = [[Fraction(step, 8) for step in range(8 * part - 8, 8 * part + 9)] for part in parts]
    inside = [[value for value in grid if value in printed(figure(str(part)), mode)] for grid, part in zip(grids, parts, strict=True)]
    whole = printed(figure(str(stated)), mode)
    assert sound(relation, mode) is any(sum(chosen, Fraction(0)) in whole for chosen in product(*inside))


# 3. The same verdict when all coefficients and values are negated, operands permuted, units rescaled, zeros appended to exact cells.


@BOUNDED
@given(
    st.lists(st.tuples(st.sampled_from([-1, 1]), st.integers(-99, 99)), min_size=1, max_size=5), st.integers(-300, 300), st.sampled_from(list(Mode))
)
def test_negating_everything_changes_no_verdict(terms: list[tuple[int, int]], stated: int, mode: Mode) -> None:
    """With the ends of an interval its open and closed flags must change places, too."""

    def relation(sign: int) -> Relation:
        parts = tuple((Fraction(sign * factor), Ref(figure(str(value), f"p{at}"))) for at, (factor, value) in enumerate(terms))
        return Relation(Sum(((Fraction(sign), Ref(figure(str(stated), "t"))),)), Operator.EQUAL, Sum(parts))

    def mirrored() -> Relation:
        parts = tuple((Fraction(factor), Ref(figure(str(-value), f"p{at}"))) for at, (factor, value) in enumerate(terms))
        return Relation(Ref(figure(str(-stated), "t")), Operator.EQUAL, Sum(parts))

    assert sound(relation(1), mode) is sound(relation(-1), mode) is sound(mirrored(), mode)


@BOUNDED
@given(st.permutations(["12.31", "0.7", "45", "3.333"]), st.sampled_from(["61.34", "61.35", "62.9", "60"]))
def test_the_order_of_operands_changes_no_verdict(parts: list[str], stated: str) -> None:
    assert judge(adds_up(stated, *parts)) is judge(adds_up(stated, "12.31", "0.7", "45", "3.333"))


@BOUNDED
@given(st.lists(st.integers(0, 9999), min_size=1, max_size=4), st.integers(-5, 5))
def test_the_unit_changes_no_verdict(parts: list[int], off: int) -> None:
    """万元 with two digits, and the same digits in 元 that end in hundreds of them."""
    numbers = [Decimal(part).scaleb(-2) for part in (sum(parts) + off, *parts)]
    scaled = [Figure(f"{number}", number, "万元", Fraction(10000), id=f"x{at}") for at, number in enumerate(numbers)]
    plain = [Figure(f"{number}", number, "", Fraction(1), id=f"x{at}") for at, number in enumerate(numbers)]
    outcomes = [judge(Relation(Ref(first), Operator.EQUAL, total(map(Ref, rest)))) for first, *rest in (scaled, plain)]
    assert outcomes[0] is outcomes[1]


def test_zeros_behind_the_point_of_an_exact_number_change_no_verdict() -> None:
    assert judge(adds_up("96", "87", "9", exact=True)) is judge(adds_up("96.00", "87.0", "9.000", exact=True)) is Outcome.HOLDS
    assert judge(adds_up("96", "87", "8", exact=True)) is judge(adds_up("96.00", "87.0", "8.000", exact=True)) is Outcome.VIOLATED


# 4. Monotone: widening an interval never turns consistent into inconsistent; unknown is implied by either mode.


@BOUNDED
@given(VALUES, DIGITS, st.integers(-9, 9), MODES, st.integers(0, 5))
def test_more_room_never_makes_a_contradiction(values: list[Decimal], digits: int, off: int, mode: Mode, wider: int) -> None:
    true = exact(values)
    relation = adds_up(show(sum(true, Fraction(0)) + off, digits), *(show(value, digits) for value in true))
    domains = domains_of(relation, mode)
    wide = {name: Interval(each.low - wider, each.high + wider) for name, each in domains.items()}
    assert consistent(relation, wide) or not consistent(relation, domains)
    assert sound(relation, Mode.UNKNOWN) or not sound(relation, mode)


# 5. a = r * b, r = a / b, b = a / r give one verdict.


@BOUNDED
@given(st.integers(1, 20000), st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(list(Mode)))
def test_amount_rate_and_base_give_one_verdict(r: int, a: int, b: int, mode: Mode) -> None:
    share, over, under = Ref(figure(f"{r / 100:.2f}", "r", "%")), Ref(figure(str(a), "a")), Ref(figure(str(b), "b"))
    ways: list[tuple[Ref, Expression]] = [(share, Quotient(over, under)), (over, Product(share, under)), (under, Quotient(over, share))]
    found = {sound(Relation(left, Operator.EQUAL, right), mode) for left, right in ways}
    if all(domains_of(Relation(share, Operator.EQUAL, Quotient(over, under)), mode)[name].low > 0 for name in "rab"):
        assert len(found) == 1


# 6. Sum of sums: flattening a two-level total never adds findings under joint propagation.


@BOUNDED
@given(st.lists(st.integers(0, 50), min_size=4, max_size=4), st.integers(-3, 3), st.integers(-3, 3))
def test_a_flattened_sum_of_sums_is_never_stricter_than_both_levels_together(parts: list[int], inner: int, outer: int) -> None:
    leaves = [Ref(figure(str(part), f"p{at}")) for at, part in enumerate(parts)]
    first, second = Ref(figure(str(sum(parts[:2]) + inner), "s")), Ref(figure(str(sum(parts[2:])), "u"))
    whole = Ref(figure(str(sum(parts) + outer), "t"))
    levels = [adding(whole, first, second), adding(first, *leaves[:2]), adding(second, *leaves[2:])]
    together = propagate(levels, printed_domains(levels))
    flat = adding(whole, *leaves)
    assert together is None or sound(flat, Mode.HALF_UP)


def adding(stated: Ref, *parts: Ref) -> Relation:
    return Relation(stated, Operator.EQUAL, total(parts))


# 7. Closed and open ends: the tie set, zero cut off, negative ties.


@pytest.mark.parametrize(
    ("text", "mode", "inside", "outside"),
    [
        ("2.0", Mode.HALF_UP, ["1.95", "2.05"], ["1.9499", "2.0501"]),
        ("-2.0", Mode.HALF_UP, ["-1.95", "-2.05"], ["-1.9499"]),
        ("0", Mode.TRUNCATED, ["0", "0.999", "-0.999"], ["1", "-1"]),
        ("-3", Mode.TRUNCATED, ["-3", "-3.999"], ["-4", "-2.999"]),
        ("3", Mode.UNKNOWN, ["2.001", "3.999"], ["2", "4"]),
        ("-325.00", Mode.HALF_UP, ["-324.995"], ["-324.9949"]),  # -1710.50 x 0.19, which XPath rounds to -324.99
    ],
)
def test_ends_belong_to_the_interval_as_the_mode_says(text: str, mode: Mode, inside: list[str], outside: list[str]) -> None:
    room = printed(figure(text), mode)
    assert all(Fraction(each) in room for each in inside)
    assert not any(Fraction(each) in room for each in outside)


# 8. Shares of whole things agree with enumeration.


@pytest.mark.parametrize("whole", [1, 2, 3, 7, 89, 266, 267, 270, 999, 1999, 2000])
@pytest.mark.parametrize(("digits", "step"), [(0, 1), (1, 7), (2, 53), (3, 997)])
def test_possible_shares_are_those_that_enumeration_finds(whole: int, digits: int, step: int) -> None:
    base = 10 ** (digits + 2)
    made = {rounded(Fraction(100 * count, whole), digits) for count in range(whole + 1)}
    ties = {rounded(Fraction(100 * count, whole), digits, Mode.TRUNCATED) for count in range(whole + 1) if (2 * base * count) % whole == 0}
    for number in range(0, base + 1, step):
        shown = Decimal(number).scaleb(-digits)
        if shown not in ties - made:  # a tie may be printed either way: both ends are closed
            assert share_of(printed(figure(f"{shown:f}", unit="%")), whole) is (shown in made), shown


def test_a_share_carried_over_to_another_number_of_things_is_impossible() -> None:
    share = printed(figure("97.75", unit="%"))
    assert [whole for whole in range(1, 271) if share_of(share, whole)] == [89, 178, 222, 267]


# 9. Propagation is a contraction, stops, and never removes a true solution.


@BOUNDED
@given(st.lists(st.integers(1, 99999), min_size=6, max_size=6), st.lists(DIGITS, min_size=8, max_size=8))
def test_propagation_keeps_the_truth_and_never_widens(thousandths: list[int], digits: list[int]) -> None:
    a, b, c, d, e, f = (Fraction(each, 1000) for each in thousandths)
    true = {"a": a, "b": b, "c": c, "d": d, "s": a + b, "t": a + b + c, "r": (a + b) / (a + b + c), "q": d * (e + f)}
    refs = {name: Ref(figure(show(value, place), name)) for (name, value), place in zip(true.items(), digits, strict=True)}
    relations = [
        adding(refs["s"], refs["a"], refs["b"]),
        adding(refs["t"], refs["s"], refs["c"]),
        adding(refs["t"], refs["a"], refs["b"], refs["c"]),
        Relation(refs["r"], Operator.EQUAL, Quotient(refs["s"], refs["t"])),
        Relation(refs["d"], Operator.AT_MOST, Sum(((Fraction(1), refs["d"]),))),
    ]
    start = printed_domains(relations)
    end = propagate(relations, start)
    assert end is not None
    for name, room in end.items():
        assert true[name] in room
        assert room.meet(start[name]) == room


def breakdowns() -> list[Relation]:
    """One total of two breakdowns: the first needs it to be 100.05 at least, the second 100.00 at most."""
    thirds, halves = [Ref(figure("33.4", f"p{at}")) for at in range(3)], [Ref(figure("50.0", "h")), Ref(figure("49.9", "g"))]
    whole = Ref(figure("100.0", "whole"))
    return [adding(whole, *thirds), adding(whole, *halves)]


def test_sums_that_hold_one_by_one_may_have_no_solution_together() -> None:
    up, down = breakdowns()
    assert [judge(each) for each in (up, down)] == [Outcome.ROUNDING, Outcome.ROUNDING]
    beside = adding(Ref(figure("3", "x")), Ref(figure("1", "y")), Ref(figure("2", "z")))
    assert propagate([up, down, beside], printed_domains([up, down, beside])) is None
    assert irreducible([beside, up, down]) == (up, down)


# 10. Round trip: every value in the interval of a printed number prints to a text whose interval meets it.


@BOUNDED
@given(st.decimals(min_value=-100, max_value=100, places=4), DIGITS, MODES, st.integers(0, 8))
def test_what_lies_in_an_interval_prints_to_something_that_meets_it(value: Decimal, digits: int, mode: Mode, step: int) -> None:
    room = printed(figure(show(Fraction(value), digits, mode)), mode)
    chosen = Fraction(room.low) + (Fraction(room.high) - Fraction(room.low)) * Fraction(step, 8)
    again = printed(figure(show(chosen, digits, mode)), mode)
    assert chosen not in room or not again.meet(room).empty
    assert chosen in again


# The form as a whole


def derived(stated: str, over: str, under: str, at: int) -> Verdict:
    """A rate of its own row, judged by rounding as checks judge."""
    share, a, b = (figure(text, f"{name}{at}", unit) for text, name, unit in ((stated, "r", "%"), (over, "a", ""), (under, "b", "")))
    relation = Relation(Ref(share), Operator.EQUAL, Quotient(Ref(a), Ref(b)))
    return Verdict(judge(relation), share, "m", relation=relation, severity=Severity.WARNING)


CUT = [derived(stated, over, "10000.00", at) for at, (stated, over) in enumerate([("92.93", "9293.80"), ("71.18", "7118.70"), ("50.00", "5000.90")])]
ROUNDED = [derived("98.81", "9880.60", "10000.00", 9), derived("12.35", "1234.90", "10000.00", 8)]
FORM = Form("d", "", {})


def test_a_form_that_cuts_off_is_taken_at_its_word_and_the_odd_number_is_remarked() -> None:
    outcomes = [(verdict.outcome, verdict.severity) for verdict in settled([*CUT, *ROUNDED], FORM)]
    assert outcomes == [(Outcome.ROUNDING, Severity.WARNING)] * 3 + [(Outcome.MODE, Severity.INFO)] * 2


def test_one_or_two_numbers_that_were_cut_off_stay_a_conflict() -> None:
    assert [verdict.outcome for verdict in settled(CUT[:2], FORM)] == [Outcome.MODE] * 2


def test_a_form_that_mostly_rounds_does_not_excuse_what_was_cut_off() -> None:
    more = [derived("98.81", "9880.60", "10000.00", at) for at in (5, 6, 7)]
    assert [verdict.outcome for verdict in settled([*CUT, *more], FORM)][:3] == [Outcome.MODE] * 3


@pytest.mark.parametrize(("mode", "outcome"), [(Mode.UNKNOWN, Outcome.ROUNDING), (Mode.TRUNCATED, Outcome.ROUNDING), (Mode.HALF_UP, Outcome.MODE)])
def test_a_definition_may_lay_the_mode_down(mode: Mode, outcome: Outcome) -> None:
    assert [verdict.outcome for verdict in settled(CUT[:1], FORM, mode)] == [outcome]


@pytest.mark.parametrize("mode", Mode)
def test_what_holds_as_printed_and_what_cannot_be_judged_stay_so_however_a_form_rounds(mode: Mode) -> None:
    held, open_ = derived("50.00", "5000.00", "10000.00", 9), unverifiable(figure("1", "x"), "m")
    assert [verdict.outcome for verdict in settled([held, open_], FORM, mode)] == [held.outcome, Outcome.UNVERIFIABLE]


def stated(relations: list[Relation]) -> list[Verdict]:
    return [Verdict(judge(each), each.figures()[0], "m", relation=each, severity=Severity.ERROR) for each in relations]


def test_relations_that_cannot_hold_together_are_told_as_one_doubt() -> None:
    """A remark: partly rounded and partly cut off, they could."""
    (marked,) = (verdict for verdict in reconciled(stated(breakdowns())) if verdict.outcome is Outcome.JOINT)
    assert marked.severity is Severity.INFO
    assert {subject.id for subject in marked.evidence} == {"whole", "p0", "p1", "p2", "h", "g"}


def test_relations_that_no_way_of_cutting_reconciles_are_a_warning() -> None:
    whole = Ref(figure("100.0", "whole"))
    told = [Relation(whole, Operator.EQUAL, Ref(figure(text, text))) for text in ("100.1", "99.9")]
    assert [verdict.severity for verdict in reconciled(stated(told)) if verdict.outcome is Outcome.JOINT] == [Severity.WARNING]


def test_what_closes_as_printed_is_not_looked_at_again() -> None:
    sums = [adds_up("3", "1", "2"), adds_up("7", "4", "3")]
    verdicts = [Verdict(judge(each), each.figures()[0], "m", relation=each) for each in sums]
    assert reconciled(verdicts) == verdicts


def test_a_hedged_number_has_the_room_of_its_word_in_a_sum() -> None:
    whole = Ref(figure("500", "t", hedge=Hedge.ABOUT), exact=True)
    assert judge(adding(whole, Ref(figure("273", "a"), exact=True), Ref(figure("230", "b"), exact=True))) is Outcome.ROUNDING


def test_a_domain_of_one_point_is_left_alone() -> None:
    relation = adds_up("3", "1", "2", exact=True)
    assert propagate([relation], printed_domains([relation])) == {"t": point(Fraction(3)), "p0": point(Fraction(1)), "p1": point(Fraction(2))}
    assert allowed(relation)["t"] == point(Fraction(3))
