"""Web pages (.html, .htm), saved from a site or exported: tables with their merged cells, and the text around them, as the page shows them.

Encodings: a byte order mark decides; else UTF-16 or UTF-8, if all of it is; else what the page declares (the GB family, Big5), if it holds; else what
the bytes tell, as of any text. UTF-8 goes before the declaration because browsers save pages as UTF-8 under the declaration they came with. Nothing
is ever replaced. `rowspan` and `colspan` make one cell. A line break or the end of a block ends a line; other white space is one blank, and none
where a line of the source ends between two Chinese characters. Scripts, styles, templates and what the page hides are not read; fields to fill in are
read with what stands in them. The menus and frames around a form (tables with tables in them) are taken apart: see formlint/readers/flowing/flow.py.
"""

import codecs
import re
from collections.abc import Iterator

from formlint.documents import Document
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers import Source
from formlint.readers.encodings import unmarked
from formlint.readers.flowing.flow import blocks
from formlint.readers.flowing.web import Page

SUFFIXES = (".html", ".htm")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta\b[^>]{0,500}?charset\s{0,20}=\s{0,20}["']?\s{0,20}([A-Za-z0-9_-]{1,30})""", re.IGNORECASE)
_DECLARED_WITHIN = 8_192  # bytes; browsers look at 1,024
_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}


def read(source: Source) -> Document:
    """The tables and lines of a web page."""
    if len(source.data) > allowed().slow_megabytes * 1_000_000:
        raise ReadError("too-big", most=str(allowed().slow_megabytes))
    page = Page()
    page.read(_decoded(source.data).replace("\0", ""))
    return Document("html", tuple(blocks(page.content)))


def _decoded(data: bytes) -> str:
    failed = 0
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            failed = error.start
    raise ReadError("not-text", offset=str(failed))


def _encodings(data: bytes) -> Iterator[str]:
    """What to try, in this order."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield encoding
            return
    for encoding in unmarked(data):
        yield encoding
        declared = _DECLARED.search(data[:_DECLARED_WITHIN]) if encoding == "utf-8" else None
        if declared and (named := _ENCODINGS.get(declared[1].decode().lower())):
            yield named
