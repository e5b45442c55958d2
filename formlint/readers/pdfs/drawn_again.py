"""Drawings that a PDF uses again (form XObjects): how many come of them when all are drawn.

pdfium draws each one anew wherever it is used, and cannot be stopped: nine drawings that use each other ten times are 2 kB and 10^9 drawings.
What refers to what is taken from the plain text of the file, every reference counting as one that may be drawn: an upper bound.
"""

import re
from collections.abc import Iterable, Mapping

from formlint.errors import ReadError
from formlint.records import record

MOST_DRAWN = 1_000_000
_DEEPEST = 40  # pdfium stops there; so a drawing that uses itself once ends
_HOPS = 3  # form, its resources, their XObjects, a form
_DO = re.compile(rb"Do\b")  # with what stands before it the search takes nine times as long, 0.3 ms for a font
_ENDS_A_WORD = frozenset(b"\0\t\n\v\f\r ()<>[]{}/%")  # pdfium takes (name)Do and <6e616d65>Do as well as /name Do
_REFERENCE = re.compile(rb"\b(\d{1,9})\s+\d{1,5}\s+R\b")
_OBJECT = re.compile(rb"\b(\d{1,9})\s+\d{1,5}\s+obj\b")


@record(frozen=True, slots=True)
class Drawn:
    """A stream that draws: its object, whether it can be drawn itself, and how often it draws another."""

    number: int
    is_form: bool
    uses: int


def uses(content: bytes) -> int:
    """How often the content of a stream draws something, at most."""
    starts = (found.start() for found in _DO.finditer(content))
    return sum(not start or content[start - 1] in _ENDS_A_WORD for start in starts)


def check_drawings(data: bytes, streams: Iterable[Drawn]) -> None:
    """Raises ReadError when more would be drawn than any form has."""
    found = {stream.number: stream for stream in streams if stream.uses or stream.is_form}
    if sum(stream.is_form and stream.uses > 1 for stream in found.values()) < 1:
        return
    forms = {number for number, stream in found.items() if stream.is_form}
    references = _references(data)
    inside = {number: _reached(number, references, forms) for number in found}
    totals = dict.fromkeys(found, 1)
    for _ in range(_DEEPEST):
        deepest = {number: max((totals[each] for each in inside[number]), default=0) for number in found}
        grown = {number: min(1 + stream.uses * deepest[number], MOST_DRAWN + 1) for number, stream in found.items()}
        if grown == totals:
            break
        totals = grown
    if max(totals.values()) > MOST_DRAWN:
        raise ReadError("drawn-too-often", most=str(MOST_DRAWN))


def _references(data: bytes) -> Mapping[int, frozenset[int]]:
    """What every object refers to, streams by their dictionaries only."""
    marks = [*_OBJECT.finditer(data)]
    found: dict[int, frozenset[int]] = {}
    for mark, end in zip(marks, [*(each.start() for each in marks[1:]), len(data)], strict=True):
        stop = data.find(b"stream", mark.end(), end)
        found[int(mark[1])] = frozenset(int(each) for each in _REFERENCE.findall(data, mark.end(), stop if stop >= 0 else end))
    return found


def _reached(number: int, references: Mapping[int, frozenset[int]], forms: set[int]) -> frozenset[int]:
    """The forms that an object refers to, straight or by way of objects that are none."""
    found, edge = set[int](), {number}
    for _ in range(_HOPS):
        beyond = {each for at in edge for each in references.get(at, ())}
        found |= beyond & forms
        edge = beyond - forms
    return frozenset(found)
