"""Pictures of forms: scans and photographs (.png .jpg .tif .bmp .webp).

Text is recognised cell by cell (`_scan`), so it may be misread: every character carries how sure the recogniser is, and a contradiction that a
misreading explains is never told as a mistake of the form. Needs `formlint[ocr]`.
"""

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from formlint.documents import Document
from formlint.errors import ReadError
from formlint.readers import Source
from formlint.readers._lattice import blocks
from formlint.readers._recognising import MOST_PIXELS, needs_ocr

if TYPE_CHECKING:
    from formlint.readers._pages import Page

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")

MOST_FRAMES = 100  # pages in a TIFF
LEAST_DPI = 90  # what programs write who do not know is 72
_KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")


def read(source: Source) -> Document:
    """The document in a picture, or in the pages of a TIFF."""
    if needs_ocr():
        raise ReadError("picture-needs-ocr")
    pages = [page.checked() for page in _pages(source.data)]
    if not any(len(page.codes) for page in pages):
        raise ReadError("nothing-recognised")
    return Document("image", tuple(blocks(pages)))


def _pages(data: bytes) -> Iterator["Page"]:
    from PIL import Image, ImageSequence  # noqa: PLC0415  only there with formlint[ocr]

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=_KINDS) as file:
            for number, frame in enumerate(islice(ImageSequence.Iterator(file), MOST_FRAMES + 1), start=1):
                if number > MOST_FRAMES:
                    raise ReadError("too-many-frames", most=str(MOST_FRAMES))
                yield _page(frame, number)
    except Image.DecompressionBombError as error:
        raise ReadError("too-many-pixels", page="1", most=str(MOST_PIXELS // 1_000_000)) from error
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError, MemoryError) as error:  # what Pillow raises
        raise ReadError("damaged-picture") from error


def _page(frame: Any, number: int) -> "Page":
    """One frame, recognised. It is measured before it is unpacked, and turned as the camera was held."""
    import numpy as np  # noqa: PLC0415
    from PIL import ImageOps  # noqa: PLC0415

    from formlint.readers._scan import page  # noqa: PLC0415

    if frame.width * frame.height > MOST_PIXELS:
        raise ReadError("too-many-pixels", page=str(number), most=str(MOST_PIXELS // 1_000_000))
    dpi = float(max(frame.info.get("dpi", (0,))))
    shown = ImageOps.exif_transpose(frame)
    if "A" in shown.getbands() or "transparency" in shown.info:  # what shows through is paper
        from PIL import Image  # noqa: PLC0415

        shown = Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown.convert("RGBA"))
    pixels = np.asarray(shown.convert("L" if shown.mode in ("1", "L", "LA", "I", "I;16") else "RGB"))
    return page(np.ascontiguousarray(pixels[:, :, ::-1] if pixels.ndim == 3 else pixels), dpi if dpi >= LEAST_DPI else None, number)
