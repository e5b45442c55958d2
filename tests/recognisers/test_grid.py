"""Forms are read from ruled tables, whatever the order of their columns and however their cells are merged."""

import random

import pytest

from formlint.definitions import shipped
from formlint.documents import Document, Table
from formlint.exact import Fraction
from formlint.forms import Form
from formlint.readers.markdown import parse
from formlint.recognisers import recognise

ONE_TABLE = """
附件3-1
2022年度部门整体支出绩效自评表
（2022年度）
单位（盖章）：               填报日期：2023年7月12日

| 部门（单位）名称 | < | 甲县水务局 | < | < | < | < | < | < |
| 部门（单位）总体资金（万元） | 资 金 来 源 | < | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额： | < | 30.00 | 40.00 | 36.00 | 10 | 90.00% | 9 |
| ^ | 其中：基本支出 | < | 20.00 | 25.00 | 25.00 | — | — | — |
| ^ | 项目支出 | < | 10.00 | 15.00 | 11.00 | — | — | — |
| ^ | 其他资金 | < |  |  |  | — | — | — |
| 年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | < |
| ^ | 治理河道16公里。 | < | < | < | 治理河道17公里。 | < | < | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值(A) | 实际完成值(B) | 分值 | 得分 | 未完成原因分析 |
| ^ | 产出指标（50分） | 数量指标 | 治理河道长度 | ≥16公里 | 17公里 | 20 | 20 | 无 |
| ^ | ^ | ^ | 受益农户数 | ≥300户 | 240户 | 20 | 16 | 搬迁 |
| ^ | ^ | 成本指标 | 项目经费 | 11万元 | 11万元 | 10 | 10 |  |
| ^ | 效益指标（30分） | 社会效益指标 | 饮水安全 | 有效保障 | 已完成 | 30 | 30 |  |
| ^ | 满意度指标（10分） | 服务对象满意度 | 群众满意度 | ≥95% | 96.5% | 10 | 10 |  |
| ^ | 总         分 | < | < | < | < | 100 | 95 |  |
| 自评结论 | 全年目标基本完成。 | < | < | < | < | < | < | < |

联系人：甲乙          联系电话：8220000
注：1.满分为100分。一级指标分值设置为：产出指标50分，效益指标30分、服务对象满意度10分、预算资金执行率10分，总分应为100分。
2.未完成原因分析：说明偏离目标的原因。
4.定性指标按区间100-80%（含80%）、80-50%（含50%）、50-0%合理确定得分。
"""

TWO_ROWS = """
2023年度部门整体支出绩效自评表

| 部门整体资金（万元） | 资金来源 | 预算安排数 | < | 全年执行数（B） | 执行情况及得分 | < | < |
| ^ | ^ | 年初预算数 | 全年预算数（A） | ^ | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额： | 8 | 9 | 9 | 10 | 100% | 10 |
| ^ | 基本支出 | 8 | 9 | 9 |  | 100% |  |
| 年度绩效指标 | 绩效指标 | < | < | 年度指标值（A） | 实际完成值（B） | 自评打分 | < |
| ^ | 一级指标 | 二级指标 | 三级指标 | ^ | ^ | 分值 | 得分 |
| ^ | 产出指标 | 数量指标 | 举办培训班 | ≥6期 | 六期 | 90 | 90 |
| ^ | 总分 | < | < | < | < | 100 | 100 |
"""

WEIGHT_FIRST = """
绩效目标自评表
(2023年度)

| 项目名称 | < | 产业到户项目 | < | < | 项目负责人及电话 | < | 甲乙 |
| 资金情况（万元） |  | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分 | < |
| ^ | 年度资金总额： | 9.48 | 9.48 | 10 | 100% | 10 | < |
| ^ | 其中：本年财政拨款 | 9.48 | 9.48 |  |  |  | < |
| 一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分 | 未完成原因及拟采取的改进措施 |
| 产 出 指 标 (50分) | 数量指标 | ★补助瓜果种植面积 | 20 | 29.5亩 | 29.5亩 | 20 |  |
| ^ | ^ | 其中桃树种植面积 |  | 9.5亩 | 9.5亩 |  |  |
| ^ | ^ | 其中苹果种植面积 |  | 20亩 | 20亩 |  |  |
| ^ | ^ | ★其中：养羊 | 10 | 180只 | 180只 | 10 |  |
"""

THREE_CELLS = """
2022年度项目支出绩效自评表

| 项目资金（元） |  | 年初预算数 | < | 全年预算数 | 全年执行数 | 分值 | 执行率（%） | < | 得分 |
| ^ | 年度资金总额 | 387,664.62 | < | 387664.62 | 387664.62 | 10 | 100 | < | 10 |
| ^ | 其中:当年财政拨款 | 387664.62 | < | 387664.62 | 387664.62 | — |  | < | — |
| 绩效指标 | < | < | 年度指标值 | < | < | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^ | ^ |
| 产出指标 | 数量指标 | 受资助人数 | ≥ | 735 | 人次 | 735 | 10分 | 10分 | / |
| ^ | 质量指标 | 覆盖率 | ＝ | 100 | % | 100% | 10分 | 7分 |  |
| 满意度指标 | 服务对象满意度指标等 | 学生满意度 | ≥ | 95 | % | 98% | 10分 | 10分 |  |
| 总 分 | < | < | < | < | < | < | 100 | 96 | 优 |
"""

BANDS = """
2022年度部门整体支出绩效自评表

| 预 算 部 门 | < | 甲县农业局 | < | 填 报 日 期 | < | 2023-07-03 |
| 经费情况（单位：元） | 资 金 性 质 | 调整后预算金额 | 支 出 金 额 | 预 算 执 行 率 | 权 重 | 自 评 得 分 |
| ^ | 年度资金总额： | 200.00元 | 150.00元 | 75% | 10 | 7.5 |
| 主要目标任务 | 年 初 设 定 目 标 | 建设农田500亩。 | < | < | < | < |
| ^ | 全 年 完 成 情 况 | 建设农田400亩。 | < | < | < | < |
| 指 标 类 型 | 指 标 名 称 | 目 标 值 | 完 成 情 况 | 权 重 | 自 评 得 分 | 扣 分 原 因 |
| 一、产出指标（50分） | < | < | < | < | < | < |
| 数量指标 | 建设农田 | 大于等于500亩 | 400亩 | 50 | 40 | 天气 |
| 二、满意度指标（40分） | < | < | < | < | < | < |
| 服务对象满意度指标 | 农户满意度 | 大于等于87% | 92.3% | 40 | 40 | — |
| 总 分 | < | < | < | 100 | 87.5 |  |
"""

ON_ITS_SIDE = """
2022年度项目绩效目标自评表

| 资金投入（万元） | 资金来源 | 资金总额 | 其中：当年财政拨款 | 上年结转资金 | 其他资金 |
| ^ | 年初预算数 | 30 | 20 | 10 | 0.00 |
| ^ | 全年预算数（A） | 35 | 20 | 15 | 0.00 |
| ^ | 全年执行数（B） | 35 | 20 | 15 | 0.00 |
| ^ | 分值 | 10 |  |  |  |
| ^ | 执行率 | 100.00% |  |  |  |
| ^ | 得分 | 10 |  |  |  |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 |
| 产出指标 | 数量 | 培训人次 | 大于等于25人次 | 32人次 | 6 |
"""


def form(text: str) -> Form:
    forms = recognise(parse(text), shipped())
    assert len(forms) == 1
    return forms[0]


def texts(read: Form) -> dict[str, str]:
    return {field.id: field.text.strip() for field in read.all_fields()}


def test_one_table_that_holds_everything_is_read() -> None:
    read = form(ONE_TABLE)
    found = texts(read)
    assert (read.definition, read.kind, read.year, read.ruled) == ("cn-self-evaluation", "department", 2022, True)
    assert [row.key for row in read.table("funds").rows] == ["total", "basic", "project", "other"]
    assert [row.label for row in read.table("indicators").rows] == ["治理河道长度", "受益农户数", "项目经费", "饮水安全", "群众满意度"]
    assert found["title"] == "2022年度部门整体支出绩效自评表"
    assert (found["unit"], found["fill_date"], found["contact"], found["phone"]) == ("甲县水务局", "2023年7月12日", "甲乙", "8220000")
    assert (found["narrative.goal"], found["narrative.actual"]) == ("治理河道16公里。", "治理河道17公里。")
    assert (found["total.weight"], found["total.score"], found["conclusion"]) == ("100", "95", "全年目标基本完成。")
    assert read.unread == ()


def test_ids_do_not_depend_on_the_layout() -> None:
    found = texts(form(ONE_TABLE))
    assert found["funds.total.executed"] == "36.00"
    assert found["funds.basic.label"] == "其中：基本支出"
    assert found["indicators[1].actual"] == "240户"
    assert found["indicators[1].reason"] == "搬迁"
    assert found["section[2].label"] == "满意度指标（10分）"


def test_merged_level_holds_for_every_row_it_covers() -> None:
    rows = form(ONE_TABLE).table("indicators").rows
    assert [row.text("l2") for row in rows] == ["数量指标", "数量指标", "成本指标", "社会效益指标", "服务对象满意度"]
    assert [row.section for row in rows] == ["output", "output", "output", "effect", "satisfaction"]


def test_level_that_is_blank_instead_of_merged_holds_too() -> None:
    rows = form(ONE_TABLE.replace("| ^ | ^ | ^ | 受益", "| ^ |  |  | 受益")).table("indicators").rows
    assert (rows[1].text("l1"), rows[1].text("l2"), rows[1].section) == ("产出指标（50分）", "数量指标", "output")


def test_blank_cell_is_a_field_and_absent_column_is_none() -> None:
    read = form(ONE_TABLE)
    other = read.table("funds").rows[3]
    assert other.cells["executed"].blank
    assert not other.cells["score"].blank
    assert "op" not in read.table("indicators").columns
    assert "op" not in read.table("indicators").rows[0].cells


def test_amount_has_the_unit_of_its_heading() -> None:
    figure = form(ONE_TABLE).table("funds").rows[0].figure("executed")
    assert figure is not None
    assert (figure.value, figure.unit, figure.id) == (Fraction(360000), "万元", "funds.total.executed")
    assert figure.label == ("年度资金总额", "全年执行数（B）")


def test_notes_and_headings_lay_down_the_weights() -> None:
    read = form(ONE_TABLE)
    wanted = {"execution": 10, "output": 50, "effect": 30, "satisfaction": 10, "total": 100}
    assert {name: clause.value for name in wanted if (clause := read.clause(name))} == wanted
    assert all(clause.source is not None for clause in read.clauses)
    assert [clause.value for clause in read.clauses if clause.name == "band"] == [Fraction(4, 5), Fraction(1, 2)]


def test_note_that_a_page_wraps_is_one_note() -> None:
    wrapped = ONE_TABLE.replace("产出指标50分，效益", "产出指标5\n0分，\n效益").replace("总分应为", "\n— 2 —\n总分应为")
    read = form(wrapped)
    assert [clause.value for clause in read.clauses if clause.name == "output"] == [50, 50]
    assert read.unread == ()


def test_clause_knows_where_it_is_printed() -> None:
    clause = form(ONE_TABLE).clause("output")
    assert clause is not None
    assert clause.source is not None
    assert (clause.source.text, clause.source.id) == ("50", "section[0].label@5")
    assert clause.source.place.spots


def test_two_header_rows_are_one_header() -> None:
    read = form(TWO_ROWS)
    found = texts(read)
    assert list(read.table("funds").columns) == ["executed", "initial", "budget", "weight", "rate", "score"]
    assert (found["funds.total.initial"], found["funds.total.budget"], found["funds.total.executed"]) == ("8", "9", "9")
    assert (found["indicators[0].name"], found["indicators[0].weight"], found["total.score"]) == ("举办培训班", "90", "100")


def test_weight_may_stand_before_the_target() -> None:
    row = form(WEIGHT_FIRST).table("indicators").rows[0]
    assert [row.text(column) for column in ("weight", "target", "actual", "score")] == ["20", "29.5亩", "29.5亩", "20"]


def test_breakdown_rows_without_weight_belong_to_the_row_above() -> None:
    rows = form(WEIGHT_FIRST).table("indicators").rows
    assert [row.parent for row in rows] == ["", "indicators[0]", "indicators[0]", ""]


def test_operator_number_and_unit_may_stand_in_three_cells() -> None:
    rows = form(THREE_CELLS).table("indicators").rows
    assert [rows[0].text(column) for column in ("op", "target", "unit", "actual")] == ["≥", "735", "人次", "735"]
    target = rows[2].figure("target")
    assert target is not None
    assert (target.value, target.unit, target.comparator) == (Fraction(95, 100), "%", ">=")


def test_heading_with_per_cent_gives_its_unit() -> None:
    rate = form(THREE_CELLS).table("funds").rows[0].figure("rate")
    assert rate is not None
    assert rate.value == 1


def test_points_may_carry_their_unit() -> None:
    score = form(THREE_CELLS).table("indicators").rows[1].figure("score")
    assert score is not None
    assert score.value == 7


def test_grade_beside_the_total_is_the_conclusion() -> None:
    assert texts(form(THREE_CELLS))["conclusion"] == "优"


def test_bands_across_the_table_are_sections() -> None:
    read = form(BANDS)
    assert [(row.text("l1"), row.text("l2"), row.section) for row in read.table("indicators").rows] == [
        ("产出指标（50分）", "数量指标", "output"),
        ("满意度指标（40分）", "服务对象满意度指标", "satisfaction"),
    ]
    assert [clause.value for clause in read.clauses] == [50, 40]


def test_goals_may_stand_beside_their_label() -> None:
    found = texts(form(BANDS))
    assert (found["narrative.goal"], found["narrative.actual"]) == ("建设农田500亩。", "建设农田400亩。")
    assert (found["unit"], found["fill_date"]) == ("甲县农业局", "2023-07-03")


def test_fund_table_may_lie_on_its_side() -> None:
    read = form(ON_ITS_SIDE)
    found = texts(read)
    assert [row.key for row in read.table("funds").rows] == ["total", "fiscal", "carryover", "other"]
    assert (found["funds.total.rate"], found["funds.carryover.budget"], found["funds.other.score"]) == ("100.00%", "15", "")
    budget = read.table("funds").rows[2].figure("budget")
    assert budget is not None
    assert budget.value == 150000


@pytest.mark.parametrize("rows", [1, 2], ids=["beside the rate", "beside two lines"])
def test_points_beside_a_fund_table_on_its_side_are_those_of_the_total(rows: int) -> None:
    upright = "| | |" if rows == 1 else "| 10 | 9 |"
    below = "| 10 | 9 |" if rows == 1 else "| ^ | ^ |"
    table = (
        "2023年度项目支出绩效自评表\n\n| 项目资金 | 年度资金总额 | 财政拨款 | 其他资金 | 分值 | 得分 |\n"
        f"| 全年预算数 | 50 | 40 | 10 | | |\n| 全年执行数 | 45 | 35 | 10 {upright}\n| 执行率 | 90% | 87.5% | 100% {below}\n"
        "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 |\n| 产出指标 | 数量指标 | 管护公园 | ≥5个 | 5个 | 90 |\n"
    )
    found = texts(form(table))
    assert (found["funds.total.weight"], found["funds.total.score"]) == ("10", "9")
    assert "funds.fiscal.score" not in found
    assert "funds.other.weight" not in found


def test_two_scores_beside_a_fund_table_on_its_side_are_no_parts_of_it() -> None:
    table = (
        "2023年度项目支出绩效自评表\n\n| 资金类别 | 合计 | 中央 | 省级 | 自评分值 | 自评得分 |\n"
        "| 预算数 | 50 | 40 | 10 | 10 | 9 |\n| 支出数 | 45 | 35 | 10 | ^ | ^ |\n"
        "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 |\n| 产出指标 | 数量指标 | 管护公园 | ≥5个 | 5个 | 90 |\n"
    )
    assert [row.key for row in form(table).table("funds").rows] == ["total", "central", "province"]


FUNDS_SHEET = """
2022年度项目绩效自评基本信息表

| 项目名称 | 道路养护 | < | < | < |
| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |
| 年度资金总额 | 300 | 320 | 288 | 90% |
| 自评总分 | 98 | < | < | < |

"""
LIST_SHEET = """
项目绩效指标自评明细表

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 养护里程 | ≥50公里 | 51公里 | 100 | 98 |
| 总分 | < | < | < | < | 100 | 98 |
"""


def test_indicators_on_a_sheet_with_a_title_of_their_own_belong_to_the_funds_before_them() -> None:
    found = texts(form(FUNDS_SHEET + LIST_SHEET))
    assert (found["funds.total.executed"], found["indicators[0].score"]) == ("288", "98")
    assert (found["summary.score"], found["total.score"]) == ("98", "98")
    assert (found["title"], found["title[1]"]) == ("2022年度项目绩效自评基本信息表", "项目绩效指标自评明细表")


def test_indicators_under_the_title_of_another_project_are_a_form_of_their_own() -> None:
    funds, rows = FUNDS_SHEET.replace("2022年度项目", "道路养护项目"), LIST_SHEET.replace("项目绩效", "桥梁养护项目绩效")
    assert len(recognise(parse(funds + rows), shipped())) == 2


def test_indicators_of_another_project_are_a_form_of_their_own() -> None:
    other = LIST_SHEET.replace("\n| 一级", "\n| 项目名称 | 桥梁养护 | < | < | < | < | < |\n| 一级")
    assert [texts(each)["project"] for each in recognise(parse(FUNDS_SHEET + other), shipped())] == ["道路养护", "桥梁养护"]


def test_two_forms_in_one_file_are_two() -> None:
    forms = recognise(parse(BANDS + ONE_TABLE), shipped())
    assert [texts(each)["unit"] for each in forms] == ["甲县农业局", "甲县水务局"]
    assert [len(each.table("indicators").rows) for each in forms] == [2, 5]
    assert [len(each.clauses) for each in forms] == [2, 11]


def test_second_form_may_repeat_the_title() -> None:
    forms = recognise(parse(WEIGHT_FIRST + WEIGHT_FIRST.replace("产业到户项目", "道路项目")), shipped())
    assert [texts(each)["project"] for each in forms] == ["产业到户项目", "道路项目"]
    assert [texts(each)["title"] for each in forms] == ["绩效目标自评表", "绩效目标自评表"]


@pytest.mark.parametrize("between", ["", "\n— 2 —\n", "\n2022年度部门整体支出绩效自评表\n"])
def test_table_goes_on_after_a_page_break(between: str) -> None:
    """With or without a page mark or the running head between."""
    upper, mark, lower = ONE_TABLE.partition("| ^ | 效益指标")
    blocks = (*parse(upper).blocks, *parse(between).blocks, *parse((mark + lower).replace("| ^ |", "|  |")).blocks)
    forms = recognise(Document("text", blocks), shipped())
    assert [len(each.table("indicators").rows) for each in forms] == [5]
    assert texts(forms[0])["total.score"] == "95"


COLUMNS = {
    "一级指标": ["产出指标", "效益指标"],
    "二级指标": ["数量指标", "社会效益指标"],
    "三级指标": ["道路", "出行"],
    "分值": ["60", "30"],
    "年度指标值": ["≥5公里", "改善"],
    "实际完成值": ["6公里", "已完成"],
    "得分": ["60", "29"],
    "偏差原因分析": ["", "雨季"],
}


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_columns_gives_the_same_form(seed: int) -> None:
    names = random.Random(seed).sample(list(COLUMNS), len(COLUMNS))
    lines = [names, *([COLUMNS[name][row] for name in names] for row in (0, 1))]
    rows = form("项目支出绩效自评表\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)).table("indicators").rows
    found = [[row.text(column) for column in ("l1", "l2", "name", "weight", "target", "actual", "score", "reason")] for row in rows]
    assert found == [list(row) for row in zip(*COLUMNS.values(), strict=True)]
    assert [row.section for row in rows] == ["output", "effect"]


def test_page_may_have_fewer_columns_than_the_one_before() -> None:
    upper, _, _ = ONE_TABLE.partition("| ^ | 效益指标")
    lower = "| 效益指标（30分） | 社会效益指标 | 饮水安全 | 有效保障 | 已完成 | 30 | 30 |  |\n| 总分 | < | < | < | < | 100 | 95 |  |"
    (read,) = recognise(Document("text", (*parse(upper).blocks, *parse(lower).blocks)), shipped())
    assert read.table("indicators").rows[3].text("actual") == "已完成"
    assert texts(read)["total.score"] == "95"


def test_heading_near_a_known_one_is_understood() -> None:
    read = form(ONE_TABLE.replace("实际完成值(B)", "完成数(B)").replace("其中：基本支出", "基本类支出"))
    assert read.table("indicators").columns["actual"] == "完成数(B)"
    assert read.table("funds").rows[1].key == "basic"


def test_title_may_share_its_row() -> None:
    read = form(ON_ITS_SIDE.replace("2022年度项目绩效目标自评表\n", "| 2022年度项目绩效目标自评表 | 部门:甲县中学 | 公开14表 |\n", 1))
    found = texts(read)
    assert (found["title"], found["annex"]) == ("2022年度项目绩效目标自评表", "公开14表")


def test_header_repeated_after_a_page_break_is_no_indicator() -> None:
    header = next(line for line in ONE_TABLE.splitlines() if "一级指标" in line)
    lines = [f"{header.replace('绩效指标 | 一级', '^ | 一级')}\n{line}" if "效益指标（30分）" in line else line for line in ONE_TABLE.splitlines()]
    assert [row.label for row in form("\n".join(lines)).table("indicators").rows][2:4] == ["项目经费", "饮水安全"]


def test_part_of_the_funds_without_a_known_name_is_kept() -> None:
    read = form(ONE_TABLE.replace("其他资金 | < |  |  |  |", "彩票金 | < | 1 | 1 | 1 |"))
    assert [(row.key, row.label) for row in read.table("funds").rows][3] == ("row", "彩票金")


def test_parts_of_a_part_name_it() -> None:
    read = form(ONE_TABLE.replace("| 项目支出 | <", "| 人员经费 | <"))
    assert [row.parent for row in read.table("funds").rows] == ["", "", "funds.basic", ""]


def test_fund_table_of_one_row_needs_no_names() -> None:
    funds = "| 执行情况(万元) | 年初预算数 | 全年预算数 | 全年执行数 | 执行率(%) |\n| ^ | 100 | 200 | 152 | 76% |\n"
    rows = form("部门整体绩效自评表\n" + funds + "| 一级指标 | 三级指标 | 指标值 | 完成值 | 得分 |\n").table("funds").rows
    assert [(row.key, row.text("executed")) for row in rows] == [("total", "152")]


def test_unit_in_its_own_cell_is_that_of_the_actual_too() -> None:
    actual = form(THREE_CELLS).table("indicators").rows[0].figure("actual")
    assert actual is not None
    assert actual.unit == "人次"


def test_total_may_stand_where_no_score_column_is() -> None:
    table = "| 一级指标 | 三级指标 | 目标值 | 实际完成值 |\n| 产出指标 | 道路 | 5公里 | 5公里 |\n| 总分 | < | < | 98.6 |"
    read = form("项目绩效自评表\n| 全年预算数 | 全年执行数 | 执行率 |\n" + table)
    assert texts(read)["total.score"] == "98.6"


def test_cell_that_nothing_explains_is_unread() -> None:
    read = form(ONE_TABLE.replace("| 自评结论 |", "| 随便写写 |"))
    assert [passage.text for passage in read.unread] == ["随便写写", "全年目标基本完成。"]


def test_printed_weights_silence_the_default_regime() -> None:
    read = form(ONE_TABLE.replace("（50分）", "").replace("（30分）", "").replace("（10分）", "").partition("注：")[0])
    assert {clause.name: clause.value for clause in read.clauses} == {"execution": 10, "output": 50, "effect": 30, "satisfaction": 10, "total": 100}
    assert all(clause.source is None for clause in read.clauses)


def test_rows_that_print_nothing_are_no_indicators() -> None:
    read = form(ONE_TABLE.replace("| ^ | 效益", "| ^ | ^ | 时效指标 |  |  |  |  |  |  |\n| ^ | 效益"))
    assert len(read.table("indicators").rows) == 5


def test_subtotals_belong_to_their_section() -> None:
    read = form(ONE_TABLE.replace("| ^ | 效益", "| ^ | 小计 | < | < | < | < | 50 | 46 |  |\n| ^ | 效益"))
    first = read.table("section").rows[0]
    assert (first.text("weight"), first.text("score")) == ("50", "46")
    assert len(read.table("indicators").rows) == 5


def test_total_at_the_top_is_kept_beside_the_one_below() -> None:
    found = texts(form(ONE_TABLE.replace("| 部门（单位）名称 |", "| 自评总分 | < | 96 | < | < | < | < | < | < |\n| 部门（单位）名称 |")))
    assert (found["summary.score"], found["total.score"]) == ("96", "95")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "绩效自评工作已经完成。",
        "| 姓名 | 年龄 | 得分 |\n| 甲 | 20 | 90 |",
        "2022年度部门整体支出绩效自评表\n",
        "| 序号 | 项目名称 | 主管部门 | 金额 |\n| 1 | 道路 | 交通局 | 10 |",
    ],
)
def test_what_is_no_such_form_gives_none(text: str) -> None:
    assert recognise(parse(text), shipped()) == ()


def test_forced_definition_is_used_whatever_it_looks_like() -> None:
    table = "| 三级指标 | 指标值 | 得分 |\n| 道路 | 5公里 | 10 |"
    assert recognise(parse(table), shipped()) == ()
    assert len(recognise(parse(table), shipped(), force="cn-self-evaluation")) == 1


def test_totals_may_stand_behind_other_rows() -> None:
    total = "| ^ | 总         分 | < | < | < | < | 100 | 95 |  |\n"
    other = "| 其他需要说明事项 | 无 | < | < | < | < | < | < | < |\n"
    read = form(ONE_TABLE.replace(total, other + total.replace("| ^ |", "| 合计 |", 1).replace("总         分", "")))
    assert (read.fields["total.weight"].text, read.fields["total.score"].text) == ("100", "95")


def test_title_across_the_indicators_is_no_blank_field() -> None:
    title = "| 年度绩效目标完成情况 | < | < | < | < | < | < | < | < |\n| 绩效指标 | 一级指标"
    assert "年度绩效目标完成情况" not in [
        name for field in form(ONE_TABLE.replace("| 绩效指标 | 一级指标", title)).fields.values() for name in field.label
    ]


def test_hidden_sheet_marks_its_fields() -> None:
    document = parse(ONE_TABLE)
    hidden = tuple(Table(block.cells, block.name, hidden=True) if isinstance(block, Table) else block for block in document.blocks)
    (read,) = recognise(Document("xlsx", hidden), shipped())
    assert read.table("indicators").rows[0].cells["score"].hidden
    assert read.fields["narrative.actual"].hidden


LEVELLED = """项目支出绩效自评表
| 一级指标 | 分值 | 二级指标 | 权重 | 三级指标 | 分值 | 评价标准 | 得分 |
| 过程 | 20 | 资金管理 | 10 | 资金到位率 | 4 | 到位率×4 | 4 |
| ^ | ^ | ^ | ^ | 预算执行率 | 6 | 执行率×6 | 5 |
| ^ | ^ | 组织实施 | 10 | 制度执行有效性 | 10 | 有效得10分 | 9 |
| 产出 | 80 | 产出数量 | 80 | 维修面积 | 80 | 完成率×80 | 80 |
| 合计 | 100 |  | 100 |  | 100 |  | 98 |
"""


def test_points_beside_a_level_are_those_of_the_level_and_stand_in_its_first_row() -> None:
    found = form(LEVELLED)
    rows = found.table("indicators").rows
    assert [[row.text(column) for column in ("l1_weight", "l2_weight", "weight", "score")] for row in rows] == [
        ["20", "10", "4", "4"],
        ["", "", "6", "5"],
        ["", "10", "10", "9"],
        ["80", "80", "80", "80"],
    ]
    assert found.fields["total.weight"].text == "100"
    assert rows[2].cells["l2_weight"].label == ("组织实施", "权重")


def test_points_beside_both_levels_and_none_behind_the_names_are_none_of_the_rows() -> None:
    found = form(
        "项目自评表\n| 一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 年度指标值 | 实际完成值 | 得分 |\n"
        "| 产出 | 50 | 数量 | 20 | 里程 | 10公里 | 10公里 | 10 |\n| ^ | ^ | ^ | ^ | 次数 | 1次 | 1次 | 10 |"
    )
    rows = found.table("indicators").rows
    assert [[row.text(column) for column in ("l1_weight", "l2_weight", "weight")] for row in rows] == [["50", "20", ""], ["", "", ""]]


def test_points_in_the_names_of_rows_and_levels_count_where_no_column_holds_them() -> None:
    rows = (
        form(
            "项目自评表\n| 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 |\n"
            "| 产出指标（40分） | 数量指标（20分） | 养护里程（12分） | 1200公里 | 1200公里 | 12 |\n"
            "| ^ | ^ | 护栏（ 8 分） | 50公里 | 45公里 | 7.2 |\n"
            "| ^ | 质量指标 | 满分5分的抽查次数 | 2次 | 2次 | 20 |"
        )
        .table("indicators")
        .rows
    )
    assert [(row.text("l2_weight"), row.text("weight")) for row in rows] == [("20", "12"), ("", "8"), ("", "")]
    assert rows[1].cells["weight"].label == ("护栏（8分）", "分值")


def test_points_in_names_do_not_count_beside_a_column_of_weights() -> None:
    rows = (
        form(
            "项目自评表\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
            "| 产出指标 | 数量指标 | 次数（5分） | 2次 | 2次 | 6 | 6 |"
        )
        .table("indicators")
        .rows
    )
    assert [row.text("weight") for row in rows] == ["6"]


def test_a_goal_stands_below_its_heading_also_where_the_cells_were_not_merged() -> None:
    wide = [line for line in ONE_TABLE.splitlines() if line.startswith("|")]
    goals = ["| 年度总体目标 | 预期目标 |  |  |  | 实际完成情况 |  |  |  |", "| ^ | 治理河道16公里。 |  |  |  | 治理河道17公里。 |  |  |  |"]
    found = form("\n".join(["2022年度部门整体支出绩效自评表", *wide[:6], *goals, *wide[8:]]))
    assert (found.fields["narrative.goal"].text, found.fields["narrative.actual"].text) == ("治理河道16公里。", "治理河道17公里。")
    assert not found.unread


def test_a_goal_with_nothing_beside_it_and_nothing_below_is_blank() -> None:
    wide = [line for line in ONE_TABLE.splitlines() if line.startswith("|")]
    found = form("\n".join(["2022年度部门整体支出绩效自评表", *wide[:6], "| 年度总体目标 | 预期目标 |  |  |  | 实际完成情况 |  |  |  |", *wide[8:]]))
    assert found.fields["narrative.goal"].blank
    assert found.fields["narrative.actual"].blank


def test_a_score_out_of_a_hundred_is_not_the_score_that_counts() -> None:
    text = """
2022年度预算项目绩效自评表

| 项目名称 | 苗圃管护经费 | < | < | < | < | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标分值 | 预期指标值 | < | 单项指标实际完成值 | 单项指标完成情况 | 自评得分 | < |
| ^ | ^ | ^ | ^ | 符号 | 值 | ^ | ^ | 单项指标得分 | 单项指标折算得分 |
| 产出指标 | 数量指标 | 育苗数量 | 10 | >= | 700 | 812株 | 完成 | 100 | 10 |
| ^ | 质量指标 | 苗木成活率 | 20 | >= | 90% | 98% | 完成 | 100 | 20 |
| 自评总分 | < | < | < | < | < | < | < | < | 30 |
"""
    (form,) = recognise(parse(text), shipped())
    row = form.table("indicators").rows[0]
    assert [row.text(key) for key in ("weight", "op", "target", "actual", "state", "score")] == ["10", ">=", "700", "812株", "完成", "10"]
    assert form.fields["total.score"].text == "30"


def test_amounts_of_every_level_of_government_are_known() -> None:
    text = """
就业补助资金绩效目标自评表

| 省级财政部门 | 某省财政厅 | < |
| 资金投入情况（万元） | 全年预算数（A） | 全年执行数（B） |
| 年度资金总额： | 100 | 96 |
| 其中：中央财政资金 | 40 | 40 |
| 自治区财政资金 | 30 | 30 |
| 盟市财政资金 | 20 | 18 |
| 旗县财政资金 | 10 | 8 |
"""
    (form,) = recognise(parse(text + ONE_TABLE[ONE_TABLE.index("| 绩效指标") :]), shipped())
    assert [row.id for row in form.table("funds").rows] == [f"funds.{key}" for key in ("total", "central", "province", "city", "county")]
    assert form.fields["finance"].text == "某省财政厅"


def test_marks_before_the_names_of_rows_tell_what_is_a_part_of_what() -> None:
    head = "部门整体绩效自评表\n\n| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |\n"
    names = ("资金总额", "一、机关运行", "1.办公费", "（1）纸张", "2.差旅费", "二、专项业务", "（1）培训", "三、设备购置")
    rows = (
        form(head + "".join(f"| {name} | 9 | 9 | 9 | 100% |\n" for name in names) + "| 一级指标 | 三级指标 | 指标值 | 完成值 | 得分 |\n")
        .table("funds")
        .rows
    )
    places = {row.id: row.label for row in rows}
    assert [places.get(row.parent, "") for row in rows] == ["", "", "一、机关运行", "1.办公费", "一、机关运行", "", "二、专项业务", ""]
