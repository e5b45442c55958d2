"""Engine 1: pdfium. It parses a page in 3 ms, ahead of the one that is wanted (`processes.ahead`).

It is not thread-safe: all that is done with it is done `for_reading`.
"""

import ctypes
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import repeat, zip_longest
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.pages import REPLACEMENT, Codes, Flags, Indices, Numbers, Page, folded, inked
from formlint.readers.pages.shades import INK, WHITE_INK, on_a_shade, pictured
from formlint.readers.pdfs import calls as call
from formlint.readers.pdfs.drawing import Drawing, drawing
from formlint.readers.pdfs.fonts import for_reading
from formlint.readers.pdfs.notes import TextBox, Typed, laid_out, typed
from formlint.readers.pdfs.slanted import straightened
from formlint.readers.pdfs.turning import Turn, held
from formlint.readers.processes.ahead import Ahead
from formlint.readers.processes.forked import pages
from formlint.records import record, replace

AFRESH = 25  # pages after which a long file is opened anew; that takes 5 ms
SAMPLE = 40  # characters of a page that are asked which way they stand
_ASKEW = 0.05  # quarters
_HYPHENS = (0x02, 0xFFFE)  # what pdfium makes of a hyphen at the end of a line


@record(frozen=True, slots=True)
class _Loaded:
    """A page of pdfium's (nothing where it cannot be read), and the text boxes on it that are not printed into it."""

    page: Any
    boxes: tuple[TextBox, ...] = ()


@dataclass(slots=True)
class File:
    """An open file; only inside `opened`."""

    data: bytes
    handle: Any
    _filling: Any = None  # what draws the fields of forms; with what it was told, which has to live as long
    _told: Any = None
    _next: Ahead[_Loaded] | None = None  # the page that is being loaded
    _kept: int = 0  # pages since it was opened

    @property
    def intact(self) -> bool:
        """False when the list of what stands where (xref) was missing or wrong, so that pdfium took what it could find."""
        with for_reading():
            return self._intact()

    def pages(self) -> Iterator[Page | None]:
        """Page by page; None is one that cannot be read."""
        with for_reading():
            count = pdfium.FPDF_GetPageCount(self.handle)
        if count > allowed().pages:
            raise ReadError("too-many-pages", most=str(allowed().pages))
        return pages(count, self._read)

    def _read(self, indices: Sequence[int], *, alone: bool) -> Generator[Page | None]:
        try:
            for index, following in zip_longest(indices, indices[1:]):
                loaded = self._next.result() if self._next else self._loaded(index)
                self._next = None
                found = _taken(loaded, index + 1) if loaded.page else None
                if following is not None and alone:  # else there is no processor left for it
                    self._next = Ahead(partial(self._loaded, following))
                yield found
        finally:
            self._drop_next()

    def close(self) -> None:
        """Ends the use of the file."""
        self._drop_next()
        with for_reading():
            self._forget()

    def _intact(self) -> bool:
        return bool(pdfium.FPDF_DocumentHasValidCrossReferenceTable(self.handle))

    def _drop_next(self) -> None:
        for loaded in self._next.results() if self._next else ():
            with for_reading():
                pdfium.FPDF_ClosePage(loaded.page)  # one that is closed after its file takes the process with it
        self._next = None

    def _forget(self) -> None:
        if self._filling:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self._filling)
        if self.handle:
            pdfium.FPDF_CloseDocument(self.handle)
        self._filling = self.handle = None

    def _open_afresh(self) -> None:
        """So that pdfium forgets the pages behind, of which it keeps 0.4 MB each."""
        self._forget()
        self.handle, self._kept = _handle(self.data), 0

    def _loaded(self, index: int) -> _Loaded:
        """A page, with what was typed or stamped onto it printed into it, as far as that can be."""
        with for_reading():
            if self._kept == AFRESH and self._intact():
                self._open_afresh()
            self._kept += 1
            return self._flattened(index)

    def _flattened(self, index: int) -> _Loaded:
        page = pdfium.FPDF_LoadPage(self.handle, index)
        found = typed(page) if page else Typed()
        if not found.drawn:
            return _Loaded(page)
        if found.undrawn_field:
            self._draw_fields(page)
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(self.handle, index)
        return _Loaded(page, found.boxes)

    def _draw_fields(self, page: Any) -> None:
        if not self._filling:
            self._told = pdfium.FPDF_FORMFILLINFO(version=2)
            self._filling = pdfium.FPDFDOC_InitFormFillEnvironment(self.handle, self._told)
        if self._filling:
            pdfium.FORM_OnAfterLoadPage(page, self._filling)
            pdfium.FORM_OnBeforeClosePage(page, self._filling)


@contextmanager
def opened(data: bytes) -> Iterator[File]:
    """The file in these bytes. One that needs a password, or that pdfium makes nothing of, is a ReadError."""
    with for_reading():
        file = File(data, _handle(data))
    try:
        yield file
    finally:
        file.close()


def _handle(data: bytes) -> Any:
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        encrypted = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise ReadError("encrypted" if encrypted else "damaged")
    return handle


def _taken(loaded: _Loaded, number: int) -> Page:
    """What stands on a page, which is closed."""
    with for_reading():
        try:
            return _page(loaded.page, number, loaded.boxes)
        finally:
            pdfium.FPDF_ClosePage(loaded.page)


def _page(page: Any, number: int, typed_onto: tuple[TextBox, ...] = ()) -> Page:
    frame = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, frame)
    drawn = drawing(page, number)
    opened = pdfium.FPDFText_LoadPage(page)
    if not opened:
        raise ReadError("damaged")
    try:
        text = call.handle(opened)
        codes, indices, spaced = _text(opened, text, number)
        handle, numbers = repeat(text), indices.tolist()
        boxes = call.filled(call.loose_box, (len(numbers), 4), np.float32, handle, numbers)
        objects = call.numbers(call.text_object, handle, numbers) if len(drawn.doubtful.handles) else None
        shown = pdfium.FPDFPage_GetRotation(page)
        quarters = held(shown, _quarters(text, indices))
        origins = _origins(text, indices, boxes[:, ::2] if quarters % 2 else boxes[:, 1::2])
        boxes = boxes if quarters % 2 else straightened(text, numbers, boxes, origins[:, 1])
    finally:
        pdfium.FPDFText_ClosePage(opened)
    turn = Turn(frame.left, frame.bottom, frame.right, frame.top, quarters)
    width, height = turn.size
    share, on_images = pictured(drawn.images, drawn.outlines, boxes, width * height)
    found = Page(
        number,
        width,
        height,
        codes,
        turn.boxes(boxes),
        floors=turn.points(origins[:, 0], origins[:, 1])[1],
        spaced=spaced,
        rules=turn.boxes(drawn.rules),
        pictured=share,
        on_images=on_images,
        turned=(quarters - shown) % 4,
    )
    found = found.only(_shown(boxes, objects, drawn)) if objects is not None else found
    return _with(found, typed_onto, turn) if typed_onto else found


def _origins(text: call.Handle, indices: Indices, ends: Numbers) -> Numbers:
    """A point of the base line of every character, x and y, given the two ends of its height.

    Pdfium is asked for the first of every word: characters that follow each other with an end in common stand on one line, and words with both.
    That is half of them.
    """
    low, high = (ends[1:] != ends[:-1]).T
    begins = np.ones(len(indices), np.bool_)
    begins[1:] = (low & high) | ((low | high) & (indices[1:] - indices[:-1] > 1))
    first = indices[begins].tolist()
    origins: Numbers = call.filled(call.origin, (len(first), 2), np.float64, repeat(text), first, parts=2)
    return origins.take(begins.cumsum() - 1, axis=0)


def _quarters(text: call.Handle, indices: Indices) -> Indices:
    """By how many quarters clockwise some of the characters have to be turned to stand upright. Askew ones (watermarks) are left out."""
    some = indices[:: max(1, len(indices) // SAMPLE)].tolist()
    turns = call.numbers(call.angle, repeat(text), some, kind=np.float64) / -(np.pi / 2)
    quarters = np.rint(turns)
    return quarters[np.abs(turns - quarters) < _ASKEW].astype(np.intp) % 4


def _with(page: Page, typed_onto: tuple[TextBox, ...], turn: Turn) -> Page:
    codes, boxes, starts, spaced = laid_out(typed_onto)
    return replace(
        page,
        codes=np.concatenate((page.codes, codes)),
        boxes=np.concatenate((page.boxes, turn.boxes(boxes))),
        floors=np.concatenate((page.floors, turn.points(starts[:, 0], starts[:, 1])[1])),
        spaced=np.concatenate((page.spaced, spaced)),
    )


def _shown(boxes: Numbers, handles: Indices, drawn: Drawing) -> Flags:
    """Which characters show: the text under a scan counts as seen, as it says what the scan shows."""
    doubtful = drawn.doubtful
    at = np.searchsorted(doubtful.handles, handles).clip(max=len(doubtful.handles) - 1)
    concerned = np.flatnonzero(doubtful.handles[at] == handles)
    boxes, at = boxes[concerned], at[concerned]
    left, bottom, right, top = doubtful.limits[at].T
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    scanned = on_a_shade(boxes, drawn.images)
    seen = (doubtful.inks[at] == INK) | scanned | ((doubtful.inks[at] == WHITE_INK) & on_a_shade(boxes, drawn.shades))
    shown = np.ones(len(handles), np.bool_)
    shown[concerned] = seen & (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    return shown


def _text(opened: Any, text: call.Handle, number: int) -> tuple[Codes, Indices, Flags]:
    """The characters that leave ink, the number each has for pdfium, and whether a blank was written before it."""
    count = max(0, pdfium.FPDFText_CountChars(opened))
    if count > 2 * allowed().characters:  # with the blanks that pdfium adds
        raise ReadError("too-many-characters", page=str(number), most=str(allowed().characters))
    codes = _codes(opened, text, count)
    codes[(codes == _HYPHENS[0]) | (codes == _HYPHENS[1])] = ord("-")
    codes[codes == 0] = REPLACEMENT
    ink = inked(codes)
    (blanks,) = (~ink & (codes >= 0x20)).nonzero()
    written = np.zeros(count + 1, np.bool_)
    written[blanks + 1] = call.numbers(call.is_generated, repeat(text), blanks.tolist()) != 1
    (indices,) = ink.nonzero()
    return folded(codes[indices]), indices, written[indices]


def _codes(opened: Any, text: call.Handle, count: int) -> Codes:
    units = (ctypes.c_ushort * (2 * count + 1))()
    written = pdfium.FPDFText_GetText(opened, 0, count, units) - 1
    codes = np.frombuffer(bytes(units)[: 2 * max(written, 0)].decode("utf-16-le", "replace").encode("utf-32-le"), np.uint32)
    if len(codes) == count:
        return codes.copy()
    # GetText leaves out what has no Unicode: then the numbers of the characters would no longer fit
    return call.numbers(call.unicode, repeat(text), range(count), kind=np.int64).astype(np.uint32)
