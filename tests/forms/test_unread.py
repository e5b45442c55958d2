"""A total that has more by a number which no field took is not faulted."""

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.exact import ZERO
from formlint.findings import Severity
from formlint.forms.unread import left_unread
from formlint.lint import Setup, lint_source
from formlint.readers import Source

FORM = (
    "项目支出绩效自评表\n\n（2023年度）\n\n| 项目名称 | 青年夜校 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
    "| 附加项目 | {} | < | < | < | < | < |\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 开班期数 | ≥36期 | 38期 | 60 | 60 |\n"
    "| 效益指标 | 社会效益指标 | 学员 | ≥90人 | 95人 | 35 | 35 |\n| 总分 | < | < | < | < | 95 | 99.3 |\n"
)


def errors(unread: str) -> set[str]:
    result = lint_source(Source("form.md", FORM.format(unread).encode()), "form.md", Setup(shipped(), load(SHIPPED)))
    return {finding.check for finding in result.all_findings if finding.severity is Severity.ERROR}


def test_the_number_may_be_the_missing_item() -> None:
    assert "scoring/total_score" not in errors("4.3分")


@pytest.mark.parametrize("other", ["4.2分", "", "43", "无"])
def test_other_numbers_are_not(other: str) -> None:
    assert "scoring/total_score" in errors(other)


def test_nothing_is_no_missing_item() -> None:
    result = lint_source(Source("form.md", FORM.format("0").encode()), "form.md", Setup(shipped(), load(SHIPPED)))
    assert [left_unread(each.form, ZERO) for each in result.forms] == [False]
