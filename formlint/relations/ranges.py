"""What the printed digits allow: for each figure, for an expression of them, and, by a relation, for each figure given all the others.

The last is HC4: forward over the tree of the relation, then backward.
"""

from collections.abc import Iterable, Iterator, Mapping

from formlint.exact import Fraction
from formlint.relations import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    ONE,
    Const,
    Expression,
    Least,
    Most,
    Operator,
    Product,
    Quotient,
    Ref,
    Relation,
    Sum,
)
from formlint.relations.intervals import EVERYTHING, HALF_UP, Interval, Mode, added, largest, point, printed, smallest

Domains = dict[str, Interval]  # figure id -> what its true value can be

_TURNED = {EQUAL: EQUAL, AT_MOST: AT_LEAST, AT_LEAST: AT_MOST}


def sharp(ref: Ref) -> bool:
    """It was not rounded: it can only have been what is printed."""
    return ref.exact and not ref.figure.hedge


def domain(ref: Ref, mode: Mode = HALF_UP) -> Interval:
    """What the printed digits of a term allow, given how it is used."""
    return point(ref.figure.value) if sharp(ref) else printed(ref.figure, mode, ulp=ref.ulp)


def domains_of(relation: Relation, mode: Mode = HALF_UP) -> Domains:
    """What the printed digits of each figure allow."""
    return {ref.figure.id: domain(ref, mode) for ref in relation.refs}


def points(relation: Relation) -> Domains:
    """Every figure as just what is printed."""
    return {ref.figure.id: point(ref.figure.value) for ref in relation.refs}


def evaluate(expression: Expression, domains: Mapping[str, Interval]) -> Interval:
    """All values the expression can have."""
    if type(expression) is Ref:  # nine of ten
        return domains[expression.figure.id]
    if type(expression) is Sum:
        terms = expression.terms
        return added([evaluate(term, domains) if factor is ONE else scaled(evaluate(term, domains), factor) for factor, term in terms])
    if type(expression) is Product:
        return evaluate(expression.left, domains) * evaluate(expression.right, domains)
    if type(expression) is Quotient:
        return evaluate(expression.over, domains) / evaluate(expression.under, domains)
    if type(expression) is Const:
        return point(expression.value)
    if type(expression) is Least:
        return smallest([evaluate(term, domains) for term in expression.terms])
    return largest([evaluate(term, domains) for term in expression.terms])


def scaled(interval: Interval, factor: Fraction) -> Interval:
    """The interval times a number."""
    return interval if factor is ONE or factor == 1 else interval * point(factor)


def meet(operator: Operator, left: Interval, right: Interval) -> bool:
    return left.touches(_half_line(operator, right))


def _half_line(operator: Operator, interval: Interval) -> Interval:
    """Where x must lie for `x operator interval` to be possible."""
    if operator is EQUAL:
        return interval
    if operator is AT_MOST:
        return Interval(EVERYTHING.low, interval.high, True, interval.high_open)
    return Interval(interval.low, EVERYTHING.high, interval.low_open, True)


def allowed(relation: Relation, domains: Mapping[str, Interval] | None = None) -> Domains:
    """What the relation leaves for each of its figures, when all others are as printed (or in `domains`). One pass: linear in the figures."""
    known = dict(domains) if domains is not None else domains_of(relation)
    left_over: Domains = {}
    for figure_id, target in (
        *_leaves(relation.left, _half_line(relation.operator, evaluate(relation.right, known)), known),
        *_leaves(relation.right, _half_line(_TURNED[relation.operator], evaluate(relation.left, known)), known),
    ):
        left_over[figure_id] = target.meet(left_over[figure_id]) if figure_id in left_over else target
    return left_over


def _leaves(expression: Expression, target: Interval, domains: Domains) -> Iterator[tuple[str, Interval]]:
    """Every figure of the expression with what the others leave for it."""
    if isinstance(expression, Ref):
        yield expression.figure.id, target
        return
    for part, wanted in _targets(expression, target, domains):
        if isinstance(part, Ref):  # nine of ten
            yield part.figure.id, wanted
        else:
            yield from _leaves(part, wanted, domains)


def _targets(expression: Expression, target: Interval, domains: Domains) -> Iterable[tuple[Expression, Interval]]:
    """Each part of the expression with what the others leave for it."""
    if type(expression) is Sum:
        return _sum_targets(expression.terms, target, domains)
    if type(expression) is Product:
        left, right = expression.left, expression.right
        return (left, target / evaluate(right, domains)), (right, target / evaluate(left, domains))
    if type(expression) is Quotient:
        over, under = expression.over, expression.under
        return (over, target * evaluate(under, domains)), (under, evaluate(over, domains) / target)
    if type(expression) is Least:
        return _extreme_targets(expression.terms, target, domains, AT_LEAST)
    return _extreme_targets(expression.terms, target, domains, AT_MOST) if type(expression) is Most else ()


def _sum_targets(terms: tuple[tuple[Fraction, Expression], ...], target: Interval, domains: Domains) -> Iterable[tuple[Expression, Interval]]:
    """Linear in the terms: each is taken out of the sum of all, not the others added anew (60 terms: 0.4 s the other way)."""
    values = [scaled(evaluate(term, domains), factor) for factor, term in terms]
    whole = added(values)
    if not whole.bounded:  # a divisor that may be zero: what is left of infinity tells nothing
        rests = [added([*values[:at], *values[at + 1 :]]) for at in range(len(values))]
    else:
        low_open, high_open = sum([value.low_open for value in values]), sum([value.high_open for value in values])
        rests = [Interval(whole.low - value.low, whole.high - value.high, low_open > value.low_open, high_open > value.high_open) for value in values]
    return [(term, target - rest if factor is ONE else scaled(target - rest, 1 / factor)) for (factor, term), rest in zip(terms, rests, strict=True)]


def _extreme_targets(terms: tuple[Expression, ...], target: Interval, domains: Domains, bound: Operator) -> Iterable[tuple[Expression, Interval]]:
    """Every term of a minimum is at least the target; where no other term can reach it, a term must be the target."""
    values = [evaluate(term, domains) for term in terms]
    outside, inside = _half_line(bound, target), _half_line(_TURNED[bound], target)
    reaching = [not value.meet(inside).empty for value in values]
    return [(term, outside if sum(reaching) > reaches else target) for term, reaches in zip(terms, reaching, strict=True)]
