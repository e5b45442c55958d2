"""Columns of numbers of an aligned dump under none of the headings that were found: 年 / 初 / 预 / 算 / 数, one character in a line.

Numbers over one another are a column. Where there are more of these than headings, each heading belongs to one near it, and what stands over
the others is read from top to bottom. Where that is no heading, the column keeps its place and has no name.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.headings import STARRED

NAME = "funds"
ABOVE = 16  # lines over the first number that its heading may have
MOST_COLUMNS = 10
NEAR = 2.0  # characters between the middle of a column and that of a part of its heading
NARROW = 3  # characters of a part
NAMELESS = "?"  # a key that no definition has


def unheaded(dump: Dump, columns: Mapping[str, Hit], numbers: Sequence[int]) -> dict[str, Hit]:
    """The headings of the columns of numbers that have none yet; under a key of no definition where nothing is known of one."""
    stacks = _stacks(dump, numbers)
    if not len(columns) < len(stacks) <= MOST_COLUMNS:
        return {}
    places = [(left + right) / 2 for left, right in (_span(dump, stack) for stack in stacks)]
    heads = sorted(centre(dump, hit.numbers) for hit in columns.values())
    ways = combinations(range(len(stacks)), len(heads))
    headed = min(ways, key=lambda way: sum(abs(places[place] - head) for place, head in zip(way, heads, strict=True)))
    found: dict[str, Hit] = {}
    for place, stack in enumerate(stacks):
        if place in headed:
            continue
        parts = _over(dump, stack[0], places[place])
        known = dump.words.columns[NAME].find(dump.text(parts)) if parts else None
        key = known[0] if known and known[1] < STARRED and known[0] not in {*columns, *found} else f"{NAMELESS}{place}"
        found[key] = Hit(key, tuple(parts) if known and key == known[0] else stack[:1])
    return found


def _stacks(dump: Dump, numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """The numbers that stand over one another, from left to right; nothing where two of them share a line, as a drift makes them do."""
    stacks: list[list[int]] = []
    end = -1
    for number in sorted(numbers, key=lambda number: dump.span((number,))):
        start, last = dump.span((number,))
        if stacks and start < end:
            stacks[-1].append(number)
        else:
            stacks.append([number])
        end = max(end, last) if stacks[-1][1:] else last
    lines = [[dump.strips[number].line for number in stack] for stack in stacks]
    return [tuple(sorted(stack)) for stack in stacks] if all(len(set(each)) == len(each) for each in lines) else []


def _over(dump: Dump, first: int, place: float) -> list[int]:
    """The short free strips over the first number of a column."""
    last = dump.strips[first].line
    free = (number for line in range(max(last - ABOVE, 0), last) for number in dump.on_line(line) if not dump.taken[number])
    return [number for number in free if abs(middle(dump, number) - place) <= NEAR and len(dump.strips[number].text) <= NARROW]


def _span(dump: Dump, numbers: Sequence[int]) -> tuple[int, int]:
    spans = [dump.span((number,)) for number in numbers]
    return min(start for start, _ in spans), max(end for _, end in spans)


def centre(dump: Dump, numbers: Sequence[int]) -> float:
    """The middle of a heading, by those of its strips whose place is sure."""
    start, end = _span(dump, [number for number in numbers if not dump.loose(number)] or numbers)
    return (start + end) / 2


def middle(dump: Dump, number: int) -> float:
    start, end = dump.span((number,))
    return (start + end) / 2
