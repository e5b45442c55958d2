"""Pages of a PDF as pdfium draws them, what was typed into fields included."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from typing import Any

import pypdfium2

from formlint.drawing import Held
from formlint.drawing._beside import Draw
from formlint.drawing._grey import packed_grey
from formlint.drawing._inks import is_grey
from formlint.drawing._pictures import Packed, Picture
from formlint.readers.pdfs.alone import ALONE, opened

SCALE = 2.0  # pixels a point, 144 dpi; a whole number keeps ruling lines sharp: 1.8 takes more bytes and looks worse
MOST_PIXELS = 6_000_000  # a page; an A4 page has 2 million


def count(data: bytes) -> int:
    """How many pages there are."""
    try:
        with opened(data) as file:
            return len(file)
    except pypdfium2.PdfiumError:
        return 0


@contextmanager
def drawer(data: bytes, held: Mapping[int, Held], *, most: int | None = None) -> Iterator[Draw]:
    """Draws one page after the other. The file is opened for the first of them, and closed at the end; EOFError if it has more pages than `most`."""
    with ExitStack() as ends:

        @cache
        def document() -> Any:
            opened = pypdfium2.PdfDocument(data)
            ends.callback(_close, opened)
            if most is not None and len(opened) > most:
                raise EOFError
            opened.init_forms()  # else fields that are filled in look blank
            return opened

        def draw(number: int) -> Picture | None:
            with suppress(pypdfium2.PdfiumError):
                with ALONE:
                    width, height, pack = _drawn(document(), number, held.get(number, Held()).turned)
                return Picture(width, height, pack())
            return None

        yield draw


def _close(document: Any) -> None:
    with ALONE:
        document.close()


def _drawn(document: Any, number: int, turned: int) -> tuple[float, float, Callable[[], Packed]]:
    """The width and height of a page as it is turned, and what packs its picture, for which nobody has to be alone."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        pack = _rendered(page, scale, 90 * turned)
    finally:  # also of one that cannot be drawn: it would be given back when nobody is alone any more
        page.close()
    return (height, width, pack) if turned % 2 else (width, height, pack)


def _rendered(page: Any, scale: float, rotation: int) -> Callable[[], Packed]:
    if is_grey(page):
        return partial(packed_grey, page.render(scale=scale, rotation=rotation, grayscale=True).to_numpy())
    from formlint.drawing._packing import packed  # noqa: PLC0415 - print has no colours

    return partial(packed, page.render(scale=scale, rotation=rotation, prefer_bgrx=True, rev_byteorder=True).to_pil())  # RGBX takes no copy
