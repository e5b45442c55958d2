"""What of a table stands on one page: its cells there, with their places, and where its rules are left open."""

import re
from collections.abc import Sequence

from formlint.documents import Passage
from formlint.readers.lattice.grids import NEAR
from formlint.records import record

NUMBER = re.compile(r"[\d.,．，%％‰≥≤><＞＜=＝—–\-－/+±()（）~～\s]+")  # and marks: a text without any word


@record(frozen=True, slots=True)
class Part:
    """A cell, or what of it stands on one page: its first and last row there, its box (left, top, right, bottom), its text."""

    row: int
    last_row: int
    box: tuple[float, float, float, float]
    passage: Passage


@record(frozen=True, slots=True)
class Panel:
    """A table, or what of it stands on one page: its borders from left to right, its top, how many rows, and which columns are open at which end."""

    page: int
    xs: tuple[float, ...]
    top: float
    height: int
    parts: tuple[Part, ...]
    roofless: tuple[bool, ...]
    floorless: tuple[bool, ...]

    def framed_as(self, xs: Sequence[float]) -> bool:
        """Whether a table with these borders has the same left and right side."""
        return abs(self.xs[0] - xs[0]) < 2 * NEAR and abs(self.xs[-1] - xs[-1]) < 2 * NEAR
