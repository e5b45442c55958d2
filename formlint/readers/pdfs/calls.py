"""pdfium's C functions, called over whole lists.

What costs is the crossing from Python to C: 0.9 microseconds a call in the usual way, and a page has 2,000 characters. Here addresses are plain
numbers, `map` runs over them, and pdfium writes straight into numpy arrays: 0.15 microseconds a call.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import c_float, c_int, c_void_p
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from formlint.readers.pages import Flags

Told = Callable[..., int]


def address(handle: Any) -> int:
    """Of a handle that pdfium gave out."""
    return ctypes.cast(handle, c_void_p).value or 0


def each(function: Told, handles: Iterable[int], *arguments: Iterable[int]) -> list[int]:
    """What the function gives for every handle."""
    return list(map(function, handles, *arguments))


def filled(function: Told, shape: tuple[int, int], kind: type[np.generic], *arguments: Iterable[int], parts: int = 1) -> npt.NDArray[Any]:
    """A row of numbers for every call, written by the function itself: into one place, or into `parts` places, one for each number."""
    numbers, places = _room(shape, kind, parts)
    deque(map(function, *arguments, *places), 0)
    return numbers


def told(function: Told, shape: tuple[int, int], kind: type[np.generic], *arguments: Iterable[int], parts: int) -> tuple[npt.NDArray[Any], Flags]:
    """As `filled`; also which calls knew an answer."""
    numbers, places = _room(shape, kind, parts)
    return numbers, np.array(list(map(function, *arguments, *places)), np.bool_)


def _room(shape: tuple[int, int], kind: type[np.generic], parts: int) -> tuple[npt.NDArray[Any], list[range]]:
    """Rows of numbers, and the addresses of their places, a range for each part."""
    rows, columns = shape
    numbers = np.zeros(shape, kind, order="C" if parts == 1 else "F")  # where the places are apart, a column lies together
    start, size = numbers.ctypes.data, numbers.itemsize
    step, part = (columns * size, 0) if parts == 1 else (size, rows * size)
    return numbers, [range(start + number * part, start + number * part + rows * step, step) for number in range(parts)]


def _direct(function: Any, arguments: int = 1, result: type | None = c_int) -> Callable[..., Any]:
    """The function with so many arguments, addresses as plain numbers; it keeps the interpreter's lock, as pdfium cannot run twice anyway.

    Counts go as addresses too: below 2^31 they are handed over alike, and ctypes takes 0.04 microseconds longer over a c_int, 0.02 over an answer.
    """
    return ctypes.PYFUNCTYPE(result, *arguments * [c_void_p])(address(function))


unicode = _direct(pdfium.FPDFText_GetUnicode, 2)
is_generated = _direct(pdfium.FPDFText_IsGenerated, 2)
loose_box = _direct(pdfium.FPDFText_GetLooseCharBox, 3, result=None)
origin = _direct(pdfium.FPDFText_GetCharOrigin, 4, result=None)
page_object = _direct(pdfium.FPDFPage_GetObject, 2, result=c_void_p)
form_object = _direct(pdfium.FPDFFormObj_GetObject, 2, result=c_void_p)
count_form_objects = _direct(pdfium.FPDFFormObj_CountObjects)
object_type = _direct(pdfium.FPDFPageObj_GetType)
bounds = _direct(pdfium.FPDFPageObj_GetBounds, 5, result=None)
matrix = _direct(pdfium.FPDFPageObj_GetMatrix, 2, result=None)
draw_mode = _direct(pdfium.FPDFPath_GetDrawMode, 3, result=None)
count_segments = _direct(pdfium.FPDFPath_CountSegments)
segment = _direct(pdfium.FPDFPath_GetPathSegment, 2, result=c_void_p)
segment_type = _direct(pdfium.FPDFPathSegment_GetType)
segment_point = _direct(pdfium.FPDFPathSegment_GetPoint, 3, result=None)
fill_colour = _direct(pdfium.FPDFPageObj_GetFillColor, 5)
stroke_colour = _direct(pdfium.FPDFPageObj_GetStrokeColor, 5)
render_mode = _direct(pdfium.FPDFTextObj_GetTextRenderMode)
text_object = _direct(pdfium.FPDFText_GetTextObject, 2, result=c_void_p)
clip = _direct(pdfium.FPDFPageObj_GetClipPath, result=c_void_p)
count_clips = _direct(pdfium.FPDFClipPath_CountPaths)
count_clip_segments = _direct(pdfium.FPDFClipPath_CountPathSegments, 2)
clip_segment = _direct(pdfium.FPDFClipPath_GetPathSegment, 3, result=c_void_p)
angle = _direct(pdfium.FPDFText_GetCharAngle, 2, result=c_float)
