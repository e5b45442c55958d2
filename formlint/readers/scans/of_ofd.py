"""A page of an OFD that is only pictures -> what stands on them. They are laid onto the paper as the page says: where, how large, how turned."""

import math
from collections.abc import Callable, Sequence

import cv2
import numpy as np

from formlint.errors import ReadError
from formlint.readers.ofds.canvas import Picture
from formlint.readers.ofds.numbers import Box
from formlint.readers.pages import Page
from formlint.readers.scans.ocr import Pixels
from formlint.readers.scans.of_pdf import LEAST, MOST
from formlint.readers.scans.pictures import pictures
from formlint.readers.scans.recognising import MOST_PIXELS
from formlint.readers.scans.scan import page

COARSER = 0.75  # a picture with more dots than the paper is made smaller first: the finer ones between would be lost


def scanned(placed: Sequence[Picture], data: Callable[[str], bytes], paper: Box, number: int) -> Page | None:
    """The page of that number, recognised; None when none of its pictures can be shown (JBIG2, or damaged). `paper` is its box in points, `data`
    has the bytes of a part."""
    sheet = rendered(placed, data, paper, number)
    return page(*sheet, number) if sheet else None


def rendered(placed: Sequence[Picture], data: Callable[[str], bytes], paper: Box, number: int) -> tuple[Pixels, float] | None:
    """The page as BGR, and its dots an inch."""
    shown = [(pixels, each) for each in placed if (pixels := _pixels(data, each, number)) is not None]
    if not shown:
        return None
    if sum(pixels.shape[0] * pixels.shape[1] for pixels, _ in shown) > MOST_PIXELS:
        raise ReadError("too-many-pixels", page=str(number), most=str(MOST_PIXELS // 1_000_000))
    width, height = paper[2] - paper[0], paper[3] - paper[1]
    finest = max(72 * math.sqrt(pixels.shape[0] * pixels.shape[1] / max(_area(each), 1.0)) for pixels, each in shown)
    dpi = min(max(finest, LEAST), MOST, 72 * math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
    sheet = np.full((max(round(height * dpi / 72), 1), max(round(width * dpi / 72), 1), 3), 255, np.uint8)
    for pixels, each in shown:
        _lay(sheet, pixels, each, (paper[0], paper[1]), dpi / 72)
    return sheet, dpi


def _pixels(data: Callable[[str], bytes], picture: Picture, number: int) -> Pixels | None:
    try:
        found, _ = next(pictures(data(picture.part), number))
    except ReadError as error:
        if error.message in ("damaged-picture", "damaged-ofd"):
            return None
        raise
    return found if found.ndim == 3 else cv2.cvtColor(found, cv2.COLOR_GRAY2BGR)


def _area(picture: Picture) -> float:
    """On the paper, in square points."""
    a, b, c, d, *_ = picture.matrix
    return abs(a * d - b * c)


def _lay(sheet: Pixels, pixels: Pixels, picture: Picture, corner: tuple[float, float], scale: float) -> None:
    """Onto the sheet, which has `scale` dots a point."""
    height, width = pixels.shape[:2]
    shrunk = scale * math.sqrt(_area(picture) / (width * height))
    if shrunk < COARSER:
        width, height = max(round(width * shrunk), 1), max(round(height * shrunk), 1)
        pixels = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    a, b, c, d, e, f = picture.matrix
    by = scale * np.array([[a / width, c / height, e - corner[0]], [b / width, d / height, f - corner[1]]])
    cv2.warpAffine(pixels, by, (sheet.shape[1], sheet.shape[0]), dst=sheet, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)
