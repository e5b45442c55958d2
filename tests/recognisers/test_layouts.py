"""Layouts beside the plain one: what is read of them, and that nothing is made of what only looks like them."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from fixtures.layout import cells
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.findings import Severity
from formlint.forms import Form
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.results import DocumentResult

TITLE = "2023年度项目支出绩效自评表\n\n"
ROWS = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 100 | 100 |\n"
)
DUMP = """项目支出绩效自评表
项目名称 绿化管护
年初预算数 全年预算数 全年执行数 分值 执行率 {0}
年度资金总额 100 100 95 10 95% 9.5
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 {0}
产出指标
数量指标 管护公园 ≥5个 5个 40 40
质量指标 苗木成活率 ≥90% 92% 30 30
满意度指标 群众满意度 ≥90% 95% 20 20
总分 100 99.5
"""
TASKS = (
    "| 年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | < |\n|---|---|---|---|---|---|\n| ^ | ^ | ^ | 总额 | 财政拨款 | 其他资金 |\n"
    "| ^ | 任务1 | 农田建设 | 500 | 450 | 50 |\n| ^ | 任务2 | 防汛抗旱 | 200 | 200 | 0 |\n| ^ | …… | | | | |\n"
    "| ^ | 任务3 | 人员经费 | 300 | 280 | 20 |\n"
    "| ^ | 金额合计 | < | {} | 930 | 70 |\n\n"
)


def linted(text: str) -> DocumentResult:
    return lint_source(Source("form.md", (TITLE + text).encode()), "form.md", Setup(shipped(), load(SHIPPED)))


def form(text: str) -> Form:
    (result,) = linted(text).forms
    return result.form


def told(text: str) -> list[tuple[str, str]]:
    """Check and subject of what is more than a remark, but for fields that these pieces of forms do not have."""
    return [
        (each.check, each.subject.text)
        for each in linted(text).all_findings
        if each.severity is not Severity.INFO and each.check != "completeness/required"
    ]


def numbers(of: Form, table: str, column: str) -> list[str]:
    return [row.text(column) for row in of.table(table).rows]


def test_tasks_of_the_year_are_a_table_of_their_own() -> None:
    read = form(TASKS.format("1000") + ROWS)
    assert [row.label for row in read.table("sums").rows] == ["任务1", "任务2", "任务3", "金额合计"]
    assert list(read.table("sums").columns.values())[-3:] == ["预算金额（万元）·总额", "预算金额（万元）·财政拨款", "预算金额（万元）·其他资金"]
    assert "funds" not in read.tables
    assert not read.unread


def test_a_total_of_tasks_is_judged() -> None:
    assert told(TASKS.format("1000") + ROWS) == []
    assert told(TASKS.format("1300") + ROWS) == [("arithmetic/totals", "1300")]


def test_tasks_with_amounts_spent_are_not_taken_for_the_funds() -> None:
    text = (
        "| 任务名称 | 预算数 | 执行数 | 执行率 |\n|---|---|---|---|\n| 路网建设 | 2100 | 1900 | 90.48% |\n| 运输管理 | 620 | 560 | 90.32% |\n"
        "| 安全应急 | 400 | 369 | 92.25% |\n| 合计 | 3120 | 2829 | {} |\n\n"
    )
    assert "funds" not in form(text.format("90.67%") + ROWS).tables
    assert told(text.format("90.67%") + ROWS) == []
    assert told(text.format("96.07%") + ROWS) == [("arithmetic/column_names", "96.07%")]


def test_funds_are_no_tasks_whatever_heads_the_names_of_their_rows() -> None:
    text = (
        "| 支出项目 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
        "| 年度资金总额 | 100 | 100 | 95 | 10 | 95% | 9.5 |\n| 基本支出 | 60 | 60 | 60 | — | — | — |\n| 项目支出 | 40 | 40 | 35 | — | — | — |\n\n"
    )
    assert [row.key for row in form(text + ROWS).table("funds").rows] == ["total", "basic", "project"]


def test_labels_with_their_values_are_no_table() -> None:
    text = (
        "| 主管部门 | 县教育局 | 实施单位 | 第一小学 |\n|---|---|---|---|\n| 项目编码 | 202301 | 预算年度 | 2023 |\n"
        "| 合计人数 | 120 | 编制人数 | 118 |\n\n"
    )
    read = form(text + ROWS)
    assert "sums" not in read.tables
    assert read.fields["dept"].text == "县教育局"


def test_a_value_behind_a_blank_cell_is_read_once() -> None:
    head = "| 项目名称 | | 校舍改建 | 实施单位 | | 第一小学 |\n|---|---|---|---|---|---|\n| 主管部门 | | 邮编 | 310000 | | |\n\n"
    read = form(head + ROWS)
    assert [read.fields[name].text for name in ("project", "unit", "dept")] == ["校舍改建", "第一小学", ""]
    assert [passage.text for passage in read.unread] == ["邮编", "310000"]


SIDE = (
    "| 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
    "| ^ | 年度资金总额 | 800 | 820 | 779 | 10 | 95% | 9.5 |\n| ^ | 按收入性质分： | < | < | 按支出性质分： | < | < | < |\n"
)


@pytest.mark.parametrize(
    "rows",
    [
        "| ^ | 其中：一般公共预算：700 | < | < | 其中：基本支出：520 | < | < | < |\n| ^ | 其他资金：120 | < | < | 项目支出：300 | < | < | < |\n",
        "| ^ | 其中：一般公共预算 | 700 | < | 其中：基本支出 | 520 | < | < |\n| ^ | 其他资金 | 120 | < | 项目支出 | 300 | < | < |\n",
    ],
    ids=["behind the names", "beside the names"],
)
def test_a_whole_split_up_twice_side_by_side_is_read(rows: str) -> None:
    read = form(SIDE + rows + "\n" + ROWS.replace("100", "90"))
    splits = [(row.section, row.key, row.text("split")) for row in read.table("funds").rows if "split" in row.cells]
    assert splits == [
        ("按收入性质分", "fiscal", "700"),
        ("按支出性质分", "basic", "520"),
        ("按收入性质分", "other", "120"),
        ("按支出性质分", "project", "300"),
    ]
    assert not read.unread


def test_rows_below_a_split_are_told_apart() -> None:
    text = (
        "| 资金来源 | 全年预算数 | 全年执行数 | 执行率 |\n|---|---|---|---|\n| 年度资金总额 | 985 | 945 | 95.94% |\n| 按资金来源分 | | | |\n"
        "| 财政拨款 | 940 | 905 | |\n| 其他资金 | 45 | 40 | |\n| 按支出性质分 | | | |\n| 基本支出 | 745 | 735 | |\n| 项目支出 | {} | 210 | |\n\n"
    )
    assert {row.section for row in form(text.format("240") + ROWS).table("funds").rows} == {"", "按资金来源分", "按支出性质分"}
    assert told(text.format("240") + ROWS) == []
    assert told(text.format("420") + ROWS) == [("arithmetic/footing", "985")]


PAIRS = "| 资金总额（万元） | 年初预算 | 600 | 调整后预算 | 580 | 实际支出 | {} | 预算执行率 | 95% |\n|---|---|---|---|---|---|---|---|---|\n\n"


def test_columns_that_stand_as_names_before_their_amounts_are_read() -> None:
    total = form(PAIRS.format("551") + ROWS).table("funds").rows[0]
    assert [total.text(column) for column in ("initial", "budget", "executed", "rate")] == ["600", "580", "551", "95%"]
    assert told(PAIRS.format("551") + ROWS) == []
    assert told(PAIRS.format("515") + ROWS) == [("arithmetic/rate", "95%")]


def test_labels_above_such_columns_are_no_headings_of_theirs() -> None:
    head = "| 项目名称 | 校舍改建 | < | 主管部门 | 县教育局 | < | 实施单位 | 第一小学 | < |\n"
    read = form(head + PAIRS.replace("|---|---|---|---|---|---|---|---|---|\n", "").format("551") + ROWS)
    assert [read.fields[name].text for name in ("project", "dept", "unit")] == ["校舍改建", "县教育局", "第一小学"]
    assert read.table("funds").rows[0].text("executed") == "551"


def test_parts_may_be_named_before_every_amount() -> None:
    text = (
        "| 资金情况（万元） | 预算安排情况 | < | 资金执行情况 | < | 预算执行进度 |\n|---|---|---|---|---|---|\n"
        "| ^ | 预算数 | 215.00 | 执行数 | 204.25 | 95.00% |\n"
        "| ^ | 其中：财政资金 | 200.00 | 其中：财政资金 | 189.25 | 94.63% |\n| ^ | 其他 | 15.00 | 其他 | 15.00 | 100.00% |\n\n"
    )
    funds = form(text + ROWS).table("funds")
    assert [(row.key, row.text("budget"), row.text("executed"), row.text("rate")) for row in funds.rows] == [
        ("total", "215.00", "204.25", "95.00%"),
        ("fiscal", "200.00", "189.25", "94.63%"),
        ("other", "15.00", "15.00", "100.00%"),
    ]


def test_numbered_rows_are_read() -> None:
    text = (
        "| 序号 | 一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
        "| 1 | 产出 | 数量 | 线路 | 60 | ≥35条 | 36条 | 60 |\n| 2 | 效益 | 社会效益 | 客运 | 40 | ≥12万人 | 13万人 | 40 |\n"
    )
    assert numbers(form(text), "indicators", "name") == ["线路", "客运"]


def test_weights_in_per_cent_are_points() -> None:
    read = form(
        ROWS.replace("| 100 | 100 |", "| 40% | 40 |")
        + "| 效益指标 | 社会效益 | 影响 | 提升 | 提升 | 60% | 60 |\n| 合计 | < | < | < | < | 100% | 100 |\n"
    )
    assert [figure.value for row in read.table("indicators").rows if (figure := row.figure("weight"))] == [40, 60]


def test_a_section_without_a_word_of_its_own_is_a_band_when_it_prints_its_points() -> None:
    text = (
        "| 指标类型 | 指标名称 | 目标值 | 实际值 | 分值 | 得分 |\n|---|---|---|---|---|---|\n| 一、预算执行（10分） | < | < | < | < | < |\n"
        "| 预算执行 | 预算执行率 | 100% | 100% | 10 | 10 |\n| 二、产出指标（90分） | < | < | < | < | < |\n"
        "| 数量指标 | 清淤长度 | ≥25公里 | 26公里 | 90 | 90 |\n"
    )
    read = form(text)
    assert numbers(read, "indicators", "name") == ["预算执行率", "清淤长度"]
    assert [row.label for row in read.table("section").rows] == ["预算执行（10分）", "产出指标（90分）"]


def test_a_row_of_figures_is_no_header() -> None:
    text = (
        "| 指标类型 | 指标名称 | 指标解释 | 目标值 | 实际值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
        "| 预算执行 | 预算执行率 | 支出数/预算数 | 100% | 98% | 100 | 98 |\n"
    )
    assert numbers(form(text), "indicators", "actual") == ["98%"]


def test_a_score_merged_over_weight_and_score_is_the_score() -> None:
    read = form(ROWS + "| 总分 | < | < | < | < | 98.68 | < |\n")
    assert read.fields["total.score"].text == "98.68"
    assert "total.weight" not in read.fields


def test_two_scores_are_told_apart() -> None:
    read = form(ROWS.replace("| 得分 |", "| 自评得分 | 复核得分 |").replace("---|\n", "---|---|\n").replace("| 100 | 100 |", "| 100 | 100 | 96 |"))
    assert (numbers(read, "indicators", "score"), numbers(read, "indicators", "review")) == (["100"], ["96"])


def test_all_points_merged_over_weight_and_score_are_the_weight() -> None:
    read = form(ROWS.replace("| 100 | 100 |", "| 100% | 95 |") + "| 总分 | < | < | < | < | 100% | < |\n")
    assert read.fields["total.weight"].text == "100%"
    assert "total.score" not in read.fields


def test_a_lone_sum_of_all_weights_is_no_score() -> None:
    funds = (
        "| 资金来源 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|\n| 年度资金总额 | 100 | 95 | 10 | 95% | 9.5 |\n\n"
    )
    read = form(funds + ROWS.replace("| 100 | 100 |", "| 85 | 85 |") + "| 总分 | | | | | 95 | |\n")
    assert read.fields["total.weight"].text == "95"
    assert read.fields["total.score"].blank


def test_a_note_across_the_table_is_no_section_though_it_speaks_of_points() -> None:
    read = form(ROWS + "| 说明：以上各项指标均按照实际完成情况由本单位自评，满分（100分） | < | < | < | < | < | < |\n")
    assert [row.label for row in read.table("section").rows] == ["产出指标"]


@pytest.mark.parametrize("name", ["评价得分", "单项得分"])
def test_the_only_score_is_the_one_that_counts(name: str) -> None:
    assert numbers(form(ROWS.replace("| 得分 |", f"| {name} |")), "indicators", "score") == ["100"]


@pytest.mark.parametrize("name", ["得分", "评价得分", "单项得分"])
def test_so_it_is_in_a_text_dump(name: str) -> None:
    (result,) = lint_source(Source("form.txt", DUMP.format(name).encode()), "form.txt", Setup(shipped(), load(SHIPPED))).forms
    assert numbers(result.form, "indicators", "score") == ["40", "30", "20"]


def test_a_target_of_the_start_of_the_year_stands_beside_the_adjusted_one() -> None:
    text = "| 指标名称 | 年初指标值 | 调整指标值 | 全年完成值 | 权重 | 得分 |\n|---|---|---|---|---|---|\n| 演练 | 40场 | 42场 | 43场 | 100 | 100 |\n"
    read = form(text)
    assert (numbers(read, "indicators", "target"), numbers(read, "indicators", "target_again")) == (["42场"], ["40场"])


def test_funds_may_stand_below_the_indicators() -> None:
    funds = "| 资金来源 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |\n|---|---|---|---|---|---|\n| 资金总额 | 100 | 98 | 98% | 10 | 9.8 |\n"
    assert set(form(ROWS.replace("100", "90") + "\n" + funds).tables) >= {"funds", "indicators"}


def test_the_adjusted_goal_is_no_account_of_what_was_done() -> None:
    text = (
        "| 绩效目标 | 年初绩效目标 | 全年（调整）绩效目标 | 全年目标实际完成情况 |\n|---|---|---|---|\n"
        "| ^ | 组织应急演练40场。 | 组织应急演练42场。 | 组织应急演练43场。 |\n\n"
    )
    assert told(text + ROWS) == []


def test_a_workbook_without_merged_cells_is_read_like_the_merged_one() -> None:
    """A program that only fills in texts leaves the label in its first cell, and the value where the merged cell began."""
    form_of = (Path(__file__).parents[2] / "fixtures" / "tasks" / "form.md").read_text(encoding="utf-8")
    book = Workbook()
    for cell in cells(form_of):
        if cell.text.strip():
            book.active.cell(cell.row + 1, cell.column + 1, cell.text)
    file = io.BytesIO()
    book.save(file)
    plain, merged = (
        lint_source(Source(name, data), name, Setup(shipped(), load(SHIPPED)))
        for name, data in (("a.xlsx", file.getvalue()), ("a.md", form_of.encode()))
    )
    assert [each.standings for each in plain.forms] == [each.standings for each in merged.forms]
    assert not [each for each in plain.all_findings if each.severity is not Severity.INFO]


YEARS = (
    "2023年度项目支出绩效自评表\n\n| 项目名称 | 管网改造 | < | < | < | < |\n"
    "| 实施期资金（万元） | 年度 | 计划投资 | 下达资金 | 支付资金 | 支付率 |\n"
    "| ^ | 2022年 | 1200 | 1200 | 1140 | 95% |\n| ^ | 2023年 | 1800 | 1600 | 1568 | 98% |\n"
    "| ^ | 2024年 | 1000 |  |  |  |\n| ^ | 合计 | {} | 2800 | 2708 | 96.71% |\n"
    "| 本年度资金（万元） | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |\n| 年度资金总额 | 1600 | 1568 | 98% | 10 | 9.8 |\n\n"
)


def test_amounts_with_points_are_the_funds_and_those_of_other_years_above_them_another_table() -> None:
    found = form(YEARS.format(4000) + ROWS.replace("100", "90"))
    assert numbers(found, "funds", "budget") == ["1600"]
    assert [row.label for row in found.table("sums").rows] == ["2022年", "2023年", "2024年", "合计"]
    assert found.year == 2023
    assert told(YEARS.format(4000) + ROWS.replace("100", "90")) == []


def test_the_total_of_the_years_of_a_project_is_judged() -> None:
    assert ("arithmetic/totals", "4400") in told(YEARS.format(4400) + ROWS.replace("100", "90"))


def test_a_year_among_amounts_is_not_that_of_the_form() -> None:
    text = (
        "2023年度项目支出绩效自评表\n\n| 项目名称 | 稳岗返还 | < | < |\n| 资金投入（万元） | 2021年 | 2022年 | 2023年 |\n"
        "| 预算安排 | 320 | 380 | 410 |\n\n"
    )
    assert form(text + ROWS).year == 2023
    assert told(text + ROWS) == []


def test_what_a_year_has_to_do_is_no_account_of_what_was_done() -> None:
    text = (
        "| 年度任务 | 审执结案件12600件；开展巡回审判60次。 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
        "| 完成情况 | 审执结案件12846件；开展巡回审判66次。 | < | < | < | < | < |\n\n"
    )
    assert told(text + ROWS) == []


SPLIT = (
    "| 资金来源 | 全年预算 | 全年执行 | 其中： | < | < | 执行率 |\n|---|---|---|---|---|---|---|\n"
    "| ^ | ^ | ^ | 人员经费 | 公用经费 | 设备购置 | ^ |\n"
    "| 合计 | 240 | 232.8 | {} | 66 | 80.4 | 97% |\n"
    "| 中央财政 | 160 | 155.2 | 57.6 | 44 | 53.6 | 97% |\n| 市级财政 | 80 | 77.6 | 28.8 | 22 | 26.8 | 97% |\n\n"
)


def test_what_an_amount_is_split_up_into_stands_in_columns_behind_it() -> None:
    found = form(SPLIT.format("86.4") + ROWS)
    assert numbers(found, "funds", "budget") == ["240", "160", "80"]
    assert [found.table("funds").rows[0].text(f"executed_part{at}") for at in ("", "2", "3")] == ["86.4", "66", "80.4"]
    assert told(SPLIT.format("86.4") + ROWS) == []


def test_what_an_amount_is_split_up_into_is_added_up_both_ways() -> None:
    found = [each for each in linted(SPLIT.format("68.4") + ROWS).all_findings if each.check.startswith("arithmetic")]
    assert [(each.suspects[0].mention.text, each.suspects[0].suggestion) for each in found] == [("68.4", "86.4")]


def test_sources_behind_an_amount_are_its_parts() -> None:
    text = (
        "| 预算数 | 一般公共预算 | 政府性基金 | 执行数 | 一般公共预算 | 政府性基金 | 执行率 |\n|---|---|---|---|---|---|---|\n"
        "| 640 | 440 | 200 | 627.2 | {} | 196 | 98% |\n\n"
    )
    found = form(text.format("431.2") + ROWS).table("funds")
    assert (found.rows[0].text("budget"), found.rows[0].text("budget_part"), found.rows[0].text("executed_part2")) == ("640", "440", "196")
    assert told(text.format("431.2") + ROWS) == []
    assert [check for check, _ in told(text.format("413.2") + ROWS)] == ["arithmetic/column_parts"]


def test_tables_beside_the_form_may_stand_before_its_title() -> None:
    text = (
        "基础数据表\n\n| 经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数 |\n|---|---|---|---|\n| 三公经费 | 31 | 30 | 27 |\n"
        "| 1.公务用车 | 22 | 21 | 20 |\n| 2.公务接待 | 9 | 9 | 7 |\n\n"
    )
    document = text + TITLE + ROWS
    result = lint_source(Source("form.md", document.encode()), "form.md", Setup(shipped(), load(SHIPPED)))
    assert [list(each.form.tables) for each in result.forms] == [["sums", "indicators", "section"]]


def test_the_year_of_the_form_may_stand_beside_the_unit_below_the_title() -> None:
    text = "项目支出绩效自评表\n\n| 填报单位：甲县水务局 | < | （2022年度） | < | 金额单位：万元 |\n|---|---|---|---|---|\n\n"
    (found,) = lint_source(Source("form.md", (text + ROWS).encode()), "form.md", Setup(shipped(), load(SHIPPED))).forms
    assert found.form.year == 2022


def test_sources_before_their_total_are_its_parts() -> None:
    text = (
        "| 预算安排（万元） | 中央 | 省级 | 区级 | 合计 | 实际支出（万元） | 预算执行率 |\n|---|---|---|---|---|---|---|\n"
        "| ^ | 420 | 180 | 96 | 696 | 668.16 | 96% |\n\n"
    )
    (whole,) = form(text + ROWS).table("funds").rows
    assert [whole.text(column) for column in ("budget_part", "budget_part3", "budget", "executed")] == ["420", "96", "696", "668.16"]


@pytest.mark.parametrize(
    ("heads", "weight", "score"),
    [("自评分值 | 自评得分", "100", "90"), ("自评得分（百分制） | 自评得分×权重", "", "90"), ("分值 | 自评分值", "100", "90")],
)
def test_two_headings_of_scores_tell_which_one_is_the_weight(heads: str, weight: str, score: str) -> None:
    text = ROWS.replace("分值 | 得分", heads).replace("| 100 | 100 |", "| 100 | 90 |")
    (row,) = form(text).table("indicators").rows
    assert (row.text("weight"), row.text("score")) == (weight, score)


def test_a_score_and_its_weight_stand_beside_funds_that_lie_on_their_side() -> None:
    text = (
        "| 资金（万元） | 资金总额 | 财政拨款 | 其他资金 | 自评分值 | 自评得分 |\n|---|---|---|---|---|---|\n"
        "| 全年预算数 | 260 | 240 | 20 | 10 | 9.5 |\n| 全年执行数 | 247 | 228 | 19 | | |\n\n"
    )
    total = form(text + ROWS).table("funds").row("total")
    assert total is not None
    assert (total.text("weight"), total.text("score")) == ("10", "9.5")


def test_a_label_with_one_text_over_most_columns_is_no_indicator() -> None:
    text = (
        "| 指标名称 | 指标值 | 完成值 | 权重 | 得分 |\n|---|---|---|---|---|\n| 培训次数 | 4次 | 5次 | 100 | 100 |\n"
        "| 未完成原因及改进措施 | 经费到位较迟，已调整计划。 | < | < | < |\n"
    )
    found = form(text)
    assert [row.label for row in found.table("indicators").rows] == ["培训次数"]
    assert found.fields["reason"].text.startswith("经费到位")


@pytest.mark.parametrize("label", ["整体绩效目标", "年度目标1（80分）"])
def test_a_goal_beside_its_label_is_neither_a_title_nor_what_was_done(label: str) -> None:
    text = (
        f"| 资金来源 | 全年预算数 | 全年执行数 |\n|---|---|---|\n| 年度资金总额 | 10 | 10 |\n| {label} | 开展检查1600家次，事故起数下降。 | < |\n\n"
    )
    (result,) = linted(text + ROWS).forms
    assert result.form.fields["narrative.goal"].text.startswith("开展检查")


def test_explanations_of_indicators_are_not_their_names() -> None:
    text = (
        ROWS.replace("三级指标 |", "三级指标 | 三级指标解释 |").replace("---|\n", "---|---|\n").replace("培训次数 |", "培训次数 | 全年培训的次数 |")
    )
    (row,) = form(text).table("indicators").rows
    assert (row.label, row.text("meaning"), row.text("target")) == ("培训次数", "全年培训的次数", "≥4次")


def test_a_subtotal_below_the_sources_is_the_total_where_no_other_is() -> None:
    text = "| 资金来源 | 全年预算数 | 全年执行数 |\n|---|---|---|\n| 省级 | 300 | 294 |\n| 县级 | 180 | 171 |\n| 小计 | 480 | {} |\n\n"
    assert told(text.format(465) + ROWS) == []
    assert [check for check, _ in told(text.format(456) + ROWS)] == ["arithmetic/footing"]


def test_short_names_before_amounts_are_read_beside_a_rate() -> None:
    text = "| 预算（万元） | 年初 | 420.00 | 调整后 | 420.00 | 支出 | 411.60 | 执行率 | {} | < |\n|---|---|---|---|---|---|---|---|---|---|\n\n"
    assert told(text.format("98.00%") + ROWS) == []
    assert told(text.format("98.60%") + ROWS) == [("arithmetic/rate", "98.60%")]


def test_a_table_of_base_data_is_checked_by_itself() -> None:
    text = (
        "部门整体支出绩效评价基础数据表\n\n| 财政供养人员情况 | 编制数 | 2023年实际在职人数 | 控制率 |\n|---|---|---|---|\n| ^ | 125 | 120 | {} |\n"
        "| 经费控制情况 | 2022年决算数 | 2023年预算数 | 2023年决算数 |\n| 三公经费 | 58.6 | 60 | 52.3 |\n| 1、公务用车 | 41.2 | 42 | 38.1 |\n"
        "| 2、公务接待 | 17.4 | 18 | {} |\n| 政府采购金额 | — | 640 | 608 |\n| 厉行节约保障措施 | 严格执行公务用车、接待管理制度。 | < | < |\n"
    )
    assert told(text.format("96.00%", "14.2")) == []
    assert {subject for _, subject in told(text.format("90.00%", "12.4"))} == {"90.00%", "52.3"}


def test_sections_may_stand_left_of_the_number_of_the_row() -> None:
    text = (
        "| 产出指标（60分） | 序号 | 指标 | 年度目标值 | 完成值 | 得分 |\n|---|---|---|---|---|---|\n"
        "| ^ | 1 | 签约户数（40分） | 180户 | 180户 | 40 |\n"
        "| ^ | 2 | 腾空率（20分） | 95% | 93.1% | 19.6 |\n| 效益指标（30分） | 3 | 回迁户（30分） | 120户 | 120户 | 30 |\n"
        "| 满意度指标（10分） | 4 | 群众满意度（10分） | 90% | 90.5% | 10 |\n| 总分（100分） | < | < | < | < | {} |\n"
    )
    assert numbers(form(text.format("99.6")), "indicators", "score") == ["40", "19.6", "30", "10"]
    assert told(text.format("99.6")) == []
    assert told(text.format("96.6")) == [("scoring/total_score", "96.6")]


def test_two_tables_side_by_side_are_no_funds() -> None:
    text = (
        "| 来源 | 预算数 | 到位数 | 到位率 | 用途 | 预算数 | 支出数 | 支出率 |\n|---|---|---|---|---|---|---|---|\n"
        "| 中央补助 | 30 | 30 | 100% | 演出补贴 | 42 | 42 | 100% |\n| 省级补助 | 15 | 15 | 100% | 舞台租赁 | 12 | 10.8 | 90% |\n"
        "| 县级安排 | 15 | 13.5 | 90% | 交通保险 | 6 | 5.4 | 90% |\n| 合计 | 60 | {} | 97.5% | 合计 | 60 | {} | 97% |\n\n"
    )
    assert told(text.format("58.5", "58.2") + ROWS) == []
    assert told(text.format("58.5", "52.8") + ROWS) == [("arithmetic/totals", "52.8")]


def test_a_budget_beside_that_after_the_changes_is_the_first_one() -> None:
    heads = "| 资金来源 | 预算金额 | 调整金额 | 调整后金额 | 支出金额 | 执行率 |\n|---|---|---|---|---|---|\n"
    text = heads + "| 资金总额 | 86 | 4 | {} | 88.2 | 98% |\n\n"
    assert told(text.format("90") + ROWS) == []
    (row,) = form(text.format("90") + ROWS).table("funds").rows
    assert [row.text(column) for column in ("initial", "change", "budget")] == ["86", "4", "90"]
    assert told(text.format("99") + ROWS) != []


def test_amounts_without_a_unit_are_in_that_of_the_amounts_above_them() -> None:
    text = (
        "| 下达总额（万元） | 3600 | 已支出（万元） | 3420 | 支出率 | 95% |\n|---|---|---|---|---|---|\n\n"
        "| 用款单位 | 下达金额 | 已支出 | 支出率 | 结余 |\n|---|---|---|---|---|\n"
        "| 甲市 | 2000 | 1900 | 95% | 100 |\n| 乙市 | 1600 | {} | 95% | 80 |\n\n"
    )
    assert told(text.format("1520") + ROWS) == []
    assert told(text.format("1250") + ROWS) != []


def test_a_row_of_the_whole_city_is_a_total_where_it_is_one() -> None:
    text = (
        "| 县区 | 任务数 | 完成数 | 兑付金额 |\n|---|---|---|---|\n| 东湖县 | 320 | 318 | 480 |\n| 南岭县 | 228 | 225 | 325 |\n"
        "| 西川区 | 160 | 160 | 182 |\n| 全市 | {} | {} | 987 |\n\n"
    )
    assert told(text.format("708", "703") + ROWS) == []
    assert told(text.format("780", "703") + ROWS) == [("arithmetic/totals", "780")]
    assert told(text.format("1708", "1703") + ROWS) == []  # not all counties are listed
