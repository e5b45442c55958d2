"""预算调整数 and 调整数 head the budget after its changes or the changes themselves: the numbers beside them say which."""

import pytest

from formlint.definitions import shipped
from formlint.forms import FormTable
from formlint.readers import Source, read
from formlint.recognisers import recognise

FORM = "# 部门整体支出绩效自评表\n\n| 部门名称 | 甲市乙局 |\n|---|---|\n| 资金来源 | 年初预算数 | {} | 全年执行数 | 分值 | 执行率 | 得分 |\n"


def funds(heading: str, *rows: str) -> FormTable:
    text = FORM.format(heading) + "\n".join(f"| {row} |" for row in rows)
    (form,) = recognise(read(Source("form.md", text.encode())), shipped())
    return form.table("funds")


CHANGES = [
    ("a rate over both together", "年度资金总额 | 100 | 20 | 110 | 10 | 91.67% | 9.2"),
    ("a change of nothing", "年度资金总额 | 100 | 0 | 90 | 10 | 90% | 9"),
    ("money taken away", "年度资金总额 | 100 | -20 | 75 | 10 | | 9.4"),
    ("far more spent than the change", "年度资金总额 | 100 | 20 | 110 | 10 | 60% | 9"),
]
BUDGETS = [
    ("a rate over it", "年度资金总额 | 100 | 120 | 110 | 10 | 91.67% | 9.2"),
    ("a rate over a budget cut by half", "年度资金总额 | 100 | 50 | 49 | 10 | 98% | 9.8"),
    ("more spent than budgeted, and rated so", "年度资金总额 | 100 | 50 | 60 | 10 | 120% | 10"),
]


@pytest.mark.parametrize("heading", ["预算调整数", "预算调整数（万元）", "全年预算调整数", "调整数"])
@pytest.mark.parametrize("row", [row for _, row in CHANGES], ids=[why for why, _ in CHANGES])
def test_changes_are_told_by(heading: str, row: str) -> None:
    table = funds(heading, row)
    assert set(table.columns) >= {"initial", "change"}
    assert "budget" not in table.columns


@pytest.mark.parametrize("heading", ["预算调整数", "调整数"])
@pytest.mark.parametrize("row", [row for _, row in BUDGETS], ids=[why for why, _ in BUDGETS])
def test_the_budget_after_its_changes_is_told_by(heading: str, row: str) -> None:
    table = funds(heading, row)
    assert set(table.columns) >= {"initial", "budget"}
    assert "change" not in table.columns


@pytest.mark.parametrize(("heading", "column"), [("预算调整数", "budget"), ("调整数", "change")])
def test_where_the_numbers_do_not_tell_the_heading_does(heading: str, column: str) -> None:
    assert column in funds(heading, "年度资金总额 | 100 | 120 | 110 | 10 | 60% | 9").columns


def test_most_rows_decide() -> None:
    rows = ("年度资金总额 | 100 | 5 | 97 | 10 | 60% | 9", "基本支出 | 60 | 60 | 58 | | |", "项目支出 | 40 | 42 | 39 | | |")
    assert "budget" in funds("预算调整数", *rows).columns


def test_a_plain_heading_is_what_it_says() -> None:
    assert "budget" in funds("调整后预算数", "年度资金总额 | 100 | 20 | 110 | 10 | 91.67% | 9.2").columns


def test_beside_the_budget_it_is_a_change() -> None:
    table = funds("调整数 | 全年预算数", "年度资金总额 | 100 | 120 | 120 | 110 | 10 | 91.67% | 9.2")
    assert {"change", "budget"} <= set(table.columns)


def test_a_column_that_got_its_other_name_has_fields_and_figures_of_it() -> None:
    row = funds("预算调整数", CHANGES[0][1]).rows[0]
    figure = row.figure("change")
    assert figure
    assert row.cells["change"].id == figure.id == "funds.total.change"
    assert figure.label[-1] == "预算调整数"


AFTER = "年度资金总额 | 100 | 120 | 110 | 10 | {} | 9.2"


def bare(heading: str, row: str) -> FormTable:
    """The funds without a column of the first budget."""
    text = FORM.replace("年初预算数 | {}", heading) + f"| {row} |"
    (form,) = recognise(read(Source("form.md", text.encode())), shipped())
    return form.table("funds")


@pytest.mark.parametrize("rate", ["91.67%", "19.67%", ""])
@pytest.mark.parametrize("heading", ["预算数 | 调整预算数", "预算金额 | 调整预算"])
def test_a_budget_before_the_one_that_the_rate_is_over_is_the_first(heading: str, rate: str) -> None:
    (row,) = bare(heading, AFTER.format(rate)).rows
    assert (row.text("initial"), row.text("budget"), row.text("change")) == ("100", "120", "")


def test_a_budget_whose_rate_is_over_it_with_its_changes_is_the_first() -> None:
    (row,) = bare("预算数 | 调整预算数", "年度资金总额 | 100 | 20 | 110 | 10 | 91.67% | 9.2").rows
    assert (row.text("initial"), row.text("change"), row.text("budget")) == ("100", "20", "")


def test_a_budget_that_the_rate_is_over_stays_beside_its_changes() -> None:
    (row,) = bare("合计预算 | 调整预算", "年度资金总额 | 120 | 110 | 110 | 10 | 91.67% | 9.2").rows
    assert (row.text("budget"), row.text("change")) == ("120", "110")


def test_of_three_budgets_the_one_that_the_rate_is_over_counts() -> None:
    table = funds("全年预算数 | 调整预算数", "年度资金总额 | 100 | 100 | 120 | 110 | 10 | 91.67% | 9.2")
    assert [(row.text("initial"), row.text("budget")) for row in table.rows] == [("100", "120")]
    assert "change" not in table.columns
