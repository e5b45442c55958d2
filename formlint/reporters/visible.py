"""Makes visible what a document or a file name hides: control characters, escape sequences, direction marks, zero-width characters.

Without this, a form could colour the terminal, overwrite a line of the report or turn it around.
"""

import re

from formlint.patterns import late

# Cc but no others; soft hyphen, Arabic letter mark, zero width, bidi, line/paragraph separators, invisible operators, BOM, tags, surrogates
_HIDDEN = "\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_PATTERN = re.compile(f"[{_HIDDEN}\ud800-\udfff\U000e0000-\U000e0fff]")
_BLANKS = late(r"[\t\r\n\v\f\x85\u2028\u2029]+")


def visible(text: str) -> str:
    """The text on one line: breaks and tabs become a blank, everything else that is not seen becomes `\\x1b` or `\\u202e`."""
    if not _PATTERN.search(text):  # as nearly always; it finds the breaks too
        return text
    return _PATTERN.sub(lambda match: _escape(match[0]), _BLANKS.sub(" ", text))


def as_json(serialised: str) -> str:
    """A line of JSON with what is not seen written as \\uXXXX: it reads back the same, lone surrogates included."""
    return _PATTERN.sub(lambda match: _utf16(match[0]), serialised)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _utf16(char: str) -> str:
    data = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[at : at + 2].hex()}" for at in range(0, len(data), 2))
