"""Which column the strips of a line of an aligned dump stand in, given the gutters.

A strip behind a single blank may stand left of its place (see `stacks`), a drift of a few characters lets others cross a gutter: then the cheapest
order-keeping way of the whole line tells.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from formlint.recognisers.dumps.aligned.gutters import LABELS, WORDY, misfit
from formlint.recognisers.dumps.costs import border
from formlint.recognisers.dumps.dump import MOST_ON_LINE, Dump
from formlint.recognisers.dumps.strips import Kind
from formlint.records import record

NEVER = 1e9
OFF = 8.0  # for a strip to lie outside its column with its whole width
DRIFTED = 0.3  # for one behind a single blank to have stood further right
DRIFT = 0.2  # and a character
TWO_CELLS = 1.5  # for two cells to have a single blank between them
ONE_CELL = 9.0  # for one cell to have two blanks or more in it
LABELLED = 8.0  # for something else to follow a whole label in its cell: 数量指标 完成时间
ALONE = 7.0  # for a weight or a score to hold two numbers, or a dash to stand beside something in its cell
SURE = 5  # lines of a column that tell how wide it is
TALL = ("target", "actual")  # columns of words, in cells of several lines; names stand beside labels, which have holes of their own
HOLE = 2.5  # less for a cell to fill the hole between two lines of its column
WHOLE = 5  # columns at least for a line to be known as a whole row
WIDER = 2.0  # for a cell to be wider than those, a character
FULL = 6.0  # and at most

_Way = tuple[float, tuple[int, ...]]


@record(frozen=True, slots=True)
class _Ruled:
    """The columns of a page, where each but the first begins, and how many characters the lines of each have: see `_room`."""

    keys: Sequence[str]
    gutters: Sequence[int]
    room: Sequence[float]


def put(dump: Dump, columns: Sequence[str], gutters: Sequence[int], numbers: Sequence[int]) -> Mapping[str, list[int]]:
    """The strips of every column; under the empty key those left of the first, and lines of too many."""
    keys = ("", *columns)
    lines = dump.by_line(numbers)
    plainly = [_plainly(dump, keys, gutters, line) for line in lines]
    ruled = _Ruled(keys, gutters, _room(dump, len(keys), [(line, places) for line, places in zip(lines, plainly, strict=True) if places]))
    found = [places or _row(dump, keys, line) or _cheapest(dump, ruled, line) for line, places in zip(lines, plainly, strict=True)]
    taken = {(dump.strips[line[0]].line, place) for line, places in zip(lines, found, strict=True) for place in places}
    cells: dict[str, list[int]] = {key: [] for key in keys}
    for line, sure, places in zip(lines, plainly, found, strict=True):
        holes = set() if sure else {place for place in _holes(taken, dump.strips[line[0]].line, len(keys)) if keys[place] in TALL}
        for number, place in zip(line, _cheapest(dump, ruled, line, holes) if holes else places, strict=True):
            cells[keys[place]].append(number)
    return cells


def _holes(taken: Set[tuple[int, int]], line: int, columns: int) -> set[int]:
    """Columns that print every other line around this one, but not this: where cells with an odd and an even number of lines stand side by side."""
    return {
        place
        for place in range(1, columns)
        if {(line - 2, place), (line + 2, place)} <= taken and not {(line - 1, place), (line, place), (line + 1, place)} & taken
    }


def _room(dump: Dump, columns: int, sure: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
    """How many characters the lines of every column have: the widest of those whose place is plain; 0 where there are few."""
    widths: list[list[float]] = [[] for _ in range(columns)]
    for line, places in sure:
        for number, place in zip(line, places, strict=True):
            widths[place].append(dump.strips[number].width)
    return [max(each) if len(each) >= SURE else 0.0 for each in widths]


def _plainly(dump: Dump, keys: Sequence[str], gutters: Sequence[int], line: Sequence[int]) -> list[int]:
    """Columns (0: left of the first) when every strip lies in one of its own, and no words where numbers do; else nothing."""
    found: list[int] = []
    for number in line:
        start, end = dump.span((number,))
        place = bisect_right(gutters, start)
        if (end > gutters[place] if place < len(gutters) else False) or dump.loose(number) or (found and found[-1] == place):
            return []
        if keys[place] in ("weight", "score") and misfit(dump, keys[place], number, keys) >= WORDY:
            return []
        found.append(place)
    return found


def _row(dump: Dump, keys: Sequence[str], line: Sequence[int]) -> list[int]:
    """Columns when the line prints a row whole with single blanks, so that no place tells, and every strip looks like its column; else nothing."""
    first = next((place for place, key in enumerate(keys) if key and key not in LABELS), len(keys))
    for places in (range(first, len(keys)), range(first, len(keys) - 1) if keys[-1] == "reason" else ()):
        if len(line) == len(places) >= WHOLE and all(map(dump.loose, line[1:])):
            return [] if any(misfit(dump, keys[place], number, keys) for place, number in zip(places, line, strict=True)) else [*places]
    return []


def _cheapest(dump: Dump, ruled: _Ruled, line: Sequence[int], holes: Set[int] = frozenset()) -> list[int]:
    if len(line) > MOST_ON_LINE:
        return [0] * len(line)
    keys, edges, room = ruled.keys, [-1, *ruled.gutters, 10_000], ruled.room
    ways: list[_Way] = [(0.0, ())]  # for every column so far the cheapest way that ends there
    for position, number in enumerate(line):
        before = line[position - 1] if position else None
        leaves = 0.0 if before is None else _leaves(dump, before, number)
        after: list[_Way] = []
        cheapest: _Way = (NEVER, ())
        for place, key in enumerate(keys):
            best = (cheapest[0] + leaves - HOLE * (place in holes and before is not None and dump.loose(number)), cheapest[1])
            if place < len(ways):
                stays = 0.0 if before is None else _stays(dump, key, before, number) + _full(dump, line, (*ways[place][1], place), room[place])
                best = min(best, (ways[place][0] + stays, ways[place][1]))
                cheapest = min(cheapest, ways[place])
            own = _misplaced(dump, number, edges[place], edges[place + 1]) + _kind(dump, key, before, number, keys)
            after.append((best[0] + own, (*best[1], place)))
        ways = after
    return list(min(ways)[1])


def _kind(dump: Dump, key: str, before: int | None, number: int, keys: Sequence[str]) -> float:
    """What the strip costs by itself; a number behind a single blank and words may belong to the sentence: 其中女性 12. Two are weight and score."""
    cost = misfit(dump, key, number, keys)
    counts = any(map(str.isdigit, dump.strips[number].text))
    goes_on = before is not None and counts and dump.loose(number) and dump.strips[before].kind in (Kind.WORDS, Kind.CAUSE)
    return min(cost, 1.0) if goes_on and key not in ("weight", "score") and not _pair(dump, number, keys) else cost


def _pair(dump: Dump, number: int, keys: Sequence[str]) -> bool:
    """A number and another behind it, no more, where weight and score stand side by side."""
    if ("weight", "score") not in pairwise(keys) or dump.strips[number].kind is not Kind.NUMBER:
        return False
    after = dump.on_line(dump.strips[number].line)
    rest = [dump.strips[each].kind is Kind.NUMBER for each in after[after.index(number) + 1 :][:2]]
    return rest[:1] == [True] and rest[1:] != [True]


def _misplaced(dump: Dump, number: int, left: int, right: int) -> float:
    start, end = dump.span((number,))
    if dump.loose(number) and start < left:
        return DRIFTED + DRIFT * (left - start)
    inside = min(end, right) - max(start, left)
    return OFF * (1 - max(0, inside) / (end - start)) + (0.2 * max(0, left - end, start - right))


def _leaves(dump: Dump, before: int, number: int) -> float:
    """For the cell of the strip before to end."""
    if not dump.loose(number):
        return 0.0
    return TWO_CELLS + (1.0 if border(dump.strips[before], dump.strips[number]) else 0.0)


def _full(dump: Dump, line: Sequence[int], way: Sequence[int], room: float) -> float:
    """For a cell to be wider than the lines of its column are."""
    inside = [dump.strips[number].width for number, place in zip(line, way, strict=False) if place == way[-1]]
    return min(FULL, WIDER * max(0.0, sum(inside) + len(inside) / 4 - room - 1)) if room else 0.0


def _stays(dump: Dump, key: str, before: int, number: int) -> float:
    """For the cell of the strip before to go on with this one."""
    one, two = dump.strips[before], dump.strips[number]
    if not dump.loose(number):
        return ONE_CELL
    if key in LABELS and _labels(dump, one.text) and misfit(dump, key, number, ()):
        return LABELLED
    if Kind.DASH in (one.kind, two.kind) or (key in ("weight", "score") and (one.kind is two.kind is Kind.NUMBER or one.text == two.text == "分")):
        return ALONE
    return 0.0 if border(one, two) else 1.0


def _labels(dump: Dump, text: str) -> bool:
    """A whole label of either level."""
    return bool(dump.words.parts.find(text) or dump.words.sections.find(text))
