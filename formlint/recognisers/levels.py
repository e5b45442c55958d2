"""Whether a section stands within the first level above it, where rows are ragged and a cell of the first level is printed once.

部门绩效（50分） | 产出（30分） | 审结案件数 | 15          as 产出 does, so does 效益
效益（20分） | 司法公信力 | 20
效果（30分） | 社会效益（20分） | 消费增长 | 20            10 of 30 points are left, so 满意度 has them
满意度（10分） | 企业满意度 | 10
"""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from formlint.patterns import late
from formlint.recognisers.headings import plain

_MARKS = (
    late(r"\s*[一二三四五六七八九十]{1,3}[、.．]"),
    late(r"\s*[(（][一二三四五六七八九十]{1,3}[)）]"),
    late(r"\s*\d{1,2}[、.．](?!\d)"),
    late(r"\s*[(（]\d{1,2}[)）]"),
)
_POINTS = late(r"\((\d{1,3}(?:\.\d{1,2})?)分\)$")


@lru_cache(maxsize=4096)
def depth(label: str) -> int:
    """How deep the mark before a name is: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 without one."""
    return next((rank for rank, mark in enumerate(_MARKS, 1) if mark.match(label)), 0)


class Levels:
    """The last first level, row by row; `section` finds the words of sections."""

    def __init__(self, section: Callable[[str], object]) -> None:
        self._section = section
        self._nested = False
        self._left: Decimal | None = None  # of its points, those that no second level has; unknown where one prints none

    def take(self, first: str, second: str) -> None:
        """The levels that a row prints, blank where it has none."""
        if first.strip():
            self._nested = not self._section(first) and bool(self._section(second))
            self._left = _points(first)
        if second.strip():
            points = _points(second)
            self._left = None if points is None or self._left is None else self._left - points

    def holds(self, text: str) -> bool:
        """The section of this name stands within the first level."""
        points = _points(text)
        return self._nested or (points is not None and self._left is not None and points <= self._left)


def _points(text: str) -> Decimal | None:
    found = _POINTS.search(plain(text))
    return Decimal(found[1]) if found else None
