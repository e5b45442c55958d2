"""What a text dump printed far from its row is believed only as far as the rows do not contradict themselves.

Torn cells go into the holes of the rows in order. One cell too few or too many moves all that follow it, up to the next row whose target and actual
measure one thing. So where a row measures two things, what its torn cells and those of the rows around it say is not known; and no cell holds two
whole measures.
"""

from collections.abc import Mapping, Sequence

from formlint.recognisers.dumps.ordered.holes import agree
from formlint.recognisers.dumps.strips import Kind, Strip, unit, units

SAID = ("target", "actual")
DATED = frozenset("年月日")
Cells = Mapping[str, tuple[int, ...]]


def uncontradicted(strips: Sequence[Strip], rows: Sequence[Cells], before: Sequence[Cells]) -> list[Cells]:
    """The rows without torn cells that may stand in another row; `before` are the rows as they were without their torn cells."""
    torn = _torn(rows, before)
    doubted = _doubted(strips, rows, torn) if any(torn) else ()
    return [_without(row, torn[place] if place in doubted else (), strips) for place, row in enumerate(rows)]


def _without(row: Cells, torn: Sequence[str], strips: Sequence[Strip]) -> Cells:
    gone = [column for column in SAID if column in row and (column in torn or (len(row[column]) > 1 and _two(strips, row[column])))]
    return {column: cell for column, cell in row.items() if column not in gone} if gone else row


def _torn(rows: Sequence[Cells], before: Sequence[Cells]) -> list[list[str]]:
    """For every row the columns whose cells it did not have."""
    if list(rows) == list(before):  # most: nothing was torn
        return [[] for _ in rows]
    known = {number for row in before for cell in row.values() for number in cell}
    return [[column for column in SAID if column in row and not known.intersection(row[column])] for row in rows]


def _doubted(strips: Sequence[Strip], rows: Sequence[Cells], torn: Sequence[Sequence[str]]) -> set[int]:
    """The rows that contradict themselves, and those around them up to one that confirms itself."""
    found = {place for place, row in enumerate(rows) if torn[place] and not agree(strips, row)}
    if not found:
        return found
    firm = [_confirmed(strips, row) for row in rows]
    for places in (range(1, len(rows)), range(len(rows) - 2, -1, -1)):
        step = places.step
        for place in places:
            if place - step in found and not firm[place]:
                found.add(place)
    return found


def _confirmed(strips: Sequence[Strip], row: Cells) -> bool:
    """Its target and its actual measure one thing."""
    target, actual = ("".join(strips[number].text for number in row.get(column, ())) for column in SAID)
    return bool(unit(target)) and unit(target)[:1] in [each[:1] for each in units(actual)]


def _two(strips: Sequence[Strip], cell: Sequence[int]) -> bool:
    """Two whole measures, no parts of a date or of a sentence."""
    wanted = Kind.MEASURE
    whole = [strips[number].text for number in cell if strips[number].kind is wanted]
    if len(whole) < 2 or len([text for text in whole if unit(text) and not DATED.intersection(text)]) < 2:
        return False
    return not any(mark in strips[number].text for number in cell for mark in "，,。")
