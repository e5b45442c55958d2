"""What pdfium knows of lines and images on a page, forms (drawings used again) included, in the coordinates of the PDF.

What does not show is left out: white lines on paper, and what a clip cuts off. Texts are only looked at for those that may not show.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
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
    """The objects of the page itself, or of one form on it, and how the form lies on the page (a b c d e f; None: as the page itself)."""

    objects: Objects
    kinds: list[int]
    matrix: Numbers | None

    def of(self, kind: int) -> Objects:
        return self.objects.some(list(map(kind.__eq__, self.kinds)))


def drawing(page: Any, number: int) -> Drawing:
    """The ruling lines and images of a page, and what else its objects tell."""
    empty = np.empty((0, 4))
    rules, white, images, shades, texts = [empty], [empty], [empty], [empty], list[Texts]()
    outlines = 0
    for layer in _layers(page, number):
        for found, inks, shapes in _rules(layer, number, shades):
            rules.append(found[inks == INK])
            white.append(found[inks == WHITE_INK])
            outlines += shapes
        if pdfium.FPDF_PAGEOBJ_IMAGE in layer.kinds:
            pictures = layer.of(pdfium.FPDF_PAGEOBJ_IMAGE)
            images.append(_cut(_boxes(pictures, layer.matrix), _limits(pictures, layer.matrix)))
        if pdfium.FPDF_PAGEOBJ_SHADING in layer.kinds:
            shades.append(_boxes(layer.of(pdfium.FPDF_PAGEOBJ_SHADING), layer.matrix))
        texts.append(_doubtful(layer))
    pictured, areas, pale = np.concatenate(images), np.concatenate(shades), np.concatenate(white)
    thin = _is_thin(pictured)  # a rule may be a picture
    pale = pale[on_a_shade(pale, areas)] if len(pale) else pale
    return Drawing(np.concatenate((*rules, pictured[thin], pale)), pictured[~thin], areas, outlines, _together(texts))


def _layers(page: Any, number: int) -> Iterator[_Layer]:
    start, left = call.handle(page), MOST_OBJECTS
    waiting: list[tuple[call.Told, call.Handle, int, Numbers | None, int]] = [(call.page_object, start, pdfium.FPDFPage_CountObjects(page), None, 0)]
    while waiting:
        getter, owner, count, matrix, depth = waiting.pop()
        left -= count
        if left < 0:
            raise ReadError("too-many-rules", page=str(number), most=str(allowed().rules))
        objects = Objects.at(call.each(getter, repeat(owner), range(count)))
        layer = _Layer(objects, objects.kinds(), matrix)
        yield layer
        if depth < DEEPEST_FORM and pdfium.FPDF_PAGEOBJ_FORM in layer.kinds:
            for form in layer.of(pdfium.FPDF_PAGEOBJ_FORM).handles:
                own = call.filled(call.matrix, (1, 6), np.float32, [form])[0].astype(np.float64)
                waiting.append((call.form_object, form, call.count_form_objects(form), _product(own, matrix), depth + 1))


def _rules(layer: _Layer, number: int, shades: list[Numbers]) -> Iterator[tuple[Numbers, Inks, int]]:
    """Rules, their ink, and how many shapes of many strokes turned up; the coloured areas that turn up are added to `shades`."""
    if pdfium.FPDF_PAGEOBJ_PATH not in layer.kinds:
        return
    paths = layer.of(pdfium.FPDF_PAGEOBJ_PATH)
    limits = _limits(paths, layer.matrix)
    boxes = _boxes(paths, layer.matrix)
    filled, stroked, matrices = paths.drawn()
    fill, stroke = of_paths(paths, filled, stroked)
    inks, thin = np.maximum(fill, stroke), _is_thin(boxes)
    yield *_shown(boxes[thin], limits[thin], inks[thin]), 0  # a line, or a thin filled box: its frame says all
    shades.append(_cut(boxes[~thin & (fill == INK)], limits[~thin & (fill == INK)]))
    which = np.flatnonzero(~thin)
    counts = call.numbers(call.count_segments, [paths.handles[index] for index in which.tolist()])
    if counts.sum() > MOST_SEGMENTS:
        raise ReadError("too-many-rules", page=str(number), most=str(allowed().rules))
    framed = stroked[which] | (counts > 5)  # a plain filled box is a background, no frame
    outlines = int(np.count_nonzero((fill[which] == INK) & (counts > STROKES_OF_A_LETTER)))
    which, counts = which[framed & (counts > 0)], counts[framed & (counts > 0)]
    if len(which):
        found, owners = _frames([paths.handles[index] for index in which.tolist()], counts, _product(matrices[which], layer.matrix))
        yield *_shown(found, limits[which[owners]], inks[which[owners]]), outlines


def _shown(boxes: Numbers, limits: Numbers, inks: Inks) -> tuple[Numbers, Inks]:
    """What the limits leave of the boxes."""
    if not (limits[:, 0] > -np.inf).any():
        return boxes, inks
    low, high = np.maximum(boxes[:, :2], limits[:, :2] - _SLACK), np.minimum(boxes[:, 2:], limits[:, 2:] + _SLACK)
    kept = (low[:, 0] <= high[:, 0]) & (low[:, 1] <= high[:, 1])
    return np.hstack((low, high))[kept], inks[kept]


def _cut(boxes: Numbers, limits: Numbers) -> Numbers:
    return _shown(boxes, limits, np.full(len(boxes), INK, np.uint8))[0]


def _is_thin(boxes: Numbers) -> Flags:
    thin: Flags = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THICKEST_RULE
    return thin


def _limits(objects: Objects, matrix: Numbers | None) -> Numbers:
    """The box that cuts each object off, in the coordinates of the page."""
    found = limits(objects)
    if matrix is not None:
        cut = found[:, 0] > -np.inf
        found[cut] = _turned(found[cut], matrix)
    return found


def _doubtful(layer: _Layer) -> Texts:
    """The texts that are white, not seen at all, or cut off."""
    texts = layer.of(pdfium.FPDF_PAGEOBJ_TEXT)
    inks, limits = of_texts(texts), _limits(texts, layer.matrix)
    which = np.flatnonzero((inks != INK) | (limits[:, 0] > -np.inf))
    if not len(which):
        return Texts(which, inks[:0], limits[:0])
    return Texts(np.array(texts.addresses, np.intp)[which], inks[which], limits[which])


def _together(parts: list[Texts]) -> Texts:
    handles = np.concatenate([part.handles for part in parts])
    order = np.argsort(handles)
    inks, limits = np.concatenate([part.inks for part in parts]), np.concatenate([part.limits for part in parts])
    return Texts(handles[order], inks[order], limits[order])


def _frames(paths: list[call.Handle], counts: Indices, matrices: Numbers) -> tuple[Numbers, Indices]:
    """The rules in paths that draw more than one line, and the number of the path of each; `counts` are the points of each, one at least."""
    x, y, kinds = points(call.segment, counts, paths)
    kinds[np.cumsum(counts) - counts] = MOVE
    owners = np.repeat(np.arange(len(paths)), counts)
    found, ends = edges(*_moved(x, y, matrices[owners]), kinds)  # the last side of a closed path is drawn: pdfium has seen to that
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
