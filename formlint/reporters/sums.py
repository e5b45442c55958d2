"""A sum as one writes it on paper: a line for every number, numbers under numbers, then what should be there and what is.

基本支出   353.88
+ 项目支出  90.5
= 应为     444.38
-----------------
表中写     443.88  (少 0.50)
"""

import re
from collections.abc import Iterator, Sequence

from formlint.findings import Comparison, Term
from formlint.reporters.cutting import cut
from formlint.reporters.ink import Ink
from formlint.reporters.width import padded, width
from formlint.words import say

MOST_LINES = 12  # longer sums are told in running lines
LABEL = 40  # columns

_WHOLE = re.compile(r"[^\d]*[\d,]+")
_SIGNS = {"min": "<=", "max": ">="}
_RESULT = {"=": "should-be", "<=": "at-most", ">=": "at-least"}


def paper(comparison: Comparison, ink: Ink, style: str, lang: str, most: int, *, sure: bool = True) -> Iterator[str]:
    """The lines of the sum. Where it is not `sure` that the printed number is the wrong one, what follows is not what it should be."""
    word = _RESULT[comparison.operator] if sure or comparison.operator != "=" else "comes-to"
    result = (f"{comparison.operator} {say('interface', word, lang)}", comparison.spelled(comparison.expected))
    printed = (say("interface", "printed", lang), cut(comparison.actual_text, LABEL).text)
    long = len(comparison.terms) > MOST_LINES
    rows = [result] if long else [*map(_row, comparison.terms), result]
    if len(rows) == 2 and comparison.operator == "=" and rows[0][1] == result[1]:
        rows = rows[:1]  # told twice: there is nothing to reckon
    labels = max(width(label) for label, _ in [*rows, printed])
    aligned = _aligned([number for _, number in [*rows, printed]])
    numbers = width(aligned[-1])
    if long:
        yield from _running(comparison.terms, most)
    for (label, _), number in zip(rows, aligned, strict=False):
        yield f"{padded(label, labels)}  {number}".rstrip()
    yield ink("dim", "-" * (labels + 2 + numbers))
    yield ink(style, f"{padded(printed[0], labels)}  {aligned[-1].rstrip()}") + _difference(comparison, lang)


def in_one_line(comparison: Comparison, lang: str) -> str:
    """382.37 = 292.29 + 90.08; where what follows is another number, that one at the end: 443.88 = 353.88 + 90.5 (comes to 444.38)."""
    terms = " ".join(f"{_SIGNS.get(term.sign, term.sign)} {cut(term.text, LABEL).text}".strip() for term in comparison.terms)
    line = f"{cut(comparison.actual_text, LABEL).text} {comparison.operator} {terms}"
    if len(comparison.terms) == 1 and comparison.operator == "=" and comparison.difference:  # told twice: there is nothing to reckon
        return line.replace(" = ", " ≠ ", 1)
    same = comparison.difference == 0 or (len(comparison.terms) == 1 and comparison.operator != "=")
    return line if same else f"{line} ({say('interface', 'comes-to', lang)} {comparison.spelled(comparison.expected)})"


def _aligned(numbers: Sequence[str]) -> list[str]:
    """All of one width, points under points: 353.88, 90.5 and 10% with their whole digits in one column."""
    found = [_WHOLE.match(number) for number in numbers]
    ends = [match.end() if match else len(number) for match, number in zip(found, numbers, strict=True)]
    heads, tails = (
        [number[:end] for number, end in zip(numbers, ends, strict=True)],
        [number[end:] for number, end in zip(numbers, ends, strict=True)],
    )
    left, right = max(map(width, heads)), max(map(width, tails))
    return [padded(head, left, right=True) + padded(tail, right) for head, tail in zip(heads, tails, strict=True)]


def _row(term: Term) -> tuple[str, str]:
    label = f"{_SIGNS.get(term.sign, term.sign)} {cut(term.label, LABEL).text}"
    return label.strip(), cut(term.text, LABEL).text


def _running(terms: Sequence[Term], most: int) -> Iterator[str]:
    """9 + 5 + 5 + 4 ..., broken where the line is full."""
    line = ""
    for term in terms:
        part = f"{_SIGNS.get(term.sign, term.sign)} {cut(term.text, LABEL).text}".strip()
        if line and width(line) + 1 + width(part) > most:
            yield line
            line = ""
        line = f"{line} {part}".strip()
    yield line


def _difference(comparison: Comparison, lang: str) -> str:
    """By how much the printed number is too large or too small; nothing where it keeps a bound."""
    by = comparison.difference
    if not by:
        return ""
    return f"  ({say('interface', 'more' if by > 0 else 'less', lang, by=comparison.spelled(abs(by)))})"
