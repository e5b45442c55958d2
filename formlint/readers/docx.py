"""Word documents (.docx) of Word, WPS and LibreOffice: paragraphs and tables in their order, as they print. ECMA-376 part 1, 17, both namespaces.

A cell merged over columns (gridSpan, hMerge) or rows (vMerge) is one cell; its paragraphs are its lines. Tracked changes are read as accepted:
what was put in counts, what was struck out or moved away does not. Hidden text, comments, the codes of fields and numbering are not text; the
results of fields and the contents of controls are. A text box stands after the paragraph it is tied to; a box is stored twice, for old and for new
programs, and read once. Footnotes stand at the end. Headers are read only when no text stands before the first table, because some forms keep
their title there; footers never. Macros, links and embedded files are never looked at.
"""

from collections.abc import Iterator

from formlint.documents import Document, Line, Table
from formlint.errors import ReadError
from formlint.readers import Source
from formlint.readers.flowing.flow import Grid, blocks
from formlint.readers.flowing.word import NAMESPACES, Story
from formlint.readers.packages.relations import related
from formlint.readers.packages.xml import parse
from formlint.readers.packages.zip import Package

SUFFIXES = (".docx",)


def read(source: Source) -> Document:
    """The tables and lines of a Word document."""
    if not source.data.startswith(b"PK"):
        raise ReadError("not-a-docx")
    package = Package(source.data, damaged="damaged-docx")
    part = next((target for kind, target in related(package, "").values() if kind == "officeDocument"), "word/document.xml")
    if part not in package or part.endswith(".bin"):
        raise ReadError("not-a-docx")
    body = _story(package, part)
    if not body.is_word:
        raise ReadError("not-a-docx")
    owned = related(package, part)
    content = [*body.content, *_notes(package, [target for kind, target in owned.values() if kind in ("footnotes", "endnotes")])]
    found = tuple(blocks(content))
    if found and isinstance(found[0], Table):
        headers = _headers(package, [owned[key][1] for key in body.headers if owned.get(key, ("",))[0] == "header"])
        found = tuple(blocks([*headers, *content]))
    return Document("docx", found)


def _story(package: Package, part: str) -> Story:
    story = Story()
    parse(package.chunks(part), story, namespaces=NAMESPACES, part=part)
    return story


def _notes(package: Package, parts: list[str]) -> Iterator[str | Grid]:
    for part in parts:
        if part in package:
            yield from _story(package, part).content


def _headers(package: Package, parts: list[str]) -> Iterator[str]:
    """Their lines, each once: the headers of the first page and of the others say the same as a rule."""
    lines: dict[str, None] = {}
    for part in dict.fromkeys(parts):
        if part in package:
            lines.update((block.text, None) for block in blocks(_story(package, part).content) if isinstance(block, Line))
    yield from lines
