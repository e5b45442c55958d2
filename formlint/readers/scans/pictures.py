"""The pictures in a picture file: measured before they are unpacked, turned as the camera was held, on white paper where they show through."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from formlint.errors import ReadError
from formlint.readers.scans.ocr import Pixels
from formlint.readers.scans.recognising import MOST_PIXELS

MOST_FRAMES = 100  # pages in a TIFF
LEAST_DPI = 90  # what programs write who do not know is 72
_KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError, MemoryError)  # what Pillow raises


def pictures(data: bytes, first: int = 1) -> Iterator[tuple[Pixels, float | None]]:
    """Every picture (grey or BGR) with the dots an inch that the file claims; `first` is the page of the first one, for messages."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=_KINDS) as file:
            for number, frame in enumerate(islice(ImageSequence.Iterator(file), MOST_FRAMES + 1)):
                if number == MOST_FRAMES:
                    raise ReadError("too-many-frames", most=str(MOST_FRAMES))
                yield _unpacked(frame, first + number)
    except Image.DecompressionBombError as error:
        raise ReadError("too-many-pixels", page=str(first), most=str(MOST_PIXELS // 1_000_000)) from error
    except _BROKEN as error:
        raise ReadError("damaged-picture") from error


def frames(data: bytes) -> int:
    """How many pictures a file holds; 0 for one that cannot be opened."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=_KINDS) as file:
            return min(getattr(file, "n_frames", 1), MOST_FRAMES)
    except (Image.DecompressionBombError, *_BROKEN):
        return 0


def _unpacked(frame: Any, page: int) -> tuple[Pixels, float | None]:
    if frame.width * frame.height > MOST_PIXELS:
        raise ReadError("too-many-pixels", page=str(page), most=str(MOST_PIXELS // 1_000_000))
    dpi = float(max(frame.info.get("dpi", (0,))))
    shown = ImageOps.exif_transpose(frame)
    if "A" in shown.getbands() or "transparency" in shown.info:
        shown = Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown.convert("RGBA"))
    pixels = _of_8_bits(shown)
    return np.ascontiguousarray(pixels[:, :, ::-1] if pixels.ndim == 3 else pixels), dpi if dpi >= LEAST_DPI else None


def _of_8_bits(picture: Any) -> Any:
    """Pillow makes white of every grey above 255 in a picture of 16 bits, ink as well as paper."""
    if picture.mode.startswith("I"):
        deep = np.asarray(picture)
        return (deep >> 8 if deep.max(initial=0) > 255 else deep).clip(0, 255).astype(np.uint8)
    return np.asarray(picture.convert("L" if picture.mode in ("1", "L", "LA") else "RGB"))
