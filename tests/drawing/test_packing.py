"""A picture of a page is packed small, and keeps what one sees of it: crisp print, areas in their exact colour."""

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from formlint.drawing._packing import packed
from formlint.drawing._pictures import Packed
from formlint.drawing._png import png

SIZE = (600, 800)


def unpacked(found: Packed) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(found.uri.partition(",")[2])))


def printed(*areas: tuple[int, int, int], mode: str = "RGB") -> Image.Image:
    """Lines of smoothed print on white, and areas in these colours."""
    page = Image.new(mode, SIZE, "white")
    draw = ImageDraw.Draw(page)
    for number, colour in enumerate(areas):
        draw.rectangle((50, 40 * number + 400, 550, 40 * number + 420), fill=colour)
    for at in range(0, 300, 20):
        draw.text((50, 20 + at), "0123456789 total 353.88", fill="black", font_size=14)
    return page


def test_print_without_colour_takes_two_bits_a_pixel() -> None:
    shown = unpacked(packed(printed()))
    assert (shown.format, shown.mode, len(shown.getcolors() or ())) == ("PNG", "P", 4)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBX"])
def test_print_keeps_its_shape(mode: str) -> None:
    page = printed()
    shown = unpacked(packed(page.convert("RGB").convert(mode))).convert("L")
    one, other = page.convert("L").tobytes(), shown.tobytes()
    assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 43  # half a step of four greys


@pytest.mark.parametrize("colour", [(242, 242, 242), (217, 217, 217), (128, 128, 128), (255, 242, 204), (221, 235, 247), (192, 0, 0)])
def test_an_area_keeps_its_colour(colour: tuple[int, int, int]) -> None:
    wide = printed(colour, colour)
    assert unpacked(packed(wide)).convert("RGB").getpixel((300, 410)) == pytest.approx(colour, abs=1)


def test_paper_stays_white_beside_colours() -> None:
    shown = unpacked(packed(printed((255, 242, 204), (192, 0, 0)))).convert("RGB")
    assert shown.getpixel((10, 10)) == (255, 255, 255)


def test_a_photograph_is_packed_as_one() -> None:
    noisy = Image.effect_noise(SIZE, 60)
    assert unpacked(packed(noisy)).format == "WEBP"
    assert unpacked(packed(Image.merge("RGB", [Image.effect_noise(SIZE, 60) for _ in range(3)]))).format == "WEBP"


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert packed(printed((255, 242, 204))) == packed(printed((255, 242, 204)))


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5, 599, 601])
@pytest.mark.parametrize("colours", [3, 4, 5, 16])
def test_any_width_is_packed_pixel_by_pixel(width: int, colours: int) -> None:
    pixels = (np.arange(width * 7).reshape(7, width) * 5 % colours).astype(np.uint8)
    palette = [(number, 255 - number, 7) for number in range(colours)]
    shown = Image.open(io.BytesIO(png(pixels, palette)))
    assert np.asarray(shown.convert("RGB")).tolist() == np.array(palette)[pixels].tolist()
