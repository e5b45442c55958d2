"""The points of paths.

pdfium gives out one point at a time, and says in two more calls where it lies and how the pen gets there: 40 of 100 calls that a page of frames
takes. What it gives out is where the point stands in its memory, and the points of a path stand there one behind the other. How they stand is
learned from a path that is made for it, and of each path pdfium says where the first and the last stand: what is read is what lies between them.
A pdfium that keeps them in another way is asked for every point. Why this is safe: docs/decisions/points-of-paths.md.
"""

import ctypes
from collections.abc import Sequence
from functools import cache
from itertools import chain, repeat

import numpy as np
import pypdfium2.raw as pdfium

from formlint.readers.pages import Indices, Numbers
from formlint.readers.pages.paths import CURVE, LINE, MOVE
from formlint.readers.pdfs import calls as call

Points = tuple[Numbers, Numbers, Indices]  # x, y, and how the pen gets there: LINE, CURVE, MOVE

_KNOWN = np.dtype({"names": ["x", "y", "kind"], "formats": ["f4", "f4", "u1"], "offsets": [0, 4, 8], "itemsize": 12})
_CURVE = ((5.5, 6.0, CURVE), (7.0, 8.25, CURVE), (-9.0, 10.0, CURVE))
_LINES = ((11.0, 12.5, LINE), (-13.75, 0.0, LINE), (0.0, 1e6, LINE), (1.0, 1.0, LINE), (2.0, 2.5, LINE))
_MADE = ((1.5, -2.25, MOVE), *_CURVE, *_LINES)


def points(getter: call.Told, counts: Indices, *owners: Sequence[call.Handle | int]) -> Points:
    """The points of some paths. `counts` says how many each has, at least one; `getter` is asked for one with its `owners` and its number."""
    found = _lying(getter, counts, owners) if _lie_as_known() else None
    return found or _asked(getter, counts, owners)


def _lying(getter: call.Told, counts: Indices, owners: Sequence[Sequence[call.Handle | int]]) -> Points | None:
    """The points, read where they stand; None where a path does not end where it should."""
    starts, sizes = call.each(getter, *owners, repeat(0)), (_KNOWN.itemsize * counts).tolist()
    lasts = call.each(getter, *owners, (counts - 1).tolist())
    if not all(starts) or lasts != [start + size - _KNOWN.itemsize for start, size in zip(starts, sizes, strict=True)]:
        return None
    rooms = {size: (ctypes.c_char * size).from_address for size in set(sizes)}
    read = np.frombuffer(b"".join([rooms[size](start) for start, size in zip(starts, sizes, strict=True)]), _KNOWN)
    return read["x"].astype(np.float64), read["y"].astype(np.float64), read["kind"].astype(np.intp)


def _asked(getter: call.Told, counts: Indices, owners: Sequence[Sequence[call.Handle | int]]) -> Points:
    """The points as pdfium tells them."""
    many = counts.tolist()
    of_each = (chain.from_iterable(map(repeat, owner, many)) for owner in owners)
    segments = call.handles(map(getter, *of_each, chain.from_iterable(map(range, many))))
    x, y = call.filled(call.segment_point, (len(segments), 2), np.float32, segments, parts=2).T
    return x, y, call.numbers(call.segment_type, segments)


@cache
def _lie_as_known() -> bool:
    """Whether the points of a path of which all is known stand in memory as _KNOWN says, one behind the other."""
    path = pdfium.FPDFPageObj_CreateNewPath(*_MADE[0][:2])
    try:
        pdfium.FPDFPath_BezierTo(path, *chain.from_iterable(point[:2] for point in _CURVE))
        for point in _LINES:
            pdfium.FPDFPath_LineTo(path, *point[:2])
        size, many = _KNOWN.itemsize, len(_MADE)
        starts = call.each(call.segment, repeat(call.handle(path)), range(many))
        if starts[0] is None or starts != [starts[0] + number * size for number in range(many)]:
            return False
        return bool(np.frombuffer(ctypes.string_at(starts[0], many * size), _KNOWN).tolist() == [*_MADE])
    finally:
        pdfium.FPDFPageObj_Destroy(path)
