"""Pictures are measured before they are unpacked, and refused with a reason where they cannot be read."""

import struct
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from formlint.errors import ReadError
from formlint.readers import Source, read
from formlint.readers.scans.recognising import needs_ocr

with_ocr = pytest.mark.skipif(needs_ocr(), reason="needs formlint[ocr]: make test-ocr")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A grey PNG that claims this size."""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def refusal(data: bytes, name: str = "a.png") -> str:
    with pytest.raises(ReadError) as error:
        read(Source(name, data))
    return error.value.message


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if formlint[ocr] were not installed."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    yield


@pytest.mark.usefixtures("no_ocr")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(9, 9)),
        ("a.pdf", png(9, 9)),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.tif", b"II*\0\0\0\0\0"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("a.bmp", b"BM\0\0"),
    ],
)
def test_a_picture_says_what_to_install(name: str, data: bytes) -> None:
    assert refusal(data, name) == "picture-needs-ocr"


@with_ocr
@pytest.mark.parametrize(("width", "height"), [(10_001, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_is_measured_before_it_is_unpacked(width: int, height: int) -> None:
    assert refusal(png(width, height, zlib.compress(b""))) == "too-many-pixels"


@with_ocr
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", png(100, 100, b"x"), b"\xff\xd8\xff" + b"\xff\xe0" * 500, b"II*\0\x08\0\0\0\xff\xff", b"MM\0*\0\0\0\x08"]
)
def test_a_damaged_picture_is_told(data: bytes) -> None:
    assert refusal(data) == "damaged-picture"


@with_ocr
@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 900), (900, 3), (600, 800)])
def test_a_blank_picture_is_not_clean(width: int, height: int) -> None:
    assert refusal(png(width, height, zlib.compress((b"\0" + b"\xff" * width) * height))) == "nothing-recognised"


@with_ocr
@pytest.mark.parametrize("suffix", ["PNG", "TIFF"])
def test_ink_on_a_picture_of_16_bits_stays_ink(suffix: str) -> None:
    from formlint.readers.scans.pictures import pictures  # noqa: PLC0415 - numpy and Pillow, which a run without pictures need not have

    file = BytesIO()
    Image.frombytes("I;16", (2, 1), struct.pack("<2H", 4_000, 65_000)).save(file, suffix)
    ((pixels, _),) = pictures(file.getvalue())
    assert pixels.tolist() == [[15, 253]]
