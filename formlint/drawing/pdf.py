"""Pages of a PDF as pdfium draws them, what was typed into fields included. Two processes draw them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

import pypdfium2

from formlint.drawing import Held, Sheet
from formlint.drawing._beside import Beside, Draw
from formlint.drawing._early import Early
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


def begun(data: bytes, wanted: Sequence[int], held: Mapping[int, Held], early: Early | None = None) -> Callable[[], Iterator[Sheet]]:
    """The pages of these numbers, when they are asked for."""
    if any(number in held and held[number].scanned for number in wanted):  # what straightens them has threads: no second process
        if early:
            early.end()
        return lambda: _with_scans(data, wanted, held)
    straight = not any(number in held and held[number].turned for number in wanted)
    beside = (early.taken(data, wanted) if early and straight else None) or Beside(wanted, drawer(data, held))

    def sheets() -> Iterator[Sheet]:
        for number, picture in zip(wanted, beside.pictures(len(wanted)), strict=True):
            if picture:
                yield _sheet(number, picture)

    return sheets


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


def _with_scans(data: bytes, wanted: Sequence[int], held: Mapping[int, Held]) -> Iterator[Sheet]:
    draw = drawer(data, held)
    for number in wanted:
        own = held.get(number, Held())
        if own.scanned:
            with suppress(pypdfium2.PdfiumError):
                yield import_module("formlint.drawing.scan").of_pdf(data, number, own.turned)
        elif picture := draw(number):
            yield _sheet(number, picture)


def _sheet(number: int, picture: Picture) -> Sheet:
    return Sheet(number, round(picture.width, 2), round(picture.height, 2), picture.packed.uri)


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
