"""Whether two lines above one another in a column of an aligned dump belong to one cell.

A cell is broken where its line is full: what ends before goes on nowhere. A dash is a whole cell; an open bracket, an operator or a number
without its unit is none.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind, Strip

WHOLE = 8.0  # for a dash, or two numbers, to be part of a cell
TORN = 4.0  # for a cell to end with an operator or to begin with a comma
SHORT = 2.0  # for a cell to go on behind a line that is not full
ENDED = 1.0  # for one to go on behind a sentence
ROOM = 1.0  # characters that a full line may leave free
_OPENS = frozenset("≥≤≧≦=：:，、（(“‘《的和及与")
_CLOSES = frozenset("，。；、：！？”’）》%,;:)…")
_CUT = re.compile(r".*\d\.\d+|[≥≤≧≦=]+\d+")
_REST = re.compile(r"\d+[^\d,，。;；:]{1,3}")


def folds(dump: Dump, column: str, lines: Sequence[Sequence[int]], *, apart: bool) -> list[float]:
    """For every line of a column what it costs to belong to one cell with the line before; below 0: not to belong to it.

    `apart`: units have a column of their own.
    """
    widest = max(_width(dump, line) for line in lines) if lines else 0.0
    return [0.0, *(_fold(dump, column, before, after, widest, apart=apart) for before, after in pairwise(lines))]


def _fold(dump: Dump, column: str, before: Sequence[int], after: Sequence[int], widest: float, *, apart: bool) -> float:
    last, first = dump.strips[before[-1]], dump.strips[after[0]]
    if last.kind is Kind.DASH or first.kind is Kind.DASH:
        return WHOLE
    if column in ("weight", "score"):
        return -TORN if last.text.endswith(".") or first.text == "分" else WHOLE if first.kind is Kind.NUMBER else 0.0
    if column in ("op", "unit"):
        return WHOLE if last.text == first.text else 0.0
    if last.text[-1] in _OPENS or first.text[0] in _CLOSES or (not apart and _lacks_unit(last, first)):
        return -TORN
    short = SHORT if _width(dump, before) + first.head < widest - ROOM else 0.0
    return short + (ENDED if last.text[-1] in "。；" else 0.0)


def _width(dump: Dump, line: Sequence[int]) -> float:
    """In Chinese characters, with the blanks between."""
    start, end = dump.span(line)
    return sum(dump.strips[number].width for number in line) + (end - start - sum(len(dump.strips[number].passage.text) for number in line)) / 2


def _lacks_unit(last: Strip, first: Strip) -> bool:
    """A number at the end of a line, and its unit or its last digits in the next: 大于等于27 / 处, ≤502.867 / 6万元."""
    if last.kind is not Kind.MEASURE or not last.text[-1].isdigit():
        return False
    unit = first.kind is Kind.WORDS and len(first.text) <= 2 and first.text[0] > "一"
    return unit or bool(_CUT.fullmatch(last.text) and _REST.fullmatch(first.text))
