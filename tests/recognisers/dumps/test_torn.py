"""Dumps that print cells of one line first and those of several lines later: amounts far from their headings, units and dates cut in two."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear
from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.ordered.holes import reasoned
from formlint.recognisers.dumps.strips import Kind, kind_of

ROWS = """
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析
产出指标 数量指标 河道清淤 ≥16公里 17公里 50 50 无
效益指标 社会效益指标 供水村数 ≥8个 9个 30 30 无
满意度指标 服务对象满意度 村民满意度 ≥90% 95% 10 9 无
总分 100 98
"""


def document(text: str) -> Document:
    return Document("text", tuple(lines(text)), ruled=False)


def read(text: str) -> Form:
    return linear.recognise(document("2022年度项目支出绩效自评表\n" + text), shipped()[0])[0]


def funds(text: str, *columns: str) -> dict[str, tuple[str, ...]]:
    return {row.key: tuple(row.text(column) for column in columns) for row in read(text + ROWS).table("funds").rows}


def test_amounts_stand_before_a_header_that_was_printed_late() -> None:
    text = "资金来源 分值 得分\n资金总额 60.36 49.17 81.46% 10 8.1\n财政拨款 60.36 49.17 — — —\n"
    text += "预算执行情\n况（万元）\n（10分）\n预算数(A) 执行数(B) 执行率(B/A)\n"
    assert funds(text, "budget", "executed", "weight", "score") == {
        "total": ("60.36", "49.17", "10", "8.1"),
        "fiscal": ("60.36", "49.17", "—", "—"),
    }


BLOCK = """
资金来源 预算数 实际支出数 预算执行率 分值 自评得分
年度资金总额： 97.14% 10 9.7
财政拨款
其他资金
资金情况
350.00万元 340.00万元
200.00万元 200.00万元
{}
"""


@pytest.mark.parametrize(
    ("last", "rows"),
    [
        ("150.00万元 140.00万元", ("350.00万元", "200.00万元", "150.00万元")),
        ("", ("350.00万元", "", "")),
        ("150.00万元", ("350.00万元", "", "")),
    ],
)
def test_a_block_of_torn_amounts_goes_to_its_rows_when_there_is_a_line_for_each_else_to_the_total(last: str, rows: tuple[str, ...]) -> None:
    assert tuple(row[0] for row in funds(BLOCK.format(last), "budget").values()) == rows


def test_a_block_of_amounts_that_nothing_proves_stays_out() -> None:
    text = BLOCK.format("").replace("97.14%", "80.00%")
    assert not any(row[0] for row in funds(text, "budget").values())


def test_a_table_on_its_side_gets_the_headings_that_were_printed_late() -> None:
    text = "资金来源 资金总额 财政拨款 其他资金\n年初预算数 30.5 20.5 10\n40.5 20.5 20\n36.45 18 18.45\n"
    text += "分值 10\n执行率 90.00%\n得分 9\n全年预算数（A）\n全年执行数（B）\n"
    assert funds(text, "initial", "budget", "executed") == {
        "total": ("30.5", "40.5", "36.45"),
        "fiscal": ("20.5", "20.5", "18"),
        "other": ("10", "20", "18.45"),
    }


def test_a_unit_in_brackets_before_a_heading_is_not_its_own() -> None:
    text = "资金来源 分值 得分\n资金总额 60.36 49.17 81.46% 10 8.1\n情况\n（元）\n全年预算数\n全年执行数\n执行率\n"
    assert read(text + ROWS).table("funds").columns["budget"] == "全年预算数"


SPACED = """
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析
产出指标 数量指标 开展巡查批次
≥ 1683 批
次
1792 批次 30 30 无
完工日期 2022 年 12 月 31 日前
2022 年 12 月 19
日
20 20 无
效益指标 社会效益指标 供水 8 个村以上 有所提高 有所提高 30 30 无
满意度指标 服务对象满意度 村民满意度 ≥ 90% 95% 10 9 无
总分 100 89
"""


def test_the_rest_of_a_unit_and_of_a_date_goes_with_what_it_belongs_to() -> None:
    found = [tuple("".join(row.text(column).split()) for column in ("name", "target", "actual")) for row in read(SPACED).table("indicators").rows]
    assert found[:2] == [("开展巡查批次", "≥1683批次", "1792批次"), ("完工日期", "2022年12月31日前", "2022年12月19日")]


def test_operator_value_and_unit_stay_apart_where_they_have_columns() -> None:
    text = (
        SPACED.replace("年度指标值", "指标性质 指标值 度量单位")
        .replace("≥ 1683 批\n次\n1792 批次", "≥ 1683 批次 1792 批次")
        .replace("≥ 90%", "≥ 90 %")
    )
    row = read(text).table("indicators").rows[0]
    assert [row.text(column) for column in ("op", "target", "unit", "actual")] == ["≥", "1683", "批次", "1792 批次"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("二 级 指 标 三 级 指 标", ["l2", "name"]),
        ("指 标\n性 质", ["op"]),
        ("年度指标值 分值 得分", ["target", "weight", "score"]),
        ("（万元） 指标值", ["target"]),
    ],
)
def test_the_word_that_fits_best_is_the_heading(text: str, keys: list[str]) -> None:
    dump = Dump(document(text), shipped()[0])
    assert [hit.key for hit in dump.headings(dump.words.columns["indicators"])] == keys


def test_a_project_without_its_label_is_no_cell() -> None:
    form = read(ROWS.replace("≥16公里 17公里 50", "17公里 50") + "2022年甲河治理项目\n")
    assert all("治理项目" not in cell.text for row in form.table("indicators").rows for cell in row.cells.values())


@pytest.mark.parametrize(
    ("cells", "sound"),
    [
        (("≥8个", "9个", "因雨停工，|下年补做。"), True),
        (("≥8个", "9个", "因雨停工，|部分工程"), False),
        (("≥8个", "因路不通，", "因雨停工，|下年补做。"), False),
    ],
)
def test_rows_are_not_sound_when_a_reason_was_cut_or_stands_elsewhere(cells: tuple[str, str, str], sound: bool) -> None:
    texts = ["因故推迟，", "今后加强。", *(part for cell in cells for part in cell.split("|"))]
    strips = Dump(document("\n".join(texts)), shipped()[0]).strips
    rows: list[dict[str, tuple[int, ...]]] = [{"reason": (0, 1)}, {"target": (2,), "actual": (3,), "reason": (4, 5)}]
    assert reasoned(strips, rows) is sound


@pytest.mark.parametrize(
    ("text", "kind"),
    [("完成，今后将", Kind.CAUSE), ("已完成", Kind.DONE), ("提升服务能力水平", Kind.WORDS), ("有所提升", Kind.QUALITY), ("提高", Kind.QUALITY)],
)
def test_what_a_strip_looks_like(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


def test_a_reason_goes_on_until_its_sentence_ends() -> None:
    strips = Dump(document("因实施方案调\n整，部分任务\n结转至下年度\n完成，今后将\n提前谋划。\n因路不通，未"), shipped()[0]).strips
    costs = Costs(strips, ("target", "actual", "reason"), joined=False)
    assert costs.stay(1, 2, 2) < costs.stay(1, 1, 2)
    assert costs.stay(3, 2, 4) < costs.stay(4, 2, 5)
