"""A page of a PDF that is only an image -> the picture of it, as a viewer shows it. The image is measured before it is unpacked."""

import math

import pypdfium2 as pdfium
from pypdfium2 import raw

from formlint.errors import ReadError
from formlint.readers.pages import Page
from formlint.readers.pdfs.alone import opened
from formlint.readers.scans.ocr import Pixels
from formlint.readers.scans.recognising import MOST_PIXELS
from formlint.readers.scans.scan import page

LEAST, MOST = 100.0, 300.0  # dots an inch of the rendering, whatever the image has; fewer are not readable, more show no more
MOST_IMAGES = 2_000  # a page; a scanner stores strips


def scanned(data: bytes, number: int) -> Page:
    """The page of that number, counted from 1, recognised. ReadError for one that is too large to render."""
    return page(*rendered(data, number), number)


def rendered(data: bytes, number: int) -> tuple[Pixels, float]:
    """The page as BGR, and its dots an inch."""
    with opened(data) as file:
        shown = file[number - 1]
        dpi = _resolution(shown, number)
        picture: Pixels = shown.render(scale=dpi / 72).to_numpy()
    return picture, dpi


def _resolution(shown: pdfium.PdfPage, number: int) -> float:
    """Dots an inch of the finest image on the page, within reason."""
    finest, pixels = LEAST, 0
    for count, image in enumerate(shown.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)):
        width, height = image.get_px_size()
        left, bottom, right, top = image.get_bounds()
        pixels += width * height
        if pixels > MOST_PIXELS or count > MOST_IMAGES:
            raise ReadError("too-many-pixels", page=str(number), most=str(MOST_PIXELS // 1_000_000))
        finest = max(finest, 72 * width / max(right - left, 1.0), 72 * height / max(top - bottom, 1.0))
    width, height = shown.get_size()
    return min(finest, MOST, 72 * math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
