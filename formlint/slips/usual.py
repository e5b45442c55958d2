"""What is usual in a form, for telling which of several numbers is the odd one.

What was done is seldom further than three tenths from what was planned (the notes of the form ask for a reason beyond that), and amounts that are
added up have as many decimals as each other.
"""

from collections.abc import Iterable, Mapping, Sequence

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.figures.units import alike, money
from formlint.relations import Ref, Relation, Sum

FAR, VERY_FAR = Fraction(13, 10), 3  # of the larger to the smaller
FAR_COSTS, VERY_FAR_COSTS = 0.4, 1.0

MEASURED = (".target", ".actual")  # ends of the ids of what is measured

Pair = tuple[Figure, Figure]  # of one row: target, actual


def pairs(relations: Sequence[Relation], around: Iterable[Relation]) -> list[Pair]:
    """Targets and actuals of the rows that the relations speak of, as far as these or those `around` them tell both."""
    rows = {figure.id.rpartition(".")[0] for relation in relations for figure in relation.figures() if _measured(figure.id)}
    if not rows:
        return []
    figures = {figure.id: figure for relation in (*relations, *around) for figure in relation.figures()}
    found = ((figures.get(f"{row}.target"), figures.get(f"{row}.actual")) for row in sorted(rows))
    return [(target, actual) for target, actual in found if target and actual and alike(target, actual)]


def strangeness(given: Iterable[Pair], mended: Mapping[str, Figure]) -> float:
    """What it costs to believe in these targets and actuals, once some figures are mended."""
    return sum(far(mended.get(target.id, target).value, mended.get(actual.id, actual).value) for target, actual in given)


def far(one: Fraction, other: Fraction) -> float:
    """What it costs to believe that a target and its actual are so far from each other."""
    low, high = abs(one), abs(other)
    if low > high:
        low, high = high, low
    return VERY_FAR_COSTS if high > VERY_FAR * low else FAR_COSTS if high > FAR * low else 0.0


def odd(figure: Figure, relations: Sequence[Relation]) -> int | None:
    """How many decimals the other amounts of a sum have, when they are alike and this one has more: 176.220 beside 548.60 and 372.40."""
    for relation in relations if money(figure) else ():
        if not isinstance(relation.right, Sum) or not isinstance(relation.left, Ref):
            continue
        others = [each.decimals for each in relation.figures() if each.id != figure.id]
        if len(others) > 1 and len(set(others)) == 1 and figure.decimals > others[0]:
            return others[0]
    return None


def _measured(figure: str) -> bool:
    return figure.endswith(MEASURED)
