"""A web page reads as it is shown: merged cells, frames taken apart, nothing that is hidden; and whatever the bytes are, no hang and no crash."""

import codecs
from collections.abc import Iterator
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint.documents import Cell, Document, NodeSpot
from formlint.errors import ReadError
from formlint.readers import Source, html
from formlint.readers import read as read_any
from tests.steps import steps

Shape = tuple[int, int, int, int, str]


def read(page: str | bytes) -> Document:
    return html.read(Source("x.html", page if isinstance(page, bytes) else page.encode()))


def shapes(document: Document, number: int = 0) -> list[Shape]:
    return [(each.row, each.column, each.rows, each.columns, each.text) for each in document.tables[number].cells]


def covered(cell: Cell) -> Iterator[tuple[int, int]]:
    return product(range(cell.row, cell.row + cell.rows), range(cell.column, cell.column + cell.columns))


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def cells(page: str) -> list[str]:
    return [cell.text for table in read(page).tables for cell in table.cells]


def test_tables_and_text_keep_their_order_and_know_their_place() -> None:
    document = read("<h1>标题</h1><p>单位</p><table><tr><td>a<td>b</table>注<table><tr><td>c</table>")
    assert [getattr(block, "text", "table") for block in document.blocks] == ["标题", "单位", "table", "注", "table"]
    assert document.lines[2].passage.place().spots == (NodeSpot((3,), 0, 1),)
    assert document.tables[1].cells[0].passage.place().spots == (NodeSpot((2, 1, 1), 0, 1),)


def test_merged_cells_are_one_cell() -> None:
    document = read("<table><tr><th rowspan=2 colspan='2'>a<th>b<tr><td>c<tr><td>d<td colspan=2>e</table>")
    assert shapes(document) == [(0, 0, 2, 2, "a"), (0, 2, 1, 1, "b"), (1, 2, 1, 1, "c"), (2, 0, 1, 1, "d"), (2, 1, 1, 2, "e")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<tr><td colspan=1000000000>a<tr><td>b<td>c", [(0, 0, 1, 2, "a"), (1, 0, 1, 1, "b"), (1, 1, 1, 1, "c")]),
        ("<tr><td rowspan=1000000000>a<td>b<tr><td>c", [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c", [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")]),
        ("<tr><td colspan=0>a<td colspan=-1>b<td colspan=x>c", [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (0, 2, 1, 1, "c")]),
        ("<thead><tr><td rowspan=9>a<tbody><tr><td>b", [(0, 0, 1, 1, "a"), (1, 0, 1, 1, "b")]),
        ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c", [(0, 0, 1, 1, "a"), (0, 1, 2, 1, "b"), (1, 0, 1, 1, "c")]),
        ("<td>a</td><td>b</td><tr><td>c", [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c")]),
        ("<tr></tr><tr><td>a", [(1, 0, 1, 1, "a")]),
    ],
)
def test_cells_stand_where_a_browser_puts_them(page: str, expected: list[Shape]) -> None:
    assert shapes(read(f"<table>{page}</table>")) == expected


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("一<br>二<br/>三", "一\n二\n三"),
        ("<p>一</p>\n <p>二</p>", "一\n二"),
        ("  450.50\r\n  万元 ", "450.50 万元"),
        ("年度\n  资金", "年度资金"),
        ("a\n  b", "a b"),
        ("&ge;95%&nbsp;&#40;A&#x29;", "≥95%\u00a0(A)"),
        ("<5次，≥3 < 4", "<5次，≥3 < 4"),
        ("1<!-- 2 --><![if !x]>3<![endif]><?php 4 ?>", "13"),
        ("a<script>b</script><style>c</style><template>d<b>e</b></template><noscript>f</noscript>g", "ag"),
        ("a<span style='color:red; DISPLAY : none'>b<span>c</span></span><i hidden>d</i>e", "ae"),
        ("<b>98</b>.<i>81</i>%", "98.81%"),
        ("<input value='450.50'><input type=hidden value=1><input type=checkbox checked>是", "450.50☑是"),
        ("<select><option>良<option selected>优<option>差</select>", "优"),
        ("<pre>一\n二</pre>", "一\n二"),
        ("<span title=\"a>b\" class='c'>x</span>", "x"),
        ("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";"),
        ("\u00a0\u3000", ""),
    ],
)
def test_a_cell_reads_as_it_is_shown(inside: str, shown: str) -> None:
    assert cells(f"<table><tr><td>{inside}</td><td>z</td></tr></table>") == [shown, "z"]


def test_hidden_rows_and_cells_take_no_place() -> None:
    document = read("<table><tr><td>a<td style='display:none'>x<td>b<tr style='display:none'><td>y<td>z<tr><td>c</table>")
    assert shapes(document) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c")]


def test_a_hidden_paragraph_without_end_ends_with_the_next() -> None:
    assert texts(read("<p hidden>a<p>b")) == ["b"]
    assert cells("<table><tr><td><p hidden>a<td>b</table>") == ["", "b"]


def test_a_form_between_menus_is_a_table_of_its_own() -> None:
    form = "<table><caption>自评表</caption><tr><td>a<td>b<tr><td>c<td>d</table>"
    document = read(f"<table><tr><td><a>首页</a></td><td><table><tr><td>{form}</td></tr></table></td></tr><tr><td colspan=2>版权</td></tr></table>")
    assert [getattr(block, "text", "table") for block in document.blocks] == ["首页", "自评表", "table", "版权"]
    assert [shape[4] for shape in shapes(document)] == ["a", "b", "c", "d"]


def test_a_small_table_in_a_form_belongs_to_its_cell() -> None:
    document = read("<table><tr><td>a<td>b<td>c<td>d<tr><td>e<td>f<td>g<td><table><tr><td>1<td>2<tr><td>3</table>h</table>")
    assert [shape[4] for shape in shapes(document)] == ["a", "b", "c", "d", "e", "f", "g", "1 2\n3\nh"]


CHINESE = "<table><tr><td>得分</td></tr></table>"


@pytest.mark.parametrize(
    "page",
    [
        CHINESE.encode(),
        CHINESE.encode("gb18030"),
        CHINESE.encode("utf-16"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        CHINESE.encode("utf-16-le"),
        codecs.BOM_UTF8 + b'<meta charset="gbk">' + CHINESE.encode(),
        b'<meta charset="gb2312">' + CHINESE.encode("gbk"),
        b'<META http-equiv=Content-Type content="text/html; charset=gb2312">' + CHINESE.encode("gbk"),
        b'<meta charset="big5">' + CHINESE.encode("big5"),
        b'<meta charset="gb2312">' + CHINESE.encode() + b"<p>a",
        b'<meta charset="utf-8">' + CHINESE.encode("gbk"),
        b'<meta charset="utf-7">' + CHINESE.encode(),
    ],
)
def test_the_encoding_is_what_the_page_says_or_what_holds(page: bytes) -> None:
    assert [cell.text for cell in read(page).tables[0].cells] == ["得分"]


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(ReadError) as error:
        read(b"<table>\xff\xff")
    assert error.value.message == "not-text"


@pytest.mark.parametrize("name", ["form.xls", "form.xlsx", "form.docx", "form"])
def test_a_page_under_another_name_is_read_as_a_page(name: str) -> None:
    assert read_any(Source(name, b"<html><table><tr><td>a</table>")).format == "html"


def test_text_that_begins_like_a_page_stays_text() -> None:
    assert read_any(Source("a.txt", b"<table> of values")).format == "text"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<table><tr><td>" * 101, "nested-too-deep"),
        ("<table><tr>" + "<td>" * 200_001, "too-many-table-cells"),
        ("<table><tr>" + "<td colspan=1000>" * 5_000, "too-many-table-cells"),
        ("<table>" + "<tr><td rowspan=9999>x<td colspan=900>y" * 3_000, "too-many-table-cells"),
        ("<table>" + "<tr><td colspan=1000 rowspan=65534>x" * 10_000, "too-many-table-cells"),
        ("<p>" + "a" * 100_001, "text-too-long"),
        ("<table><tr><td>" + "a" * 100_001, "text-too-long"),
    ],
)
def test_what_no_form_has_is_refused(page: str, message: str) -> None:
    with pytest.raises(ReadError) as error:
        read(page)
    assert error.value.message == message


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<a b='", '<a b="', "<a b=\"'", "</", "<script>", "<div>", "<b><p>", "&#", "<!", "< ", "<option>", "a\n中\n"]
)
def test_a_page_of_twice_the_length_takes_twice_the_steps(piece: str) -> None:
    def reading(count: int) -> int:
        def work() -> None:
            with suppress(ReadError):  # it may be refused as too long
                read(piece * count)

        return steps(work)

    reading(1)  # loads what is loaded once
    assert reading(10_000) < 2.2 * reading(5_000) + 1_000


TAGS = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td rowspan=2>",
    "<td colspan=3>",
    "</td>",
    "<thead>",
    "</tbody>",
    "<p hidden>",
    "<tr hidden>",
    "x",
    "<!--",
]


@given(st.lists(st.sampled_from(TAGS)))
def test_tags_in_any_order_give_a_document_without_overlaps(tags: list[str]) -> None:
    for table in read("".join(tags)).tables:
        boxes = [(row, column) for cell in table.cells for row, column in covered(cell)]
        assert len(boxes) == len(set(boxes))
