"""Scores of an aligned dump that a narrow cell broke at their point: 4. in the line above that of their row, 5 in the one below.

No number ends with a point: what stands under it is the rest of it. A digit above 0. or a lone point that has no other number on its line is its
beginning, and where 1 and 0 stand over one another in lines that hold no other number, they are 10.
"""

import re
from collections.abc import Iterator

from formlint.recognisers.dumps.dump import MOST_ON_LINE, Dump
from formlint.recognisers.dumps.joining.broken import one
from formlint.recognisers.dumps.strips import Kind, Strip
from formlint.records import replace

REACH = 2  # lines from part to part: the row may print its own between
NEAR = 1.0  # columns between the middles of two parts
_POINTED = re.compile(r"\d{1,2}\.")
_REST = re.compile(r"\d{1,2}分?")
_HEAD = re.compile(r"\d")
_WHOLE = re.compile(r"(?:\d{1,3}\.\d{1,2}|10)分?")


def joined_upright(dump: Dump) -> None:
    """Puts such numbers together, in the middle line of their parts."""
    used: set[int] = set()
    whole: list[Strip] = []
    for number, strip in enumerate(dump.strips):
        parts = _parts(dump, number, strip.text)
        if parts and not used.intersection(parts) and (found := _joined(dump, parts)):
            used.update(parts)
            whole.append(found)
    if used:
        kept = [strip for number, strip in enumerate(dump.strips) if number not in used]
        dump.put(sorted([*kept, *whole], key=lambda strip: (strip.line, strip.start)))


def _parts(dump: Dump, number: int, text: str) -> list[int]:
    """The parts of a number from top to bottom, of which this one ends with its point, or is its last 0; nothing for most strips."""
    if text == "0":
        above = [each for each in _over(dump, number, -1) if dump.strips[each].text == "1"]
        return [*above, number] if above and all(_begins(dump, each) for each in (*above, number)) else []
    if text != "." and not _POINTED.fullmatch(text):
        return []
    rest = next((each for each in _over(dump, number, 1) if _REST.fullmatch(dump.strips[each].text)), None)
    if rest is None:
        return []
    head = next((each for each in _over(dump, number, -1) if text in ("0.", ".") and _begins(dump, each)), None)
    return [each for each in (head, number, rest) if each is not None]


def _over(dump: Dump, number: int, step: int) -> Iterator[int]:
    """The strip that stands right over or under this one, in the next lines."""
    middle, line = _middle(dump, number), dump.strips[number].line
    for each in range(line + step, line + step * (REACH + 1), step):
        line_of = dump.on_line(each)
        near = [other for other in line_of if abs(_middle(dump, other) - middle) <= NEAR] if len(line_of) <= MOST_ON_LINE else []
        if near:
            yield near[0]
            return


def _begins(dump: Dump, number: int) -> bool:
    """A digit with no other number on its line."""
    strips = [dump.strips[each] for each in dump.on_line(dump.strips[number].line)]
    return bool(_HEAD.fullmatch(dump.strips[number].text)) and [strip.kind for strip in strips].count(Kind.NUMBER) == 1


def _joined(dump: Dump, parts: list[int]) -> Strip | None:
    whole = dump.strips[parts[0]]
    for number in parts[1:]:
        whole = one(whole, dump.strips[number])
    first, last = dump.strips[parts[0]].line, dump.strips[parts[-1]].line
    line = (first + last) // 2
    return replace(whole, line=line if dump.on_line(line) else first, gap=0) if _WHOLE.fullmatch(whole.text) else None


def _middle(dump: Dump, number: int) -> float:
    start, end = dump.span((number,))
    return (start + end) / 2
