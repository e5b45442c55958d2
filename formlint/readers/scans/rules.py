"""The ruling lines of an upright picture, by morphology: what stays of the ink when everything shorter than a line is taken away."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from formlint.readers.pages import Numbers
from formlint.readers.scans.ocr import Pixels
from formlint.readers.scans.upright import DOTS, inked

LEVEL, UPRIGHT = (
    22.0,
    9.0,
)  # points: the shortest lines; the strokes of a heading are as long as its type is high, so lines that end in the open are held to more
OPEN = 60.0  # points: the shortest upright line that need not touch a level one at both ends
FULL = 0.85  # share of a line that must be ink: noise eats the rest, text leaves a third to half of it white
REACH = 3.0  # points between the end of a line and the line it meets
OVERHANG = 12.0  # points; what a line runs on beyond the outermost line it meets, less than the lowest row
UNBROKEN = (
    0.5  # how dark a line is where it is lightest, against its middle: between characters, and between them and the lines of a low row, is white
)
LONG = 150.0  # points: longer than any words that are as close together as a line
THICKEST = 4.0  # points, tilt included


@dataclass(frozen=True, slots=True, eq=False)
class Ruling:
    """The lines, n x 4 points as in `Page.rules`, and the ink of the picture without them."""

    rules: Numbers
    ink: Pixels


def ruling(grey: Pixels) -> Ruling:
    """The ruling lines of a picture."""
    ink = inked(cv2.GaussianBlur(grey, (3, 3), 0), dots=DOTS)
    level, level_ink = _lines(ink, LEVEL)
    level = level[[_unbroken(grey[max(round(place) - 2, 0) : round(place) + 2, int(left) : int(right)]) for left, place, right, _ in level]]
    upright, upright_ink = _lines(ink.T, UPRIGHT)
    upright = np.array(list(_ruled(upright, level, grey))).reshape(-1, 4)
    rules = np.concatenate((level, upright[:, [1, 0, 3, 2]]))
    around = np.ones((5, 5), np.uint8)
    lines = cv2.dilate(_kept(level_ink, level) | _kept(upright_ink, upright).T, around)
    return Ruling(rules / DOTS, np.where(lines > 0, 0, ink).astype(np.uint8))


def _lines(ink: Pixels, shortest: float) -> tuple[Numbers, Pixels]:
    """Level lines, n x 4 pixels: left, place, right, place; and the ink they consist of."""
    ink = np.ascontiguousarray(ink)
    length = int(shortest * DOTS)
    full = cv2.boxFilter(ink, -1, (length, 1), borderType=cv2.BORDER_CONSTANT) >= FULL * 255
    opened: Pixels = cv2.dilate(full.astype(np.uint8), np.ones((1, length), np.uint8)) * cv2.morphologyEx(
        ink, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8)
    )
    _, _, stats, centres = cv2.connectedComponentsWithStats(opened)
    left, width, height = stats[1:, cv2.CC_STAT_LEFT], stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    thin = (height <= THICKEST * DOTS) & (width >= FULL * length)
    place = centres[1:, 1] + 0.5
    found = np.column_stack((left, place, left + width, place)).astype(np.float64)
    return found[thin], opened


def _kept(ink: Pixels, lines: Numbers) -> Pixels:
    """The ink near these lines alone."""
    mask = np.zeros_like(ink)
    reach = int(THICKEST * DOTS / 2) + 1
    for left, place, right, _ in lines.astype(int).tolist():
        mask[max(place - reach, 0) : place + reach, left:right] = 255
    return ink & mask


def _ruled(upright: Numbers, level: Numbers, grey: Pixels) -> Iterator[tuple[float, float, float, float]]:
    """Those upright lines (n x 4: top, place, bottom, place) that go all the way from one level line to another, or are long.

    The strokes of characters in a low row come near both of its lines and stop short of them; those of text below a table may run on from it.
    """
    slack, overhang = REACH * DOTS, OVERHANG * DOTS
    for top, place, bottom, _ in upright.tolist():
        met = level[(level[:, 0] - slack <= place) & (place <= level[:, 2] + slack), 1]
        met = np.sort(met[(top - slack <= met) & (met <= bottom + slack)])
        if not (np.any(met <= top + overhang) and np.any(met >= bottom - overhang)):
            if len(met) and bottom - top > OPEN * DOTS:
                yield top, place, bottom, place
            continue
        column = grey[:, max(round(place) - 2, 0) : round(place) + 1].T
        met = _trimmed(_trimmed(met, column)[::-1], column)[::-1]
        if len(met) > 1 and met[-1] - met[0] > overhang / 2:
            yield float(met[0]), place, float(met[-1]), place


def _trimmed(met: Numbers, column: Pixels) -> Numbers:
    """The level lines that an upright one meets, from the first at which it is ruled: in the row before, a character may stand in its way."""
    while len(met) > 1 and not _unbroken(column[:, int(met[:2].min()) + 1 : int(met[:2].max())]):
        met = met[1:]
    return met


def _unbroken(line: Pixels) -> bool:
    """Whether a level line, given with the pixels next to it, is about as dark everywhere as in its middle. A long one may fade in places."""
    darkness = 255.0 - line.min(axis=0)
    if not len(darkness):  # the two lines of a double one
        return True
    lightest = np.percentile(darkness, 25 if len(darkness) > LONG * DOTS else 5 if len(darkness) > OPEN * DOTS else 0)
    return bool(lightest >= UNBROKEN * np.median(darkness))
