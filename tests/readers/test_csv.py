"""Separated text is one table with the place of every field; whatever the bytes are, nothing but a ReadError."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint.documents import Document, TextSpot
from formlint.errors import ReadError
from formlint.readers import Source, csv, read

FORM = Path(__file__).parents[2] / "fixtures" / "clean" / "form.csv"


def rows(text: str | bytes, name: str = "a.csv") -> list[list[str]]:
    data = text.encode() if isinstance(text, str) else text
    (table,) = read(Source(name, data)).tables
    assert table.bare
    found: list[list[str]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        found[cell.row].append(cell.text)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("指标,分值\n产出,50\n", [["指标", "分值"], ["产出", "50"]]),
        ("指标\t分值\n产出,一\t50\n", [["指标", "分值"], ["产出,一", "50"]]),
        ("指标;分值\r\n产出;50", [["指标", "分值"], ["产出", "50"]]),
        ("sep=;\n指标;1,5\n产出;2,5\n", [["指标", "1,5"], ["产出", "2,5"]]),
        ("指标，分值,得分\n产出，一,50\n", [["指标，分值", "得分"], ["产出，一", "50"]]),
        ('"3,260.00","第一行\n第二行"\na,b\n', [["3,260.00", "第一行\n第二行"], ["a", "b"]]),
        ('"第一行\r\n第二行",x\na,b\n', [["第一行\n第二行", "x"], ["a", "b"]]),
        ('"他说""好""",x\na,b\n', [['他说"好"', "x"], ["a", "b"]]),
        ('5" 屏,x\n"没有结束,b\n', [['5" 屏', "x"], ['"没有结束', "b"]]),
        ('"a"b,x\nc,d\n', [['"a"b', "x"], ["c", "d"]]),
        ("a,b,,\nc,,,\n,,,\n", [["a", "b"], ["c", ""]]),
        ("a,b\n\nc,d\n", [["a", "b"], ["", ""], ["c", "d"]]),
        ("a,b\nc\nd,e\n", [["a", "b"], ["c", ""], ["d", "e"]]),
        ("标题,,\na,b,c\nd,e,f", [["标题", "", ""], ["a", "b", "c"], ["d", "e", "f"]]),
        ("a,b\nc,", [["a", "b"], ["c", ""]]),
        ("=1+1,@x\n-2,+3\n", [["=1+1", "@x"], ["-2", "+3"]]),
    ],
)
def test_records_are_rows_and_fields_are_cells(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_text_are_read(encoding: str) -> None:
    assert rows("年度资金总额,455.94\n其中：财政拨款,400\n".encode(encoding)) == [["年度资金总额", "455.94"], ["其中：财政拨款", "400"]]


def test_a_field_knows_its_line_and_column() -> None:
    (table,) = read(Source("a.csv", '标题,\n"一""二\n三四",五\n'.encode())).tables
    first, second = table.cells[2:]
    assert first.passage.place().spots == (TextSpot(2, 2, 1), TextSpot(2, 3, 2), TextSpot(2, 5, 1), TextSpot(3, 1, 2))
    assert first.passage.place(4, 5).spots == (TextSpot(3, 1, 1),)
    assert second.passage.place().spots == (TextSpot(3, 5, 1),)


def test_text_that_nothing_separates_is_read_as_lines() -> None:
    document = read(Source("a.csv", "总分 100\n得分 98，优\n".encode()))
    assert (document.ruled, [line.text for line in document.lines]) == (False, ["总分 100", "得分 98，优"])


def test_nothing_but_separators_is_no_table() -> None:
    assert read(Source("a.csv", b",,\n,,\n")) == Document("csv", ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b",".join([b"a"] * 1_002) + b"\nb,c\nd,e\n", "too-many-columns"),
        (b"a,b\n" * 100_001, "too-many-table-cells"),
        (b"a,b,\0\n", "not-text"),
        (b"a,b\nc,d\n" + b"x" * (csv.MOST_TEXT + 1), "text-too-long"),
        (b"\xff\xfe\x00", "not-text"),
    ],
)
def test_what_no_form_has_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as error:
        read(Source("a.csv", data))
    assert error.value.message == message


def test_a_quote_that_nobody_closes_costs_no_more_than_its_text() -> None:
    with pytest.raises(ReadError):
        read(Source("a.csv", b'a,b\nc,"' + b'x""' * 200_000))


@given(st.text(alphabet='a,;\t"\n\r ', max_size=60))
def test_any_text_is_a_document(text: str) -> None:
    document = csv.read(Source("a.csv", text.encode()))
    assert all(cell.passage.place().spots for table in document.tables for cell in table.cells if cell.text.strip())


@given(st.lists(st.lists(st.text(alphabet='a一,"\n', min_size=1, max_size=5), min_size=2, max_size=2), min_size=2, max_size=5))
def test_what_was_written_is_read(table: list[list[str]]) -> None:
    quoted = [",".join('"' + field.replace('"', '""') + '"' for field in row) for row in table]
    found = csv.read(Source("a.csv", ("sep=,\n" + "\n".join(quoted)).encode())).tables
    texts = [cell.text for each in found for cell in each.cells if cell.text.strip()]
    assert texts == [field for row in table for field in row if field.strip()]
