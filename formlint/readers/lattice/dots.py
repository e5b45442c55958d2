"""Rules that are drawn as dots: browsers print a dotted border as small squares, which by themselves run in no direction."""

import numpy as np

from formlint.readers.pages import THICKEST_RULE, Flags, Indices, Numbers

FEWEST = 4  # dots of a rule
_AS_WIDE = 0.1  # points; a square may be off by what its numbers were rounded
_IN_LINE = 0.1  # points, from one dot to the next
_FARTHEST = 2.0  # widths of a dot, between two of them


def are_dots(wide: Numbers, high: Numbers) -> Flags:
    """Which rules are dots, given how wide and high each is."""
    dots: Flags = (np.abs(wide - high) < _AS_WIDE) & (wide <= THICKEST_RULE)
    return dots


def in_rows(dots: Numbers) -> tuple[Numbers, Numbers]:
    """The level and the upright rules that dots (n x 4) make. Where dots stand beside each other and below each other, they are a pattern."""
    if len(dots) < FEWEST:
        return dots[:0], dots[:0]
    level, across = _runs(dots)
    upright, down = _runs(dots[:, [1, 0, 3, 2]])
    if 2 * np.count_nonzero(across & down) > np.count_nonzero(across | down):
        return dots[:0], dots[:0]
    return level, upright[:, [1, 0, 3, 2]]


def _runs(dots: Numbers) -> tuple[Numbers, Flags]:
    """The level rows of dots, and which dots stand in one."""
    at, line = np.argsort(dots[:, 1]), np.zeros(len(dots), np.intp)
    line[at[1:]] = np.cumsum(np.diff(dots[at, 1]) > _IN_LINE)
    order: Indices = np.lexsort((dots[:, 0], line))
    left, top, right, bottom = dots[order].T
    begins = np.ones(len(dots), np.bool_)
    begins[1:] = (np.diff(line[order]) > 0) | (left[1:] - right[:-1] > _FARTHEST * (right - left)[1:])
    first = np.flatnonzero(begins)
    rows = np.column_stack((left[first], top[first], np.maximum.reduceat(right, first), bottom[first]))
    many = np.diff(np.append(first, len(dots))) >= FEWEST
    within = np.zeros(len(dots), np.bool_)
    within[order] = many[np.cumsum(begins) - 1]
    return rows[many], within
