"""The table of indicators row by row: its levels, sections with and without points, subtotals, and the row that closes it."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = (
    "2023年度项目支出绩效自评表\n\n| 项目名称 | 文体活动 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
)
FIRST = "| 产出指标 | 数量指标 | 赛事 | ≥3场 | 3场 | 30 | 28 |\n"
SECOND = "| ^ | 质量指标 | 达标率 | ≥90% | 95% | 20 | 20 |\n"
THIRD = "| 效益指标 | 社会效益指标 | 参与人次 | ≥800人次 | 812人次 | 50 | 50 |\n"
TOTAL = "| 总分 | < | < | < | < | 100 | 98 |\n"


def form(*rows: str) -> Form:
    (found,) = recognise(read(Source("form.md", (HEAD + "".join(rows)).encode())), shipped())
    return found


def names(found: Form) -> list[str]:
    return [row.label for row in found.table("indicators").rows]


def test_every_row_stands_under_its_levels() -> None:
    rows = form(FIRST, SECOND, THIRD, TOTAL).table("indicators").rows
    assert [(row.section, row.text("l1"), row.text("l2")) for row in rows] == [
        ("output", "产出指标", "数量指标"),
        ("output", "产出指标", "质量指标"),
        ("effect", "效益指标", "社会效益指标"),
    ]


def test_the_closing_row_is_no_indicator() -> None:
    found = form(FIRST, SECOND, THIRD, TOTAL)
    assert names(found) == ["赛事", "达标率", "参与人次"]
    assert (found.fields["total.weight"].text, found.fields["total.score"].text) == ("100", "98")


def test_what_follows_the_closing_row_is_no_indicator() -> None:
    assert names(form(FIRST, SECOND, THIRD, TOTAL, "| 附 | 数量指标 | 培训 | ≥3场 | 3场 | 10 | 10 |\n")) == ["赛事", "达标率", "参与人次"]


@pytest.mark.parametrize("band", ["一、产出指标（50分）", "产出指标", "（一）产出指标（50分）"])
def test_a_section_across_the_table_is_that_of_the_rows_below(band: str) -> None:
    rows = form(f"| {band} | < | < | < | < | < | < |\n", FIRST.replace("产出指标", ""), SECOND.replace("^", ""), TOTAL).table("indicators").rows
    assert [(row.label, row.section) for row in rows] == [("赛事", "output"), ("达标率", "output")]


def test_points_beside_a_section_are_its_subtotal() -> None:
    found = form("| 产出指标 | < | < | < | < | 50 | 48 |\n", FIRST.replace("产出指标", ""), SECOND.replace("^", ""), TOTAL)
    (section,) = found.table("section").rows
    assert (section.section, section.text("weight"), section.text("score")) == ("output", "50", "48")
    assert names(found) == ["赛事", "达标率"]


def test_a_level_with_nothing_beside_it_is_no_indicator() -> None:
    assert names(form(FIRST, SECOND, "| 效益指标 | 生态效益指标 |  |  |  |  |  |\n", TOTAL)) == ["赛事", "达标率"]


def test_a_row_that_prints_nothing_is_passed_over() -> None:
    assert names(form(FIRST, "|  |  |  |  |  |  |  |\n", THIRD, TOTAL)) == ["赛事", "参与人次"]


def test_a_label_of_the_head_ends_the_table() -> None:
    found = form(FIRST, SECOND, THIRD, "| 填报人 | 预算股 | < | < | < | < | < |\n")
    assert names(found) == ["赛事", "达标率", "参与人次"]


def test_a_second_line_of_totals_is_that_of_the_form() -> None:
    rows = [line.replace("50 | 50 |\n", "40 | 40 |\n") for line in (FIRST, SECOND, THIRD)]
    found = form(*rows, "| 合计 | < | < | < | < | 90 | 88 |\n", "| 总得分 | < | < | < | < | 100 | 97.8 |\n")
    assert (found.fields["total.score"].text, found.fields["summary.score"].text) == ("88", "97.8")


def test_amounts_below_the_rows_are_no_row() -> None:
    found = form(FIRST, SECOND, THIRD, "| 年初预算（万元） | 126 | 全年预算（万元） | 126 | 执行数（万元） | 122.22 | 97% |\n")
    assert names(found) == ["赛事", "达标率", "参与人次"]
    assert found.table("funds").rows[0].text("executed") == "122.22"


def test_what_spills_into_the_closing_row_leaves_it_one() -> None:
    """A row printed too low lets the end of 服务对象满意度指标 fall into the merged cell below it."""
    found = form(FIRST, SECOND, THIRD, "| 标<br>总分 | < | < | < | < | 100 | 98 |\n")
    assert names(found) == ["赛事", "达标率", "参与人次"]
    assert found.fields["total.score"].text == "98"


def test_a_total_above_all_rows_closes_nothing() -> None:
    found = form(TOTAL, FIRST, SECOND, THIRD)
    assert names(found) == ["赛事", "达标率", "参与人次"]
    assert (found.fields["total.weight"].text, found.fields["total.score"].text) == ("100", "98")


NUMBERED = "| 一、资金使用 | < | < | < | < | 30 | 28 |\n"


def test_a_numbered_heading_above_a_row_is_a_section_also_without_a_word() -> None:
    found = form(NUMBERED, FIRST.replace("产出指标", ""), SECOND.replace("^", ""), TOTAL)
    assert names(found) == ["赛事", "达标率"]
    assert [row.text("score") for row in found.table("section").rows] == ["28"]


def test_a_numbered_row_above_another_one_is_a_row() -> None:
    assert "一、资金使用" in [
        row.label or row.text("l1") for row in form(NUMBERED, "| 二、产出指标 | < | < | < | < | 50 | 48 |\n", FIRST).table("indicators").rows
    ]


@pytest.mark.parametrize("below", [TOTAL, FIRST + SECOND + TOTAL, FIRST + SECOND + "| 二、预算执行 | < | < | < | < | 10 | 10 |\n" + TOTAL])
def test_a_numbered_row_that_heads_none_of_its_own_is_a_row(below: str) -> None:
    rows = form(NUMBERED, below).table("indicators").rows
    assert (rows[0].text("l1"), rows[0].text("weight"), rows[0].text("score")) == ("一、资金使用", "30", "28")


def test_a_section_beside_a_blank_target_is_a_row_where_none_is_below_it() -> None:
    alone = "| 满意度指标 | < | < | | | 10 | 9 |\n"
    assert [row.text("weight") for row in form(FIRST, alone, TOTAL).table("indicators").rows][1:] == ["10"]


def test_a_numbered_heading_whose_points_are_those_of_the_sections_below_is_a_heading() -> None:
    rows = form(FIRST, SECOND).table("indicators").rows
    points = sum(float(row.text("weight")) for row in rows)
    found = form(NUMBERED.replace("30 | 28", f"{points:g} | 28"), FIRST, SECOND, TOTAL)
    assert names(found) == ["赛事", "达标率"]


def test_a_grade_that_is_blank_beside_the_lone_total_leaves_it_one() -> None:
    found = form(FIRST, SECOND, THIRD, "| 总分 | < | 98 | < | 自评等级 | < | < |\n")
    assert found.fields["total.score"].text == "98"
    assert "conclusion" not in found.fields


@pytest.mark.parametrize("score", ["98", "100"])
def test_a_grade_beside_the_lone_total_is_no_points(score: str) -> None:
    found = form(FIRST, SECOND, THIRD, f"| 总分（满分100分） | < | {score} | < | 自评等级 | 优 | < |\n")
    assert (found.fields["total.score"].text, found.fields["conclusion"].text) == (score, "优")
    assert "total.weight" not in found.fields


def test_a_total_may_be_called_as_the_field_of_the_form_is() -> None:
    found = form(FIRST, SECOND, THIRD, "| 自评得分 | < | < | < | < | 100 | 98 |\n")
    assert (found.fields["total.weight"].text, found.fields["total.score"].text) == ("100", "98")


def test_second_levels_of_an_outline_are_no_indicators() -> None:
    rows = (
        "| 一、产出指标 | < | < | < | < | 50 | 48 |\n| （一）数量指标 | < | < | < | < | 30 | 28 |\n| 1.赛事 | < | < | ≥3场 | 3场 | 30 | 28 |\n"
        "| （二）质量指标 | < | < | < | < | 20 | 20 |\n| 1.达标率 | < | < | ≥90% | 95% | 20 | 20 |\n"
        "| 二、效益指标 | < | < | < | < | 50 | 50 |\n| 1.参与人次 | < | < | ≥800人次 | 812人次 | 50 | 50 |\n"
    )
    head = "绩效自评表\n\n| 指标 | < | < | 目标值 | 实际值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    (found,) = recognise(read(Source("form.md", (head + rows + TOTAL).encode())), shipped())
    assert names(found) == ["1.赛事", "1.达标率", "1.参与人次"]
    assert [(row.text("l2_weight"), row.text("l2_score")) for row in found.table("indicators").rows] == [("30", "28"), ("20", "20"), ("", "")]
    assert [(row.text("weight"), row.text("score")) for row in found.table("section").rows] == [("50", "48"), ("50", "50")]
