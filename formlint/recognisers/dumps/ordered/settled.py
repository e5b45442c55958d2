"""Rows that need not be looked for: every way to cut a text dump finds them.

`evident` are those that end in a line with two values and two numbers, behind a line that ends a row, with nothing but a name between the two:
创建合格率 100% 100% 2 2, also where the name takes several lines. Of 586 such rows of 360 dumps every cut had all but 26, which it had wrong.

`settled` are rows of a first cut that a second one, which knows how wide the columns are, would cut no otherwise. They have all their cells, in
order and with nothing between them, and end in weight and score side by side; so does the row above, and the row below begins right behind. Where a
cell goes on its line is full, or an item of a list begins, and where it ends, the next strip is a value by itself or would not have fitted it. Of
1,130 such rows of 360 dumps a second cut found all but 9, of the others three of four. Both real dumps have two thirds of their strips in them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.ordered.cuts import Cells, fits
from formlint.recognisers.dumps.strips import Kind, Strip

ENDS = ("weight", "score")
LINE = ("name", "target", "actual", *ENDS)
NONE = -9  # no strip
FULL = 6  # characters at least of a line that goes on
_SAID = (Kind.MEASURE, Kind.QUALITY, Kind.DONE)
_LONE = (Kind.NUMBER, *_SAID)
_ODD = re.compile(r"。.|[；;≥≤≧≦\d]")


def row_ends(strips: Sequence[Strip]) -> list[int]:
    """The second of two numbers side by side at the end of a line: the score of a row."""
    wanted = Kind.NUMBER
    numbers = [number for number, strip in enumerate(strips) if strip.kind is wanted and not strip.gap]
    last = len(strips) - 1
    return [each for each in numbers if each and strips[each - 1].kind is Kind.NUMBER and (each == last or strips[each + 1].gap)]


def begins_behind(strips: Sequence[Strip], end: int) -> int:
    """The strip that may begin a row behind the end of another: the number of a page, which has a line of its own, does not."""
    start = end + 1
    paged = start + 1 < len(strips) and strips[start].kind is Kind.NUMBER and strips[start].gap and strips[start + 1].gap
    return start + 1 if paged else start


def evident(strips: Sequence[Strip], columns: Sequence[str], ends: Sequence[int]) -> list[Cells]:
    """Rows that end in a line with two values and two numbers, behind a line that ends with two numbers: `ends` are those of `row_ends`."""
    if tuple(columns[: len(LINE)]) != LINE:
        return []
    found: list[Cells] = []
    for before, end in pairwise(ends):
        target, actual = end - 3, end - 2
        if strips[actual].gap or strips[end - 1].gap or strips[target].kind not in _SAID or strips[actual].kind not in _SAID:
            continue
        start = begins_behind(strips, before)
        if start < target and strips[start].kind is Kind.WORDS and (start + 1 == target or _one_name(strips[start:target])):
            name = tuple(range(start, target))
            found.append({"name": name, "target": (target,), "actual": (actual,), "weight": (end - 1,), "score": (end,)})
    return found


def _one_name(lines: Sequence[Strip]) -> bool:
    """Words whose lines are full up to the last, and no sentences, items or counts among them."""
    words = Kind.WORDS
    for line in lines:
        if line.kind is not words or not line.gap or _ODD.search(line.text):
            return False
    return all(line.extent <= before.reach + line.head and before.reach >= FULL and before.text[-1] != "。" for before, line in pairwise(lines))


def settled(costs: Costs, rows: Sequence[Cells], known: Sequence[Cells]) -> list[Cells]:
    """The rows that are known, then the others that are settled. The widths are those of `costs`."""
    columns = [column for column in costs.columns if column != "reason"]
    if not rows or tuple(columns[-2:]) != ENDS or costs.columns[: len(columns)] != tuple(columns):
        return [*known]
    sure = {row["name"][0] for row in known}
    starts = [row["name"][0] if "name" in row else NONE for row in rows]
    ends = [_end(costs, row) for row in rows]
    begun = [True, *(end + 1 == start for end, start in zip(ends, starts[1:], strict=False))]  # right behind the end of another
    closed = [*begun[1:], True]
    found = [
        row
        for row, start, end, behind, before in zip(rows, starts, ends, begun, closed, strict=True)
        if behind and before and start not in sure and _whole(row, columns, start, end) and _fitted(costs.strips, [*row.values()], costs.widths)
    ]
    return [*known, *found]


def _end(costs: Costs, row: Cells) -> int:
    """The strip of its score, where that stands beside its weight and nothing of the row behind it."""
    weight, score = row.get("weight"), row.get("score")
    if not weight or not score or len(score) > 1 or weight != (score[0] - 1,) or costs.strips[score[0]].gap:
        return NONE
    return score[0] if max([cell[-1] for cell in row.values()]) == score[0] else NONE


def _whole(row: Cells, columns: Sequence[str], start: int, end: int) -> bool:
    """All strips from its name to its end are in its cells, which are all there."""
    return end != NONE and [*row] == columns and sum(map(len, row.values())) == end + 1 - start


def _fitted(strips: Sequence[Strip], cells: Sequence[tuple[int, ...]], widths: Sequence[float]) -> bool:
    """Their lines are full where a cell goes on in the next, and only there; a value by itself is never the rest of the cell before it."""
    for cell, after, most in zip(cells, cells[1:], widths, strict=False):
        before = strips[cell[0]]
        for number in cell[1:]:
            strip = strips[number]
            if strip.gap and not (most > 0 and fits(before.reach + strip.head, strip.extent, most)) and not _is_item(strip):
                return False
            before = strip
        behind = strips[after[0]]
        lone = len(after) == 1 and behind.kind in _LONE
        if not lone and behind.gap and most > 0 and fits(before.reach + behind.head, behind.extent, most):
            return False
    return True


def _is_item(strip: Strip) -> bool:
    """2.星级党支部表彰 begins a line, and is in the cell of what stands before it."""
    return strip.text[0] in "23456789" and strip.text[1:2] in (".", "．", "、") and not strip.text[2:3].isdigit()
