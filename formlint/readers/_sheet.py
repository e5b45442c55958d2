"""The cells of one sheet, as a stream: what is printed where, what is merged, what is hidden. No grid is ever laid out."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from formlint.documents import Cell, Notice, Passage, SheetSpot
from formlint.errors import ReadError
from formlint.readers._merged import Merges, Range, Stretches
from formlint.readers._workbook import MAIN, MOST_TEXT, Sheet, Workbook, is_true
from formlint.readers._xml import parse

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of any sheet
MOST_BLANKS = 2_000_000
MOST_MERGES = 20_000
WIDEST_FORM = 64  # columns; in a wider sheet only what is stored is blank
LARGE_MERGE = 10_000  # cells; a larger range says nothing about how far the form reaches

LONGEST_REF = 12  # $XFD$1048576

_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

Box = tuple[int, int]  # row, column, 0-based


@dataclass(slots=True)
class Found:
    """A sheet as it is stored. `blanks` are cells without text, row * MOST_COLUMNS + column: a sheet may have a million of them."""

    texts: dict[Box, str] = field(default_factory=dict)
    blanks: "array[int]" = field(default_factory=lambda: array("q"))
    merges: list[Range] = field(default_factory=list)
    hidden_rows: Stretches = field(default_factory=Stretches)
    hidden_columns: Stretches = field(default_factory=Stretches)
    not_computed: list[str] = field(default_factory=list)  # formulas without a result


def read_sheet(book: Workbook, sheet: Sheet, room: int) -> tuple[tuple[Cell, ...], tuple[Notice, ...]]:
    """The cells of the used area in reading order, and what is to be said of the sheet. More than `room` cells are a ReadError."""
    handler = _Handler(book, sheet, room)
    parse(book.package.chunks(sheet.part), handler, namespaces=MAIN, part=sheet.part)
    found = handler.found
    cells = tuple(_cells(found, sheet, room))
    notices = []
    if sheet.hidden and cells:
        notices.append(Notice("hidden-sheet", (("sheet", sheet.name),)))
    if found.not_computed:
        count, first = str(len(found.not_computed)), found.not_computed[0]
        notices.append(Notice("not-computed", (("sheet", sheet.name), ("count", count), ("cell", first))))
    return cells, tuple(notices)


def _cells(found: Found, sheet: Sheet, room: int) -> Iterator[Cell]:
    top, left, bottom, right = _used(found)
    boxes = set(found.texts)
    boxes.update((row, column) for row, column in _pairs(found.blanks) if top <= row <= bottom and left <= column <= right)
    boxes.update(_holes(found, left, right))
    merges = [(max(a, top), max(b, left), min(c, bottom), min(d, right)) for a, b, c, d in found.merges]
    merges = [merge for merge in merges if merge[0] <= merge[2] and merge[1] <= merge[3]]
    boxes.update(merge[:2] for merge in merges)
    if len(boxes) > room:
        raise _too_many(sheet, room)
    covers = Merges(merges)
    for row, column in sorted(boxes):
        area = covers.at(row, column) or (row, column, row, column)
        if (row, column) != area[:2]:
            continue  # under a merged cell: whatever is stored there is not printed
        hidden = found.hidden_rows.hold(row, area[2]) or found.hidden_columns.hold(column, area[3])
        passage = Passage.at(found.texts.get((row, column), ""), SheetSpot(sheet.name, _ref(area)))
        yield Cell(row, column, passage, 1 + area[2] - row, 1 + area[3] - column, hidden)


def _holes(found: Found, left: int, right: int) -> Iterator[Box]:
    """The cells between and behind those of a row: a cell without text and without a border is not stored, and is blank all the same."""
    if right - left >= WIDEST_FORM:
        return
    for row, texts in Counter(row for row, _ in found.texts).items():
        if texts > 1:  # a lone text is a title
            yield from ((row, column) for column in range(left, right + 1))


def _used(found: Found) -> Range:
    """The rows and columns that hold text, with the whole of the merged cells it stands in."""
    if not found.texts:
        return 0, 0, -1, -1
    corners = [(row, column, row, column) for row, column in found.texts]
    corners += [merge for merge in found.merges if merge[:2] in found.texts and _size(merge) <= LARGE_MERGE]
    rows, columns, last_rows, last_columns = zip(*corners, strict=True)
    return min(rows), min(columns), max(last_rows), max(last_columns)


def _size(area: Range) -> int:
    return (1 + area[2] - area[0]) * (1 + area[3] - area[1])


def _pairs(blanks: "array[int]") -> Iterator[Box]:
    return (divmod(blank, MOST_COLUMNS) for blank in blanks)


def _too_many(sheet: Sheet, most: int) -> ReadError:
    return ReadError("too-many-cells", sheet=sheet.name, most=str(most))


def _damaged(sheet: Sheet, ref: str) -> ReadError:
    return ReadError("damaged-workbook", part=f"{sheet.name}!{ref[:20]}")


class _Handler:
    """What the elements of a sheet say, gathered in `found`."""

    def __init__(self, book: Workbook, sheet: Sheet, room: int) -> None:
        self.found = Found()
        self._book, self._sheet, self._room = book, sheet, room
        self._row = self._column = -1
        self._kind = self._style = ""
        self._pieces: dict[str, list[str]] = {}  # v, t: what stands in them
        self._size = 0
        self._wanted: list[str] | None = None
        self._inside = self._formula = self._reading = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._open_cell(attributes)
        elif self._inside:
            self._inside_cell(tag)
        elif tag == "row":
            self._open_row(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and (is_true(attributes.get("hidden")) or attributes.get("width") == "0"):
            first, last = (self._count(attributes.get(name), MOST_COLUMNS) for name in ("min", "max"))
            self.found.hidden_columns.add(first, last)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._wanted = None
        elif tag == "c":
            self._close_cell()
        elif tag == "rPh":
            self._reading = False

    def text(self, data: str) -> None:
        if self._wanted is None:
            return
        self._wanted.append(data)
        self._size += len(data)
        if self._size > MOST_TEXT:
            raise _damaged(self._sheet, _ref((self._row, self._column, self._row, self._column)))

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row = self._count(attributes["r"], MOST_ROWS) if "r" in attributes else self._row + 1
        self._column = -1
        if is_true(attributes.get("hidden")) or attributes.get("ht") == "0":
            self.found.hidden_rows.add(self._row, self._row)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self._row, self._column = self._box(attributes["r"])
        else:
            self._column += 1
        if self._row < 0 or self._row >= MOST_ROWS or self._column >= MOST_COLUMNS:
            raise _damaged(self._sheet, str(self._row + 1))
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._pieces, self._size = {}, 0
        self._inside, self._formula = True, False

    def _inside_cell(self, tag: str) -> None:
        if tag == "rPh":
            self._reading = True
        elif tag == "f":
            self._formula = True
        elif tag == "v" or (tag == "t" and not self._reading):
            self._wanted = self._pieces.setdefault(tag, [])

    def _close_cell(self) -> None:
        self._inside, self._wanted = False, None
        found, pieces = self.found, self._pieces
        if self._formula and not "".join(pieces.get("v", ())) and self._kind != "str":  # openpyxl writes <v/>; an empty text is a result
            found.not_computed.append(_ref((self._row, self._column, self._row, self._column)))
        raw = "".join(pieces.get("t" if self._kind == "inlineStr" and "t" in pieces else "v", ()))
        text = self._book.shown(self._kind, raw, self._style) if raw else ""
        if text:
            found.texts[self._row, self._column] = text
        else:
            found.blanks.append(self._row * MOST_COLUMNS + self._column)
        if len(found.texts) > self._room or len(found.blanks) > MOST_BLANKS:
            raise _too_many(self._sheet, self._room if len(found.texts) > self._room else MOST_BLANKS)

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        (row, column), (last_row, last_column) = self._box(first), self._box(last or first)
        self.found.merges.append((min(row, last_row), min(column, last_column), max(row, last_row), max(column, last_column)))
        if len(self.found.merges) > MOST_MERGES:
            raise _too_many(self._sheet, MOST_MERGES)

    def _box(self, ref: str) -> Box:
        box = _box(ref) if len(ref) <= LONGEST_REF else None
        if box is None:
            raise _damaged(self._sheet, ref)
        return box

    def _count(self, number: str | None, most: int) -> int:
        """A number that counts from 1, as one that counts from 0."""
        if not (number and number.isascii() and number.isdigit() and len(number) < 9 and 1 <= int(number) <= most):
            raise _damaged(self._sheet, number or "")
        return int(number) - 1


@lru_cache(maxsize=MOST_COLUMNS)  # files of one kind use the same few hundred
def _box(ref: str) -> Box | None:
    """G14, also written $G$14, is row 13, column 6; None when no sheet has such a cell."""
    found = _REF.fullmatch(ref)
    if not found:
        return None
    row, column = int(found[2]) - 1, 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - 64
    return (row, column - 1) if 0 <= row < MOST_ROWS and column <= MOST_COLUMNS else None


@lru_cache(maxsize=MOST_COLUMNS)
def _letters(column: int) -> str:
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def _ref(area: Range) -> str:
    """`G14`, or `G3:G13` for a merged range."""
    first = f"{_letters(area[1])}{area[0] + 1}"
    return first if area[:2] == area[2:] else f"{first}:{_letters(area[3])}{area[2] + 1}"
