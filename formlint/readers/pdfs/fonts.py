"""The Chinese, Japanese and Korean fonts that a PDF names and does not bring along, as old government PDFs do.

To be read they need no shapes: widths and characters stand in the PDF. pdfium asks all the same for the ink of every character, in whatever font the
machine has for it, and loses a character that stands alone where it has none, as on a server. So for reading each is given the same font, with one
glyph, a line from corner to corner of an upright rectangle, for all characters: every machine reads the same, and a page in 2 ms instead of 15,
without looking through all that is installed. Pages that are to be looked at, also while other threads read, and files of others in this process,
get the machine's own.
"""

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

from formlint.readers.pdfs.alone import ALONE

_OURS = 1  # what pdfium is to call the font; an address in memory it cannot be
_NAME = b"formlint\0"
_WITHOUT_FONT = frozenset({128, 129, 130, 134, 136})  # character sets: ShiftJIS, Hangul, Johab, GB2312, Big5
_EM = 1000
_LEFT, _FLOOR, _RIGHT, _TOP = 50, 0, 250, 600  # the ends of the line: inside even a narrow character
_LAST = 0x10FFFF
_MANY_TO_ONE = 13  # the format of a table that gives all characters one glyph


def _font() -> bytes:
    """A TrueType font: glyph 0 is for nothing, glyph 1 for every character."""
    box = (_LEFT, _FLOOR, _RIGHT, _TOP)
    glyph = struct.pack(">5h2H2B4hxx", 1, *box, 1, 0, 1, 1, _LEFT, _RIGHT - _LEFT, _FLOOR, _TOP - _FLOOR)
    characters = struct.pack(">2H6I", _MANY_TO_ONE, 0, 28, 0, 1, 1, _LAST, 1)
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + characters,
        b"glyf": glyph,
        b"head": struct.pack(">4I2H2q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *box, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, 880, -120, 0, _EM, _LEFT, _EM - _RIGHT, _RIGHT, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        b"hmtx": struct.pack(">H2h", _EM, _LEFT, _LEFT),
        b"loca": struct.pack(">3H", 0, 0, len(glyph) // 2),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 2, 1, 0, 0, 1, *[0] * 8),
    }
    at, entries, content = 12 + 16 * len(tables), b"", b""
    for name, table in tables.items():
        entries += name + struct.pack(">3I", 0, at + len(content), len(table))
        content += table + bytes(-len(table) % 4)
    return struct.pack(">I4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64) + entries + content


class _Fonts:
    """What pdfium asks when a font is not in the file. It has to live as long as the process."""

    def __init__(self) -> None:
        self.reading = False  # whether pages that are loaded now are only read
        self._data = _font()
        self._machine: Any = None  # pdfium's own way to find fonts
        self._mapper: Any = None  # where that lists what it finds
        self._told = pdfium.FPDF_SYSFONTINFO(version=1)
        kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
        for name, answer in (
            ("EnumFonts", self._enumerate),
            ("MapFont", self._map),
            ("GetFont", self._get),
            ("GetFontData", self._give),
            ("GetFaceName", self._name),
            ("GetFontCharset", self._charset),
            ("DeleteFont", self._delete),
        ):
            setattr(self._told, name, kinds[name](answer))
        pdfium.FPDF_SetSystemFontInfo(self._told)

    def _ask_machine(self, question: str, *arguments: Any) -> Any:
        """What pdfium's own way answers: it looks through the fonts of the machine when it is asked for the first time."""
        if not self._machine:
            self._machine = pdfium.FPDF_GetDefaultSystemFontInfo()
            if self._machine and self._mapper:
                self._machine.contents.EnumFonts(self._machine, self._mapper)
        return getattr(self._machine.contents, question)(self._machine, *arguments) if self._machine else 0

    def _enumerate(self, _: Any, mapper: Any) -> None:
        self._mapper = mapper
        if not self.reading:
            self._ask_machine("GetFont", b"")

    def _map(self, _: Any, *asked: Any) -> Any:
        """`asked`: weight, whether it is italic, character set, pitch, name, whether it must be exact."""
        if self.reading:
            return _OURS if asked[2] in _WITHOUT_FONT else None
        return self._ask_machine("MapFont", *asked)

    def _get(self, _: Any, face: Any) -> Any:
        return None if self.reading else self._ask_machine("GetFont", face)

    def _give(self, _: Any, font: int, table: int, room: Any, size: int) -> int:
        if font != _OURS:
            return int(self._ask_machine("GetFontData", font, table, room, size))
        if table:  # asked for to see whether it is a collection of fonts
            return 0
        return _written(self._data, room, size)

    def _name(self, _: Any, font: int, room: Any, size: int) -> int:
        return _written(_NAME, room, size) if font == _OURS else int(self._ask_machine("GetFaceName", font, room, size))

    def _charset(self, _: Any, font: int) -> int:
        return 1 if font == _OURS else int(self._ask_machine("GetFontCharset", font))

    def _delete(self, _: Any, font: int) -> None:
        if font != _OURS:
            self._ask_machine("DeleteFont", font)


def _written(data: bytes, room: Any, size: int) -> int:
    """Into the room, if it is large enough; how much there is."""
    if room and size >= len(data):
        ctypes.memmove(room, data, len(data))
    return len(data)


@cache
def _fonts() -> _Fonts:
    return _Fonts()


@contextmanager
def for_reading() -> Iterator[None]:
    """Alone in pdfium, for whom pages that are loaded herein are only read."""
    with ALONE:
        fonts = _fonts()
        try:
            fonts.reading = True
            yield
        finally:
            fonts.reading = False
