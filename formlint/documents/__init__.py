"""A document: what is printed where.

Readers make documents, recognisers read them. Everything here is plain frozen data without handles, so that a document crosses a process.
Text keeps the spelling of the file. A `Passage` knows where each of its characters stands, also after it was cut out or joined.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self, cast

from formlint.documents.spots import NodeSpot, PageSpot, ScanSpot, SheetSpot, Spot, TextSpot
from formlint.records import record

if TYPE_CHECKING:
    from formlint.documents.noted import Noted


MANY = 16  # pieces of a passage; most have one, and to look at so many takes less than to search among them


@record(frozen=True, slots=True)
class Place:
    """Where something stands: one spot for every line it covers, in reading order. No spots: the document as a whole."""

    spots: tuple[Spot, ...] = ()


@record(frozen=True, slots=True)
class Piece:
    """A stretch of a passage that stands in one spot: characters `start` (0-based) to `end` (exclusive) of the text."""

    start: int
    end: int
    spot: Spot


_start, _end = attrgetter("start"), attrgetter("end")


@record(frozen=True, slots=True)
class Passage:
    """Text as it is spelled, with the place of every character. Characters that no piece covers (a joining blank) have no place."""

    text: str
    pieces: tuple[Piece, ...] = ()

    @classmethod
    def at(cls, text: str, spot: Spot) -> Self:
        """The passage that stands in one spot."""
        return cls(text, (Piece(0, len(text), spot),))

    @classmethod
    def join(cls, passages: Iterable["Passage"], between: str = "") -> Self:
        """One passage of several; the text between them has no place."""
        texts: list[str] = []
        pieces: list[Piece] = []
        before, gap = 0, len(between)  # characters
        for passage in passages:
            text = passage.text
            if before:
                for piece in passage.pieces:
                    pieces.append(Piece(piece.start + before, piece.end + before, piece.spot))
            else:
                pieces += passage.pieces
            texts.append(text)
            before += len(text) + gap
        return cls(between.join(texts), tuple(pieces))

    def cut(self, start: int, end: int | None = None) -> "Passage":
        """The passage of the characters from `start` to `end`, as a slice would have it (no negative numbers)."""
        text, pieces = self.text[start:end], self.pieces
        size = len(text)
        if size == len(self.text):
            return self
        end = start + size
        if len(pieces) == 1 and size:
            only = pieces[0]
            first = start - only.start
            if first >= 0 and end <= only.end:
                return Passage(text, (Piece(0, size, only.spot.cut(first, first + size) if first or end < only.end else only.spot),))
        return Passage(text, tuple(Piece(a - start, b - start, spot) for a, b, spot in self._within(start, end)))

    def parts(self, spans: Sequence[tuple[int, int]], texts: Sequence[str]) -> list["Passage"]:
        """The passages of all these spans, starts and ends, which hold these texts; none is empty. Most lines stand in one spot, as a whole."""
        if len(self.pieces) != 1 or (self.pieces[0].start, self.pieces[0].end) != (0, len(self.text)):
            return [self.cut(start, end) for start, end in spans]
        cut = self.pieces[0].spot.cut
        return [Passage(text, (Piece(0, end - start, cut(start, end)),)) for text, (start, end) in zip(texts, spans)]  # noqa: B905 - one text a span

    def strip(self) -> "Passage":
        """Without the white space at both ends."""
        bare = self.text.strip()
        if len(bare) == len(self.text):
            return self
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, left + len(bare))

    def blank(self) -> "Passage":
        """No text, where this passage begins."""
        return Passage("", (Piece(0, 0, self.pieces[0].spot),) if self.pieces else ())

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of the characters from `start` to `end`."""
        pieces = self.pieces
        if len(pieces) == 1:
            only = pieces[0]
            last = only.end if end is None or end > only.end else end
            if start <= only.start and last == only.end:  # most; an empty cell has a place too
                return Place((only.spot,))
            first = max(start, only.start)
            return Place((only.spot.cut(first - only.start, last - only.start),) if first < last else ())
        if end is None and not start:
            return Place(tuple(dict.fromkeys([piece.spot for piece in pieces])))
        end = len(self.text) if end is None else end
        spots: list[Spot] = []
        for piece in self._near(start, end):
            ends = piece.end
            if ends < start:
                continue
            begins = piece.start
            if begins < start < end < ends:  # most figures: no other piece has any of these characters
                return Place((piece.spot.cut(start - begins, end - begins),))
            if begins > end:
                continue
            if start <= begins and ends <= end:
                spots.append(piece.spot)
                continue
            first, last = begins if begins > start else start, ends if ends < end else end
            if first < last:
                spots.append(piece.spot.cut(first - begins, last - begins))
        return Place(tuple(dict.fromkeys(spots) if len(spots) > 1 else spots))

    def _near(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that may hold some of these characters; in a text of 1,600 lines all 1,600 figures ask for theirs."""
        if len(self.pieces) < MANY:
            return self.pieces
        return self.pieces[bisect_left(self.pieces, start, key=_end) : bisect_right(self.pieces, end, key=_start)]

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, Spot]]:
        for piece in self._near(start, end):
            if piece.end < start or piece.start > end:
                continue
            a, b = max(start, piece.start), min(end, piece.end)
            if a < b or (piece.start == piece.end and start <= a <= end):  # an empty cell has a place too
                yield a, b, piece.spot if (a, b) == (piece.start, piece.end) else piece.spot.cut(a - piece.start, b - piece.start)


@record(frozen=True, slots=True)
class Cell:
    """A cell of a table, merged cells being one: its first row and column (0-based), how many it spans, and its text (lines joined by newline)."""

    row: int
    column: int
    passage: Passage
    rows: int = 1
    columns: int = 1
    hidden: bool = False
    text: str = field(init=False, repr=False, compare=False)  # of its passage; kept, since it is asked for ten times

    def __post_init__(self) -> None:
        kept: Any = self
        kept.text = self.passage.text


@record(frozen=True, slots=True)
class Table:
    """Cells in reading order, row by row; `name` is the sheet it stands on, or empty.

    A `bare` table has lost which of its cells were merged (csv, a workbook that merges none): a blank cell may belong to the text left of it or above
    it.
    """

    cells: tuple[Cell, ...]
    name: str = ""
    hidden: bool = False
    bare: bool = False
    width: int = field(init=False, repr=False, compare=False)  # in columns

    def __post_init__(self) -> None:
        kept: Any = self
        kept.width = max([cell.column + cell.columns for cell in self.cells], default=0)

    @property
    def height(self) -> int:
        return max([cell.row + cell.rows for cell in self.cells], default=0)


@record(frozen=True, slots=True)
class Line:
    """A line of running text outside the tables."""

    passage: Passage
    text: str = field(init=False, repr=False, compare=False)  # of its passage, as that of a cell

    def __post_init__(self) -> None:
        kept: Any = self
        kept.text = self.passage.text


@record(frozen=True, slots=True)
class Notice:
    """What a reader has to say of a document: `message` names a text in `formlint/words.yaml`, `args` fill it in."""

    message: str
    args: tuple[tuple[str, str], ...] = ()
    place: Place = Place()


@record(frozen=True, slots=True)
class Document:
    """What one file says: tables and lines in reading order.

    `ruled` is false when the file keeps no geometry (a text dump): then there are lines only, and cells have to be found by other means.
    `noted` are forms that the file states itself, in our own notation: then there is nothing to find.
    """

    format: str
    blocks: tuple[Table | Line, ...]
    ruled: bool = True
    notices: tuple[Notice, ...] = ()
    noted: "tuple[Noted, ...]" = ()
    tables: tuple[Table, ...] = field(init=False, repr=False, compare=False)  # of its blocks; kept, since eight roads ask for them
    lines: tuple[Line, ...] = field(init=False, repr=False, compare=False)
    texts: tuple[str, ...] = field(init=False, repr=False, compare=False)  # of its lines
    _whole: str | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kept: Any = self
        kept.tables = tuple([block for block in self.blocks if isinstance(block, Table)])
        kept.lines = tuple([block for block in self.blocks if isinstance(block, Line)])
        kept.texts = tuple([line.text for line in kept.lines])
        kept._whole = None

    @property
    def whole(self) -> str:
        """The texts of its lines in one, a NUL between them and nowhere else: most of what is asked of a text is nowhere in it, one look tells."""
        if self._whole is None:
            kept: Any = self
            whole = "\0".join(self.texts)
            own = whole.count("\0") >= max(len(self.texts), 1)  # no text file has any in its lines
            kept._whole = "\0".join([text.replace("\0", "\ufffd") for text in self.texts]) if own else whole
        return cast(str, self._whole)


__all__ = [
    "Cell",
    "Document",
    "Line",
    "NodeSpot",
    "Notice",
    "PageSpot",
    "Passage",
    "Piece",
    "Place",
    "ScanSpot",
    "SheetSpot",
    "Spot",
    "Table",
    "TextSpot",
]
