"""What the printed digits allow: for each figure, for an expression of them, and, by a relation, for each figure given all the others.

The last is HC4: forward over the tree of the relation, then backward.
"""

from collections.abc import Iterable, Mapping, Sequence

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
    parts_of,
)
from formlint.relations.intervals import EVERYTHING, HALF_UP, Interval, Mode, added, largest, point, printed, smallest

Domains = dict[str, Interval]  # figure id -> what its true value can be


def sharp(ref: Ref) -> bool:
    """It was not rounded: it can only have been what is printed."""
    return ref.exact and not ref.figure.hedge


def domain(ref: Ref, mode: Mode = HALF_UP) -> Interval:
    """What the printed digits of a term allow, given how it is used."""
    figure = ref.figure
    return Interval(figure.value, figure.value) if ref.exact and not figure.hedge else printed(figure, mode, ulp=ref.ulp)


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
    if type(expression) is Product:
        return evaluate(expression.left, domains) * evaluate(expression.right, domains)
    if type(expression) is Quotient:
        return evaluate(expression.over, domains) / evaluate(expression.under, domains)
    parts = parts_of(expression)
    return _combined(expression, [domains[part.figure.id] if type(part) is Ref else evaluate(part, domains) for part in parts])


def _combined(expression: Expression, parts: Sequence[Interval]) -> Interval:
    """All values of an expression whose parts have these."""
    if type(expression) is Sum:
        return added([room if factor is ONE else scaled(room, factor) for (factor, _), room in zip(expression.terms, parts, strict=True)])
    if type(expression) is Product:
        return parts[0] * parts[1]
    if type(expression) is Quotient:
        return parts[0] / parts[1]
    if type(expression) is Const:
        return point(expression.value)
    return smallest(parts) if type(expression) is Least else largest(parts)


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
    known = domains if domains is not None else domains_of(relation)
    rooms: Rooms = {}
    left, right = _entered(relation.left, known, rooms), _entered(relation.right, known, rooms)
    left_over: Domains = {}
    _leave(relation.left, _half_line(relation.operator, right), rooms, left_over)
    _leave(relation.right, _half_line(_turned(relation.operator), left), rooms, left_over)
    return left_over


Rooms = dict[int, Interval]  # what each expression of a tree can be, by its place in memory


def _entered(expression: Expression, domains: Mapping[str, Interval], rooms: Rooms) -> Interval:
    """All values the expression can have, entered into `rooms` with those of all its parts."""
    if type(expression) is Ref:
        room = domains[expression.figure.id]
    else:
        room = _combined(expression, [_entered(part, domains, rooms) for part in parts_of(expression)])
    rooms[id(expression)] = room
    return room


def _turned(operator: Operator) -> Operator:
    """The operator read from the right."""
    return EQUAL if operator is EQUAL else AT_LEAST if operator is AT_MOST else AT_MOST


def _leave(expression: Expression, target: Interval, rooms: Rooms, left_over: Domains) -> None:
    """Puts every figure of the expression into `left_over`, with what the others leave for it where the expression must lie in `target`."""
    if type(expression) is Ref:
        known = left_over.get(expression.figure.id)
        left_over[expression.figure.id] = target if known is None else target.meet(known)
        return
    for part, wanted in _targets(expression, target, rooms):
        if type(part) is not Const:
            _leave(part, wanted, rooms, left_over)


def _targets(expression: Expression, target: Interval, rooms: Rooms) -> Iterable[tuple[Expression, Interval]]:
    """Each part of the expression with what the others leave for it."""
    if type(expression) is Sum:
        return _sum_targets(expression.terms, target, rooms)
    if type(expression) is Product:
        left, right = expression.left, expression.right
        return (left, target / rooms[id(right)]), (right, target / rooms[id(left)])
    if type(expression) is Quotient:
        over, under = expression.over, expression.under
        return (over, target * rooms[id(under)]), (under, rooms[id(over)] / target)
    if type(expression) is Least:
        return _extreme_targets(expression.terms, target, rooms, AT_LEAST)
    return _extreme_targets(expression.terms, target, rooms, AT_MOST) if type(expression) is Most else ()


def _sum_targets(terms: tuple[tuple[Fraction, Expression], ...], target: Interval, rooms: Rooms) -> Iterable[tuple[Expression, Interval]]:
    """Linear in the terms: each is taken out of the sum of all, not the others added anew (60 terms: 0.4 s the other way)."""
    values = [scaled(rooms[id(term)], factor) for factor, term in terms]
    whole = added(values)
    if not whole.bounded:  # a divisor that may be zero: what is left of infinity tells nothing
        rests = [added([*values[:at], *values[at + 1 :]]) for at in range(len(values))]
    else:
        low_open, high_open = sum([value.low_open for value in values]), sum([value.high_open for value in values])
        rests = [Interval(whole.low - value.low, whole.high - value.high, low_open > value.low_open, high_open > value.high_open) for value in values]
    return [(term, target - rest if factor is ONE else scaled(target - rest, 1 / factor)) for (factor, term), rest in zip(terms, rests, strict=True)]


def _extreme_targets(terms: tuple[Expression, ...], target: Interval, rooms: Rooms, bound: Operator) -> Iterable[tuple[Expression, Interval]]:
    """Every term of a minimum is at least the target; where no other term can reach it, a term must be the target."""
    outside, inside = _half_line(bound, target), _half_line(_turned(bound), target)
    reaching = [not rooms[id(term)].meet(inside).empty for term in terms]
    return [(term, outside if sum(reaching) > reaches else target) for term, reaches in zip(terms, reaching, strict=True)]
