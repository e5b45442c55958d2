"""The cells of one sheet, as a stream: what is printed where, what is merged, what is hidden. No grid is ever laid out."""

import re
from functools import lru_cache

from formlint.documents import Cell, Notice
from formlint.errors import ReadError
from formlint.readers.packages.xml import parse
from formlint.readers.sheets.stored import MOST_BLANKS, MOST_COLUMNS, MOST_MERGES, MOST_ROWS, MOST_TEXT, Box, Found, cells, ref, told, too_many
from formlint.readers.sheets.workbook import MAIN, Sheet, Workbook, is_true

LONGEST_REF = 12  # $XFD$1048576

_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def read_sheet(book: Workbook, sheet: Sheet, room: int) -> tuple[tuple[Cell, ...], tuple[Notice, ...]]:
    """The cells of the used area in reading order, and what is to be said of the sheet. More than `room` cells are a ReadError."""
    handler = _Handler(book, sheet, room)
    parse(book.package.chunks(sheet.part), handler, namespaces=MAIN, part=sheet.part)
    found = handler.found
    shown = tuple(cells(found, sheet.name, room))
    return shown, tuple(told(found, sheet.name, shown, hidden=sheet.hidden))


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
            raise _damaged(self._sheet, ref((self._row, self._column, self._row, self._column)))

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
            found.not_computed.append(ref((self._row, self._column, self._row, self._column)))
        raw = "".join(pieces.get("t" if self._kind == "inlineStr" and "t" in pieces else "v", ()))
        text = self._book.shown(self._kind, raw, self._style) if raw else ""
        if text:
            found.texts[self._row, self._column] = text
            if self._kind == "e":
                found.errors.append((ref((self._row, self._column, self._row, self._column)), text))
        else:
            found.blanks.append(self._row * MOST_COLUMNS + self._column)
        if len(found.texts) > self._room or len(found.blanks) > MOST_BLANKS:
            raise too_many(self._sheet.name, self._room if len(found.texts) > self._room else MOST_BLANKS)

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        (row, column), (last_row, last_column) = self._box(first), self._box(last or first)
        self.found.merges.append((min(row, last_row), min(column, last_column), max(row, last_row), max(column, last_column)))
        if len(self.found.merges) > MOST_MERGES:
            raise too_many(self._sheet.name, MOST_MERGES)

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
