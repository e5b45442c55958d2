"""Many places in pdfium's memory, read at once.

From the lowest to the highest of them is one array of words, of which only those are touched that are asked for: between them there may be nothing.
Whoever reads here knows that pdfium has given out these addresses for what is still there, and how that is laid out:
docs/decisions/points-of-paths.md.
"""

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from formlint.readers.pages import Indices

_WORD = 4  # bytes; all that is read is a multiple, and so is every distance between two addresses
_KIND = f"{'<' if sys.byteorder == 'little' else '>'}u{_WORD}"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What numpy asks of one who has memory to lend."""

    __array_interface__: dict[str, Any]


def read(starts: Indices, counts: Indices, kind: np.dtype[Any]) -> npt.NDArray[Any]:
    """`counts` things of this kind from each of the addresses on, one behind the other."""
    if not len(starts):
        return np.empty(0, kind)
    lowest = int(starts.min())
    words = counts * (kind.itemsize // _WORD)
    ends = np.cumsum(words)
    places = np.repeat((starts - lowest) // _WORD - (ends - words), words) + np.arange(ends[-1])
    stretch = _Stretch({"data": (lowest, True), "shape": (int(places.max()) + 1,), "typestr": _KIND, "version": 3})
    found: npt.NDArray[Any] = np.asarray(stretch).take(places).view(kind)
    return found
