"""An old workbook reads as it prints, as a new one does; and whatever the bytes are, nothing but a ReadError."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from formlint.documents import Document, SheetSpot, Table
from formlint.errors import ReadError
from formlint.limits import Limits, within
from formlint.readers import Source, read, xls

FORM = Path(__file__).parents[2] / "fixtures" / "2022" / "form.xls"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stored(fill: Callable[[Any], object], **book: Any) -> bytes:
    """The bytes of a workbook whose one sheet S1 is filled."""
    made = xlwt.Workbook(encoding="utf-8")
    for name, value in book.items():
        setattr(made, name, value)
    fill(made.add_sheet("S1"))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def table(fill: Callable[[Any], object], **book: Any) -> Table:
    (found,) = xls.read(Source("x.xls", stored(fill, **book))).tables
    return found


def shown(value: object, code: str = "General", **book: Any) -> str:
    return table(lambda sheet: sheet.write(0, 0, value, xlwt.easyxf(num_format_str=code)), **book).cells[0].text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.9881, "0.00%", "98.81%"),
        (450.5, "0.00", "450.50"),
        (382.37, "General", "382.37"),
        (10, "General", "10"),
        (0.1 + 0.2, "General", "0.3"),
        (4560, "#,##0.00", "4,560.00"),
        (12, '0"人"', "12人"),
        (0, "0;-0;", ""),
        ("  文字\r\n第二行", "General", "  文字\n第二行"),
        (True, "General", "TRUE"),
        (datetime.date(2022, 12, 31), "yyyy-mm-dd", "2022-12-31"),
        (datetime.date(2022, 7, 5), 'yyyy"年"m"月"d"日"', "2022年7月5日"),
        (1e300, "General", "1E+300"),
    ],
)
def test_a_cell_reads_as_it_prints(value: object, code: str, text: str) -> None:
    found = xls.read(Source("x.xls", stored(lambda sheet: sheet.write(0, 0, value, xlwt.easyxf(num_format_str=code))))).tables
    assert "".join(cell.text for each in found for cell in each.cells) == text


def test_days_may_count_from_1904() -> None:
    assert shown(43100, "yyyy-mm-dd", dates_1904=True) == "2022-01-01"
    assert shown(43100, "yyyy-mm-dd") == "2017-12-31"


def test_merged_cells_are_one_with_its_place() -> None:
    found = table(lambda sheet: (sheet.write_merge(1, 2, 0, 3, "标题"), sheet.write(3, 3, 1)))
    first = found.cells[0]
    assert (first.row, first.column, first.rows, first.columns, first.text) == (1, 0, 2, 4, "标题")
    assert first.passage.place().spots == (SheetSpot("S1", "A2:D3"),)
    assert found.cells[-1].passage.place().spots == (SheetSpot("S1", "D4"),)


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    def fill(sheet: Any) -> None:
        for row in range(3):
            sheet.write(row, 0, f"a{row}")
            sheet.write(row, 1, f"b{row}")
        sheet.row(1).hidden = True
        sheet.col(1).hidden = True

    document = xls.read(Source("x.xls", stored(fill)))
    assert [cell.text for cell in document.tables[0].cells if cell.hidden] == ["b0", "a1", "b1", "b2"]
    assert [(notice.message, dict(notice.args)) for notice in document.notices] == [("hidden-cells", {"sheet": "S1", "count": "4", "cell": "B1"})]


def test_a_hidden_sheet_is_read_and_told() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, "x")
        sheet.visibility = 1

    document = xls.read(Source("x.xls", stored(fill)))
    assert document.tables[0].hidden
    assert document.notices[0].message == "hidden-sheet"


def test_cells_that_print_an_error_are_told() -> None:
    def fill(sheet: Any) -> None:
        sheet.row(0).set_cell_error(0, "#REF!")
        sheet.write(0, 1, "x")

    document = xls.read(Source("x.xls", stored(fill)))
    assert document.tables[0].cells[0].text == "#REF!"
    assert dict(document.notices[0].args) == {"sheet": "S1", "count": "1", "cell": "A1", "text": "#REF!"}


def test_a_blank_sheet_gives_no_table() -> None:
    assert xls.read(Source("x.xls", stored(lambda sheet: sheet.write(0, 0, "")))) == Document("xls", ())


@pytest.mark.parametrize("name", ["a.et", "a.xls", "a.xlt", "a.XLS"])
def test_et_and_templates_are_workbooks_of_the_same_kind(name: str) -> None:
    document = read(Source(name, FORM.read_bytes()))
    assert document.format == "xls"
    assert document.notices == ()


def test_the_stream_of_a_workbook_may_be_named_in_capitals() -> None:
    data = FORM.read_bytes().replace("Workbook".encode("utf-16-le"), "WORKBOOK".encode("utf-16-le"))
    assert read(Source("a.xls", data)).blocks == read(FORM).blocks


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (FORM.with_suffix(".xlsx").read_bytes(), "xlsx"),
        (FORM.with_suffix(".html").read_bytes(), "html"),
        ("指标\t分值\n产出\t50\n".encode("gb18030"), "csv"),
        ("指标\t分值\n产出\t50\n".encode("utf-16"), "csv"),
        ("单位：教育局\n总分 100".encode(), "csv"),
    ],
)
@pytest.mark.parametrize("name", ["a.xls", "a.et"])
def test_what_only_has_the_name_is_read_as_what_it_is(name: str, data: bytes, kind: str) -> None:
    document = read(Source(name, data))
    assert document.format == kind
    assert [notice.message for notice in document.notices] == ["other-suffix"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (OLE2 + b"\0" * 600, "not-an-office-file"),
        (FORM.read_bytes()[:3000], "not-an-office-file"),
        (OLE2 + "Workbook".encode("utf-16-le").ljust(64, b"\0") + b"\0" * 600, "damaged-workbook"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0"), "encrypted-workbook"),
        (b"\x09\x08\x10\x00" + b"\0" * 99, "damaged-workbook"),
        (b"\x01\x02\x03", "not-an-office-file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "web-archive"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as error:
        read(Source("a.xls", data))
    assert error.value.message == message


def test_a_workbook_that_is_too_big_is_refused() -> None:
    with pytest.raises(ReadError) as error:
        read(Source("a.xls", FORM.read_bytes() + b"\0" * Limits().slow_megabytes * 1_000_000))
    assert error.value.message == "too-big"


def test_more_cells_than_a_form_has_are_refused() -> None:
    with within(Limits(cells=3)), pytest.raises(ReadError) as error:
        table(lambda sheet: [sheet.write(row, 0, row) for row in range(4)])
    assert error.value.message == "too-many-cells"


@settings(max_examples=60)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=16))
def test_damage_anywhere_is_a_document_or_a_read_error(place: int, bytes_: bytes) -> None:
    whole = FORM.read_bytes()
    at = place % len(whole)
    try:
        assert isinstance(xls.read(Source("a.xls", whole[:at] + bytes_ + whole[at + len(bytes_) :])), Document)
    except ReadError as error:
        assert error.message
