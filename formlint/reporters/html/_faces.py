"""What a document looks like on the page: pictures of its pages with boxes, a sheet with its letters and numbers, or tables and lines as read."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from formlint.documents import Document, Line, PageSpot, SheetSpot, Table, TextSpot
from formlint.documents.spots import column_letters
from formlint.reporters import View
from formlint.reporters.html._marks import Mark, Part, Places, Square, marks
from formlint.reporters.visible import visible
from formlint.results import DocumentResult
from formlint.words import say

if TYPE_CHECKING:
    from formlint.drawing import Drawn, Sheet

MOST_ROWS = 2_000  # of a table
MOST_COLUMNS = 64
PAGED = frozenset({"pdf", "ofd", "image"})  # formats of documents that have pages
MARGIN = 1.2  # points around the characters of a box
NOTHING = Square(1, 1)


class Box(NamedTuple):
    """Around characters of a page, in points; `number` is that of its disc, `of` that of its finding. One without a finding is a tick."""

    x: float
    y: float
    width: float
    height: float
    css: str = ""
    finding: str = ""
    number: int = 0
    of: int = 0


class Page(NamedTuple):
    """A page with its boxes."""

    sheet: "Sheet"
    boxes: Sequence[Box]
    ticks: Sequence[Box]


class Text(NamedTuple):
    """A line of running text; `number` is 0 where lines have none."""

    number: int
    parts: Sequence[Part]
    kind: str = "line"


class Row(NamedTuple):
    """A row of a table, counted from 1."""

    number: int
    cells: Sequence[Square]


class Grid(NamedTuple):
    """A table; a sheet has letters over its columns. `cut`: it goes on."""

    name: str
    letters: Sequence[str]
    rows: Sequence[Row]
    cut: bool
    kind: str = "table"


class Face(NamedTuple):
    """Pages of a document, or what was read of it; `kind` is pages or blocks."""

    kind: str
    note: str
    pages: Sequence[Page] = ()
    blocks: Sequence[Text | Grid] = ()


def face(document: DocumentResult, prefix: str, view: View) -> Callable[[], Face | None]:
    """The face of a document, when it is asked for: until then its pages are drawn beside; None when there is nothing to show of it."""
    found = marks(document, prefix)
    drawing = _begun(document, found, view)
    return lambda: _face(document, found, drawing, view)


def _face(document: DocumentResult, found: Sequence[Mark], drawing: "Callable[[], Drawn] | None", view: View) -> Face | None:
    pages, left_out = _pages(found, *drawing()) if drawing else ([], 0)
    if pages:
        return Face("pages", " ".join(_notes(pages, left_out, view.lang)), pages=pages)
    if document.document is None:
        return None
    note = say("interface", "shown-as-read", view.lang) if document.format in PAGED else ""
    return Face("blocks", note, blocks=list(_blocks(document.document, Places(found))))


def _notes(pages: Sequence[Page], left_out: int, lang: str) -> Iterator[str]:
    """How what is shown differs from the file."""
    if any(not page.sheet.picture for page in pages):
        yield say("interface", "drawn-as-read", lang)
    if any(page.sheet.straightened for page in pages):
        yield say("interface", "straightened", lang)
    if left_out:
        yield say("interface", "pages-left-out", lang, count=left_out)


def _begun(document: DocumentResult, found: Sequence[Mark], view: View) -> "Callable[[], Drawn] | None":
    """The drawing of a file that is still what was checked."""
    data = view.source(document) if view.source and document.document and document.format in PAGED else None
    if not data or not document.document:
        return None
    from formlint.drawing import begun  # noqa: PLC0415 - only for files that have pages

    told = {spot.page for mark in found if mark.finding for spot in mark.mention.place.spots if isinstance(spot, PageSpot)}
    return begun(document.document, data, told, view.early)


def _pages(found: Sequence[Mark], sheets: "Sequence[Sheet]", left_out: int) -> tuple[list[Page], int]:
    """The pages with their boxes, and how many of them were too many."""
    on: dict[int, list[tuple[Mark, list[PageSpot]]]] = {}
    for mark in found:
        for spot in mark.mention.place.spots:
            if isinstance(spot, PageSpot) and spot.packed:
                marked = on.setdefault(spot.page, [])
                if not marked or marked[-1][0] is not mark:
                    marked.append((mark, []))
                marked[-1][1].append(spot)
    return [_page(sheet, on.get(sheet.number, ())) for sheet in sheets], left_out


def _page(sheet: "Sheet", found: Sequence[tuple[Mark, list[PageSpot]]]) -> Page:
    boxes, ticks = [], []
    for mark, spots in found:
        if not mark.finding:
            ticks += [Box(*_around(spot)) for spot in spots]
            continue
        for at, spot in enumerate(spots):
            boxes.append(Box(*_around(spot), mark.css, mark.finding, mark.number if mark.guilty and not at else 0, mark.number))
    return Page(sheet, boxes[::-1], ticks)  # guilty ones are drawn last, on top


def _around(spot: PageSpot) -> tuple[float, float, float, float]:
    """Left, top, width and height of its box."""
    left, top, right, bottom = spot.box
    return (
        round(left - MARGIN, 2),
        round(top - MARGIN, 2),
        round(right - left + 2 * MARGIN, 2),
        round(bottom - top + 2 * MARGIN, 2),
    )


def _blocks(document: Document, places: Places) -> Iterator[Text | Grid]:
    for block in document.blocks:
        if isinstance(block, Line):
            spot = next((piece.spot for piece in block.passage.pieces), None)
            yield Text(spot.line if isinstance(spot, TextSpot) else 0, places.parts(block.passage))
        elif block.cells:
            yield _table(block, places)


def _table(table: Table, places: Places) -> Grid:
    """All boxes of the grid, with those that no cell covers."""
    sheet = any(isinstance(piece.spot, SheetSpot) for cell in table.cells[:1] for piece in cell.passage.pieces)
    first, left = min(cell.row for cell in table.cells), min(cell.column for cell in table.cells)
    bottom, right_end = table.height, table.width
    height, width = min(bottom, first + MOST_ROWS), min(right_end, left + MOST_COLUMNS)
    begins = {(cell.row, cell.column): cell for cell in table.cells}
    covered: set[tuple[int, int]] = set()
    rows = []
    for row in range(first, height):
        cells = []
        for column in range(left, width):
            if (row, column) in covered:
                continue
            cell = begins.get((row, column))
            if cell is None:
                cells.append(NOTHING)
                continue
            if cell.rows == cell.columns == 1:
                cells.append(places.cell(cell, 1, 1))
                continue
            down, right = min(cell.rows, height - row), min(cell.columns, width - column)
            covered.update(product(range(row, row + down), range(column, column + right)))
            cells.append(places.cell(cell, down, right))
        rows.append(Row(row + 1, cells))
    letters = [column_letters(column + 1) for column in range(left, width)] if sheet else []
    return Grid(visible(table.name), letters, rows, bottom > height or right_end > width)
