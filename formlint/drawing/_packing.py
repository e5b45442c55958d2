"""A picture of a page packed small, and fast: as PNG of the few colours that print has, or, of a photograph, as WebP that is not lossless.

Text that was smoothed in 4 greys looks on a screen of 2 dots a point as it does in 256, in a third of the room; areas keep their exact colour.
What the colours are is told by every fourth row of pixels.
"""

import base64
import io
import zlib
from collections.abc import Sequence
from itertools import chain

from PIL import Image, ImageChops

Colour = tuple[int, int, int]
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


def packed(picture: Image.Image) -> str:
    """A data URI of a picture (L, RGB or RGBX)."""
    sample = picture.resize((picture.width, max(1, picture.height // 4)), Image.Resampling.NEAREST)
    grey = _is_grey(sample)
    colours = _colours(sample.getchannel(0) if grey else sample.convert("RGB"))
    if not colours:
        return _photograph(picture.convert("L" if grey else "RGB"))
    out, few = io.BytesIO(), len(colours) <= 4
    pixels = _mapped(picture.getchannel(0) if grey else picture.convert("RGB"), colours)
    pixels.save(out, "PNG", bits=2 if few else 4, compress_type=zlib.Z_RLE)  # as small as the usual method on print, in two thirds of the time
    return _uri("png", out.getvalue())


def _photograph(picture: Image.Image) -> str:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=HASTE)
    return _uri("webp", out.getvalue())


def _uri(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _is_grey(picture: Image.Image) -> bool:
    if picture.mode == "L":
        return True
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
    chosen, plain = [*GREYS], 0
    for at, (count, colour) in enumerate(counted):
        if len(chosen) < MOST and _stands_out(colour, count / area) and all(_apart(colour, other) > NEAR for other in chosen):
            chosen.append(colour)
        if at < 4 * MOST and any(_apart(colour, other) <= SAME for other in chosen):
            plain += count
    return tuple(chosen) if plain >= PLAIN * area else ()


def _stands_out(colour: Colour, share: float) -> bool:
    return max(colour) - min(colour) >= COLOURED or share > (SHADE if colour[0] > LIGHT else LINE)


def _apart(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _mapped(picture: Image.Image, colours: Sequence[Colour]) -> Image.Image:
    """Numbers of the nearest colours."""
    palette = [*chain.from_iterable(colours)]
    if picture.mode == "L":
        levels = [colour[0] for colour in colours]
        pixels = picture.point([min(range(len(levels)), key=lambda at: abs(levels[at] - level)) for level in range(256)])
        pixels.putpalette(palette)
        return pixels
    shown = Image.new("P", (1, 1))
    shown.putpalette(palette + [*colours[0]] * (256 - len(colours)))  # else the rest is black
    return picture.quantize(palette=shown, dither=Image.Dither.NONE)
