"""The order of the columns of a dump, where its headings do not tell it."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear
from formlint.recognisers.dumps.orders import upset

FUNDS = "年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 100.00 80.00 60.00 10 75% 7.5\n"


def read(text: str) -> Form:
    text = "2022年度项目支出绩效自评表\n" + FUNDS + text
    return linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])[0]


def cells(form: Form) -> list[tuple[str, ...]]:
    return [tuple(row.text(column) for column in ("name", "target", "actual", "weight", "score")) for row in form.table("indicators").rows]


ROWS = "河道清淤 ≥16公里 17公里 50 50\n供水村数 ≥8个 9个 30 30\n村民满意度 ≥90% 95% 10 10\n总分 100 97.5\n"
TORN = """
一级指标 二级指标 三级指标 分值 得分
河道清淤里程 {0}
水质抽检次数 {1}
供水水质达标率 {2}
村民满意度 {3}
总分 100 97.5
年度指标值
实际完成值
"""


@pytest.mark.parametrize(
    "row",
    ["{0} {1} {2} {3}", "{2} {0} {1} {3}", "{0} {2} {1} {3}"],  # target and actual before the points, behind the weight, around it
)
def test_whole_lines_show_where_torn_columns_stood(row: str) -> None:
    values = [("≥16公里", "17公里", "30"), ("≥12次", "12次", "20"), ("≥95%", "96%", "30"), ("≥90%", "95%", "10")]
    found = cells(read(TORN.format(*(row.format(target, actual, points, points) for target, actual, points in values))))
    assert [each[1:] for each in found] == [(target, actual, points, points) for target, actual, points in values]


def test_a_header_line_may_hold_a_heading_that_only_a_pattern_fits() -> None:
    text = "一级指标 二级指标 三级指标 拟定目标值 实际完成值 分值 得分\n" + ROWS
    assert [each[1] for each in cells(read(text))] == ["≥16公里", "≥8个", "≥90%"]


def test_what_a_header_of_two_rows_prints_before_the_name_stands_behind() -> None:
    text = "实际完成值 分值 得分\n一级指标 二级指标 三级指标 年度指标值\n" + ROWS
    assert cells(read(text))[1] == ("供水村数", "≥8个", "9个", "30", "30")


@pytest.mark.parametrize(
    ("columns", "impossible"),
    [
        ("name target actual weight score", False),
        ("name weight target actual score", False),
        ("name actual target weight score", True),
        ("name score weight", True),
    ],
)
def test_no_form_has_what_was_done_before_what_was_to_be(columns: str, impossible: bool) -> None:
    assert upset(columns.split()) is impossible
