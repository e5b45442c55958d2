"""Engine 2: pdfminer.six, ten times slower, for what pdfium cannot open or gives no usable text of.

Its own layout objects are never made: the device notes characters and strokes as they come (1.5 to 2 times as fast as `extract_pages`).
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import MATRIX_IDENTITY, Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect

from formlint.errors import ReadError
from formlint.readers._pages import MOST_CHARACTERS, MOST_PAGES, MOST_RULES, REPLACEMENT, THICKEST_RULE, Page, folded, inked
from formlint.readers._paths import along_the_edges
from formlint.readers._turning import Turn

MOST_STROKES = 200_000  # a page
DESCENT = 0.12  # of the font size; fonts that are not embedded tell none, and no two agree
_PDFMINER = logging.getLogger("pdfminer")
_PDFMINER.addHandler(logging.NullHandler())
_PDFMINER.propagate = False  # it warns of every font without a box


@dataclass(frozen=True, slots=True)
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
                if number > MOST_PAGES:
                    raise ReadError("too-many-pages", most=str(MOST_PAGES))
                device = _Device(manager, number)
                # pdfminer would turn the page and cut it to its media box; here both engines turn and cut alike
                PDFPageInterpreter(manager, device).render_contents(page.resources, page.contents)
                yield device.page(Turn(*page.cropbox, page.rotate // 90))


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
        self._characters: list[tuple[int, float, float, float, float, float, float]] = []  # code, box, base line
        self._strokes: list[tuple[float, float, float, float]] = []
        self._rules: list[tuple[float, float, float, float]] = []
        self._pictured = 0.0

    def page(self, turn: Turn) -> Page:
        """The page as both engines give it."""
        printed = np.array(self._characters, np.float64).reshape(-1, 7)
        codes = printed[:, 0].astype(np.uint32)
        ink = inked(codes)
        rules = np.concatenate((np.array(self._rules).reshape(-1, 4), along_the_edges(np.array(self._strokes).reshape(-1, 4))))
        width, height = turn.size
        return Page(
            self._number,
            width,
            height,
            folded(codes[ink]),
            turn.boxes(printed[ink, 1:5]),
            floors=turn.points(printed[ink, 5], printed[ink, 6])[1],
            spaced=np.concatenate(([False], ~ink))[:-1][ink] if len(ink) else ink,
            rules=turn.boxes(rules),
            pictured=min(1.0, self._pictured / max(width * height, 1.0)),
        )

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
        advance = font.char_width(cid) * fontsize * scaling
        if len(self._characters) > 2 * MOST_CHARACTERS:
            raise ReadError("too-many-characters", page=str(self._number), most=str(MOST_CHARACTERS))
        vertical = font.is_vertical()
        width = (fontsize if vertical else advance) / max(len(text), 1)
        left, floor = (-fontsize / 2, rise + advance) if vertical else (0.0, rise)
        for place, character in enumerate(text):  # a ligature is several
            box = left + place * width, floor - DESCENT * fontsize, left + (place + 1) * width, floor + (1 - DESCENT) * fontsize
            self._characters.append((ord(character), *apply_matrix_rect(matrix, box), *apply_matrix_pt(matrix, (left, floor))))
        return advance

    def paint_path(self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]) -> None:
        """Notes the straight lines of a path; a thin one as a whole."""
        if len(self._strokes) + len(self._rules) > MOST_STROKES:
            raise ReadError("too-many-rules", page=str(self._number), most=str(MOST_RULES))
        points = [apply_matrix_pt(self.ctm or MATRIX_IDENTITY, (float(x), float(y))) for _, *_, x, y in (step for step in path if len(step) > 2)]
        if not (stroke or fill) or len(points) < 2:
            return
        (left, right), (bottom, top) = ((min(values), max(values)) for values in zip(*points, strict=True))
        if min(right - left, top - bottom) <= THICKEST_RULE:
            self._rules.append((left, bottom, right, top))
        elif stroke or len(path) > 5:  # a plain filled box is a background, no frame
            self._strokes += _lines([str(step[0]) for step in path], points)

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Notes how much of the page an image covers."""
        a, b, c, d, *_ = self.ctm or MATRIX_IDENTITY
        self._pictured += abs(a * d - b * c)


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
