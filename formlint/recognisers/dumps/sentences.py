"""Headings that a text dump has glued to the end of a sentence: `果。二级指标`."""

import re
from collections.abc import Sequence

from formlint.recognisers.dumps.strips import Strip, kind_of, width
from formlint.recognisers.headings import STARRED, Lexicon
from formlint.recognisers.searched import found_in

_GLUED = re.compile(r"。(?=[^。\n]{2,12}(?![^\n]))")  # the mark before such a heading


def apart_from_sentences(strips: list[Strip], columns: Sequence[Lexicon]) -> list[Strip]:
    """The strips, such a heading of one of the `columns` as a strip of its own."""
    glued = list(found_in("\n".join([strip.text for strip in strips]), _GLUED))
    for place in reversed(glued):
        strips[place : place + 1] = _apart(strips[place], columns)
    return strips


def _apart(strip: Strip, columns: Sequence[Lexicon]) -> Sequence[Strip]:
    glued = _GLUED.search(strip.text)
    end = glued.end() if glued else 0
    if not glued or len(strip.text) != len(strip.passage.text) or not _heads(strip.text[end:], columns):
        return (strip,)
    return _part(strip, 0, end, strip.gap), _part(strip, end, len(strip.text), 0)


def _part(strip: Strip, start: int, end: int, gap: int) -> Strip:
    text, passage = strip.text[start:end], strip.passage.cut(start, end)
    return Strip(passage, text, strip.line, strip.start + start, gap, width(text), kind_of(text), False, strip.reach, strip.extent)


def _heads(text: str, columns: Sequence[Lexicon]) -> bool:
    """The text is the heading of a column."""
    found = [lexicon.find(text) for lexicon in columns]
    return any(each and each[1] < STARRED for each in found)
