"""Rounding is no excuse where nothing else of a table was rounded.

Sums of rounded numbers often miss their last digit: those of two parts one time in four, of three two times in five. That eight of them close to
the last digit happens once in ten such tables at most, and in all whose numbers are exact; that one number then puts right its row and its column,
both off by the same two digits or more, is a slip of that number rather than the rounding of all.
"""

from collections.abc import Sequence

from formlint.exact import ZERO, Fraction
from formlint.relations import HOLDS, ROUNDING, Outcome, Relation
from formlint.relations.values import nominal

SHOWN = 8  # sums of several parts that close to the last digit
OFF = 2  # last digits


def spoiled(judged: Sequence[tuple[Outcome, Relation]]) -> Sequence[Relation]:
    """Of the sums of a table, with what each was judged: the two that only rounding closes, where it is no excuse and one number puts both right."""
    off = [relation for outcome, relation in judged if outcome is ROUNDING]
    held = sum(outcome is HOLDS and _added(relation) for outcome, relation in judged)
    return off if len(off) == 2 and held >= SHOWN and all(outcome in (HOLDS, ROUNDING) for outcome, _ in judged) and _by_one(off) else ()


def _added(relation: Relation) -> bool:
    """Two of its parts at least are something."""
    return sum(figure.value != 0 for figure in relation.figures()[1:]) > 1


def _by_one(relations: Sequence[Relation]) -> bool:
    """Just one number is part of both sums, and by what it lacks both are off."""
    one, other = ({figure.id: figure for figure in relation.figures()} for relation in relations)
    shared = [figure for id_, figure in one.items() if id_ in other]
    if len(shared) != 1:
        return False
    lacks = {_lacks(relation, shared[0].id) for relation in relations}
    return len(lacks) == 1 and abs(lacks.pop()) >= OFF * shared[0].ulp


def _lacks(relation: Relation, id_: str) -> Fraction:
    """What a part would have to be more, or the stated sum less, for the sum to close."""
    stated = relation.figures()[0]
    rest = stated.value - (nominal(relation.right) or ZERO)
    return -rest if stated.id == id_ else rest
