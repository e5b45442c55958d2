"""PDF (.pdf) of any program that prints one: its ruling lines give the tables back, its characters the text.

pdfium reads it; pdfminer.six is asked where pdfium cannot open the file or its text makes no sense (fonts without Unicode). Both give pages of
characters and ruling lines to the same table builder (`_lattice`). A scan has no characters and is refused: what was not read must not look clean.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from formlint.documents import Document, Line, Notice, PageSpot, Place, Table
from formlint.errors import ReadError
from formlint.readers import Source
from formlint.readers._lattice import blocks
from formlint.readers._pdf_streams import check_streams

if TYPE_CHECKING:
    from formlint.readers._pages import Page

SUFFIXES = (".pdf",)

PDFIUM, PDFMINER = "_pdfium", "_pdfminer"  # the engines: modules of this folder with `opened(data)`
FEW = 20  # characters: a page number, the stamp of a scanner
MOST_ODD = 0.01  # share of characters without meaning; bullets of symbol fonts are some
_HEAD = 1024  # bytes in which the mark must stand, as Acrobat has it


def read(source: Source) -> Document:
    """The document in a PDF."""
    if b"%PDF-" not in source.data[:_HEAD]:
        raise ReadError("not-a-pdf")
    check_streams(source.data)
    try:
        first = reading(source.data, PDFIUM)
    except ReadError as error:
        if error.message != "damaged":
            raise
        first = None
    if first and not first.doubtful:
        return first.document()
    try:
        second = reading(source.data, PDFMINER)
    except ReadError:
        if not first:
            raise
        return first.document()
    return second.document() if not first or second.odd_share < first.odd_share else first.document()


@dataclass(slots=True)
class Reading:
    """What an engine read, and what is to be said of it."""

    blocks: tuple[Table | Line, ...] = ()
    intact: bool = True
    pages: int = 0
    characters: int = 0
    odd: int = 0  # characters for private use, and U+FFFD
    unread: list[int] = field(default_factory=list)  # pages
    images: list[int] = field(default_factory=list)  # pages that are pictures
    blank: list[int] = field(default_factory=list)  # pages with nothing on them

    @property
    def odd_share(self) -> float:
        """1 for no characters at all."""
        return self.odd / self.characters if self.characters else 1.0

    @property
    def doubtful(self) -> bool:
        """Whether another engine may know better."""
        return self.odd_share > MOST_ODD and not self.images

    def document(self) -> Document:
        """What was read; a ReadError when that is nothing, or must be taken for incomplete."""
        if len(self.unread) == self.pages or (not self.intact and (self.blank or self.unread)):
            raise ReadError("damaged")
        if self.images and len(self.images) + len(self.blank) == self.pages:
            raise ReadError("image-only", pages=str(self.pages))
        if not self.characters:
            raise ReadError("no-text")
        return Document("pdf", self.blocks, notices=tuple(self._notices()))

    def _notices(self) -> Iterator[Notice]:
        if not self.intact:
            yield Notice("repaired")
        if self.odd_share > MOST_ODD:
            yield Notice("odd-characters", (("count", str(self.odd)),))
        for message, pages in (("page-is-image", self.images), ("page-not-read", self.unread)):
            for page in pages:
                yield Notice(message, (("page", str(page)),), Place((PageSpot(page, 0.0, 0.0, (0.0, 0.0)),)))


def reading(data: bytes, engine: str) -> Reading:
    """What this engine (PDFIUM or PDFMINER) makes of a file."""
    found = Reading()
    with import_module(f"formlint.readers.{engine}").opened(data) as file:
        found.intact = file.intact
        found.blocks = tuple(blocks(_counted(file.pages(), found)))
    return found


def _counted(pages: Iterable["Page | None"], found: Reading) -> Iterator["Page"]:
    """The pages, within limits; what is to be said of them is noted on the way."""
    for number, page in enumerate(pages, start=1):
        found.pages = number
        if page is None:
            found.unread.append(number)
            continue
        page.checked()
        found.characters += len(page.codes)
        found.odd += page.odd
        if len(page.codes) < FEW and page.pictured > 0.3:
            found.images.append(number)
        elif not (len(page.codes) or len(page.rules)):
            found.blank.append(number)
        yield page
