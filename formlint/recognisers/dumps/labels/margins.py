"""Titles at the left edge of an aligned dump that a narrow cell broke over lines which print other cells, too.

    绩效指                    年初目标值  实际完成值
    标（80  一级指标  二级指标                       the side title 绩效指标（80分）
     分）     …

The parts stand over one another, as every cell is centred, each at the beginning of what is left of its line.
"""

import re
from collections.abc import Iterator, Sequence

from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.strips import width
from formlint.recognisers.headings import plain

NEXT = 3  # lines from part to part
APART = 5.0  # columns between the middles of two parts
MOST_PARTS = 12
LONGEST = 9  # strips of one part: 年 初 设 定 目
_BRACKETS = re.compile(r"(?:\([单位:百千万亿元\d分]{0,8}\)){0,2}(?:\([单位:百千万亿元\d分]{0,8})?")  # (单位:万元), (100分)

Part = tuple[int, ...]


def margin_titles(dump: Dump, start: int = 0, end: int | None = None) -> list[Hit]:
    """The broken side titles whose first part stands between two strips."""
    sides = dump.definition.sides
    units = [word.replace("部门", "部门(单位)", 1) for word in sides if word.startswith("部门")]
    return _found(dump, dict.fromkeys((*sides, *units), "side"), start, end)


def margin_labels(dump: Dump, keys: Sequence[str], start: int, end: int | None) -> list[Hit]:
    """The broken labels of these fields."""
    return _found(dump, {word: key for key in keys for word in dump.definition.fields.get(key, ()) if "*" not in word}, start, end)


def _found(dump: Dump, words: dict[str, str], start: int, end: int | None) -> list[Hit]:
    known = {plain(word): key for word, key in words.items()}
    begins = {word[:size] for word in known for size in range(1, len(word) + 1)}
    hits: list[Hit] = []
    lines = sorted({dump.strips[number].line for number in dump.free(start, end)})
    for line in lines:
        firsts = _firsts(dump, line)
        if firsts and dump.strips[firsts[0]].text[0] in begins:
            best = max(_chains(dump, known, firsts, (), ""), key=lambda parts: sum(map(len, parts)), default=())
            if best:
                numbers = tuple(number for part in best for number in part)
                dump.take(numbers)
                text = dump.text(numbers)
                hits.append(Hit(next(key for word, key in sorted(known.items(), key=lambda each: -len(each[0])) if text.startswith(word)), numbers))
    return hits


def _chains(dump: Dump, words: dict[str, str], firsts: Sequence[int], parts: tuple[Part, ...], text: str) -> Iterator[tuple[Part, ...]]:
    """The ways to read the words from these first strips of a line and the lines below, of two parts at least."""
    for size in range(1, len(firsts) + 1):
        part = tuple(firsts[:size])
        longer = text + dump.text(part)
        state = _state(longer, words)
        if state < 0:
            return
        if parts and abs(_middle(dump, parts[-1]) - _middle(dump, part)) > APART:
            continue
        here = (*parts, part)
        if state and len(here) > 1:
            yield here
        if len(here) < MOST_PARTS:
            line = dump.strips[part[0]].line
            below = next((rest for step in range(1, NEXT + 1) if (rest := _firsts(dump, line + step)) and _goes_on(dump, words, longer, rest)), ())
            yield from _chains(dump, words, below, here, longer)


def _goes_on(dump: Dump, words: dict[str, str], text: str, firsts: Sequence[int]) -> bool:
    return _state(text + dump.strips[firsts[0]].text, words) >= 0


def _state(text: str, words: dict[str, str]) -> int:
    """1 for a whole word with what stands in brackets behind it, 0 for the beginning of one, -1 for neither."""
    begun = -1
    for word in words:
        if text.startswith(word):
            rest = text[len(word) :]
            if _BRACKETS.fullmatch(rest):
                if rest.count("(") == rest.count(")"):
                    return 1
                begun = 0
        elif word.startswith(text):
            begun = 0
    return begun


def _firsts(dump: Dump, line: int) -> list[int]:
    """The free strips at the beginning of a line that stand one blank apart."""
    found: list[int] = []
    for number in dump.on_line(line):
        if dump.taken[number]:
            if found:
                break
            continue
        if found and not dump.loose(number):
            break
        found.append(number)
    return found[:LONGEST]


def _middle(dump: Dump, part: Part) -> float:
    start, end = dump.span(part)
    text = dump.lines[dump.strips[part[0]].line].text[start:end]
    return start + width(text)
