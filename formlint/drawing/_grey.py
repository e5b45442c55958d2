"""A grey page packed small: print, as most pages are. It needs no library for pictures, whose import takes as long as packing four pages."""

from functools import lru_cache

import numpy as np

from formlint.drawing._colours import colours
from formlint.drawing._pictures import Packed
from formlint.drawing._png import Colour, Pixels, png


def packed_grey(pixels: Pixels) -> Packed:
    """A grey picture (height x width)."""
    few = colours(*_counted(pixels[::4]))
    if few:
        return Packed("png", png(pixels, few, _nearest(few)))
    from formlint.drawing._packing import photograph  # noqa: PLC0415 - few pages are one

    return photograph(pixels)


def _counted(pixels: Pixels) -> tuple[list[tuple[int, Colour]], int]:
    """How many pixels there are of each grey, and of all; counted in pairs, which takes half of the time."""
    flat = pixels.ravel()
    pairs = flat[: len(flat) // 2 * 2].view(np.uint16)
    counts = np.bincount(pairs, minlength=1 << 16).reshape(256, 256)
    every = (counts.sum(axis=0) + counts.sum(axis=1)).tolist()
    return [(count, (level, level, level)) for level, count in enumerate(every) if count], 2 * len(pairs)


@lru_cache(maxsize=64)
def _nearest(colours: tuple[Colour, ...]) -> bytes:
    """For every grey the number of the colour that is nearest."""
    return bytes(min(range(len(colours)), key=lambda at: abs(colours[at][0] - level)) for level in range(256))
