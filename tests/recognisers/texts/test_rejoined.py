"""Rows that a web page prints over several lines are one line each again, told by how many bars a row has."""

from collections.abc import Sequence

from formlint.definitions import shipped
from formlint.documents import Line, Passage
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise
from formlint.recognisers.texts.rejoined import rejoined

# Nine columns; a line that ends without its row goes on below.
FORM = """部门整体支出绩效自评表 | ||||||||
(2023年度) | ||||||||
单位名称 | 某县水利站 | |||||||
预算资金 (万元) |
年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ||
年度资金总额 | 40 | 40 | 38 | 10 | 95% | 9.5 | ||
其中:当年财政拨款 | 40 | 40 | 38 | — | 95% | — | ||
绩效指标 |
一级指标 | 二级指标 | 三级指标 | 年度 指标值 |
实际 完成值 |
分值 | 得分 | 偏差原因 |
产出指标 | 数量指标 | 指标1:清淤渠道
里程 | ≥8公里 | 8公里 | 40 | 40 | ||
指标2:巡查次数 | ≥12次 | 12次 | 40 | 40 | ||||
满意度指标 | 群众满意度 | 受益群众满意度 | ≥90% | 93% | 10 | 10 | ||
总分 | 100 | 99.5 | ||||||
"""
PADDED_LEFT = """|
项目支出绩效自评表 |
||||||||||
|
项目名称 |
渠道清淤 |
|||||||||
|
绩效指标 |
一级指标 |
二级指标 |
三级指标 |
指标性质 |
指标方向 |
年度指标值 |
实际完成值 |
计量单位 |
分值 |
得分 |
|
|
产出指标 |
数量指标 |
清淤里程 |
正向 |
大于等于 |
8 |
9 |
公里 |
50 |
50 |
|
|
巡查次数 |
正向 |
等于 |
12 |
12 |
次 |
40 |
40 |
|||
"""


def lines(text: str) -> Sequence[Line]:
    return [Line(Passage(each)) for each in text.splitlines()]


def texts(text: str) -> list[str]:
    return [line.text for line in rejoined(lines(text))]


def test_a_row_goes_on_until_it_has_all_its_bars() -> None:
    rows = texts(FORM)
    assert "预算资金 (万元) |年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ||" in rows
    assert len(rows) == 11


def test_a_cell_broken_over_lines_is_whole() -> None:
    assert "产出指标 | 数量指标 | 指标1:清淤渠道里程 | ≥8公里 | 8公里 | 40 | 40 | ||" in texts(FORM)


def test_a_row_that_the_end_of_the_page_cuts_off_stays() -> None:
    assert texts(FORM + "注 |\n")[-1] == "注 |"


def test_the_tables_of_such_a_page_are_read() -> None:
    (form,) = recognise(read(Source("form.txt", FORM.encode())), shipped())
    indicators = form.tables["indicators"].rows
    assert form.tables["funds"].rows[0].cells["executed"].text == "38"
    assert [row.cells["actual"].text for row in indicators] == ["8公里", "12次", "93%"]
    assert form.fields["total.score"].text == "99.5"


def test_an_operator_beside_the_pole_is_that_of_the_target() -> None:
    (form,) = recognise(read(Source("form.txt", PADDED_LEFT.encode())), shipped())
    targets = [row.cells["target"].figure for row in form.tables["indicators"].rows]
    assert [target.comparator for target in targets if target] == [">=", "="]


def test_rows_with_bars_of_their_own_number_are_no_such_table() -> None:
    ragged = "项目名称 | 养护 |\n产出指标 | 数量指标 | 里程 | 8 | 8 |\n质量指标 | 合格率 | 100% |\n总分 | 100 |\n满意度 | 90% |\n"
    assert texts(ragged) == ragged.splitlines()


def test_the_rows_of_markdown_are_whole() -> None:
    markdown = "| 名称 | 值 |\n|---|---|\n| 里程 | 8 |\n| 次数 | 3 |\n| 户数 ||\n| 人数 ||\n"
    assert texts(markdown) == markdown.splitlines()


def test_text_between_tables_stays_apart() -> None:
    below = FORM + "扫一扫在手机打开当前页\n" + FORM
    assert texts(below) == [*texts(FORM), "扫一扫在手机打开当前页", *texts(FORM)]


def test_a_long_line_that_is_nearly_a_rule_is_looked_at_once() -> None:
    text = "| 甲 | 乙 | 丙 |\n" * 4 + "| ||\n" + "|" + "-" * 100_000 + "x\n"
    printed = [Line(Passage(line)) for line in text.splitlines()]
    assert [line.text for line in rejoined(printed)] == text.splitlines()
