"""What of the objects on a page shows, as pdfium knows it: colours, text that is written invisibly, clips."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from formlint.readers.pages import Flags, Numbers
from formlint.readers.pages.shades import INK, NO_INK, WHITE_INK, WHITEST
from formlint.readers.pdfs import calls as call
from formlint.readers.pdfs.objects import Objects
from formlint.readers.pdfs.points import points

Inks = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]  # left, bottom, right, top

EVERYWHERE: Box = (-np.inf, -np.inf, np.inf, np.inf)

_FILLED = {pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP}


def of_paths(paths: Objects, filled: Flags, stroked: Flags) -> tuple[Inks, Inks]:
    """The ink of the inside and of the outline of each path."""
    some, numbers = paths.alike()
    fill, stroke = (
        np.where(drawn, _inks(some, colour)[numbers], np.uint8(NO_INK)) if drawn.any() else np.full(len(drawn), NO_INK, np.uint8)
        for colour, drawn in ((call.fill_colour, filled), (call.stroke_colour, stroked))
    )
    return fill, stroke


def of_texts(texts: Objects) -> Inks:
    """The ink of each text. One with an outline counts as seen."""
    some, numbers = texts.alike()
    inks: Inks = _inks(some, call.fill_colour)[numbers]
    told = call.each(call.render_mode, texts.handles)
    if set(told) - _FILLED:
        modes = np.array(told)
        inks[~np.isin(modes, list(_FILLED))] = INK
        inks[(modes == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) | (modes == pdfium.FPDF_TEXTRENDERMODE_CLIP)] = NO_INK
    return inks


def _inks(objects: Sequence[call.Handle], colour: call.Told) -> Inks:
    values, known = call.told(colour, (len(objects), 4), np.uint32, objects, parts=4)
    told = zip(values.tolist(), known.tolist(), strict=True)
    return np.array([_ink(*colours) if knows else INK for colours, knows in told], np.uint8)  # else a pattern


def _ink(red: int, green: int, blue: int, opaque: int) -> int:
    return (WHITE_INK if min(red, green, blue) >= WHITEST else INK) if opaque else NO_INK


def limits(objects: Objects) -> Numbers | None:
    """The box that cuts each object off, in the coordinates of its form: left, bottom, right, top; infinite where there is none, None where no
    object has one."""
    which, clips = objects.clips()
    if not which:
        return None
    found = np.full((len(objects.handles), 4), np.inf)
    found[:, :2] = -np.inf
    known: dict[int, Box] = {}
    for number, clip, count in zip(which, clips, call.each(call.count_clips, clips), strict=True):
        if count > 0:
            found[number] = _left(clip, count, known)
    return found if np.isfinite(found).any() else None


def _left(clip: call.Handle, count: int, known: dict[int, Box]) -> Box:
    """What all paths of a clip leave; each counts as its box.

    `known` tells what is left up to a path, by where its points stand: clips share the memory of their paths, and what stands before one is the same
    in all. A page of 3,000 clips, each within the last, has 4.5 million paths, of which 3,000 are looked at.
    """
    left, path = EVERYWHERE, count
    further: list[tuple[int, int]] = []
    while path and left is EVERYWHERE:
        path -= 1
        place = call.clip_segment(clip, path, 0) or 0
        left = known.get(place, EVERYWHERE)
        if left is EVERYWHERE:
            further.append((path, place))
    for path, place in reversed(further):
        if (number := call.count_clip_segments(clip, path)) > 0:
            x, y, _ = points(call.clip_segment, np.array([number]), [clip], [path])
            left = max(left[0], float(x.min())), max(left[1], float(y.min())), min(left[2], float(x.max())), min(left[3], float(y.max()))
            if place:
                known[place] = left
    return left
