"""The engine under the relations: exact interval arithmetic over their trees.

`judge` says what becomes of a relation; `allowed` what it leaves for each of its figures (HC4: forward over the tree, then backward). Verdicts and
diagnosis both call these, so that they obey one tolerance.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Protocol

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.relations import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    HOLDS,
    IMPROBABLE,
    MODE,
    ONE,
    ROUNDING,
    UNVERIFIABLE,
    VIOLATED,
    Const,
    Expression,
    Least,
    Most,
    Operator,
    Outcome,
    Product,
    Quotient,
    Ref,
    Relation,
    Sum,
)
from formlint.relations.intervals import EVERYTHING, HALF_UP, TRUNCATED, Interval, Mode, added, largest, point, printed, smallest

Domains = dict[str, Interval]  # figure id -> what its true value can be

_WIDE = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # forms may print 40 digits
FEW = 4  # parts of a sum whose rounding errors may well lie on one side
_TURNED = {EQUAL: EQUAL, AT_MOST: AT_LEAST, AT_LEAST: AT_MOST}


class Sides(Protocol):
    """A relation as `weigh` asks for it, whether its two sides are worked out anew or known but for one figure."""

    @property
    def left(self) -> Expression: ...

    @property
    def operator(self) -> Operator: ...

    @property
    def exact(self) -> bool:
        """Nothing of it was rounded: both sides are as printed and have no room."""

    def rooms(self, mode: Mode) -> tuple[Interval, Interval]:
        """All values that both sides can have."""

    def spread(self) -> Fraction | None:
        """The squares of the last digits that were rounded, added up, where the right side is a sum of more than 4 terms."""


def judge(relation: Relation, mode: Mode = HALF_UP) -> Outcome:
    """What becomes of the relation when its measured figures were rounded by `mode`."""
    right = nominal(relation.right)
    return weigh(_Whole(relation, right), nominal(relation.left), right, mode)


def weigh(sides: Sides, left: Fraction | None, right: Fraction | None, mode: Mode = HALF_UP) -> Outcome:
    """What becomes of a relation with these sides; `left` and `right` are their values as printed, None where that divides by zero."""
    if right is None:
        return UNVERIFIABLE  # a division by a printed zero
    fits = _fits(sides, left, right, mode)
    if fits is not None:
        return fits
    return MODE if mode is HALF_UP and _possible(sides, left, TRUNCATED) else VIOLATED


def sound(relation: Relation, mode: Mode = HALF_UP) -> bool:
    """It holds, if only by rounding. Whether cutting off would explain one that does not is not asked, which is half of the work of `judge`."""
    right = nominal(relation.right)
    return right is not None and _fits(_Whole(relation, right), nominal(relation.left), right, mode) in (HOLDS, ROUNDING)


def _fits(sides: Sides, left: Fraction | None, right: Fraction, mode: Mode) -> Outcome | None:
    """How the mode explains the relation: HOLDS, ROUNDING or IMPROBABLE; None when it does not."""
    if left is not None and _holds_as_printed(sides, left, right, mode):
        return HOLDS
    if _possible(sides, left, mode):
        return IMPROBABLE if left is not None and _improbable(sides, left - right) else ROUNDING
    return None


class _Whole:
    """The sides of a relation, from all of its figures. `right` is the value of the right side as printed."""

    __slots__ = ("left", "operator", "relation", "right")

    def __init__(self, relation: Relation, right: Fraction | None) -> None:
        self.relation, self.left, self.operator, self.right = relation, relation.left, relation.operator, right

    @property
    def exact(self) -> bool:
        return all(map(sharp, self.relation.refs))

    def rooms(self, mode: Mode) -> tuple[Interval, Interval]:
        left, relation = self.left, self.relation
        if self.right is not None and type(left) is Ref and relation.refs[0] is left and all(map(sharp, relation.given)):
            return domain(left, mode), point(self.right)
        domains = domains_of(relation, mode)
        return evaluate(left, domains), evaluate(relation.right, domains)

    def spread(self) -> Fraction | None:
        terms = self.relation.right.terms if isinstance(self.relation.right, Sum) else ()
        return sum([square(ref) for ref in self.relation.refs], ZERO) if len(terms) > FEW else None


def _possible(sides: Sides, left: Fraction | None, mode: Mode) -> bool:
    """Some values that print so satisfy the relation. Where nothing was rounded these are the printed ones, which do not."""
    return (left is None or not sides.exact) and _meet(sides.operator, *sides.rooms(mode))


def sharp(ref: Ref) -> bool:
    """It was not rounded: it can only have been what is printed."""
    return ref.exact and not ref.figure.hedge


def domains_of(relation: Relation, mode: Mode = HALF_UP) -> Domains:
    """What the printed digits of each figure allow."""
    return {ref.figure.id: domain(ref, mode) for ref in relation.refs}


def domain(ref: Ref, mode: Mode = HALF_UP) -> Interval:
    """What the printed digits of a term allow, given how it is used."""
    return point(ref.figure.value) if sharp(ref) else printed(ref.figure, mode, ulp=ref.ulp)


def consistent(relation: Relation, domains: Mapping[str, Interval]) -> bool:
    """Some values inside the domains satisfy the relation."""
    return _meet(relation.operator, evaluate(relation.left, domains), evaluate(relation.right, domains))


def _meet(operator: Operator, left: Interval, right: Interval) -> bool:
    return not left.meet(_half_line(operator, right)).empty


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


def points(relation: Relation) -> Domains:
    """Every figure as just what is printed."""
    return {ref.figure.id: point(ref.figure.value) for ref in relation.refs}


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


def evaluate(expression: Expression, domains: Mapping[str, Interval]) -> Interval:
    """All values the expression can have."""
    if isinstance(expression, Ref):  # nine of ten
        return domains[expression.figure.id]
    match expression:
        case Sum(terms):
            return added([scaled(evaluate(term, domains), factor) for factor, term in terms])
        case Product(left, right):
            return evaluate(left, domains) * evaluate(right, domains)
        case Quotient(over, under):
            return evaluate(over, domains) / evaluate(under, domains)
        case Least(terms):
            return smallest([evaluate(term, domains) for term in terms])
        case Const(value):
            return point(value)
        case Most(terms):
            return largest([evaluate(term, domains) for term in terms])


def nominal(expression: Expression) -> Fraction | None:
    """The value when every figure is just what is printed; None when that divides by zero."""
    if isinstance(expression, Ref):  # nine of ten
        return expression.figure.value
    try:
        return _nominal(expression)
    except ZeroDivisionError:
        return None


def as_printed(value: Fraction, like: Figure, mode: Mode = HALF_UP) -> Decimal:
    """The value in the unit and with the digits of a printed figure: 4.325 with no digits is 4, with two 4.33 (half-up) or 4.32 (truncated)."""
    return rounded(value / like.scale, like.decimals, mode)


def rounded(value: Fraction, decimals: int, mode: Mode = HALF_UP) -> Decimal:
    """The exact value cut to so many digits after the point; ties go away from zero."""
    over, under = abs(value.numerator) * 10**decimals, value.denominator
    whole = (2 * over + under) // (2 * under) if mode is not TRUNCATED else over // under
    cut = scaled_down(whole, decimals)
    return cut.copy_negate() if value < 0 else cut


def scaled_down(whole: int, decimals: int) -> Decimal:
    """The whole number with so many of its digits after the point: 450.50 for 45050 and 2. No digit is lost, as arithmetic would beyond 28."""
    return _WIDE.scaleb(whole, -decimals)


def _nominal(expression: Expression) -> Fraction:
    if isinstance(expression, Ref):
        return expression.figure.value
    match expression:
        case Sum(terms):
            values = [term.figure.value if isinstance(term, Ref) else _nominal(term) for _, term in terms]
            return sum([value if factor is ONE else factor * value for (factor, _), value in zip(terms, values, strict=True)], ZERO)
        case Product(left, right):
            return _nominal(left) * _nominal(right)
        case Quotient(over, under):
            return _nominal(over) / _nominal(under)
        case Least(terms):
            return min([_nominal(term) for term in terms])
        case Const(value):
            return value
        case Most(terms):
            return max([_nominal(term) for term in terms])


def _holds_as_printed(sides: Sides, left: Fraction, right: Fraction, mode: Mode) -> bool:
    """Recomputing from the printed digits gives the printed digits."""
    if sides.operator is AT_MOST:
        return left <= right
    if sides.operator is AT_LEAST:
        return left >= right
    if left == right:
        return True
    stated = sides.left
    return isinstance(stated, Ref) and not stated.exact and not stated.figure.hedge and as_printed(right, stated.figure, mode) == stated.figure.number


def _improbable(sides: Sides, residual: Fraction) -> bool:
    """The residual of a sum of more than 4 rounded parts is over 3 standard deviations of what rounding leaves (half-up: ulp / sqrt(12) each)."""
    spread = sides.spread()
    return spread is not None and residual**2 * 12 > 9 * spread


def square(ref: Ref) -> Fraction:
    """The square of its last digit; nothing for a number that was not rounded."""
    return ZERO if ref.exact else (ref.figure.ulp if ref.ulp is None else ref.ulp) ** 2


def _half_line(operator: Operator, interval: Interval) -> Interval:
    """Where x must lie for `x operator interval` to be possible."""
    if operator is EQUAL:
        return interval
    if operator is AT_MOST:
        return Interval(EVERYTHING.low, interval.high, True, interval.high_open)
    return Interval(interval.low, EVERYTHING.high, interval.low_open, True)


def scaled(interval: Interval, factor: Fraction) -> Interval:
    """The interval times a number."""
    return interval if factor is ONE or factor == 1 else interval * point(factor)


def _targets(expression: Expression, target: Interval, domains: Domains) -> Iterable[tuple[Expression, Interval]]:
    """Each part of the expression with what the others leave for it."""
    match expression:
        case Sum(terms):
            return _sum_targets(terms, target, domains)
        case Product(left, right):
            return (left, target / evaluate(right, domains)), (right, target / evaluate(left, domains))
        case Quotient(over, under):
            return (over, target * evaluate(under, domains)), (under, evaluate(over, domains) / target)
        case Least(terms):
            return _extreme_targets(terms, target, domains, AT_LEAST)
        case Most(terms):
            return _extreme_targets(terms, target, domains, AT_MOST)
        case _:
            return ()


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
