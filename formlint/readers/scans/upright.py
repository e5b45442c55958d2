"""A picture of a page made upright: turned so that its ruling lines, or its lines of text, run level, at one resolution, grey, without seals.

Pictures are grey or BGR, height x width; angles are degrees, counted clockwise.
"""

import math

import cv2
import numpy as np

from formlint.readers.pages import Numbers
from formlint.readers.scans.ocr import Pixels
from formlint.readers.scans.slant import unslanted

DOTS = 200 / 72  # pixels a point: text of 9 points is 25 pixels high
COARSE = 90 / 72  # pixels a point; enough to tell a tilt
SLIGHT = 0.03  # degrees: 0.4 points over the width of a page
STEEPEST = 12.0  # degrees; a page lies on the glass straighter, a photographed one is held straighter
LIKELY_LONG = (500.0, 1_300.0)  # points of the longer side: A5 to A3
A4 = 842.0  # points of the longer side
SEAL = 50.0  # points; an official seal is 38 to 45 mm wide, a line of coloured print seldom over 30 points high
LEAST_COLOURED = 200  # pixels
FRAMED = 0.1  # share of the picture that a frame covers, if it is to tell how the picture was taken
DRAWN = 0.8  # share of each side of it that must be drawn: a table that goes on overleaf is open at its foot
SLANTED = 0.012  # how far its corners are from square (0.7 degrees), or its sides from equal; a scanner keeps to 0.005
COLOURED = 60  # of 255: how far the strongest colour of seal ink is from the weakest


def upright(picture: Pixels, dpi: float | None) -> Pixels:
    """The picture, grey, straightened, DOTS pixels a point. What resolution its file claims counts only if the page is then as large as paper is."""
    return straightened(picture, dpi)[0]


def straightened(picture: Pixels, dpi: float | None) -> tuple[Pixels, Numbers]:
    """The upright picture, and the matrix (3 x 3) by which the pixels of the other went there."""
    grey = _without_seals(picture) if picture.ndim == 3 else picture
    long = max(grey.shape)
    points = long * 72 / dpi if dpi else 0.0
    scale = (points if LIKELY_LONG[0] <= points <= LIKELY_LONG[1] else A4) * DOTS / long
    scaled = _scaled(grey, scale)
    wide, high = scaled.shape[1] / grey.shape[1], scaled.shape[0] / grey.shape[0]
    sized = np.array([[wide, 0, (wide - 1) / 2], [0, high, (high - 1) / 2], [0, 0, 1]])  # pixels are counted by their middles
    lit = _lit(scaled)
    squaring = _squaring(lit)
    square = lit if squaring is None else _warped(lit, squaring)
    angle = tilt(square)
    turning = np.vstack((_turning(square, angle), [0, 0, 1])) if abs(angle) >= SLIGHT else np.eye(3)
    return turned(square, angle), turning @ (np.eye(3) if squaring is None else squaring) @ sized


def turned(grey: Pixels, angle: float) -> Pixels:
    """The picture turned back by so many degrees; what is then empty is white."""
    if abs(angle) < SLIGHT:
        return grey
    height, width = grey.shape
    method, mode = cv2.INTER_CUBIC, cv2.BORDER_CONSTANT
    found: Pixels = cv2.warpAffine(grey, _turning(grey, angle), (width, height), flags=method, borderMode=mode, borderValue=(255,))
    return found


def _turning(grey: Pixels, angle: float) -> Numbers:
    """2 x 3."""
    height, width = grey.shape
    found: Numbers = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return found


def tilt(grey: Pixels) -> float:
    """By how many degrees the page is turned clockwise: by its long lines, else by its lines of text."""
    small = _scaled(grey, COARSE / DOTS)
    ink = inked(small)
    width = ink.shape[1]
    found = cv2.HoughLinesP(ink, 1, math.pi / 1800, threshold=width // 8, minLineLength=width // 6, maxLineGap=3)
    lines = np.empty((0, 4)) if found is None else found.reshape(-1, 4).astype(np.float64)
    x, y = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    upwards = np.abs(y) > np.abs(x)
    angles = np.degrees(np.where(upwards, np.arctan2(-x, y), np.arctan2(y, x)))
    angles = (angles + 90) % 180 - 90
    lengths = np.hypot(x, y)[np.abs(angles) <= STEEPEST]
    angles = angles[np.abs(angles) <= STEEPEST]
    if len(angles) < 3:
        return _tilt_of_text(ink)
    order = np.argsort(angles)
    angle = float(angles[order][np.searchsorted(np.cumsum(lengths[order]), lengths.sum() / 2)])
    for _ in range(2):
        angle += _rest(turned(small, angle))
    return angle


def _rest(grey: Pixels) -> float:
    """What is left of the tilt, by the slope of the longest level lines: as exact as a fifth of a pixel on their length."""
    level = cv2.morphologyEx(inked(grey), cv2.MORPH_OPEN, np.ones((1, 30), np.uint8))
    _, patches, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(level, np.ones((3, 5), np.uint8)))
    longest = 1 + np.argsort(-stats[1:, cv2.CC_STAT_WIDTH])[:15]
    slopes, weights = [], []
    for number in longest[stats[longest, cv2.CC_STAT_WIDTH] > grey.shape[1] / 6].tolist():
        left, top, width, height = stats[number, :4].tolist()
        y, x = np.nonzero((patches[top : top + height, left : left + width] == number) & (level[top : top + height, left : left + width] > 0))
        slopes.append(float(np.polyfit(x, y, 1)[0]))
        weights.append(width**2)
    return math.degrees(math.atan(float(np.average(slopes, weights=weights)))) if slopes else 0.0


def _tilt_of_text(ink: Pixels) -> float:
    """The angle at which the rows of pixels differ most: full ones in a line of text, empty ones between two."""
    ink = _scaled(ink, 0.6)

    def sharpness(angle: float) -> float:
        height, width = ink.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(ink, matrix, (width, height)).sum(axis=1, dtype=np.float64)
        return float(np.sum(np.diff(rows) ** 2))

    best = 0.0
    for step in (1.0, 0.2, 0.05):
        best = max((best + step * each for each in range(-6, 7)), key=lambda angle: (sharpness(angle), -abs(angle)))
    return best


def inked(grey: Pixels, *, dots: float = COARSE) -> Pixels:
    """255 where the picture is darker than what is around it, at so many pixels a point."""
    around = int(11 * dots) | 1
    found: Pixels = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, 18)
    return found


def _scaled(grey: Pixels, scale: float) -> Pixels:
    if abs(scale - 1) < 0.02:
        return grey
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    found: Pixels = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method)
    return found


def _lit(grey: Pixels) -> Pixels:
    """With the shadows of a photograph, and the grey of recycled paper, made white."""
    small = cv2.resize(grey, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    if paper.min() > 235:
        return grey
    paper = cv2.resize(np.maximum(paper, 40), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    found: Pixels = cv2.divide(grey, paper, scale=255)
    return found


def _squaring(grey: Pixels) -> Numbers | None:
    """How a photograph taken at a slant is seen from straight above (3 x 3): the frame of its largest table, or the edge of its sheet, is made a
    rectangle; where there is none, by its lines. None for one that was not."""
    small = _scaled(grey, COARSE / DOTS)
    corners = _frame(small)
    if corners is None:
        slant = unslanted(inked(small))
        larger = np.diag((DOTS / COARSE, DOTS / COARSE, 1.0))
        return None if slant is None else larger @ slant @ np.linalg.inv(larger)
    corners *= DOTS / COARSE
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    slants = np.abs(np.sum(sides * np.roll(sides, -1, axis=0), axis=1)) / (lengths * np.roll(lengths, -1))
    if max(slants.max(), abs(lengths[0] / lengths[2] - 1), abs(lengths[1] / lengths[3] - 1)) < SLANTED:
        return None
    (left, top), wide, high = corners[0], lengths[[0, 2]].max(), lengths[[1, 3]].max()
    square = np.array([[left, top], [left + wide, top], [left + wide, top + high], [left, top + high]])
    found: Numbers = cv2.getPerspectiveTransform(corners.astype(np.float32), square.astype(np.float32))
    return found


def _warped(grey: Pixels, matrix: Numbers) -> Pixels:
    size = grey.shape[1], grey.shape[0]
    found: Pixels = cv2.warpPerspective(grey, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,))
    return found


def _frame(small: Pixels) -> Numbers | None:
    """The corners of the largest thing drawn in one piece, 4 x 2, clockwise from the top left, if it has four, with lines between, and is large."""
    ink = cv2.dilate(inked(small), np.ones((3, 3), np.uint8))
    _, patches, stats, _ = cv2.connectedComponentsWithStats(ink)
    if len(stats) < 2:
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_WIDTH] * stats[1:, cv2.CC_STAT_HEIGHT]))
    hull = cv2.convexHull(cv2.findNonZero((patches == largest).astype(np.uint8)))
    corners: Numbers = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float64)
    area = cv2.contourArea(hull)
    if len(corners) != 4 or area < FRAMED * small.size or abs(cv2.contourArea(corners.astype(np.float32)) / area - 1) > 0.03:
        return None
    near = cv2.dilate(ink, np.ones((7, 7), np.uint8))  # corners are known to a few pixels
    if min(_drawn(near, start, end) for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True)) < DRAWN:
        return None
    corners = np.roll(corners, -int(np.argmin(corners.sum(axis=1))), axis=0)
    return corners if corners[1, 0] > corners[3, 0] else corners[[0, 3, 2, 1]]


def _drawn(ink: Pixels, start: Numbers, end: Numbers) -> float:
    """How much of the way from one point to the other is ink, 0 to 1."""
    steps = np.linspace(start, end, 200).round().astype(np.intp)
    return float(np.mean(ink[steps[:, 1], steps[:, 0]] > 0))


def _without_seals(picture: Pixels) -> Pixels:
    """Grey; where a large patch of coloured ink lies (a seal, a stamp), in its own colour, as bright as paper: only the black beneath is left."""
    grey: Pixels = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    blue, green, red = cv2.split(picture)
    strongest, weakest = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)  # numpy takes twenty times as long over 3 in a row
    coloured = (strongest - weakest) > COLOURED
    if np.count_nonzero(coloured) < LEAST_COLOURED:
        return grey
    dots = max(grey.shape) / A4
    reach = max(int(5 * dots), 3)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(coloured.astype(np.uint8), np.ones((reach, reach), np.uint8)))
    for left, top, width, height, _ in stats[1:].tolist():
        if min(width, height) < SEAL * dots:
            continue
        part = np.s_[top : top + height, left : left + width]
        ink = strongest[part][coloured[part]]
        mask = cv2.dilate(coloured[part].astype(np.uint8), np.ones((5, 5), np.uint8)) > 0  # its pale edge too
        bright = np.clip(strongest[part] * (255.0 / np.median(ink)), 0, 255).astype(np.uint8)
        grey[part] = np.where(mask, bright, grey[part])
    return grey
