"""Where the lines of text stand in a cell of a picture, or in the free space around the tables: rows of pixels with ink, and those without."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from formlint.readers.scans.ocr import Pixels
from formlint.readers.scans.upright import DOTS

SPECK = 5  # pixels; less ink is dirt: a full stop at 7 points has 9
LOWEST, HIGHEST = 5.0, 40.0  # points: what may be a line of text
USUAL = 9.0  # points that a character is high, where a page does not tell
APART = 3.0  # times its height: a gap in a line after which another begins; a table without rules, the two halves of a signature line
MARGIN = 2  # pixels above and below a line
BESIDE = 0.5  # of its height to its left and right: what stands close to a rule was taken for a part of it


class Region(NamedTuple):
    """A part of a picture in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    def of(self, picture: Pixels) -> Pixels:
        return picture[self.top : self.bottom, self.left : self.right]


def clean(ink: Pixels) -> Pixels:
    """The ink without dirt."""
    _, patches, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    dirt = stats[:, cv2.CC_STAT_AREA] < SPECK
    return np.where(dirt[patches], 0, ink).astype(np.uint8)


def usual_height(ink: Pixels) -> float:
    """How many pixels a character is high on this page: the middle of those of its patches that look like one."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink, np.ones((3, 3), np.uint8)))
    height, width = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    like = (height > LOWEST * DOTS) & (height < HIGHEST / 2 * DOTS) & (width > 0.4 * height) & (width < 30 * height)
    return float(np.median(height[like])) - 2 if np.count_nonzero(like) >= 5 else USUAL * DOTS


def lines(ink: Pixels, region: Region, usual: float) -> Iterator[Region]:
    """The lines of text in a region, downwards; a line with wide gaps is several."""
    part = region.of(ink)
    if not part.size or not part.any():
        return
    for top, bottom in _bands(part, usual):
        columns = np.flatnonzero(part[top:bottom].any(axis=0))
        if not len(columns):
            continue
        high = max(bottom - top, usual)
        middle = (top + bottom) / 2
        upper, lower = max(int(middle - high / 2) - MARGIN, 0), min(int(np.ceil(middle + high / 2)) + MARGIN, part.shape[0])
        beside = int(BESIDE * high)
        breaks = np.flatnonzero(np.diff(columns) > APART * high)
        for first, last in pairwise([0, *(breaks + 1).tolist(), len(columns)]):
            left, right = max(int(columns[first]) - beside, 0), min(int(columns[last - 1]) + 1 + beside, part.shape[1])
            yield Region(region.left + left, region.top + upper, region.left + right, region.top + lower)


def _bands(part: Pixels, usual: float) -> list[tuple[int, int]]:
    """First row and end of each line: low bands (the dots and strokes of one line, an underline) joined, high ones (lines that touch) cut."""
    rows = np.concatenate(([0], np.count_nonzero(part, axis=1) > 0, [0])).astype(np.int8)
    edges = np.flatnonzero(np.diff(rows)).reshape(-1, 2).tolist()
    joined: list[tuple[int, int]] = []
    for top, bottom in edges:
        if joined and bottom - joined[-1][0] <= 1.25 * usual and top - joined[-1][1] <= 0.35 * usual:
            joined[-1] = joined[-1][0], bottom
        else:
            joined.append((top, bottom))
    return [cut for band in joined for cut in _cut(part, band, usual)]


def _cut(part: Pixels, band: tuple[int, int], usual: float) -> list[tuple[int, int]]:
    top, bottom = band
    count = round((bottom - top) / (1.3 * usual))
    if bottom - top < 1.75 * usual or bottom - top > 40 * usual:
        return [band]
    ink = np.count_nonzero(part[top:bottom], axis=1)
    pitch, places = (bottom - top) / count, [top]
    for number in range(1, count):
        about = int(number * pitch)
        reach = max(int(usual / 3), 1)
        places.append(top + about - reach + int(ink[about - reach : about + reach + 1].argmin()))
    return list(pairwise([*places, bottom]))
