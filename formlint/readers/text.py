"""Text (.txt), as a rule the dump of a PDF: no tables, only lines, each where it stands in the file.

Encodings: a byte order mark (UTF-8, UTF-16) decides; else what the bytes tell (`encodings`): UTF-16, UTF-8, Big5, or GB18030, which GBK and GB2312
are part of. What none decodes is refused; nothing is ever replaced. Blank lines stay, they mean something in a dump. A form feed (where a dump turns
the page) becomes a line of its own.
"""

import codecs
import re
from collections.abc import Iterator

from formlint.documents import Document, Line, Passage, TextSpot
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers import Source
from formlint.readers.encodings import unmarked

SUFFIXES = (".txt",)
MOST_COLUMNS = 1_000_000
MOST_LINES = 200_000  # about 60 MB in memory; the dump of a form has 50 to 500

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_END = re.compile("\r\n|\n|\r")  # not str.splitlines: U+2028 or a vertical tab ends no line in an editor


def read(source: Source) -> Document:
    """The lines of a text file."""
    return Document("text", tuple(lines(decode(source.data))), ruled=False)


def decode(data: bytes) -> str:
    """The text of a file, without its byte order mark. Bytes of no known encoding, and the NUL of binary files, are a ReadError."""
    if len(data) > allowed().slow_megabytes * 1_000_000:
        raise ReadError("too-big", most=str(allowed().slow_megabytes))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _without_nul(_decoded(data, encoding, skip=len(mark)))
    failed = 0
    for encoding in unmarked(data):
        try:
            return _without_nul(data.decode(encoding))
        except UnicodeDecodeError as error:
            failed = error.start
    raise ReadError("not-text", offset=str(failed))


def lines(text: str) -> Iterator[Line]:
    """Every line, and every form feed, with its place."""
    parts = _LINE_END.split(text, maxsplit=MOST_LINES)
    if len(parts) > MOST_LINES:
        raise ReadError("too-many-lines", most=str(MOST_LINES))
    if not parts[-1]:
        parts.pop()  # the end of the last line starts no new one
    for number, part in enumerate(parts, start=1):
        if len(part) > MOST_COLUMNS:
            raise ReadError("line-too-long", line=str(number), most=str(MOST_COLUMNS))
        if "\f" in part:
            yield from _pages(part, number)
        else:
            yield _line(part, number, 1)


def _pages(part: str, number: int) -> Iterator[Line]:
    column = 1
    for piece in re.split("(\f)", part):
        if piece:
            yield _line(piece, number, column)
        column += len(piece)


def _line(text: str, number: int, column: int) -> Line:
    return Line(Passage.at(text, TextSpot(number, column, len(text))))


def _decoded(data: bytes, encoding: str, skip: int = 0) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("not-text", offset=str(error.start + skip)) from error


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ReadError("not-text", offset=str(len(text[: text.index("\0")].encode())))
    return text
