"""What it costs to read a strip of a text dump as the beginning of a cell, or as its next line, or as neither.

Costs are like negative logarithms of chances: 0 fits, 1 is odd, 3 is unlikely, 5 happens once in a hundred forms. They were set by hand on two
real dumps and 120 generated ones. A line that is not full ends its cell and a full one goes on; targets begin with an operator; an actual has
the unit of its target.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formlint.recognisers.strips import Kind, Strip, unit

MISSING = {"name": 4.0, "op": 2.0, "target": 2.5, "unit": 1.5, "actual": 2.5, "weight": 3.0, "score": 3.0, "reason": 0.3}
NEVER = 1e6
BESIDE = 1.2
PAIRED = 5.0  # for two short numbers side by side, or the words before them, to belong to no row
LEADING = 2.5  # words at the head of a line that ends in a weight and a score are the name of a row
AIRY = 5  # one strip in so many stands behind an empty line: then empty lines part cells, and a line break alone does not

_CLOSERS = frozenset("，。；、：！？”’）》〉」%,;:)…")
_OPENERS = frozenset("“‘（《〈「(，、≥≤≧≦=：:的和及与")
_ENDED = re.compile(r"[。；;]$|\d[^\d，。；：]{1,2}$|\d%$")
_ITEM = re.compile(r"(\d)[.．、](?!\d)")
_FIRST: Mapping[str, Mapping[Kind, float]] = {
    "name": {Kind.NUMBER: 9, Kind.DASH: 9, Kind.MEASURE: 5, Kind.QUALITY: 2.5, Kind.DONE: 2.5, Kind.CAUSE: 3, Kind.WORDS: 0},
    "target": {Kind.NUMBER: 5, Kind.DASH: 4, Kind.MEASURE: 0, Kind.QUALITY: 0, Kind.DONE: 1, Kind.CAUSE: 4, Kind.WORDS: 0.7},
    "actual": {Kind.NUMBER: 5, Kind.DASH: 4, Kind.MEASURE: 0, Kind.QUALITY: 0.3, Kind.DONE: 0, Kind.CAUSE: 3, Kind.WORDS: 0.4},
    "reason": {Kind.NUMBER: 6, Kind.DASH: 0, Kind.MEASURE: 6, Kind.QUALITY: 5, Kind.DONE: 5, Kind.CAUSE: 0, Kind.WORDS: 4},
}
_LIMITED = {"name": 1.0, "target": -0.5, "actual": 1.2}  # an operator stands in it
_ASKING = {"name": 5.0, "target": -0.7, "actual": 1.5, "reason": 5.0}  # begins with one


@dataclass(frozen=True, slots=True)
class _Look:
    """What is asked of a strip over and over."""

    closes: bool  # begins with a mark that ends something
    opens: bool  # ends with a mark or a word that something follows
    ended: bool  # a whole sentence or measure
    sentence: bool
    item: int  # 2 for `2.星级党支部表彰`


class Costs:
    """The costs for the strips of one dump. `widths` are the widest lines of the columns, as far as they are known."""

    def __init__(self, strips: Sequence[Strip], columns: Sequence[str], *, joined: bool, widths: Mapping[str, float] | None = None) -> None:
        self.strips = strips
        self.columns = columns
        self._joined = joined
        self._airy = airy(strips)
        self._widths = [(widths or {}).get(column, 0.0) for column in columns]
        self._looks = [_look(strip) for strip in strips]

    def beside(self, number: int) -> float:
        """For a strip to belong to no row."""
        strip = self.strips[number]
        if strip.kind is not Kind.NUMBER:
            return PAIRED if strip.leads and not self._airy else BESIDE
        near = self.strips[max(0, number - 1) : number + 2]
        return PAIRED if sum(each.kind is Kind.NUMBER and each.line == strip.line for each in near) > 1 else BESIDE

    def first(self, number: int, column: int) -> float:
        """For a cell of the column to begin with this strip."""
        strip, name = self.strips[number], self.columns[column]
        if name in ("weight", "score"):
            return 0.0 if strip.kind is Kind.NUMBER and float(strip.text.rstrip("分")) <= 100 else NEVER
        if name == "op":
            return 0.0 if strip.asks and len(strip.text) <= 4 and not any(map(str.isdigit, strip.text)) else 6.0
        if name == "unit":
            return 0.5 if len(strip.text) <= 4 and strip.kind in (Kind.WORDS, Kind.QUALITY) else 6.0
        if name == "target" and strip.kind is Kind.NUMBER and "op" in self.columns:
            return 0.5
        return _FIRST.get(name, {}).get(strip.kind, 3.0) + self._odd(number, name)

    def _odd(self, number: int, name: str) -> float:
        """Signs for and against a column, beyond the kind."""
        strip, look = self.strips[number], self._looks[number]
        cost = (4.0 if look.closes else 0.0) + (1.0 if name == "name" and strip.text[-1] == "。" else 0.0)
        cost += _LIMITED.get(name, 0.0) if strip.limits else 0.0
        cost += _ASKING.get(name, 0.0) if strip.asks else 0.0
        return cost + (LEADING if strip.leads and not self._airy and name != "name" else 0.0)

    def enter(self, last: int, column: int, number: int) -> float:
        """For the cell of the strip `last` to end, and another to begin with this one."""
        if last < 0:
            return 0.0
        before, strip, look = self.strips[last], self.strips[number], self._looks[last]
        cost = 2.5 if look.opens and before.kind is not Kind.DASH else 0.0
        cost += 3.0 if self._looks[number].item > 1 else 0.0
        if strip.gap == 0:
            return cost + (0.3 if self._joined and _border(before, strip) else 0.7 if _prose(before, strip) else 0.0)
        most = self._widths[column]
        goes_on = before.kind in (Kind.WORDS, Kind.QUALITY, Kind.CAUSE, Kind.DONE) and not look.ended
        return cost + (0.8 if most and goes_on and before.reach + strip.head > most else 0.0)

    def stay(self, last: int, column: int, number: int, lines: int = 2) -> float:
        """For the cell of the strip `last` to go on with this one; `lines` counts those it has."""
        before, strip = self.strips[last], self.strips[number]
        name = self.columns[column]
        if name in ("weight", "score"):
            return 0.2 if strip.text == "分" else NEVER
        if Kind.DASH in (before.kind, strip.kind):
            return 6.0
        cost = self._break(last, number)
        if self._looks[number].item > 1:
            return cost + 0.3
        if strip.gap == 0:
            return cost + self._blank(before, strip)
        cost += 1.0 if number - last > 1 else 0.0
        cost += 1.0 if name == "actual" and strip.limits else 0.0
        cost += 3.0 if name == "reason" and (strip.asks or strip.kind in (Kind.MEASURE, Kind.DONE, Kind.QUALITY)) else 0.0
        empty = (0.0, 0.4, 0.5)[strip.gap if lines > 1 else 3 - strip.gap]  # the seeds have an empty line after the first line of a cell
        return cost + empty + self._next_line(last, number, self._widths[column])

    def _break(self, last: int, number: int) -> float:
        """Signs that one strip does not follow the other in a cell."""
        before, strip, look = self.strips[last], self.strips[number], self._looks[last]
        cost = (2.0 if strip.asks and strip.gap else 0.0) + (3.0 if strip.kind is Kind.NUMBER else 0.0)
        if self._looks[number].closes or look.opens or (before.text[-1] in "年月" and strip.text[0].isdigit()):
            cost -= 1.0
        elif strip.gap and before.kind is Kind.MEASURE and look.ended and not look.item:
            cost += 1.2
        return cost + (LEADING if strip.leads and strip.gap and not self._airy else 0.0)

    def _blank(self, before: Strip, strip: Strip) -> float:
        """For a blank to stand inside a cell."""
        if _prose(before, strip):
            return 1.0
        if self._joined and _border(before, strip):
            return 1.2
        return 2.0 if strip.text[0].isdigit() and strip.kind is not Kind.NUMBER else 2.5

    def _next_line(self, last: int, number: int, most: float) -> float:
        """For a cell to go on in the next line: nothing when the line was full."""
        before, strip = self.strips[last], self.strips[number]
        ended = self._looks[last].sentence and before.width >= 3
        if most:
            if before.reach + strip.head > most - 0.6 and strip.extent <= most + 1.1:
                return 0.0
            return 1.2 if ended else 3.5 if strip.gap == 2 else 0.5 if self._airy else 2.2
        if strip.extent > before.reach + strip.head:
            return 2.2 if ended else 3.0
        return 1.0 if ended else 0.3 if before.reach >= 4 else 1.5

    def pair(self, last: int, source: int, number: int, column: int) -> float:
        """For two cells side by side: target and actual have one unit; a score is not above its weight."""
        names = self.columns[source], self.columns[column]
        before, strip = self.strips[last], self.strips[number]
        if names == ("weight", "score"):
            return 4.0 if before.kind is Kind.NUMBER and float(strip.text.rstrip("分")) > float(before.text.rstrip("分")) else -0.5
        if names != ("target", "actual"):
            return 0.0
        if Kind.WORDS not in (before.kind, strip.kind) and unit(before.text) and unit(strip.text):
            return same_unit(before, strip)
        return -0.3 if before.kind is strip.kind else 0.3


def airy(strips: Sequence[Strip]) -> bool:
    """Empty lines stand between cells."""
    return sum(strip.gap == 2 for strip in strips) * AIRY > len(strips)


def same_unit(one: Strip, other: Strip) -> float:
    """For a target and an actual: below 0 when the units agree, above when they do not."""
    units = unit(one.text), unit(other.text)
    if not all(units):
        return 0.0
    return -0.8 if units[0][0] == units[1][0] else 0.8


def _look(strip: Strip) -> _Look:
    first, last = strip.text[0], strip.text[-1]
    item = _ITEM.match(strip.text)
    return _Look(
        first in _CLOSERS,
        last in _OPENERS or strip.text.endswith("其中"),
        bool(_ENDED.search(strip.text)),
        last in "。；;",
        int(item[1]) if item else 0,
    )


def _prose(before: Strip, strip: Strip) -> bool:
    """Words beside words: a blank in a sentence as likely as two cells."""
    kinds = (before.kind, strip.kind)
    return Kind.WORDS in kinds and Kind.NUMBER not in kinds and Kind.DASH not in kinds


def _border(before: Strip, strip: Strip) -> bool:
    """Chinese beside digits, where office programs leave a gap."""
    a, b = before.text[-1], strip.text[0]
    return ("一" <= a <= "鿿" and b.isascii() and b.isalnum()) or (a.isascii() and a.isalnum() and "一" <= b <= "鿿")
