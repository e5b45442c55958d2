"""A sum as one writes it on paper: a line for every number, numbers under numbers, then what should be there and what is.

基本支出   353.88
+ 项目支出  90.5
= 应为     444.38
-----------------
表中写     443.88  （少 0.50）
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from formlint.findings import Comparison, Term
from formlint.reporters.cutting import cut
from formlint.reporters.ink import Ink
from formlint.reporters.width import padded, width
from formlint.words import aside, led, say, strung

MOST_LINES = 12  # longer sums are told in running lines
LABEL = 40  # columns

_WHOLE = re.compile(r"[^\d]*[\d,]+")
SIGNS = {"x": "×", "/": "÷", "-": "−", "min": "≤", "max": "≥"}  # where characters need not line up
_BOUNDS = {"min": "at-most", "max": "at-least"}
_BROKEN = {"<=": ">", ">=": "<"}
_RESULT = {"=": "should-be", "<=": "at-most", ">=": "at-least"}


def paper(comparison: Comparison, ink: Ink, style: str, lang: str, most: int, *, sure: bool = True) -> Iterator[str]:
    """The lines of the sum. Where it is not `sure` that the printed number is the wrong one, what follows is not what it should be."""
    word = _RESULT[comparison.operator] if sure or comparison.operator != "=" else "comes-to"
    result = (f"{comparison.operator} {say('interface', word, lang)}", comparison.spelled(comparison.expected))
    printed = (say("interface", "printed", lang), cut(comparison.actual_text, LABEL).text)
    long = len(comparison.terms) > MOST_LINES
    rows = [result] if long else [*(_row(term, lang) for term in comparison.terms), result]
    if len(rows) == 2 and comparison.operator == "=" and rows[0][1] == result[1]:
        rows = rows[:1]  # told twice: there is nothing to reckon
    labels = max(width(label) for label, _ in [*rows, printed])
    aligned = _aligned([number for _, number in [*rows, printed]])
    numbers = width(aligned[-1])
    if long:
        yield from _running(comparison.terms, most, lang)
    for (label, _), number in zip(rows, aligned, strict=False):
        yield f"{padded(label, labels)}  {number}".rstrip()
    yield ink("dim", "-" * (labels + 2 + numbers))
    by = _difference(comparison, lang).lstrip()
    yield ink(style, f"{padded(printed[0], labels)}  {aligned[-1].rstrip()}") + (f"  {by}" if by else "")


def in_one_line(comparison: Comparison, lang: str, signs: Mapping[str, str] = MappingProxyType({}), *, amiss: bool = True) -> str:
    """382.37 = 292.29 + 90.08; where what follows is another number, nothing untrue is written down: 353.88 + 90.5 = 444.38, printed 443.88 (0.50 too
    low), by how much only where it is `amiss`. `signs` replace those of a keyboard."""
    actual, expected = cut(comparison.actual_text, LABEL).text, comparison.spelled(comparison.expected)
    operator = comparison.operator
    terms = " ".join(_added(term, lang, signs) for term in comparison.terms).replace(" （", "（")
    if len(comparison.terms) == 1 and operator == "=":  # told twice: there is nothing to reckon
        return f"{actual} {'≠' if comparison.difference else '='} {terms}"
    if len(comparison.terms) == 1:
        beyond = comparison.difference > 0 if operator == "<=" else comparison.difference < 0
        return f"{actual} {_BROKEN[operator] if beyond else signs.get(operator, operator)} {terms}"
    if not comparison.difference:
        return f"{actual} {signs.get(operator, operator)} {terms}"
    told = f"{terms} = {expected}" if operator == "=" else led(terms, f"{say('interface', _RESULT[operator], lang)} {expected}", lang)
    return strung((told, f"{say('interface', 'printed', lang)} {actual}"), lang) + (_difference(comparison, lang) if amiss else "")


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


def _row(term: Term, lang: str) -> tuple[str, str]:
    sign = say("interface", _BOUNDS[term.sign], lang) if term.sign in _BOUNDS else term.sign
    return f"{sign} {cut(term.label, LABEL).text}".strip(), cut(term.text, LABEL).text


def _added(term: Term, lang: str, signs: Mapping[str, str] = MappingProxyType({})) -> str:
    """`+ 90.08`; a bound, which is no step of the reckoning, in brackets."""
    text = cut(term.text, LABEL).text
    if term.sign in _BOUNDS:
        return aside(f"{say('interface', _BOUNDS[term.sign], lang)} {text}", lang).strip()
    return f"{signs.get(term.sign, term.sign)} {text}".strip()


def _running(terms: Sequence[Term], most: int, lang: str) -> Iterator[str]:
    """9 + 5 + 5 + 4 ..., broken where the line is full."""
    line = ""
    for term in terms:
        part = _added(term, lang)
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
    return aside(say("interface", "more" if by > 0 else "less", lang, by=comparison.spelled(abs(by))), lang)
