"""A text with a cell a line is cut into the rows that its cells fit best."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise

HEAD = ["项目支出绩效自评表", "(2023年度)", "项目名称", "校舍屋面改造", "主管部门", "教育局", "实施单位", "第二小学", "项目资金(万元)", " "]
FUNDS = ["年初", "预算数", "全年", "预算数", "全年", "执行数", "分值", "执行率", "得分", "年度资金总额", "60.5", "60.5", "48.4", "10", "80%", "8"]
PARTS = ["其中:当年财政拨款", "60.5", "60.5", "48.4", " ", "其他资金", " ", " ", " "]
GOALS = ["年度总体目标", "预期目标", "实际完成情况", "改造宿舍楼屋面。", "宿舍楼屋面已改造。"]
HEADINGS = ["一级指标", "二级指标", "三级指标", "年度", "指标值", "实际", "完成值", "分值", "得分", "偏差原因分析及改进措施"]
OUTPUT = ["产出指标", "数量指标", "指标1改造面积", "100", "90", "20", "18", "余下部分明年改造。", "指标2", *" " * 5, "……", *" " * 5]
QUALITY = ["质量指标", "指标1验收合格率", "100", "100", "10", "10", " ", "指标2返工率", "0", "0", "20", "20", " "]
EFFECT = ["效益指标", "经济效益", "指标", "指标1能耗下降", "10", "12", "30", "30", "0"]
PLEASED = ["满意度", "指标", "服务对象满意度指标", "学生满意度", "95", "96", "10", "10", " "]
TOTAL = ["总分", " ", " ", "100", "96"]
CELLS = HEAD + FUNDS + PARTS + GOALS + HEADINGS + OUTPUT + QUALITY + EFFECT + PLEASED + TOTAL
PRINTED = [cell for cell in CELLS if cell.strip()]


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.txt", text.encode())), shipped())
    return found


@pytest.fixture(
    scope="module",
    params=["\n\n".join(CELLS), "\n".join(PRINTED), "\n".join(f"{cell.strip()} |" for cell in CELLS)],
    ids=["paragraphs", "lines", "bars"],
)
def copied(request: pytest.FixtureRequest) -> Form:
    return form(request.param)


def rows(form: Form, table: str, *keys: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(key) for key in keys) for row in form.table(table).rows]


def test_names_take_the_amounts_behind_them(copied: Form) -> None:
    assert rows(copied, "funds", "budget", "executed", "weight", "rate", "score") == [
        ("60.5", "48.4", "10", "80%", "8"),
        ("60.5", "48.4", "", "", ""),
        ("", "", "", "", ""),
    ]


def test_cells_are_cut_into_rows(copied: Form) -> None:
    scored = [row for row in rows(copied, "indicators", "l2", "name", "target", "actual", "weight", "score") if row[-1]]
    assert scored == [
        ("数量指标", "指标1改造面积", "100", "90", "20", "18"),
        ("质量指标", "指标1验收合格率", "100", "100", "10", "10"),
        ("质量指标", "指标2返工率", "0", "0", "20", "20"),
        ("经济效益指标", "指标1能耗下降", "10", "12", "30", "30"),
        ("服务对象满意度指标", "学生满意度", "95", "96", "10", "10"),
    ]


def test_a_reason_belongs_to_the_row_before_it(copied: Form) -> None:
    assert copied.table("indicators").rows[0].text("reason") == "余下部分明年改造。"


def test_labels_goals_and_totals_are_read(copied: Form) -> None:
    fields = {
        key: copied.fields[key].text for key in ("project", "dept", "unit", "narrative.goal", "narrative.actual", "total.weight", "total.score")
    }
    assert list(fields.values()) == ["校舍屋面改造", "教育局", "第二小学", "改造宿舍楼屋面。", "宿舍楼屋面已改造。", "100", "96"]


def test_its_numbers_confirm_it(copied: Form) -> None:
    assert not copied.doubtful


def test_lines_that_are_no_cells_make_no_form() -> None:
    assert recognise(read(Source("note.txt", "今天天气很好。\n明天也许下雨。\n后天一定放晴。\n大后天再说吧。\n".encode())), shipped()) == ()


def test_points_above_a_column_stand_for_its_heading() -> None:
    head = ["渔港养护资金绩效目标自评表", "项目名称", "渔港养护资金", "预算数", "10", "执行数", "10", "一级指标", "二级指标", "三级指标"]
    cells = [
        *head,
        "年度指标值",
        "实际完成值",
        "50",
        "产出指标",
        "质量指标",
        "指标1:培训",
        "已完成",
        "已完成",
        "5",
        "指标2:巡查率",
        "100%",
        "100%",
        "4",
    ]
    rows = form("\n\n".join([*cells, "效益指标", "社会效益指标", "事故数", "0次", "0次", "3"])).table("indicators").rows
    assert [(row.text("l2"), row.text("name"), row.text("actual")) for row in rows] == [
        ("质量指标", "指标1:培训", "已完成"),
        ("质量指标", "指标2:巡查率", "100%"),
        ("社会效益指标", "事故数", "0次"),
    ]


PAGE = [
    *HEAD[:1],
    "项目名称",
    "校舍屋面改造",
    "主管部门",
    "及编码",
    "[012]教育局",
    "预算执行情况(万元)",
    "20分)",
    "预算数(A)",
    "执行数B)",
    "执行率B/A)",
]
PAGE += ["年度财政资金总额", "80万元", "80万元", "100%", "总体目标", "中期目标", "年度目标", "三年改造完所有屋面。", " ", "改造宿舍楼屋面。", " "]
PAGE += [
    "年度绩效目标",
    "80分)",
    "一级指标",
    "二级指标",
    "三级指标",
    "年初目标值(A",
    "实际完成值(B",
    "产出指标",
    "数量指标",
    "改造面积",
    "100平方米",
    "100平方米",
]
PAGE += ["满意度指标", "具体指标", "教师满意度", "≥95%", "96%", "具体指标", "学生满意度", "≥95%", "97%"]
REASON = ["偏差大或", "目标未完成", "原因分析", "无。"]


def barred(cells: list[str]) -> str:
    return "\n".join(f"{cell.strip()} |" for cell in cells)


def test_headings_without_their_opening_bracket_are_known() -> None:
    found = form(barred(PAGE + REASON))
    assert rows(found, "funds", "budget", "executed", "rate") == [("80万元", "80万元", "100%")]
    assert found.fields["dept"].text == "[012]教育局"


def test_points_behind_a_label_are_no_goal() -> None:
    found = form(barred(PAGE + REASON))
    assert (found.fields["narrative.period"].text, found.fields["narrative.goal"].text) == ("三年改造完所有屋面。", "改造宿舍楼屋面。")


def test_a_level_called_by_what_stands_below_it_is_a_level() -> None:
    assert rows(form(barred(PAGE + REASON)), "indicators", "name", "target", "actual")[1:] == [
        ("教师满意度", "≥95%", "96%"),
        ("学生满意度", "≥95%", "97%"),
    ]


@pytest.mark.parametrize("below", [["注:各指标可自行增加。"], ["附件:", "扫一扫在手机打开当前页"], ["[打印] [关闭]"]])
def test_what_the_page_prints_below_the_table_is_no_row(below: list[str]) -> None:
    assert rows(form(barred(PAGE + below)), "indicators", "name", "target", "actual")[-1] == ("学生满意度", "≥95%", "97%")


UPRIGHT = [
    *["项目支出绩效目标表", "(2025年度)", "项目名称", "乡村篮球赛", "绩", "效", "指", "标", "一级", "指标", "二级指标", "三级指标", "指标值"],
    *["产出指标", "数量指标", "举办场次", "3场", "参赛队数", "8支", "质量指标", "赛事完成率", "100%"],
    *["满意度指标", "满意度指标", "群众满意度", "≥95%", " ", "项目支出绩效目标表", "(2025年度)", "项目责任人:"],
]


def test_a_side_title_written_upright_is_no_heading() -> None:
    (first, *_) = recognise(read(Source("form.txt", barred(UPRIGHT).encode())), shipped())
    assert [(row.text("l2"), row.text("name"), row.text("target")) for row in first.table("indicators").rows] == [
        ("数量指标", "举办场次", "3场"),
        ("数量指标", "参赛队数", "8支"),
        ("质量指标", "赛事完成率", "100%"),
        ("满意度指标", "群众满意度", "≥95%"),
    ]


POINTS = [
    *["项目绩效自评表", "项目名称", "商贸服务", "一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "得分"],
    *["项目决策", "20", "项目目标", "4", "目标内容", "4", "4", "决策过程", "8", "决策依据", "3", "3", "决策程序", "5", "5"],
    *["资金分配", "8", "分配办法", "2", "2", "分配结果", "6", "6", "项目绩效", "80", "项目产出", "30", "产出数量", "30", "28"],
    *["项目效益", "50", "社会效益", "50", "50", "总分", "100", "98"],
]


def test_points_beside_the_levels_are_not_those_of_the_rows() -> None:
    found = form("\n\n".join(POINTS))
    assert rows(found, "indicators", "l1_weight", "l2_weight", "name", "weight", "score") == [
        ("20", "4", "目标内容", "4", "4"),
        ("", "8", "决策依据", "3", "3"),
        ("", "", "决策程序", "5", "5"),
        ("", "8", "分配办法", "2", "2"),
        ("", "", "分配结果", "6", "6"),
        ("80", "30", "产出数量", "30", "28"),
        ("", "50", "社会效益", "50", "50"),
    ]
