"""The table of amounts of an aligned dump whose narrow cells are torn over lines: labels and numbers go back together column by column.

               率（%      得分
    其中：                            every cell is centred on its row, so the lines of a number
    财政拨   463     463.    78.78    stand around the middle of those of its label
      款    .0877  0877       %

Labels are what the lines left of the numbers make up, as many whole names of rows as can be. The lines of every column are shared out among
them by their middles; what is no whole number then is left out.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from statistics import median

from formlint.recognisers.dumps.amounts.amounts import NAME, Amounts
from formlint.recognisers.dumps.amounts.sharing import share
from formlint.recognisers.dumps.amounts.unheaded import centre, middle, unheaded
from formlint.recognisers.dumps.dump import MOST_ON_LINE, Dump, Hit
from formlint.recognisers.dumps.joining.wrapped import joined_strips
from formlint.recognisers.dumps.strips import Kind, Strip
from formlint.recognisers.headings import STARRED

MOST_LINES = 80  # of the table
MOST_HIGH = 8  # lines of one label
MOST_EDGES = 12  # left of the labels that are tried
FAR = 14.0  # characters between the middles of a number and its heading
STRANGE = 8.0  # for a rate to stand elsewhere than under its heading, or another number there
OFF = 1.5  # lines between the middle of a number and that of its row
EMPTY = 1.0  # for a row to have no number in a column
WHOLE = 8.0  # for a number to go on behind its end
CUT, OPEN = 0.5, 2.0  # for it to go on behind a digit; for it not to behind a point
SKIPPED = 1.0  # for a line to belong to no label
HOLE = 0.4  # for every line that prints nothing of a label inside it
_PART = re.compile(r"(?:[-\d.,%‰]|[—–/－])+(?:元|万元|亿元)?")
_WHOLE = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[%‰分元]|万元|亿元)?|[—–\-/－]{1,3}")
_ENDED = re.compile(r"[—–\-/－]+|.*[%‰元]")

Row = tuple[Hit, dict[str, list[int]]]  # its label, and for every column the parts of its number


def columned(dump: Dump, header: Mapping[str, Hit], table: Amounts, end: int) -> Amounts:
    """The table, or as its columns have it, where it has left numbers before the strip `end` that they place."""
    kinds = dump.definition.tables[NAME].numbers
    columns = {key: hit for key, hit in header.items() if key in kinds}
    left = _below(dump, columns, end)
    if len(columns) < 2 or not any(_is_part(dump, number) for number in left):
        return table
    known = [number for hit, row in table.rows for number in (*hit.numbers, *row.values())]
    dump.release(known)
    columns |= unheaded(dump, columns, [number for number in _below(dump, columns, end) if _is_part(dump, number)])
    rows = _rows(dump, columns, _below(dump, columns, end))
    if sum(len(row) for _, row in rows) <= sum(len(row) for _, row in table.rows):
        dump.take(known)
        return table
    columns = {key: hit for key, hit in columns.items() if key in kinds}
    dump.take(number for hit in columns.values() for number in hit.numbers)
    found = Amounts({key: hit.numbers for key, hit in columns.items()})
    for label, row in rows:
        found.rows.append((label, {key: _joined(dump, numbers) for key, numbers in row.items() if key in kinds}))
        dump.take((*label.numbers, *(number for numbers in row.values() for number in numbers)))
    return found


def _rows(dump: Dump, columns: Mapping[str, Hit], free: Sequence[int]) -> list[Row]:
    """The rows that the free strips make up."""
    lines = dump.by_line(free)
    if len(lines) > MOST_LINES or any(len(line) > MOST_ON_LINE for line in lines):
        return []
    cells, edge = _cells(dump, columns, lines)
    labels = _labels(dump, [number for number in free if middle(dump, number) < edge and not _is_part(dump, number)]) if any(cells.values()) else []
    heights = [_height(dump, label.numbers) for label in labels]
    if any(one >= two for one, two in pairwise(heights)):
        return []
    rows = _shared(dump, labels, heights, cells)
    seen = [[_height(dump, cell) for cell in row.values()] for _, row in rows]  # a drift sets a name above or below its numbers
    return _shared(dump, labels, [median(own) if len(own) > 1 else height for own, height in zip(seen, heights, strict=True)], cells)


def _shared(dump: Dump, labels: Sequence[Hit], heights: Sequence[float], cells: Mapping[str, Sequence[int]]) -> list[Row]:
    """The rows of these heights with their numbers."""
    rows: list[Row] = [(label, {}) for label in labels]
    for key, numbers in cells.items():
        places = [float(dump.strips[number].line) for number in numbers]
        for row, begin, end in share(places, heights, EMPTY, _folds(dump, numbers)):
            cell = list(numbers[begin:end])
            if abs(_height(dump, cell) - heights[row]) <= OFF and _WHOLE.fullmatch(dump.text(cell)) and not _of_two(dump, cell, cells):
                rows[row][1][key] = cell
    return rows


def _of_two(dump: Dump, cell: Sequence[int], cells: Mapping[str, Sequence[int]]) -> bool:
    """The parts are numbers of two rows: another column has two dashes or rates on their lines."""
    first, last = dump.strips[cell[0]].line, dump.strips[cell[-1]].line
    ended = (
        [each for each in numbers if first <= dump.strips[each].line <= last and _ENDED.fullmatch(dump.strips[each].text)]
        for numbers in cells.values()
    )
    return first < last and any(len(each) > 1 for each in ended)


def _below(dump: Dump, columns: Mapping[str, Hit], end: int) -> list[int]:
    """The free strips below the first line of the headings."""
    top = min((dump.strips[number].line for hit in columns.values() for number in hit.numbers), default=0)
    start = min((hit.numbers[0] for hit in columns.values()), default=0)
    return [number for number in dump.free(start, end) if dump.strips[number].line > top]


def _is_part(dump: Dump, number: int) -> bool:
    return bool(_PART.fullmatch(dump.strips[number].text))


def _cells(dump: Dump, columns: Mapping[str, Hit], lines: Sequence[Sequence[int]]) -> tuple[dict[str, list[int]], float]:
    """The numbers of every column line by line, and where the first column begins. Their middles lie near those of their headings; once they are
    known, near one another."""
    keys = sorted(columns, key=lambda key: centre(dump, columns[key].numbers))
    centres = [centre(dump, columns[key].numbers) for key in keys]
    parts = [[number for number in line if _is_part(dump, number) and middle(dump, number) > centres[0] - FAR] for line in lines]
    for _ in range(2):
        found: dict[str, list[int]] = {key: [] for key in keys}
        for line in parts:
            for place, number in _placed(dump, keys, centres, line):
                found[keys[place]].append(number)
        centres = [median([middle(dump, number) for number in found[key]]) if found[key] else own for key, own in zip(keys, centres, strict=True)]
    left = [dump.strips[number].start for number in found[keys[0]]]
    return found, min(left, default=round(centres[0]))


def _placed(dump: Dump, keys: Sequence[str], centres: Sequence[float], line: Sequence[int]) -> list[tuple[int, int]]:
    """The columns of the numbers of a line, in order: the cheapest way; none where there are more numbers than columns."""
    ways = (
        (sum(_away(dump, keys[place], centres[place], number) for place, number in zip(places, line, strict=True)), places)
        for places in combinations(range(len(keys)), len(line))
    )
    cost, places = min(ways, default=(0.0, ()))
    return [] if cost > FAR * len(line) else list(zip(places, line, strict=False))


def _away(dump: Dump, key: str, centre: float, number: int) -> float:
    """How far a number stands from its column, and whether it looks like it."""
    rate = dump.definition.tables[NAME].numbers.get(key) == "percent"
    strange = STRANGE if dump.strips[number].text.endswith("%") and not rate else 0.0
    return abs(middle(dump, number) - centre) + strange


def _labels(dump: Dump, numbers: Sequence[int]) -> list[Hit]:
    """The names of the rows, from top to bottom, from the edge on that gives the most of them. What stands above the total is a title."""
    edges = sorted({dump.strips[number].start for number in numbers})[:MOST_EDGES]
    ways = [_names(dump, dump.by_line([number for number in numbers if dump.strips[number].start >= edge])) for edge in edges]
    _, found = min(ways, key=lambda way: (-len({hit.key for hit in way[1]}), way[0]), default=(0.0, []))
    total = next((place for place, hit in enumerate(found) if hit.key == "total"), 0)
    found = found[total:] if total < len(found) - 1 else found
    return found if len({hit.key for hit in found}) == len(found) else []


def _names(dump: Dump, lines: Sequence[Sequence[int]]) -> tuple[float, list[Hit]]:
    """The cheapest way to read the lines as names of rows, with lines that belong to none, and its cost."""
    lexicon = dump.words.rows[NAME]
    best: list[tuple[float, list[Hit]]] = [(0.0, [])]
    for end in range(1, len(lines) + 1):
        cost, hits = best[-1]
        ways = [(cost + SKIPPED, hits)]
        text, holes = "", 0.0
        for begin in range(end - 1, max(end - MOST_HIGH, 0) - 1, -1):
            text = dump.text(lines[begin]) + text
            holes += HOLE * (dump.strips[lines[begin + 1][0]].line - dump.strips[lines[begin][0]].line - 1) if begin < end - 1 else 0.0
            known = lexicon.find(text)
            if known and known[1] < STARRED and known[0] not in [hit.key for hit in best[begin][1]]:
                hit = Hit(known[0], tuple(number for line in lines[begin:end] for number in line))
                ways.append((best[begin][0] + holes, [*best[begin][1], hit]))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1]


def _folds(dump: Dump, numbers: Sequence[int]) -> list[float]:
    """For every part of a number what it costs to go on with the one before."""
    return [0.0, *(_fold(dump.strips[one], dump.strips[two]) for one, two in pairwise(numbers))]


def _fold(one: Strip, two: Strip) -> float:
    if _ENDED.fullmatch(one.text) or two.kind is Kind.DASH:
        return WHOLE
    return -OPEN if one.text[-1] in ".," or two.text[0] in ".,%" else CUT


def _joined(dump: Dump, numbers: Sequence[int]) -> int:
    """The first strip of a number, which becomes all of it."""
    whole = dump.strips[numbers[0]]
    for number in numbers[1:]:
        whole = joined_strips(whole, dump.strips[number])
    dump.strips[numbers[0]] = whole
    return numbers[0]


def _height(dump: Dump, numbers: Sequence[int]) -> float:
    """The middle of the lines."""
    return (dump.strips[numbers[0]].line + dump.strips[numbers[-1]].line) / 2
