"""Headings of one word beside each other, and what tells them apart."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

TITLE = "2023年度部门整体支出绩效自评表\n\n"
BUDGET = "| 支出类别 | 年初预算 | 调整预算 | {} | 实际支出 | 执行率 |\n|---|---|---|---|---|---|\n| 合计 | 500 | 60 | 560 | 546 | 97.5% |\n\n"
LIST = (
    "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出 | 数量 | 巡查次数 | ≥40次 | 42次 | 100 | 100 |\n"
)


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.md", (TITLE + text).encode())), shipped())
    return found


def test_of_half_a_year_and_the_year_the_year_counts() -> None:
    text = (
        "| 一级指标 | 三级指标 | 指标值（半年） | 指标值（全年） | 实际完成值（半年） | 实际完成值（全年） | 分值 | 得分 |\n"
        "|---|---|---|---|---|---|---|---|\n"
        "| 履职 | 认定企业数 | ≥10家 | ≥25家 | 12家 | 28家 | 60 | 60 |\n| 效益 | 创新能力 | | 提升 | | 提升 | 40 | 40 |\n"
    )
    first, second = form(text).table("indicators").rows
    assert [first.text(column) for column in ("target", "actual", "target_half", "actual_half")] == ["≥25家", "28家", "≥10家", "12家"]
    assert (second.text("target"), second.text("actual")) == ("提升", "提升")


def test_scores_beside_levels_and_names_are_what_is_given() -> None:
    text = (
        "| 一级指标 | 得分 | 二级指标 | 得分 | 三级指标 | 得分 | 评价标准 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
        "| 投入 | 16 | 预算配置 | 16 | 在职人员控制率 | 8 | ≤100%计8分 | 8 |\n| ^ | ^ | ^ | ^ | 经费变动率 | 8 | ≤0计8分 | 5 |\n"
    )
    rows = form(text).table("indicators").rows
    assert [(row.text("weight"), row.text("score")) for row in rows] == [("8", "8"), ("8", "5")]
    assert rows[0].text("l1_weight") == "16"


def test_a_first_level_of_an_unknown_name_stands_left_of_the_second() -> None:
    text = LIST.replace("一级指标", "考核维度甲")
    (row,) = form(text).table("indicators").rows
    assert (row.text("l1"), row.label) == ("产出", "巡查次数")


def test_beside_a_plain_budget_the_adjusted_one_is_the_change() -> None:
    (total,) = form(BUDGET.format("合计预算") + LIST).table("funds").rows
    assert (total.text("change"), total.text("budget")) == ("60", "560")


def test_a_lone_adjusted_budget_is_the_budget() -> None:
    text = "| 支出类别 | 年初预算 | 调整预算 | 实际支出 | 执行率 |\n|---|---|---|---|---|\n| 合计 | 500 | 560 | 546 | 97.5% |\n\n"
    (total,) = form(text + LIST).table("funds").rows
    assert total.text("budget") == "560"


@pytest.mark.parametrize(("beside", "weight"), [("加分", ""), ("奖励分", ""), ("扣分", "100"), ("备注", "100")])
def test_basic_points_are_the_most_there_are_unless_some_are_added(beside: str, weight: str) -> None:
    text = LIST.replace("分值 | 得分 |", f"基础分 | {beside} | 得分 |").replace("---|\n", "---|---|\n").replace("100 | 100 |", "100 | 2 | 98 |")
    (row,) = form(text).table("indicators").rows
    assert (row.text("weight"), row.text("score")) == (weight, "98")


def test_amounts_of_the_year_before_head_no_column() -> None:
    text = (
        "| 支出项目 | 2022年执行数 | 2023年预算数 | 2023年执行数 | 预算执行率 |\n|---|---|---|---|---|\n| 支出合计 | 500 | 560 | 546 | 97.5% |\n\n"
        + LIST
    )
    (row,) = form(text).table("funds").rows
    assert (row.text("budget"), row.text("executed")) == ("560", "546")


def test_points_of_the_funds_may_stand_in_pairs_below_them() -> None:
    text = BUDGET.format("全年预算") + "| 预算执行得分 | 分值 | 10 | 得分 | 9.75 | |\n\n"
    (row,) = form(text.replace("| 97.5% |\n\n", "| 97.5% |\n") + LIST).table("funds").rows
    assert (row.text("weight"), row.text("score")) == ("10", "9.75")


def test_points_of_the_funds_may_stand_behind_their_amounts() -> None:
    text = (
        "| 预算资金（万元） | 150 | 实际支出（万元） | 141 | 预算执行率 | 94% | 执行率得分（满分10分） | 9.4 |\n|---|---|---|---|---|---|---|---|\n\n"
    )
    (row,) = form(text + LIST).table("funds").rows
    assert [row.text(column) for column in ("budget", "executed", "rate", "score")] == ["150", "141", "94%", "9.4"]


def test_targets_of_all_years_of_a_project_stand_beside_those_of_the_year() -> None:
    text = (
        "| 一级指标 | 三级指标 | 实施期目标值 | 2023年目标值 | 2023年完成值 | 实施期累计完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
        "| 产出 | 改造管网 | ≥60公里 | ≥20公里 | 20公里 | 57公里 | 60 | 57 |\n| 效益 | 漏损率 | ≤9% | ≤9% | 8.6% | 8.6% | 40 | 40 |\n"
    )
    first = form(text).table("indicators").rows[0]
    assert [first.text(column) for column in ("target", "actual", "target_again", "actual_again")] == ["≥20公里", "20公里", "≥60公里", "57公里"]


def test_of_two_headings_for_what_was_done_one_is_read() -> None:
    text = (
        "| 一级指标 | 三级指标 | 指标值 | 完成情况 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
        "| 产出 | 巡查 | ≥40次 | 完成 | 42次 | 60 | 60 |\n| 效益 | 处置率 | ≥95% | 完成 | 96% | 40 | 40 |\n"
    )
    assert "actual_again" not in form(text).table("indicators").columns


def test_what_no_review_is_beside_is_the_reason_and_no_difference() -> None:
    text = (
        "| 一级指标 | 三级指标 | 指标值 | 完成值 | 偏差 | 分值 | 得分 | 复核得分 |\n|---|---|---|---|---|---|---|---|\n"
        "| 产出 | 巡查 | ≥40次 | 38次 | 雨天停查 | 60 | 57 | 57 |\n| 效益 | 处置率 | ≥95% | 96% | | 40 | 40 | 39 |\n"
    )
    columns = form(text).table("indicators").columns
    assert columns["reason"] == "偏差" and "difference" not in columns
    behind = text.replace(" | 偏差", "").replace("复核得分 |", "复核得分 | 偏差 |").replace("| 雨天停查", "").replace("96% |", "96%")
    columns = form(behind.replace("57 | 57 |", "57 | 57 | 0 |").replace("39 |", "39 | -1 |")).table("indicators").columns
    assert columns["difference"] == "偏差" and "reason" not in columns


def test_what_was_put_in_is_spent_where_a_rate_is_told_of_it() -> None:
    text = "| 资金来源 | 计划投入 | 实际投入 | 执行率 |\n|---|---|---|---|\n| 资金总额 | 100 | 95 | 95% |\n| 财政拨款 | 100 | 95 | 95% |\n\n"
    rows = "| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|\n| 产出 | 巡查 | ≥40次 | 42次 | 90 | 90 |\n"
    assert form(text + rows).table("funds").columns["executed"] == "实际投入"
