"""Headers of unusual shapes: laid on their side in two rows, with a corner, without a word for the levels, with the weights first."""

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.findings import Severity
from formlint.forms import Form
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.results import DocumentResult

TITLE = "部门整体支出绩效自评表\n\n（2023年度）\n\n"
ROWS = (
    "\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 检查家次 | ≥50家次 | 56家次 | 100 | 100 |\n"
)
TWICE = (
    "| 年度预算（万元） | 资金总额 | 按收入性质分 | < | < | 按支出性质分 | < | < |\n|---|---|---|---|---|---|---|---|\n"
    "| ^ | ^ | 财政拨款小计 | 其中：一般公共预算 | 其他资金 | 基本支出 | 其中：人员经费 | 项目支出 |\n"
    "| 年初预算 | 1200.00 | 1150.00 | 1100.00 | 50.00 | 760.00 | 610.00 | 440.00 |\n"
    "| 调整后预算 | 1286.50 | 1230.00 | 1180.00 | 56.50 | 790.50 | 640.50 | {} |\n"
    "| 执行数 | 1261.20 | 1206.00 | 1156.00 | 55.20 | 781.20 | 633.20 | 480.00 |\n"
)
CORNER = (
    "| 项目资金（万元） | 资金总额 | 财政拨款 | {} | 单位资金 |\n|---|---|---|---|---|\n"
    "| 全年预算数 | 226.5 | 206.5 | 10 | 10 |\n| 全年执行数 | {} | 202.4 | 10 | 9.1 |\n"
)
FIRST = (
    "| 权重 | 指标名称 | 指标类型 | 计划值 | 实际值 | 得分 |\n|---|---|---|---|---|---|\n| 60% | 管护公厕 | 数量指标 | ≥86座 | 86座 | 60 |\n"
    "| 40% | 市民满意度 | 满意度指标 | ≥90% | 91% | 40 |\n| {} | 合计 | / | / | / | 100 |\n"
)


def linted(text: str) -> DocumentResult:
    return lint_source(Source("form.md", (TITLE + text).encode()), "form.md", Setup(shipped(), load(SHIPPED)))


def form(text: str) -> Form:
    (result,) = linted(text).forms
    return result.form


def errors(text: str) -> list[tuple[str, str]]:
    return [(each.check, each.subject.text) for each in linted(text).all_findings if each.severity is Severity.ERROR and each.check != REQUIRED]


REQUIRED = "completeness/required"


def test_two_splits_side_by_side_head_the_columns_of_funds() -> None:
    rows = form(TWICE.format("496.00") + ROWS).table("funds").rows
    assert [(row.key, row.section) for row in rows[:4]] == [
        ("total", ""),
        ("row", "按收入性质分"),
        ("fiscal", "按收入性质分"),
        ("other", "按收入性质分"),
    ]
    assert [row.text("budget") for row in rows] == ["1286.50", "1230.00", "1180.00", "56.50", "790.50", "640.50", "496.00"]


@pytest.mark.parametrize(("amount", "found"), [("496.00", []), ("469.00", [("arithmetic/footing", "1286.50")])])
def test_each_of_them_adds_up(amount: str, found: list[tuple[str, str]]) -> None:
    assert errors(TWICE.format(amount) + ROWS) == found


@pytest.mark.parametrize("name", ["财政专户管理资金", "专项债券资金"])
@pytest.mark.parametrize(("amount", "found"), [("221.5", []), ("212.5", [("arithmetic/footing", "212.5")])])
def test_a_side_title_in_the_corner_heads_no_column_and_an_unknown_name_does(name: str, amount: str, found: list[tuple[str, str]]) -> None:
    assert errors(CORNER.format(name, amount) + ROWS) == found


@pytest.mark.parametrize("word", ["考核维度", "指标体系"])
def test_an_unknown_heading_left_of_the_names_is_a_level(word: str) -> None:
    text = f"| {word} | 三级指标 | 计划值 | 实际值 | 分值 | 得分 |\n|---|---|---|---|---|---|\n| 产出 | 检查家次 | ≥50家次 | 56家次 | 100 | 100 |\n"
    (row,) = form(text).table("indicators").rows
    assert (row.label, row.section, row.text("l1")) == ("检查家次", "output", "产出")


def test_a_second_level_without_a_first_one_has_the_names() -> None:
    text = "| 指标 | 二级指标 | 目标 | 完成情况 | 分值 | 得分 |\n|---|---|---|---|---|---|\n| 履职产出 | 检查家次 | ≥50家次 | 56家次 | 100 | 100 |\n"
    (row,) = form(text).table("indicators").rows
    assert (row.label, row.text("l1")) == ("检查家次", "履职产出")


def test_a_total_behind_its_weight_is_a_total() -> None:
    read = form(FIRST.format("100%"))
    assert len(read.table("indicators").rows) == 2
    assert (read.fields["total.weight"].text, read.fields["total.score"].text) == ("100%", "100")
    assert "conclusion" not in read.fields  # a stroke is no grade


@pytest.mark.parametrize(("head", "weight"), [("收入合计", "支出合计"), ("支出合计", "收入合计")])
def test_of_two_totals_the_one_with_a_score_counts(head: str, weight: str) -> None:
    funds = (
        "| 资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分 |\n|---|---|---|---|---|---|\n"
        f"| {head} | 1500 | 1620 | 1598 | 98.64% | |\n| 一般公共预算 | 1300 | 1400 | 1390 | 99.29% | |\n"
        "| 其他收入 | 200 | 220 | 208 | 94.55% | |\n"
        f"| {weight} | 1500 | 1620 | 1547.2 | 95.51% | 9.55 |\n| 基本支出 | 900 | 950 | 948.2 | 99.81% | |\n"
        "| 项目支出 | 600 | 670 | 599 | 89.40% | |\n"
    )
    rows = ROWS.replace("| 100 | 100 |", "| 90 | 90 |") + "| 总分 | < | < | < | < | 100 | {} |\n"
    assert errors(funds + rows.format("99.55")) == []
    assert errors(funds + rows.format("95.95")) == [("scoring/total_score", "95.95")]


def test_a_first_row_that_is_called_a_subtotal_is_the_whole() -> None:
    funds = "| 资金来源 | 预算下达 | 资金支出 | 支付率 |\n|---|---|---|---|\n| 小计 | 480 | {} | — |\n"
    funds += "| 中央财政 | 300 | 290 | — |\n| 省级财政 | 180 | 150.5 | — |\n"
    assert errors(funds.format("440.5") + ROWS) == []
    assert errors(funds.format("404.5") + ROWS) == [("arithmetic/footing", "404.5")]


def test_subtotals_below_the_names_of_rows_are_these_rows() -> None:
    text = (
        "| 部门资金（万元） | 支出合计 | 基本支出 | < | < | 项目支出 | < |\n|---|---|---|---|---|---|---|\n"
        "| ^ | ^ | 小计 | 人员经费 | 公用经费 | 小计 | 其中：专项 |\n| 全年预算数 | 1,020 | 580 | 495 | 85 | 440 | 300 |\n"
        "| 全年执行数 | {} | 578 | 494 | 84 | 426 | 291 |\n"
    )
    rows = form(text.format("1,004") + ROWS).table("funds").rows
    assert [(row.key, row.label) for row in rows[:2]] == [("total", "支出合计"), ("basic", "基本支出")]
    assert errors(text.format("1,004") + ROWS) == []
    assert errors(text.format("1,040") + ROWS) == [("arithmetic/footing", "1,040")]


def test_short_headings_are_those_of_the_funds_in_a_ruled_table() -> None:
    text = "| 资金来源 | 预算批复 | 上年结转 | 调整 | 预算调整后 | 到位 | 支出 | 支出率 |\n|---|---|---|---|---|---|---|---|\n"
    text += "| 总计 | 45 | 5 | -2 | 48 | 48 | 43.2 | 90% |\n| 省级补助 | 45 | 5 | -2 | 48 | 48 | 43.2 | 90% |\n"
    assert list(form(text + ROWS).table("funds").columns) == ["initial", "carried", "change", "budget", "arrived", "executed", "rate"]


def test_a_row_without_a_name_is_called_by_its_second_level() -> None:
    text = "| 一级指标 | 二级指标 | 指标解释 | 目标值 | 完成值 | 权重 | 得分 |\n|---|---|---|---|---|---|---|\n"
    text += "| 产出 | 发电量 | 全年 | ≥210 | 212 | 100 | 100 |\n"
    (row,) = form(text).table("indicators").rows
    assert row.label == "发电量"


def test_a_score_among_amounts_is_no_total() -> None:
    text = "| 资金（亿元） | 项目总投资 | 本年计划 | 本年完成 | 完成率 | 自评得分 |\n|---|---|---|---|---|---|\n"
    text += "| ^ | 12.60 | 3.20 | 3.04 | 95% | 9.5 |\n"
    assert "total.score" not in form(text + ROWS).fields


def test_headings_that_stand_there_in_groups_are_none_of_the_funds() -> None:
    rows = (
        "| 支出方向 | 中央资金 | < | 省级资金 | < |\n|---|---|---|---|---|\n| ^ | 下达 | 支出 | 下达 | 支出 |\n| 培训补贴 | 90 | 81 | 10 | 10 |\n"
        "| 岗位补贴 | 210 | 210 | 30 | 28 |\n| 合计 | 300 | 291 | 40 | 38 |\n"
    )
    found = form(TITLE + rows + ROWS)
    assert "funds" not in found.tables
    assert found.table("sums").rows[-1].label == "合计"


def test_two_headings_that_are_like_a_column_are_none() -> None:
    found = form(
        "| 资金执行 | 省级下达 | 资金合计 | 省级支出 | 县级支出 | 支出合计 | 支出率 |\n|---|---|---|---|---|---|---|\n"
        "| ^ | 420 | 500 | 411.6 | 72 | 483.6 | 96.72% |\n" + ROWS
    )
    (row,) = found.table("funds").rows
    assert (row.text("budget"), row.text("executed")) == ("500", "483.6")


def test_a_section_may_head_the_names_of_its_rows() -> None:
    found = form(
        "| 产出目标 | < | 目标 | 完成 | 分数 | 评分 |\n|---|---|---|---|---|---|\n| 数量 | 新建示范店 | ≥20家 | 20家 | 60 | 60 |\n"
        "| 效果目标 | < | 目标 | 完成 | 分数 | 评分 |\n| 社会 | 日均供餐 | ≥1.5万人次 | 1.6万人次 | 40 | 40 |\n| 总分 | < | < | < | 100 | 100 |\n"
    )
    assert [(row.label, row.text("score")) for row in found.table("indicators").rows] == [("新建示范店", "60"), ("日均供餐", "40")]
    assert found.fields["total.score"].text == "100"


def test_a_line_of_amounts_that_nothing_names_is_asked_for() -> None:
    rows = TWICE.partition("| 年初预算 |")[0] + "| ^ | 1200.00 | 1150.00 | 1100.00 | 50.00 | 760.00 | 610.00 | 440.00 |\n"
    assert [row.text("budget") for row in form(rows + ROWS).table("funds").rows][:2] == ["1200.00", "1150.00"]


def test_a_narrow_cell_may_break_a_number_anywhere() -> None:
    found = form(
        "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 |\n|---|---|---|---|\n| 合计 | 340,00<br>0.00 | 1,340,0<br>00.00 | 24,000.<br>00 |\n"
        + ROWS
    )
    figures = [figure.value if (figure := found.table("funds").rows[0].figure(column)) else 0 for column in ("initial", "budget", "executed")]
    assert figures == [340000, 1340000, 24000]


def test_a_section_with_its_points_beside_it_is_a_subtotal() -> None:
    found = form(
        "| 指标 | 目标 | 完成 | 标准分 | 自评分 |\n|---|---|---|---|---|\n| （一）产出指标 | < | < | 60 | 59 |\n"
        "| 巡护里程 | ≥8公里 | 9公里 | 60 | 59 |\n"
        "| （二）效益指标 | < | < | 40 | 40 |\n| 知晓率 | ≥80% | 82% | 40 | 40 |\n| 合计 | < | < | 100 | 99 |\n"
    )
    assert [row.label for row in found.table("indicators").rows] == ["巡护里程", "知晓率"]
    assert [(row.section, row.text("weight"), row.text("score")) for row in found.table("section").rows] == [
        ("output", "60", "59"),
        ("effect", "40", "40"),
    ]


def test_a_side_title_may_stand_before_the_total_and_its_grade() -> None:
    found = form(
        "| 绩效指标 | 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
        "| ^ | 产出 | 探访 | ≥80次 | 82次 | 99 | 99 |\n| 自评结果 | 总分 | 99 | 等级 | 优 | | |\n"
    )
    assert (found.fields["total.score"].text, found.fields["conclusion"].text) == ("99", "优")


SPLIT = (
    "\n| 三级指标 | 权重 | 目标值 | 完成值 | 完成情况 | < | < | 得分 |\n|---|---|---|---|---|---|---|---|\n"
    "| ^ | ^ | ^ | ^ | 达成 | 部分达成 | 未达成 | ^ |\n"
    "| 购置彩超机 | 60 | 2台 | 2台 | √ | | | 60 |\n| 设备开机率 | 40 | ≥90% | 92.4% | √ | | | 40 |\n"
)


def test_headings_of_two_rows_stand_around_one_that_is_split_up_into_unknown_columns() -> None:
    found = form(SPLIT)
    assert [row.label for row in found.table("indicators").rows] == ["购置彩超机", "设备开机率"]
    assert found.column("indicators", "actual")[0] is not None


def test_a_field_above_the_headings_is_no_row_of_them() -> None:
    funds = "| 自评得分 | 99.5 | < | 自评等级 | 优 | < |\n|---|---|---|---|---|---|\n"
    funds += "| 资金来源 | 年初预算数 | 预算调整数 | 全年预算数 | 全年执行数 | 得分 |\n| 合计 | 100 | 10 | 110 | 104.5 | 9.5 |\n"
    found = form(funds + ROWS + "| 总分 | < | < | < | < | 100 | 99.5 |\n")
    assert (found.fields["summary.score"].text, found.fields["conclusion"].text) == ("99.5", "优")
    assert {"change": "预算调整数", "budget": "全年预算数"}.items() <= found.table("funds").columns.items()


def test_a_sum_below_the_heading_of_an_amount_is_that_amount() -> None:
    head = "| 项目资金（万元） | 全年预算数 | 全年执行数 | < | < | 执行率 |\n|---|---|---|---|---|---|\n| ^ | ^ | 合计 | 设备购置 | 物资人员 | ^ |\n"
    (row,) = form(head + "| 年度资金总额 | 1260 | 1234.8 | 480 | 754.8 | 98% |\n" + ROWS).table("funds").rows
    assert (row.text("budget"), row.text("executed"), row.text("rate")) == ("1260", "1234.8", "98%")


SCORED_BELOW = (
    "| 资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 |\n|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 845.2 | 912.6 | 894.35 | 10 | 98% |\n| 其他资金 | | | | — | |\n| {} | < | < | < | < | 9.8 |\n"
)


@pytest.mark.parametrize(("label", "score"), [("执行率得分", "9.8"), ("得分", "9.8"), ("政府采购", None)])
def test_a_score_below_the_rows_is_that_of_the_whole(label: str, score: str | None) -> None:
    """Where no column of the table prints it."""
    found = form(SCORED_BELOW.format(label) + ROWS)
    whole = found.table("funds").row("total")
    figure = whole.figure("score") if whole else None
    assert (figure.text if figure else None) == score


def test_a_score_below_the_rows_leaves_the_column_of_scores_as_it_is() -> None:
    table = (
        SCORED_BELOW.format("执行率得分").replace("执行率 |\n", "执行率 | 得分 |\n").replace("|---|\n", "|---|---|\n").replace("98% |", "98% | 9.7 |")
    )
    whole = form(table + ROWS).table("funds").row("total")
    assert whole and whole.text("score") == "9.7"


TALL = (
    "| 资金来源 | 全年预算数 | 全年执行数 | 执行率 |\n|---|---|---|---|\n| ^ | ^ | ^ | ^ |\n"
    "| 资金总额 | 80.00 | 76.00 | 95.00% |\n| 财政拨款 | 80.00 | 76.00 | / |\n"
)


def test_a_header_whose_headings_all_are_two_rows_high_is_one_row() -> None:
    rows = form(TALL + ROWS).table("funds").rows
    assert [(row.key, row.text("budget"), row.text("executed")) for row in rows] == [("total", "80.00", "76.00"), ("fiscal", "80.00", "76.00")]


OVER = (
    "| 绩效指标 | < | < | < | 分值 | 指标值 | < | 得分 |\n|---|---|---|---|---|---|---|---|\n"
    "| 一级指标 | 一级权重 | 二级指标 | 三级指标 | ^ | 年度指标值 | 实际完成值 | ^ |\n"
    "| 产出指标 | 60 | 数量指标 | 巡河次数 | 60 | ≥24次 | 24次 | 60 |\n| 满意度指标 | 40 | 服务对象满意度指标 | 村民满意度 | 40 | ≥90% | 92% | 40 |\n"
)


def test_points_of_a_level_in_the_lower_row_are_not_those_of_the_rows() -> None:
    rows = form(OVER).table("indicators").rows
    assert [(row.text("l1_weight"), row.text("weight"), row.text("score")) for row in rows] == [("60", "60", "60"), ("40", "40", "40")]


def test_a_heading_above_the_names_of_the_rows_is_no_column() -> None:
    text = (
        "| 预算资金（万元） | 年初预算数 | 1—7月执行数 | 1—7月执行率 | 全年预计执行数 |\n|---|---|---|---|---|\n"
        "| 年度资金总额 | {} | 297 | 55% | 529.2 |\n| 其中：财政拨款 | 480 | 264 | 55% | 470.4 |\n| 其他资金 | 60 | 33 | 55% | 58.8 |\n"
    )
    assert [row.key for row in form(text.format("540") + ROWS).table("funds").rows] == ["total", "fiscal", "other"]
    assert [finding.subject.text for finding in linted(text.format("504") + ROWS).forms[0].findings if finding.severity is Severity.ERROR] == ["504"]
