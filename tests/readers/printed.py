"""PDFs for tests, written by hand: what stands on each page in PDF operators, a Latin and a Chinese font, nothing embedded."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CHINESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor<</Type/FontDescriptor"
    b"/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its operators, and what else its dictionary says. 600 x 800 points unless it says so itself."""

    operators: str
    extra: str = "/MediaBox[0 0 600 800]"
    objects: dict[str, bytes] = field(default_factory=dict)  # XObjects by name


def pdf(*sheets: Sheet, latin: bytes = LATIN, extra: Sequence[bytes] = (), password: str = "", catalog: bytes = b"") -> bytes:
    """A whole file. Objects 1 to 4 are catalogue (`catalog`: what else it says), pages and fonts; `extra` ones follow from 5; `password` encrypts it
    (RC4, 40 bits, revision 2)."""
    bodies = [b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", b"", latin, CHINESE, *extra]
    kids = []
    for sheet in sheets:
        names = []
        for name, body in sheet.objects.items():
            bodies.append(body)
            names.append(f"/{name} {len(bodies)} 0 R")
        bodies.append(stream(sheet.operators.encode("latin-1")))
        resources = f"<</Font<</L 3 0 R/C 4 0 R>>/XObject<<{''.join(names)}>>>>"
        bodies.append(f"<</Type/Page/Parent 2 0 R{sheet.extra}/Resources{resources}/Contents {len(bodies)} 0 R>>".encode())
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(bodies, _encryption(password) if password else b"")


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """The body of a stream object."""
    return b"<<" + entries + b"/Length %d>>stream\n" % len(content) + content + b"\nendstream"


def _file(bodies: Iterable[bytes], encryption: bytes) -> bytes:
    written, places = b"%PDF-1.5\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, encryption, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + trailer


def _encryption(password: str) -> bytes:
    """ISO 32000-1, 7.6.3. The strings and streams stay as they are: nobody who lacks the password gets that far."""
    padded = (password.encode() + PAD)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    key = hashlib.md5(padded + owner + b"\xfc\xff\xff\xff" + b"0123456789abcdef", usedforsecurity=False).digest()[:5]
    user = _rc4(key, PAD)
    identity = b"0123456789abcdef".hex().encode()
    entry = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<%s><%s>]"
    return entry % (owner.hex().encode(), user.hex().encode(), identity, identity)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, other = list(range(256)), 0
    for at in range(256):
        other = (other + state[at] + key[at % len(key)]) % 256
        state[at], state[other] = state[other], state[at]
    at = other = 0
    coded = bytearray()
    for byte in data:
        at = (at + 1) % 256
        other = (other + state[at]) % 256
        state[at], state[other] = state[other], state[at]
        coded.append(byte ^ state[(state[at] + state[other]) % 256])
    return bytes(coded)


def text(x: float, y: float, words: str, size: float = 10) -> str:
    """Operators that print words from this point on; Chinese ones in the Chinese font."""
    if words.isascii():
        return f"BT /L {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n"
    return f"BT /C {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """Operators that draw a line."""
    return f"0.5 w {x0} {y0} m {x1} {y1} l S\n"


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Operators that rule a whole grid: borders from left to right and from top to bottom."""
    across = (line(xs[0], y, xs[-1], y) for y in ys)
    down = (line(x, ys[0], x, ys[-1]) for x in xs)
    return "".join((*across, *down))
