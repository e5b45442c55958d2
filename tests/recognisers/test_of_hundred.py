"""Scores of a hundred beside weights are told from points."""

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.results import DocumentResult

FORM = (
    "2023年度项目支出绩效自评表\n\n| 一级指标 | 三级指标 | 权重 | 指标值 | 完成值 | {} |\n|---|---|---|---|---|---|\n"
    "| 产出指标 | 开放天数 | {} | ≥320天 | 326天 | 100 |\n| ^ | 活动场次 | 20 | ≥60场 | 63场 | 100 |\n"
    "| 效益指标 | 参与人次 | 30 | ≥5万人次 | 4万人次 | 80 |\n| 满意度指标 | 观众满意度 | 20 | ≥90% | 95% | 100 |\n| 总分 | < | 100 | | | {} |\n"
)


def linted(*parts: str) -> DocumentResult:
    return lint_source(Source("form.md", FORM.format(*parts).encode()), "form.md", Setup(shipped(), load(SHIPPED)))


def errors(*parts: str) -> list[str]:
    return [each.check for each in linted(*parts).all_findings if each.severity.value == "error" and each.check != "completeness/required"]


@pytest.mark.parametrize("heading", ["得分（百分制）", "自评得分"])
def test_they_are_no_points(heading: str) -> None:
    table = linted(heading, "30", "94").forms[0].form.table("indicators")
    assert "score" not in table.columns
    assert [row.text("single") for row in table.rows] == ["100", "100", "80", "100"]
    assert errors(heading, "30", "94") == []


def test_the_total_weighs_them() -> None:
    assert errors("自评得分", "30", "49") == ["scoring/of_hundred"]


def test_a_wrong_weight_is_told_alone() -> None:
    assert errors("自评得分", "40", "94") == ["scoring/weight_total"]


def test_where_the_total_adds_them_up_they_are_wrong_points() -> None:
    assert "scoring/target_score" in errors("自评得分", "30", "380")
