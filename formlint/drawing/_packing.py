"""A picture of a page packed small, and fast: as PNG of the few colours that print has, or, of a photograph, as WebP that is not lossless.

Text that was smoothed in 4 greys looks on a screen of 2 dots a point as it does in 256, in a third of the room; areas keep their exact colour.
What the colours are is told by every fourth row of pixels, of grey pages by a twelfth of them.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from PIL import Image, ImageChops

from formlint.drawing._colours import COLOURED, colours
from formlint.drawing._grey import packed_grey
from formlint.drawing._photographs import photograph
from formlint.drawing._pictures import Packed
from formlint.drawing._png import Colour, Pixels, png

COUNTED = 4_096  # colours that are counted; print with a seal and two fills has 1,000, a photograph more


def packed(picture: Image.Image) -> Packed:
    """A picture (L, RGB or RGBX)."""
    if picture.mode == "L":
        return packed_grey(np.asarray(picture))
    sample = picture.resize((picture.width, max(1, picture.height // 4)), Image.Resampling.NEAREST)
    if _is_grey(sample):
        return packed_grey(np.asarray(picture.getchannel(0)))
    counted: list[tuple[int, Colour]] = sample.convert("RGB").getcolors(COUNTED) or []
    few = colours(counted, sample.width * sample.height)
    whole = picture.convert("RGB")
    return Packed("png", png(_mapped(whole, few), few)) if few else photograph(np.asarray(whole))


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = (picture.getchannel(number) for number in range(3))
    same = red.tobytes()
    if green.tobytes() == same == blue.tobytes():  # as print is drawn; a third of what looking at the differences costs
        return True
    return all(ImageChops.difference(red, other).getextrema()[1] < COLOURED for other in (green, blue))


def _mapped(picture: Image.Image, few: Sequence[Colour]) -> Pixels:
    """Numbers of the nearest colours, height x width, of a picture in colours."""
    shown = Image.new("P", (1, 1))
    shown.putpalette([*chain.from_iterable(few)] + [*few[0]] * (256 - len(few)))  # else the rest is black
    numbers = np.asarray(picture.quantize(palette=shown, dither=Image.Dither.NONE))
    return np.where(numbers < len(few), numbers, 0)
