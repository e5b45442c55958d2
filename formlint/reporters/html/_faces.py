"""What a document looks like on the page: pictures of its pages with boxes, a sheet with its letters and numbers, or tables and lines as read."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from formlint.documents import Document, Line, PageSpot, SheetSpot, Table, TextSpot
from formlint.reporters import View
from formlint.reporters.html._marks import Mark, Places, marks
from formlint.reporters.visible import visible
from formlint.results import DocumentResult
from formlint.words import say

if TYPE_CHECKING:
    from formlint.drawing import Drawn, Sheet

MOST_ROWS = 2_000  # of a table
MOST_COLUMNS = 64
PAGED = frozenset({"pdf", "ofd", "image"})  # formats of documents that have pages
MARGIN = 1.2  # points around the characters of a box


Face = dict[str, Any] | None


def face(document: DocumentResult, prefix: str, view: View) -> Callable[[], Face]:
    """The face of a document, when it is asked for: until then its pages are drawn beside; None when there is nothing to show of it."""
    found = marks(document, prefix)
    drawing = _begun(document, found, view)
    return lambda: _face(document, found, drawing, view)


def _face(document: DocumentResult, found: Sequence[Mark], drawing: "Callable[[], Drawn] | None", view: View) -> Face:
    pages, left_out = _pages(found, *drawing()) if drawing else ([], 0)
    if pages:
        return {"kind": "pages", "pages": pages, "note": " ".join(_notes(pages, left_out, view.lang))}
    if document.document is None:
        return None
    note = say("interface", "shown-as-read", view.lang) if document.format in PAGED else ""
    return {"kind": "blocks", "blocks": list(_blocks(document.document, Places(found))), "note": note}


def _notes(pages: Sequence[dict[str, Any]], left_out: int, lang: str) -> Iterator[str]:
    """How what is shown differs from the file."""
    if any(not page["sheet"].picture for page in pages):
        yield say("interface", "drawn-as-read", lang)
    if any(page["sheet"].straightened for page in pages):
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


def _pages(found: Sequence[Mark], sheets: "Sequence[Sheet]", left_out: int) -> tuple[list[dict[str, Any]], int]:
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


def _page(sheet: "Sheet", found: Sequence[tuple[Mark, list[PageSpot]]]) -> dict[str, Any]:
    boxes, ticks = [], []
    for mark, spots in found:
        if not mark.finding:
            ticks += [_box(spot) for spot in spots]
            continue
        for at, spot in enumerate(spots):
            number = mark.number if mark.guilty and not at else 0
            boxes.append({**_box(spot), "css": mark.css, "finding": mark.finding, "number": number, "of": mark.number})
    return {"sheet": sheet, "boxes": list(reversed(boxes)), "ticks": ticks}  # guilty ones are drawn last, on top


def _box(spot: PageSpot) -> dict[str, float]:
    left, top, right, bottom = spot.box
    return {
        "x": round(left - MARGIN, 2),
        "y": round(top - MARGIN, 2),
        "width": round(right - left + 2 * MARGIN, 2),
        "height": round(bottom - top + 2 * MARGIN, 2),
    }


def _blocks(document: Document, places: Places) -> Iterator[dict[str, Any]]:
    for block in document.blocks:
        if isinstance(block, Line):
            spot = next((piece.spot for piece in block.passage.pieces), None)
            yield {"kind": "line", "number": spot.line if isinstance(spot, TextSpot) else 0, "parts": places.parts(block.passage)}
        elif block.cells:
            yield _table(block, places)


def _table(table: Table, places: Places) -> dict[str, Any]:
    """All boxes of the grid, with those that no cell covers."""
    sheet = any(isinstance(piece.spot, SheetSpot) for cell in table.cells[:1] for piece in cell.passage.pieces)
    first, left = min(cell.row for cell in table.cells), min(cell.column for cell in table.cells)
    height, width = min(table.height, first + MOST_ROWS), min(table.width, left + MOST_COLUMNS)
    begins = {(cell.row, cell.column): cell for cell in table.cells}
    covered: set[tuple[int, int]] = set()
    rows = []
    for row in range(first, height):
        cells = []
        for column in range(left, width):
            if (row, column) in covered:
                continue
            cell = begins.get((row, column))
            spans = (min(cell.rows, height - row), min(cell.columns, width - column)) if cell else (1, 1)
            covered.update((row + down, column + right) for down in range(spans[0]) for right in range(spans[1]))
            cells.append({"rows": spans[0], "columns": spans[1], **places.cell(cell)})
        rows.append({"number": row + 1, "cells": cells})
    letters = [_letters(column + 1) for column in range(left, width)] if sheet else []
    return {"kind": "table", "name": visible(table.name), "letters": letters, "rows": rows, "cut": table.height > height or table.width > width}


def _letters(column: int) -> str:
    return (_letters((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)
