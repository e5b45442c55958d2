"""Dumps of forms with narrow columns: numbers, dates and causes that lines broke are whole again, and what shares a line stays apart."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.joining.broken import joined_parts

HEAD = """\
2022年度项目支出绩效自评表
资金来源 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 90.00 100.00 80.00 10 80% 8
其中：财政拨款 90.00 100.00 80.00 — — —
"""
COLUMNS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 未完成原因分析\n"
LISTED = """\
产出指标 数量指标 河道清淤长度 ≥16 公里 17 公里 50 50 无
效益指标 社会效益指标 新增供水村数 ≥8 个 9 个 30 30 无
满意度指标 服务对象满意度 沿岸村民满意度 ≥90% 95% 10 10 无
"""
END = "总分 100 98\n"


def read(*parts: str) -> Form:
    return linear.recognise(Document("text", tuple(lines("".join(parts))), ruled=False), shipped()[0])[0]


def texts(form: Form, row: int) -> dict[str, str]:
    cells = form.table("indicators").rows[row].cells
    return {key: "".join(cells[key].text.split()) for key in ("name", "target", "actual", "weight", "score", "reason") if key in cells}


@pytest.mark.parametrize(
    ("printed", "key", "text"),
    [
        ("沿岸村民满意度 ≥90%\n95.5\n%\n10 10 无", "actual", "95.5%"),
        ("沿岸村民满意度 ≥90% 95%\n1\n0\n10 无", "weight", "10"),
        ("沿岸村民满意度 ≥90% 95%\n1\n0\n9.5 无", "score", "9.5"),
        ("沿岸堤防造价\n48,867,700.0\n0 元\n35,512,15\n7.59 元\n10 10 无", "target", "48,867,700.00元"),
        ("沿岸堤防造价\n48,867,700.0\n0 元\n35,512,15\n7.59 元\n10 10 无", "actual", "35,512,157.59元"),
        ("沿岸堤防造价\n≤399\n元/人天\n264 元/人\n天\n10 10 无", "target", "≤399元/人天"),
        ("堤防竣工时间\n2022 年\n12 月 31\n日前\n2022 年\n11 月\n10 10 无", "target", "2022年12月31日前"),
        ("堤防竣工时间\n2022 年\n12 月 31\n日前\n2022 年\n11 月\n10 10 无", "actual", "2022年11月"),
    ],
)
def test_what_a_narrow_cell_broke_is_whole(printed: str, key: str, text: str) -> None:
    form = read(HEAD, COLUMNS, LISTED.replace("沿岸村民满意度 ≥90% 95% 10 10 无", printed), END)
    assert texts(form, 2)[key] == text


def test_two_numbers_of_one_line_stay_two() -> None:
    form = read(HEAD, COLUMNS, LISTED.replace("≥90% 95% 10 10 无", "≥90%\n95% 10 9\n设备未到位，下一步加快采购。"), END)
    assert (texts(form, 2)["weight"], texts(form, 2)["score"]) == ("10", "9")


@pytest.mark.parametrize(
    ("printed", "points"),
    [
        ("≥5\n6\n5\n5", ("5", "5")),  # 6 is what was reached, not the beginning of 65
        ("5\n6\n5\n5", ("5", "5")),
        ("≥5\n6\n2\n1", ("2", "1")),
        ("≥5个\n6个\n1\n5\n15", ("15", "15")),
    ],
)
def test_a_bare_actual_is_no_part_of_the_weight_below_it(printed: str, points: tuple[str, str]) -> None:
    form = read(
        HEAD, COLUMNS, LISTED.replace("沿岸村民满意度 ≥90% 95% 10 10 无", f"沿岸村民满意度 ≥90% 95% 10 10 无\n新建泵站数\n{printed}\n无"), END
    )
    assert [(row.text("weight"), row.text("score")) for row in form.table("indicators").rows if "泵站" in row.text("name")] == [points]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("150\n160\n10 10", ["150", "160", "10", "10"]),
        ("1000\n1200\n10 10", ["1000", "1200", "10", "10"]),
        ("1623751\n00\n10 10", ["162375100", "10", "10"]),
        ("17547\n889.87\n元\n10 10", ["17547889.87元", "10", "10"]),
        ("2022年12月\n10\n9", ["2022年12月", "10", "9"]),  # no 日 below: a weight
        ("2022年\n10\n9", ["2022年", "10", "9"]),
        ("2022年12月\n10\n日前\n10 9", ["2022年12月10日前", "10", "9"]),
    ],
)
def test_what_a_line_break_parts_is_one_only_where_it_must_be(printed: str, said: list[str]) -> None:
    dump = Dump(Document("text", tuple(lines(printed)), ruled=False), shipped()[0])
    joined_parts(dump)
    assert [strip.text for strip in dump.strips] == said


def test_amounts_that_narrow_cells_broke_are_a_row() -> None:
    head = """\
2022年度项目支出绩效自评表
资金来源 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额
16,237,510,00
0.00
20,296,887,500.
00
16,237
,510,0
00.00
10 80% 8
其中：财政拨款
16,237,510,00
0.00
20,296,887,500.
00
16,237
,510,0
00.00
— — —
"""
    total = read(head, COLUMNS, LISTED, END).table("funds").rows[0]
    assert [total.text(key) for key in ("initial", "budget", "executed")] == ["16,237,510,000.00", "20,296,887,500.00", "16,237,510,000.00"]


def test_an_amount_does_not_go_on_with_the_digits_of_the_next() -> None:
    head = HEAD.replace("100.00 80.00 10 80% 8", "8467800.00\n6774\n240.00\n10 80% 8")
    assert read(head, COLUMNS, LISTED, END).table("funds").rows[0].text("budget") == "8467800.00"


def test_a_cause_in_a_narrow_column_belongs_to_its_row() -> None:
    cause = "50 40\n受汛期\n影响，\n进度滞\n后，下\n一步将\n倒排工\n期、加\n快推进。"
    form = read(HEAD, COLUMNS, LISTED.replace("50 50 无", cause), END)
    assert texts(form, 0)["reason"] == "受汛期影响，进度滞后，下一步将倒排工期、加快推进。"
    assert texts(form, 1)["name"] == "新增供水村数"


def test_a_cause_that_begins_beside_its_score_goes_on_below() -> None:
    form = read(HEAD, COLUMNS, LISTED.replace("30 30 无", "30 28 年初目\n标设置\n偏低，\n下一年\n度科学\n设定。"), END)
    assert texts(form, 1)["reason"] == "年初目标设置偏低，下一年度科学设定。"
    assert texts(form, 2)["name"] == "沿岸村民满意度"


def test_an_operator_that_fell_out_of_its_line_goes_back_before_its_number() -> None:
    form = read(HEAD, COLUMNS, LISTED.replace("沿岸村民满意度 ≥90% 95% 10 10 无", "沿岸村民满意度 90%\n≧ 95% 10 10 无"), END)
    assert (texts(form, 2)["target"], texts(form, 2)["actual"]) == ("≧90%", "95%")


def test_an_operator_in_a_cell_of_its_own_ends_it() -> None:
    columns = "一级指标 二级指标 三级指标 指标性质 指标值 度量单位 实际完成值 分值 得分 未完成原因分析\n"
    rows = """\
产出指标 数量指标 河道清淤长度 ≥ 16 公里 17 公里 50 50 无
效益指标 社会效益指标 新增供水村数 ≥ 8 个 9 个 30 30 无
满意度指标 服务对象满意度 沿岸村民满意度 ≥ 90 % 95% 10 10 无
"""
    cells = read(HEAD, columns, rows, END).table("indicators").rows[1].cells
    assert [cells[key].text for key in ("op", "target", "unit")] == ["≥", "8", "个"]


def test_what_was_completed_is_no_heading() -> None:
    columns = COLUMNS.replace("实际完成值", "完成情况")
    form = read(HEAD, columns, LISTED.replace("≥8 个 9 个", "\n完成 8 个村通水\n9 个"), END)
    assert form.table("indicators").rows[0].text("actual").replace(" ", "") == "17公里"


def test_usual_points_prove_no_section_where_the_form_prints_others() -> None:
    listed = """\
成本指标（20分） 经济成本指标 堤防造价 ≤16 万元 16 万元 20 20 无
产出指标（40分） 数量指标 河道清淤长度 ≥16 公里 17 公里 30 30 无
质量指标 堤防合格率 ≥95% 96% 10 10 无
效益指标（20分） 社会效益指标 新增供水村数 ≥8 个 9 个 20 20 无
满意度指标 服务对象满意度 沿岸村民满意度 ≥90% 95% 10 10 无
"""
    rows = read(HEAD, COLUMNS, listed, END).table("indicators").rows
    assert rows[1].section != "effect"
    assert rows[0].section in ("", "cost")
