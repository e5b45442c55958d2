"""Numbers that a narrow cell broke over several lines, in a dump that prints the cells of a row one after the other.

    16,237,510,00 / 0.00        98.04 / %        17547 / 889.87 / 元        1 / 5 / 15

Cells of one height share a line there. So two numbers that a line break parts are one that was broken, or stand beside one; commas, points and units
tell which. A run of weights and scores is cut in the one way that gives a score not above its weight.
"""

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from formlint.documents import Passage
from formlint.exact import Fraction
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind, Strip, kind_of, width
from formlint.records import replace

LONG, SHORT = 5, 3  # digits at least before a break, and at most behind it, for two whole numbers to be one
LONGEST = 24  # characters of a number with what it counts
MOST_PARTS = 6  # of the numbers of one row
HUNDRED = 100
ALL = 4  # numbers of a row: target, actual, weight, score
RATIOS = ("%", "‰")
_SIGNED = r"(?:[≥≤≧≦=═><]{1,2})?"
_BEGUN = re.compile(_SIGNED + r"-?\d[\d,]*(?:\.\d*)?")
_SOUND = re.compile(_SIGNED + r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")  # its commas stand where they belong
_REST = re.compile(r"[\d,.]+(?:[%‰分元]|万元|亿元|[^\d\s，。；：、,.%]{1,3})?")
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d{2,}|-?\d{1,3}(?:,\d{3})+")
_RATED = re.compile(r"[一-鿿]{1,2}/[一-鿿]{0,2}")  # 元/人天
_DATED = re.compile(r"20\d\d(?:年(?:\d{1,2}(?:月(?:\d{1,2}日?|底)?)?)?(?:至(?:\d{1,2}月?)?)?)?")
_DATES = re.compile(  # what a date goes on with, behind a bar
    r".*(?:20\d\d\|年|年\|\d{1,2}(?:月|$)|年\d{1,2}\|月|月\|(?:\d{1,2}日|底|至|前|\d{1,2}$)|月\d{1,2}\|日|至\|\d{1,2}月|至\d{1,2}\|月|[日底]\|前|月底?\|完成).{0,6}"
)
_ZEROS = frozenset(("00", "000"))
_NAMED = frozenset("月日")
_UNITS = frozenset({*RATIOS, "元", "万元", "亿元"})
_SAID = (Kind.MEASURE, Kind.QUALITY, Kind.DONE)
_POINTS = re.compile(r"[1-9]\d?|0|100|\d{1,2}\.\d{1,2}")


def joined_parts(dump: Dump) -> None:
    """Puts the parts of broken numbers together."""
    if any(strip.gap == 1 and (strip.text[0] in "0123456789.,%年月日元") for strip in dump.strips):
        found = _whole(dump.strips, apart=dump.apart)
        if len(found) < len(dump.strips):
            dump.put(found)


def _whole(strips: Sequence[Strip], *, apart: bool) -> list[Strip]:
    """The strips with broken numbers as one; `apart`: units have a column of their own."""
    found: list[Strip] = []
    for place, strip in enumerate(strips):
        after = strips[place + 1] if place + 1 < len(strips) else None
        if found and _goes_on(found[-1], strip, after, apart=apart):
            found[-1] = one(found[-1], strip)
        else:
            found.append(strip)
    whole: list[Strip] = []
    for run in _runs(found):
        whole += _points(run) if len(run) > 2 and _only_points(whole, run) else run
    return whole


def _only_points(before: Sequence[Strip], run: Sequence[Strip]) -> bool:
    """No target and no actual are among these numbers: behind a target without one (≥5) a bare 6 is the actual, and four may be all of a row."""
    if before and before[-1].asks:
        return len(before) > 1 and before[-2].kind in _SAID
    if (before and before[-1].kind in _SAID) or len(run) != ALL or not all(_POINTS.fullmatch(each.text) for each in run[2:]):
        return True
    return not 0 < _value(run[3]) <= _value(run[2])


def one(first: Strip, second: Strip) -> Strip:
    """Two strips as one, where the first stands."""
    text = first.text + second.text
    return replace(first, passage=Passage.join((first.passage, second.passage)), text=text, width=width(text), kind=kind_of(text), reach=width(text))


def _goes_on(before: Strip, strip: Strip, after: Strip | None, *, apart: bool) -> bool:
    """The strip is the rest of the date or the number that stands before it; `after` is the next one."""
    if len(before.text) > LONGEST:
        return False
    if _date_goes_on(before.text, strip, after):
        return True
    alone = after is None or after.gap > 0
    return strip.gap == 1 and bool(_BEGUN.fullmatch(before.text)) and _number_goes_on(before, strip, alone=alone, apart=apart)


def _number_goes_on(before: Strip, strip: Strip, *, alone: bool, apart: bool) -> bool:
    """The same for a number; `alone`: nothing else is on its line. Two whole numbers, 150 / 160, are a target and what was reached."""
    text = strip.text
    if text in _UNITS:
        return alone and (text in RATIOS or (not apart and bool(_AMOUNT.fullmatch(before.text))))
    if _RATED.fullmatch(text):
        return before.kind is Kind.MEASURE
    if not _REST.fullmatch(text) or not _fits(before.text, text):
        return False
    if not _SOUND.fullmatch(before.text) or text[0] in ",.":
        return True
    if text.isdigit() and (len(before.text) < LONG or len(text) > SHORT):
        return False
    if text in _ZEROS:
        return True
    return before.kind is strip.kind is Kind.MEASURE and not _AMOUNT.fullmatch(before.text) and not before.text.startswith("20")


def _date_goes_on(before: str, strip: Strip, after: Strip | None) -> bool:
    """A date, and the rest of it on the next line; in that line, too, where the line before left it open. Digits alone need their 月 or 日 below."""
    if not _DATED.fullmatch(before) or not (strip.gap == 1 or before[-1] == "至"):
        return False
    if strip.text.isdigit() and not (after and after.gap == 1 and after.text[0] in _NAMED):
        return False
    return bool(_DATES.fullmatch(f"{before}|{strip.text}"))


def _fits(before: str, rest: str) -> bool:
    """Both together may be a number, or its beginning."""
    digits = re.match(r"[\d,.]*", rest)
    text = before + (digits[0] if digits else "")
    return text.count(".") <= 1 and ",," not in text and not re.search(r"\.\d*,|,\.|,\d{4}", text)


def _runs(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """The strips, weights and scores that follow one another together."""
    run: list[Strip] = []
    for strip in strips:
        if run and not (strip.kind is run[-1].kind is Kind.NUMBER and strip.gap < 2):
            yield run
            run = []
        run.append(strip)
    if run:
        yield run


def _points(run: list[Strip]) -> list[Strip]:
    """Three numbers or more as a weight and a score, where just one way to join lines leads there; else as they are."""
    if len(run) > MOST_PARTS:
        return run
    cuts = [cut for cut in range(1, len(run)) if all(run[place].gap for place in range(1, len(run)) if place != cut)]
    ways = [(reduce(one, run[:cut]), reduce(one, run[cut:])) for cut in cuts]
    fitting = [way for way in ways if all(_POINTS.fullmatch(each.text) for each in way) and _value(way[1]) <= _value(way[0]) <= HUNDRED]
    return list(fitting[0]) if len(fitting) == 1 else run


def _value(strip: Strip) -> Fraction:
    return Fraction(strip.text)
