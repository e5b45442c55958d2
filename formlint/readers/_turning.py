"""From the coordinates of a PDF (y upwards, any origin, page perhaps turned) to points from the top left corner of the page as it is shown."""

from dataclasses import dataclass

import numpy as np

from formlint.readers._pages import Numbers


@dataclass(frozen=True, slots=True)
class Turn:
    """The visible part of a page and how many quarters it is shown turned clockwise."""

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
        (x0, y0), (x1, y1) = self.points(boxes[:, 0], boxes[:, 1]), self.points(boxes[:, 2], boxes[:, 3])
        return np.column_stack((np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)))
