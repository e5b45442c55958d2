"""Tables that no definition knows keep their headings, names and numbers."""

import pytest

from formlint.documents import Cell, Document, NodeSpot, Passage, Table
from formlint.forms import FormTable
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers.figure_tables import figure_tables

BARS = "资金分配表 | 单位:万元 |\n单位 | 合计 | 防治 | 奖励 | 备注 |\n甲院 | 63 | 56 | 7 | |\n乙院 | 20.5 | 16 | 4.5 | |\n丙院 | 3 | 3 | | |\n"
BLANKS = "指标项目 权重 得分率 得分\n项目决策 10 90% 9\n项目管理 24 95.83% 23\n合计 见附表\n"


def of(document: Document) -> list[FormTable]:
    return list(figure_tables(document, "sums"))


def of_text(text: str) -> list[FormTable]:
    return of(read(Source("table.txt", text.encode())))


def numbers(table: FormTable) -> list[list[str]]:
    return [[cell.number.text for cell in row.cells.values() if cell.figure and cell.number] for row in table.rows]


def test_between_bars_rows_have_the_cells_of_the_header() -> None:
    (table,) = of_text(BARS)
    assert list(table.columns.values()) == ["单位", "合计", "防治", "奖励", "备注"]
    assert [row.label for row in table.rows] == ["甲院", "乙院", "丙院"]
    assert numbers(table) == [["63", "56", "7"], ["20.5", "16", "4.5"], ["3", "3"]]


def test_a_unit_told_above_holds_for_all_amounts() -> None:
    (table,) = of_text("单位：万元\n" + BARS.partition("\n")[2])
    assert {cell.figure.unit for row in table.rows for cell in row.cells.values() if cell.figure} == {"万元"}


def test_between_blanks_a_row_of_another_length_is_left_out() -> None:
    (table,) = of_text(BLANKS)
    assert [row.label for row in table.rows] == ["项目决策", "项目管理"]


def test_a_row_that_lost_a_cell_has_its_name_and_no_numbers() -> None:
    """It is known to be a part of what is summed up below."""
    (table,) = of_text("单位 合计 中央 省级 市级\n甲县 33 20 10 3\n乙县 17 10 5 2\n丙县 7 7\n合计 57 37 15 5\n")
    assert [row.label for row in table.rows] == ["甲县", "乙县", "丙县", "合计"]
    assert numbers(table) == [["33", "20", "10", "3"], ["17", "10", "5", "2"], [], ["57", "37", "15", "5"]]


def test_headings_over_headings_are_one() -> None:
    cells = [(0, 0, 2, 1, "单位"), (0, 1, 1, 2, "预算数"), (1, 1, 1, 1, "中央"), (1, 2, 1, 1, "省级")]
    cells += [(2, 0, 1, 1, "甲局"), (2, 1, 1, 1, "5"), (2, 2, 1, 1, "6"), (3, 0, 1, 1, "乙局"), (3, 1, 1, 1, "7"), (3, 2, 1, 1, "8")]
    made = tuple(
        Cell(row, column, Passage.at(text, NodeSpot((1, row + 1, column + 1), 0, len(text))), rows, columns)
        for row, column, rows, columns, text in cells
    )
    (table,) = of(Document("docx", (Table(made),)))
    assert list(table.columns.values()) == ["单位", "预算数·中央", "预算数·省级"]
    assert numbers(table) == [["5", "6"], ["7", "8"]]


def test_a_row_that_numbers_the_columns_goes_to_the_headings() -> None:
    (table,) = of_text("单位 | 预算数 | 追加数 | 调整后 |\n栏次 | 1 | 2 | 3=1+2 |\n甲局 | 20 | 3.5 | 23.5 |\n乙局 | 8 | 2 | 10 |\n")
    assert list(table.columns.values()) == ["单位", "预算数(1)", "追加数(2)", "调整后(3=1+2)"]
    assert [row.label for row in table.rows] == ["甲局", "乙局"]


@pytest.mark.parametrize(
    "text",
    [
        "项目名称 | 养护 | 主管部门 | 交通局 |\n负责人 | 无 | 电话 | 无 |\n",
        "序号 | 姓名 | 电话 |\n1 | 无 | 0000000 |\n2 | 无 | 0000000 |\n",
        "采购办公设备，共支出35万元。\n其中电脑20万元，打印机15万元。\n",
    ],
)
def test_what_holds_no_figures_is_no_table(text: str) -> None:
    assert of_text(text) == []


def test_rows_with_codes_keep_them_as_their_names() -> None:
    (table,) = of_text("科目编码 | 科目名称 | 合计 |\n201 | 一般公共服务 | 900 |\n20103 | 政府办公厅 | 900 |\n")
    assert [row.label for row in table.rows] == ["201", "20103"]


def test_a_budget_of_the_year_is_an_amount_and_the_year_is_none() -> None:
    (table,) = of_text("任务 | 年度预算 | 年度 | 支出数 |\n巡查 | 860 | 2023 | 844 |\n培训 | 540 | 2023 | 513 |\n")
    assert numbers(table) == [["860", "844"], ["540", "513"]]
