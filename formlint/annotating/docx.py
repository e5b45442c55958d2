"""Comments in a copy of a Word document, each on just the number it is about: runs are split there, nothing else changes.

Word numbers tables as it stores them, our reader as one reads them; so the cell that is meant is the one at that place which holds the cited text,
in the table of that number or the next that fits. What is not found that way is told in a comment on the first paragraph, so that nothing is lost.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from itertools import chain
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from formlint.annotating import AUTHOR, NotAnnotated, Note
from formlint.annotating._package import FRESH
from formlint.annotating._strict import is_strict, loosened, tightened
from formlint.documents import NodeSpot

INITIALS = "核"
BLANKS_APART = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)  # as python-docx reads


def annotate(data: bytes, notes: Sequence[Note]) -> bytes:
    """The document with a comment for every finding."""
    strict = is_strict(data)
    document = docx.Document(BytesIO(loosened(data) if strict else data))
    for note in notes:
        if note.text:
            _comment(document, note)
    out = BytesIO()
    document.save(out)
    return _as_it_was(data, tightened(out.getvalue()) if strict else out.getvalue())


def _as_it_was(before: bytes, after: bytes) -> bytes:
    """The package with the bytes and the dates it came with wherever a part says what it said: python-docx writes all of them anew."""
    out = BytesIO()
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new, ZipFile(out, "w") as target:
        known = {info.filename: info for info in old.infolist()}
        for part in new.infolist():
            written = new.read(part)
            was = old.read(known[part.filename]) if part.filename in known else b""
            info = ZipInfo(part.filename, known[part.filename].date_time if was else FRESH)
            target.writestr(info, was if was and _same(was, written) else written, ZIP_DEFLATED)
    return out.getvalue()


def _same(one: bytes, other: bytes) -> bool:
    if one == other or not one.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        return one == other
    canonical = [etree.tostring(etree.fromstring(each, BLANKS_APART), method="c14n") for each in (one, other)]
    return canonical[0] == canonical[1]


def _comment(document: Any, note: Note) -> None:
    spot = next((each for each in note.place.spots if isinstance(each, NodeSpot)), None)
    runs = _runs_at(document, spot, note.cited) if spot else []
    if not runs:
        runs = next((paragraph.runs for paragraph in _paragraphs(document) if paragraph.runs), [])
    if not runs:
        raise NotAnnotated("cannot-annotate", reason="empty")
    comment = document.add_comment(runs=[runs[0], runs[-1]], text=note.text, author=AUTHOR, initials=INITIALS)
    comment._comment_elm.attrib.pop(qn("w:date"), None)


def _runs_at(document: Any, spot: NodeSpot, cited: str) -> list[Run]:
    """The runs that hold the cited text, split off from what stands around it; the nearest to where it was read."""
    for paragraphs in _places(document, spot):
        offset, best = 0, None
        for paragraph in paragraphs:
            text = _text(paragraph)
            for at in _occurrences(text, cited):
                distance = abs(offset + at - spot.start)
                if best is None or distance < best[0]:
                    best = distance, paragraph, at
            offset += len(text) + 1
        if best:
            return _split(best[1], best[2], best[2] + len(cited))
        whole = [run for paragraph in paragraphs for run in _runs(paragraph)]
        if whole and _plain(cited) in _plain("".join(_text(paragraph) for paragraph in paragraphs)):
            return whole  # the text goes over paragraphs, or its spelling was made up from fields
    return []


def _places(document: Any, spot: NodeSpot) -> Iterator[list[Paragraph]]:
    """The paragraphs where it may stand, likeliest first."""
    if len(spot.path) == 3:
        number, row, column = spot.path
        tables = list(_tables(document))
        for table in chain(tables[number - 1 : number], tables):
            cell = _cell(table, row - 1, column - 1)
            if cell is not None:
                yield list(cell.paragraphs)
        return
    printed = [paragraph for paragraph in document.paragraphs if _text(paragraph).strip()]
    for paragraph in chain(printed[spot.path[0] - 1 : spot.path[0]], printed):
        yield [paragraph]


def _tables(parent: Any) -> Iterator[Table]:
    """All tables in reading order, those in cells behind the one around them."""
    for element in parent.element.body.iter(qn("w:tbl")):
        yield Table(element, parent)


def _cell(table: Table, row: int, column: int) -> _Cell | None:
    try:
        return table.cell(row, column)
    except (IndexError, ValueError):
        return None


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def _runs(paragraph: Paragraph) -> list[Run]:
    """The runs that are printed, inside links and insertions too; not what is struck out."""
    found = []
    for element in paragraph._p.iter(qn("w:r")):
        if not any(each.tag in (qn("w:del"), qn("w:moveFrom")) for each in element.iterancestors()):
            found.append(Run(cast(CT_R, element), paragraph))
    return found


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in _runs(paragraph))


def _plain(text: str) -> str:
    return "".join(text.split())


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _split(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs from one character to another, cut where they begin and end inside a run of plain text."""
    inside, at = [], 0
    for run in _runs(paragraph):
        length = len(run.text)
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            inside.append(_cut(run, first, last) if last - first < length else run)
        at += length
    return inside


def _cut(run: Run, first: int, last: int) -> Run:
    """The middle of a run as a run of its own; one that holds more than text stays whole."""
    texts = [child for child in run._r if child.tag != qn("w:rPr")]
    if [child.tag for child in texts] != [qn("w:t")]:
        return run
    text = run.text
    before, middle, after = text[:first], text[first:last], text[last:]
    for part, add in ((before, run._r.addprevious), (after, run._r.addnext)):
        if part:
            twin = deepcopy(run._r)
            Run(twin, run._parent).text = part
            add(twin)
    run.text = middle
    return run
