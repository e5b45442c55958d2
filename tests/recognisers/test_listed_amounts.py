"""Names and amounts in turn, a cell a line, are a table down to their total."""

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers.listed_amounts import listed_amounts

REPORT = (
    "青石县财政支出项目绩效评价自评报告\n项目名称 档案整理\n支出内容\n实际支出数(万元)\n"
    "办公费\n9.6\n印刷费\n8.5\n差旅费\n{}\n支出合计\n19.6\n预算资金已全部支出。\n"
)


def names(text: str) -> list[list[str]]:
    lines = read(Source("report.txt", text.encode())).lines
    return [[row[0].text for row in rows[1:]] for rows in listed_amounts(lines)]


def test_the_rows_go_up_to_the_headings() -> None:
    assert names(REPORT.format("1.5")) == [["办公费", "印刷费", "差旅费", "支出合计"]]


@pytest.mark.parametrize("text", ["办公费\n9.6\n支出合计\n9.6\n末\n", "办公费\n印刷费\n支出合计\n9.6\n末\n", "9.6\n8.5\n合计\n18.1\n末\n"])
def test_less_than_two_amounts_with_names_are_no_table(text: str) -> None:
    assert names(text) == []


def test_a_total_that_holds_is_verified_and_one_that_does_not_accuses_nobody() -> None:
    setup = Setup(shipped(), load(SHIPPED))
    right, wrong = (lint_source(Source("report.txt", REPORT.format(last).encode()), "report.txt", setup) for last in ("1.5", "2.5"))
    assert [result.forms[0].outcomes["holds"] for result in (right, wrong)] == [1, 0]
    assert not any(finding.check == "arithmetic/totals" for result in (right, wrong) for finding in result.all_findings)
