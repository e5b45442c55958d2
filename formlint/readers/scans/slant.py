"""How a photograph taken at a slant is seen from straight above, by all its ruling lines: level ones are to be level, upright ones upright.

The frame of a table tells it better (`upright`), where it is drawn on all four sides; that of a table that goes on overleaf is not. A homography of
four parameters is fitted to the ends of the lines, linear in them as long as they are small, and once more on what it left.
"""

import math

import cv2
import numpy as np

from formlint.readers.pages import Numbers
from formlint.readers.scans.ocr import Pixels

STEEPEST = 0.21  # of a line that is still level or upright: 12 degrees
FEWEST = 6  # lines either way, or nothing is said
SLANTED = 0.004  # what the slopes of level lines differ over the page, or of upright ones, or both from square; scanners keep to 0.0015
OFF = 3.0  # times the usual distance: strokes of letters, not lines
ROUNDS = 4
FURTHEST = 0.25  # of the longer side, by which a corner moves; a slant of STEEPEST moves it by half of that, a few lines in one place by anything


def unslanted(ink: Pixels) -> Numbers | None:
    """The matrix (3 x 3) that squares the lines of a picture (255: ink). None where they are too few, too close to tell it of
    the page, or as square as a scanner keeps them."""
    level, upright = _lines(ink)
    if min(len(level), len(upright)) < FEWEST or max(_skew(level, upright), _spread(level, 1), _spread(upright, 0)) < SLANTED:
        return None
    height, width = ink.shape
    centred = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, max(width, height) / 2]])  # coordinates of about -1 to 1
    found = np.eye(3)
    corners = np.array([[0, 0, width, 0], [width, height, 0, height]], np.float64)
    for _ in range(ROUNDS):
        found = _step(_moved(level, found @ centred), _moved(upright, found @ centred)) @ found
        if not np.abs(_moved(corners, found @ centred) - _moved(corners, centred)).max() <= 2 * FURTHEST:  # half of the longer side is 1
            return None
    back = np.linalg.inv(centred)
    matrix: Numbers = back @ found @ centred
    matrix /= matrix[2, 2]
    return matrix


def _lines(ink: Pixels) -> tuple[Numbers, Numbers]:
    """Level lines and upright ones: n x 4, both ends of each."""
    long = ink.shape[1] // 10
    found = cv2.HoughLinesP(ink, 1, math.pi / 1800, threshold=long, minLineLength=long, maxLineGap=3)
    ends = np.empty((0, 4)) if found is None else found.reshape(-1, 4).astype(np.float64)
    wide, high = np.abs(ends[:, 2] - ends[:, 0]), np.abs(ends[:, 3] - ends[:, 1])
    return ends[high <= STEEPEST * wide], ends[wide <= STEEPEST * high]


def _skew(level: Numbers, upright: Numbers) -> float:
    """How far the angle between level and upright lines is from square."""
    across = (level[:, 3] - level[:, 1]) / (level[:, 2] - level[:, 0])
    down = (upright[:, 2] - upright[:, 0]) / (upright[:, 3] - upright[:, 1])
    return abs(float(np.median(across)) + float(np.median(down)))


def _spread(lines: Numbers, across: int) -> float:
    """By how much the slope changes over the page: a line through the slopes, against where the lines lie across (0: x, 1: y)."""
    along = 1 - across
    slopes = (lines[:, 2 + across] - lines[:, across]) / (lines[:, 2 + along] - lines[:, along])
    at = (lines[:, across] + lines[:, 2 + across]) / 2
    near = np.abs(slopes - np.median(slopes)) <= OFF * max(float(np.median(np.abs(slopes - np.median(slopes)))), 1e-3)
    if np.count_nonzero(near) < FEWEST or np.ptp(at[near]) == 0:
        return 0.0
    return abs(float(np.polyfit(at[near], slopes[near], 1)[0])) * float(np.ptp(at[near]))


def _step(level: Numbers, upright: Numbers) -> Numbers:
    """What makes the lines squarer: x' = (x + a y) / (1 + p x + q y), y' = (b x + y) / (1 + p x + q y), to the first order."""
    none = np.zeros
    x, y, u, v = level.T
    rows = [np.column_stack((none(len(x)), x - u, u * v - x * y, v * v - y * y))]
    left = [v - y]
    x, y, u, v = upright.T
    rows.append(np.column_stack((y - v, none(len(x)), u * u - x * x, u * v - x * y)))
    left.append(u - x)
    equations, wanted = np.vstack(rows), np.concatenate(left)
    solved = np.linalg.lstsq(equations, wanted, rcond=None)[0]
    rest = np.abs(equations @ solved - wanted)
    near = rest <= OFF * max(float(np.median(rest)), 1e-4)
    a, b, p, q = np.linalg.lstsq(equations[near], wanted[near], rcond=None)[0].tolist()
    return np.array([[1, a, 0], [b, 1, 0], [p, q, 1]])


def _moved(lines: Numbers, matrix: Numbers) -> Numbers:
    ends = np.column_stack((lines.reshape(-1, 2), np.ones(2 * len(lines)))) @ matrix.T
    moved: Numbers = (ends[:, :2] / ends[:, 2:]).reshape(-1, 4)
    return moved
