"""Rows that only sum up the rows below them are told by the weights, and are no indicators."""

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.results import DocumentResult

HEAD = "财政预算支出项目绩效目标自评表 |\n项目名称 | 校舍维修 | 主管部门 | 教育局 |\n"
FUNDS = "项目预算资金(万元) | 中央 | 省、地 | 本级 | 其他 | 合计 | 执行数 | 执行率 |\n | 100 | 50 | 30 | 0 | 180 | 171 | 95% |\n"
LIST = """指标 | 分值 | 自评分 | 复核分 | 评价标准 |
一、项目决策 | 5 | 5 | 5 | |
1.立项依据 | 5 | 5 | 5 | 依据充分得满分 |
二、项目管理 | 15 | {} | 14 | |
1.资金管理 | 9 | 9 | 9 | |
2.组织实施 | 6 | 5 | 5 | |
三、项目绩效 | 80 | 78 | 78 | |
1.产出 | 50 | 49 | 49 | |
2.效益 | 30 | 29 | 29 | |
总分 | 100 | {} | 97 | |
"""


def checked(text: str) -> DocumentResult:
    return lint_source(Source("form.txt", text.encode()), "form.txt", Setup(shipped(), load(SHIPPED)))


def test_sums_are_no_indicators() -> None:
    form = checked(HEAD + FUNDS + LIST.format("14", "97")).forms[0].form
    assert [row.label for row in form.table("indicators").rows] == ["1.立项依据", "1.资金管理", "2.组织实施", "1.产出", "2.效益"]
    assert any("二、项目管理" in each.text for each in form.unread)


@pytest.mark.parametrize(("total", "found"), [("97", []), ("98", ["scoring/total_score"])])
def test_the_total_is_that_of_the_rows_below(total: str, found: list[str]) -> None:
    result = checked(HEAD + FUNDS + LIST.format("14", total))
    assert [finding.check for finding in result.all_findings if finding.severity.value == "error"] == found


def test_a_flat_list_keeps_its_rows() -> None:
    flat = "指标 | 分值 | 自评分 | 评价标准 |\n" + "".join(f"第{n}项 | 25 | 25 | |\n" for n in "一二三四") + "总分 | 100 | 100 | |\n"
    assert len(checked(HEAD + FUNDS + flat).forms[0].form.table("indicators").rows) == 4


def test_amounts_by_source_are_summed_in_their_column() -> None:
    (row,) = checked(HEAD + FUNDS + LIST.format("14", "97")).forms[0].form.table("funds").rows
    assert (row.key, row.text("budget"), row.text("executed"), row.text("rate")) == ("total", "180", "171", "95%")
