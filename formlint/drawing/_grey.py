"""A grey page packed small: print, as most pages are. It needs no library for pictures, whose import takes as long as packing four pages."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from formlint.drawing._colours import colours
from formlint.drawing._pictures import Packed
from formlint.drawing._png import Colour, Pixels, png


def packed_grey(pixels: Pixels) -> Packed:
    """A grey picture (height x width)."""
    some = pixels[::4, ::3].ravel()  # 160,000 of an A4 page; an area that matters has 600
    counted = [(count, (level, level, level)) for level, count in enumerate(np.bincount(some).tolist()) if count]
    few = sorted(colours(counted, len(some)), reverse=True)
    if few:
        return Packed("png", png(pixels, few, partial(_numbered, few)))
    from formlint.drawing._photographs import photograph  # noqa: PLC0415 - few pages are one

    return photograph(pixels)


def _numbered(few: Sequence[Colour], rows: Pixels) -> Pixels:
    """For every pixel the number of the nearest of these greys, which stand from the lightest to the darkest."""
    found = np.zeros(rows.shape, np.uint8)
    for (lighter, _, _), (darker, _, _) in pairwise(few):
        found += rows < (lighter + darker + 1) // 2  # a comparison takes an eighth of looking every pixel up
    return found
