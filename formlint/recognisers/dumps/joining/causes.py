"""Causes in a narrow column, which a dump prints line by line behind the score of their row: 受汛期 / 影响, / 进度滞 / 后。

All their lines but the last are full, so they are of one width, and 。 ends them. Such lines are one strip, and which column they stand in is plain.
"""

import re
from collections.abc import Sequence

from formlint.documents import Passage
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind, Strip, kind_of
from formlint.records import replace

MOST_LINES = 24
SLACK = 1.0  # characters that a line may lack, as none begins with a comma
HANGING = 0.6
WIDEST = 16  # characters of a column of causes behind an actual; lines of running text have more
ANSWERS = frozenset((Kind.MEASURE, Kind.QUALITY, Kind.DONE, Kind.DASH))
_BEGUN = re.compile(r"因(?!此)|受(?![益众助训理教援捐检])|由于")
_CAUSE = re.compile(r"[^\d一-鿿%≥≤≧≦]*+[一-鿿]\D*+")  # no number, and words before any sign


def joined_causes(dump: Dump) -> None:
    """Puts the lines of causes together."""
    strips, found = dump.strips, list[Strip]()
    place = 0
    while place < len(strips):
        end = _end(strips, place) if _may_begin(strips, place) else 0
        found.append(_one(strips[place:end]) if end else strips[place])
        place = end or place + 1
    if len(found) < len(strips):
        dump.put(found)


def _may_begin(strips: Sequence[Strip], place: int) -> bool:
    """Words behind a score, or that begin as causes do."""
    strip = strips[place]
    if place == 0 or strip.kind not in (Kind.WORDS, Kind.CAUSE) or not _last(strips, place):
        return False
    before = strips[place - 1]
    return bool(strip.gap and _BEGUN.match(strip.text)) or before.kind is Kind.NUMBER or (before.kind in ANSWERS and strip.width < WIDEST)


def _end(strips: Sequence[Strip], start: int) -> int:
    """The strip behind the cause that begins with this one; 0 when there is none."""
    widest = strips[start].width
    for place in range(start + 1, min(start + MOST_LINES, len(strips))):
        before, strip = strips[place - 1], strips[place]
        if strip.gap == 0 or not _last(strips, place):
            return 0
        widest = max(widest, strip.width)
        if any(each.width < widest - SLACK - HANGING for each in (before, strips[start])):
            return 0
        if strip.text[-1] == "。":
            text = "".join(each.text for each in strips[start : place + 1])
            sure = strips[start - 1].kind is Kind.NUMBER or kind_of(text[:-1]) is Kind.CAUSE
            return place + 1 if sure and _CAUSE.fullmatch(text) else 0
    return 0


def _last(strips: Sequence[Strip], place: int) -> bool:
    """Nothing stands behind it in its line."""
    return place + 1 == len(strips) or strips[place + 1].gap > 0


def _one(strips: Sequence[Strip]) -> Strip:
    text, passage = "".join(strip.text for strip in strips), Passage.join([strip.passage for strip in strips])
    return replace(strips[0], passage=passage, text=text, width=max(strip.width for strip in strips), kind=Kind.CAUSE)
