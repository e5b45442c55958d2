"""Goal and actual that stand side by side, in a dump that prints their lines as they lie on the page, from top to bottom.

    一是完成动物疫病免疫52.8万头。二是       both texts are set around the middle of their row, so that the taller one begins alone;
    贯彻落实各项工作。培育高素质农民166人；   then their lines take turns, or share a line, the left one first; and the taller one ends alone
    公开监督举报电话0854-8251086，三是完

It is enough to try how many lines the lower text has and where it begins. The way that is taken leaves no line short but the last of a text, and
ends both with a sentence. What shares a line tells which text is the left one; else their words must.
"""

import re
from collections.abc import Iterator, Sequence

from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.headings import plain
from formlint.records import record

FULL = 0.88  # of the widest line but one: digits and punctuation make lines of one column differ by a tenth
MOST_LINES = 60  # of both texts
WORST = 3.0  # what costs more is no way to read them
ALONE = 6.5  # the same of one that has a flow to itself
SHORT, OPEN, CLOSED = 6.0, 4.0, 10.0  # for a line inside a text to be short, a text to end within a sentence, or to begin with a mark
WITHIN = 1.5  # for it to begin with a word that seldom begins one
TOP = 3.0  # for the texts to begin at one height, and not lie around one
TURNED = 1.0  # for lines of one height to stand in another order than those that share a line
LABEL = 8.0  # characters of the side title between them
MARKS = re.compile(r"[，。；：！？”’）》%,;:)]")  # no line of a text begins with one
ENDED = re.compile(r"[。；！;]$")  # a sentence
_BEGINS = re.compile(
    r"[一1首第(（]|目标|\d{4}年|全[年面]|本年|围绕|按[照时]|根据|为|通过|以|坚持|贯彻|落实|执行|完成|实[施现行]|开展|组织|举办|推[进动广]|深入|加[强快大]|严格|明确|"
    r"新[建增]|[建改修培][设立造缮建育训]|治理|提[升高供]|保[障证]|确保|支持|扶持|促进|发[展放]|[做抓]好|进一步|有效|持续|充分|积极|稳步|完善|优化|解决|资助|选派|受益|惠及"
)
_PLANNED = re.compile(r"不少于|不低于|不高于|不超过|以上|以内|≥|≤|计划|预期|拟|确保|力争|目标|将")
_TOLD = re.compile(r"全年执行数|执行率|累计|已|全年共|实际|未收到|较上年|比上年|相比|同比|圆满|共(?:完成|计|开展|举办)|了|%。|达到?\d[\d.]*%")

Lines = Sequence[Sequence[int]]  # the strips of every printed line, one or two


@record(frozen=True, slots=True)
class Pair:
    """Two texts as strips; `sure`: the first is the left one."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    sure: bool


def abreast(dump: Dump, flow: Sequence[int]) -> Pair | None:
    """The two texts of a flow; nothing when no way to read it fits, or several do."""
    lines = _lines(dump, flow)
    if not 1 < len(lines) <= MOST_LINES or any(len(line) > 2 for line in lines):
        return None
    ways = sorted((_cost(dump, pair) + odd, pair.first, pair.second, pair.sure) for odd, pair in _ways(lines))
    best = [way for way in ways if way[0] == ways[0][0]]
    alone = text_cost(dump, lines) if all(len(line) == 1 for line in lines) else WORST + 1
    if not ways or ways[0][0] > WORST or alone <= ways[0][0] or any({*way[1:3]} != {*ways[0][1:3]} for way in best):
        return None
    return Pair(*ways[0][1:])


def apart(dump: Dump, one: Sequence[int], two: Sequence[int]) -> Pair | None:
    """The texts of two flows. The higher cell comes first, wherever it stands; else the left one does."""
    first, second = (tuple(line[0] for line in _lines(dump, flow)) for flow in (one, two))
    return Pair(first, second, sure=len(first) <= len(second))


def is_text(dump: Dump, flow: Sequence[int]) -> bool:
    """The flow holds one text and nothing else."""
    lines = _lines(dump, flow)
    return bool(lines) and all(len(line) == 1 for line in lines) and text_cost(dump, lines) <= ALONE


def told(one: str, other: str) -> int:
    """Above 0 when the words say that the first text is the goal and the other what was done, below 0 the other way round."""
    return _leaning(other) - _leaning(one)


def _leaning(text: str) -> int:
    return len(_TOLD.findall(text)) - len(_PLANNED.findall(text))


def _lines(dump: Dump, flow: Sequence[int]) -> list[list[int]]:
    """The lines of a flow without the parts of the side title between them."""
    return [line for line in ([number for number in line if not is_title(dump, number)] for line in dump.by_line(flow)) if line]


def is_title(dump: Dump, number: int) -> bool:
    """A part of the side title: 年度总体目 / 标."""
    strip = dump.strips[number]
    if dump.taken[number] or strip.width > LABEL or MARKS.search(strip.text):
        return dump.taken[number]
    return any(strip.text in plain(word) for word in dump.definition.sides)


def _ways(lines: Lines) -> Iterator[tuple[float, Pair]]:
    """All ways to share the strips out, with what is odd in them: the higher text begins alone, both take turns, it ends alone."""
    strips = [number for line in lines for number in line]
    shared = [len(line) == 2 and place == 0 for line in lines for place in range(len(line))]
    size = len(strips)
    for lower in range(1, size // 2 + 1):
        alone = size - 2 * lower
        for before in {alone // 2, (alone + 1) // 2, 0}:
            top = TOP * (before < alone // 2)
            for high_first in (True, False):
                turns = [place % 2 == (0 if high_first else 1) for place in range(2 * lower)]
                high = [True] * before + turns + [True] * (alone - before)
                if all(high[place] != high[place + 1] for place in range(size) if shared[place]):
                    level = any(shared[place] and (place - before) % 2 == 0 for place in range(size))
                    yield from ((top + TURNED * (level and left is not high_first), pair) for left, pair in _sides(strips, high, shared))


def _sides(strips: Sequence[int], high: Sequence[bool], shared: Sequence[bool]) -> Iterator[tuple[bool, Pair]]:
    """The two texts of one way, and whether the higher one is the left; where strips share a line that is tried both ways, else nothing tells."""
    if not any(shared):
        yield True, Pair(_of(strips, high, wanted=True), _of(strips, high, wanted=False), sure=False)
        return
    for left in (True, False):
        sides = list(high)
        for place, both in enumerate(shared):
            if both:
                sides[place], sides[place + 1] = left, not left
        yield left, Pair(_of(strips, sides, wanted=left), _of(strips, sides, wanted=not left), sure=True)


def _of(strips: Sequence[int], sides: Sequence[bool], *, wanted: bool) -> tuple[int, ...]:
    return tuple(number for number, side in zip(strips, sides, strict=True) if side is wanted)


def _cost(dump: Dump, pair: Pair) -> float:
    return sum(text_cost(dump, [(number,) for number in text]) for text in (pair.first, pair.second))


def text_cost(dump: Dump, lines: Lines) -> float:
    """What it costs for these lines to be one text."""
    found = [sum(dump.strips[number].width for number in line) for line in lines]
    widths = sorted(found)
    full = FULL * widths[-2 if len(widths) > 2 else -1]
    first, last = dump.strips[lines[0][0]].text, dump.strips[lines[-1][-1]].text
    cost = CLOSED * bool(MARKS.match(first)) + OPEN * (not ENDED.search(last)) + WITHIN * (not _BEGINS.match(first))
    return cost + sum(SHORT for width, after in zip(found, lines[1:], strict=False) if width + dump.strips[after[0]].head <= full)
