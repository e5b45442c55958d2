"""A relation tried with other numbers in it: what the search for a wrong number asks over and over, worked out once.

A form of 2,000 rows has sums of 2,000 terms, and every number in them is tried with another value. So of a long sum all that its terms have in common
is added up once, and a trial takes one term out and puts another one in.
"""

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.records import record
from formlint.relations import (
    HOLDS,
    ONE,
    UNVERIFIABLE,
    VIOLATED,
    Const,
    Expression,
    Least,
    Outcome,
    Product,
    Ref,
    Relation,
    Sum,
    put,
    with_figure,
)
from formlint.relations.intervals import Interval, Mode, Number
from formlint.relations.ranges import Domains, allowed, domain, evaluate, points, scaled, sharp
from formlint.relations.solving import as_stated, judge, last_digits, square, weigh
from formlint.relations.values import nominal

LONG = 12  # figures of a relation; shorter ones are as quickly judged anew


class Trial:
    """One relation with what is known of it. Not frozen: it remembers its answers."""

    __slots__ = ("_exact", "_long", "_refs", "_solved", "_sum", "relation")

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        self._refs = {ref.figure.id: ref for ref in relation.refs}
        self._solved: tuple[Domains, Domains] | None = None
        self._long = len(relation.refs) >= LONG and _is_long_sum(relation)
        self._sum: _LongSum | None = None
        self._exact = False not in [ref.exact and not ref.figure.hedge for ref in relation.refs]

    def ref(self, figure: Figure) -> Ref | None:
        """How the relation uses the figure."""
        return self._refs.get(figure.id)

    def solved(self) -> tuple[Domains, Domains]:
        """What the relation leaves for each of its figures, with and without the room of rounding."""
        if self._solved is None:
            once = factored(self.relation)
            rooms = allowed(once)
            self._solved = rooms, rooms if all(map(sharp, once.refs)) else allowed(once, points(once))
        return self._solved

    def outcome(self, figure: Figure) -> Outcome:
        """What becomes of the relation with this figure in place of the one of its id."""
        if not self._long:
            return self._of_exact(figure) if self._exact and not figure.hedge else judge(with_figure(self.relation, figure))
        if self._sum is None:
            self._sum = _LongSum(self.relation)
        sides = _Replaced(self._sum, self._refs[figure.id], figure)
        return weigh(sides, nominal(sides.left), sides.right)

    def _of_exact(self, figure: Figure) -> Outcome:
        """Of numbers none of which was rounded the two sides are all that counts."""
        relation = self.relation
        left, right = _value(relation.left, figure), _value(relation.right, figure)
        if right is None:
            return UNVERIFIABLE
        if left is None:
            return judge(with_figure(relation, figure))
        return HOLDS if as_stated(relation.operator, left, right) else VIOLATED


def _value(expression: Expression, figure: Figure) -> Fraction | None:
    """What the expression comes to with a figure of that id put in the place of the printed one."""
    if type(expression) is Ref:  # two of three
        return (figure if expression.figure.id == figure.id else expression.figure).value
    return nominal(put(expression, figure))


def factored(relation: Relation) -> Relation:
    """The same relation with a weight that caps its own product written once, w * min(1, x) for min(w, w * x): only then can it be solved for w."""
    match relation.right:
        case Least((Ref(figure) as weight, Product(Ref(again), share))) if figure.id == again.id and figure.value >= 0:
            return Relation(relation.left, relation.operator, Product(weight, Least((Const(ONE), share))))
    return relation


def _is_long_sum(relation: Relation) -> bool:
    """It states a sum of figures, each of which stands in it once."""
    if not isinstance(relation.right, Sum) or not isinstance(relation.left, Ref | Const):
        return False
    figures = len(relation.right.terms) + isinstance(relation.left, Ref)
    return len(relation.refs) == figures and all(isinstance(term, Ref) for _, term in relation.right.terms)


@record(frozen=True, slots=True)
class _Added:
    """An interval that others were added up to, with how many of them were open at either end."""

    low: Number
    high: Number
    low_open: int
    high_open: int

    def swapped(self, old: Interval, new: Interval) -> Interval:
        """With one of them replaced."""
        low_open, high_open = self.low_open - old.low_open + new.low_open, self.high_open - old.high_open + new.high_open
        return Interval(self.low - old.low + new.low, self.high - old.high + new.high, low_open > 0, high_open > 0)


class _LongSum:
    """A relation that states a long sum, and what its terms come to."""

    __slots__ = ("_rooms", "digits", "exact", "factors", "left", "operator", "spread", "terms", "value")

    def __init__(self, relation: Relation) -> None:
        terms = relation.right.terms if isinstance(relation.right, Sum) else ()
        self.left, self.operator = relation.left, relation.operator
        self.terms = [(factor, term) for factor, term in terms if isinstance(term, Ref)]
        self.factors = {term.figure.id: factor for factor, term in self.terms}
        self.value = nominal(relation.right) or ZERO
        self.spread = sum([square(ref) for ref in relation.refs], ZERO)
        self.exact = all(map(sharp, relation.refs))
        self.digits = last_digits(relation.refs) if all(factor is ONE for factor, _ in terms) else None
        self._rooms: dict[Mode, _Added] = {}

    def room(self, mode: Mode) -> _Added:
        """All values that the sum can have."""
        if mode not in self._rooms:
            rooms = [scaled(domain(term, mode), factor) for factor, term in self.terms]
            low, high = sum([room.low for room in rooms], ZERO), sum([room.high for room in rooms], ZERO)
            self._rooms[mode] = _Added(low, high, sum(room.low_open for room in rooms), sum(room.high_open for room in rooms))
        return self._rooms[mode]


class _Replaced:
    """The sides of a long sum with one figure replaced: `Sides` of solving."""

    __slots__ = ("_factor", "_new", "_old", "_sum", "left", "operator", "right")

    def __init__(self, known: _LongSum, old: Ref, figure: Figure) -> None:
        self._sum, self._old, self._new = known, old, Ref(figure, old.exact, old.ulp)
        self._factor = known.factors.get(old.figure.id, ZERO)  # 0 for the stated figure: the sum stays as it is
        self.left: Expression = known.left if old.figure.id in known.factors else self._new
        self.operator = known.operator
        self.right = known.value + self._factor * (figure.value - old.figure.value)

    @property
    def exact(self) -> bool:
        return self._sum.exact

    def rooms(self, mode: Mode) -> tuple[Interval, Interval]:
        left = domain(self.left, mode) if isinstance(self.left, Ref) else evaluate(self.left, {})
        old, new = (scaled(domain(ref, mode), self._factor) for ref in (self._old, self._new))
        return left, self._sum.room(mode).swapped(old, new)

    def digits(self) -> Fraction | None:
        known, old, new = self._sum.digits, last_digits((self._old,)), last_digits((self._new,))
        return None if known is None or old is None or new is None else known - old + new

    def spread(self) -> Fraction | None:
        return self._sum.spread - square(self._old) + square(self._new)
