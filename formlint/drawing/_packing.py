"""A picture of a page packed small, and fast: as PNG of the few colours that print has, or, of a photograph, as WebP that is not lossless.

Text that was smoothed in 4 greys looks on a screen of 2 dots a point as it does in 256, in a third of the room; areas keep their exact colour.
What the colours are is told by every fourth row of pixels.
"""

import io
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from PIL import Image, ImageChops

from formlint.drawing._pictures import Packed
from formlint.drawing._png import Colour, Pixels, png

GREYS: tuple[Colour, ...] = ((255, 255, 255), (170, 170, 170), (85, 85, 85), (0, 0, 0))
MOST = 16  # colours: what 4 bits hold
COUNTED = 4_096  # colours that are counted; print with a seal and two fills has 1,000, a photograph more
COLOURED = 12  # of 255, between the channels of a pixel
NEAR = 8  # of 255: colours no further apart look alike; the palest fill that is offered in a spreadsheet is 13 from white
SAME = 3  # of 255
LIGHT = 176
SHADE, LINE = 0.004, 0.02  # share of the page that makes a light grey an area and no smoothing; a darker one is the edge of ruling lines below that
PLAIN = 0.6  # share of the page in few colours; a page full of print has 0.88, a scan 0.3
QUALITY, HASTE = 50, 2  # of WebP


def packed(picture: Image.Image) -> Packed:
    """A picture (L, RGB or RGBX)."""
    if picture.mode == "L":
        return packed_grey(np.asarray(picture))
    sample = picture.resize((picture.width, max(1, picture.height // 4)), Image.Resampling.NEAREST)
    if _is_grey(sample):
        return packed_grey(np.asarray(picture.getchannel(0)))
    colours = _colours(sample.convert("RGB"))
    return Packed("png", png(_mapped(picture.convert("RGB"), colours), colours)) if colours else _photograph(picture.convert("RGB"))


def packed_grey(pixels: Pixels) -> Packed:
    """A grey picture (height x width)."""
    colours = _colours(Image.fromarray(np.ascontiguousarray(pixels[::4])))
    return Packed("png", png(pixels, colours, _nearest(colours))) if colours else _photograph(Image.fromarray(pixels))


def _photograph(picture: Image.Image) -> Packed:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=HASTE)
    return Packed("webp", out.getvalue())


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = (picture.getchannel(number) for number in range(3))
    same = red.tobytes()
    if green.tobytes() == same == blue.tobytes():  # as print is drawn; a third of what looking at the differences costs
        return True
    return all(ImageChops.difference(red, other).getextrema()[1] < COLOURED for other in (green, blue))


def _colours(picture: Image.Image) -> tuple[Colour, ...]:
    """What a picture is made of: the greys of smoothed text, and the colours of its areas; none of a photograph."""
    area = picture.width * picture.height
    listed = sorted(picture.getcolors(COUNTED) or [], reverse=True)
    counted = [(count, found if isinstance(found, tuple) else (found,) * 3) for count, found in listed]
    chosen = [*GREYS]
    for count, colour in counted:
        if len(chosen) < MOST and _stands_out(colour, count / area) and all(_apart(colour, other) > NEAR for other in chosen):
            chosen.append(colour)
    return tuple(chosen) if _covered(counted[: 4 * MOST], chosen) >= PLAIN * area else ()


def _covered(counted: Sequence[tuple[int, Colour]], chosen: Sequence[Colour]) -> int:
    """How many pixels look like one of the chosen colours."""
    if not counted:
        return 0
    colours, counts = np.array([colour for _, colour in counted], np.int16), np.array([count for count, _ in counted])
    apart = np.abs(colours[:, None] - np.array(chosen, np.int16)).max(axis=2)
    return int(counts[(apart <= SAME).any(axis=1)].sum())


def _stands_out(colour: Colour, share: float) -> bool:
    return share > (SHADE if colour[0] > LIGHT else LINE) or max(colour) - min(colour) >= COLOURED


def _apart(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=64)
def _nearest(colours: tuple[Colour, ...]) -> bytes:
    """For every grey the number of the colour that is nearest."""
    return bytes(min(range(len(colours)), key=lambda at: abs(colours[at][0] - level)) for level in range(256))


def _mapped(picture: Image.Image, colours: Sequence[Colour]) -> Pixels:
    """Numbers of the nearest colours, height x width, of a picture in colours."""
    shown = Image.new("P", (1, 1))
    shown.putpalette([*chain.from_iterable(colours)] + [*colours[0]] * (256 - len(colours)))  # else the rest is black
    numbers = np.asarray(picture.quantize(palette=shown, dither=Image.Dither.NONE))
    return np.where(numbers < len(colours), numbers, 0)
