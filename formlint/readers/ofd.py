"""OFD (.ofd), the Chinese standard for fixed documents (GB/T 33190-2016), of any program that writes one.

Its pages say where every character and every line stands, as those of a PDF do, and go to the same table builder (`lattice`): templates, the page's
own content and its annotations together; several documents in one file one after the other, pages counted through. Text is what TextCode says. Left
out: what does not show (`ofds.content`), watermarks, pictures of seals and signatures, attachments, older versions of the document. A page that is
only pictures is recognised (`scans.of_ofd`), or, without `formlint[ocr]`, told as not checked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING

from formlint.documents import Document
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers import Source
from formlint.readers.lattice import blocks
from formlint.readers.ofds.canvas import Canvas, Drawn, Picture, page_of
from formlint.readers.ofds.content import MM, Content
from formlint.readers.ofds.numbers import Box
from formlint.readers.ofds.package import Body, Package, bodies
from formlint.readers.pages import Page
from formlint.readers.pages.reading import Reading, counted

if TYPE_CHECKING:
    from formlint.readers.scans.ocr import Pixels

SUFFIXES = (".ofd",)

A4: Box = (0.0, 0.0, 210.0, 297.0)  # millimetres


def read(source: Source) -> Document:
    """The tables and lines of an OFD."""
    if not source.data.startswith(b"PK"):
        raise ReadError("not-an-ofd")
    package = Package(source.data)
    if not package.is_ofd:
        raise ReadError("not-an-ofd")
    found = Reading("ofd")
    parts = []
    for body in bodies(package):
        if found.pages + len(body.pages) > allowed().pages:
            raise ReadError("too-many-pages", most=str(allowed().pages))
        pages = _Pages(body, found.pages)
        parts.append(tuple(blocks(counted(pages, found, pages.recognised))))  # no table goes on from one document to the next
    if len(found.unread) == found.pages:
        raise ReadError("damaged-ofd", part="Pages")
    found.blocks = tuple(chain.from_iterable(parts))
    return found.document()


def counted_pages(data: bytes) -> int:
    """How many pages all documents of an OFD have together."""
    return sum(len(body.pages) for body in bodies(Package(data)))


def opened_pages(data: bytes) -> Iterator[tuple[Page | None, Callable[[], "tuple[Pixels, float] | None"]]]:
    """Every page for whoever shows it, None for one that is lost; and what lays its pictures on paper (BGR, dots an inch), until the next page is
    asked for. That needs `formlint[ocr]`."""
    before = 0
    for body in bodies(Package(data)):
        pages = _Pages(body, before)
        for page in pages:
            yield page, pages.rendered
        before += len(body.pages)


@dataclass(slots=True)
class _Pages:
    """The pages of a document, numbered on from `before`; None is one that the file has lost. `shown` is what the last one consists of."""

    body: Body
    before: int
    shown: tuple[Page, Box, list[Picture]] | None = None

    def __iter__(self) -> Iterator[Page | None]:
        body, templates = self.body, dict[str, Drawn]()
        for number, (name, part) in enumerate(body.pages, start=self.before + 1):
            if part not in body.package:
                yield None
                continue
            canvas = Canvas(number)
            content = Content(canvas, body.resources)
            body.package.parse(part, content)
            for template in content.templates:
                if template in body.templates and template not in templates:
                    templates[template] = _drawn(body, body.templates[template], number)
            notes = [_drawn(body, note, number) for note in body.annotations.get(name, ())]
            left, top, right, bottom = content.area or body.area or A4
            parts = [*(templates[name] for name in content.templates if name in templates), canvas.drawn(), *notes]
            paper = (left * MM, top * MM, right * MM, bottom * MM)
            page = page_of(parts, number, paper)
            self.shown = (page, paper, [picture for part in parts for picture in part.pictures])
            yield page

    def recognised(self, number: int) -> Page:
        """The last page, by its pictures; as it is when none of them can be shown."""
        page, paper, pictures = self._last()
        scan: Page | None = import_module("formlint.readers.scans.of_ofd").scanned(pictures, self.body.package.data, paper, number)
        return scan or page

    def rendered(self) -> "tuple[Pixels, float] | None":
        """The pictures of the last page on its paper."""
        page, paper, pictures = self._last()
        of_ofd = import_module("formlint.readers.scans.of_ofd")
        laid: tuple[Pixels, float] | None = of_ofd.rendered(pictures, self.body.package.data, paper, page.number)
        return laid

    def _last(self) -> tuple[Page, Box, list[Picture]]:
        if self.shown is None:
            raise LookupError("no page yet")
        return self.shown


def _drawn(body: Body, part: str, number: int) -> Drawn:
    canvas = Canvas(number)
    body.package.parse(part, Content(canvas, body.resources))
    return canvas.drawn()
