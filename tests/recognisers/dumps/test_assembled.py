"""Dumps whose cells are parted by empty lines: flows are cut into cells, cells put into rows, torn cells back into their holes, or left out."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear

HEAD = ["2022年度项目支出绩效自评表", "项目名称", "2022年甲县河道治理项目", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
FUNDS = ["年度资金总额", "100.00", "80.00", "60.00", "10", "75%", "7.5"]
HEADINGS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
CLOSING = ["总分", "100", "97.5"]


def _form(*flows: str) -> Form:
    text = "\n\n".join([*HEAD, *FUNDS, *HEADINGS, *flows, *CLOSING])
    (form,) = linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])
    return form


def _rows(*flows: str) -> list[tuple[str, ...]]:
    columns = ("name", "target", "actual", "weight", "score")
    return [tuple("".join(row.text(column).split()) for column in columns) for row in _form(*flows).table("indicators").rows]


def _row(name: str, target: str, actual: str, points: str) -> tuple[str, ...]:
    return name, target, actual, points, points, "无"


FIRST = _row("治理河道", "≥16公里", "17公里", "20")
SECOND = _row("水质抽检次数", "≥12次", "12次", "10")
THIRD = _row("完成时间", "2022年12月底前完成", "2022年12月20日", "20")
FOURTH = _row("改善水环境质量", "有所改善", "有所改善", "30")
LAST = _row("沿岸居民满意度", "≥90%", "95%", "10")


def test_cells_in_the_order_of_their_rows_are_rows() -> None:
    rows = _rows("产出指标", "数量指标", *FIRST, *SECOND, *THIRD, "效益指标", *FOURTH, "满意度指标", *LAST)
    assert [row[0] for row in rows] == ["治理河道", "水质抽检次数", "完成时间", "改善水环境质量", "沿岸居民满意度"]
    assert rows[0] == ("治理河道", "≥16公里", "17公里", "20", "20")
    assert rows[3] == ("改善水环境质量", "有所改善", "有所改善", "30", "30")


@pytest.mark.parametrize(
    ("flow", "target", "actual"),
    [
        ("对26个村开展 已对26个村开\n河道巡查≥4次 展河道巡查4次", "对26个村开展河道巡查≥4次", "已对26个村开展河道巡查4次"),  # lines side by side
        ("26个村配备巡\n26个村巡河员\n河员\n全部到位", "26个村配备巡河员", "26个村巡河员全部到位"),  # the same, in lines of their own
        ("≤1502.8676\n1489.9089万元\n万元", "≤1502.8676万元", "1489.9089万元"),  # one line beside the middle of two
        ("2022年12月\n底前完成\n\n2022年12月\n20日", "2022年12月底前完成", "2022年12月20日"),  # each by itself
    ],
)
def test_a_flow_is_cut_into_the_cells_of_its_row(flow: str, target: str, actual: str) -> None:
    rows = _rows(*FIRST, *SECOND, "巡河制度落实", flow, "20", "20", "无", *FOURTH, *LAST)
    assert rows[2] == ("巡河制度落实", target, actual, "20", "20")


def test_names_that_stand_below_one_another_go_back_to_their_rows() -> None:
    rows = _rows(*FIRST[1:], *SECOND[1:], *THIRD, *FOURTH, *LAST, "数量指标\n治理河道\n水质抽检次数")
    assert [row[0] for row in rows] == ["治理河道", "水质抽检次数", "完成时间", "改善水环境质量", "沿岸居民满意度"]


def test_a_name_that_may_be_of_either_of_two_rows_is_of_none() -> None:
    rows = _rows(*FIRST[1:], *SECOND[1:], *THIRD, *FOURTH, *LAST, "水质抽检次数")
    assert [row[0] for row in rows] == ["", "", "完成时间", "改善水环境质量", "沿岸居民满意度"]


def test_names_printed_late_stand_above_those_printed_before() -> None:
    rows = _rows(*FIRST[1:], *SECOND[1:], *THIRD, *FOURTH, *LAST, "治理河道", "水质抽检次数")
    assert [row[0] for row in rows] == ["治理河道", "水质抽检次数", "完成时间", "改善水环境质量", "沿岸居民满意度"]


def test_a_table_whose_values_were_printed_out_of_order_is_doubtful() -> None:
    late = _form(*FIRST[:3], *FIRST[5:], *SECOND, *THIRD[:3], *FOURTH, *LAST, "20", "20", "20", "20")
    assert not _form(*FIRST, *SECOND, *THIRD, *FOURTH, *LAST).doubtful
    assert late.doubtful == {"indicators"}


def test_headings_of_two_lines_side_by_side_are_both_read() -> None:
    flows = [
        "三级指标",
        "指标性\n质",
        "指标值",
        "度量单 实际完成值\n位",
        "分值",
        "得分",
        *("治理河道", "≥", "16", "公里", "17公里", "50", "50"),
        *("水质抽检", "≥", "12", "次", "12次", "20", "20"),
    ]
    text = "\n\n".join([*HEAD, *FUNDS, *flows, *CLOSING])
    (form,) = linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])
    assert [row.text("unit") for row in form.table("indicators").rows] == ["公里", "次"]


def test_an_actual_that_was_torn_is_known_by_the_unit_of_its_target() -> None:
    rows = _rows(*FIRST[:2], *FIRST[3:], *SECOND[:2], *SECOND[3:], *THIRD, *FOURTH, *LAST, "12次")
    assert [row[2] for row in rows] == ["", "12次", "2022年12月20日", "有所改善", "95%"]


def test_the_two_halves_of_a_row_become_one() -> None:
    rows = _rows(*FIRST, *SECOND, "完成时间", "20", "20", *FOURTH, *LAST, "2022年12月底前完成", "2022年12月20日")
    assert rows[2] == ("完成时间", "2022年12月底前完成", "2022年12月20日", "20", "20")


def test_labels_are_found_between_the_lines_of_other_cells() -> None:
    flow = "产出指\n标\n数量指标 治理河道\n（50\n分）\n水质抽检次数"
    form = _form(*FIRST[1:], *SECOND[1:], *THIRD, "效益指标（30分）", *FOURTH, "满意度指标（10分）", *LAST, flow)
    assert [row.label for row in form.table("section").rows] == ["产出指标（50分）", "效益指标（30分）", "满意度指标（10分）"]
    assert [row.section for row in form.table("indicators").rows] == ["output"] * 3 + ["effect", "satisfaction"]


def test_a_score_that_stands_among_the_totals_is_not_the_total() -> None:
    text = _form(*FIRST, *SECOND, *THIRD[:4], *FOURTH, *LAST)
    assert text.fields["total.score"].text == "97.5"


def test_second_level_labels_stand_where_their_section_leaves_them_one_place() -> None:
    labels = ["产出指标（50分）", "质量指标\n数量指标", "效益指标（30分）", "生态效益指标", "满意度指标（10分）", "服务对象满意度指标"]
    rows = _form(*FIRST, *SECOND, *THIRD, *FOURTH, *LAST, *labels).table("indicators").rows
    assert [row.text("l2") for row in rows] == ["数量指标", "数量指标", "", "生态效益指标", "服务对象满意度指标"]  # a date is neither
