"""From the coordinates of a PDF (y upwards, any origin, page perhaps turned) to points from the top left corner of the page as one holds it to read.

That is the page as it is shown, save where most of its text then lies on its side or upside down: a wide table printed across a tall page.
"""

from collections.abc import Sequence

import numpy as np

from formlint.readers.pages import Indices, Numbers
from formlint.readers.pages.paths import around
from formlint.records import record

FEWEST, MOST_ASKEW = 10, 0.4  # characters that tell how a page is held; share of them that may stand otherwise


def held(shown: int, quarters: Sequence[int] | Indices) -> int:
    """By how many quarters a page is to be turned clockwise for reading: as it is shown, or as most of its text wants it (a number a character)."""
    if len(quarters) < FEWEST:
        return shown
    counts = np.bincount(np.asarray(quarters, np.intp) % 4, minlength=4)
    best = int(counts.argmax())
    return best if counts[best] > (1 - MOST_ASKEW) * len(quarters) else shown


@record(frozen=True, slots=True)
class Turn:
    """The visible part of a page and how many quarters it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def points(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        match self.quarters % 4:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def boxes(self, boxes: Numbers) -> Numbers:
        """n x 4, two opposite corners each -> left, top, right, bottom."""
        return around(*self.points(boxes[:, 0], boxes[:, 1]), *self.points(boxes[:, 2], boxes[:, 3]))
