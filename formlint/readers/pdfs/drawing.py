"""What pdfium knows of lines and images on a page, forms (drawings used again) included, in the coordinates of the PDF.

What does not show is left out: white lines on paper, and what a clip cuts off. Texts are only looked at for those that may not show.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.pages import THICKEST_RULE, Flags, Indices, Numbers
from formlint.readers.pages.paths import MOVE, STROKES_OF_A_LETTER, edges
from formlint.readers.pages.shades import INK, WHITE_INK, on_a_shade
from formlint.readers.pdfs import calls as call
from formlint.readers.pdfs.ink import Inks, limits, of_paths, of_texts
from formlint.readers.pdfs.objects import Objects
from formlint.readers.pdfs.points import points

MOST_OBJECTS = 500_000  # a page
MOST_SEGMENTS = 1_000_000  # a page
DEEPEST_FORM = 8
_SLACK = 1.0  # points; a line drawn along the edge of its clip is cut in half lengthwise
_CORNERS = ((0, 1), (2, 1), (0, 3), (2, 3))


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Ruling lines, images and coloured areas, n x 4 each: left, bottom, right, top; and the texts that may not show."""

    rules: Numbers
    images: Numbers
    shades: Numbers
    outlines: int  # filled shapes of many strokes, such as letters
    doubtful: "Texts"


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Text objects: what pdfium calls them, in rising order, their ink, and the box that cuts each off."""

    handles: Indices
    inks: Inks
    limits: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """The objects of the page itself, or of one form on it, by kind, and how the form lies on the page (a b c d e f; None: as the page itself)."""

    of: Mapping[int, Objects]
    matrix: Numbers | None


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What the layers of a page hold, as it is found: rules with their ink, the others as in a Drawing."""

    rules: list[tuple[Numbers, Inks]] = field(default_factory=list)
    images: list[Numbers] = field(default_factory=list)
    shades: list[Numbers] = field(default_factory=list)
    outlines: list[int] = field(default_factory=list)
    texts: list[Texts] = field(default_factory=list)


def drawing(page: Any, number: int) -> Drawing:
    """The ruling lines and images of a page, and what else its objects tell."""
    found = _Found()
    for layer in _layers(page, number):
        if paths := layer.of.get(pdfium.FPDF_PAGEOBJ_PATH):
            _add_paths(found, paths, layer.matrix, number)
        if pictures := layer.of.get(pdfium.FPDF_PAGEOBJ_IMAGE):
            found.images.append(_cut(_boxes(pictures, layer.matrix), _limits(pictures, layer.matrix)))
        if shadings := layer.of.get(pdfium.FPDF_PAGEOBJ_SHADING):
            found.shades.append(_boxes(shadings, layer.matrix))
        if texts := layer.of.get(pdfium.FPDF_PAGEOBJ_TEXT):
            _add_doubtful(found, texts, layer.matrix)
    images, areas = _joined(found.images), _joined(found.shades)
    rules, pale = _by_ink(found.rules)
    if len(images):  # a rule may be a picture
        thin = _is_thin(images)
        rules, images = np.concatenate((rules, images[thin])), images[~thin]
    if len(pale):
        rules = np.concatenate((rules, pale[on_a_shade(pale, areas)]))
    return Drawing(rules, images, areas, sum(found.outlines), _together(found.texts))


def _joined(boxes: Sequence[Numbers]) -> Numbers:
    return np.concatenate(boxes) if boxes else np.empty((0, 4))


def _by_ink(found: Sequence[tuple[Numbers, Inks]]) -> tuple[Numbers, Numbers]:
    """The rules that are drawn in ink, and the white ones."""
    if not found:
        return np.empty((0, 4)), np.empty((0, 4))
    rules, inks = np.concatenate([boxes for boxes, _ in found]), np.concatenate([inks for _, inks in found])
    seen = inks == INK
    return (rules, rules[:0]) if seen.all() else (rules[seen], rules[inks == WHITE_INK])


def _layers(page: Any, number: int) -> Iterator[_Layer]:
    start, left = call.handle(page), MOST_OBJECTS
    waiting: list[tuple[call.Told, call.Handle, int, Numbers | None, int]] = [(call.page_object, start, pdfium.FPDFPage_CountObjects(page), None, 0)]
    while waiting:
        getter, owner, count, matrix, depth = waiting.pop()
        left -= count
        if left < 0:
            raise ReadError("too-many-rules", page=str(number), most=str(allowed().rules))
        layer = _Layer(Objects.at(call.each(getter, repeat(owner), range(count))).by_kind(), matrix)
        yield layer
        if depth < DEEPEST_FORM and (forms := layer.of.get(pdfium.FPDF_PAGEOBJ_FORM)):
            for form in forms.handles:
                own = call.filled(call.matrix, (1, 6), np.float32, [form])[0]
                waiting.append((call.form_object, form, call.count_form_objects(form), _product(own, matrix), depth + 1))


def _add_paths(found: _Found, paths: Objects, matrix: Numbers | None, number: int) -> None:
    """Rules with their ink, coloured areas, and how many shapes of many strokes turn up."""
    boxes, limits = _boxes(paths, matrix), _limits(paths, matrix)
    filled, stroked, matrices = paths.drawn()
    fill, stroke = of_paths(paths, filled, stroked)
    inks, thin = np.maximum(fill, stroke), _is_thin(boxes)
    if thin.any():  # a line, or a thin filled box: its frame says all
        found.rules.append(_shown(boxes[thin], _some(limits, thin), inks[thin]))
    (which,) = (~thin).nonzero()
    handles = [paths.handles[index] for index in which.tolist()]
    counts = call.numbers(call.count_segments, handles)
    if counts.sum() > MOST_SEGMENTS:
        raise ReadError("too-many-rules", page=str(number), most=str(allowed().rules))
    if (areas := fill[which] == INK).any():
        found.shades.append(_cut(boxes[which[areas]], _some(limits, which[areas])))
        found.outlines.append(int(np.count_nonzero(areas & (counts > STROKES_OF_A_LETTER))))
    framed = (stroked[which] | (counts > 5)) & (counts > 0)  # a plain filled box is a background, no frame
    if framed.any():
        which = which[framed]
        lines, owners = _frames(list(compress(handles, framed.tolist())), counts[framed], _product(matrices[which], matrix))
        found.rules.append(_shown(lines, _some(limits, which[owners]), inks[which[owners]]))


def _some(limits: Numbers | None, which: Flags | Indices) -> Numbers | None:
    return None if limits is None else limits[which]


def _shown(boxes: Numbers, limits: Numbers | None, inks: Inks) -> tuple[Numbers, Inks]:
    """What the limits leave of the boxes."""
    if limits is None or not (limits[:, 0] > -np.inf).any():
        return boxes, inks
    low, high = np.maximum(boxes[:, :2], limits[:, :2] - _SLACK), np.minimum(boxes[:, 2:], limits[:, 2:] + _SLACK)
    kept = (low[:, 0] <= high[:, 0]) & (low[:, 1] <= high[:, 1])
    return np.hstack((low, high))[kept], inks[kept]


def _cut(boxes: Numbers, limits: Numbers | None) -> Numbers:
    return _shown(boxes, limits, np.full(len(boxes), INK, np.uint8))[0]


def _is_thin(boxes: Numbers) -> Flags:
    thin: Flags = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THICKEST_RULE
    return thin


def _limits(objects: Objects, matrix: Numbers | None) -> Numbers | None:
    """The box that cuts each object off, in the coordinates of the page; None: nothing is cut off."""
    found = limits(objects)
    if found is not None and matrix is not None:
        cut = found[:, 0] > -np.inf
        found[cut] = _turned(found[cut], matrix)
    return found


def _add_doubtful(found: _Found, texts: Objects, matrix: Numbers | None) -> None:
    """The texts that are white, not seen at all, or cut off."""
    inks, limits = of_texts(texts), _limits(texts, matrix)
    doubtful = inks != INK
    if limits is not None:
        doubtful |= limits[:, 0] > -np.inf
    if doubtful.any():
        kept = np.tile((-np.inf, -np.inf, np.inf, np.inf), (len(inks), 1)) if limits is None else limits
        found.texts.append(Texts(np.array(texts.addresses, np.intp)[doubtful], inks[doubtful], kept[doubtful]))


def _together(parts: list[Texts]) -> Texts:
    if not parts:
        return Texts(np.empty(0, np.intp), np.empty(0, np.uint8), np.empty((0, 4)))
    handles = np.concatenate([part.handles for part in parts])
    order = np.argsort(handles)
    inks, limits = np.concatenate([part.inks for part in parts]), np.concatenate([part.limits for part in parts])
    return Texts(handles[order], inks[order], limits[order])


def _frames(paths: list[call.Handle], counts: Indices, matrices: Numbers) -> tuple[Numbers, Indices]:
    """The rules in paths that draw more than one line, and the number of the path of each; `counts` are the points of each, one at least."""
    x, y, kinds = points(call.segment, counts, paths)
    kinds[np.cumsum(counts) - counts] = MOVE
    owners = np.repeat(np.arange(len(paths)), counts)
    moved = _moved(x, y, matrices[0] if (matrices == matrices[0]).all() else matrices[owners])  # programs draw all of a page alike
    found, ends = edges(*moved, kinds)  # the last side of a closed path is drawn: pdfium has seen to that
    return found, owners.take(ends)


def _boxes(objects: Objects, matrix: Numbers | None) -> Numbers:
    found = objects.boxes()
    return found if matrix is None else _turned(found, matrix)


def _turned(boxes: Numbers, matrix: Numbers) -> Numbers:
    """The boxes around boxes that are moved, scaled or turned."""
    corners = [_moved(boxes[:, x], boxes[:, y], matrix) for x, y in _CORNERS]
    x, y = np.array([corner[0] for corner in corners]), np.array([corner[1] for corner in corners])
    return np.column_stack((x.min(axis=0), y.min(axis=0), x.max(axis=0), y.max(axis=0)))


def _moved(x: Numbers, y: Numbers, matrix: Numbers) -> tuple[Numbers, Numbers]:
    a, b, c, d, e, f = matrix.T
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Numbers, then: Numbers | None) -> Numbers:
    """One matrix after the other; the first may be a row of matrices."""
    if then is None:
        return first
    a, b, c, d, e, f = first.T
    g, h, i, j, k, m = then.T
    return np.stack((a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m), axis=-1)
