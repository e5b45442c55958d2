"""What it costs to read a strip of a text dump as the beginning of a cell, or as its next line, or as neither.

Costs are like negative logarithms of chances: 0 fits, 10 is odd, 30 is unlikely, 50 happens once in a hundred forms. They were set by hand on two
real dumps and 120 generated ones. They are integers, so that it does not hang on rounding which of two ways is taken that cost the same. A line
that is not full ends its cell and a full one goes on; targets begin with an operator; an actual has the unit of its target.
"""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache
from itertools import pairwise, product

from formlint.recognisers.dumps.echoes import Count, counted, echoes
from formlint.recognisers.dumps.signs import PAIRED, Shape, counting, shape, signs
from formlint.recognisers.dumps.strips import KINDS, Kind, Strip, kind_of, unit
from formlint.records import record, replace

MISSING = {"name": 40, "op": 20, "target": 25, "unit": 15, "actual": 25, "weight": 30, "score": 30, "reason": 3}
REST = 20  # less for a line that is the rest of a date or of a unit: 2022年12月31 / 日前, 1683批 / 次
SAME = -8  # for a target and an actual to have one unit
SENTENCE = 14  # less for a torn reason to go on before its sentence ends
AIRY = 5  # one strip in so many stands behind an empty line: then empty lines part cells, and a line break alone does not

_OPENERS = frozenset("“‘（《〈「(，、≥≤≧≦=：:的和及与")
_ENDED = re.compile(r"[。；;]$|\d[^\d，。；：]{1,2}$|\d%$")
_DATED = re.compile(r"(?:^|\D)(?:\d{4}年\|\d{1,2}月|月\|\d{1,2}日|月\d{1,2}\|日)|月至\|\d|月底\|前")
_ITEM = re.compile(r"(\d)[.．、](?!\d)")
# For a cell to go on behind a line of unknown width, and behind such a line that ends a sentence: a long line, one that is shorter than the next and
# would have had room for the head of that, a short one.
_LONG, _ROOM, _SHORT = (3, 10), (30, 22), (15, 10)
_PARTNERS = {"actual": "target", "score": "weight"}
_BARE = (Kind.NUMBER, Kind.DASH)
# Words beside words: a blank in a sentence is as likely as two cells.
_PROSE = {pair for pair in product(KINDS, KINDS) if Kind.WORDS in pair and not set(_BARE) & set(pair)}
_GOING_ON = frozenset({Kind.WORDS, Kind.QUALITY, Kind.CAUSE, Kind.DONE})


Link = tuple[int, int, float, int, int, int, int]  # see Costs.link


@record(frozen=True, slots=True)
class _Look:
    """What is asked of a text over and over."""

    shape: Shape
    opens: bool  # ends with a mark or a word that something follows
    opening: int  # what it costs to end a cell with that
    bare: bool  # a measure without its unit
    whole: bool  # a measure with it, in no list
    sentence: bool
    torn: int  # what it costs to end a full line of a cell with words that go on
    item: bool  # of a list, not the first: 2.星级党支部表彰
    listed: int  # what it costs to begin another cell with that
    unit: str
    points: float  # of a short number
    dated: bool  # ends as a date may be torn: 2022年, 12月31
    day: bool  # 2022年, 12月: digits go on
    digit: bool  # begins with one
    dash: bool
    closes: bool  # of its shape
    single: bool
    count: Count | None


class Costs:
    """The costs for the strips of one dump. `widths` are the widest lines of the columns, 0 as long as they are not known."""

    def __init__(self, strips: Sequence[Strip], columns: Sequence[str], *, joined: bool) -> None:
        self.strips = strips
        self.columns = tuple(columns)
        self.numeric = tuple(column in ("weight", "score") for column in columns)
        self.widths = [0.0] * len(columns)
        partners = [_PARTNERS.get(column) for column in columns]
        self._partners = [self.columns.index(other) if other in columns else -1 for other in partners]
        self._joined = joined
        self.gaps = [strip.gap for strip in strips]
        self.airy = airy(self.gaps)
        self._looks = [_look(strip.text) for strip in strips]
        if "op" in columns:
            self._looks = [_closed(look) if strip.asks and look.opens else look for strip, look in zip(strips, self._looks, strict=True)]
        self._strict = False
        self._short = 0, 5 if self.airy else 22, 35  # for a cell to go on behind a line that is not full, by the gap
        self.links: list[dict[int, Link]] = [{} for _ in strips]  # of every strip, by the strip before it: what `link` has worked out
        leads, kept = not self.airy, signs(self.columns)
        self.signs = [  # what the strips cost by themselves; the same for every width
            kept[look.shape, look.item, strip.asks, leads and strip.leads, strip.gap] for strip, look in zip(strips, self._looks, strict=True)
        ]
        for place, other in echoes(strips, [look.count for look in self._looks]):
            self.signs[place] = counting(self.signs[place], self.columns, "target")
            self.signs[other] = counting(self.signs[other], self.columns, "actual")
        self.beside = self._off()  # for every strip to belong to no row

    def widened(self, widths: Mapping[str, float]) -> "Costs":
        """The same, once the widest lines are known."""
        found = copy(self)
        found.widths = [widths.get(column, 0.0) for column in self.columns]
        return found

    def strict(self) -> "Costs":
        """The same, where a cell does not go on behind a line of unknown width."""
        found = copy(self)
        found._strict, found.links = True, [{} for _ in self.strips]
        return found

    def partners(self) -> list[int]:
        """For every column the one whose cells its own must agree with, or -1."""
        return self._partners

    def _off(self) -> list[int]:
        found, strips, wanted = [each.beside for each in self.signs], self.strips, Kind.NUMBER
        numbers = [number for number, strip in enumerate(strips) if strip.kind is wanted]
        for before, number in pairwise(numbers):
            if number == before + 1 and strips[before].line == strips[number].line:
                found[before] = found[number] = PAIRED
        return found

    def first(self, number: int, column: int) -> int:
        """For a cell of the column to begin with this strip."""
        return self.signs[number].all[column]

    def enter(self, last: int, column: int, number: int) -> int:
        """For the cell of the strip `last` to end, and another to begin with this one."""
        if last < 0:
            return 0
        ends, torn, full, *_ = self.link(last, number)
        return ends + (torn if 0 < self.widths[column] < full else 0)

    def stay(self, last: int, column: int, number: int, lines: int = 2) -> int:
        """For the cell of the strip `last` to go on with this one; `lines` counts those it has."""
        own = self.signs[number]
        if self.numeric[column]:
            return own.of_number
        _, _, full, stays, short, unknown, _ = self.link(last, number)
        most = self.widths[column]
        if most:
            unknown = 0 if full > most - 0.6 and self.strips[number].extent <= most + 1.1 else short
        open_ = SENTENCE if self.columns[column] == "reason" and self.strips[last].text[-1] != "。" and not own.further[column] else 0
        return stays + unknown + own.empty[lines > 1] + own.further[column] - open_

    def link(self, last: int, number: int) -> Link:
        """What two strips say of each other, whatever the column: seven numbers that `enter`, `stay` and `pair` are made of.

        For the cell to end between them; more if its line is full (wider than the column); the width that is compared; for the cell to go on;
        more if its line is not full; more if the width of the column is not known; for the one to end a target and the other to begin its actual.
        """
        return self.links[number].get(last) or self.linked(last, number)

    def linked(self, last: int, number: int) -> Link:
        """The same, worked out: for two strips that nobody has asked about."""
        strips, looks, own = self.strips, self._looks, self.signs[number]
        before, strip, look, here = strips[last], strips[number], looks[last], looks[number]
        gap, torn, listed, full, short, unknown = strip.gap, look.torn, here.listed, before.reach + strip.head, 0, 0
        if look.bare and gap and strip.width <= 3 and strip.text[0] > "一":  # 大于等于27 / 处
            ends, stays = 25 + listed, own.breaks - 12
        else:  # signs that one strip does not follow the other in a cell, or does
            ends, stays = look.opening + listed, own.follows
            if look.opens or here.closes or (look.day and here.digit):
                stays -= 10
            elif look.whole and gap:
                stays += 12
        if not gap:
            inside, between = self._blank(before, strip)
            ends, torn, stays = ends + between, 0, stays + (3 if listed else inside)
        elif gap == 1 and (look.dated or here.single) and _is_rest(before, strip, look, here):
            ends, stays = ends + REST, stays - REST
        elif listed:
            stays += 3
        else:
            stays += 10 if number - last > 1 else 0
            ended = look.sentence and before.width >= 3
            short = 12 if ended else self._short[gap]
            untold = _ROOM if strip.extent > full else _SHORT if before.reach < 4 else _LONG
            unknown = max(short, 22) if self._strict else untold[1] if ended else untold[0]
        if look.dash or here.dash:
            stays, short, unknown = 55, 0, 0
        kind, other = before.kind, strip.kind
        if look.unit and here.unit and kind is not Kind.WORDS and other is not Kind.WORDS:
            said = SAME if look.unit[0] == here.unit[0] else -SAME
        else:
            said = -3 if kind is other else 3
        found = self.links[number][last] = ends, torn, full, stays, short, unknown, said
        return found

    def _blank(self, before: Strip, strip: Strip) -> tuple[int, int]:
        """For a blank to stand inside a cell, and to stand between two."""
        prose, bordered = (before.kind, strip.kind) in _PROSE, self._joined and border(before, strip)
        inside = 10 if prose else 12 if bordered else 20 if strip.text[0].isdigit() and strip.kind is not Kind.NUMBER else 25
        return inside, 3 if bordered else 7 if prose else 0

    def pair(self, last: int, source: int, number: int, column: int) -> int:
        """For two cells side by side: target and actual have one unit; a score is not above its weight."""
        if self._partners[column] != source:
            return 0
        if not self.numeric[column]:
            return self.link(last, number)[6]
        return 40 if self.strips[last].kind is Kind.NUMBER and self._looks[number].points > self._looks[last].points else -5


def airy(gaps: Sequence[int]) -> bool:
    """Empty lines stand between cells."""
    return gaps.count(2) * AIRY > len(gaps)


def same_unit(one: Strip, other: Strip) -> int:
    """For a target and an actual: below 0 when the units agree, above when they do not."""
    units = unit(one.text), unit(other.text)
    if not all(units):
        return 0
    return SAME if units[0][0] == units[1][0] else -SAME


@lru_cache(maxsize=4096)
def _look(text: str) -> _Look:
    last, kind, mark, ended, own = text[-1], kind_of(text), _ITEM.match(text), bool(_ENDED.search(text)), shape(text)
    opens, item, dated = last in _OPENERS or text.endswith("其中"), int(mark[1]) if mark else 0, last in "年月至底"
    return _Look(
        own,
        opens,
        25 if opens and kind is not Kind.DASH else 0,
        kind is Kind.MEASURE and last.isdigit(),
        kind is Kind.MEASURE and ended and not item,
        last in "。；;",
        8 if kind in _GOING_ON and not ended else 0,
        item > 1,
        30 if item > 1 else 0,
        unit(text),
        float(text.rstrip("分")) if kind is Kind.NUMBER else 0.0,
        dated or ("月" in text and last.isdigit()),
        last in "年月",
        text[0].isdigit(),
        kind is Kind.DASH,
        own.closes,
        own.single,
        counted(text),
    )


@lru_cache(maxsize=64)
def _closed(look: _Look) -> _Look:
    """An operator in a cell of its own, behind which nothing is missing."""
    return replace(look, opens=False, opening=0)


def _is_rest(before: Strip, strip: Strip, look: _Look, here: _Look) -> bool:
    """A strip on the next line is the rest of a date or of a unit, wherever its line was full: 2022年12月31 / 日前, 1683批 / 次."""
    return (before.kind is Kind.MEASURE and here.single) or (look.dated and bool(_DATED.search(before.text + "|" + strip.text)))


def border(before: Strip, strip: Strip) -> bool:
    """Chinese beside digits, where office programs leave a gap."""
    a, b = before.text[-1], strip.text[0]
    return ("一" <= a <= "鿿" and b.isascii() and b.isalnum()) or (a.isascii() and a.isalnum() and "一" <= b <= "鿿")
