"""Pages of a PDF as pdfium draws them, what was typed into fields included."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import pypdfium2

from formlint.drawing import Held
from formlint.drawing._beside import Draw
from formlint.drawing._grey import packed_grey
from formlint.drawing._inks import is_grey
from formlint.drawing._pictures import Picture

SCALE = 2.0  # pixels a point, 144 dpi; a whole number keeps ruling lines sharp: 1.8 takes more bytes and looks worse
MOST_PIXELS = 6_000_000  # a page; an A4 page has 2 million


def count(data: bytes) -> int:
    """How many pages there are."""
    try:
        return len(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError:
        return 0


def drawer(data: bytes, held: Mapping[int, Held]) -> Draw:
    """Draws one page after the other."""

    @cache
    def document() -> Any:
        opened = pypdfium2.PdfDocument(data)
        opened.init_forms()  # else fields that are filled in look blank
        return opened

    def draw(number: int) -> Picture | None:
        with suppress(pypdfium2.PdfiumError):
            return _picture(document(), number, held.get(number, Held()).turned)
        return None

    return draw


def _picture(document: Any, number: int, turned: int) -> Picture:
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    if is_grey(page):
        found = packed_grey(page.render(scale=scale, rotation=90 * turned, grayscale=True).to_numpy())
    else:
        from formlint.drawing._packing import packed  # noqa: PLC0415 - print has no colours

        found = packed(page.render(scale=scale, rotation=90 * turned, prefer_bgrx=True, rev_byteorder=True).to_pil())  # RGBX takes no copy
    page.close()
    return Picture(height, width, found) if turned % 2 else Picture(width, height, found)
