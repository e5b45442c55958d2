"""What a text dump printed far from its row is believed only as far as the rows do not contradict themselves.

Torn cells go into the holes of the rows in order. One cell too few or too many moves all that follow it, up to the next row whose target and actual
measure one thing. So where a row measures two things, what its torn cells and those of the rows around it say is not known; and no cell holds two
whole measures.
"""

from collections.abc import Mapping, Sequence

from formlint.recognisers.dumps.holes import agree
from formlint.recognisers.dumps.strips import Kind, Strip, unit, units

SAID = ("target", "actual")
DATED = frozenset("年月日")
Cells = Mapping[str, tuple[int, ...]]


def uncontradicted(strips: Sequence[Strip], rows: Sequence[Cells], before: Sequence[Cells]) -> list[Cells]:
    """The rows without torn cells that may stand in another row; `before` are the rows as they were without their torn cells."""
    known = {number for row in before for cell in row.values() for number in cell}
    torn = [[column for column in SAID if column in row and not known.intersection(row[column])] for row in rows]
    doubted = _doubted(strips, rows, torn)
    return [
        {column: cell for column, cell in row.items() if not (column in torn[place] and place in doubted) and not _two(strips, column, cell)}
        for place, row in enumerate(rows)
    ]


def _doubted(strips: Sequence[Strip], rows: Sequence[Cells], torn: Sequence[Sequence[str]]) -> set[int]:
    """The rows that contradict themselves, and those around them up to one that confirms itself."""
    found: set[int] = set()
    for place, row in enumerate(rows):
        if not torn[place] or agree(strips, row):
            continue
        found.add(place)
        for step in (-1, 1):
            other = place + step
            while 0 <= other < len(rows) and not _confirmed(strips, rows[other]):
                found.add(other)
                other += step
    return found


def _confirmed(strips: Sequence[Strip], row: Cells) -> bool:
    """Its target and its actual measure one thing."""
    target, actual = ("".join(strips[number].text for number in row.get(column, ())) for column in SAID)
    return bool(unit(target)) and unit(target)[:1] in [each[:1] for each in units(actual)]


def _two(strips: Sequence[Strip], column: str, cell: Sequence[int]) -> bool:
    """Two whole measures, no parts of a date or of a sentence."""
    if column not in SAID or len(cell) == 1:
        return False
    whole = [strips[number].text for number in cell if strips[number].kind is Kind.MEASURE and unit(strips[number].text)]
    sentence = any(mark in strips[number].text for number in cell for mark in "，,。")
    return not sentence and len([text for text in whole if not DATED.intersection(text)]) > 1
