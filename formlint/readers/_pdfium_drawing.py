"""What pdfium knows of lines and images on a page, forms (drawings used again) included, in the coordinates of the PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from formlint.errors import ReadError
from formlint.readers import _pdfium_calls as call
from formlint.readers._pages import MOST_RULES, THICKEST_RULE, Numbers
from formlint.readers._paths import MOVE, along_the_edges, strokes

MOST_OBJECTS = 500_000  # a page
MOST_SEGMENTS = 1_000_000  # a page
DEEPEST_FORM = 8
_CORNERS = ((0, 1), (2, 1), (0, 3), (2, 3))


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Ruling lines and images, n x 4 each: left, bottom, right, top."""

    rules: Numbers
    images: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """The objects of the page itself, or of one form on it, and how the form lies on the page (a b c d e f)."""

    objects: list[int]
    types: list[int]
    matrix: Numbers

    def of(self, kind: int) -> list[int]:
        return [handle for handle, its in zip(self.objects, self.types, strict=True) if its == kind]


def drawing(page: Any, number: int) -> Drawing:
    """The ruling lines and images of a page."""
    rules, images = [np.empty((0, 4))], [np.empty((0, 4))]
    for layer in _layers(page, number):
        rules += _rules(layer, number)
        images.append(_boxes(layer.of(pdfium.FPDF_PAGEOBJ_IMAGE), layer.matrix))
    return Drawing(np.concatenate(rules), np.concatenate(images))


def _layers(page: Any, number: int) -> Iterator[_Layer]:
    start, left = call.address(page), MOST_OBJECTS
    waiting = [(call.page_object, start, pdfium.FPDFPage_CountObjects(page), np.array([1.0, 0, 0, 1, 0, 0]), 0)]
    while waiting:
        getter, owner, count, matrix, depth = waiting.pop()
        left -= count
        if left < 0:
            raise ReadError("too-many-rules", page=str(number), most=str(MOST_RULES))
        objects = call.each(getter, repeat(owner), range(count))
        layer = _Layer(objects, call.each(call.object_type, objects), matrix)
        yield layer
        if depth < DEEPEST_FORM:
            for form in layer.of(pdfium.FPDF_PAGEOBJ_FORM):
                own = call.filled(call.matrix, (1, 6), np.float32, [form])[0].astype(np.float64)
                waiting.append((call.form_object, form, call.count_form_objects(form), _product(own, matrix), depth + 1))


def _rules(layer: _Layer, number: int) -> Iterator[Numbers]:
    paths = layer.of(pdfium.FPDF_PAGEOBJ_PATH)
    if not paths:
        return
    boxes = _boxes(paths, layer.matrix)
    thin = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THICKEST_RULE
    yield boxes[thin]  # a line, or a thin filled box: its frame says all
    thick = [paths[index] for index in np.flatnonzero(~thin).tolist()]
    counts = call.each(call.count_segments, thick)
    if sum(counts) > MOST_SEGMENTS:
        raise ReadError("too-many-rules", page=str(number), most=str(MOST_RULES))
    stroked = call.filled(call.draw_mode, (len(thick), 2), np.int32, thick, parts=2)[:, 1]
    frames = [index for index, count in enumerate(counts) if stroked[index] or count > 5]  # a plain filled box is a background, no frame
    if frames:
        yield _frames([thick[index] for index in frames], [counts[index] for index in frames], layer.matrix)


def _frames(paths: list[int], counts: list[int], matrix: Numbers) -> Numbers:
    """The rules in paths that draw more than one line."""
    owners = chain.from_iterable(map(repeat, paths, counts))
    segments = call.each(call.segment, owners, chain.from_iterable(map(range, counts)))
    kinds = np.array(call.each(call.segment_type, segments), np.intp)
    kinds[np.cumsum([0, *counts[:-1]])[np.array(counts) > 0]] = MOVE
    closed = np.array(call.each(call.segment_closes, segments), np.bool_)
    points = call.filled(call.segment_point, (len(segments), 2), np.float32, segments, parts=2).astype(np.float64)
    lines, ends = strokes(points, kinds, closed)
    own = call.filled(call.matrix, (len(paths), 6), np.float32, paths).astype(np.float64)
    each = _product(own, matrix)[np.repeat(np.arange(len(paths)), counts)[ends]]
    return along_the_edges(np.column_stack((*_moved(lines[:, 0], lines[:, 1], each), *_moved(lines[:, 2], lines[:, 3], each))))


def _boxes(objects: list[int], matrix: Numbers) -> Numbers:
    boxes = call.filled(call.bounds, (len(objects), 4), np.float32, objects, parts=4).astype(np.float64)
    corners = [_moved(boxes[:, x], boxes[:, y], matrix) for x, y in _CORNERS]
    x, y = np.array([corner[0] for corner in corners]), np.array([corner[1] for corner in corners])
    return np.column_stack((x.min(axis=0), y.min(axis=0), x.max(axis=0), y.max(axis=0)))


def _moved(x: Numbers, y: Numbers, matrix: Numbers) -> tuple[Numbers, Numbers]:
    a, b, c, d, e, f = matrix.T
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Numbers, then: Numbers) -> Numbers:
    """One matrix after the other; either may be a row of matrices."""
    a, b, c, d, e, f = first.T
    g, h, i, j, k, m = then.T
    return np.stack((a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m), axis=-1)
