"""Numbers of an aligned dump that a narrow cell broke in two: 2895.623 / 192 stand in the line above and the line below that of their row.

The label of the row and its other numbers stand in the line between, as every cell is centred. There the two parts become one strip again.
"""

import re
from collections.abc import Iterator

from formlint.documents import Passage
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Strip, kind_of, width

_BEGUN = re.compile(r"-?\d[\d,]*(?:\.\d*)?")
_REST = re.compile(r"[\d,]{0,12}\.?\d{1,12}(?:[%‰分元]|万元)?|[分元%]|万元")
_DECIMAL = re.compile(r"\d{1,3}\.\d{1,2}")
APART = 4.0  # columns between the middles of two parts of one number


def joined_numbers(dump: Dump) -> None:
    """Puts the broken numbers of the rows of amounts, and of the closing row, back into their lines."""
    labels = [*dump.headings(dump.words.rows["funds"]), *dump.headings(dump.words.closing["indicators"])]
    rows = sorted({dump.strips[number].line for hit in labels for number in hit.numbers})
    found: list[tuple[int, Strip]] = []
    used: set[int] = set()
    for line in rows:
        for first, rest in _pairs(dump, line, set(rows)):
            if not {first, rest} & used:
                used |= {first, rest}
                found.append((line, _whole(dump, line, first, rest)))
    if not found:
        return
    kept = [strip for number, strip in enumerate(dump.strips) if number not in used]
    dump.put(sorted([*kept, *(strip for _, strip in found)], key=lambda strip: (strip.line, strip.start)))


def joined_flows(dump: Dump) -> None:
    """The same in a dump whose cells are parted by empty lines: ９９． / ８ with nothing else between two empty lines."""
    gaps = [strip.gap for strip in dump.strips] + [2]
    broken = [number for number in range(len(dump.strips) - 1) if gaps[number : number + 3] == [2, 1, 2] and _digits(dump, number)]
    if not broken:
        return
    rests = {number + 1 for number in broken}
    whole = {number: _whole(dump, dump.strips[number].line, number, number + 1)._replace(gap=2) for number in broken}
    dump.put([whole.get(number, strip) for number, strip in enumerate(dump.strips) if number not in rests])


def _digits(dump: Dump, number: int) -> bool:
    """Two parts of one number: a point ends the first, or both are of the broad digits that a narrow cell breaks."""
    one, two = dump.strips[number], dump.strips[number + 1]
    broad = all("０" <= strip.passage.text[-1] <= "９" for strip in (one, two))
    return (one.text.endswith(".") or broad) and bool(_DECIMAL.fullmatch(one.text + two.text))


def _pairs(dump: Dump, line: int, rows: set[int]) -> Iterator[tuple[int, int]]:
    """The parts above and below that stand over one another, where the line between them prints nothing."""
    above, below = (_beside(dump, line, step, rows) for step in (-1, 1))
    for first in above:
        for rest in below:
            free = not any(_overlap(dump, number, first) for number in dump.on_line(line))
            if free and abs(_middle(dump, first) - _middle(dump, rest)) <= APART and _broken(dump, first, rest):
                yield first, rest


def _beside(dump: Dump, line: int, step: int, rows: set[int]) -> list[int]:
    """The strips of the next printed line above or below that is no row itself."""
    for each in (line + step, line + 2 * step):
        if each in rows:
            return []
        if dump.on_line(each):
            return dump.on_line(each)
    return []


def _broken(dump: Dump, first: int, rest: int) -> bool:
    return bool(_BEGUN.fullmatch(dump.strips[first].text) and _REST.fullmatch(dump.strips[rest].text))


def _whole(dump: Dump, line: int, first: int, rest: int) -> Strip:
    one, two = dump.strips[first], dump.strips[rest]
    text = one.text + two.text
    return one._replace(
        passage=Passage.join((one.passage, two.passage)), text=text, line=line, gap=0, width=width(text), kind=kind_of(text), reach=width(text)
    )


def _middle(dump: Dump, number: int) -> float:
    start, end = dump.span((number,))
    return (start + end) / 2


def _overlap(dump: Dump, number: int, other: int) -> bool:
    start, end = dump.span((number,))
    first, last = dump.span((other,))
    return start < last and first < end
