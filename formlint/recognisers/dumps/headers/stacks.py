"""Headings of an aligned dump that are wrapped over several lines: strips above one another are read as one.

`pdftotext -layout` puts a strip where it stood on the page only when two blanks or more are before it. Behind a single blank it runs on from the
strip to its left, so it may stand left of its place, never right of it. Such *loose* strips go to the stack that they complete to a heading.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from formlint.recognisers.dumps.dump import MOST_ON_LINE, Dump, Hit
from formlint.recognisers.dumps.strips import Kind
from formlint.recognisers.headings import STARRED, Lexicon

AROUND = 3  # lines above and below a line with headings
WIDEST = 12  # characters of a part of a heading
MOST_UNITS = 200  # in a block: each is tried with all others; headings of three lines with blanks between their characters have 150
SHARED = frozenset({"weight", "score", "reason", "unit"})  # headings that more than one table has
_BRACKET = re.compile(r"\([^()]*\)")

Unit = tuple[int, ...]


@dataclass(slots=True)
class Stack:
    """Units above one another, in order of their lines, and the columns that those cover whose place is sure."""

    units: list[Unit]
    start: int
    end: int
    loose: bool


def stacked(dump: Dump, lexicon: Lexicon, hits: Sequence[Hit]) -> dict[str, Hit]:
    """The headings of the block of lines that holds the most of them, from left to right."""
    best: dict[str, Hit] = {}
    lines = {dump.strips[number].line for hit in hits for number in hit.numbers}
    for line in sorted(line for line in lines if len(dump.on_line(line)) <= MOST_ON_LINE):
        found = _block(dump, lexicon, hits, line)
        if _rank(found) > _rank(best):
            best = found
    return _with_last(dump, lexicon, best)


def _with_last(dump: Dump, lexicon: Lexicon, found: dict[str, Hit]) -> dict[str, Hit]:
    """The headings and one that the last strips of their lines make up, where a drift has set these beside one another: 未完成原 / 因分析."""
    used = {number for hit in found.values() for number in hit.numbers}
    lines = sorted({dump.strips[number].line for number in used})
    around = sorted({each for line in lines[:1] for each in _lines(dump, line)} | set(lines))
    last = [numbers[-1] for line in around if (numbers := dump.on_line(line))]
    parts = [number for number in last if number not in used and not dump.taken[number]]
    known = lexicon.find(dump.text(parts)) if len(parts) > 1 else None
    if known is None or known[1] >= STARRED or known[0] in found:
        return found
    return {**found, known[0]: Hit(known[0], tuple(parts))}


def _rank(found: dict[str, Hit]) -> tuple[bool, int]:
    return bool(set(found) - SHARED), len(found)


def _block(dump: Dump, lexicon: Lexicon, hits: Sequence[Hit], line: int) -> dict[str, Hit]:
    wanted = set(_lines(dump, line))
    units = [hit.numbers for hit in hits if dump.strips[hit.numbers[0]].line in wanted]
    known = {number for unit in units for number in unit}
    units += [(number,) for each in wanted for number in dump.on_line(each) if number not in known and not dump.taken[number]]
    if len(units) > MOST_UNITS:
        return {}
    best: dict[str, tuple[int, int, Hit]] = {}
    for place, stack in enumerate(_in_turn(dump, _stacks(dump, lexicon, units))):
        read = _read(dump, lexicon, stack.units)
        if read and (read[1].key not in best or read[0] < best[read[1].key][1]):
            best[read[1].key] = place, *read
    return {key: hit for key, (_, _, hit) in sorted(best.items(), key=lambda each: each[1][0])}


def _in_turn(dump: Dump, stacks: Sequence[Stack]) -> Iterator[Stack]:
    """The stacks from left to right: as the lines have them that print two of them, else as they begin, which for loose ones says little."""
    left = sorted(stacks, key=lambda stack: stack.start)
    firsts = [{dump.strips[unit[0]].line: unit[0] for unit in stack.units} for stack in left]
    while left:
        free = (place for place, own in enumerate(firsts) if not any(_before(other, own) for other in firsts if other is not own))
        place = next(free, 0)
        firsts.pop(place)
        yield left.pop(place)


def _before(one: Mapping[int, int], other: Mapping[int, int]) -> bool:
    """A line prints the one left of the other."""
    return any(number < other[line] for line, number in one.items() if line in other)


def _read(dump: Dump, lexicon: Lexicon, units: Sequence[Unit]) -> tuple[int, Hit] | None:
    """The longest part of a stack that is a heading, with its rank; a word with a star only where no plain word stands."""
    found = _longest(lexicon, tuple([dump.text(unit) for unit in units]))
    if found is None:
        return None
    rank, key, start, end = found
    return rank, Hit(key, tuple(number for unit in units[start:end] for number in unit))


@lru_cache(maxsize=4096)
def _longest(lexicon: Lexicon, texts: tuple[str, ...]) -> tuple[int, str, int, int] | None:
    """Of texts above one another: rank and key of the heading, the first that it takes and the one behind its last."""
    spans = sorted(((end - start, start, end) for start in range(len(texts)) for end in range(start + 1, len(texts) + 1)), reverse=True)
    for most in (STARRED, STARRED + 1):
        for _, start, end in spans:
            known = lexicon.find("".join(texts[start:end]))
            if known and known[1] < most:
                return known[1], known[0], start, end
    return None


def _lines(dump: Dump, line: int) -> Iterator[int]:
    """The line and those around it, as far as these hold no values."""
    yield line
    for step in (-1, 1):
        printed, here = 0, line + step
        while printed < AROUND and 0 <= here < len(dump.lines):
            numbers = dump.on_line(here)
            if len(numbers) > MOST_ON_LINE or any(_holds(dump, number) for number in numbers):
                break
            if numbers:
                printed += 1
                yield here
            here += step


def _holds(dump: Dump, number: int) -> bool:
    strip = dump.strips[number]
    return (
        (dump.taken[number] and number not in dump.margin)
        or strip.kind in (Kind.NUMBER, Kind.DASH, Kind.MEASURE)
        or strip.width > WIDEST
        or strip.text[-1] in "。；"
    )


def _stacks(dump: Dump, lexicon: Lexicon, units: Sequence[Unit]) -> list[Stack]:
    """The units in stacks: first those whose place is sure, by what they cover; then the loose ones by what they complete."""
    stacks: list[Stack] = []
    ordered = sorted(units, key=lambda unit: dump.strips[unit[0]].start)
    for unit in (each for each in ordered if not dump.loose(each[0])):
        start, end = dump.span(unit)
        place = next((stack for stack in stacks if start < stack.end and stack.start < end and not _same_line(dump, unit, stack)), None)
        place = place or next((stack for stack in stacks if _beside(dump, unit, stack) and _makes(dump, lexicon, stack, unit)), None)
        if place is None:
            stacks.append(Stack([unit], start, end, loose=False))
        else:
            place.units = _put(dump, place, unit)
            place.start, place.end = min(start, place.start), max(end, place.end)
    for unit in (each for each in ordered if dump.loose(each[0])):
        start, end = dump.span(unit)
        right = [stack for stack in stacks if (stack.end > start or stack.loose) and not _same_line(dump, unit, stack)]
        place = next((stack for stack in right if _completes(dump, lexicon, stack, unit)), None)
        if place is None:
            stacks.append(Stack([unit], start, end, loose=True))
        else:
            place.units = _put(dump, place, unit)
    return stacks


def _beside(dump: Dump, unit: Unit, stack: Stack) -> bool:
    """They stand over one another as they look."""
    start, end = dump.seen(unit)
    spans = [dump.seen(each) for each in stack.units]
    return any(start < last and first < end for first, last in spans) and not _same_line(dump, unit, stack)


def _put(dump: Dump, stack: Stack, unit: Unit) -> list[Unit]:
    return sorted([*stack.units, unit], key=lambda each: dump.strips[each[0]].line)


def _makes(dump: Dump, lexicon: Lexicon, stack: Stack, unit: Unit) -> bool:
    """Together they are a heading, and neither is one by itself."""
    alone = (_read(dump, lexicon, each) for each in ([unit], stack.units))
    return not any(read and read[0] < STARRED for read in alone) and _completes(dump, lexicon, stack, unit)


def _completes(dump: Dump, lexicon: Lexicon, stack: Stack, unit: Unit) -> bool:
    read = _read(dump, lexicon, _put(dump, stack, unit))
    if not read or read[0] >= STARRED or not set(unit) < set(read[1].numbers):
        return False
    others = [number for number in read[1].numbers if number not in unit]
    rest = dump.text(others)
    own, other = lexicon.find(dump.text(unit)), lexicon.find(rest)
    if own and own[1] < STARRED and _BRACKET.fullmatch(rest):  # (A) may stand under another heading
        before = _read(dump, lexicon, stack.units)
        return _beside(dump, unit, stack) and not (before and before[0] < STARRED and set(others) & set(before[1].numbers))
    return not own or not other or read[0] < min(own[1], other[1])  # 执行率 beside 得分 are two


def _same_line(dump: Dump, unit: Unit, stack: Stack) -> bool:
    lines = {dump.strips[number].line for number in unit}
    return any(dump.strips[number].line in lines for other in stack.units for number in other)
