"""Tables as text (.csv, .tsv), exported from a sheet: one table, a row for every record, every field a cell.

The separator is a tab, a comma or a semicolon, whichever cuts the most records into the same number of fields; `sep=;` in the first line is obeyed. A
full-width comma separates nothing. A field in double quotes may hold separators and line breaks; a quote that nobody closes is a quote. Encodings are
those of text files. The export has put the text of a merged cell into its first field and left the others blank: the table is marked `bare`, and what
a blank belongs to is for the recogniser to tell. A file in which nothing separates anything is read as lines of text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from formlint.documents import Cell, Document, Passage, Piece, Table, TextSpot
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers import Source
from formlint.readers.text import decode, lines

SUFFIXES = (".csv", ".tsv")
MOST_COLUMNS = 1_000
MOST_TEXT = 100_000  # characters of a field; Excel allows 32,767
LOOKED_AT = 1_000  # records, to tell the separator

_SEPARATORS = "\t,;"
_NAMED = re.compile(r"sep=([\t,;])\r?\n", re.IGNORECASE)
_LINE_END = re.compile("\r\n|\n|\r")

Field = tuple[int, str]  # offset of its first character, behind a quote; its text as it is written
Record = list[Field]


def read(source: Source) -> Document:
    """The table of a file of separated fields."""
    text = decode(source.data)
    separator, start = _separator(text)
    if not separator:
        return Document("csv", tuple(lines(text)), ruled=False)
    table = Table(tuple(_cells(text, separator, start)), bare=True)
    return Document("csv", (table,) if table.cells else ())


def _separator(text: str) -> tuple[str, int]:
    """The separator, empty when there is none, and where the first record begins."""
    named = _NAMED.match(text)
    if named:
        return named[1], named.end()
    best, found = 1, ""
    for separator in _SEPARATORS:
        counts = Counter(len(record) for record in islice(_records(text, separator, 0), LOOKED_AT) if len(record) > 1)
        agreed = counts.most_common(1)[0][1] if counts else 0
        if agreed > best:
            best, found = agreed, separator
    return found, 0


def _records(text: str, separator: str, start: int) -> Iterator[Record]:
    """The records with their fields, as RFC 4180 has it."""
    bare = re.compile(rf"[^{separator}\r\n]*+")
    quoted = re.compile(rf'"((?:[^"]++|"")*+)"[ ]*+(?=[{separator}\r\n]|\Z)')
    record: Record = []
    position = start
    while position < len(text) or record:
        found = quoted.match(text, position)
        if found:
            record.append((found.start(1), found[1]))
        else:
            found = bare.match(text, position)
            assert found  # it matches nothing, too
            record.append((found.start(), found[0]))
        if len(record) > MOST_COLUMNS:
            raise ReadError("too-many-columns", most=str(MOST_COLUMNS))
        position = found.end()
        if text.startswith(separator, position):
            position += 1
            if position < len(text):
                continue
            record.append((position, ""))
        yield record
        record = []
        end = _LINE_END.match(text, position)
        position = end.end() if end else len(text)


def _cells(text: str, separator: str, start: int) -> Iterator[Cell]:
    """All cells of the rows and columns that hold text."""
    records: list[Record] = []
    count = 0
    for record in _records(text, separator, start):
        count += len(record)
        if count > allowed().cells:
            raise ReadError("too-many-table-cells", most=str(allowed().cells))
        records.append(record)
    width = max((1 + column for record in records for column, field in enumerate(record) if field[1].strip()), default=0)
    while records and not any(field[1].strip() for field in records[-1]):
        records.pop()
    if len(records) * width > allowed().cells:
        raise ReadError("too-many-table-cells", most=str(allowed().cells))
    lines_ = _Lines(text)
    for row, record in enumerate(records):
        for column in range(width):
            yield Cell(row, column, lines_.passage(*record[column]) if column < len(record) else Passage(""))


class _Lines:
    """Where the lines of the text begin, for fields in reading order."""

    def __init__(self, text: str) -> None:
        self._ends = [*(end.span() for end in _LINE_END.finditer(text)), (len(text), len(text))]
        self._number, self._start = 0, 0  # of the line that was asked for last, 0-based; where it begins

    def passage(self, start: int, written: str) -> Passage:
        """The text of a field, a piece for every line of it; a doubled quote is one."""
        if len(written) > MOST_TEXT:
            raise ReadError("text-too-long", most=str(MOST_TEXT))
        while self._ends[self._number][0] < start:
            self._start, self._number = self._ends[self._number][1], self._number + 1
        if not re.search(r'["\r\n]', written):
            return Passage.at(written, TextSpot(self._number + 1, start - self._start + 1, len(written)))
        text, pieces, position = "", list[Piece](), start
        for part in re.split('(""|\r\n|\n|\r)', written):
            shown = {'""': '"', "\r\n": "\n", "\r": "\n"}.get(part, part)
            if shown != "\n":
                pieces.append(Piece(len(text), len(text) + len(shown), TextSpot(self._number + 1, position - self._start + 1, len(part))))
            text, position = text + shown, position + len(part)
            if shown == "\n":
                self._start, self._number = position, self._number + 1
        return Passage(text, tuple(piece for piece in pieces if piece.start < piece.end))
