"""Relations: arithmetic statements between the figures of a form, and what becomes of them.

A check does not compute; it states `total = a + b + c` as a Relation. One engine (`solving.py`) then compares, exactly and with the rounding of
printed numbers, explains, finds which figure could be wrong, and fills a blank.
"""

from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum
from itertools import repeat
from typing import Any, final

from formlint.exact import Fraction
from formlint.figures import Figure, Hedge
from formlint.figures.units import MONEY, RATIO
from formlint.records import record


@final
@record(frozen=True, slots=True)
class Ref:
    """A figure as a term. `exact`: it was awarded or counted, not measured, so it has no rounding slack (weights, scores as operands, heads)."""

    figure: Figure
    exact: bool = False
    ulp: Fraction | None = None  # its column's last digit, when that is finer than its own: 90.5 in a column of 90.50


@final
@record(frozen=True, slots=True)
class Const:
    """A number that the rule brings along: the 100 of 总分100分."""

    value: Fraction


@final
@record(frozen=True, slots=True)
class Sum:
    """Terms with their coefficients: (1, a), (-1, b) is a - b."""

    terms: tuple[tuple[Fraction, "Expression"], ...]


@final
@record(frozen=True, slots=True)
class Product:
    left: "Expression"
    right: "Expression"


@final
@record(frozen=True, slots=True)
class Quotient:
    over: "Expression"
    under: "Expression"


@final
@record(frozen=True, slots=True)
class Least:
    """min(x, y, ...)."""

    terms: tuple["Expression", ...]


@final
@record(frozen=True, slots=True)
class Most:
    """max(x, y, ...)."""

    terms: tuple["Expression", ...]


Expression = Ref | Const | Sum | Product | Quotient | Least | Most


ONE = Fraction(1)


def total(terms: Iterable[Expression]) -> Sum:
    """The plain sum of the terms."""
    return Sum(tuple(zip(repeat(ONE), terms, strict=False)))


def awarded(figure: Figure) -> Ref:
    """A weight, a score as an operand, a count: it is just what is printed."""
    return Ref(figure, True)  # by its place, which takes half the time: a form asks for 250


def each_awarded(figures: Iterable[Figure]) -> Iterable[Ref]:
    """`awarded` of each of them."""
    return map(Ref, figures, repeat(True))


def told(figure: Figure) -> Ref:
    """A number as text tells it: heads and pieces are counted, so exact; amounts, rates and hedged numbers are measured."""
    return Ref(figure, figure.hedge is _PLAIN and figure.unit not in MONEY and figure.unit not in RATIO)


class Operator(StrEnum):
    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="


_PLAIN = Hedge.NONE
EQUAL, AT_MOST, AT_LEAST = Operator  # a member of an enum is looked up in 50 ns, a name in 5; a form asks for 3,000 of them


@record(frozen=True, slots=True)
class Relation:
    """`left operator right`; left is what is stated (a printed total, rate or score), right is what it follows from.

    `refs` are all figures with the way they are used, left first, each once, `given` those of the right side: kept, since every relation is asked for
    them a dozen times.
    """

    left: Expression
    operator: Operator
    right: Expression
    refs: tuple[Ref, ...] = field(init=False, repr=False, compare=False)
    given: tuple[Ref, ...] = field(init=False, repr=False, compare=False)
    outcome: "Outcome | None" = field(init=False, repr=False, compare=False)  # what became of it, once `solving` was asked

    def __post_init__(self) -> None:
        kept: Any = self
        kept.outcome = None
        left, right = self.left, self.right
        if type(left) is Ref and type(right) is Ref and left.figure.id != right.figure.id:  # half of them
            kept.given = (right,)
            kept.refs = (left, right)
            return
        given: dict[str, Ref] = {}
        _collect(right, given)
        kept.given = tuple(given.values())
        if type(left) is Ref and left.figure.id not in given:  # nine of ten
            kept.refs = (left, *kept.given)
            return
        found: dict[str, Ref] = {}
        _collect(left, found)
        kept.refs = tuple((found | given).values())

    def figures(self) -> tuple[Figure, ...]:
        return tuple([ref.figure for ref in self.refs])


def adds_up(stated: Ref | Const, parts: Iterable[Ref]) -> Relation:
    """stated = the sum of the parts."""
    return Relation(stated, Operator.EQUAL, total(parts))


class Outcome(StrEnum):
    """What became of a relation or judgement (rounding.md section 3).

    HOLDS: recomputing gives the printed text. ROUNDING: not nominally, but the printed digits allow it. IMPROBABLE: only if nearly all
    rounding errors of a long sum lie on one side. MODE: only truncation explains it, and forms round. JOINT: by itself it holds, with the other
    relations of the form it cannot. VIOLATED: nothing explains it. UNVERIFIABLE: not to be judged, and the verdict says why.
    """

    HOLDS = "holds"
    ROUNDING = "rounding"
    IMPROBABLE = "improbable"
    MODE = "mode"
    JOINT = "joint"
    VIOLATED = "violated"
    UNVERIFIABLE = "unverifiable"


HOLDS, ROUNDING, IMPROBABLE, MODE, JOINT, VIOLATED, UNVERIFIABLE = Outcome


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions that this one is made of, left to right."""
    if type(expression) is Sum:
        return tuple([term for _, term in expression.terms])
    if type(expression) is Product:
        return expression.left, expression.right
    if type(expression) is Quotient:
        return expression.over, expression.under
    return expression.terms if type(expression) is Least or type(expression) is Most else ()


def _collect(expression: Expression, found: dict[str, Ref]) -> None:
    """Puts the figures of the expression into `found`, by their ids."""
    if type(expression) is Ref:
        found[expression.figure.id] = expression
    elif type(expression) is Sum:
        for _, term in expression.terms:
            if type(term) is Ref:  # nine of ten
                found[term.figure.id] = term
            else:
                _collect(term, found)
    elif type(expression) is not Const:
        for term in parts_of(expression):
            if type(term) is Ref:
                found[term.figure.id] = term
            elif type(term) is not Const:
                _collect(term, found)


def with_figure(relation: Relation, figure: Figure) -> Relation:
    """The relation with a figure of that id put in the place of the printed one."""
    return Relation(put(relation.left, figure), relation.operator, put(relation.right, figure))


def put(expression: Expression, figure: Figure) -> Expression:
    """The expression with a figure of that id put in the place of the printed one."""
    if type(expression) is Ref:  # nine of ten
        return Ref(figure, expression.exact, expression.ulp) if expression.figure.id == figure.id else expression
    if type(expression) is Sum:
        return Sum(tuple([(factor, put(term, figure)) for factor, term in expression.terms]))
    if type(expression) is Product:
        return Product(put(expression.left, figure), put(expression.right, figure))
    if type(expression) is Quotient:
        return Quotient(put(expression.over, figure), put(expression.under, figure))
    if type(expression) is Least:
        return Least(tuple([put(term, figure) for term in expression.terms]))
    return Most(tuple([put(term, figure) for term in expression.terms])) if type(expression) is Most else expression
