"""Paths -> ruling lines: the straight strokes of a drawing that run along the page's edges."""

import numpy as np

from formlint.readers.pages import Flags, Indices, Numbers

LINE, CURVE, MOVE = 0, 1, 2  # as pdfium counts them
SHORTEST = 2.0  # points
STROKES_OF_A_LETTER = 8  # or more; 口 has two squares


def strokes(points: Numbers, kinds: Indices, closed: Flags) -> tuple[Numbers, Indices]:
    """The straight lines of some paths, x0 y0 x1 y1, and for each the number of the point it ends in.

    `points` is n x 2, `kinds` says how the pen gets to each point, `closed` where it then goes back to the start of the stroke.
    """
    ends = np.flatnonzero(kinds == LINE)
    ends = ends[ends > 0]
    lines = np.concatenate((points[ends - 1], points[ends]), axis=1)
    starts = np.maximum.accumulate(np.where(kinds == MOVE, np.arange(len(kinds)), 0))
    back = np.flatnonzero(closed)
    return np.concatenate((lines, np.concatenate((points[back], points[starts[back]]), axis=1))), np.concatenate((ends, back))


def edges(x: Numbers, y: Numbers, kinds: Indices) -> tuple[Numbers, Indices]:
    """The lines of some paths that are level or upright and longer than SHORTEST, as boxes, and for each the number of the point it ends in."""
    across, down = np.abs(x[1:] - x[:-1]), np.abs(y[1:] - y[:-1])
    (before,) = ((kinds[1:] == LINE) & (np.minimum(across, down) <= 1.0) & (np.maximum(across, down) > SHORTEST)).nonzero()
    ends = before + 1
    return around(x.take(before), y.take(before), x.take(ends), y.take(ends)), ends


def around(x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers) -> Numbers:
    """Left, top, right, bottom of boxes of which two opposite corners are given."""
    found = np.empty((len(x0), 4))
    for place, extreme, one, other in ((0, np.minimum, x0, x1), (1, np.minimum, y0, y1), (2, np.maximum, x0, x1), (3, np.maximum, y0, y1)):
        extreme(one, other, out=found[:, place])
    return found


def along_the_edges(lines: Numbers) -> Numbers:
    """Those of the lines x0 y0 x1 y1 that are level or upright and longer than SHORTEST, as left, top, right, bottom."""
    return boxes(lines[are_along_the_edges(lines)])


def are_along_the_edges(lines: Numbers) -> Flags:
    """Which of the lines x0 y0 x1 y1 are level or upright, and longer than SHORTEST."""
    across, down = np.abs(lines[:, 2] - lines[:, 0]), np.abs(lines[:, 3] - lines[:, 1])
    along: Flags = (np.minimum(across, down) <= 1.0) & (np.maximum(across, down) > SHORTEST)
    return along


def boxes(lines: Numbers) -> Numbers:
    """Left, top, right, bottom of the lines x0 y0 x1 y1."""
    return np.concatenate((np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])), axis=1)
