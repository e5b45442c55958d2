"""What a document looks like on the page: pictures of its pages with boxes, a sheet with its letters and numbers, or tables and lines as read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from formlint.documents import Cell, Document, Line, NodeSpot, PageSpot, Passage, SheetSpot, Spot, Table, TextSpot
from formlint.findings import Mention
from formlint.reporters import View
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Standing

MOST_ROWS = 2_000  # of a table
MOST_COLUMNS = 64
MARGIN = 1.2  # points around the characters of a box


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that a finding speaks of: `guilty` is boxed solid, evidence dashed."""

    finding: str  # id of its article
    number: int
    level: str
    guilty: bool
    mention: Mention

    @property
    def css(self) -> str:
        return f"{self.level} {'guilty' if self.guilty else 'evidence'}"


def face(document: DocumentResult, prefix: str, view: View) -> dict[str, Any] | None:
    """The face of a document; None when there is nothing to show of it."""
    marks = list(_marks(document, prefix))
    verified = [entry.mention for form in document.forms for entry in form.ledger if entry.standing is Standing.VERIFIED]
    if document.format == "pdf":
        from formlint.reporters.html._pictures import pictures  # noqa: PLC0415 - pypdfium2 and Pillow

        data = view.source(document) if view.source else None
        pages = [_page(each, marks, verified) for each in pictures(data)] if data else []
        if pages:
            return {"kind": "pages", "pages": pages}
    if document.document is None:
        return None
    return {"kind": "blocks", "blocks": list(_blocks(document.document, marks, verified))}


def _marks(document: DocumentResult, prefix: str) -> Iterator[Mark]:
    """Guilty ones first: where two findings speak of one number the one that accuses it has the box."""
    findings = list(enumerate(document.all_findings, 1))
    for number, finding in findings:
        guilty = finding.culprit.mention if finding.culprit else finding.subject
        yield Mark(f"{prefix}f{number}", number, finding.severity.value, True, guilty)
    for number, finding in findings:
        guilty = finding.culprit.mention if finding.culprit else finding.subject
        others = [each for each in (finding.subject, *finding.evidence) if each.id != guilty.id]
        yield from (Mark(f"{prefix}f{number}", number, finding.severity.value, False, each) for each in others)


def _page(page: dict[str, Any], marks: Iterable[Mark], verified: Iterable[Mention]) -> dict[str, Any]:
    boxes = []
    for mark in marks:
        spots = [spot for spot in mark.mention.place.spots if isinstance(spot, PageSpot) and spot.page == page["number"] and spot.edges]
        for at, spot in enumerate(spots):
            boxes.append(
                {**_box(spot), "css": mark.css, "finding": mark.finding, "number": mark.number if mark.guilty and not at else 0, "of": mark.number}
            )
    ticks = [
        _box(spot) for each in verified for spot in each.place.spots if isinstance(spot, PageSpot) and spot.page == page["number"] and spot.edges
    ]
    return {**page, "boxes": list(reversed(boxes)), "ticks": ticks}  # guilty ones are drawn last, on top


def _box(spot: PageSpot) -> dict[str, float]:
    left, top, right, bottom = spot.box
    return {
        "x": round(left - MARGIN, 2),
        "y": round(top - MARGIN, 2),
        "width": round(right - left + 2 * MARGIN, 2),
        "height": round(bottom - top + 2 * MARGIN, 2),
    }


def _blocks(document: Document, marks: Sequence[Mark], verified: Sequence[Mention]) -> Iterator[dict[str, Any]]:
    spoken_of = _Places(marks, verified)
    for block in document.blocks:
        if isinstance(block, Line):
            spot = next((piece.spot for piece in block.passage.pieces), None)
            yield {"kind": "line", "number": spot.line if isinstance(spot, TextSpot) else 0, "parts": spoken_of.parts(block.passage)}
        else:
            yield _table(block, spoken_of)


def _table(table: Table, places: "_Places") -> dict[str, Any]:
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


class _Places:
    """Which marks lie on a passage, looked up by where it stands."""

    def __init__(self, marks: Sequence[Mark], verified: Sequence[Mention]) -> None:
        self._marks: dict[object, list[Mark]] = {}
        for mark in marks:
            for key in dict.fromkeys(_key(spot) for spot in mark.mention.place.spots):
                self._marks.setdefault(key, []).append(mark)
        self._verified = {_key(spot) for each in verified for spot in each.place.spots}

    def cell(self, cell: Cell | None) -> dict[str, Any]:
        """What stands in a cell; a mark that is the whole of it boxes the cell."""
        if cell is None:
            return {"parts": [], "css": "", "finding": "", "number": 0, "of": 0, "ok": False}
        whole = next((mark for mark in self._on(cell.passage) if not _inside(mark, cell.passage)), None)
        keys = [_key(piece.spot) for piece in cell.passage.pieces]
        told: dict[str, Any] = {"parts": self.parts(cell.passage), "css": "", "finding": "", "number": 0, "of": 0}
        told["ok"] = any(key in self._verified for key in keys)
        if whole:
            told |= {"css": whole.css, "finding": whole.finding, "number": whole.number if whole.guilty else 0, "of": whole.number}
        return told

    def parts(self, passage: Passage) -> list[dict[str, Any]]:
        """The text cut where marks begin and end."""
        spans = sorted((span for mark in self._on(passage) for span in _spans(mark, passage)), key=lambda span: (span[0], not span[2].guilty))
        parts, at = [], 0
        for start, end, mark in spans:
            if start < at:
                continue  # two findings on one number: the first has the box
            parts += [_plain(passage.text[at:start])] if at < start else []
            parts.append(
                {"text": visible(passage.text[start:end]), "css": mark.css, "finding": mark.finding, "number": mark.number if mark.guilty else 0}
            )
            at = end
        return [*parts, *([_plain(passage.text[at:])] if at < len(passage.text) else [])]

    def _on(self, passage: Passage) -> list[Mark]:
        keys = dict.fromkeys(_key(piece.spot) for piece in passage.pieces)
        return list({id(mark): mark for key in keys for mark in self._marks.get(key, ())}.values())


def _plain(text: str) -> dict[str, Any]:
    return {"text": "\n".join(map(visible, text.split("\n"))), "css": "", "finding": "", "number": 0}


def _key(spot: Spot) -> object:
    """What has to be equal for a spot to lie in the same cell or line."""
    match spot:
        case SheetSpot(sheet, ref):
            return sheet, ref
        case NodeSpot(path):
            return path
        case TextSpot(line):
            return line
        case PageSpot(page, top, bottom, _):
            return page, round(top), round(bottom)


def _inside(mark: Mark, passage: Passage) -> bool:
    """The mark lies on a part of the passage."""
    return bool(list(_spans(mark, passage)))


def _spans(mark: Mark, passage: Passage) -> Iterator[tuple[int, int, Mark]]:
    """Where in the passage the mark begins and ends; none when it is the whole of it."""
    offset = mark.mention.id.partition("@")[2]
    for piece in passage.pieces:
        for spot in mark.mention.place.spots:
            span = _span(spot, piece.spot)
            if span is None or _key(spot) != _key(piece.spot):
                continue
            start, end = piece.start + span[0], piece.start + span[1]
            if 0 <= start < end <= len(passage.text) and (end - start < len(passage.text.strip())):
                yield start, end, mark
    if offset.isdecimal() and any(isinstance(spot, SheetSpot) for spot in mark.mention.place.spots):
        start = int(offset)
        if passage.text[start : start + len(mark.mention.text)] == mark.mention.text and len(mark.mention.text) < len(passage.text):
            yield start, start + len(mark.mention.text), mark


def _span(spot: Spot, around: Spot) -> tuple[int, int] | None:
    if isinstance(spot, NodeSpot) and isinstance(around, NodeSpot):
        return spot.start - around.start, spot.start - around.start + spot.length
    if isinstance(spot, TextSpot) and isinstance(around, TextSpot):
        return spot.column - around.column, spot.column - around.column + spot.length
    return None
