"""Marks on text: which characters of a cell or a line a finding speaks of, and which of them are verified numbers."""

from collections.abc import Sequence
from typing import NamedTuple

from formlint.documents import Cell, NodeSpot, PageSpot, Passage, Piece, SheetSpot, Spot, TextSpot
from formlint.documents.spots import EDGES
from formlint.findings import Mention
from formlint.records import record
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Standing

Span = tuple[int, int]  # characters of a passage, the end not included


@record(frozen=True, slots=True)
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


class Part(NamedTuple):
    """Characters with one box around them, or none: `also` has the ids of all findings that speak of them, `number` is that of the badge."""

    text: str
    css: str = ""
    finding: str = ""
    also: str = ""
    number: int = 0


class Square(NamedTuple):
    """A cell as it is shown: `of` is the number of the finding that boxes it as a whole, `parts` are there where boxes stand within its text."""

    rows: int
    columns: int
    text: str = ""
    parts: Sequence[Part] = ()
    css: str = ""
    finding: str = ""
    also: str = ""
    number: int = 0
    of: int = 0


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
        self._marks: dict[object, list[tuple[int, Mark, Spot]]] = {}
        for order, mark in enumerate(found):
            for spot in mark.mention.place.spots:
                self._marks.setdefault(_key(spot), []).append((order, mark, spot))

    def cell(self, cell: Cell, rows: int, columns: int) -> Square:
        """What stands in a cell of so many rows and columns; a mark on the whole of its text boxes the cell."""
        found = self._on(cell.passage)
        if not found:
            return Square(rows, columns, _lines(cell.text))
        whole = [each for each in found if _whole(each[1], cell.text)]
        if not whole:
            return Square(rows, columns, "", _parts(found, cell.passage))
        css, finding, also, number = _looks([mark for mark, _ in whole])
        others = [] if finding or len(whole) == len(found) else [each for each in found if each not in whole]
        parts = _parts(others, cell.passage) if others else ()
        return Square(rows, columns, _lines(cell.text), parts, css, finding, also, number, whole[0][0].number)

    def parts(self, passage: Passage) -> list[Part]:
        """The text cut where marks begin and end."""
        return _parts(self._on(passage), passage)

    def _on(self, passage: Passage) -> list[tuple[Mark, list[Span]]]:
        """The marks that lie on a passage, in their order, with the characters they cover."""
        found: dict[int, tuple[Mark, list[Span]]] = {}
        for piece in passage.pieces:
            for order, mark, spot in self._marks.get(_key(piece.spot), ()):
                span = _span(mark, spot, piece, passage)
                if span and (span[0] < span[1] or not passage.text.strip()):  # an empty span where both are blank
                    found.setdefault(order, (mark, []))[1].append(span)
        return [found[order] for order in sorted(found)] if found else []


def _looks(found: Sequence[Mark]) -> tuple[str, str, str, int]:
    """One box for all marks on the same characters: the first gives its looks, all of them lead there. css, finding, also, number."""
    accusing = [mark for mark in found if mark.finding]
    if not accusing:
        return "ok", "", "", 0
    first = accusing[0]
    css = first.css if len(accusing) == len(found) else f"{first.css} ok"
    return css, first.finding, " ".join(dict.fromkeys(mark.finding for mark in accusing)), first.number if first.guilty else 0


def _parts(found: Sequence[tuple[Mark, list[Span]]], passage: Passage) -> list[Part]:
    text = passage.text
    if not found:
        return [Part(_lines(text))] if text else []
    boxes: dict[Span, list[Mark]] = {}
    begun: set[int] = set()
    for mark, spans in found:
        for span in spans:
            if span in boxes or not any(span[0] < end and start < span[1] for start, end in boxes):
                boxes.setdefault(span, []).append(mark)
    parts, at = [], 0
    for (start, end), on in sorted(boxes.items(), key=lambda box: box[0]):
        css, finding, also, number = _looks(on)
        parts += [Part(_lines(text[at:start]))] if at < start else []
        parts.append(Part(_lines(text[start:end]), css, finding, also, 0 if id(on[0]) in begun else number))  # over two lines the badge comes once
        begun.add(id(on[0]))
        at = end
    return [*parts, *([Part(_lines(text[at:]))] if at < len(text) else [])]


def _lines(text: str) -> str:
    """Made visible, line by line."""
    return "\n".join(map(visible, text.split("\n"))) if "\n" in text else visible(text)


def _whole(spans: Sequence[Span], text: str) -> bool:
    if spans[0][0] == 0 and spans[0][1] == len(text):
        return True
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return not "".join(rest).strip()


def _key(spot: Spot) -> object:
    """What has to be equal for a spot to lie in the same cell or line."""
    if isinstance(spot, SheetSpot):  # asked of every cell: patterns of classes take six times as long
        return spot.sheet, spot.ref
    if isinstance(spot, PageSpot):
        return spot.page, spot.top, spot.bottom
    return spot.path if isinstance(spot, NodeSpot) else spot.line


def _span(mark: Mark, spot: Spot, piece: Piece, passage: Passage) -> Span | None:
    """Which characters of the passage of this piece a spot of the mark covers that has the key of the piece."""
    if isinstance(spot, SheetSpot):
        return _within(mark.mention, passage) or (piece.start, piece.end)
    around = piece.spot
    match spot, around:
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
    if "@" not in mention.id:
        return None
    offset = mention.id.partition("@")[2]
    if not offset.isdecimal() or not passage.text.startswith(mention.text, int(offset)):
        return None
    return int(offset), int(offset) + len(mention.text)
