"""What of the objects on a page is the same for many, or lies open in pdfium's memory: their kinds, boxes, clips, colours, the way paths are drawn.

pdfium is asked in one call an object for each of these, ten for a rule: 40 of 100 calls that a page takes. What it gives out is where the object
stands in its memory. How one is laid out there is learned from a path that is made for it; of a pdfium that keeps them in another way, every object
is asked. Why this is safe: docs/decisions/points-of-paths.md.
"""

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from formlint.readers.pages import Flags, Indices, Numbers
from formlint.readers.pdfs import calls as call

_ANY = np.dtype(
    {
        "names": ["kind", "clip", "colours", "opacity", "box"],
        "formats": [np.uintp, np.uintp, np.uintp, np.uintp, ("f4", 4)],
        "offsets": [0, 8, 24, 40, 48],
        "itemsize": 64,
    }
)
_PATH = np.dtype(
    {
        "names": ["any", "stroked", "filled", "matrix"],
        "formats": [_ANY, "u1", "u1", ("f4", 6)],
        "offsets": [0, 128, 129, 144],
        "itemsize": 168,
    }
)
_NOTHING = (8, 16, 32)  # of a made path: no clip, and neither line width nor text of its own, so its colours are not kept there


@dataclass(frozen=True, slots=True, eq=False)
class Objects:
    """Objects of the page itself, or of one form on it: their addresses, ready to be asked, and what was read where they stand, if it was."""

    addresses: Sequence[int]
    handles: Sequence[call.Handle]
    kept: npt.NDArray[Any] | None

    @classmethod
    def at(cls, addresses: Sequence[int]) -> "Objects":
        return cls(addresses, call.handles(addresses), _read(addresses, _ANY) if addresses and all(addresses) and _lie_as_known() else None)

    def by_kind(self) -> Mapping[int, "Objects"]:
        """Those of every kind, by what pdfium calls it. They begin with the same word, that of their functions: the first and the last are asked."""
        found: dict[int, Objects] = {}
        words = np.zeros(0) if self.kept is None else self.kept["kind"]
        for word in set(words.tolist()):
            alike = self._some(words == word)
            kind, last = (call.object_type(alike.handles[place]) for place in (0, -1))
            if kind != last or kind in found:
                break
            found[kind] = alike
        else:
            if self.kept is not None:
                return found
        kinds = call.numbers(call.object_type, self.handles)
        return {kind: self._some(kinds == kind) for kind in set(kinds.tolist())}

    def _some(self, which: Flags) -> "Objects":
        chosen = which.tolist()
        kept = None if self.kept is None else self.kept[which]
        return Objects(list(compress(self.addresses, chosen)), list(compress(self.handles, chosen)), kept)

    def boxes(self) -> Numbers:
        """Left, bottom, right, top of each, in the coordinates of its form."""
        if self.kept is None:
            return call.filled(call.bounds, (len(self.handles), 4), np.float32, self.handles, parts=4)
        return self.kept["box"].astype(np.float64)

    def clips(self) -> tuple[list[int], list[call.Handle]]:
        """The numbers of those that may be clipped, and their clips."""
        which = list(range(len(self.handles))) if self.kept is None else self.kept["clip"].nonzero()[0].tolist()
        return which, call.handles(map(call.clip, map(self.handles.__getitem__, which)))

    def alike(self) -> tuple[Sequence[call.Handle], Indices]:
        """Some of these, and for each the number of the one among them that has its colours."""
        if self.kept is None:
            return self.handles, np.arange(len(self.handles))
        colours, opacities = self.kept["colours"].tolist(), self.kept["opacity"].tolist()
        if len(set(colours)) == len(set(opacities)) == 1:  # most
            return self.handles[:1], np.zeros(len(colours), np.intp)
        states = list(zip(colours, opacities, strict=True))
        some = dict(zip(states, self.handles, strict=True))
        numbers = dict(zip(some, range(len(some)), strict=True))
        return list(some.values()), np.fromiter(map(numbers.__getitem__, states), np.intp, len(states))

    def drawn(self) -> tuple[Flags, Flags, Numbers]:
        """Of paths: which are filled, which have a line drawn along them, and how each lies in its form (a b c d e f)."""
        if self.kept is None:
            modes = call.filled(call.draw_mode, (len(self.handles), 2), np.int32, self.handles, parts=2) > 0
            return modes[:, 0], modes[:, 1], call.filled(call.matrix, (len(self.handles), 6), np.float32, self.handles)
        paths = _read(self.addresses, _PATH)
        return paths["filled"] > 0, paths["stroked"] > 0, paths["matrix"].astype(np.float64)


def _read(addresses: Sequence[int], kind: np.dtype[Any]) -> npt.NDArray[Any]:
    return np.frombuffer(b"".join(map((ctypes.c_char * kind.itemsize).from_address, addresses)), kind)


@cache
def _lie_as_known() -> bool:
    """Whether a path of which all is known stands in memory as _PATH says, and objects of other kinds and with clips differ where they should."""
    path, other = pdfium.FPDFPageObj_CreateNewPath(1.5, -2.25), pdfium.FPDFPageObj_CreateNewRect(3.0, 4.0, 5.5, 6.25)
    clip = pdfium.FPDF_CreateClipPath(1.0, 2.0, 3.0, 4.0)
    try:
        pdfium.FPDFPath_LineTo(path, 11.0, 12.5)
        return _is_read_as_made(path) and _is_read_as_made(other) and _differ(path, other, clip)
    finally:
        pdfium.FPDF_DestroyClipPath(clip)
        for each in (path, other):
            pdfium.FPDFPageObj_Destroy(each)


def _is_read_as_made(path: Any) -> bool:
    """Whether what is set of a path is read of it: box, matrix, how it is drawn; and nothing stands where its colours are not."""
    address, matrix = call.address(path), (1.25, 2.5, -3.75, 5.125, 6.5, 1e6)
    pdfium.FPDFPageObj_SetMatrix(path, pdfium.FS_MATRIX(*matrix))
    pdfium.FPDFPageObj_SetFillColor(path, 1, 2, 3, 51)
    pdfium.FPDFPageObj_SetStrokeColor(path, 4, 5, 6, 51)
    asked = Objects([address], call.handles([address]), None)
    for filled in (pdfium.FPDF_FILLMODE_NONE, pdfium.FPDF_FILLMODE_ALTERNATE, pdfium.FPDF_FILLMODE_WINDING):
        for stroked in (False, True):
            pdfium.FPDFPath_SetDrawMode(path, filled, stroked)
            seen = _read([address], _PATH)[0]
            told = (bool(seen["filled"]), bool(seen["stroked"])) == (bool(filled), stroked)
            placed = seen["matrix"].tolist() == list(matrix) and seen["any"]["box"].tolist() == asked.boxes()[0].tolist()
            if not (told and placed and seen["stroked"] <= 1):
                return False
    return not any(_word(address + place) for place in _NOTHING) and all(seen["any"][name] for name in ("colours", "opacity"))


def _differ(path: Any, other: Any, clip: Any) -> bool:
    """Whether two paths begin alike and have colours of their own, and the word of a clip tells whether there is one."""
    one, another = (_read([call.address(each)], _ANY)[0] for each in (path, other))
    begins = one["kind"] == another["kind"] != 0 and one["colours"] != another["colours"] and one["opacity"] != another["opacity"]
    empty = pdfium.FPDFPageObj_GetClipPath(path)
    clipped = call.address(empty) == call.address(path) + _NOTHING[0] and pdfium.FPDFClipPath_CountPaths(empty) <= 0
    return bool(begins and clipped and pdfium.FPDFClipPath_CountPaths(clip) == 1 and _word(call.address(clip)))


def _word(address: int) -> int:
    return ctypes.c_void_p.from_address(address).value or 0
