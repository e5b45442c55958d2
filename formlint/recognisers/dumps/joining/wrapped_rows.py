"""Rows of amounts in an aligned dump, set at the top of their cells: the name goes on below its values, and numbers too long for their cells do too.

年度资金总    2,150,000.0  2,080,000.0  10    96.70%
    额             0            0
"""

import re
from collections.abc import Iterator

from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.joining.wrapped import joined_strips, overlap
from formlint.recognisers.dumps.strips import Kind, Strip

_VALUES = (Kind.NUMBER, Kind.DASH, Kind.MEASURE)
_OPEN = re.compile(r"\d[\d,]*(?:\.\d*)?")


def joined_rows(dump: Dump) -> None:
    """Puts what stands below a row of amounts, and completes its name, back into that row."""
    rest: dict[int, int] = {}  # a strip below and the one it goes on from
    for line in sorted({strip.line for strip in dump.strips if strip.kind in _VALUES}):
        above, below = dump.on_line(line), dump.on_line(line + 1)
        for name, end in _names(dump, above, below):
            others = [number for number in below if number > end]
            over = [next((each for each in above if each > name and overlap(dump, each, number)), None) for number in others]
            pairs = [(number, first) for number, first in zip(others, over, strict=True) if first is not None]
            if len(pairs) == len(others) == len({first for _, first in pairs}) and all(_goes_on(dump, first, number) for number, first in pairs):
                rest |= {end: name, **dict(pairs)}
    if rest:
        parts = {first: number for number, first in rest.items()}
        strips = dump.strips
        whole = {first: joined_strips(strips[first], strips[number]) for first, number in parts.items()}
        dump.put([whole.get(number, strip) for number, strip in enumerate(strips) if number not in rest])


def _names(dump: Dump, above: list[int], below: list[int]) -> Iterator[tuple[int, int]]:
    """The first half of the name of a row, with a value behind it, and the half below that completes it."""
    lexicon = dump.words.rows["funds"]
    for name in above:
        if name + 1 not in above or not _words(dump.strips[name]) or dump.strips[name + 1].kind not in _VALUES:
            continue
        for end in below:
            if _words(dump.strips[end]) and overlap(dump, name, end) and lexicon.key(dump.strips[name].text + dump.strips[end].text):
                yield name, end


def _goes_on(dump: Dump, first: int, rest: int) -> bool:
    return bool(_OPEN.fullmatch(dump.strips[first].text)) and dump.strips[rest].text.isdigit()


def _words(strip: Strip) -> bool:
    return strip.kind is Kind.WORDS
