"""Sections of a listed table that head their rows with nothing but points: （二）效益指标 | 30 | 30."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from formlint.documents import Cell, Table
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.patterns import late
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import Lexicon, plain
from formlint.recognisers.levels import depth
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.closing import Closing
from formlint.recognisers.tables.grid_rows import GridRow, numeric
from formlint.recognisers.tables.headers import Header

NUMBERED = late(r"\s*(?:[(（][一二三四五六七八九十]{1,3}[)）](?!\s*[、.．])|[(（]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．]|\d{1,2}\s*[、.．])\s*")
_POINTS = late(r"(?:(?<!\d)\d+(?:\.\d+)?)?分?$")


def section_of(lexicon: Lexicon, text: str) -> str:
    """The section that is called so, with its points or without."""
    return lexicon.key(text) or lexicon.key(_POINTS.sub("", plain(text).replace(" ", "")))


class Summed(Closing):
    """Rows that are told from sections by what stands below them."""

    def __init__(self, draft: Draft, header: Header) -> None:
        super().__init__(draft, header)
        self._printed_in: Table | None = None
        self._printed: list[tuple[int, list[Cell]]] = []  # its rows, each with its number

    def _covers(self, cell: Cell, column: str) -> bool:
        start, end = self._header.spans[column]
        return cell.column < end and start < cell.column + cell.columns

    def _section(self, cell: Cell | None, *, parts: bool = False) -> str:
        if cell is None or not cell.text.strip():
            return ""
        return section_of(self._words.parts if parts else self._words.sections, cell.text)

    def _summed(self, row: GridRow) -> bool:
        """`（二）效益指标 | 30 | 30`: a section over names and their level or targets, with nothing but its points beside it.
        One that has no word is numbered, and heads what stands below it: 一、预算执行 | 10 | 9.8."""
        first, *others = row.printed
        spans, points = self._header.spans, self._header.points
        if not others or others[0].column not in points or "name" not in spans or not self._covers(first, "name"):  # nearly every row
            return False
        section = self._section(first)
        over = [key for key in ("l1", "l2", "target") if key in spans and self._covers(first, key)]
        bare = not over and not {"l1", "l2"} & spans.keys() and bool(section) and self._heads_a_row(row, numbered=True)
        if not (over or bare) or not all(cell.column in points and numeric(cell) for cell in others):
            return False
        if "target" in over and self._outlined(row):
            return True
        if section:
            return bare or "target" in over or self._heads_a_row(row)
        return bool(NUMBERED.match(first.text)) and self._heads_a_row(row)

    def _outlined(self, row: GridRow) -> bool:
        """`一、产出指标 | 50 | 48.5` above `（一）数量指标 | 20 | 18.5` above `1.建设面积`: the mark of the row below is of a deeper kind."""
        below = next(self._below(row), ())
        return bool(below) and 0 < depth(row.printed[0].text) < depth(below[0].text)

    def _heads_a_row(self, row: GridRow, *, numbered: bool = False) -> bool:
        """The row below prints a target or an actual value of its own, no number before its name where it may have none, and no section,
        unless the weights up to the next number, or to the end, make those of this row."""
        below = self._below(row)
        first = next(below, ())
        spans = [self._header.spans[key] for key in ("target", "actual") if key in self._header.spans]
        if not any(start <= cell.column < end for cell in first for start, end in spans) or (not numbered and NUMBERED.match(first[0].text)):
            return False
        if not self._section(first[0]):
            return True
        within = takewhile(lambda cells: not (NUMBERED.match(cells[0].text) or self._closings.key(cells[0].text)), below)
        return self._weight(row.printed) == sum([self._weight(cells) for cells in (first, *within)])

    def _below(self, row: GridRow) -> Iterator[Sequence[Cell]]:
        """The printed cells of every row below, from left to right."""
        if self._printed_in is not row.table:
            cells = sorted((cell for cell in row.table.cells if cell.text.strip()), key=lambda cell: (cell.row, cell.column))
            self._printed_in, self._printed = row.table, [(number, list(each)) for number, each in groupby(cells, key=lambda cell: cell.row)]
        start = bisect_right(self._printed, row.number, key=lambda each: each[0])
        return (self._printed[at][1] for at in range(start, len(self._printed)))

    def _weight(self, cells: Iterable[Cell]) -> Fraction:
        start, end = self._header.spans.get("weight", (0, 0))
        read = [number("points", cell.passage, id="", label=()) for cell in cells if start <= cell.column < end]
        return sum([each.value for each in read if isinstance(each, Figure)], ZERO)
