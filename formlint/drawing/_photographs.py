"""A page that is a photograph, packed as WebP that is not lossless."""

import io

from PIL import Image

from formlint.drawing._pictures import Packed
from formlint.drawing._png import Pixels

QUALITY, HASTE = 50, 2


def photograph(pixels: Pixels) -> Packed:
    """Of one channel or three, not lossless."""
    picture, out = Image.fromarray(pixels), io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=HASTE)
    return Packed("webp", out.getvalue())
