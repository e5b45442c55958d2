"""Letters that a program slants by shearing an upright font, as for an italic that no font has.

The box that pdfium gives for one holds it from its foot to its head, so that it lies over its neighbours, and 12 34 would have no blank. Here each
gets the box that it has at its base line. Pages without letters that lie over each other are not asked.
"""

from collections.abc import Sequence
from itertools import repeat

import numpy as np

from formlint.readers.pages import Numbers
from formlint.readers.pdfs import calls as call

SAMPLE = 40  # letters over their neighbours that are asked whether they are slanted
_OVER = 0.1  # of the height; letters may be moved towards each other that far (kerning)
_LEAST = 0.02  # of the height: what leans less is as good as upright


def straightened(text: call.Handle, numbers: Sequence[int], boxes: Numbers, floors: Numbers) -> Numbers:
    """The boxes (left, top, right, bottom in the coordinates of the PDF) of characters with these numbers and base lines, as they stand upright."""
    left, top, right, bottom = boxes.T
    over = (left[1:] > left[:-1]) & (left[1:] < right[:-1] - _OVER * (top - bottom)[1:]) & (floors[1:] == floors[:-1])
    some = over.nonzero()[0][:SAMPLE].tolist()
    if not some or not _leaning(text, [numbers[place] for place in some]).any():
        return boxes
    with np.errstate(all="ignore"):  # numbers beyond all bounds
        aside = _leaning(text, numbers)[:, None] * (boxes[:, 1::2] - floors[:, None])
        found = boxes.copy()
        found[:, 0] -= aside.min(axis=1)
        found[:, 2] -= aside.max(axis=1)
        straight: Numbers = np.where((found[:, 0] < found[:, 2])[:, None], found, boxes)
    return straight


def _leaning(text: call.Handle, numbers: Sequence[int]) -> Numbers:
    """How far each leans to the right for every point upwards; 0 for what runs in another direction than from left to right."""
    a, b, c, d, _, _ = call.filled(call.character_matrix, (len(numbers), 6), np.float32, repeat(text), numbers).T
    level = (np.abs(b) <= _LEAST * np.abs(a)) & (np.abs(c) > _LEAST * np.abs(d)) & (d != 0)
    leaning: Numbers = np.divide(c, d, out=np.zeros(len(numbers)), where=level)
    return leaning
