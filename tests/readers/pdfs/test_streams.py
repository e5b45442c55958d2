"""What is damaged inside a PDF, or inflates beyond all measure, is told before an engine is asked; what changes no text is let pass."""

import random
import zlib

import pytest

from formlint.errors import ReadError
from formlint.readers import Source, pdf
from formlint.readers.pdfs.streams import MOST_INFLATED, check_streams
from tests.readers.printed import Sheet, stream, text
from tests.readers.printed import pdf as printed

FLATE = b"/Filter/FlateDecode"
SEEDED = random.Random(1)
LONG = "".join(text(55, 700 - 12 * row, f"row {SEEDED.random()}") for row in range(40)).encode()  # of a kind that packs badly


def with_stream(body: bytes) -> bytes:
    return printed(Sheet(text(55, 735, "x" * 30)), extra=[body])


def damaged(data: bytes) -> bytes:
    return data[:40] + bytes(byte ^ 0xFF for byte in data[40:60]) + data[60:]


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        check_streams(data)
    return error.value.message


@pytest.mark.parametrize("entries", [FLATE, b"/Filter [ /FlateDecode ]", b"/Filter/FlateDecode/Length1 9", b"/Filter[/FlateDecode/ASCIIHexDecode]"])
def test_damage_in_a_page_or_a_font_is_told(entries: bytes) -> None:
    assert refusal(with_stream(stream(damaged(zlib.compress(LONG)), entries))) == "damaged"


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        pytest.param(zlib.compress(LONG), FLATE, id="whole"),
        pytest.param(zlib.compress(LONG)[:-4], FLATE, id="without its checksum"),
        pytest.param(zlib.compress(LONG) + b"\r\n", FLATE, id="with a line end more"),
        pytest.param(zlib.compress(zlib.compress(LONG)), b"/Filter[/FlateDecode/FlateDecode]", id="packed twice"),
        pytest.param(damaged(zlib.compress(LONG)), FLATE + b"/Subtype/Image", id="a damaged image"),
        pytest.param(b"not packed", b"/Type/EmbeddedFile" + FLATE, id="an attachment"),
        pytest.param(b"not packed", b"/Filter/DCTDecode", id="another filter"),
    ],
)
def test_what_changes_no_text_is_let_pass(content: bytes, entries: bytes) -> None:
    check_streams(with_stream(stream(content, entries)))


@pytest.mark.parametrize(("times", "entries"), [(1, FLATE), (2, b"/Filter[/FlateDecode/FlateDecode]")])
def test_a_page_that_inflates_beyond_measure_is_refused(times: int, entries: bytes) -> None:
    packed = b" " * (MOST_INFLATED + 1)
    for _ in range(times):
        packed = zlib.compress(packed)
    assert refusal(with_stream(stream(packed, entries))) == "inflates-too-much"


def test_a_font_may_be_large() -> None:
    check_streams(with_stream(stream(zlib.compress(b" " * (MOST_INFLATED + 1)), FLATE + b"/Length1 16000001")))


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bytes_never_lose_text_in_silence(seed: int) -> None:
    """Whatever bytes of the packed page change, the text is read whole, or the file is refused."""
    content = zlib.compress(LONG)
    whole = printed(Sheet(text(55, 735, "x")), extra=[]).replace(stream(text(55, 735, "x").encode()), stream(content, FLATE))
    chance, start = random.Random(seed), whole.index(content)
    changed = bytearray(whole)
    for _ in range(3):
        changed[start + chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    with pytest.raises(ReadError):
        pdf.read(Source("x.pdf", bytes(changed)))
    assert len(pdf.read(Source("x.pdf", whole)).lines) == 40


def nested(uses: int, *, depth: int = 9, pack: bool = False, draw: bytes = b"/X Do ") -> bytes:
    """Forms that each draw the next one so many times; the last draws nothing."""
    forms = []
    for level in range(depth):
        content = draw * (uses if level < depth - 1 else 0)
        resources = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + level)
        filters = FLATE if pack else b""
        forms.append(stream(zlib.compress(content) if pack else content, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + resources + filters))
    return printed(Sheet(text(55, 735, "x" * 30)), extra=forms)


@pytest.mark.parametrize("pack", [False, True])
def test_drawings_that_use_each_other_without_measure_are_refused(pack: bool) -> None:
    assert refusal(nested(10, pack=pack)) == "drawn-too-often"


@pytest.mark.parametrize("draw", [b"/X\0Do\0", b"(X)Do ", b"<58>Do ", b"/X%\nDo\n"])
def test_drawings_are_counted_however_they_are_told_to_be_drawn(draw: bytes) -> None:
    assert refusal(nested(10, draw=draw)) == "drawn-too-often"


@pytest.mark.parametrize(("uses", "depth"), [(1, 30), (3, 9), (500, 3)])
def test_drawings_that_come_to_an_end_are_let_pass(uses: int, depth: int) -> None:
    check_streams(nested(uses, depth=depth))


def test_a_drawing_that_uses_itself_twice_is_refused() -> None:
    resources = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 6 0 R"
    assert refusal(printed(Sheet("/F Do"), extra=[stream(b"/F Do /F Do", resources), b"<</XObject<</F 5 0 R>>>>"])) == "drawn-too-often"
