"""The flows of a dump whose cells are parted by empty lines, and the cells in each.

`pdftotext` without `-layout` prints a table cell by cell, with an empty line behind each. What stands close together on the page comes in one flow:
a cell of several lines; cells one below the other; or cells of one row side by side, whose lines then alternate from top to bottom:

    对59所学校开 已对59所学校      target and actual, three lines each
    展安全督导≥2 开展安全督导2
    次
    次

Cells of a row are set around its middle. So it is enough to try how many lines every cell has: where the lines of the flow come in just the order
that these would be printed in, that is a way to read it, and the cheapest way is taken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, lru_cache
from itertools import combinations, pairwise
from math import inf

from formlint.documents import Passage
from formlint.recognisers.dumps.signs import CLOSES, shape, signs
from formlint.recognisers.dumps.strips import Kind, Strip, asks, kind_of, unit, units, width
from formlint.records import record, replace

MOST_LINES = 14  # strips of a flow that is read as a row
LONGEST = 200  # strips of a flow that is read; one that holds a page has 60
FEW_LINES = 8  # strips of one where cells side by side may stand above others
UNREAD = 30  # for a strip to be in no cell that we understand
SIDE_BY_SIDE = 8
APART = 3  # for cells of one height to be printed in two lines
STACKED = 1  # for one cell more below the others
TOP = 8  # for the cells of a row to begin at one height
BELOW = 8  # for a flow to be cells of several rows
SHORT = 14  # for a cell to go on behind a line that is not full
LONGER = 16  # for the last line of a cell to be longer than the one before
SAME = 3  # characters at the beginning of two lines, with a number in them, that no cell repeats
FOLD = 2  # for a name to have one line more
FILLED = 9  # for the last line of a name to be full too: rather two names
ROOM = 0.6  # characters that a full line may leave free
OPEN = 12  # for a cell to end with a mark or a number that goes on, or to begin with one that closes
ANEW = 14  # for a line to say what the line before said, or to begin with another number
LED = 28  # for it to stand behind a label in its line
ALIKE = 12  # for target and actual to say nearly the same: 实现80家全覆盖, 80家已全覆盖
ACHIEVED = 3  # for a target to say what was achieved
WORDY = 8  # for a target or an actual to be words without a number, and no judgement
COUNTED = 6  # for a name to have a number in it, and as much for it to begin with one
UNIT = 6  # for target and actual not to have one unit
NEVER = 10_000

_OPENS = frozenset("≥≤≧≦=：:，、（(“‘《〈「的和及与")
_WIDE = re.compile(r"[０-９]$")
_DONE = re.compile(r"已|均|全部|实际|达到|完成$")
_POINTS = re.compile(r"\d\.\d+\.\d")
_NUMBER = re.compile(r"[≥≤≧≦=<>]*\d")
_CUT = re.compile(
    r"(?:.*\d{4}年|.*月|.*\d{1,2}月\d{1,2}|.*[年月]\d{1,2}|.*月底|.*[年月日]至)\|(?:\d|[年月日前底完成]).*|.*[\d.]\|(?:\d|[^\d，。；、：]{1,3}$).*"
)


@record(frozen=True, slots=True)
class Piece:
    """One cell of a flow: its strips by number, from top to bottom."""

    numbers: tuple[int, ...]
    column: str = ""  # the one it was read for
    torn: bool = False  # one of several below one another: it stands by none of their rows
    follows: bool = False  # it stands in the row of the piece before


Way = tuple[float, list[Piece]]  # what it costs, and the cells


@record(frozen=True, slots=True)
class Reader:
    """`widths` are the widest lines known of the columns; a cell has no line that would have had room for what follows."""

    strips: Sequence[Strip]
    columns: tuple[str, ...]
    widths: Mapping[str, float]
    _costs: dict[tuple[str, tuple[int, ...]], float] = field(default_factory=dict)

    def pieces(self, flow: Sequence[int]) -> list[Piece]:
        """The cells of a flow: of one row, or of several, one below the other."""
        if len(flow) == 1 or len(flow) > LONGEST:
            return [Piece((number,)) for number in flow]
        ends = [place for place in range(1, len(flow)) if self._apart(flow, place)]
        stops = [place for place in ends if self.strips[flow[place - 1]].text[-1] == "。"] if len(flow) <= MOST_LINES else []
        stops = [0, *stops, len(flow)]
        best: dict[int, Way] = {0: (0.0, [])}
        for end in [*ends, len(flow)]:
            for start in [each for each in best if each < end]:
                alone = (start in stops and end in stops) or not any(start < each < end for each in ends)
                way = self._one_row(flow[start:end], beside=alone or len(flow) <= FEW_LINES)
                below = 0 if not start else STACKED if best[start][1][0].torn else BELOW
                cost = best[start][0] + way[0] + below
                if end not in best or cost < best[end][0]:
                    torn = start > 0
                    parts = [replace(each, torn=True) for each in (*best[start][1], *way[1])] if torn else way[1]
                    best[end] = cost, parts
        return best[len(flow)][1]

    def _apart(self, flow: Sequence[int], place: int) -> bool:
        return self.strips[flow[place - 1]].line != self.strips[flow[place]].line

    def _one_row(self, flow: Sequence[int], *, beside: bool) -> Way:
        """The cheapest way to read strips as cells of one row; where they stand in one line, each may be a cell."""
        ways: list[Way] = [*self._one(flow), *(self._beside(flow) if beside and len(flow) <= MOST_LINES else ())]
        return min(ways, key=lambda way: way[0]) if ways else (UNREAD * len(flow), [Piece((number,)) for number in flow])

    def _one(self, flow: Sequence[int]) -> Iterator[Way]:
        if all(self._apart(flow, place) for place in range(1, len(flow))):
            yield min(((self.cell(column, tuple(flow)), [Piece(tuple(flow), column)]) for column in self.columns), key=lambda way: way[0])

    def _beside(self, flow: Sequence[int]) -> Iterator[Way]:
        """Cells of one row, side by side: of all ways each that is cheaper than those before."""
        least = inf
        together = [not self._apart(flow, place) for place in range(1, len(flow))]
        numbers = [self.strips[number].kind is Kind.NUMBER for number in flow]
        scored = any(one and two and beside for one, two, beside in zip(numbers, numbers[1:], together, strict=False))
        for cells in (2, 3, 4) if scored else (2, 3):
            rest = len(self.columns) - cells + 1  # columns that the first cell may have; every other as many
            for order, top in _orders(len(flow), cells):
                apart = _apart(order, together)
                if apart < 0:
                    continue
                parts = [tuple(number for number, (_, cell) in zip(flow, order, strict=True) if cell == each) for each in range(cells)]
                beside = SIDE_BY_SIDE * (cells - 1) + TOP * top + APART * apart
                costs = [{column: self.cell(column, part) for column in self.columns[at : at + rest]} for at, part in enumerate(parts)]
                for columns in combinations(self.columns, cells):
                    cost = sum(map(dict.__getitem__, costs, columns)) + beside
                    if cost - ALIKE >= least:
                        continue
                    cost += self._agree(dict(zip(columns, parts, strict=True)))
                    if cost < least:
                        least = cost
                        yield cost, [Piece(part, column, follows=place > 0) for place, (column, part) in enumerate(zip(columns, parts, strict=True))]

    def _agree(self, row: Mapping[str, Sequence[int]]) -> float:
        target, actual = ("".join(self.strips[number].text for number in row.get(key, ())) for key in ("target", "actual"))
        wanted, given = unit(target), units(actual)
        odd = UNIT if wanted and given and all(wanted[0] != each[0] for each in given) else 0
        return odd - (ALIKE if alike(target, actual) else 0)

    def cell(self, column: str, numbers: tuple[int, ...]) -> float:
        """What it costs that these lines are a cell of the column."""
        found = self._costs.get((column, numbers))
        if found is None:
            found = self._costs[column, numbers] = self._worth(column, numbers)
        return found

    def _worth(self, column: str, numbers: tuple[int, ...]) -> float:
        lines = [self.strips[number] for number in numbers]
        text = "".join(line.text for line in lines)
        cost = float(min(first(text, column, self.columns), 90))
        cost += ACHIEVED * (column == "target" and bool(_DONE.search(text)))
        cost += OPEN * ((text[-1] in _OPENS) + (text[0] in CLOSES))
        return cost + (self._folds(column, lines) if len(lines) > 1 else 0)

    def _folds(self, column: str, lines: Sequence[Strip]) -> float:
        widest = max(line.width for line in lines[:-1])
        if column in ("weight", "score"):
            return NEVER if any(line.kind is not Kind.NUMBER and line.text != "分" for line in lines) or not _one_number(lines) else -2.0
        room = max(widest, self.widths.get(column, 0.0))
        cost: float = LONGER * (lines[-1].width > room + ROOM)
        if column == "name":
            cost += FOLD * (len(lines) - 1) + FILLED * (lines[-1].width > room - ROOM)
        for before, after in pairwise(lines):
            if before.kind is Kind.DASH or after.kind is Kind.DASH:
                return NEVER
            goes_on, anew = _joint(before.text, after.text)
            cost += LED * after.leads
            alone = before.kind is Kind.NUMBER and "unit" in self.columns
            cost += ANEW * (alone or anew)
            short = before.width + after.head <= room - ROOM
            cost += SHORT * (1 if not goes_on else 0.3) if short else -2.0 * goes_on
            cost += 8 if before.text[-1] in "。；" and not short else 0
        return cost


@lru_cache(maxsize=16384)
def _joint(before: str, after: str) -> tuple[bool, bool]:
    """Whether the text goes on in the line behind it, and whether that says the same or begins with another number. Every pair is asked for in most
    of the ways to share out the lines of a flow, and for every order of the columns."""
    goes_on = bool(_CUT.fullmatch(before + "|" + after)) or before[-1] in _OPENS or after[0] in CLOSES
    return goes_on, _new_number(before, after) or alike(before, after, 0.7)


def _new_number(before: str, after: str) -> bool:
    """A number behind another, or the same: 502.8676万 / 489.9089万元; 26个村配备 / 26个村已配备."""
    if _POINTS.search(before + after) or (before[:SAME] == after[:SAME] and before[0].isdigit()):
        return True
    return kind_of(before) is Kind.MEASURE and bool(_NUMBER.match(after)) and not _CUT.fullmatch(before + "|" + after)


def _one_number(lines: Sequence[Strip]) -> bool:
    """A score that a narrow cell broke: ３．４ / １."""
    text = "".join(line.text for line in lines)
    wide = lines[0].text[-1] == "." or all(_WIDE.search(line.passage.text) for line in lines)
    return len(lines) == 2 and wide and kind_of(text) is Kind.NUMBER and "." in text


@cache
def _orders(lines: int, cells: int) -> tuple[tuple[tuple[tuple[float, int], ...], bool], ...]:
    """In what order so many lines of so many cells of one row are printed: height and cell of each, for all ways to share them out.

    With each, whether the cells begin at one height, and not lie around one.
    """
    found: dict[tuple[tuple[float, int], ...], bool] = {}
    for cuts in combinations(range(1, lines), cells - 1):
        sizes = [end - start for start, end in pairwise((0, *cuts, lines))]
        for middle in (True, False):
            heights = [(line - (size - 1) / 2 * middle, cell) for cell, size in enumerate(sizes) for line in range(size)]
            found.setdefault(tuple(sorted(heights)), not middle)
    return tuple(found.items())


def _apart(order: Sequence[tuple[float, int]], together: Sequence[bool]) -> int:
    """How many pairs of one height do not stand in one line, -1 when what stands in one line has not one height."""
    level = [one[0] == two[0] for one, two in pairwise(order)]
    if any(joined and not same for same, joined in zip(level, together, strict=True)):
        return -1
    apart = sum(same and not joined for same, joined in zip(level, together, strict=True))
    return -1 if apart and len({height for height, _ in order}) == 1 else apart


@lru_cache(maxsize=16384)
def alike(one: str, other: str, share: float = 0.5) -> bool:
    """Two texts share so many of their pairs of characters, of those of the shorter."""
    if one == other:
        return bool(one)
    pairs, others = ({first + second for first, second in pairwise(text)} for text in (one, other))
    return len(pairs & others) >= max(2, share * min(len(pairs), len(others)))


@lru_cache(maxsize=16384)
def first(text: str, column: str, columns: tuple[str, ...]) -> int:
    """For a cell of the column to be this text."""
    cost = signs(columns)[shape(text), False, asks(text), False, 0].all[columns.index(column)]
    if kind_of(text) is not Kind.WORDS:
        return cost
    counts = any(map(str.isdigit, text))
    if column == "name":
        return cost + COUNTED * (counts + text[0].isdigit())
    return cost + WORDY * (column in ("target", "actual") and not counts)


def merged(strips: Sequence[Strip], numbers: Sequence[int]) -> Strip:
    """The strips of a cell as one, behind an empty line."""
    first = strips[numbers[0]]
    text = "".join(strips[number].text for number in numbers)
    passage = first.passage if len(numbers) == 1 else Passage.join(strips[number].passage for number in numbers)
    whole = width(passage.text)
    return replace(first, passage=passage, text=text, width=whole, kind=kind_of(text), asks=asks(text), reach=whole, extent=whole)
