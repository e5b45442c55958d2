"""The order of the columns of a dump, as its lines show it: 合格率 5 99.37% 5 is a name, a weight, an actual and a score.

Headings of narrow columns are torn from the others, and then only the rows tell where their columns stood. Lines that print a row, or a part of it,
are compared with all orders in which target and actual, weight and score may stand among each other.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import combinations, groupby
from operator import attrgetter

from formlint.recognisers.dumps.strips import Kind, Strip

SURE = 3  # lines at least that one order fits and the other does not
_SPLIT = ("weight", "score")
_SAID = ("target", "actual")
_JUDGED = (Kind.MEASURE, Kind.QUALITY, Kind.DONE)
_MOVED = (*_SAID, *_SPLIT)
_line = attrgetter("line")


def shown(strips: Sequence[Strip], columns: Sequence[str]) -> list[str]:
    """The columns in the order that most lines fit; as they are when no other order fits clearly more, or when one of the four is lost."""
    places = [place for place, column in enumerate(columns) if column in _MOVED]
    if len(places) != len(_MOVED) or places[-1] - places[0] != len(_MOVED) - 1:
        return list(columns)
    long = {strip.line for strip, other in zip(strips, strips[len(_SPLIT) :], strict=False) if strip.line == other.line}
    printed = groupby([strip for strip in strips if strip.line in long], key=_line)
    lines = Counter([_signs(list(line)) for _, line in printed])
    fits = {order: sum(count for line, count in lines.items() if len(line) > 1 and _within(line, order)) for order in _orders()}
    own = tuple(columns[places[0] : places[-1] + 1])
    best = max(fits, key=lambda order: fits[order])
    if fits[best] < fits.get(own, 0) + SURE or sum(fits[order] == fits[best] for order in fits) > 1:
        return list(columns)
    return [*columns[: places[0]], *best, *columns[places[-1] + 1 :]]


def others(columns: Sequence[str], tried: Sequence[Sequence[str]]) -> list[list[str]]:
    """The orders that were not tried in which the weight may stand among target and actual; no form has its scores before what was done.

    What belongs to the target stays with it.
    """
    groups = {"target": [column for column in ("op", "target", "unit") if column in columns]}
    if not set(_MOVED) <= set(columns):
        return []
    found = [["name", *(column for key in order for column in groups.get(key, [key])), "reason"] for order in _orders() if order[-1] == "score"]
    found = [[column for column in order if column in columns] for order in found]
    return [order for order in found if len(order) == len(columns) and order not in [list(each) for each in tried]]


def upset(columns: Sequence[str]) -> bool:
    """No form has its columns so: what was done before what was to be, or a score before what it is for. Their headings were printed in pieces."""
    pairs = (("target", "actual"), ("weight", "score"), ("op", "target"))
    return any(columns.index(one) > columns.index(two) for one, two in pairs if one in columns and two in columns)


@cache
def _orders() -> Sequence[tuple[str, ...]]:
    """Target before actual and weight before score, in all six ways."""
    found: list[tuple[str, ...]] = []
    for points in combinations(range(len(_MOVED)), len(_SPLIT)):
        points_, said = iter(_SPLIT), iter(_SAID)
        found.append(tuple(next(points_) if place in points else next(said) for place in range(len(_MOVED))))
    return found


def _signs(line: Sequence[Strip]) -> str:
    """N for a number and V for a measure or a judgement, behind the name and before the dash; nothing for a line of something else."""
    found = ""
    for place, strip in enumerate(line):
        if strip.kind is Kind.NUMBER:
            found += "N"
        elif strip.kind in _JUDGED:
            found += "V"
        elif strip.kind is Kind.WORDS and place:
            return ""
    return found if found.count("N") == len(_SPLIT) and "V" in found else ""


@lru_cache(maxsize=1024)
def _within(line: str, order: tuple[str, ...]) -> bool:
    """The signs stand in this order, some of them left out."""
    rest = iter("N" if column in _SPLIT else "V" for column in order)
    return all(sign in rest for sign in line)
