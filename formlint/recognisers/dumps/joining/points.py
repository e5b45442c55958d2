"""Weights and scores of an aligned dump that have but a blank before the cell to their right: `6  区开展为老服务`, `3.8 期，已督促施工单位`.

That reads like a count and its unit. Where other lines print a lone number in just this place, or the 分 of the number stands below it, it is one,
and the words are another cell.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind, Strip, asks, kind_of, width
from formlint.records import replace

LONE = 3  # lines with a lone number there
NEAR = 1  # columns that the middles of numbers may lie apart
UNDER = 2.0  # from the middle of a number to that of its 分
_COUNTED = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s+(?=[一-鿿“（(≥≤<>])(?![年月日分])(?=.{4})")  # a unit has fewer characters
_MOST = 100


def parted_points(dump: Dump) -> None:
    """Parts numbers from the words behind them where a column of numbers stands."""
    matches = [(number, _COUNTED.match(strip.passage.text)) for number, strip in enumerate(dump.strips)]
    counted = [(number, found) for number, found in matches if found and not dump.loose(number)]
    if not counted:
        return
    lone = sorted(_lone(dump))
    parts = {
        number: _parts(dump.strips[number], found)
        for number, found in counted
        if _stands(dump.strips[number], found, lone) or _above_its_unit(dump, dump.strips[number], found)
    }
    if parts:
        dump.put([part for number, strip in enumerate(dump.strips) for part in parts.get(number, (strip,))])


def _lone(dump: Dump) -> Iterator[float]:
    """The middles of the numbers that stand by themselves: with two blanks before them and behind them."""
    for number, strip in enumerate(dump.strips):
        if strip.kind is Kind.NUMBER and not dump.loose(number):
            yield strip.start + len(strip.passage.text) / 2


def _stands(strip: Strip, found: re.Match[str], lone: Sequence[float]) -> bool:
    """The number stands in a column of numbers."""
    middle = strip.start + len(found[1]) / 2
    return float(found[1]) <= _MOST and bisect_right(lone, middle + NEAR) - bisect_left(lone, middle - NEAR) >= LONE


def _above_its_unit(dump: Dump, strip: Strip, found: re.Match[str]) -> bool:
    """A narrow cell has broken it from its 分, which stands right below: 4.3 高，今后 / 分 科学合理."""
    middle = strip.start + len(found[1]) / 2
    below = [dump.strips[each] for line in (strip.line + 1, strip.line + 2) for each in dump.on_line(line)]
    return any(each.text == "分" and abs(each.start + 0.5 - middle) <= UNDER for each in below)


def _parts(strip: Strip, found: re.Match[str]) -> tuple[Strip, Strip]:
    """The number, and the words behind it."""
    size, at = len(found[1]), found.end()
    text = strip.text[size:]
    number = replace(strip, passage=strip.passage.cut(0, size), text=found[1], kind=Kind.NUMBER, asks=False, width=width(found[1]))
    words = replace(
        strip, passage=strip.passage.cut(at), text=text, start=strip.start + at, gap=0, width=width(text), kind=kind_of(text), asks=asks(text)
    )
    return number, words
