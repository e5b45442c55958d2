"""Values of the form's head that a dump prints apart from their labels: 主管部门 ~ 项目资金（万元） ~ 凤山区农业农村局.

A dump whose cells empty lines part goes down a narrow column before it goes on to the right, so that side titles stand between a label and its value,
and labels of two rows before the values of both. Values come in the order of their labels, though. So as many names as labels have none, up to the
first amount, are theirs one after the other.
"""

import re
from collections.abc import Sequence

from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.strips import Kind

NAMED = frozenset(("unit", "dept", "project"))  # labels whose value is a name
SHORTEST = 3.0  # characters of a name
_BRACKETS = re.compile(r"\(.*|.*\)")  # what is left of a side title, or the points of a section: 项目资金 / （万元）
_AMOUNT = re.compile(r"-?[\d,]+(?:\.\d+)?[%元]?")


def head_values(dump: Dump, labels: Sequence[Hit]) -> list[tuple[Hit, list[int]]]:
    """The labels of the head that have no value beside them, with those that surely are theirs."""
    waiting = [hit for hit in labels if hit.key in NAMED]
    if not dump.airy or not waiting:
        return []
    start = waiting[0].numbers[-1] + 1
    amounts = (number for number in range(start, len(dump.strips)) if _AMOUNT.fullmatch(dump.strips[number].text))
    free = _names(dump, start, next(amounts, start))
    if len(waiting) == 1 and _one_cell(dump, free):
        return [(waiting[0], free)]
    return [(hit, [number]) for hit, number in zip(waiting, free, strict=True)] if len(free) == len(waiting) else []


def _names(dump: Dump, start: int, end: int) -> list[int]:
    """The strips that nothing the definition knows claims, be it torn over lines."""
    words = dump.words
    lexicons = (words.fields, words.sides, *words.labels.values(), *words.columns.values(), *words.rows.values(), words.sections, words.parts)
    claimed = {number for lexicon in lexicons for hit in dump.headings(lexicon, start, end) for number in hit.numbers}
    free = [number for number in dump.free(start, end) if number not in claimed and not words.understood(dump.strips[number].text)]
    free = [number for number in free if dump.strips[number].kind in (Kind.WORDS, Kind.MEASURE) and not _BRACKETS.fullmatch(dump.strips[number].text)]
    return [number for number in free if dump.strips[number].width >= SHORTEST]


def _one_cell(dump: Dump, numbers: Sequence[int]) -> bool:
    """Two lines of one flow."""
    flows = dump.flow_of()
    return len(numbers) == 2 and numbers[1] == numbers[0] + 1 and flows[numbers[0]] == flows[numbers[1]]
