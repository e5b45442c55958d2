"""Which figure is wrong: error localisation after Fellegi and Holt (1976) over the relations of a form.

A figure is a suspect of a group of violated relations when it takes part in all of them and some value of it satisfies them together. Its cost adds
up how plausible the slip is (`slips.py`), how much the rest of the form speaks for the printed value (told elsewhere, relations that the new value
would break), and one for accusing it at all; its share is softmax(-2 cost). Same costs give the order of the form: nothing here is random.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.findings import Suspect
from formlint.intervals import EVERYTHING, NOT_NEGATIVE, Interval
from formlint.relations import Const, Expression, Least, Most, Operator, Outcome, Product, Quotient, Ref, Relation, Sum
from formlint.slips import Slip, likeliest
from formlint.solving import allowed, judge, points
from formlint.verdicts import mention

ACCUSED = 1.0
TOLD_ELSEWHERE = 0.4  # 90.5 stands three times in a form: less likely to be the wrong one
BROKEN = 2.0  # the new value would break a sum or an equality that holds
FOLLOWS = 0.7  # ... a rate, a score, a bound or a total of points, which may itself have followed from the wrong number
WORKED_OUT = 0.2  # slip of a rate or score that its own formula contradicts: reckoned wrongly rather than mistyped
ADDED_UP = 1.0  # ... of a total of points, which people add up by hand
LEFT_AT_ZERO = 0.6  # ... of a total that was never filled in
EXPLAINS = 1.0  # gained by each bound that the new value keeps and the printed one breaks: a score above its weight
MOST_SUSPECTS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that could be the wrong one, with the value that would mend it, and what that value would break."""

    figure: Figure
    slip: Slip
    cost: float
    breaks: tuple[Relation, ...]

    @property
    def mended(self) -> Figure:
        return mend(self.figure, self.slip.meant)


def mend(figure: Figure, meant: Decimal) -> Figure:
    """The figure with another number, in the same spelling, on one line."""
    digits, other, printed = figure.spelled(figure.number), figure.spelled(meant), figure.line
    text = printed.replace(digits, other, 1) if digits in printed else other + (figure.unit if figure.unit in printed else "")
    return replace(figure, number=meant, text=text)


def candidates(violated: Sequence[Relation], held: Mapping[str, Sequence[Relation]], twins: Mapping[Fraction, int]) -> list[Candidate]:
    """All figures that could mend the violated equalities together, cheapest first.

    `held` has the relations that hold, by the figures in them; `twins` counts how often a value is printed in the form.
    """
    solved = [(allowed(relation), allowed(relation, points(relation))) for relation in violated]
    common = [figure for figure in violated[0].figures() if all(figure.id in each for each, _ in solved)]
    found = (_candidate(figure, [(each[figure.id], exact[figure.id]) for each, exact in solved], violated, held, twins) for figure in common)
    return sorted((each for each in found if each), key=lambda each: each.cost)


def suspects(ranked: Sequence[Candidate]) -> tuple[Suspect, ...]:
    """The candidates with their shares of the probability."""
    weights = [math.exp(-2 * each.cost) for each in ranked]
    whole = sum(weights)
    return tuple(
        Suspect(mention(each.figure), each.mended.text, Decimal(f"{weight / whole:.2f}"), each.slip.kind)
        for each, weight in list(zip(ranked, weights, strict=True))[:MOST_SUSPECTS]
    )


def count_values(figures: Iterable[Figure]) -> Counter[Fraction]:
    """How often each value of three or more digits is printed: shorter ones repeat by chance."""
    return Counter(figure.value for figure in figures if len(figure.number.as_tuple().digits) >= 3)


def with_figure(relation: Relation, figure: Figure) -> Relation:
    """The relation with a figure of that id put in the place of the printed one."""
    return Relation(_put(relation.left, figure), relation.operator, _put(relation.right, figure))


def _candidate(
    figure: Figure,
    left: Sequence[tuple[Interval, Interval]],
    violated: Sequence[Relation],
    held: Mapping[str, Sequence[Relation]],
    twins: Mapping[Fraction, int],
) -> Candidate | None:
    """The candidate, when what each violated relation leaves for the figure, with and without the room of rounding, has a number in common."""
    together = reduce(Interval.meet, (room for room, _ in left), EVERYTHING if figure.value < 0 else NOT_NEGATIVE)
    exact = all(ref.exact for relation in violated for ref in relation.refs if ref.figure.id == figure.id)
    nominal = next((given.low for _, given in left if given.low == given.high and given.low in together), None)
    slip = likeliest(figure, nominal, together, exact=exact) if isinstance(nominal, Fraction) else None
    if slip is None:
        return None
    slip = min([slip, *_reckoned(figure, slip, violated)], key=lambda each: each.cost)
    mended = mend(figure, slip.meant)
    breaks = tuple(relation for relation in held.get(figure.id, ()) if judge(with_figure(relation, mended)) is Outcome.VIOLATED)
    trust = TOLD_ELSEWHERE if twins.get(figure.value, 0) > 1 else 0.0
    penalty = sum(FOLLOWS if _may_follow(relation, figure) else BROKEN for relation in breaks)
    return Candidate(figure, slip, ACCUSED + slip.cost + trust + penalty, breaks)


def _reckoned(figure: Figure, slip: Slip, violated: Sequence[Relation]) -> list[Slip]:
    """Cheaper explanations for a number that somebody had to work out: no slip of the pen is needed."""
    stated = [relation for relation in violated if isinstance(relation.left, Ref) and relation.left.figure.id == figure.id]
    found = [Slip(slip.meant, WORKED_OUT, "reckoned") for relation in stated if follows(relation)]
    found += [Slip(slip.meant, ADDED_UP, "reckoned") for relation in stated if isinstance(relation.left, Ref) and relation.left.exact]
    return found + [Slip(slip.meant, LEFT_AT_ZERO, "zero") for _ in stated if not figure.value]


def _may_follow(relation: Relation, figure: Figure) -> bool:
    """What the relation states may have been worked out from this figure, wrong as it was."""
    stated = relation.left
    if isinstance(stated, Ref) and stated.figure.id == figure.id:
        return False
    return follows(relation) or (isinstance(stated, Ref) and stated.exact and isinstance(relation.right, Sum))


def follows(relation: Relation) -> bool:
    """The stated number is worked out from others (a rate, a score) or bounded by them: it may have followed from a wrong one."""
    return relation.operator is not Operator.EQUAL or isinstance(relation.right, Product | Quotient | Least | Most)


def _put(expression: Expression, figure: Figure) -> Expression:
    match expression:
        case Ref(old):
            return replace(expression, figure=figure) if old.id == figure.id else expression
        case Sum(terms):
            return Sum(tuple((factor, _put(term, figure)) for factor, term in terms))
        case Product(left, right):
            return Product(_put(left, figure), _put(right, figure))
        case Quotient(over, under):
            return Quotient(_put(over, figure), _put(under, figure))
        case Least(terms):
            return Least(tuple(_put(term, figure) for term in terms))
        case Most(terms):
            return Most(tuple(_put(term, figure) for term in terms))
        case Const():
            return expression
