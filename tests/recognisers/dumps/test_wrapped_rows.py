"""Aligned dumps of tables whose cells are set at the top: names of rows, and long numbers, go on below the line of the values."""

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.documents import Document
from formlint.findings import Severity
from formlint.forms import Form
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.readers.text import lines
from formlint.recognisers import linear

FUNDS = """\
                             项目支出绩效自评表
                                （2023 年度）
项目名称                            校舍维修改造
项目资金              年初预算数   全年预算数    全年执行数    分值               执行率       得分
（万元）     年度资金总      320     320      304    10               95%       9.5
            额
         其中：当年     280      280          268         —       95.71%     —
          财政拨款
         上年结转资      40       40           36         —        90%       —
            金
          其他资金      0        0        0              —         0%        —
"""
LONG = """\
                             项目支出绩效自评表
                                （2023 年度）
项目名称                            校舍维修改造
 项目资金            年初预算数        全年预算数      全年执行数          分值      执行率        得分
  （元）   年度资金总    2,150,000.0 2,080,000.0 2,011,360.0     10     96.70%     9.67
           额           0           0           0
        其中：当年    2,150,000.0 2,080,000.0 2,011,360.0     —      96.70%       —
         财政拨款          0           0           0
"""
LISTED = """\
一级指标     二级指标     三级指标    年度指标值       实际完成值           分值       得分
产出指标     数量指标     维修校舍    ≥12 所        12 所            50       50
效益指标     社会效益     受益学生    ≥600 人       620 人           30       30
满意度指标   满意度       师生满意度   ≥90%         94%             10       10
                   总分                                100       99.5
"""


def read(*parts: str) -> Form:
    return linear.recognise(Document("text", tuple(lines("".join(parts))), ruled=False), shipped()[0])[0]


@pytest.mark.parametrize(
    ("key", "amounts"),
    [("total", ("320", "320", "304")), ("fiscal", ("280", "280", "268")), ("carryover", ("40", "40", "36")), ("other", ("0", "0", "0"))],
)
def test_a_name_that_goes_on_below_its_values_is_one(key: str, amounts: tuple[str, ...]) -> None:
    row = read(FUNDS, LISTED).table("funds").row(key)
    assert row and tuple(map(row.text, ("initial", "budget", "executed"))) == amounts


def test_values_of_two_rows_are_not_one_number_when_no_name_is_whole() -> None:
    """280 above and 40 below the line 财政拨款, with a dash and a rate above others."""
    found = read(FUNDS.replace("其中：当年", "其中：本县").replace("金\n", "\n"), LISTED).table("funds")
    assert not any("28040" in cell.text for row in found.rows for cell in row.cells.values())


@pytest.mark.parametrize("key", ["total", "fiscal"])
def test_a_number_that_goes_on_below_with_the_name_of_its_row_is_one(key: str) -> None:
    row = read(LONG, LISTED).table("funds").row(key)
    assert row and tuple(map(row.text, ("initial", "budget", "executed"))) == ("2,150,000.00", "2,080,000.00", "2,011,360.00")


NARROW = """\
一级指标     二级指标     三级指标    年度指标值       实际完成值           分值       得分    偏差原因分
                                                                       析及改进措
                                                                         施
产出指标     数量指标    维修校舍    ≥12 所        12 所            50       50
效益指标     社会效益    受益学生    ≥600 人       540 人           30       27    学校因选址
                                                                     调整推迟开
                                                                     工，受益学
                                                                     生减少；下
                                                                     一步抓紧。
满意度指标   满意度      师生满意度   ≥90%         94%             10       10
                   总分                                100       96.5
"""


def test_a_reason_in_lines_of_five_characters_is_not_missed() -> None:
    """They stand in no cell, but their marks tell that somebody wrote sentences."""
    result = lint_source(Source("form.txt", (FUNDS + NARROW).encode()), "form.txt", Setup(shipped(), load(SHIPPED)))
    found = [finding for form in result.forms for finding in form.findings if finding.check == "completeness/reasons"]
    assert not [finding for finding in found if finding.severity is not Severity.INFO]
