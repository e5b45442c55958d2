"""A page as an engine hands it over: characters and ruling lines, in points from the top left corner of the page as it is shown.

Every engine that knows where characters stand (pdfium, pdfminer, OFD) makes these; `lattice` makes tables and lines of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.pages.radicals import FIRST, LAST, fold_radicals
from formlint.records import replace

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]

FEW = 20  # characters: a page number, the stamp of a scanner
LARGE = 0.3  # share of a page
MOST_OUTLINES = 100  # on a page without text; a chart or a coat of arms has fewer
THICKEST_RULE = 3.0  # points; the widest border of Word is 6, but nobody rules a form with it

REPLACEMENT = 0xFFFD
_WHITE = [*range(0x21), 0xA0, 0x3000, 0x200B, 0xFEFF, 0x7F, 0x85, *range(0x2000, 0x200B), 0x202F, 0x205F, 0xAD]


def _all_but(*left_out: Iterable[int]) -> Flags:
    """What holds of a code point: one look for every character. The last one answers for all beyond it."""
    found = np.ones(0x10000, np.bool_)
    for codes in left_out:
        found[[*codes]] = False
    return found


_INKED = _all_but(_WHITE)
_KEPT = _all_but(range(FIRST, LAST + 1), range(0xD800, 0xE000), [0xFFFF])
_CERTAIN = _all_but(range(0xE000, 0xF900), [REPLACEMENT, 0xFFFF])


@dataclass(frozen=True, slots=True, eq=False)
class Recognised:
    """How sure a recogniser is of each of n characters, 0 to 1, and what it would have read instead (a blank where it knows nothing)."""

    confidences: Numbers
    rivals: Codes

    def only(self, which: Flags | Indices) -> "Recognised":
        return Recognised(self.confidences[which], self.rivals[which])


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """n printed characters without white space, m ruling lines."""

    number: int  # from 1
    width: float
    height: float
    codes: Codes  # n; Unicode code points
    boxes: Numbers  # n x 4: left, top, right, bottom, as high as the font
    floors: Numbers  # n; where the base line runs
    spaced: Flags  # n; a blank was written before it
    rules: Numbers  # m x 4: left, top, right, bottom; as thin as THICKEST_RULE in one direction
    pictured: float = 0.0  # share of the page that images cover, 0 to 1; 1 when its text is drawn as outlines of letters
    on_images: int = 0  # characters that stand on images; counted where these cover more than LARGE
    turned: int = 0  # quarters clockwise beyond how the page is shown
    recognised: Recognised | None = None  # of a scan

    @property
    def middles(self) -> tuple[Numbers, Numbers]:
        """Where the middle of each character's ink stands: 0.4 of its height above the base line, whatever room its font claims above and below."""
        left, top, right, bottom = self.boxes.T
        height = bottom - top
        slack = 0.3 * height  # turned text has its base line elsewhere
        return (left + right) / 2, np.minimum(np.maximum(self.floors - 0.4 * height, top + slack), bottom - slack)

    @property
    def odd(self) -> int:
        """How many characters mean nothing: U+FFFD, and those for private use."""
        if _CERTAIN.take(self.codes, mode="clip").all():
            return 0
        return int(np.count_nonzero((self.codes == REPLACEMENT) | ((self.codes >= 0xE000) & (self.codes < 0xF900)) | (self.codes >= 0xF0000)))

    def only(self, which: Flags) -> "Page":
        """With these characters alone."""
        recognised = self.recognised.only(which) if self.recognised else None
        codes, boxes, floors, spaced = self.codes[which], self.boxes[which], self.floors[which], self.spaced[which]
        return replace(self, codes=codes, boxes=boxes, floors=floors, spaced=spaced, recognised=recognised)

    def checked(self) -> "Page":
        """The page itself, if it keeps to the limits."""
        most = allowed()
        for message, count, limit in (("too-many-characters", len(self.codes), most.characters), ("too-many-rules", len(self.rules), most.rules)):
            if count > limit:
                raise ReadError(message, page=str(self.number), most=str(limit))
        return self


def inked(codes: Codes) -> Flags:
    """Which characters leave ink: neither white space nor control characters."""
    return _INKED.take(codes, mode="clip")


def folded(codes: Codes) -> Codes:
    """Radicals as characters; what is no character (half a surrogate pair) as U+FFFD."""
    if _KEPT.take(codes, mode="clip").all():
        return codes
    broken = ((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF)
    codes = np.where(broken, REPLACEMENT, codes).astype(np.uint32)
    return np.frombuffer(fold_radicals(codes.tobytes().decode("utf-32-le")).encode("utf-32-le"), dtype=np.uint32)
