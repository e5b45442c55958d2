"""What was read of a file that has pages, and what is to be said of it: shared by the readers of PDF and OFD.

Three things must never look clean: a page that is only a picture, a page that could not be read, and characters that nobody can tell.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from formlint.documents import Document, Line, Notice, PageSpot, Place, Table
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.pages import FEW, LARGE, Page
from formlint.readers.scans.recognising import needs_ocr

MOST_ODD = 0.01  # share of characters without meaning; bullets of symbol fonts are some


@dataclass(slots=True)
class Reading:
    """What an engine read, and what is to be said of it."""

    format: str = "pdf"
    blocks: tuple[Table | Line, ...] = ()
    intact: bool = True
    pages: int = 0
    characters: int = 0
    odd: int = 0  # characters for private use, and U+FFFD
    unread: list[int] = field(default_factory=list)  # pages
    recognised: int = 0  # pages that were pictures
    images: list[int] = field(default_factory=list)  # pages that are pictures still
    partly: list[int] = field(default_factory=list)  # pages with a large picture among the text
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
        return Document(self.format, self.blocks, notices=tuple(self._notices()))

    def _notices(self) -> Iterator[Notice]:
        if not self.intact:
            yield Notice("repaired")
        if self.odd_share > MOST_ODD:
            yield Notice("odd-characters", (("count", str(self.odd)),))
        for message, pages in (("page-is-image", self.images), ("page-has-image", self.partly), ("page-not-read", self.unread)):
            for page in pages:
                yield Notice(message, (("page", str(page)),), Place((PageSpot.over(page, 0.0, 0.0, (0.0, 0.0)),)))


def is_picture(page: Page) -> bool:
    """Whether a page is only an image, a scan or a photo: nothing on it was read."""
    return len(page.codes) < FEW and page.pictured > LARGE


def counted(pages: Iterable[Page | None], found: Reading, recognise: Callable[[int], Page] | None = None) -> Iterator[Page]:
    """The pages, within limits; what is to be said of them is noted on the way. `recognise` reads the picture on the page of that number,
    where that can be done here."""
    for given in pages:
        found.pages += 1
        if given is None:
            found.unread.append(found.pages)
            continue
        page = given
        if recognise and is_picture(given) and found.recognised < allowed().recognised_pages and not needs_ocr():
            found.recognised += 1
            page = recognise(found.pages)
        page.checked()
        found.characters += len(page.codes)
        found.odd += page.odd
        if is_picture(page):
            found.images.append(found.pages)
        elif page is given and page.pictured > LARGE and page.on_images < FEW:
            found.partly.append(found.pages)
        elif not (len(page.codes) or len(page.rules)):
            found.blank.append(found.pages)
        yield page
