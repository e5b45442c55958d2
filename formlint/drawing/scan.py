"""Pages that a recogniser read, as the picture it read them from, in its own colours: held straight as it was for reading, so that places fit.

How it is to be held is found out again, which takes a twentieth of what reading took. Needs `formlint[ocr]`.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

import cv2
import numpy as np
from PIL import Image

from formlint.drawing import Held, Sheet
from formlint.drawing._packing import packed
from formlint.errors import ReadError
from formlint.readers.pages import Numbers
from formlint.readers.scans.ocr import Pixels
from formlint.readers.scans.of_pdf import rendered
from formlint.readers.scans.pictures import frames, pictures
from formlint.readers.scans.upright import DOTS, straightened

SCALE = 2.0  # pixels a point
WHITE = (255, 255, 255)
COARSER = 0.75  # a picture that is shrunk further is made smaller first: the fine strokes between would be lost


def count(data: bytes) -> int:
    """How many pictures a file holds."""
    return frames(data)


def begun(data: bytes, wanted: Sequence[int], held: Mapping[int, Held], early: object = None) -> Callable[[], Iterator[Sheet]]:
    """The pictures of these numbers, when they are asked for."""
    return lambda: sheets(data, wanted, held)


def sheets(data: bytes, wanted: Sequence[int], held: Mapping[int, Held]) -> Iterator[Sheet]:
    """The pictures of these numbers."""
    try:
        for number, (picture, dpi) in enumerate(pictures(data), start=1):
            if number in wanted:
                yield straight(picture, dpi, number, held.get(number, Held()).turned)
    except ReadError:
        return


def of_pdf(data: bytes, number: int, turned: int) -> Sheet:
    """A page of a PDF."""
    picture, dpi = rendered(data, number)
    return straight(picture, dpi, number, turned)


def back(data: bytes, number: int, turned: int) -> Numbers:
    """The matrix (3 x 3) from places on a page of a PDF as it was read to places on it as it is shown, both in points from the top left corner."""
    picture, dpi = rendered(data, number)
    lying = np.ascontiguousarray(np.rot90(picture, -turned))
    _, matrix = straightened(lying, dpi)
    height, width = picture.shape[:2]
    right, bottom = width - 1, height - 1
    unturned = (
        [[1, 0, 0], [0, 1, 0]],
        [[0, 1, 0], [-1, 0, bottom]],
        [[-1, 0, right], [0, -1, bottom]],
        [[0, -1, right], [1, 0, 0]],
    )[turned % 4]
    found: Numbers = np.diag([72 / dpi, 72 / dpi, 1.0]) @ np.array([*unturned, [0, 0, 1]]) @ np.linalg.inv(matrix) @ np.diag([DOTS, DOTS, 1.0])
    return found


def straight(picture: Pixels, dpi: float | None, number: int, turned: int) -> Sheet:
    """A picture (grey or BGR) as it was held: turned by so many quarters clockwise, then straightened."""
    lying = np.ascontiguousarray(np.rot90(picture, -turned))
    upright, matrix = straightened(lying, dpi)
    height, width = upright.shape
    scale = SCALE / DOTS
    by = np.array([[scale, 0, (scale - 1) / 2], [0, scale, (scale - 1) / 2], [0, 0, 1]]) @ matrix
    shrunk = math.sqrt(abs(float(np.linalg.det(by[:2, :2]))))
    if shrunk < COARSER:
        small = cv2.resize(lying, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
        wide, high = lying.shape[1] / small.shape[1], lying.shape[0] / small.shape[0]
        by, lying = by @ np.array([[wide, 0, (wide - 1) / 2], [0, high, (high - 1) / 2], [0, 0, 1]]), small
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    shown = cv2.warpPerspective(lying, by, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=WHITE)
    colours = shown if shown.ndim == 2 else cv2.cvtColor(shown, cv2.COLOR_BGR2RGB)
    return Sheet(number, round(width / DOTS, 2), round(height / DOTS, 2), packed(Image.fromarray(colours)).uri, straightened=True)
