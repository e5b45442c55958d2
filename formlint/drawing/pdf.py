"""Pages of a PDF as pdfium draws them, what was typed into fields included."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import pypdfium2

from formlint.drawing import Held, Sheet
from formlint.drawing._packing import packed

SCALE = 2.0  # pixels a point, 144 dpi; a whole number keeps ruling lines sharp: 1.8 takes more bytes and looks worse
MOST_PIXELS = 6_000_000  # a page; an A4 page has 2 million


def count(data: bytes) -> int:
    """How many pages there are."""
    try:
        return len(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError:
        return 0


def sheets(data: bytes, wanted: Sequence[int], held: Mapping[int, Held]) -> Iterator[Sheet]:
    """The pages of these numbers."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()  # else fields that are filled in look blank
    for number in wanted:
        with suppress(pypdfium2.PdfiumError):
            own = held.get(number, Held())
            yield import_module("formlint.drawing.scan").of_pdf(data, number, own.turned) if own.scanned else _sheet(document, number, own.turned)


def _sheet(document: Any, number: int, turned: int) -> Sheet:
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture = page.render(scale=scale, rotation=90 * turned, prefer_bgrx=True, rev_byteorder=True).to_pil()  # RGBX takes no copy
    page.close()
    width, height = (height, width) if turned % 2 else (width, height)
    return Sheet(number, round(width, 2), round(height, 2), packed(picture))
