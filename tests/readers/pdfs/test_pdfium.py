"""What pdfium has to be asked for twice: text typed or stamped onto a page, forms within forms; and files too long to be kept open."""

import pytest

from formlint.readers import pdf
from formlint.readers.pdf import PDFIUM
from formlint.readers.pdfs.pdfium import AFRESH
from tests.readers.printed import Sheet, grid, stream, text
from tests.readers.printed import pdf as printed

FRAME = grid((50, 150, 250), (750, 730, 710))
SHOWN = stream(b"BT /L 10 Tf 2 5 Td (450.50) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</L 3 0 R>>>>")


def annotated(entries: str) -> list[str]:
    sheet = Sheet(FRAME + text(55, 735, "Total"), f"/MediaBox[0 0 600 800]/Annots[<</Type/Annot/Rect[152 730 242 750]/F 4/AP<</N 5 0 R>>{entries}>>]")
    (table,) = pdf.reading(printed(sheet, extra=[SHOWN]), PDFIUM).document().tables
    return [cell.text for cell in table.cells]


@pytest.mark.parametrize("entries", ["/Subtype/Widget/FT/Tx/T(total)/V(450.50)", "/Subtype/FreeText", "/Subtype/Stamp"])
def test_what_was_typed_onto_the_page_is_read_where_it_shows(entries: str) -> None:
    assert annotated(entries) == ["Total", "450.50", "", ""]


def test_what_is_shown_counts_and_not_what_is_stored() -> None:
    assert annotated("/Subtype/Widget/FT/Tx/T(total)/V(999)")[1] == "450.50"


def undrawn(entries: str) -> str:
    """The cell under a field or a text box without a drawing of its own."""
    note = f"<</Type/Annot/Rect[152 730 242 750]{entries}>>".encode()
    data = printed(Sheet(FRAME + text(55, 735, "Total"), "/MediaBox[0 0 600 800]/Annots[6 0 R]"), extra=[b"<</Font<</Helv 3 0 R>>>>", note])
    fields = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/DR 5 0 R/DA(/Helv 10 Tf 0 g)>>>>"
    (table,) = pdf.reading(data.replace(b"<</Type/Catalog/Pages 2 0 R>>", fields), PDFIUM).document().tables
    return table.cells[1].text


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ("/Subtype/Widget/F 4/FT/Tx/T(total)/V(450.50)", "450.50"),
        ("/Subtype/Widget/F 4/FT/Tx/T(total)/V<FEFF6267884C7387>", "执行率"),
        ("/Subtype/Widget/F 4/FT/Ch/T(total)/V(450.50)/Opt[(1)(450.50)]/Ff 131072", "450.50"),
        ("/Subtype/Widget/F 2/FT/Tx/T(total)/V(450.50)", ""),
        ("/Subtype/FreeText/F 4/Contents(450.50)", "450.50"),
        ("/Subtype/FreeText/F 4/Contents<FEFF6267884C7387000A0031>", "执行率\n1"),
        ("/Subtype/FreeText/F 2/Contents(450.50)", ""),
        ("/Subtype/Text/F 4/Contents(a remark)", ""),
    ],
)
def test_what_has_no_drawing_is_read_as_a_viewer_would_draw_it(entries: str, words: str) -> None:
    assert undrawn(entries) == words


def test_a_mark_that_is_no_text_of_the_page_is_left_out() -> None:
    assert annotated("/Subtype/Link")[1] == ""


def test_a_form_that_draws_itself_ends() -> None:
    itself = stream(b"/F Do " + FRAME.encode(), b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F 5 0 R>>>>")
    sheet = Sheet("/F Do " + FRAME + text(55, 735, "Total funds and more"), objects={"F": itself})
    (table,) = pdf.reading(printed(sheet), PDFIUM).document().tables
    assert len(table.cells) == 4


def test_a_file_of_many_pages_is_read_to_its_end_with_what_was_typed_into_it() -> None:
    """pdfium is opened anew every AFRESH pages."""
    field = b"<</Type/Annot/Rect[152 730 242 750]/Subtype/Widget/F 4/FT/Tx/T(total)/V(450.50)>>"
    sheets = [
        Sheet(FRAME + text(55, 735, f"Page {number}") + text(55, 600, "parted"), "/MediaBox[0 0 600 800]/Annots[6 0 R]")
        for number in range(2 * AFRESH + 1)
    ]
    data = printed(*sheets, extra=[b"<</Font<</Helv 3 0 R>>>>", field])
    fields = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/DR 5 0 R/DA(/Helv 10 Tf 0 g)>>>>"
    tables = pdf.reading(data.replace(b"<</Type/Catalog/Pages 2 0 R>>", fields), PDFIUM).document().tables
    assert [[cell.text for cell in table.cells] for table in tables] == [[f"Page {number}", "450.50", "", ""] for number in range(2 * AFRESH + 1)]
