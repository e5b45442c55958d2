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
    starts = np.maximum.accumulate(np.where(kinds == MOVE, np.arange(len(kinds)), 0))
    drawn = np.flatnonzero(kinds == LINE)
    drawn = drawn[drawn > 0]
    back = np.flatnonzero(closed)
    ends = np.concatenate((drawn, back))
    return np.hstack((points[np.concatenate((drawn - 1, back))], points[np.concatenate((drawn, starts[back]))])), ends


def along_the_edges(lines: Numbers) -> Numbers:
    """Those of the lines x0 y0 x1 y1 that are level or upright and longer than SHORTEST, as left, top, right, bottom."""
    found: Numbers = _boxes(lines)[are_along_the_edges(lines)]
    return found


def are_along_the_edges(lines: Numbers) -> Flags:
    """Which of the lines x0 y0 x1 y1 are level or upright, and longer than SHORTEST."""
    sides = np.abs(lines[:, 2:] - lines[:, :2])
    along: Flags = (sides.min(axis=1) <= 1.0) & (sides.max(axis=1) > SHORTEST)
    return along


def _boxes(lines: Numbers) -> Numbers:
    return np.hstack((np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])))
