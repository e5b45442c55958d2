"""pdfium's C functions, called over whole lists.

What costs is the crossing from Python to C: 0.9 microseconds a call in the usual way, and a page has 2,000 characters. Here `map` runs over the
lists, and what ctypes makes of an address before it hands it over is made once: of a handle that is asked several things, and of the places that
pdfium writes into, which serve one page after the other. That leaves 0.1 microseconds a call.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from ctypes import c_float, c_int, c_uint32, c_void_p
from itertools import islice, repeat, starmap
from typing import Any, NewType

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from formlint.readers.pages import Flags

Handle = NewType("Handle", object)  # an address, ready to be handed over
Told = Callable[..., int]

_PLACE = 4  # bytes
_ROOM = (c_uint32 * 2048)()  # where pdfium writes, until it is taken; only for who is alone in pdfium
_WRITTEN = np.frombuffer(memoryview(_ROOM), np.uint32)
_PLACES = list(map(ctypes.byref, repeat(_ROOM), range(0, ctypes.sizeof(_ROOM), _PLACE)))


def handle(given: Any) -> Handle:
    """Of what pdfium gave out in the usual way."""
    return handles([address(given)])[0]


def handles(addresses: Iterable[int]) -> list[Handle]:
    """Of what the functions here gave out."""
    found: list[Any] = list(map(c_void_p.from_param, addresses))
    return found


def each(function: Told, *arguments: Iterable[Handle | int]) -> list[int]:
    """What the function gives for every handle."""
    return list(_answers(function, *arguments))


def numbers(function: Told, *arguments: Iterable[Handle | int], kind: type[np.generic] = np.intp) -> npt.NDArray[Any]:
    """As `each`, as an array."""
    return np.fromiter(_answers(function, *arguments), kind)


def filled(function: Told, shape: tuple[int, int], kind: type[np.generic], *arguments: Iterable[Handle | int], parts: int = 1) -> npt.NDArray[Any]:
    """A row of numbers for every call, written by the function itself: into one place, or into `parts` places, one for each number.

    `kind` is what it writes; what it writes in single precision is given in double.
    """
    return _called(function, shape, kind, arguments, parts)[0]


def told(
    function: Told, shape: tuple[int, int], kind: type[np.generic], *arguments: Iterable[Handle | int], parts: int
) -> tuple[npt.NDArray[Any], Flags]:
    """As `filled`; also which calls knew an answer."""
    numbers, answers = _called(function, shape, kind, arguments, parts)
    return numbers, np.fromiter(answers, np.bool_, len(answers))


def _called(
    function: Told, shape: tuple[int, int], kind: type[np.generic], arguments: Iterable[Iterable[Handle | int]], parts: int
) -> tuple[npt.NDArray[Any], list[int]]:
    """The rows and what was answered, as many at once as there are places for."""
    numbers, answers = np.empty(shape, np.float64 if kind is np.float32 else kind), list[int]()
    rows, columns = shape
    row = columns * np.dtype(kind).itemsize // _PLACE
    most = min(rows, len(_PLACES) // row)
    room = _WRITTEN[: most * row]
    places = [_PLACES[part * row // parts : most * row : row] for part in range(parts)]
    written = room.view(kind).reshape(most, columns)
    first, *others = map(iter, arguments)
    for start in range(0, rows, most or 1):
        room[:] = 0  # what is not known is not written
        answers += _answers(function, islice(first, min(most, rows - start)), *others, *places)
        numbers[start : start + most] = written[: rows - start]
    return numbers, answers


def _answers(function: Told, *arguments: Iterable[Handle | int | object]) -> Iterator[int]:
    """As `map` does it; but ctypes wants a tuple, and `zip` hands over the same one for every call."""
    return starmap(function, zip(*arguments, strict=False))


def address(given: Any) -> int:
    return ctypes.cast(given, c_void_p).value or 0


def _direct(function: Any, result: type | None = c_int) -> Callable[..., Any]:
    """The function for handles, places and counts below 2^31; it keeps the interpreter's lock, as pdfium cannot run twice anyway.

    It is told nothing of its arguments, so that what is ready is handed over as it is; an address as a plain number would lose its upper half.
    """
    return ctypes.PYFUNCTYPE(result)(address(function))


unicode = _direct(pdfium.FPDFText_GetUnicode)
is_generated = _direct(pdfium.FPDFText_IsGenerated)
loose_box = _direct(pdfium.FPDFText_GetLooseCharBox, result=None)
origin = _direct(pdfium.FPDFText_GetCharOrigin, result=None)
page_object = _direct(pdfium.FPDFPage_GetObject, result=c_void_p)
form_object = _direct(pdfium.FPDFFormObj_GetObject, result=c_void_p)
count_form_objects = _direct(pdfium.FPDFFormObj_CountObjects)
object_type = _direct(pdfium.FPDFPageObj_GetType)
bounds = _direct(pdfium.FPDFPageObj_GetBounds, result=None)
matrix = _direct(pdfium.FPDFPageObj_GetMatrix, result=None)
draw_mode = _direct(pdfium.FPDFPath_GetDrawMode, result=None)
count_segments = _direct(pdfium.FPDFPath_CountSegments)
segment = _direct(pdfium.FPDFPath_GetPathSegment, result=c_void_p)
segment_type = _direct(pdfium.FPDFPathSegment_GetType)
segment_point = _direct(pdfium.FPDFPathSegment_GetPoint, result=None)
fill_colour = _direct(pdfium.FPDFPageObj_GetFillColor)
stroke_colour = _direct(pdfium.FPDFPageObj_GetStrokeColor)
render_mode = _direct(pdfium.FPDFTextObj_GetTextRenderMode)
text_object = _direct(pdfium.FPDFText_GetTextObject, result=c_void_p)
clip = _direct(pdfium.FPDFPageObj_GetClipPath, result=c_void_p)
count_clips = _direct(pdfium.FPDFClipPath_CountPaths)
count_clip_segments = _direct(pdfium.FPDFClipPath_CountPathSegments)
clip_segment = _direct(pdfium.FPDFClipPath_GetPathSegment, result=c_void_p)
character_matrix = _direct(pdfium.FPDFText_GetMatrix, result=None)
angle = _direct(pdfium.FPDFText_GetCharAngle, result=c_float)
