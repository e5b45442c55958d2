"""Funds told a column a line, each amount behind the name of its row."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = "2023年度项目支出绩效自评表\n\n| 项目名称 | 渡口改造 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
LIST = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 渡口 | ≥3处 | 3处 | 90 | 90 |\n"
    "| 总分 | < | < | < | < | 100 | 99.5 |\n"
)
BUDGET = "| 全年预算数（万元） | 320.00 | 其中：财政拨款 | 300.00 | 上年结转 | 20.00 | |\n"
EXECUTED = "| 全年执行数（万元） | 304.00 | 其中：财政拨款 | 286.00 | {} | 18.00 | |\n"
REST = "| 执行率 | 95.00% | 分值 | 10 | 得分 | 9.5 | |\n"


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.md", (HEAD + text + LIST).encode())), shipped())
    return found


def test_every_line_is_a_column_and_every_name_a_row() -> None:
    funds = form(BUDGET + EXECUTED.format("上年结转") + REST).table("funds")
    assert [(row.key, row.text("budget"), row.text("executed"), row.text("score")) for row in funds.rows] == [
        ("total", "320.00", "304.00", "9.5"),
        ("fiscal", "300.00", "286.00", ""),
        ("carryover", "20.00", "18.00", ""),
    ]


def test_the_unit_of_a_line_is_that_of_its_amounts() -> None:
    total = form(BUDGET + EXECUTED.format("上年结转")).table("funds").rows[0].figure("budget")
    assert total is not None and total.unit == "万元"


@pytest.mark.parametrize("text", [BUDGET, BUDGET + EXECUTED.format("单位资金"), BUDGET + BUDGET])
def test_one_line_or_lines_of_other_parts_or_of_one_column_are_no_such_funds(text: str) -> None:
    found = form(text)
    assert not any(row.key == "carryover" for row in (found.table("funds").rows if "funds" in found.tables else ()))


def test_columns_named_side_by_side_are_no_parts() -> None:
    (total,) = form("| 年初预算 | 600.00 | 调整后预算 | 580.00 | 实际支出 | 551.00 | |\n").table("funds").rows
    assert (total.text("initial"), total.text("budget"), total.text("executed")) == ("600.00", "580.00", "551.00")
