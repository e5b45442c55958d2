"""What becomes of a relation, by exact interval arithmetic over its tree: verdicts and diagnosis both ask here, so that they obey one tolerance."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

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
    Operator,
    Outcome,
    Ref,
    Relation,
    Sum,
)
from formlint.relations.intervals import HALF_UP, TRUNCATED, Interval, Mode, point
from formlint.relations.ranges import domain, domains_of, evaluate, meet
from formlint.relations.values import nominal, prints_as

FEW = 4  # parts of a sum whose rounding errors may well lie on one side


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

    def digits(self) -> Fraction | None:
        """The last digits of all that is measured, added up, where both sides add up different numbers; None where the rooms must tell."""

    def spread(self) -> Fraction | None:
        """The squares of the last digits that were rounded, added up, where the right side is a sum of more than 4 terms."""


def judge(relation: Relation, mode: Mode = HALF_UP) -> Outcome:
    """What becomes of the relation when its measured figures were rounded by `mode`.

    That of rounding half-up is kept with it: some checks ask whether a relation is sound before they state it.
    """
    if mode is HALF_UP and relation.outcome is not None:
        return relation.outcome
    stated, given = relation.left, relation.right
    left = stated.figure.value if type(stated) is Ref else nominal(stated)
    right = given.figure.value if type(given) is Ref else nominal(given)
    if left is not None and right is not None and (left == right or as_stated(relation.operator, left, right)):  # what is equal keeps any operator
        return HOLDS  # nearly always, and all of the sides that is needed
    if left is not None and right is not None and False not in [ref.exact and not ref.figure.hedge for ref in relation.refs]:
        return VIOLATED  # nothing of it was rounded
    found = weigh(_Whole(relation, right), left, right, mode)
    return _kept(relation, found) if mode is HALF_UP else found


def _kept(relation: Relation, outcome: Outcome) -> Outcome:
    """The outcome, which the relation is asked for no second time."""
    knowing: Any = relation
    knowing.outcome = outcome
    return outcome


def weigh(sides: Sides, left: Fraction | None, right: Fraction | None, mode: Mode = HALF_UP) -> Outcome:
    """What becomes of a relation with these sides; `left` and `right` are their values as printed, None where that divides by zero."""
    if right is None:
        return UNVERIFIABLE  # a division by a printed zero
    if left is not None and sides.exact:
        return HOLDS if as_stated(sides.operator, left, right) else VIOLATED
    fits = _fits(sides, left, right, mode)
    if fits is not None:
        return fits
    return MODE if mode is HALF_UP and _possible(sides, left, right, TRUNCATED) else VIOLATED


def sound(relation: Relation, mode: Mode = HALF_UP) -> bool:
    """It holds, if only by rounding. Whether cutting off would explain one that does not is not asked, which is half of the work of `judge`."""
    left, right = nominal(relation.left), nominal(relation.right)
    if right is None:
        return False
    if left is not None and as_stated(relation.operator, left, right):
        return True  # nearly always
    if mode is HALF_UP and relation.outcome is not None:
        return relation.outcome in (HOLDS, ROUNDING)
    fits = _fits(_Whole(relation, right), left, right, mode)
    if fits is not None and mode is HALF_UP:
        _kept(relation, fits)
    return fits in (HOLDS, ROUNDING)


def _fits(sides: Sides, left: Fraction | None, right: Fraction, mode: Mode) -> Outcome | None:
    """How the mode explains the relation: HOLDS, ROUNDING or IMPROBABLE; None when it does not."""
    if left is not None and _holds_as_printed(sides, left, right, mode):
        return HOLDS
    if _possible(sides, left, right, mode):
        return IMPROBABLE if left is not None and _improbable(sides, left - right) else ROUNDING
    return None


class _Whole:
    """The sides of a relation, from all of its figures. `right` is the value of the right side as printed."""

    __slots__ = ("_digits", "left", "operator", "relation", "right")

    def __init__(self, relation: Relation, right: Fraction | None) -> None:
        self.relation, self.left, self.operator, self.right = relation, relation.left, relation.operator, right
        self._digits: tuple[Fraction | None] | None = None  # asked for by every mode

    @property
    def exact(self) -> bool:
        return False not in [ref.exact and not ref.figure.hedge for ref in self.relation.refs]  # `sharp` of each

    def rooms(self, mode: Mode) -> tuple[Interval, Interval]:
        left, relation = self.left, self.relation
        if self.right is not None and type(left) is Ref and self._of_sharp():
            return domain(left, mode), point(self.right)
        domains = domains_of(relation, mode)
        return evaluate(left, domains), evaluate(relation.right, domains)

    def digits(self) -> Fraction | None:
        """Nine of ten relations that do not hold as printed are sums, or follow from what was not rounded, and need no intervals."""
        if self._digits is None:
            relation = self.relation
            self._digits = (last_digits(relation.refs) if _plain(relation) or (self.right is not None and self._of_sharp()) else None,)
        return self._digits[0]

    def _of_sharp(self) -> bool:
        """One number is stated, and follows from others that were not rounded."""
        left, relation = self.left, self.relation
        return type(left) is Ref and relation.refs[0] is left and False not in [ref.exact and not ref.figure.hedge for ref in relation.given]

    def spread(self) -> Fraction | None:
        terms = self.relation.right.terms if isinstance(self.relation.right, Sum) else ()
        return sum([square(ref) for ref in self.relation.refs], ZERO) if len(terms) > FEW else None


def _possible(sides: Sides, left: Fraction | None, right: Fraction, mode: Mode) -> bool:
    """Some values that print so satisfy the relation. Where nothing was rounded these are the printed ones, which do not."""
    if left is None:
        return meet(sides.operator, *sides.rooms(mode))
    digits = sides.digits()
    if digits is None:
        return not sides.exact and meet(sides.operator, *sides.rooms(mode))
    over = left - right
    apart = over if sides.operator is AT_MOST else -over if sides.operator is AT_LEAST else abs(over)
    if mode is HALF_UP:
        return 2 * apart <= digits
    return apart < digits and meet(sides.operator, *sides.rooms(mode))  # cut off, each is less than its last digit away


def last_digits(refs: Iterable[Ref]) -> Fraction | None:
    """Those of the measured ones added up; None where one is hedged, and its room not that of its digits."""
    digits = ZERO
    for ref in refs:
        if ref.figure.hedge:
            return None
        if not ref.exact:
            digits += ref.figure.ulp if ref.ulp is None else ref.ulp
    return digits


def within_digits(apart: Fraction, figures: Sequence[Figure]) -> bool:
    """Rounding may bring a number and the sum of others so far apart: a bound that needs no relation."""
    return True in [bool(figure.hedge) for figure in figures] or 2 * apart <= sum([figure.ulp for figure in figures], ZERO)


def _plain(relation: Relation) -> bool:
    """Both sides are a number, or numbers added up, none of which stands in it twice."""
    left, right = relation.left, relation.right
    terms: Sequence[tuple[Fraction, Expression]] = right.terms if type(right) is Sum else ((ONE, right),)
    kinds = [type(left), *[type(term) for factor, term in terms if factor is ONE]]
    figures = kinds.count(Ref)
    return figures == len(relation.refs) and figures + kinds.count(Const) == len(terms) + 1


def _holds_as_printed(sides: Sides, left: Fraction, right: Fraction, mode: Mode) -> bool:
    """Recomputing from the printed digits gives the printed digits."""
    if as_stated(sides.operator, left, right):
        return True
    stated = sides.left
    return sides.operator is EQUAL and type(stated) is Ref and not stated.exact and not stated.figure.hedge and prints_as(right, stated.figure, mode)


def as_stated(operator: Operator, left: Fraction, right: Fraction) -> bool:
    """Just as it is printed."""
    return left == right if operator is EQUAL else left <= right if operator is AT_MOST else left >= right


def _improbable(sides: Sides, residual: Fraction) -> bool:
    """The residual of a sum of more than 4 rounded parts is over 3 standard deviations of what rounding leaves (half-up: ulp / sqrt(12) each)."""
    spread = sides.spread()
    return spread is not None and residual**2 * 12 > 9 * spread


def square(ref: Ref) -> Fraction:
    """The square of its last digit; nothing for a number that was not rounded."""
    return ZERO if ref.exact else (ref.figure.ulp if ref.ulp is None else ref.ulp) ** 2
