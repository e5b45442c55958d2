"""Pages are drawn as they were read: what stands at a place of the document stands at that place of the drawing."""

import base64
import io
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from fixtures.fixed_pages import MM
from formlint.documents import Document, PageSpot
from formlint.drawing import Held, Sheet, drawn, holding, ofd
from formlint.readers import read

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
FORM = FIXTURES / "2022"


def pixels(sheet: Sheet) -> Any:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(sheet.picture.partition(",")[2]))).convert("L"), np.int16)


def letters(sheet: Sheet) -> dict[tuple[float, str], None]:
    return {(round(left, 1), character): None for words in sheet.words for left, character in zip(words.lefts, words.text, strict=True)}


def spots(document: Document) -> list[tuple[str, PageSpot]]:
    passages = [cell.passage for table in document.tables for cell in table.cells] + [line.passage for line in document.lines]
    pieces = [(passage.text[piece.start : piece.end], piece.spot) for passage in passages for piece in passage.pieces]
    return [(text, spot) for text, spot in pieces if text and isinstance(spot, PageSpot)]


def test_an_ofd_is_drawn_with_every_character_where_it_was_read() -> None:
    document = read(FORM / "form.ofd")
    sheets, left_out = drawn(document, (FORM / "form.ofd").read_bytes(), ())
    assert (len(sheets), left_out) == (2, 0)
    there = {sheet.number: letters(sheet) for sheet in sheets}
    checked = 0
    for text, spot in spots(document):
        for character, left in zip(text, spot.edges[::2], strict=True):
            assert character.isspace() or any((round(left + by, 1), character) in there[spot.page] for by in (0, -0.1, 0.1)), (character, left)
            checked += 1
    assert checked > 1_500


def test_an_ofd_has_the_ruling_lines_of_the_same_form_in_pdf() -> None:
    """As many edges of cells, at the same distances."""
    (first, _), _ = drawn(read(FORM / "form.ofd"), (FORM / "form.ofd").read_bytes(), ())
    upright = sorted({round(left) for left, top, right, bottom in first.rules if bottom - top > right - left})
    assert len(upright) >= 7
    (same, *_), _ = drawn(read(FORM / "form.pdf"), (FORM / "form.pdf").read_bytes(), ())
    dark = [at / 2 for at in np.flatnonzero((pixels(same) < 140).mean(axis=0) > 0.1).tolist()]
    assert all(min(abs(at - each) for each in dark) < 2 for at in upright)


def test_a_file_that_cannot_be_opened_again_is_not_drawn() -> None:
    for suffix in ("pdf", "ofd"):
        assert drawn(read(FORM / f"form.{suffix}"), b"no such file", ()) == ((), 0)


def test_a_document_without_pages_is_not_drawn() -> None:
    assert drawn(read(FORM / "form.xlsx"), (FORM / "form.xlsx").read_bytes(), ()) == ((), 0)


def test_how_a_page_was_held_is_told_by_its_text() -> None:
    assert holding(read(FORM / "form.pdf")) == {1: Held(), 2: Held()}


cv2 = pytest.importorskip("cv2", reason="needs formlint[ocr]: make test-ocr")


def page() -> Any:
    """The first page of a form, 150 dots an inch, BGR."""
    return pdfium.PdfDocument(FORM / "form.pdf")[0].render(scale=150 / 72).to_numpy().copy()


def tilted(picture: Any, degrees: float) -> Any:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), borderValue=(255, 255, 255))


def ruled(sheet: Sheet) -> tuple[list[int], list[int]]:
    """Where the long ruling lines of a sheet run, in points: upright and level ones."""
    ink = pixels(sheet) < 140
    return tuple(sorted({round(at / 2) for at in np.flatnonzero(ink.mean(axis=axis) > 0.4).tolist()}) for axis in (0, 1))  # type: ignore[return-value]


@pytest.mark.parametrize(("degrees", "turned"), [(0.0, 0), (1.3, 0), (-0.7, 0), (0.8, 1), (0.0, 2), (-1.0, 3)])
def test_a_scan_is_shown_as_straight_as_it_was_read(degrees: float, turned: int) -> None:
    """Its ruling lines run where those of the page do, whichever way it lay on the glass."""
    from formlint.drawing.scan import straight  # noqa: PLC0415 - needs cv2

    (flat, *_), _ = drawn(read(FORM / "form.pdf"), (FORM / "form.pdf").read_bytes(), ())
    lying = np.ascontiguousarray(np.rot90(tilted(page(), degrees), turned))
    shown = straight(lying, 150.0, 1, turned)
    assert (shown.width, shown.height) == pytest.approx((flat.width, flat.height), abs=1.5)
    for one, other in zip(ruled(shown), ruled(flat), strict=True):
        assert len(one) >= 2
        assert all(min(abs(at - each) for each in other) <= 2 for at in one)


def test_an_ofd_that_is_a_picture_is_shown_as_one() -> None:
    from tests.readers.scans.test_of_ofd import made, png  # noqa: PLC0415 - needs cv2

    picture = page()
    height, width = picture.shape[0] * 72 / 150 * MM, picture.shape[1] * 72 / 150 * MM
    image = f'<ofd:ImageObject ID="20" Boundary="0 0 {width} {height}" CTM="{width} 0 0 {height} 0 0" ResourceID="50"/>'
    data = made(image, f"0 0 {width} {height}", {"a.png": png(picture)})
    (shown,) = ofd.sheets(data, [1], {1: Held(scanned=True)})
    (flat, *_), _ = drawn(read(FORM / "form.pdf"), (FORM / "form.pdf").read_bytes(), ())
    assert shown.straightened
    for one, other in zip(ruled(shown), ruled(flat), strict=True):
        assert len(one) >= 2
        assert all(min(abs(at - each) for each in other) <= 2 for at in one)


def test_a_picture_file_is_shown_picture_by_picture() -> None:
    from formlint.drawing import scan  # noqa: PLC0415 - needs cv2

    out = io.BytesIO()
    first, second = (Image.fromarray(page()[:, :, ::-1]).convert("L").resize((620, 877)) for _ in range(2))
    first.save(out, "TIFF", save_all=True, append_images=[second], dpi=(75, 75))
    assert scan.count(out.getvalue()) == 2
    assert [sheet.number for sheet in scan.sheets(out.getvalue(), [1, 2], {})] == [1, 2]
    assert [sheet.number for sheet in scan.sheets(out.getvalue(), [2], {})] == [2]
    assert (scan.count(b"no picture"), list(scan.sheets(b"no picture", [1], {}))) == (0, [])
