"""Pages of a PDF as pictures, small enough that two of them and the page around them stay under 300 kB."""

import base64
import io
from collections.abc import Collection, Mapping
from typing import Any

import numpy
import pypdfium2
from PIL import Image

SCALE = 2.0  # pixels a point, 144 dpi; a whole number keeps ruling lines sharp: 1.8 takes more bytes and looks worse
MOST_PAGES = 40
MOST_PIXELS = 6_000_000  # a page; an A4 page has 2 million
GREYS = [round(level / 17) * 17 for level in range(256)]  # 16 of them
MOST_BYTES = 400_000  # of a lossless picture; a photograph has ten times as many as print, and loses nothing one reads
QUALITY = 75
COLOURED = 12  # of 255, between the channels of a pixel


def pictures(data: bytes, turned: Mapping[int, int], told: Collection[int]) -> tuple[list[dict[str, Any]], int]:
    """Number, size in points and picture (a data URI) of every page, and how many were left out; none of a file that cannot be opened.

    Pages count from 1. `turned` has the quarters clockwise by which a page is held to be read; where there are too many, those in `told` come first.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()  # else fields that are filled in look blank
        numbers = sorted(range(1, len(document) + 1), key=lambda number: (number not in told, number))[:MOST_PAGES]
        return [_drawn(document, number, turned.get(number, 0)) for number in sorted(numbers)], len(document) - len(numbers)
    except pypdfium2.PdfiumError:
        return [], 0


def _drawn(document: Any, number: int, quarters: int) -> dict[str, Any]:
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture = page.render(scale=scale, rotation=90 * quarters).to_pil()
    page.close()
    width, height = (height, width) if quarters % 2 else (width, height)
    return {"number": number, "width": round(width, 2), "height": round(height, 2), "picture": _uri(picture)}


def _uri(picture: Image.Image) -> str:
    """Lossless WebP; a page without colour in few greys: a third of the size. A photographed one is not lossless."""
    plain = picture.convert("RGB")
    if _grey(plain):
        plain = plain.convert("L").point(GREYS)
    out = io.BytesIO()
    plain.save(out, "WEBP", lossless=True, method=1)  # 2 to 6 save 0.3% more, and 0 makes it half as large again
    if out.tell() > MOST_BYTES:
        out = io.BytesIO()
        plain.save(out, "WEBP", quality=QUALITY, method=4)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()


def _grey(picture: Image.Image) -> bool:
    red, green, blue = map(numpy.asarray, picture.split())
    apart = numpy.maximum(numpy.maximum(red, green), blue) - numpy.minimum(numpy.minimum(red, green), blue)
    return int(apart.max()) < COLOURED
