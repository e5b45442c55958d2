"""A workbook reads as it prints: formats, merged cells, what is hidden, what is blank; and whatever the bytes are, nothing but a ReadError."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

import pytest

from formlint.documents import Cell, Document, SheetSpot, Table
from formlint.errors import ReadError
from formlint.readers import Source, xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*targets: tuple[str, str]) -> str:
    rows = (f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for number, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(*sheets: str, states: Mapping[int, str] | None = None, book: str = "", strings: str = "", styles: tuple[str, ...] = ()) -> dict[str, str]:
    """The parts of a workbook: sheets S1, S2, ... and a cell style for every format code."""
    states = states or {}
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}" state="{states.get(n, "visible")}"/>' for n in range(1, len(sheets) + 1))
    codes = "".join(f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(styles))
    formats = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(styles)))
    return {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "/xl/styles.xml"),
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{book}<sheets>{names}</sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs>{formats}</cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{n}.xml": text for n, text in enumerate(sheets, 1)},
    }


def packed(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def read(members: Mapping[str, str | bytes]) -> Document:
    return xlsx.read(Source("x.xlsx", packed(members)))


def table(rows: str, before: str = "", after: str = "", **workbook: str | tuple[str, ...]) -> Table:
    return read(parts(sheet(rows, before, after), **workbook)).tables[0]  # type: ignore[arg-type]  # strings and styles, by name


def texts(found: Table) -> list[str]:
    return [cell.text for cell in found.cells]


def shape(cell: Cell) -> tuple[int, int, int, int, str]:
    return cell.row, cell.column, cell.rows, cell.columns, cell.text


def refusal(members: Mapping[str, str | bytes]) -> str:
    with pytest.raises(ReadError) as error:
        read(members)
    return error.value.message


def text(ref: str, value: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{value}</t></is></c>'


def test_numbers_print_through_their_format() -> None:
    rows = '<row r="1"><c r="A1" s="0"><v>0.98809999999999998</v></c><c r="B1" s="1"><v>450.5</v></c><c r="C1"><v>0.30000000000000004</v></c></row>'
    assert texts(table(rows, styles=("0.00%", "0.00"))) == ["98.81%", "450.50", "0.3"]


def test_dates_count_from_1900_or_from_1904() -> None:
    rows = '<row r="1"><c r="A1" s="0"><v>43158</v></c></row>'
    book = read(parts(sheet(rows), styles=("yyyy-mm-dd",)))
    mac = read(parts(sheet(rows), styles=("yyyy-mm-dd",), book='<workbookPr date1904="1"/>'))
    assert [texts(book.tables[0]), texts(mac.tables[0])] == [["2018-02-27"], ["2022-02-28"]]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A1" t="str"><f>A2</f><v>优</v></c>', "优"),
        ('<c r="A1" t="d"><v>2022-02-28</v></c>', "2022/2/28"),
        ('<c r="A1"><f>1/2</f><v>0.5</v></c>', "0.5"),
        ('<c r="A1"><v>1e999999</v></c>', "1e999999"),
        ('<c r="A1" s="99"><v>1.50</v></c>', "1.5"),
        ('<c r="A1" t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r></is></c>', "一二"),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_&#10;b</t></is></c>', "a\nb"),
        ("<c><v>7</v></c>", "7"),
    ],
)
def test_every_kind_of_cell_prints(cell: str, shown: str) -> None:
    assert texts(table(f'<row r="1">{cell}</row>')) == [shown]


def test_shared_strings_join_rich_text_and_leave_readings_out() -> None:
    strings = "<si><t>分值</t></si><si><r><t>执行</t></r><r><t>率</t></r><rPh><t>zhixinglv</t></rPh></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    assert texts(table(rows, strings=strings)) == ["执行率", "分值"]


def test_merged_cells_are_one_cell_with_one_place() -> None:
    rows = f'<row r="2">{text("B2", "a")}<c r="C2"/><c r="D2"><v>1</v></c></row><row r="3"><c r="B3"><v>9</v></c><c r="D3"><v>2</v></c></row>'
    found = table(rows, after='<mergeCells><mergeCell ref="B2:C3"/></mergeCells>')
    assert [shape(cell) for cell in found.cells] == [(1, 1, 2, 2, "a"), (1, 3, 1, 1, "1"), (2, 3, 1, 1, "2")]
    assert [cell.passage.place().spots for cell in found.cells[:2]] == [(SheetSpot("S1", "B2:C3"),), (SheetSpot("S1", "D2"),)]


def test_a_sheet_that_merges_nothing_is_bare() -> None:
    rows = f'<row r="1">{text("A1", "项目名称")}{text("C1", "公园管护")}</row>'
    assert table(rows).bare
    assert not table(rows, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>').bare


def test_a_merged_range_reaches_beyond_the_cells_that_are_stored() -> None:
    found = table(f'<row r="1">{text("A1", "标题")}</row>', after='<mergeCells><mergeCell ref="A1:H1"/></mergeCells>')
    assert [shape(cell) for cell in found.cells] == [(0, 0, 1, 8, "标题")]


def test_a_merge_of_the_whole_sheet_ends_where_the_text_ends() -> None:
    found = table(f'<row r="1">{text("A1", "a")}</row>', after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert (found.height, found.width) == (1, 1)


def test_of_overlapping_merges_the_first_counts() -> None:
    rows = f'<row r="1">{text("A1", "a")}{text("B1", "b")}{text("C1", "c")}</row>'
    found = table(rows, after='<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C1"/></mergeCells>')
    assert [shape(cell) for cell in found.cells] == [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "c")]


def test_blank_cells_count_inside_the_used_area_only() -> None:
    rows = f'<row r="1"><c r="A1"/></row><row r="2">{text("B2", "a")}<c r="C2"/>{text("D2", "b")}<c r="E2"/></row><row r="3"><c r="B3"/></row>'
    assert [shape(cell) for cell in table(rows).cells] == [(1, 1, 1, 1, "a"), (1, 2, 1, 1, ""), (1, 3, 1, 1, "b")]


def test_a_blank_merged_range_is_one_blank_cell() -> None:
    rows = f'<row r="1">{text("A1", "a")}</row><row r="2">{text("C2", "b")}</row>'
    found = table(rows, after='<mergeCells><mergeCell ref="B1:C1"/></mergeCells>')
    assert [shape(cell) for cell in found.cells] == [(0, 0, 1, 1, "a"), (0, 1, 1, 2, ""), (1, 2, 1, 1, "b")]


def test_hidden_rows_and_columns_are_known() -> None:
    rows = f'<row r="1">{text("A1", "a")}{text("B1", "b")}</row><row r="2" hidden="1">{text("A2", "c")}</row>'
    found = table(rows, before='<cols><col min="2" max="3" hidden="1"/></cols>')
    assert [(cell.text, cell.hidden) for cell in found.cells] == [("a", False), ("b", True), ("c", True)]


def test_a_merged_cell_is_hidden_when_all_of_it_is() -> None:
    rows = f'<row r="1" hidden="1">{text("A1", "a")}{text("B1", "b")}</row><row r="2" hidden="1"/><row r="3">{text("C3", "c")}</row>'
    found = table(rows, after='<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B1:B2"/></mergeCells>')
    assert [(cell.text, cell.hidden) for cell in found.cells if cell.text] == [("a", False), ("b", True), ("c", False)]


def test_a_cell_that_is_not_stored_is_blank_beside_those_of_its_row() -> None:
    rows = f'<row r="1">{text("B1", "title")}</row><row r="2">{text("A2", "a")}{text("C2", "c")}</row>'
    assert [(cell.row, cell.column, cell.text) for cell in table(rows).cells] == [(0, 1, "title"), (1, 0, "a"), (1, 1, ""), (1, 2, "c")]


def test_a_sheet_wider_than_a_form_gets_no_blanks() -> None:
    assert len(table(f'<row r="1">{text("A1", "a")}{text("ZZ1", "z")}</row>').cells) == 2


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_told(state: str) -> None:
    document = read(parts(sheet(f'<row r="1">{text("A1", "a")}</row>'), sheet(f'<row r="1">{text("A1", "b")}</row>'), states={2: state}))
    assert [(found.name, found.hidden) for found in document.tables] == [("S1", False), ("S2", True)]
    assert [(notice.message, notice.args) for notice in document.notices] == [("hidden-sheet", (("sheet", "S2"),))]


def test_sheets_without_text_give_no_table_and_no_notice() -> None:
    document = read(parts(sheet('<row r="1"><c r="A1"/></row>'), sheet(""), states={2: "hidden"}))
    assert (document.tables, document.notices) == ((), ())


def test_formulas_without_a_result_are_told() -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><v>3</v></c><c r="C1"><f>1+1</f></c><c r="D1" t="str"><f>""</f><v></v></c>'
    (notice,) = read(parts(sheet(rows + '<c r="E1"><f>1+1</f><v/></c></row>'))).notices
    assert (notice.message, notice.args) == ("not-computed", (("sheet", "S1"), ("count", "3"), ("cell", "A1")))


def test_an_ordinary_workbook_has_no_notices() -> None:
    assert read(parts(sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'))).notices == ()


def test_the_strict_namespace_and_any_prefix_are_read() -> None:
    members = parts(sheet(f'<row r="1">{text("A1", "a")}</row>'))
    strict = {name: content.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main") for name, content in members.items()}
    members["xl/worksheets/sheet1.xml"] = f'<x:worksheet xmlns:x="{MAIN}"><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:worksheet>'
    assert [texts(read(strict).tables[0]), texts(read(members).tables[0])] == [["a"], ["1"]]


def test_names_in_the_zip_may_differ_in_case_and_slashes() -> None:
    members = parts(sheet(f'<row r="1">{text("A1", "a")}</row>'))
    members["xl\\Worksheets\\Sheet1.xml"] = members.pop("xl/worksheets/sheet1.xml")
    assert texts(read(members).tables[0]) == ["a"]


def test_thousands_of_empty_rows_leave_nothing() -> None:
    rows = f'<row r="1">{text("A1", "a")}</row>' + "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 50_000))
    assert len(table(rows).cells) == 1


@pytest.mark.parametrize("ref", ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A-1", "Ａ1", "A١"])
def test_a_cell_outside_any_sheet_is_damage(ref: str) -> None:
    assert refusal(parts(sheet(f'<row r="1"><c r="{ref}"><v>1</v></c></row>'))) == "damaged-workbook"


@pytest.mark.parametrize("index", ["1", "-1", "x", "99999999999999999999"])
def test_a_shared_string_that_is_not_there_is_damage(index: str) -> None:
    assert refusal(parts(sheet(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'), strings="<si><t>a</t></si>")) == "damaged-workbook"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f'<!DOCTYPE a [<!ENTITY b "c">]><worksheet xmlns="{MAIN}"/>', "xml-with-dtd"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "xml-with-dtd"),
        ("<worksheet>", "bad-xml"),
        ("&b;", "bad-xml"),
        (b"<a>\xff</a>", "bad-xml"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', "bad-xml"),
        ('<?xml version="1.0" encoding="no-such"?><a/>', "bad-xml"),
        ("", "bad-xml"),
        (f'<a b="{"c" * 2_000_000}"/>', "bad-xml"),
        (sheet(f'<row r="1">{text("A1", "c" * 200_000)}</row>'), "damaged-workbook"),
    ],
)
def test_xml_that_is_not_ordinary_is_refused(content: str | bytes, message: str) -> None:
    assert refusal({**parts(sheet("")), "xl/worksheets/sheet1.xml": content}) == message


@pytest.mark.parametrize("missing", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_missing_part_is_told(missing: str) -> None:
    members = parts(sheet(""))
    del members[missing]
    assert refusal(members) in ("damaged-workbook", "not-a-workbook")


def test_a_package_that_inflates_beyond_measure_is_refused() -> None:
    assert refusal({**parts(sheet("")), "xl/media/a.bin": b"\0" * 20_000_000}) == "zip-bomb"


def test_a_package_with_thousands_of_parts_is_refused() -> None:
    assert refusal({**parts(sheet("")), **{f"a/{number}": b"" for number in range(5_001)}}) == "too-many-parts"


def test_two_parts_of_one_name_are_refused() -> None:
    members = parts(sheet(f'<row r="1">{text("A1", "a")}</row>'))
    assert refusal({**members, "xl/worksheets/SHEET1.xml": sheet(f'<row r="1">{text("A1", "b")}</row>')}) == "doubled-part"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"<html></html>", packed({"word/document.xml": ""})],
    ids=["nothing", "two-bytes", "zeros", "html", "docx"],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as error:
        xlsx.read(Source("x.xlsx", data))
    assert error.value.message in ("not-a-workbook", "damaged-workbook")


@pytest.mark.parametrize("share", [1, 25, 50, 75, 99])
def test_a_truncated_workbook_is_refused(share: int) -> None:
    data = packed(parts(sheet(f'<row r="1">{text("A1", "a")}</row>')))
    with pytest.raises(ReadError):
        xlsx.read(Source("x.xlsx", data[: len(data) * share // 100]))


def test_a_changed_byte_never_gives_anything_but_a_document_or_a_read_error() -> None:
    data = packed(parts(sheet(f'<row r="1">{text("A1", "a")}<c r="B1" s="0"><v>1</v></c></row>'), styles=("0.00",)))
    for position in range(0, len(data), 3):
        broken = bytearray(data)
        broken[position] ^= 0xFF
        try:
            xlsx.read(Source("x.xlsx", bytes(broken)))
        except ReadError:
            continue


def test_content_in_hidden_rows_and_columns_is_told() -> None:
    rows = f'<row r="1">{text("A1", "a")}{text("B1", "b")}</row><row r="2" hidden="1">{text("A2", "c")}<c r="B2"/></row>'
    (notice,) = read(parts(sheet(rows, before='<cols><col min="2" max="2" hidden="1"/></cols>'))).notices
    assert (notice.message, notice.args) == ("hidden-cells", (("sheet", "S1"), ("count", "2"), ("cell", "B1")))


def test_hidden_rows_without_content_are_not_told() -> None:
    assert read(parts(sheet(f'<row r="1">{text("A1", "a")}</row><row r="2" hidden="1"><c r="A2"/></row>'))).notices == ()


def test_cells_that_print_an_error_are_told() -> None:
    rows = f'<row r="1">{text("A1", "a")}<c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    document = read(parts(sheet(rows)))
    assert [cell.text for cell in document.tables[0].cells] == ["a", "#REF!", "#DIV/0!"]
    assert [(each.message, each.args) for each in document.notices] == [
        ("error-cells", (("sheet", "S1"), ("count", "2"), ("cell", "B1"), ("text", "#REF!")))
    ]
