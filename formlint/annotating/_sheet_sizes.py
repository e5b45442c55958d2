"""How wide and high the cells of a sheet are, in pixels of which an inch has 96: where a note has room beside its cell. ECMA-376 part 1, 18.3.1."""

import re
from itertools import count
from math import inf
from typing import Any

COLUMN, ROW = 64.0, 20.0  # what a sheet has that says nothing: 8.43 digits of 7 pixels and their margin, 15 points
DIGIT, POINT = 7.0, 96 / 72  # pixels
FARTHEST = 200  # columns or rows that a box may reach over: hidden ones have no size
GAP = 12  # pixels between a cell and its note
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


class Sizes:
    """Of one sheet, from the root of its part. Columns and rows count from 1."""

    def __init__(self, root: Any) -> None:
        usual = root.find("{*}sheetFormatPr")
        self._column = _number(usual, "defaultColWidth", COLUMN / DIGIT) * DIGIT
        self._row = _number(usual, "defaultRowHeight", ROW / POINT) * POINT
        self._columns = [
            (_number(each, "min", 1), _number(each, "max", 1), _shown(each, _number(each, "width", self._column / DIGIT) * DIGIT))
            for each in root.iterfind("{*}cols/{*}col")
        ]
        rows = root.iterfind("{*}sheetData/{*}row")
        self._rows = {_number(each, "r", 0): _shown(each, _number(each, "ht", self._row / POINT) * POINT) for each in rows}
        found = (_RANGE.fullmatch(each.get("ref", "")) for each in root.iterfind("{*}mergeCells/{*}mergeCell"))
        self._merged = {(int(match[2]), column_of(match[1])): column_of(match[3]) for match in found if match}

    def anchor(self, row: int, column: int, wide: float, high: float) -> str:
        """The corners of a box of this size beside the cell, or beside all that is merged with it: as a VML drawing counts them, from 0."""
        left = self._merged.get((row, column), column) + 1
        right, across = _reached(left, GAP + wide, self._width)
        bottom, down = _reached(row, high, self._height)
        return f"{left - 1}, {GAP}, {row - 1}, 2, {right - 1}, {across}, {bottom - 1}, {down}"

    def _width(self, column: int) -> float:
        return next((width for first, last, width in self._columns if first <= column <= last), self._column)

    def _height(self, row: int) -> float:
        return self._rows.get(row, self._row)


def column_of(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _reached(start: int, wanted: float, size: Any) -> tuple[int, int]:
    """Where one is after so many pixels: the column or row, and how far into it."""
    for at in count(start):
        if wanted <= size(at) or at - start >= FARTHEST:
            return at, int(wanted)
        wanted -= size(at)
    raise AssertionError  # count never ends


def _number(element: Any, name: str, usual: float) -> float:
    """An attribute; what is usual where it is not there, or no number that a size can have (`nan`, `inf` and -5 are floats, too)."""
    try:
        found = float(element.get(name, usual)) if element is not None else usual
    except ValueError:
        return usual
    return found if 0 <= found < inf else usual


def _shown(element: Any, size: float) -> float:
    return 0.0 if element.get("hidden") in ("1", "true") else size
