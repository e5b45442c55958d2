"""Headings of an aligned dump that are wrapped over several lines: strips above one another are read as one."""

from collections.abc import Mapping, Sequence

from formlint.recognisers.dumps import Dump, Hit
from formlint.recognisers.headings import Lexicon
from formlint.recognisers.strips import Kind

AROUND = 3  # lines above and below the line with most headings


def stacked(dump: Dump, lexicon: Lexicon, main: Mapping[str, Hit]) -> dict[str, Hit]:
    """The headings around those that stand in one line, with those of several lines, from left to right."""
    units = [hit.numbers for hit in main.values()]
    known = {number for unit in units for number in unit}
    units += [(number,) for number in _around(dump, main) if number not in known]
    found: dict[str, Hit] = dict(main)
    stacks = [sorted(stack, key=lambda unit: dump.strips[unit[0]].line) for stack in _stacks(dump, units)]
    for stack in sorted(stacks, key=lambda each: not any(unit[0] in known for unit in each)):
        hit = _read(dump, lexicon, stack, [each for each in main.values() if each.numbers in stack])
        if hit and (hit.key not in found or set(hit.numbers) & set(found[hit.key].numbers)):
            found[hit.key] = hit
    return dict(sorted(found.items(), key=lambda each: min(dump.strips[number].start for number in each[1].numbers)))


def _read(dump: Dump, lexicon: Lexicon, stack: Sequence[tuple[int, ...]], hits: Sequence[Hit]) -> Hit | None:
    """The longest part of a stack that is a heading; a word with a star only where no plain word stands."""
    spans = sorted(((end - start, start, end) for start in range(len(stack)) for end in range(start + 1, len(stack) + 1)), reverse=True)
    for rank in (99, 100):
        for _, start, end in spans:
            numbers = tuple(number for unit in stack[start:end] for number in unit)
            known = lexicon.find(dump.text(numbers))
            if known and known[1] < rank and (not hits or hits[0].numbers in stack[start:end]):
                return Hit(known[0], numbers)
        if hits:
            return hits[0]
    return None


def _around(dump: Dump, main: Mapping[str, Hit]) -> list[int]:
    """Free strips of the lines around, as far as these hold no values."""
    lines = [dump.strips[number].line for hit in main.values() for number in hit.numbers]
    first, last = min(lines), max(lines)
    near = sorted({strip.line for strip in dump.strips if first - AROUND - 2 <= strip.line <= last + AROUND + 2})
    place, end = near.index(first), near.index(last)
    above = _until(dump, near[:place][::-1][:AROUND])
    below = _until(dump, near[end + 1 :][:AROUND])
    wanted = {*above, *below, *near[place : end + 1]}
    return [number for number in dump.free() if dump.strips[number].line in wanted]


def _until(dump: Dump, lines: Sequence[int]) -> list[int]:
    """The lines before the first that holds a value, or is taken."""
    kept: list[int] = []
    for line in lines:
        numbers = dump.on_line(line)
        if any(
            dump.taken[number] or dump.strips[number].kind in (Kind.NUMBER, Kind.DASH, Kind.MEASURE) or dump.strips[number].width > 12
            for number in numbers
        ):
            break
        kept.append(line)
    return kept


def _stacks(dump: Dump, units: Sequence[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
    """Units above one another: their columns overlap, and no two stand in one line."""
    stacks: list[tuple[int, int, list[tuple[int, ...]]]] = []
    for unit in sorted(units, key=lambda each: dump.strips[each[0]].start):
        first, last = dump.strips[unit[0]], dump.strips[unit[-1]]
        start, end = first.start, last.start + len(last.passage.text)
        place = next((n for n, (low, high, found) in enumerate(stacks) if start < high and low < end and not _same_line(dump, unit, found)), None)
        if place is None:
            stacks.append((start, end, [unit]))
        else:
            low, high, found = stacks[place]
            stacks[place] = (min(low, start), max(high, end), [*found, unit])
    return [found for _, _, found in stacks]


def _same_line(dump: Dump, unit: Sequence[int], others: Sequence[Sequence[int]]) -> bool:
    lines = {dump.strips[number].line for number in unit}
    return any(dump.strips[number].line in lines for other in others for number in other)
