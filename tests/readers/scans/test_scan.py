"""A scan of a form is read as the form itself: tilted, noisy, sealed or lying on its side. The scans are made of our own forms."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest

from formlint.documents import Document, PageSpot, ScanSpot
from formlint.readers import Source, read
from formlint.readers.scans.recognising import needs_ocr

if needs_ocr():
    pytest.skip("needs formlint[ocr]: make test-ocr", allow_module_level=True)

import cv2

from formlint.readers.scans.scan import _right_way_up
from formlint.readers.scans.slant import unslanted
from formlint.readers.scans.upright import _frame, inked

FIXTURES = Path(__file__).parents[3] / "fixtures"
SEED = Path(__file__).parents[4] / "shared" / "cases" / "seed-2022"
NFKC = str.maketrans("（），：；％－", "(),:;%-")


def picture(case: str, dpi: int = 150) -> Any:
    """The first page of a case as a clean BGR picture."""
    file = pdfium.PdfDocument(FIXTURES / case)
    try:
        return file[0].render(scale=dpi / 72).to_numpy().copy()
    finally:
        file.close()


def scanned(pixels: Any, tilt: float) -> Any:
    """As a scanner would have it: on the glass a little askew, on paper that is not white, with noise."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    turned = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    noise = np.random.default_rng(7).normal(0, 6, turned.shape)
    return np.clip(turned * 0.95 + noise, 0, 255).astype(np.uint8)


def sealed(pixels: Any) -> Any:
    """With a red seal stamped over the table."""
    seal = pixels.copy()
    cv2.circle(seal, (700, 330), 120, (40, 40, 220), 8)
    cv2.putText(seal, "SEAL", (600, 350), cv2.FONT_HERSHEY_SIMPLEX, 2.5, (40, 40, 220), 8)
    return np.minimum(pixels, seal)


def document(pixels: Any, suffix: str = ".png") -> Document:
    return read(Source(f"scan{suffix}", cv2.imencode(suffix, pixels)[1].tobytes()))


@cache
def scan() -> Document:
    return document(scanned(sealed(picture("clean/form.pdf")), 0.8))


@cache
def printed() -> Document:
    return read(FIXTURES / "clean" / "form.pdf")


def cells(found: Document) -> dict[tuple[int, int, int, int], str]:
    """The text of every cell by its place, without white space, signs in half width."""
    (table,) = found.tables
    return {(cell.row, cell.column, cell.rows, cell.columns): "".join(cell.text.split()).translate(NFKC) for cell in table.cells}


def test_every_cell_of_a_scan_is_found_with_its_spans() -> None:
    assert cells(scan()).keys() == cells(printed()).keys()


def test_every_number_of_a_scan_is_read() -> None:
    numbers = {place: text for place, text in cells(printed()).items() if text.strip("0123456789.,%") == "" and text}
    assert len(numbers) > 20
    assert {place: cells(scan())[place] for place in numbers} == numbers


def test_nearly_every_word_of_a_scan_is_read() -> None:
    told, read_back = cells(printed()), cells(scan())
    assert sum(told[place] == read_back[place] for place in told) >= 0.95 * len(told)


def test_a_scan_says_of_every_character_how_sure_it_is_and_what_else_it_may_be() -> None:
    spots = [(piece, cell.passage) for cell in scan().tables[0].cells for piece in cell.passage.pieces if cell.text]
    assert spots
    for piece, passage in spots:
        assert isinstance(piece.spot, ScanSpot)
        assert len(piece.spot.confidences) == len(piece.spot.rivals) == piece.end - piece.start
        assert len(passage.text) >= piece.end
        assert all(0 <= confidence <= 1 for confidence in piece.spot.confidences)


def test_a_scan_stands_where_the_form_stands() -> None:
    """Within 6 points; the tilt is 4 points at the edges."""

    def tops(found: Document) -> list[float]:
        return [spot.top for cell in found.tables[0].cells if cell.text for spot in cell.passage.place().spots[:1] if isinstance(spot, PageSpot)]

    assert max(abs(a - b) for a, b in zip(tops(scan()), tops(printed()), strict=True)) < 6


def test_a_picture_that_lies_on_its_side_is_read() -> None:
    turned = document(np.ascontiguousarray(np.rot90(picture("yuan/form.pdf"))), ".jpg")
    upright = read(FIXTURES / "yuan" / "form.pdf")
    assert [table.height for table in turned.tables] == [table.height for table in upright.tables]
    assert "得分" in {cell.text for table in turned.tables for cell in table.cells}
    assert {spot.turned for cell in turned.tables[0].cells for spot in cell.passage.place().spots if isinstance(spot, PageSpot)} == {1}


@pytest.mark.parametrize("case", ["coded", "three_cells"])
@pytest.mark.parametrize("quarters", [0, 1])
def test_how_a_page_lies_is_told_also_where_single_characters_are_known_on_their_side(case: str, quarters: int) -> None:
    lying = np.ascontiguousarray(np.rot90(picture(f"{case}/form.pdf"), quarters))
    assert _right_way_up(lying, 150, 1).turned == quarters


def test_a_photograph_taken_at_a_slant_in_poor_light_is_read() -> None:
    pixels = scanned(picture("clean/form.pdf"), 1)
    height, width = pixels.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    slant = np.array([[0.02 * width, 0.02 * height], [0.99 * width, 0], [width, height], [0, 0.98 * height]], np.float32)
    held = cv2.warpPerspective(pixels, cv2.getPerspectiveTransform(corners, slant), (width, height), borderValue=(120, 130, 140))
    shaded = (held * np.linspace(1, 0.5, width)[None, :, None]).astype(np.uint8)
    told, read_back = cells(printed()), cells(document(shaded, ".jpg"))
    assert read_back.keys() == told.keys()
    assert sum(told[place] == read_back[place] for place in told) >= 0.95 * len(told)


@pytest.mark.parametrize(("foot", "found"), [(True, True), (False, False)])
def test_only_a_frame_that_is_closed_tells_how_a_picture_was_taken(foot: bool, found: bool) -> None:
    """A table that goes on overleaf is open at its foot, and its columns end where they like."""
    paper = np.full((1000, 700), 255, np.uint8)
    for x, end in ((100, 900), (300, 900), (600, 900 if foot else 860)):
        cv2.line(paper, (x, 100), (x, end), 0, 2)
    for y in (100, 300, 500, *((900,) if foot else ())):
        cv2.line(paper, (100, y), (600, y), 0, 2)
    assert (_frame(paper) is not None) is found


def ruled() -> Any:
    """The ruling of a table that goes on overleaf."""
    paper = np.full((1000, 700), 255, np.uint8)
    for x, end in ((100, 860), (180, 870), (260, 900), (380, 900), (450, 900), (520, 900), (600, 880)):
        cv2.line(paper, (x, 100), (x, end), 0, 2)
    for y in range(100, 900, 60):
        cv2.line(paper, (100, y), (600, y), 0, 2)
    return paper


def taken(pixels: Any, *corners: tuple[int, int]) -> Any:
    """As a camera would see it, whose picture has the corners of the paper there."""
    height, width = pixels.shape
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return cv2.warpPerspective(pixels, cv2.getPerspectiveTransform(square, np.array(corners, np.float32)), (width, height), borderValue=255)


def test_a_table_that_is_open_at_its_foot_is_squared_by_its_lines() -> None:
    slanted = taken(ruled(), (30, 20), (680, 0), (700, 1000), (0, 970))
    assert unslanted(inked(ruled())) is None
    matrix = unslanted(inked(slanted))
    assert matrix is not None
    square = cv2.warpPerspective(slanted, matrix, (700, 1000), borderValue=255)
    assert unslanted(inked(square)) is None


def test_few_lines_in_one_corner_do_not_tell_how_the_page_was_held() -> None:
    paper = np.full((1050, 750), 255, np.uint8)
    for number in range(12):
        cv2.line(paper, (50, 100 + number * 3), (700, 100 + number * 3 + number % 3 * 8), 0, 1)
        cv2.line(paper, (100 + number * 3, 50), (100 + number * 3 + number % 5 * 30, 900), 0, 1)
    assert unslanted(255 - paper) is None


@pytest.mark.parametrize("tilt", [-4, 2])
def test_what_only_lies_askew_is_not_slanted(tilt: float) -> None:
    turned = cv2.warpAffine(ruled(), cv2.getRotationMatrix2D((350, 500), tilt, 1.0), (700, 1000), borderValue=255)
    assert unslanted(inked(turned)) is None


@pytest.mark.skipif(not SEED.exists(), reason="no ../shared beside the repository")
def test_every_number_of_a_real_form_is_read() -> None:
    told, read_back = cells(read(SEED / "form_calc.pdf")), cells(read(SEED / "scan150.pdf"))
    numbers = [place for place, text in told.items() if text and not text.strip("0123456789.,%")]
    assert len(numbers) == 60
    assert read_back.keys() == told.keys()
    assert [read_back[place] for place in numbers] == [told[place] for place in numbers]
