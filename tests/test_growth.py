"""What is twice as long takes twice the steps: rows of a table that lost its merged cells, one heading on every row, sections with subtotals,
sentences of one text."""

import csv
import io
from collections.abc import Callable

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.results import DocumentResult
from tests.steps import steps

FEW = 150
MOST = 2.4  # times the steps for twice the length; 4 where every part is held against every other

HEAD = (
    ("农村供水工程维修养护项目支出绩效自评表",),
    ("项目名称", "农村供水工程维修养护"),
    ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "100.00", "100.00", "95.00", "10", "95.00%", "9.5"),
    ("年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""),
)
LEVELS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")


def indicator(number: int) -> tuple[str, ...]:
    return ("产出指标", "数量指标", f"第{number}段管网维修长度", f"≥{number % 90 + 10}公里", f"{number % 90 + 7}公里", "1", "1", "")


def rows(count: int) -> list[tuple[str, ...]]:
    return [*HEAD, ("", "做好供水保障。", "", "", "供水有保障。", "", "", ""), LEVELS, *map(indicator, range(count))]


def sentences(count: int) -> list[tuple[str, ...]]:
    told = "".join(f"维修管网{number % 90 + 10}公里，投入{number % 77 + 3}万元，比上年增加{number % 7 + 1}万元。" for number in range(count))
    return [*HEAD, ("", "做好供水保障。", "", "", told, "", "", ""), LEVELS, *map(indicator, range(3))]


def subtotals(count: int) -> list[tuple[str, ...]]:
    parts = [row for number in range(count) for row in (indicator(number), ("产出指标小计", "", "", "", "", "1", "1", ""))]
    return [*HEAD, ("", "做好供水保障。", "", "", "供水有保障。", "", "", ""), LEVELS, *parts]


def headings(count: int) -> list[tuple[str, ...]]:
    parts = [("产出指标（50分）", *indicator(number)[1:]) for number in range(count)]
    return [*HEAD, ("", "做好供水保障。", "", "", "供水有保障。", "", "", ""), LEVELS, *parts]


def found(table: list[tuple[str, ...]]) -> list[str]:
    result = checking(table, Setup(shipped(), load(SHIPPED)))()
    return [finding.check for finding in result.all_findings]


def test_points_of_a_heading_in_every_row_are_one_finding() -> None:
    assert found(headings(40)).count("scoring/section_weight") == 1  # 40 points under a heading of 50
    assert "scoring/section_weight" not in found(headings(50))


def checking(table: list[tuple[str, ...]], setup: Setup) -> Callable[[], DocumentResult]:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return lambda: lint_source(Source("form.csv", out.getvalue().encode()), "form.csv", setup)


@pytest.mark.parametrize("form", [rows, sentences, subtotals, headings], ids=lambda form: form.__name__)
def test_what_is_twice_as_long_takes_twice_the_steps(form: Callable[[int], list[tuple[str, ...]]]) -> None:
    setup = Setup(shipped(), load(SHIPPED))
    checking(form(2 * FEW), setup)()  # loads what is loaded once, and fills what is remembered
    nothing, once, twice = (steps(checking(form(count), setup)) for count in (1, FEW, 2 * FEW))
    assert twice - nothing < MOST * (once - nothing)
