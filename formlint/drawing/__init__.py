"""Pages as they look, for reports: PDF by pdfium; scans as the picture that was read, held straight; OFD as lines and characters where they stand.

Everything is in points from the top left corner of the page as it was read, so that a place of the document is a place of the drawing. Each format's
module is imported when it is needed, and shows nothing where its file cannot be opened again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from formlint.documents import Document, PageSpot, Passage, ScanSpot, Table
from formlint.records import record

if TYPE_CHECKING:
    from formlint.drawing._early import Early

FORMATS = {"pdf": "pdf", "ofd": "ofd", "image": "scan"}  # format of a document: module
MOST_PAGES = 40

Box = tuple[float, float, float, float]  # left, top, right, bottom


@record(frozen=True, slots=True)
class Held:
    """How a page was held to be read: turned by so many quarters clockwise beyond how it is shown, and whether a recogniser read it."""

    turned: int = 0
    scanned: bool = False


@record(frozen=True, slots=True)
class Words:
    """Characters on one base line: the left edge of each, their height, and the base line."""

    text: str
    lefts: tuple[float, ...]
    size: float
    floor: float


@record(frozen=True, slots=True)
class Sheet:
    """A page, counted from 1, and its size: a picture (a data URI), or ruling lines and words."""

    number: int
    width: float
    height: float
    picture: str = ""
    rules: tuple[Box, ...] = ()
    words: tuple[Words, ...] = ()
    straightened: bool = False


class Format(Protocol):
    """What every module of this folder offers."""

    def begun(self, data: bytes, wanted: Sequence[int], held: Mapping[int, Held], early: "Early | None") -> Callable[[], Iterator[Sheet]]:
        """The pages of these numbers, in their order, when they are asked for; those that cannot be drawn are missing. Some may be drawn early."""

    def count(self, data: bytes) -> int:
        """How many pages there are; 0 for a file that cannot be opened."""


Drawn = tuple[tuple[Sheet, ...], int]


def drawn(document: Document, data: bytes, told: Collection[int]) -> Drawn:
    """Pages of a document, and how many were left out; `data` are the bytes it was read from. Where there are too many, those in `told` come first.

    None when it has no pages, or one that matters cannot be drawn.
    """
    return begun(document, data, told)()


def begun_early(data: bytes) -> "Early | None":
    """The pages of a PDF that is about to be checked, drawn meanwhile by a second process; None for other files, and where there can be none."""
    if not data.startswith(b"%PDF-"):
        return None
    from formlint.drawing._early import Early  # noqa: PLC0415 - only for a PDF
    from formlint.readers.processes.second import two_can_work  # noqa: PLC0415

    return Early(data) if two_can_work() else None


def begun(document: Document, data: bytes, told: Collection[int], early: "Early | None" = None) -> Callable[[], Drawn]:
    """As `drawn`, when it is asked for: until then a second process draws, where there can be one, if it was not begun early."""
    if document.format not in FORMATS:
        return _nothing
    held = holding(document)
    try:
        module = cast(Format, import_module(f"formlint.drawing.{FORMATS[document.format]}"))
        count = module.count(data)
        if not count:
            return _nothing
        wanted = sorted(sorted(range(1, count + 1), key=lambda number: (number not in told, number))[:MOST_PAGES])
        pages = module.begun(data, wanted, held, early)
    except ImportError:  # a run that is shown where formlint[ocr] is not installed
        return _nothing

    def finished() -> Drawn:
        try:
            sheets = tuple(pages())
        except ImportError:
            return _nothing()
        whole = {sheet.number for sheet in sheets} >= {number for number in wanted if number in held}
        return (sheets, count - len(sheets)) if whole else _nothing()

    return finished


def _nothing() -> Drawn:
    return (), 0


def holding(document: Document) -> dict[int, Held]:
    """How each page was held on which something was read."""
    held: dict[int, Held] = {}
    for spot in _spots(document):
        if spot.page not in held:
            held[spot.page] = Held(spot.turned, isinstance(spot, ScanSpot))
    return held


def _spots(document: Document) -> Iterator[PageSpot]:
    """Of everything with text; where there is none, it tells nothing."""
    return (piece.spot for passage in _passages(document) for piece in passage.pieces if passage.text and isinstance(piece.spot, PageSpot))


def _passages(document: Document) -> Iterable[Passage]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell.passage for cell in block.cells)
        else:
            yield block.passage
