"""Notes and fills in a copy of a workbook, seen by an independent reader: every note where its finding is, all else as it was."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from formlint.annotating import annotated
from formlint.annotating._strict import USUAL, tightened
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.documents import SheetSpot
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.reporters import View

FORM = Path(__file__).parent.parent.parent / "fixtures" / "yuan" / "faulty.xlsx"
GUILTY, EVIDENCE = "E8", "E7"


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED))


def copy_of(data: bytes) -> bytes:
    result = lint_source(Source("form.xlsx", data), "form.xlsx", setup())
    return annotated(data, result, View(setup().checks, setup().definitions))


def sheet_of(data: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_openpyxl(change: object = None) -> bytes:
    """The form as a program other than ours writes it."""
    book = openpyxl.load_workbook(FORM)
    if callable(change):
        change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def notes(data: bytes) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet_of(data).iter_rows() for cell in row if cell.comment}


def test_the_guilty_cell_has_a_note_and_a_fill() -> None:
    copy = copy_of(FORM.read_bytes())
    assert set(notes(copy)) == {GUILTY}
    assert "改为“4,507,750.00”" in notes(copy)[GUILTY]
    assert sheet_of(copy)[GUILTY].fill.fgColor.rgb == "FFF4B0B0"


def test_evidence_has_a_fill_of_its_own_and_no_note() -> None:
    assert sheet_of(copy_of(FORM.read_bytes()))[EVIDENCE].fill.fgColor.rgb == "FFC5DDF5"


def test_values_and_number_formats_stay() -> None:
    before, after = sheet_of(FORM.read_bytes()), sheet_of(copy_of(FORM.read_bytes()))
    for row in before.iter_rows():
        for cell in row:
            assert (after[cell.coordinate].value, after[cell.coordinate].number_format) == (cell.value, cell.number_format)


def test_all_other_parts_are_the_same_bytes() -> None:
    data = with_openpyxl()
    before, after = parts(data), parts(copy_of(data))
    touched = {name for name in before if before[name] != after[name]}
    assert touched == {"[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}
    assert set(after) - set(before) == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels"}


def test_a_note_of_the_owner_stays_and_ours_is_written_below() -> None:
    def noted(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet[GUILTY].comment = Comment("待核", "甲")
        sheet["A1"].comment = Comment("附件", "甲")

    found = notes(copy_of(with_openpyxl(noted)))
    assert set(found) == {GUILTY, "A1"}
    assert found["A1"] == "附件"
    assert found[GUILTY].startswith("待核\n────")
    assert "4,507,750.00" in found[GUILTY]


def test_rules_for_input_stay() -> None:
    def ruled(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        rule = DataValidation(type="whole", operator="between", formula1="0", formula2="100")
        sheet.add_data_validation(rule)
        rule.add("G11:G20")
        sheet.protection.sheet = True

    copy = sheet_of(copy_of(with_openpyxl(ruled)))
    assert [str(each.sqref) for each in copy.data_validations.dataValidation] == ["G11:G20"]
    assert copy.protection.sheet
    assert copy[GUILTY].comment


def test_a_cell_that_the_sheet_does_not_store_gets_its_note() -> None:
    def emptied(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet._cells.pop((next(row for row in range(1, 40) if sheet.cell(row, 1).value == "产出指标"), 7))

    data = with_openpyxl(emptied)
    result = lint_source(Source("form.xlsx", data), "form.xlsx", setup())
    blank = [spot.ref for form in result.forms for finding in form.findings for spot in finding.subject.place.spots if isinstance(spot, SheetSpot)]
    assert "G13" in blank
    assert "G13" in notes(copy_of(data))


def test_a_comment_in_the_xml_is_no_row_and_no_cell() -> None:
    commented = io.BytesIO()
    with zipfile.ZipFile(FORM) as form, zipfile.ZipFile(commented, "w") as other:
        for info in form.infolist():
            data = form.read(info)
            other.writestr(info, re.sub(rb"<(row|c) ", rb"<!-- made by hand --><\1 ", data) if info.filename.startswith("xl/worksheets/") else data)
    assert set(notes(copy_of(commented.getvalue()))) == {GUILTY}


def test_two_copies_are_equal() -> None:
    assert copy_of(FORM.read_bytes()) == copy_of(FORM.read_bytes())


def test_hostile_text_of_the_form_is_only_text() -> None:
    def hostile(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "一般公共预算")
        cell.value = "</t><evil/>&\u202e=cmd()"

    data = with_openpyxl(hostile)
    assert "<evil" not in parts(copy_of(data)).get("xl/comments1.xml", b"").decode()


def changed_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts(data).items():
            archive.writestr(part, change(content) if part.endswith(name) else content)
    return out.getvalue()


def with_a_note_of_the_owner() -> bytes:
    return with_openpyxl(lambda sheet: sheet.__getitem__("A1").__setattr__("comment", Comment("核对过", "张")))


def test_a_drawing_that_is_no_xml_keeps_its_bytes_and_gets_our_box() -> None:
    """Excel itself writes `<br>` into the text of its shapes."""
    odd = changed_part(with_a_note_of_the_owner(), ".vml", lambda drawing: drawing.replace(b"</xml>", b"<v:shape><div><br></div></v:shape>\n</xml>"))
    copy = copy_of(odd)
    assert set(notes(copy)) == {"A1", GUILTY}
    (before,), (after,) = ([content for part, content in parts(data).items() if part.endswith(".vml")] for data in (odd, copy))
    start, end = before[: before.rindex(b"</xml>")], before[before.rindex(b"</xml>") :]
    assert after.startswith(start)
    assert after.endswith(end)
    assert after.count(b'id="_formlint_1"') == 1


def test_a_copy_of_a_copy_has_boxes_of_its_own() -> None:
    again = copy_of(copy_of(with_a_note_of_the_owner()))
    drawing = next(content for part, content in parts(again).items() if part.endswith(".vml"))
    ids = re.findall(rb'id="(_formlint_[0-9]+)"', drawing)
    assert len(ids) == len(set(ids)) >= 1


def test_a_strict_workbook_stays_strict() -> None:
    """ISO/IEC 29500-1 has names of its own for everything; a mixture of both is opened by nobody."""
    strict = tightened(FORM.read_bytes())
    result = lint_source(Source("form.xlsx", strict), "form.xlsx", setup())
    copy = annotated(strict, result, View(setup().checks, setup().definitions))
    assert [part for part, content in parts(copy).items() if USUAL.search(content)] == []
    (comments,) = (content for part, content in parts(copy).items() if part.startswith("xl/comments"))
    assert "改为“4,507,750.00”" in comments.decode()
    again = lint_source(Source("form.xlsx", copy), "form.xlsx", setup())
    assert [each.fingerprint for each in again.all_findings] == [each.fingerprint for each in result.all_findings]
