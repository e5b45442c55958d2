"""Figures for tests, made from what would be printed, and what relations of them allow."""

from collections.abc import Mapping
from decimal import Decimal

from formlint.exact import Fraction
from formlint.figures import Figure, Hedge
from formlint.relations import Expression, Operator, Quotient, Ref, Relation, total
from formlint.relations.intervals import Interval
from formlint.relations.ranges import evaluate, meet

SCALES = {"%": Fraction(1, 100), "万元": Fraction(10000), "": Fraction(1), "人": Fraction(1), "元": Fraction(1)}


def figure(text: str, name: str = "", unit: str = "", hedge: Hedge = Hedge.NONE) -> Figure:
    """The figure printed as `text`; its id is its name, else its text."""
    return Figure(text + unit, Decimal(text), unit, SCALES[unit], hedge=hedge, id=name or text, label=(name or text,))


def adds_up(stated: str, *parts: str, exact: bool = False) -> Relation:
    """stated = the sum of the parts; parts are named p0, p1, ... and the total t."""
    terms: list[Expression] = [Ref(figure(part, f"p{at}"), exact) for at, part in enumerate(parts)]
    return Relation(Ref(figure(stated, "t"), exact), Operator.EQUAL, total(terms))


def rate(stated: str, over: str, under: str) -> Relation:
    """stated% = over / under; named r, a, b."""
    return Relation(Ref(figure(stated, "r", "%")), Operator.EQUAL, Quotient(Ref(figure(over, "a")), Ref(figure(under, "b"))))


def consistent(relation: Relation, domains: Mapping[str, Interval]) -> bool:
    """Some values inside the domains satisfy the relation."""
    return meet(relation.operator, evaluate(relation.left, domains), evaluate(relation.right, domains))
