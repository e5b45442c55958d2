"""Before a PDF is opened: do its streams inflate, and to a size a page can have?

Both are looked at here because no engine tells: where bytes are damaged pdfium stops reading a page, or loses a font and the text in it, and says
nothing; and it cannot be stopped when 2 kB inflate to 1 GB. Images and attachments are left out: without them a page
still says the same.
"""

import re
import zlib

from formlint.errors import ReadError
from formlint.readers.pdfs.drawn_again import Drawn, check_drawings, uses

MOST_INFLATED = 16_000_000  # bytes of one stream; a dense page has 100,000
_LONGEST_HEAD = 4_000  # bytes of the dictionary before a stream
_MOST_FILTERS = 4

_STREAM = re.compile(rb"stream\r?\n")  # also the end of endstream: a look behind in the pattern would make the search eight times slower
_OTHER = re.compile(rb"/Subtype\s*/Image\b|/Type\s*/EmbeddedFile\b|/Params\b")  # images and attachments
_FONT = re.compile(rb"/Length[123]\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+$")
_FILTERS = re.compile(rb"/Filter\s*\[?((?:\s*/\w+)+)")


def check_streams(data: bytes) -> list[bytes]:
    """What the object streams of a PDF hold. Raises ReadError for one that is damaged inside, or a page of which inflates beyond all measure."""
    objects = list[bytes]()
    if b"/Encrypt" in data:
        return objects
    seen: set[int] = set()  # programs that put files together repeat the fonts of each
    drawn: list[Drawn] = []
    for found in _STREAM.finditer(data):
        if data.endswith(b"end", 0, found.start()):
            continue
        start = max(data.rfind(b"obj", max(0, found.start() - _LONGEST_HEAD), found.start()), 0)
        head = data[start : found.start()]
        times = _flate(head)
        if (not times and b"/Filter" in head) or _OTHER.search(head):
            continue
        end = data.find(b"endstream", found.end())
        packed = data[found.end() : end if end >= 0 else len(data)]
        form = bool(_FORM.search(head))
        if hash(packed) in seen and not form:
            continue
        seen.add(hash(packed))
        content = _inflate(packed, times, limited=not _FONT.search(head))
        if b"/ObjStm" in head:
            objects.append(content)
        number = _NUMBER.search(data[max(0, start - 20) : start])
        if number and (form or b"Do" in content):
            drawn.append(Drawn(int(number[1]), form, uses(content)))
    check_drawings(data, drawn)
    return objects


def _flate(head: bytes) -> int:
    """How many times a stream is to be inflated, before any other filter."""
    found = _FILTERS.search(head)
    filters = found[1].replace(b"/", b" ").split() if found else []
    times = next((number for number, name in enumerate(filters) if name not in {b"FlateDecode", b"Fl"}), len(filters))
    return min(times, _MOST_FILTERS)


def _inflate(data: bytes, times: int, *, limited: bool) -> bytes:
    for _ in range(times):
        try:
            data = zlib.decompressobj().decompress(data, MOST_INFLATED + 1)
        except zlib.error as error:
            raise ReadError("damaged") from error
        if limited and len(data) > MOST_INFLATED:
            raise ReadError("inflates-too-much", most=str(MOST_INFLATED // 1_000_000))
    return data
