"""The digits of a number, and the text they stand in, brought to one spelling without losing where they stood.

`plain` maps full-width signs, odd blanks and odd comparators to ASCII, one character for one, so that offsets stay. What is no digit for
every reader (superscripts, circled numbers, the digits of other scripts) stays what it is. `squeeze` drops the white space of wrapped lines.
`number` reads a run of digits; limits on length and exponent are checked on the string, before anything is computed.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from formlint.figures.wording import chinese_digits
from formlint.patterns import late
from formlint.records import record

MOST_DIGITS = 40
MOST_EXPONENT = 30

_ODD = {
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "═": "=",
    "−": "-",
    "﹣": "-",
    "﹪": "%",
    "﹐": ",",
    "﹒": ".",
    "＜": "<",
    "＞": ">",
    "￥": "¥",
    "‧": "·",
    "・": "·",
    "･": "·",
}
_WIDE = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys([0x00A0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF], " ")
_PLAIN = {**_WIDE, **_BLANKS, **{ord(odd): usual for odd, usual in _ODD.items()}}

_GAP = re.compile(r"\s+")
_GROUPED = late(r"[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]+)?")
_PLAIN_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_SCIENTIFIC = late(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+")


def plain(text: str) -> str:
    """The text in one spelling, character for character."""
    return text if text.isascii() else text.translate(_PLAIN)


@record(frozen=True, slots=True)
class Squeezed:
    """Text without the white space of wrapped lines. `origin[i]` is where character i stood; `gaps` are the offsets that white space stood before."""

    text: str
    origin: "array[int] | range"
    gaps: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same characters in the text as it was."""
        return self.origin[start], self.origin[end - 1] + 1


def squeeze(text: str) -> Squeezed:
    """Plain text without white space; one blank stays between two numbers or Latin words, which it holds apart."""
    text = plain(text)
    if _GAP.search(text) is None:
        return Squeezed(text, range(len(text)))
    runs, gaps, length, last = [], [], 0, 0
    for gap in _GAP.finditer(text):
        runs.append((last, gap.start()))
        length += gap.start() - last
        last = gap.end()
        if _apart(text[gap.start() - 1 : gap.start()], text[last : last + 1]):
            last -= 1
        gaps.append(length + (last < gap.end()))
    runs.append((last, len(text)))
    return Squeezed("".join(_kept(text, runs)), array("l", chain.from_iterable(range(*run) for run in runs)), frozenset(gaps))


def _kept(text: str, runs: list[tuple[int, int]]) -> Iterator[str]:
    for start, end in runs:
        piece = text[start:end]
        yield " " + piece[1:] if piece[:1].isspace() else piece


def _apart(before: str, after: str) -> bool:
    return (
        before.isascii()
        and (before.isalnum() or before in ".,")
        and after.isascii()
        and (after.isalnum() or after in ".+-")
        and bool(before and after)
    )


def number(body: str) -> Decimal | str:
    """The value of a run of digits (`1,234.50`, `98.81`, `1e5`), digits after the point kept; or the reason why it is none."""
    if sum(map(str.isdigit, body)) > MOST_DIGITS:
        return "too-long"
    if _PLAIN_DIGITS.fullmatch(body):
        return Decimal(body)
    if _GROUPED.fullmatch(body):
        return Decimal(body.replace(",", ""))
    if _SCIENTIFIC.fullmatch(body):
        return Decimal(body) if abs(int(re.split("[eE]", body)[1])) <= MOST_EXPONENT else "exponent"
    if any(letter in body for letter in "OoIl"):
        return "letter-for-digit"
    return "two-points" if body.count(".") > 1 or "," not in body else "grouping"


@lru_cache(maxsize=256)
def chinese(body: str) -> Decimal | None:
    """The value of a Chinese numeral: 六 is 6, 二十三 is 23; None when it is none (七一)."""
    if body in chinese_digits():
        return Decimal(chinese_digits()[body])
    if len(body) > MOST_DIGITS:
        return None
    import cn2an  # noqa: PLC0415  75 ms, and most forms have single digits only

    try:
        return Decimal(str(cn2an.cn2an(body.replace("两", "二"), "strict")))
    except ValueError:
        return None
