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


MARKED = """指标 | 分值 | 评分标准 | 目标 | 实际 | 得分 |
一、预算执行 | 10 | 执行率×10 | 100% | 96.5% | 9.65 |
二、产出 | 50 | | | | 49.4 |
1.检测样本数 | 30 | 完成率×30 | ≥3.2万份 | 3.36万份 | 30 |
2.设备到货及时率 | {} | 完成率×20 | 100% | 97% | 19.4 |
三、效益 | 40 | | | | 40 |
1.疫情处置及时率 | 40 | 每低1%扣1分 | 100% | 100% | 40 |
合计 | 100 | | | | 99.05 |
"""


def test_marks_tell_sums_beside_a_row_that_has_no_others_below_it() -> None:
    result = checked("财政支出绩效自评打分表 |\n" + MARKED.format("20"))
    labels = [row.label for row in result.forms[0].form.table("indicators").rows]
    assert labels == ["一、预算执行", "1.检测样本数", "2.设备到货及时率", "1.疫情处置及时率"]
    assert not [finding for finding in result.all_findings if finding.severity.value == "error"]


def test_sections_that_do_not_add_up_are_told_by_their_blank_targets() -> None:
    result = checked("财政支出绩效自评打分表 |\n" + MARKED.format("25"))
    assert len(result.forms[0].form.table("indicators").rows) == 4
    assert "scoring/weight_total" in [finding.check for finding in result.all_findings]


def test_marked_rows_with_targets_that_do_not_add_up_stay_rows() -> None:
    result = checked(
        "财政支出绩效自评打分表 |\n" + MARKED.format("25").replace("50 | | |", "50 | | 完成 | 完成").replace("40 | | |", "40 | | 完成 | 完成")
    )
    assert len(result.forms[0].form.table("indicators").rows) == 6


def test_the_rows_make_90_where_no_table_shows_the_budget_execution() -> None:
    rows = "".join(line for line in MARKED.format("20").splitlines(keepends=True) if "预算执行" not in line)
    result = checked("财政支出绩效自评打分表 |\n" + rows.replace("99.05", "98.9"))
    assert len(result.forms[0].form.table("indicators").rows) == 3
    assert not [finding for finding in result.all_findings if finding.severity.value == "error"]
