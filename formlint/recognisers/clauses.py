"""What the form's own notes and headings lay down: 产出指标50分, 预算执行情况（10分）, 总分应为100分, 100-80%（含80%）、80-50%（含50%）.

A heading gives the weight of what it names, a range (40-50分) gives `<name>.least` and `<name>.most`. A note gives any number of weights,
and the edges of the bands for qualitative indicators as `band`, the upper first, in base units: 4/5 for 80%.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from formlint.definitions import Definition
from formlint.documents import Passage
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.forms import Clause

_POINTS = re.compile(r"[（(\[]\s*(\d{1,3}(?:\.\d{1,2})?)\s*分\s*[)）\]]?|(?<![\d.*])(\d{1,3}(?:\.\d{1,2})?)\s*分\s*$")
_RANGE = re.compile(r"[（(]\s*(\d{1,3})\s*[-—~～－至]\s*(\d{1,3})\s*[)）]?\s*分")
_RATE_POINTS = re.compile(r"(\d{1,3})\s*分\s*[*×xX]")
_BANDS = re.compile(r"100\s*+%?\s*+[-—~～－至]\s*+(\d\d)\s*+%.{0,12}?[、，,；;]\s*+(\d\d)\s*+%?\s*+[-—~～－至]\s*+(\d\d)\s*+%", re.DOTALL)
_ONE, _HUNDREDTH = Fraction(1), Fraction(1, 100)
MOST = 4000  # characters of a note; the longest we know has 350


def of_heading(name: str, passage: Passage, field: str) -> Iterator[Clause]:
    """The points a heading prints, under the name of what it heads."""
    span = _RANGE.search(passage.text)
    if span:
        yield _clause(f"{name}.least", passage, *span.span(1), unit="分", field=field)
        yield _clause(f"{name}.most", passage, *span.span(2), unit="分", field=field)
        return
    points = _POINTS.search(passage.text) or _RATE_POINTS.search(passage.text)
    if points:
        group = 1 if points[1] else 2
        yield _clause(name, passage, *points.span(group), unit="分", field=field)


def of_note(definition: Definition, passage: Passage, field: str) -> Iterator[Clause]:
    """Every weight and every band edge that a note names."""
    if len(passage.text) > MOST:
        return
    pattern, names = _named(definition)
    for match in pattern.finditer(passage.text) if names else ():
        yield _clause(names["".join(match[1].split())], passage, *match.span(2), unit="分", field=field)
    for match in _BANDS.finditer(passage.text):
        if match[1] == match[2]:
            yield _clause("band", passage, *match.span(1), unit="%", field=field)
            yield _clause("band", passage, *match.span(3), unit="%", field=field)


def defaults(definition: Definition, found: Iterable[Clause], sections: Iterable[str]) -> tuple[Clause, ...]:
    """The definition's own regime, when the form prints no weight and has just its sections."""
    names = {clause.name.partition(".")[0] for clause in found} - {"band", "total", "indicators"}
    if names or set(sections) != set(definition.regime) & set(definition.sections):
        return ()
    return tuple(Clause(name, Fraction(weight)) for name, weight in definition.regime.items())


def _clause(name: str, passage: Passage, start: int, end: int, *, unit: str, field: str) -> Clause:
    text = passage.text[start:end]
    scale = _HUNDREDTH if unit == "%" else _ONE
    label = () if field == "notes" else ("".join(passage.text.split()),)
    figure = Figure(text, Decimal(text), unit, scale, start=start, end=end, place=passage.place(start, end), id=f"{field}@{start}", label=label)
    return Clause(name, figure.value, figure)


@cache
def _named(definition: Definition) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Word before number and 分; the longest word that fits wins."""
    names = {word: name for name, words in definition.clauses.items() for word in words}
    names |= {word: key for key, section in definition.sections.items() for word in section.words}
    words = "|".join(re.escape(word) for word in sorted(names, key=len, reverse=True))
    return re.compile(rf"({words})\s*+[（(为:：]?\s*+(\d{{1,3}}(?:\.\d{{1,2}})?)\s*+分"), names
