"""Engine 2: pdfminer.six, ten times slower, for what pdfium cannot open or gives no usable text of.

Its own layout objects are never made: the device notes characters and strokes as they come (1.5 to 2 times as fast as `extract_pages`).
"""

import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import numpy as np
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import MATRIX_IDENTITY, Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.pages import REPLACEMENT, THICKEST_RULE, Page, folded, inked
from formlint.readers.pages.paths import STROKES_OF_A_LETTER, along_the_edges
from formlint.readers.pages.shades import INK, NO_INK, WHITE_INK, WHITEST, on_a_shade, pictured
from formlint.readers.pdfs.turning import Turn, held
from formlint.records import record, replace

Box = tuple[float, float, float, float]

MOST_STROKES = 200_000  # a page
DESCENT = 0.12  # of the font size; fonts that are not embedded tell none, and no two agree
_UNSEEN = (3, 7)  # render modes: invisible, clip
_GREY_OR_RGB = ("DeviceGray", "DeviceRGB", "CalGray", "CalRGB", "ICCBased")
_PDFMINER = logging.getLogger("pdfminer")
_PDFMINER.addHandler(logging.NullHandler())
_PDFMINER.propagate = False  # it warns of every font without a box


@record(frozen=True, slots=True)
class File:
    """An open file; only inside `opened`."""

    document: PDFDocument

    @property
    def intact(self) -> bool:
        """False when the list of what stands where (xref) was missing or wrong."""
        return not any(isinstance(xref, PDFXRefFallback) for xref in self.document.xrefs)

    def pages(self) -> Iterator[Page | None]:
        """Page by page. What pdfminer stumbles over is a ReadError."""
        manager = PDFResourceManager()
        with _stumbling():
            for number, page in enumerate(PDFPage.create_pages(self.document), start=1):
                if number > allowed().pages:
                    raise ReadError("too-many-pages", most=str(allowed().pages))
                device = _Device(manager, number)
                # pdfminer would turn the page and cut it to its media box; here both engines turn and cut alike
                PDFPageInterpreter(manager, device).render_contents(page.resources, page.contents)
                shown = page.rotate // 90
                quarters = held(shown, device.quarters)
                yield replace(device.page(Turn(*page.cropbox, quarters)), turned=(quarters - shown) % 4)


@contextmanager
def opened(data: bytes) -> Iterator[File]:
    """The file in these bytes. One that needs a password, or that pdfminer makes nothing of, is a ReadError."""
    with _stumbling():
        file = File(PDFDocument(PDFParser(BytesIO(data))))
    yield file


@contextmanager
def _stumbling() -> Iterator[None]:
    try:
        yield
    except ReadError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise ReadError("encrypted") from error
    except Exception as error:  # KeyError, AssertionError, RecursionError and more, besides its own
        raise ReadError("damaged") from error


class _Device(PDFTextDevice):
    """What one page prints, in the coordinates of the PDF."""

    def __init__(self, manager: PDFResourceManager, number: int) -> None:
        super().__init__(manager)
        self._number = number
        self._characters: list[tuple[int, float, float, float, float, float, float, int]] = []  # code, box, base line, ink
        self._strokes: tuple[list[Box], list[Box]] = ([], [])  # in ink, in white
        self._rules: tuple[list[Box], list[Box]] = ([], [])
        self._shades: list[Box] = []
        self._images: list[Box] = []
        self.quarters: list[int] = []  # a number a character: turned so far clockwise it stands upright
        self._outlines = 0  # filled shapes of many strokes, such as letters
        self._unseen = False  # text is written that does not show

    def page(self, turn: Turn) -> Page:
        """The page as both engines give it."""
        printed = np.array(self._characters, np.float64).reshape(-1, 8)
        codes, boxes, inks = printed[:, 0].astype(np.uint32), printed[:, 1:5], printed[:, 7]
        shades, images = (np.array(areas, np.float64).reshape(-1, 4) for areas in (self._shades, self._images))
        ink = inked(codes)
        # the text under a scan counts as seen, as it says what the scan shows
        shown = ink & ((inks == INK) | on_a_shade(boxes, images) | ((inks == WHITE_INK) & on_a_shade(boxes, shades)))
        dark, white = (
            np.concatenate((np.array(rules).reshape(-1, 4), along_the_edges(np.array(strokes).reshape(-1, 4))))
            for rules, strokes in zip(self._rules, self._strokes, strict=True)
        )
        rules = np.concatenate((dark, white[on_a_shade(white, shades)]))
        width, height = turn.size
        share, on_images = pictured(images, self._outlines, boxes[shown], width * height)
        return Page(
            self._number,
            width,
            height,
            folded(codes[shown]),
            turn.boxes(boxes[shown]),
            floors=turn.points(printed[shown, 5], printed[shown, 6])[1],
            spaced=np.concatenate(([False], ~ink))[:-1][shown] if len(ink) else ink,
            rules=turn.boxes(rules),
            pictured=share,
            on_images=on_images,
        )

    def render_string(self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState) -> None:
        """Notes the characters of a string, and whether they show."""
        self._unseen = textstate.render in _UNSEEN
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0917 - as pdfminer calls it
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Notes one character; gives how far the next one is away."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = chr(REPLACEMENT)
        if matrix[0] or matrix[1]:
            self.quarters.append(round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4)
        advance = font.char_width(cid) * fontsize * scaling
        if len(self._characters) > 2 * allowed().characters:
            raise ReadError("too-many-characters", page=str(self._number), most=str(allowed().characters))
        vertical = font.is_vertical()
        width = (fontsize if vertical else advance) / max(len(text), 1)
        left, floor = (-fontsize / 2, rise + advance) if vertical else (0.0, rise)
        ink = NO_INK if self._unseen else _ink(graphicstate.ncolor, graphicstate.ncs)
        for place, character in enumerate(text):  # a ligature is several
            box = left + place * width, floor - DESCENT * fontsize, left + (place + 1) * width, floor + (1 - DESCENT) * fontsize
            self._characters.append((ord(character), *apply_matrix_rect(matrix, box), *apply_matrix_pt(matrix, (left, floor)), ink))
        return advance

    def paint_path(self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]) -> None:
        """Notes the straight lines of a path; a thin one as a whole."""
        if len(self._rules[0]) + len(self._rules[1]) + len(self._strokes[0]) + len(self._strokes[1]) > MOST_STROKES:
            raise ReadError("too-many-rules", page=str(self._number), most=str(allowed().rules))
        points = [apply_matrix_pt(self.ctm or MATRIX_IDENTITY, (float(x), float(y))) for _, *_, x, y in (step for step in path if len(step) > 2)]
        if not (stroke or fill) or len(points) < 2:
            return
        inside = _ink(graphicstate.ncolor, graphicstate.ncs) if fill else NO_INK
        white = max(inside, _ink(graphicstate.scolor, graphicstate.scs) if stroke else NO_INK) == WHITE_INK
        (left, right), (bottom, top) = ((min(values), max(values)) for values in zip(*points, strict=True))
        if min(right - left, top - bottom) <= THICKEST_RULE:
            self._rules[white].append((left, bottom, right, top))
            return
        if inside == INK:
            self._outlines += len(path) > STROKES_OF_A_LETTER
            self._shades.append((left, bottom, right, top))
        if stroke or len(path) > 5:  # a plain filled box is a background, no frame
            self._strokes[white].extend(_lines([str(step[0]) for step in path], points))

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Notes where an image stands; a thin one is a rule."""
        left, bottom, right, top = apply_matrix_rect(self.ctm or MATRIX_IDENTITY, (0.0, 0.0, 1.0, 1.0))
        thin = min(right - left, top - bottom) <= THICKEST_RULE
        (self._rules[0] if thin else self._images).append((left, bottom, right, top))


def _ink(colour: object, space: PDFColorSpace) -> int:
    """Whether a colour is white. In a space of its own (a spot colour) 1 is full ink."""
    parts = colour if isinstance(colour, tuple) else (colour,)
    if space.name in _GREY_OR_RGB and all(isinstance(part, int | float) and part >= WHITEST / 255 for part in parts):
        return WHITE_INK
    return WHITE_INK if len(parts) == 4 and not any(parts) else INK


def _lines(steps: list[str], points: list[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines of a path: m moves, l draws, h draws back to where it began."""
    following = iter(points)
    at = start = points[0]
    for step in steps:
        to = start if step == "h" else next(following)
        if step in "lh":
            yield (*at, *to)
        start = to if step == "m" else start
        at = to
