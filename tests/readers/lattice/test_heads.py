"""A head that is printed again after a page break is no row of the table; rows that only look alike are."""

import pytest

from tests.readers.lattice.test_lattice import FULL, Rule, Word, grid, page, pages_of, table, texts

HEAD, FIRST = ("指标名称", "完成情况"), ("培训", "3")


def sheet(number: int, *rows: tuple[str, str], rules: list[Rule] | None = None) -> tuple[list[Word], list[Rule], int]:
    ys = [40.0 + 20 * row for row in range(len(rows) + 1)]
    words: list[Word] = [(55 + 100 * column, ys[row] + 15, text) for row, each in enumerate(rows) for column, text in enumerate(each)]
    return words, rules or grid(ys=ys), number


def rows(*sheets: tuple[list[Word], list[Rule], int]) -> list[str]:
    return texts(table(*(page(words, rules, number) for words, rules, number in sheets)))


def test_the_head_on_the_next_page_is_left_out() -> None:
    assert rows(sheet(1, HEAD, FIRST), sheet(2, HEAD, ("会议", "2")), sheet(3, HEAD, ("调研", "5"))) == [*HEAD, *FIRST, "会议", "2", "调研", "5"]


def test_a_head_of_two_rows_is_left_out_whole() -> None:
    second = ("（全称）", "（实际）")
    assert rows(sheet(1, HEAD, second, FIRST), sheet(2, HEAD, second, ("会议", "2"))) == [*HEAD, *second, *FIRST, "会议", "2"]


def test_a_head_from_the_middle_of_the_first_page_is_left_out() -> None:
    assert rows(sheet(1, ("单位", "甲"), HEAD, FIRST), sheet(2, HEAD, ("会议", "2"))) == ["单位", "甲", *HEAD, *FIRST, "会议", "2"]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(FIRST, id="a row with a number"),
        pytest.param(("指标名称", "未完成原因"), id="another head"),
        pytest.param(("指标名称", ""), id="half of it"),
    ],
)
def test_rows_that_are_no_head_stay(again: tuple[str, str]) -> None:
    assert rows(sheet(1, HEAD, FIRST), sheet(2, again, ("会议", "2"))) == [*HEAD, *FIRST, *again, "会议", "2"]


def test_a_head_that_is_all_there_is_stays() -> None:
    assert rows(sheet(1, HEAD, FIRST), sheet(2, HEAD)) == [*HEAD, *FIRST, *HEAD]


def test_a_row_that_the_break_cuts_goes_on_below_the_head() -> None:
    upper = [("指标名称", "完成情况"), ("培训", FULL)]
    words = [(55, 735, upper[0][0]), (155, 735, upper[0][1]), (55, 755, "培训"), (155, 765, FULL), (155, 777, FULL)]
    first = page(words, grid(ys=(720.0, 740.0, 780.0)))
    lower, rules, number = sheet(2, HEAD, ("", "九十"), ("会议", "两次"))
    found = table(first, page([word for word in lower if word[2]], rules, number))
    assert texts(found) == ["指标名称", "完成情况", "培训", f"{FULL}\n{FULL}\n九十", "会议", "两次"]
    assert pages_of(found.cells[3]) == [1, 1, 2]  # both parts are kept, each with its place
