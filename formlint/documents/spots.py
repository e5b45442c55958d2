"""Spots: where a run of characters stands, in a text file, a workbook, on a page, on a picture of one, in a flowing document.

Each kind of file names its places in its own way; all of them can be cut, so that a part of a text knows where it stands.
"""

from array import array
from collections.abc import Iterable
from functools import lru_cache

from formlint.records import record

EDGES = 8  # bytes: the two edges of a character


@record(frozen=True, slots=True)
class TextSpot:
    """A run of characters on one line of a text file; line and column count from 1, columns in Unicode code points."""

    line: int
    column: int
    length: int

    def cut(self, start: int, end: int) -> "TextSpot":
        return TextSpot(self.line, self.column + start, end - start)


@record(frozen=True, slots=True)
class SheetSpot:
    """A cell of a workbook, or a merged range: `G14`, `G3:G13`. It is not cut: a cell is the smallest place a sheet names."""

    sheet: str
    ref: str

    def cut(self, start: int, end: int) -> "SheetSpot":
        return self


@lru_cache(maxsize=16384)
def column_letters(column: int) -> str:
    """What a sheet calls its column, counted from 1: 1 is A, 27 is AA."""
    return (column_letters((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


@record(frozen=True, slots=True)
class PageSpot:
    """A run of characters on one line of a page: points from the top left corner, page counted from 1.

    `packed` holds the left and the right edge of every character, in hundredths of a point: a long document has a million of them, and as numbers
    of Python they would take 64 bytes a character. `turned`: by how many quarters the page is held turned clockwise, beyond how it is shown, so
    that its text can be read; the corner is that of the page held so.
    """

    page: int
    top: float
    bottom: float
    packed: bytes  # EDGES a character
    turned: int = 0

    @classmethod
    def over(cls, page: int, top: float, bottom: float, edges: Iterable[float], turned: int = 0) -> "PageSpot":
        """The spot of characters with these edges: left and right of each, 2 * length numbers."""
        return PageSpot(page, top, bottom, packed(edges), turned)

    def cut(self, start: int, end: int) -> "PageSpot":
        return PageSpot(self.page, self.top, self.bottom, self.packed[EDGES * start : EDGES * end], self.turned)

    @property
    def edges(self) -> tuple[float, ...]:
        """The left and the right edge of every character: 2 * length numbers."""
        whole = self.packed[: len(self.packed) // EDGES * EDGES]  # a report that somebody cut short may say anything
        return tuple([hundredths / 100 for hundredths in memoryview(whole).cast("i")])

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        edges = self.edges
        return min(edges), self.top, max(edges), self.bottom


def packed(edges: Iterable[float]) -> bytes:
    """Edges in points as a PageSpot keeps them."""
    return array("i", [round(edge * 100) for edge in edges]).tobytes()


@record(frozen=True, slots=True)
class ScanSpot(PageSpot):
    """A run of characters that a recogniser read on a picture of a page. It may be wrong, and says of every character how sure it is.

    `confidences` are 0 to 1; `rivals` has what it would have read instead, a blank where there was nothing else. Both have one entry a character.
    """

    confidences: tuple[float, ...] = ()
    rivals: str = ""

    def cut(self, start: int, end: int) -> "ScanSpot":
        edges = self.packed[EDGES * start : EDGES * end]
        return ScanSpot(self.page, self.top, self.bottom, edges, self.turned, self.confidences[start:end], self.rivals[start:end])


@record(frozen=True, slots=True)
class NodeSpot:
    """A run of characters in a flowing document (Word, HTML, our own table notation): a cell of a table, or a paragraph.

    `path` is (table, row, column) or (paragraph,), counted from 1; `start` counts characters from 0 inside it.
    """

    path: tuple[int, ...]
    start: int
    length: int

    def cut(self, start: int, end: int) -> "NodeSpot":
        return NodeSpot(self.path, self.start + start, end - start)


Spot = TextSpot | SheetSpot | PageSpot | ScanSpot | NodeSpot
