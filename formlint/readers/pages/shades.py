"""White ink shows on a shade only: white text on a dark heading is read, white text and white rules on paper are not there."""

import numpy as np

from formlint.readers.pages import FEW, LARGE, MOST_OUTLINES, THICKEST_RULE, Flags, Numbers

NO_INK, WHITE_INK, INK = 0, 1, 2
WHITEST = 0xFC  # of 255, for each of red, green and blue; light grey borders are borders
MOST_SHADES = 2_000  # a page; the largest count, as smaller ones lie in their gaps
_TOUCH = 1.0  # points; a white rule runs along the edge of the shade that it parts


def on_a_shade(boxes: Numbers, shades: Numbers) -> Flags:
    """Which of n boxes have their middle on one of m coloured areas (left, top, right, bottom each, the axes either way up)."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found = np.zeros(len(boxes), np.bool_)
    for left, top, right, bottom in largest(shades).tolist():
        found |= (x >= left - _TOUCH) & (x <= right + _TOUCH) & (y >= top - _TOUCH) & (y <= bottom + _TOUCH)
    return found


def pictured(images: Numbers, outlines: int, boxes: Numbers, area: float) -> tuple[float, int]:
    """What share of a page its images cover, and how many characters stand on them. Text drawn as outlines makes a picture of the page."""
    if outlines > MOST_OUTLINES and len(boxes) < FEW:
        return 1.0, 0
    if not len(images):
        return 0.0, 0
    share = min(1.0, float(np.abs((images[:, 2] - images[:, 0]) * (images[:, 3] - images[:, 1])).sum()) / max(area, 1.0))
    return share, int(np.count_nonzero(on_a_shade(boxes, images))) if share > LARGE else 0


def largest(areas: Numbers) -> Numbers:
    """Those too thick for a rule, the MOST_SHADES largest of them."""
    sides = areas[:, 2:] - areas[:, :2]
    areas = areas[sides.min(axis=1, initial=np.inf) > THICKEST_RULE]
    sides = areas[:, 2:] - areas[:, :2]
    found: Numbers = areas[np.argsort(-sides[:, 0] * sides[:, 1], kind="stable")[:MOST_SHADES]]
    return found
