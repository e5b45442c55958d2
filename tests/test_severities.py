"""What a dump may have torn accuses nobody as hard: the same numbers are told of a form whose cells are known."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.findings import Severity
from formlint.forms import Form
from formlint.judging import judge_form
from formlint.readers.markdown import parse
from formlint.recognisers import recognise
from formlint.relations import Outcome

CHECKS = load(SHIPPED)
(DEFINITION,) = (each for each in shipped() if each.id == "cn-self-evaluation")
TITLE = "2022年度项目支出绩效自评表\n\n"
HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 扣分原因 |\n|---|---|---|---|---|---|---|---|\n"
ROW = TITLE + HEAD + "| 产出指标 | 数量指标 | {} | {} | {} | {} | {} | {} |"
GOALS = "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 加强培训 | 开展河湖巡查234次 |\n\n"


def form(text: str, *, ruled: bool = True) -> Form:
    return replace(recognise(parse(text), [DEFINITION], force=DEFINITION.id)[0], ruled=ruled)


def severities(check: str, judged: Form) -> set[Severity]:
    """Of all that the check finds wrong; what the verdict leaves open, its rule says."""
    rules = [rule for rule in DEFINITION.rules if rule.check == check]
    verdicts, _ = judge_form(judged, rules, CHECKS)
    return set(_told((each.severity for each in verdicts if each.outcome is Outcome.VIOLATED), Severity(rules[0].severity)))


def _told(found: Iterable[Severity | None], usual: Severity) -> Iterable[Severity]:
    return (each or usual for each in found)


@pytest.mark.parametrize(("ruled", "severity"), [(True, Severity.WARNING), (False, Severity.INFO)])
def test_a_target_of_the_year_after_is_asked_about_and_only_remarked_on_in_a_dump(ruled: bool, severity: Severity) -> None:
    assert severities("agreement/period", form(ROW.format("验收", "2023年6月前完成", "已完成", 5, 5, ""), ruled=ruled)) == {severity}


@pytest.mark.parametrize(("ruled", "severity"), [(True, Severity.ERROR), (False, Severity.INFO)])
def test_an_actual_of_many_times_the_target_is_only_remarked_on_in_a_dump(ruled: bool, severity: Severity) -> None:
    assert severities("scoring/target_score", form(ROW.format("培训", "≥300人", "50人", 5, 5, ""), ruled=ruled)) == {severity}


def test_an_actual_near_its_target_is_judged_in_a_dump_as_anywhere() -> None:
    text = ROW.format("培训", "≥300人", "200人", 5, 5, "")
    assert severities("scoring/target_score", form(text, ruled=False)) == severities("scoring/target_score", form(text)) == {Severity.ERROR}


@pytest.mark.parametrize(
    ("target", "score", "severity"),
    [("=100%", "7", Severity.ERROR), ("=100%", "9.6", Severity.WARNING), ("100%", "7", Severity.WARNING)],
    ids=["far off", "half a point off", "far off, and no operator is printed"],
)
def test_a_score_that_does_not_follow_is_an_error_where_it_is_far_off_and_the_target_tells_how_it_is_met(
    target: str, score: str, severity: Severity
) -> None:
    assert severities("scoring/target_score", form(ROW.format("培训", target, "100%", 10, score, ""))) == {severity}


@pytest.mark.parametrize(
    ("actual", "ruled", "asked"),
    [("99%", True, True), ("99%", False, True), ("", True, True), ("", False, False)],
    ids=["cells", "dump", "cells without an actual", "dump without an actual"],
)
def test_a_number_in_a_name_may_be_the_target_where_a_dump_shows_no_actual(actual: str, ruled: bool, asked: bool) -> None:
    text = ROW.format("水质达标率100%", "≥98%", actual, 5, 5, "")
    assert severities("agreement/named_target", form(text, ruled=ruled)) == ({Severity.WARNING} if asked else set())


@pytest.mark.parametrize("reason", ["", "无", "已全部完成", "按时完成", "无偏差原因", "达到预期目标"])
def test_a_reason_that_tells_of_no_loss_makes_no_question_of_an_error(reason: str) -> None:
    assert severities("scoring/target_score", form(ROW.format("办结时间", "≤5天", "4.8天", 20, "18.8", reason))) == {Severity.ERROR}


@pytest.mark.parametrize("reason", ["2件超期", "部分材料未完成归档", "仅完成80%", "资料报送不及时"])
def test_points_taken_off_a_target_that_was_reached_are_asked_about_where_a_reason_tells_why(reason: str) -> None:
    assert severities("scoring/target_score", form(ROW.format("办结时间", "≤5天", "4.8天", 20, "18.8", reason))) == {Severity.WARNING}


DONE = "| 实际完成情况 | 开展河湖巡查234次 |\n|---|---|\n\n" + ROW.format("培训", "≥4次", "5次", 5, 5, "") + "\n\n全年开展河湖巡查634次。"


def test_two_texts_that_differ_are_told_of_a_form_without_a_goal() -> None:
    assert severities("agreement/tie_out", form(DONE)) == {Severity.ERROR}


def test_two_texts_that_differ_are_told_of_a_dump_whose_goal_is_known() -> None:
    text = GOALS + ROW.format("培训", "≥4次", "5次", 5, 5, "") + "\n\n全年开展河湖巡查634次。"
    assert severities("agreement/tie_out", form(text, ruled=False)) == {Severity.ERROR}


def test_two_texts_of_a_dump_that_differ_accuse_nobody_where_one_of_them_may_be_the_goal() -> None:
    assert severities("agreement/tie_out", form(DONE, ruled=False)) == set()


FUNDS = "| 资金来源 | 下达数（万元） | 执行数（万元） |\n|---|---|---|\n| 年度资金总额 | 1700 | 1682 |\n\n"
AREAS = FUNDS + "| 区域分解 | 甲区 | 乙区 | 合计 |\n|---|---|---|---|\n| 下达数（万元） | 1040 | 660 | 1700 |\n| 执行数（万元） | {} | 660 | 1682 |\n"


@pytest.mark.parametrize(("spent", "said"), [("1022", set()), ("1220", {Severity.WARNING})])
def test_a_total_is_asked_about_where_one_row_alone_shows_what_it_sums_up(spent: str, said: set[Severity]) -> None:
    assert severities("arithmetic/totals", form(AREAS.format(spent) + "\n\n" + ROW.format("培训", "≥4次", "5次", 5, 5, ""))) == said


NOTED = "\n\n注：原则上一级指标分值统一设置为：产出指标50分，效益指标30分，满意度指标10分、预算资金执行率10分。"


@pytest.mark.parametrize(("torn", "outcome"), [((), Outcome.VIOLATED), (("indicators[0].l1",), Outcome.UNVERIFIABLE)])
def test_points_of_a_section_whose_heading_was_torn_from_its_rows_are_not_judged(torn: tuple[str, ...], outcome: Outcome) -> None:
    judged = replace(form(ROW.format("培训", "≥300人", "300人", 40, 40, "") + NOTED), inferred=frozenset(torn))
    verdicts, _ = judge_form(judged, [rule for rule in DEFINITION.rules if rule.check == "scoring/section_weight"], CHECKS)
    assert [each.outcome for each in verdicts] == [outcome]


@pytest.mark.parametrize(("torn", "found"), [((), {Severity.INFO}), (("indicators[0].actual",), set())])
def test_a_text_that_was_torn_apart_does_not_seem_cut_off(torn: tuple[str, ...], found: set[Severity]) -> None:
    judged = form(ROW.format("培训", "按计划开展", "组织志愿者深入社区，开展各类服务活动，", 5, 5, ""))
    assert severities("completeness/cut_off", replace(judged, inferred=frozenset(torn))) == found
