"""Highlights with pop-up notes in a copy of a PDF: an incremental update, so that the original bytes are a prefix of the copy.

A signature over them still verifies, though every viewer will add that something came after it. The appearance is our own (multiply, as a
marker pen), because viewers without one draw it opaque. No clock and no random numbers: same file in, same bytes out.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from importlib import import_module
from io import BytesIO
from itertools import groupby
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError

from formlint.annotating import AUTHOR, EVIDENCE, NotAnnotated, Note
from formlint.documents import PageSpot, ScanSpot
from formlint.readers.pdfs.alone import opened

COLOURS = {"error": (0.96, 0.42, 0.42), "warning": (1.0, 0.78, 0.25), "info": (1.0, 0.93, 0.55), EVIDENCE: (0.55, 0.75, 0.95)}
OPACITY = 0.55
PRINTED = 4  # the flag that has an annotation printed with its page
Box = tuple[float, float, float, float]  # left, bottom, right, top in the coordinates of the PDF
Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]  # top left, top right, bottom right, bottom left as one reads it


def annotate(data: bytes, notes: Sequence[Note]) -> bytes:
    """The file with a highlight for every note, on every page it reaches."""
    writer = _Writer(BytesIO(data), strict=False)
    if writer.prev.encrypted:
        raise NotAnnotated("annotate-encrypted")
    frames, taken = _Frames(data, [spot for note in notes for spot in note.place.spots if isinstance(spot, PageSpot)]), _Names(writer)
    for note in notes:
        for page, group in groupby(_inked(note), key=lambda spot: spot.page):
            _highlight(writer, page - 1, note, [frames.quad(spot) for spot in group], taken.free(page - 1, note.id))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _inked(note: Note) -> list[PageSpot]:
    return [spot for spot in note.place.spots if isinstance(spot, PageSpot) and spot.edges]


class _Writer(IncrementalPdfFileWriter):  # type: ignore[misc]  # pyhanko is half typed
    """Leaves the description of the file alone, which would get today's date and the name of a library, and draws no random number for its id."""

    @classmethod
    def _handle_id(cls, prev: Any) -> Any:
        prev.stream.seek(0)
        own = generic.ByteStringObject(hashlib.md5(prev.stream.read(), usedforsecurity=False).digest())
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else own
        return generic.ArrayObject([first, own])

    def _update_meta(self) -> None:
        return


class _Names:
    """Names of annotations, of which no page may have two alike (ISO 32000-1, 12.5.2); what begins with `formlint:` is known as ours."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._taken: dict[int, set[str]] = {}

    def free(self, page_index: int, wanted: str) -> str:
        """The name that is wanted, with a number where the page has it."""
        if page_index not in self._taken:
            page = self._writer.find_page_for_modification(page_index)[0].get_object()
            self._taken[page_index] = {str(name) for name in map(_name_of, _listed(page) or ()) if name}
        taken, stem, number = self._taken[page_index], f"formlint:{wanted}-{page_index + 1}", 1
        while (name := stem if number == 1 else f"{stem}-{number}") in taken:
            number += 1
        taken.add(name)
        return name


def _name_of(annotation: Any) -> Any:
    try:
        found = annotation.get_object()
        return found.get("/NM") if isinstance(found, generic.DictionaryObject) else None
    except (KeyError, PdfReadError):  # a reference that leads nowhere
        return None


class _Frames:
    """How the pages of the file lie on which these spots are."""

    def __init__(self, data: bytes, spots: Sequence[PageSpot]) -> None:
        self._data = data
        self._pictured = {spot.page for spot in spots if isinstance(spot, ScanSpot)}  # read by a recogniser, blank cells included
        self._frames = _frames(data, {spot.page for spot in spots})
        self._scans: dict[tuple[int, int], Any] = {}

    def quad(self, spot: PageSpot) -> Quad:
        """Back from points below the top left corner of the page as it was held to be read (formlint/readers/pdfs/turning.py)."""
        frame, quarters = self._frames[spot.page]
        left, top, right, bottom = spot.box
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        if spot.page in self._pictured:
            one, two, three, four = (_unturned(*self._as_shown(spot, x, y), frame, quarters) for x, y in corners)
        else:
            one, two, three, four = (_unturned(x, y, frame, quarters + spot.turned) for x, y in corners)
        return one, two, three, four

    def _as_shown(self, spot: PageSpot, x: float, y: float) -> Point:
        """A place of a scan before it was straightened."""
        key = spot.page, spot.turned
        if key not in self._scans:
            self._scans[key] = import_module("formlint.drawing.scan").back(self._data, *key)
        across, down, depth = (float(row @ (x, y, 1.0)) for row in self._scans[key])
        return across / depth, down / depth


def _frames(data: bytes, numbers: Collection[int]) -> dict[int, tuple[Box, int]]:
    """The visible part of each of these pages, and by how many quarters it is shown turned."""
    with opened(data) as file:
        return {number: (page.get_bbox(), page.get_rotation() // 90) for number in numbers for page in [file[number - 1]]}


def _unturned(x: float, y: float, frame: Box, quarters: int) -> tuple[float, float]:
    left, bottom, right, top = frame
    match quarters % 4:
        case 0:
            return left + x, top - y
        case 1:
            return left + y, bottom + x
        case 2:
            return right - x, bottom + y
        case _:
            return right - y, top - x


def _highlight(writer: Any, page_index: int, note: Note, quads: Sequence[Quad], name: str) -> None:
    reference, _ = writer.find_page_for_modification(page_index)
    page = reference.get_object()
    points = [point for quad in quads for point in quad]
    (xs, ys) = zip(*points, strict=True)
    hull = min(xs), min(ys), max(xs), max(ys)
    # viewers want the lower two from left to right, unlike ISO 32000-1, 12.5.6.10
    corners = [number for one, two, three, four in quads for point in (one, two, four, three) for number in point]
    entries = {
        "/Type": generic.NameObject("/Annot"),
        "/Subtype": generic.NameObject("/Highlight"),
        "/Rect": _numbers(hull),
        "/QuadPoints": _numbers(corners),
        "/C": _numbers(COLOURS[note.level]),
        "/CA": generic.FloatObject(OPACITY),
        "/F": generic.NumberObject(PRINTED),
        "/T": generic.TextStringObject(AUTHOR),
        "/NM": generic.TextStringObject(name),
        "/P": reference,
        "/AP": _dictionary({"/N": writer.add_object(_appearance(hull, quads, COLOURS[note.level]))}),
    }
    if note.text:
        entries["/Contents"] = generic.TextStringObject(note.text)
    _append(writer, page, writer.add_object(_dictionary(entries)))


def _append(writer: Any, page: Any, annotation: Any) -> None:
    listed = _listed(page)
    if listed is not None:
        listed.append(annotation)
        writer.update_container(listed)
        return
    page["/Annots"] = generic.ArrayObject([annotation])
    writer.update_container(page)


def _listed(page: Any) -> Any:
    """The annotations of a page; None when it has no list of them."""
    try:
        found = page.get("/Annots")
    except KeyError:  # a reference that leads nowhere is as good as none (ISO 32000-1, 7.3.10)
        return None
    return found if isinstance(found, generic.ArrayObject) else None


def _appearance(hull: Box, quads: Iterable[Quad], colour: Sequence[float]) -> Any:
    state = _dictionary({"/BM": generic.NameObject("/Multiply"), "/ca": generic.FloatObject(OPACITY)})
    drawn = "".join(" l ".join(f"{x:.2f} {y:.2f}" for x, y in quad).replace(" l ", " m ", 1) + " l h\n" for quad in quads)
    commands = f"/G0 gs\n{' '.join(f'{part:.2f}' for part in colour)} rg\n{drawn}f\n"
    entries = {
        "/Type": generic.NameObject("/XObject"),
        "/Subtype": generic.NameObject("/Form"),
        "/BBox": _numbers(hull),
        "/Resources": _dictionary({"/ExtGState": _dictionary({"/G0": state})}),
    }
    return generic.StreamObject({generic.NameObject(key): value for key, value in entries.items()}, stream_data=commands.encode("ascii"))


def _dictionary(entries: dict[str, Any]) -> Any:
    return generic.DictionaryObject({generic.NameObject(key): value for key, value in entries.items()})


def _numbers(values: Iterable[float]) -> Any:
    return generic.ArrayObject(generic.FloatObject(f"{value:.2f}") for value in values)
