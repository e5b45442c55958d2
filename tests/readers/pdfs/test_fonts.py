"""A PDF that names Chinese fonts without bringing them along reads alike on every machine, whatever fonts it has; who looks at it sees them."""

from typing import Any

import numpy as np
import pypdfium2
import pytest

from formlint.documents import PageSpot
from formlint.readers import pdf
from formlint.readers.pdf import PDFIUM
from formlint.readers.pdfs import pdfium
from formlint.readers.pdfs.alone import opened
from formlint.readers.pdfs.fonts import for_reading
from tests.readers.printed import Sheet, text
from tests.readers.printed import pdf as printed


def spot(sheet: Sheet) -> tuple[str, PageSpot]:
    (line,) = pdf.reading(printed(sheet), PDFIUM).document().lines
    (piece,) = line.passage.pieces
    assert isinstance(piece.spot, PageSpot)
    return line.text, piece.spot


def picture(data: bytes) -> bytes:
    with opened(data) as file:
        return rendered(file)


def rendered(file: Any) -> bytes:
    return np.ascontiguousarray(file[0].render(scale=2, grayscale=True).to_numpy()).tobytes()


@pytest.mark.parametrize("character", ["—", "率", "①", "≥", "㎡"])
def test_a_character_that_stands_alone_is_read(character: str) -> None:
    """pdfium leaves out what has no ink in its font."""
    assert spot(Sheet(text(100, 700, character)))[0] == character


def test_a_character_is_as_wide_as_the_pdf_says() -> None:
    """The ink of （ or of a full stop fills half of that."""
    assert spot(Sheet(text(100, 700, "（执行率。")))[1].edges == pytest.approx([100, 110, 110, 120, 120, 130, 130, 140, 140, 150])


def test_a_page_is_looked_at_in_the_fonts_of_the_machine() -> None:
    data = printed(Sheet(text(100, 700, "执行率")))
    before = picture(data)
    assert pdf.reading(data, PDFIUM).document().lines[0].text == "执行率"
    assert picture(data) == before
    with for_reading():
        file = pypdfium2.PdfDocument(data)
        assert rendered(file) != before
        file.close()
    assert picture(data) == before


def test_whoever_looks_while_others_read_sees_the_fonts_of_the_machine() -> None:
    data = printed(*[Sheet(text(100, 700, "执行率"))] * 3)
    before = picture(data)
    with pdfium.opened(data) as file:
        assert all(picture(data) == before for page in file.pages())
