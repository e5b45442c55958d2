"""How wide text is on a terminal: East-Asian wide and full-width characters take two columns (UAX #11), combining marks none.

Ambiguous characters (≥ … “ ” ÷ × —) are one column in some terminals and two in others: `plain` avoids them where things must line up.
"""

import unicodedata
from functools import lru_cache

from formlint.reporters.visible import visible

_PLAIN = str.maketrans(
    {"≥": ">=", "≤": "<=", "≧": ">=", "≦": "<=", "≠": "!=", "…": "..", "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "÷": "/", "·": ".",
     "—": "-", "–": "-", "―": "-", "─": "-", "±": "+-", "′": "'", "″": '"', "‰": "o/oo", "°": "o"}
)  # fmt: skip


def plain(text: str) -> str:
    """The text without characters of ambiguous width, as far as they have a plain spelling."""
    return text.translate(_PLAIN)


def width(text: str) -> int:
    """Columns on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text with blanks up to that many columns, after it or, with `right`, before it."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def short(text: str, columns: int) -> str:
    """The text, or as much of its beginning as fits with two dots."""
    if 2 * len(text) <= columns or width(text) <= columns:
        return text
    used = 0
    for at, char in enumerate(text):
        used += _columns(char)
        if used > columns - 2:
            return text[:at] + ".."
    return text


def heading(label: str, columns: int) -> str:
    """A heading where there is room for an ellipsis: cut to what tells it apart, without the colon it was printed with."""
    whole = visible(label).strip(" ：:")
    cut = short(whole, columns)
    return cut if cut == whole else cut.removesuffix("..") + "…"


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
