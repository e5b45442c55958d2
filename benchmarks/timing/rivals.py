"""What others do with a PDF, and the PDFs they are given."""

import ctypes
from pathlib import Path

import pdfplumber
import pypdfium2
from pypdfium2 import raw

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
MADE_BY_CALC = SHARED / "cases" / "seed-2022" / "form_calc.pdf"


def make_long(target: Path, times: int) -> int:
    """A PDF with the pages of a form so many times over; how many pages it has."""
    source = pypdfium2.PdfDocument(two_pages())
    long = pypdfium2.PdfDocument.new()
    for _ in range(times):
        long.import_pages(source)
    long.save(target)
    return len(long)


def two_pages() -> Path:
    return MADE_BY_CALC if MADE_BY_CALC.exists() else ROOT / "fixtures" / "2022" / "form.pdf"


def extract(path: Path) -> None:
    """The least that anyone must do: every character with its loose box, every path object with its segments, through the raw interface."""
    document = pypdfium2.PdfDocument(path)
    box, x, y = raw.FS_RECTF(), ctypes.c_float(), ctypes.c_float()
    for page in document:
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text)):
            raw.FPDFText_GetUnicode(text, index)
            raw.FPDFText_GetLooseCharBox(text, index, box)
        for index in range(raw.FPDFPage_CountObjects(page)):
            thing = raw.FPDFPage_GetObject(page, index)
            if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
                continue
            for number in range(raw.FPDFPath_CountSegments(thing)):
                segment = raw.FPDFPath_GetPathSegment(thing, number)
                raw.FPDFPathSegment_GetType(segment)
                raw.FPDFPathSegment_GetPoint(segment, x, y)
        text.close()
        page.close()
    document.close()


def plumb(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            assert page.chars
            assert page.edges
            page.close()
