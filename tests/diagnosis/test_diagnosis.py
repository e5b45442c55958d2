"""One finding for every cause, and the figure that the numbers themselves give away."""

from decimal import Decimal

from formlint.checks import SHIPPED, load
from formlint.definitions import Rule, shipped
from formlint.diagnosis import diagnose
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.findings import Finding, Severity
from formlint.lint import Setup, check_form, recognised
from formlint.readers.markdown import parse
from formlint.relations import Const, Least, Operator, Product, Quotient, Ref, Relation, total
from formlint.verdicts import Verdict, state
from tests.forge import adds_up, figure, rate

RULES = {"r": Rule("r", "x/y")}


def findings(*relations: Relation, figures: tuple[Figure, ...] = ()) -> tuple[Finding, ...]:
    verdicts = [_stated(relation) for relation in relations]
    return diagnose(verdicts, RULES, figures)


def _stated(relation: Relation) -> Verdict:
    verdict = state(relation, relation.figures()[0], "m", severity=Severity.ERROR)
    return Verdict(verdict.outcome, verdict.subject, "m", relation=relation, severity=Severity.ERROR, check="x/y", rule="r")


def heads(stated: Figure, *parts: Figure) -> Relation:
    return Relation(Ref(stated, exact=True), Operator.EQUAL, total(Ref(part, exact=True) for part in parts))


WRONG, TOLD = figure("719", "table", "人"), figure("519", "text", "人")
PARTS = tuple(figure(text, f"p{text}", "人") for text in ("273", "133", "113"))
TWICE = Relation(Ref(WRONG, exact=True), Operator.EQUAL, Ref(TOLD, exact=True))


def test_one_wrong_number_in_two_relations_is_one_finding_that_names_it() -> None:
    (finding,) = findings(heads(WRONG, *PARTS), TWICE, heads(TOLD, *PARTS))
    assert finding.culprit is not None
    assert (finding.culprit.mention.id, finding.culprit.suggestion) == ("table", "519人")


def test_what_fell_with_the_wrong_number_is_its_consequence() -> None:
    weight, score, target = figure("5", "weight"), figure("5", "score"), figure("600", "target", "人")
    most = Ref(weight, exact=True)
    due = Least((most, Product(most, Quotient(Ref(WRONG, exact=True), Ref(target, exact=True)))))
    capped = Relation(Ref(score, exact=True), Operator.AT_MOST, due)
    (finding,) = findings(heads(WRONG, *PARTS), TWICE, heads(TOLD, *PARTS), capped)
    (consequence,) = finding.consequences
    assert consequence.subject.id == "score"
    assert dict(consequence.args)["expected"] == "4.33"


def test_a_lone_sum_ranks_its_suspects_and_names_none() -> None:
    """353.38 for 353.88 is one look-alike digit; 90.5 stands twice in the form."""
    relation = adds_up("443.88", "353.88", "90.5")
    (finding,) = findings(relation, figures=(*relation.figures(), figure("90.5", "again")))
    assert [suspect.suggestion for suspect in finding.suspects] == ["353.38", "90.0", "444.38"]
    assert finding.suspects[0].share < Decimal("0.8")
    assert finding.culprit is None


def test_a_finding_tells_what_would_explain_its_number_and_does_not() -> None:
    (wrong,), (cut,) = findings(adds_up("443.88", "353.88", "90.5")), findings(rate("92.93", "9293.80", "10000.00"))
    assert (wrong.grade, cut.grade) == ("", "mode")


def test_two_causes_are_two_findings() -> None:
    broken = heads(figure("10", "a"), figure("4", "b"), figure("5", "c"))
    assert len(findings(heads(WRONG, *PARTS), TWICE, broken)) == 2


def test_two_wrong_scores_in_one_total_are_told_apart() -> None:
    one, other, rest = figure("3", "one"), figure("8", "other"), figure("40", "rest")
    whole = heads(figure("59", "whole"), one, other, rest)
    must = [Relation(Ref(score, exact=True), Operator.EQUAL, Const(value)) for score, value in ((one, Fraction(7)), (other, Fraction(12)))]
    found = findings(whole, *must)
    assert {finding.subject.id for finding in found} >= {"one", "other"}


def test_a_total_that_two_named_numbers_put_right_is_no_third_finding() -> None:
    one, other, rest = figure("3.25", "one"), figure("8.25", "other"), figure("40", "rest")
    whole = heads(figure("59.75", "whole"), one, other, rest)
    must = [Relation(Ref(score, exact=True), Operator.EQUAL, Const(value)) for score, value in ((one, Fraction("7.25")), (other, Fraction("12.5")))]
    found = findings(whole, *must)
    assert [finding.suspects[0].mention.id for finding in found] == ["one", "other"]


def test_what_is_left_is_judged_with_the_number_that_was_mended() -> None:
    """80 for 8 and 60 for 6: the first is told twice, the second follows from the total then."""
    first, again, second = figure("80", "first"), figure("8", "again"), figure("60", "second")
    twice = [Relation(Ref(first, exact=True), Operator.EQUAL, Ref(each, exact=True)) for each in (again, figure("8", "third"))]
    found = findings(*twice, heads(figure("98", "whole"), first, second, figure("84", "rest")))
    assert [(finding.suspects[0].mention.id, finding.suspects[0].suggestion) for finding in found] == [("first", "8"), ("second", "6")]
    assert all(suspect.mention.text in {"80", "8", "60", "98", "84"} for finding in found for suspect in finding.suspects)


def test_one_number_that_no_slip_explains_is_not_named_against_a_sum_that_holds() -> None:
    """Two wrong parts are as likely as a total of 246 where 100 is laid down."""
    whole = figure("100", "whole")
    sums = heads(whole, figure("104", "one"), figure("102", "other"), figure("40", "rest"))
    (finding,) = findings(sums, Relation(Ref(whole, exact=True), Operator.EQUAL, Const(Fraction(100))))
    assert finding.culprit is None


def test_a_rate_is_reckoned_wrongly_rather_than_its_amounts_mistyped() -> None:
    (finding,) = findings(rate("90.00", "10330.06", "10330.06"))
    assert finding.suspects[0].suggestion == "100.00%"


def test_a_lone_rate_is_named_only_where_a_slip_of_the_pen_or_other_relations_single_it_out() -> None:
    (reckoned,) = findings(rate("86.91", "215457.6", "250000"))
    (swapped,) = findings(rate("96.57", "1722.00", "1800.00"))
    assert reckoned.culprit is None
    assert swapped.culprit is not None
    assert swapped.culprit.suggestion == "95.67%"


def test_bounds_alone_accuse_nobody() -> None:
    (finding,) = findings(Relation(Ref(figure("6.5", "score"), exact=True), Operator.AT_MOST, Ref(figure("6", "weight"), exact=True)))
    assert finding.suspects == ()


def test_what_holds_makes_no_finding() -> None:
    assert findings(heads(TOLD, *PARTS), adds_up("382.37", "292.29", "90.08")) == ()


def test_the_order_of_the_verdicts_does_not_change_the_findings() -> None:
    relations = [heads(WRONG, *PARTS), TWICE, heads(TOLD, *PARTS)]
    assert {finding.culprit for finding in findings(*relations)} == {finding.culprit for finding in findings(*reversed(relations))}


def test_the_fingerprint_changes_with_a_number_and_the_anchor_does_not() -> None:
    (one,), (other,) = findings(adds_up("9", "3", "2")), findings(adds_up("9", "3", "4"))
    assert one.anchor == other.anchor
    assert one.fingerprint != other.fingerprint


def test_a_bound_is_not_explained_away_by_a_larger_weight() -> None:
    """A missed target stays a finding of its own beside a total that does not add up."""
    weight, score = figure("5", "weight"), figure("5", "score")
    capped = Relation(Ref(score, exact=True), Operator.AT_MOST, Product(Ref(weight, exact=True), Const(Fraction(9, 10))))
    found = findings(capped, heads(figure("100", "whole"), weight, figure("90", "rest")))
    assert [finding.subject.id for finding in found] == ["score", "whole"]


def test_a_bound_goes_with_the_culprit_it_is_stated_of() -> None:
    spent = figure("1199.96", "spent")
    bound = Relation(Ref(spent), Operator.AT_MOST, Ref(figure("1093.19", "budget")))
    told = Relation(Ref(spent), Operator.EQUAL, Ref(figure("1065.02", "told")))
    sure = Relation(Ref(figure("1065.02", "told")), Operator.EQUAL, Ref(figure("1065.02", "again")))
    (finding,) = findings(bound, told, sure)
    assert finding.culprit is not None
    assert finding.culprit.suggestion == "1065.02"


def test_suggestions_close_the_sum() -> None:
    (finding,) = findings(adds_up("100", "60", "30"))
    assert {suspect.suggestion for suspect in finding.suspects} == {"70", "40", "90"}


def scored(score: str, weight: str, actual: str, target: str) -> Relation:
    """score = min(weight, weight * actual / target), counted in heads."""
    most, done, due = Ref(figure(weight, "weight"), exact=True), Ref(figure(actual, "actual"), exact=True), Ref(figure(target, "target"), exact=True)
    return Relation(Ref(figure(score, "score")), Operator.EQUAL, Least((most, Product(most, Quotient(done, due)))))


def test_a_full_score_far_from_its_target_is_a_lost_digit_rather_than_ten_times_the_score() -> None:
    (finding,) = findings(scored("10", "10", "13", "150"))
    assert finding.suspects[0].mention.id in ("actual", "target")
    assert finding.culprit is None


def test_a_lone_score_is_ranked_first_and_not_named() -> None:
    (finding,) = findings(scored("5", "5", "407", "576"))
    assert finding.suspects[0].mention.id == "score"
    assert finding.culprit is None


def test_a_weight_is_found_by_its_total_and_by_the_score_it_caps() -> None:
    whole = heads(figure("20", "whole"), figure("19", "weight"), figure("10", "rest"))
    (finding,) = findings(scored("10", "19", "160", "150"), whole)
    assert finding.culprit is not None
    assert (finding.culprit.mention.id, finding.culprit.suggestion) == ("weight", "10")


def test_a_number_told_twice_and_nothing_else_names_nobody() -> None:
    (finding,) = findings(Relation(Ref(figure("3288", "text"), exact=True), Operator.EQUAL, Ref(figure("3788", "table"), exact=True)))
    assert finding.culprit is None
    assert len(finding.suspects) == 2


def test_a_round_number_is_likelier_meant_than_printed() -> None:
    (finding,) = findings(adds_up("1650.00", "900.03", "750.00"))
    assert finding.suspects[0].suggestion == "900.00"


MISTYPED = """# 2023年度项目支出绩效自评表

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 发放座椅 | ≥531张 | 440张 | 6 | 4.79 | 采购延后 |
| 产出指标 | 数量指标 | 培训人次 | ≥200人次 | 210人次 | 44 | 44 | |
| 效益指标 | 社会效益 | 覆盖率 | ≥90% | 95% | 30 | 30 | |
| 满意度指标 | 满意度 | 满意度 | ≥90% | 92% | 10 | 10 | |
| 预算执行 | 预算执行 | 执行率 | 100% | 98% | 10 | 9.8 | 结余 |
| 总分 | | | | | 100 | 98.77 | |
"""


def test_a_score_that_breaks_its_formula_and_its_total_is_named_once() -> None:
    """The total takes 4.97 as printed, the formula gives 4.97175: both mean the same printed number."""
    setup = Setup(shipped(), load(SHIPPED))
    (form,) = recognised(parse(MISTYPED), setup)
    (finding,) = check_form(form, setup).findings
    assert finding.culprit is not None
    assert (finding.culprit.mention.text, finding.culprit.suggestion) == ("4.79", "4.97")
    assert {finding.check, *finding.related} == {"scoring/total_score", "scoring/target_score"}


def test_a_sum_that_repeats_one_of_its_parts_is_a_copy_as_likely_as_the_part() -> None:
    """900.00 of 900.00 + 600.00: nothing says that a part is wrong by a slip of the pen."""
    amounts = {
        name: figure(text, f"funds.{name}.initial", "万元") for name, text in (("total", "900.48"), ("central", "900.48"), ("local", "600.03"))
    }
    relation = Relation(Ref(amounts["total"]), Operator.EQUAL, total([Ref(amounts["central"]), Ref(amounts["local"])]))
    (finding,) = findings(relation, figures=tuple(amounts.values()))
    assert finding.culprit is None
    assert {suspect.mention.id for suspect in finding.suspects[:2]} == {"funds.total.initial", "funds.central.initial"}
    assert {suspect.kind for suspect in finding.suspects[:2]} == {"stale"}


def test_equal_amounts_of_one_row_are_no_copies() -> None:
    """A budget that nobody changed is told twice, which speaks for it."""
    before = {name: figure(text, f"funds.{name}.initial", "万元") for name, text in (("total", "612.37"), ("basic", "512.84"), ("project", "66.15"))}
    after = figure("512.84", "funds.basic.budget", "万元")
    relation = Relation(Ref(before["total"]), Operator.EQUAL, total([Ref(before["basic"]), Ref(before["project"])]))
    (finding,) = findings(relation, figures=(*before.values(), after))
    assert "stale" not in {suspect.kind for suspect in finding.suspects}


def test_a_number_that_its_row_tells_is_likelier_meant() -> None:
    """The budget of the year is 612.37, as that of its start was: a part may be wrong as well, but nothing tells another number for it."""
    before = {name: figure(text, f"funds.{name}.initial", "万元") for name, text in (("total", "26.41"), ("basic", "512.84"), ("project", "99.53"))}
    after = figure("612.37", "funds.total.budget", "万元")
    relation = Relation(Ref(before["total"]), Operator.EQUAL, total([Ref(before["basic"]), Ref(before["project"])]))
    (finding,) = findings(relation, figures=(*before.values(), after))
    assert finding.suspects[0].mention.id == "funds.total.initial"
    (alone,) = findings(relation, figures=tuple(before.values()))
    assert finding.suspects[0].share > alone.suspects[0].share


def test_what_an_accused_number_may_have_broken_names_no_other() -> None:
    """The weight is accused for its total; the score that its formula then gives is not named, for the weight may be what is wrong there too."""
    whole = heads(figure("20", "whole"), figure("20", "weight"), figure("10", "rest"))
    found = findings(whole, scored("10", "20", "197", "200"))
    assert [finding.culprit.mention.id for finding in found if finding.culprit] in ([], ["weight"])
