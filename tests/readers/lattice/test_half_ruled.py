"""Tables without all of their rules: columns are told by the white between them, rows by the rules that are there or by the lines of text."""

import pytest

from formlint.documents import Line, Table
from formlint.readers.lattice import blocks
from tests.readers.lattice.test_lattice import Rule, Word, grid, page

XS = (60.0, 200.0, 300.0, 400.0)
HEADS = ("资金来源", "年初预算数", "全年预算数", "执行数")
ROWS = (HEADS, ("年度资金总额", "100.00", "120.00", "110.00"), ("基本支出", "60.00", "70.00", "66.00"), ("项目支出", "40.00", "50.00", "44.00"))


def words(rows: tuple[tuple[str, ...], ...] = ROWS, top: float = 115, step: float = 20) -> list[Word]:
    return [(x, top + number * step, text) for number, row in enumerate(rows) for x, text in zip(XS, row, strict=False) if text]


def level(*ys: float) -> list[Rule]:
    return [(50, y, 460, y) for y in ys]


def upright(*xs: float) -> list[Rule]:
    return [(x, 100, x, 180) for x in xs]


def read(words: list[Word], rules: list[Rule]) -> list[list[tuple[int, int, str]]]:
    found = blocks([page(words, rules)])
    return [[(cell.row, cell.column, cell.text) for cell in block.cells] for block in found if isinstance(block, Table)]


WHOLE = [(row, column, text) for row, texts in enumerate(ROWS) for column, text in enumerate(texts)]


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([], id="none"),
        pytest.param(level(100, 120, 140, 160, 180), id="level"),
        pytest.param(level(100, 120, 180), id="three lines"),
        pytest.param(level(100, 100.8, 120, 180), id="three lines, the first double"),
        pytest.param(upright(50, 190, 290, 390, 460), id="upright"),
        pytest.param(level(100, 120, 140, 160, 180) + upright(190, 290, 390), id="open at both sides"),
        pytest.param(level(100, 120, 140, 160, 180) + upright(50, 190, 290, 390), id="open at the right"),
        pytest.param(level(120, 140, 160) + upright(50, 190, 290, 390, 460), id="open above and below"),
    ],
)
def test_a_table_with_few_rules_comes_back_cell_by_cell(rules: list[Rule]) -> None:
    assert read(words(), rules) == [WHOLE]


def test_a_line_that_breaks_within_its_rules_stays_in_its_row() -> None:
    more: list[Word] = [(60, 148, "其中上年"), (60, 158, "结转结余")]
    rows = (*ROWS[:2], ("", *ROWS[2][1:]), ROWS[3])
    (table,) = read(words(rows) + more, level(100, 120, 140, 160, 180))
    assert table[8:10] == [(2, 0, "其中上年\n结转结余"), (2, 1, "60.00")]


def test_a_heading_over_several_columns_is_one_cell() -> None:
    (table,) = read([(60, 95, "单位：万元，金额保留两位小数，其余按实际情况填写"), *words()], level(80, 100, 120, 140, 160, 180))
    assert table[:3] == [(0, 0, "单位：万元，金额保留两位小数，其余按实际情况填写"), (0, 3, ""), (1, 0, "资金来源")]


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        pytest.param((("填报单位", "负责人", "电话"), ("说明：本表一式两份",)), [], id="a line of a head"),
        pytest.param((("单位", "年度"), ("负责人", "电话"), ("地址", "邮编"), ("日期", "盖章")), [], id="pairs of a head"),
        pytest.param((("名称",), ("单位",), ("日期",)), level(120, 140, 160), id="underlined blanks"),
        pytest.param((("一、总体情况", "", "", ""), ("二、执行情况", "", "", "")), level(100, 120, 140), id="paragraphs between lines"),
    ],
)
def test_what_is_no_table_stays_text(rows: tuple[tuple[str, ...], ...], rules: list[Rule]) -> None:
    assert all(isinstance(block, Line) for block in blocks([page(words(rows), rules)]))


def test_a_table_without_rules_below_a_ruled_one_is_read_too() -> None:
    found = read([(55, 215, "甲"), *words(top=415)], grid((50, 150, 250), (200, 220, 240)))
    assert [len(table) for table in found] == [4, 16]
    assert found[1] == WHOLE
