"""PDF (.pdf) of any program that prints one: its ruling lines give the tables back, its characters the text.

pdfium reads it; pdfminer.six is asked where pdfium cannot open the file or its text makes no sense (fonts without Unicode). Both give pages of
characters and ruling lines to the same table builder (`lattice`). A page that is only an image is recognised (`scans.of_pdf`), or, without
`formlint[ocr]`, refused: what was not read must not look clean. Layers that are hidden are read, which is told.
"""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from formlint.documents import Document, Notice
from formlint.errors import ReadError
from formlint.readers import Source
from formlint.readers.lattice import blocks
from formlint.readers.pages.reading import Reading, counted
from formlint.readers.pdfs.layers import has_hidden_layers
from formlint.readers.pdfs.streams import check_streams
from formlint.records import replace

if TYPE_CHECKING:
    from formlint.readers.pages import Page

SUFFIXES = (".pdf",)

PDFIUM, PDFMINER = "pdfium", "pdfminer"  # the engines: modules of pdfs/ with `opened(data)`
_HEAD = 1024  # bytes in which the mark must stand, as Acrobat has it


def read(source: Source) -> Document:
    """The document in a PDF."""
    if b"%PDF-" not in source.data[:_HEAD]:
        raise ReadError("not-a-pdf")
    objects = check_streams(source.data)
    document = _document(source.data)
    if not has_hidden_layers((source.data, *objects)):
        return document
    return replace(document, notices=(*document.notices, Notice("hidden-layers")))


def _document(data: bytes) -> Document:
    """What the first engine makes of a file, or the second where that makes more sense."""
    try:
        first = reading(data, PDFIUM)
    except ReadError as error:
        if error.message != "damaged":
            raise
        first = None
    if first and not first.doubtful:
        return first.document()
    try:
        second = reading(data, PDFMINER)
    except ReadError:
        if not first:
            raise
        return first.document()
    return second.document() if not first or second.odd_share < first.odd_share else first.document()


def reading(data: bytes, engine: str) -> Reading:
    """What this engine (PDFIUM or PDFMINER) makes of a file."""
    found = Reading()
    with import_module(f"formlint.readers.pdfs.{engine}").opened(data) as file:
        found.intact = file.intact
        found.blocks = tuple(blocks(counted(file.pages(), found, partial(_recognised, data))))
    return found


def _recognised(data: bytes, number: int) -> "Page":
    scan: Page = import_module("formlint.readers.scans.of_pdf").scanned(data, number)
    return scan
