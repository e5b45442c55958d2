"""Marks on text: which characters of a cell or a line a finding speaks of, and which of them are verified numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from formlint.documents import EDGES, Cell, NodeSpot, PageSpot, Passage, Piece, Place, SheetSpot, Spot, TextSpot
from formlint.findings import Mention
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Standing

Span = tuple[int, int]  # characters of a passage, the end not included


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that a finding speaks of: `guilty` is boxed solid, evidence dashed. One without a finding is verified and ticked on request."""

    mention: Mention
    finding: str = ""  # id of its article
    number: int = 0
    level: str = ""
    guilty: bool = False

    @property
    def css(self) -> str:
        return f"{self.level} {'guilty' if self.guilty else 'evidence'}" if self.finding else "ok"


NOBODY = Mark(Mention("", (), "", Place()))


def marks(document: DocumentResult, prefix: str) -> tuple[Mark, ...]:
    """Guilty ones, evidence, verified ones: where two speak of one number the first has the box."""
    guilty, evidence = [], []
    for number, finding in enumerate(document.all_findings, 1):
        accused = finding.culprit.mention if finding.culprit else finding.subject
        about = f"{prefix}f{number}", number, finding.severity.value
        guilty.append(Mark(accused, *about, guilty=True))
        evidence += [Mark(each, *about) for each in (finding.subject, *finding.evidence) if each.id != accused.id]
    verified = [Mark(entry.mention) for form in document.forms for entry in form.ledger if entry.standing is Standing.VERIFIED]
    return (*guilty, *evidence, *verified)


class Places:
    """The marks of a document, looked up by where they stand."""

    def __init__(self, found: Sequence[Mark]) -> None:
        self._marks: dict[object, list[tuple[int, Mark]]] = {}
        for order, mark in enumerate(found):
            for key in dict.fromkeys(_key(spot) for spot in mark.mention.place.spots):
                self._marks.setdefault(key, []).append((order, mark))

    def cell(self, cell: Cell | None) -> dict[str, Any]:
        """What stands in a cell; a mark on the whole of its text boxes the cell."""
        if cell is None:
            return {"parts": [], "css": "", "finding": "", "also": "", "number": 0, "of": 0}
        found = self._on(cell.passage)
        whole = [mark for mark, spans in found if _whole(spans, cell.text)]
        return {"parts": _parts([each for each in found if each[0] not in whole], cell.passage), **_told(whole)}

    def parts(self, passage: Passage) -> list[dict[str, Any]]:
        """The text cut where marks begin and end."""
        return _parts(self._on(passage), passage)

    def _on(self, passage: Passage) -> list[tuple[Mark, list[Span]]]:
        """The marks that lie on a passage, in their order, with the characters they cover."""
        keys = dict.fromkeys(_key(piece.spot) for piece in passage.pieces)
        near = sorted({order: mark for key in keys for order, mark in self._marks.get(key, ())}.items())
        found = [(mark, list(_spans(mark, passage))) for _, mark in near]
        return [(mark, spans) for mark, spans in found if spans]


def _told(found: Sequence[Mark]) -> dict[str, Any]:
    """One box for all marks on the same characters: the first gives its looks, all of them lead there."""
    accusing = [mark for mark in found if mark.finding]
    css = [accusing[0].css] if accusing else []
    css += ["ok"] if len(accusing) < len(found) else []
    first = accusing[0] if accusing else NOBODY
    return {
        "css": " ".join(css),
        "finding": first.finding,
        "also": " ".join(dict.fromkeys(mark.finding for mark in accusing)),
        "number": first.number if first.guilty else 0,
        "of": first.number,
    }


def _parts(found: Sequence[tuple[Mark, list[Span]]], passage: Passage) -> list[dict[str, Any]]:
    boxes: dict[Span, list[Mark]] = {}
    begun: set[int] = set()
    for mark, spans in found:
        for span in spans:
            if span in boxes or not any(span[0] < end and start < span[1] for start, end in boxes):
                boxes.setdefault(span, []).append(mark)
    parts, at = [], 0
    for (start, end), on in sorted(boxes.items(), key=lambda box: box[0]):
        told = _told(on)
        told["number"] = 0 if id(on[0]) in begun else told["number"]  # a number over two lines has its badge once
        begun.add(id(on[0]))
        parts += [_part(passage.text[at:start])] if at < start else []
        parts.append({**_part(passage.text[start:end]), **told})
        at = end
    return [*parts, *([_part(passage.text[at:])] if at < len(passage.text) else [])]


def _part(text: str) -> dict[str, Any]:
    return {"text": "\n".join(map(visible, text.split("\n"))), "css": "", "finding": "", "also": "", "number": 0}


def _whole(spans: Sequence[Span], text: str) -> bool:
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return not "".join(rest).strip()


def _key(spot: Spot) -> object:
    """What has to be equal for a spot to lie in the same cell or line."""
    match spot:
        case SheetSpot(sheet, ref):
            return sheet, ref
        case NodeSpot(path):
            return path
        case TextSpot(line):
            return line
        case PageSpot(page, top, bottom):
            return page, top, bottom


def _spans(mark: Mark, passage: Passage) -> Iterator[Span]:
    """Which characters of the passage the mark covers; an empty span where both are blank."""
    for piece in passage.pieces:
        for spot in mark.mention.place.spots:
            span = _span(spot, piece)
            if span and isinstance(spot, SheetSpot):
                span = _within(mark.mention, passage) or span
            if span and (span[0] < span[1] or not passage.text.strip()):
                yield span


def _span(spot: Spot, piece: Piece) -> Span | None:
    around = piece.spot
    match spot, around:
        case SheetSpot(), SheetSpot():
            return (piece.start, piece.end) if spot == around else None
        case PageSpot(), PageSpot():
            at = _run(spot, around)
            return None if at is None else (piece.start + at, min(piece.end, piece.start + at + len(spot.packed) // EDGES))
        case ((NodeSpot() | TextSpot()), (NodeSpot() | TextSpot())) if _key(spot) == _key(around):
            at = _first(spot) - _first(around)
            return (piece.start + at, piece.start + at + spot.length) if 0 <= at <= piece.end - piece.start - spot.length else None
        case _:
            return None


def _first(spot: NodeSpot | TextSpot) -> int:
    return spot.start if isinstance(spot, NodeSpot) else spot.column


def _run(spot: PageSpot, around: PageSpot) -> int | None:
    """At which character of a line on a page a part of it begins: cells beside each other have one height, so the edges decide."""
    if _key(spot) != _key(around) or spot.turned != around.turned:
        return None
    whole, part = around.packed, spot.packed
    return next((at // EDGES for at in range(0, len(whole) - len(part) + 1, EDGES) if whole[at : at + len(part)] == part), None)


def _within(mention: Mention, passage: Passage) -> Span | None:
    """A sheet names no place inside a cell: the id of a number in running text says at which character it stands."""
    offset = mention.id.partition("@")[2]
    if not offset.isdecimal() or not passage.text.startswith(mention.text, int(offset)):
        return None
    return int(offset), int(offset) + len(mention.text)
