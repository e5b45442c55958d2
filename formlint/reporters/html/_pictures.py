"""Pages of a PDF as pictures, small enough that two of them and the page around them stay under 300 kB."""

import base64
import io
from collections.abc import Iterator
from typing import Any

import numpy
import pypdfium2
from PIL import Image

SCALE = 1.6  # pixels a point: 115 dpi, sharp enough for 7-point characters
MOST_PAGES = 40
MOST_PIXELS = 6_000_000  # a page; an A4 page has 1.3 million
GREYS = 16
COLOURED = 12  # of 255, between two channels of a pixel


def pictures(data: bytes) -> Iterator[dict[str, Any]]:
    """Number, size in points and picture (a data URI) of every page; none of a file that cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = page.render(scale=scale).to_pil()
        yield {"number": number + 1, "width": round(width, 2), "height": round(height, 2), "picture": _uri(picture)}
        page.close()


def _uri(picture: Image.Image) -> str:
    """Lossless WebP; a page without colour in few greys: a third of the size."""
    plain = picture.convert("RGB")
    if _grey(plain):
        plain = plain.convert("L").quantize(GREYS).convert("L")
    out = io.BytesIO()
    plain.save(out, "WEBP", lossless=True, method=4)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()


def _grey(picture: Image.Image) -> bool:
    red, green, blue = (numpy.asarray(channel, numpy.int16) for channel in picture.split())
    return max(int(abs(red - green).max()), int(abs(green - blue).max())) < COLOURED
