"""Characters and ruling lines -> tables and lines of text, in reading order, whatever engine read them.

Rules make grids (`grids`), characters go into the cell where their middle stands and are put into lines (`lines`), tables that a page break cut
are put together (`breaks`), and so are the pages side by side that a wide sheet was printed on (`abreast`). What stands in no grid is a line of
running text, one for every printed line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np

from formlint.documents import Line, PageSpot, Passage, Piece, Table
from formlint.documents.spots import EDGES
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.lattice.abreast import Sheet
from formlint.readers.lattice.breaks import goes_on, joined, printed_again
from formlint.readers.lattice.grids import Grid, TooManyRules, grids
from formlint.readers.lattice.half_ruled import missing_rules
from formlint.readers.lattice.lines import Stretch, lines, packed
from formlint.readers.lattice.panels import Panel, Part
from formlint.readers.pages import Indices, Numbers, Page
from formlint.records import replace

Middles = tuple[Numbers, Numbers]  # of characters, across and down

FREE = -1  # the owner of characters that stand in no grid
TORN_NUMBER = re.compile(r"[≥≤≧≦><＞＜=＝]?\s?[\d.．,，]+(?:\n[\d.．,，%％]+)+(?:\n?[^\W\d_年月日号]{1,4})?")  # and its unit
CELL_PADDING = 6.0  # points; Office leaves 1 mm at each side of a cell
_PAGE_NUMBER = re.compile(r"[-—–·\s]*+(?:(?:第|page)\s*+)?\d{1,4}\s*+页?\s*+(?:[/,，]?\s*+(?:共|of|/)?\s*+\d{1,4}\s*+页?)?[-—–·\s]*+", re.IGNORECASE)


def blocks(pages: Iterable[Page]) -> Iterator[Table | Line]:
    """The tables and lines of a document. A table is held back until it is clear that the next page does not go on with it."""
    held: Sheet | None = None
    behind: list[Line] = []  # what follows the table that is held back
    for page in pages:
        titled = False
        for item in _items(page, held.panels[-1] if held else None):
            if isinstance(item, Line):
                behind.append(item)
                titled = titled or not _PAGE_NUMBER.fullmatch(item.text)
                continue
            if held and held.takes(item, titled=titled):
                continue
            if held and goes_on(held.panels[-1], item, parted=any(not _PAGE_NUMBER.fullmatch(line.text) for line in behind)):
                behind = [line for line in behind if not printed_again(line.text, held.panels[-1])]
                held.panels.append(item)
                continue
            yield from _released(held, behind)
            held, behind = Sheet(item, titled=titled), []
    yield from _released(held, behind)


def _released(held: Sheet | None, behind: list[Line]) -> Iterator[Table | Line]:
    if held:
        yield joined(held.panels)
    yield from behind


def _items(page: Page, before: Panel | None) -> list[Panel | Line]:
    """The tables and lines of one page, downwards. A frame around text is a table only where it goes on with the table `before`."""
    page, middles = _shown(page)
    before = before if before and before.page == page.number - 1 else None
    found = _tables(page, before)
    owners, bases = _owners(middles, found)
    if len(more := missing_rules(page, owners == FREE)):
        page = replace(page, rules=np.concatenate((page.rules, more)))
        found = _tables(page, before)
        owners, bases = _owners(middles, found)
    written = lines(page, owners)
    of_each = written.of_each()
    panels = [_panel(page, grid, base, written.text, of_each) for grid, base in zip(found, bases, strict=True)]
    placed: list[tuple[float, float, Panel | Line]] = [(panel.top, panel.xs[0], panel) for panel in panels]
    for start, end, spot in of_each.get(FREE, ()):
        placed.append(((spot.top + spot.bottom) / 2, spot.cut(0, 1).edges[0], Line(Passage.at(written.text[start:end], spot))))
    return [item for _, _, item in sorted(placed, key=lambda place: place[:2])]


def _tables(page: Page, before: Panel | None) -> list[Grid]:
    return [grid for grid in _grids(page, before.xs if before else ()) if len(grid.cells) > 1 or (before and before.framed_as(grid.xs.tolist()))]


def _grids(page: Page, frame: Sequence[float]) -> list[Grid]:
    try:
        return grids(page.rules, frame)
    except TooManyRules as error:
        raise ReadError("too-many-rules", page=str(page.number), most=str(allowed().rules)) from error


def _shown(page: Page) -> tuple[Page, Middles]:
    """Without what stands off the page, and where the rest stands: Calc prints a merged cell on both its pages, each with the rest cut off."""
    x, y = page.middles
    shown = (x >= 0) & (x <= page.width) & (y >= 0) & (y <= page.height)
    return (page, (x, y)) if shown.all() else (page.only(shown), (x[shown], y[shown]))


def _owners(middles: Middles, found: list[Grid]) -> tuple[Indices, list[int]]:
    """For every character the cell it stands in, counted over all grids, or FREE; and the number of each grid's first cell."""
    x, y = middles
    owners = np.full(len(x), FREE, np.intp)
    bases = list(accumulate((len(grid.cells) for grid in found), initial=0))
    for grid, base in sorted(zip(found, bases, strict=False), key=lambda pair: -pair[0].area):  # a table in a cell of another owns its text
        (inside,) = ((x >= grid.xs[0]) & (x < grid.xs[-1]) & (y >= grid.ys[0]) & (y < grid.ys[-1])).nonzero()
        row, column = grid.ys.searchsorted(y[inside], side="right") - 1, grid.xs.searchsorted(x[inside], side="right") - 1
        owners[inside] = base + grid.owner[row, column]
    return owners, bases[:-1]


def _panel(page: Page, grid: Grid, base: int, text: str, lines_of: dict[int, list[Stretch]]) -> Panel:
    xs: list[float] = grid.xs.round(2).tolist()
    ys: list[float] = grid.ys.round(2).tolist()
    edges, half = packed(grid.xs), EDGES // 2
    parts = []
    for number, (row, left, last_row, right) in enumerate(grid.cells, start=base):
        box = xs[left], ys[row], xs[right + 1], ys[last_row + 1]
        if stretches := lines_of.get(number):
            passage = _passage(text, stretches, box[2] - box[0])
        else:
            sides = edges[half * left : half * left + half] + edges[half * right + half : half * right + EDGES]
            passage = Passage("", (Piece(0, 0, PageSpot(page.number, box[1], box[3], sides, page.turned)),))
        parts.append(Part(row, last_row, box, passage))
    return Panel(page.number, tuple(xs), ys[0], len(ys) - 1, tuple(parts), grid.roofless, grid.floorless)


def _passage(text: str, stretches: Sequence[Stretch], width: float) -> Passage:
    """What stands in a cell so wide."""
    first, end, spot = stretches[0]
    if len(stretches) == 1:
        return Passage(text[first:end], (Piece(0, end - first, spot),))
    pieces = [Piece(start - first, end - first, spot) for start, end, spot in stretches]
    return _mended(Passage(text[first : stretches[-1][1]], tuple(pieces)), width)


def _mended(passage: Passage, width: float) -> Passage:
    """A number that its narrow cell broke over lines is one number: every line but the last leaves no room for the character that follows.

    Two numbers below each other in a wide cell stay two, and 2023 above 4季度, which shows that there was room for the 4.
    """
    if not TORN_NUMBER.fullmatch(passage.text):
        return passage
    widest = max(map(_wide, passage.pieces))
    for piece, after in pairwise(passage.pieces):
        line, first = _wide(piece), _wide(passage.cut(after.start, after.start + 1).pieces[0])
        if width - line >= line / (piece.end - piece.start) + CELL_PADDING or widest > line + first - 0.1:
            return passage
    return Passage.join(passage.cut(piece.start, piece.end) for piece in passage.pieces)


def _wide(piece: Piece) -> float:
    left, _, right, _ = piece.spot.box if isinstance(piece.spot, PageSpot) else (0.0, 0.0, 0.0, 0.0)
    return right - left
