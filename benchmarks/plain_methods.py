"""The two nearest simple ways to judge a relation, beside formlint's: what a spreadsheet formula or a script of one evening would do.

*Equality*: recompute, round to the printed digits, compare. *Tolerance*: recompute, and accept what is off by 0.01 at most, in the printed unit.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.relations import Operator, Outcome, Ref, Relation, total
from formlint.relations.solving import judge
from formlint.relations.values import as_printed, nominal, rounded

Method = Callable[[Relation], bool]  # does it raise an alarm?


def by_intervals(relation: Relation) -> bool:
    return judge(relation) is Outcome.VIOLATED


def by_equality(relation: Relation) -> bool:
    stated, due = _sides(relation)
    return stated is not None and due is not None and as_printed(due, stated) != stated.number


def by_tolerance(relation: Relation) -> bool:
    stated, due = _sides(relation)
    return stated is not None and due is not None and abs(due / stated.scale - Fraction(stated.number)) > Fraction(1, 100)


METHODS: dict[str, Method] = {"formlint": by_intervals, "equality": by_equality, "tolerance 0.01": by_tolerance}


def comparable(relation: Relation | None) -> bool:
    """An equation for one printed number: what all three can judge."""
    return relation is not None and relation.operator is Operator.EQUAL and isinstance(relation.left, Ref) and nominal(relation.right) is not None


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of so many parts, all printed with one digit: how often each method cries over a true one, and finds a wrong digit in one part."""

    parts: int
    alarms: dict[str, float]
    found: dict[str, float]


def rounded_sums(runs: int = 300) -> Iterator[Sums]:
    """True amounts of up to 1000.00, each rounded to one digit after the point, and the total rounded likewise."""
    chance = random.Random(1)
    for parts in (2, 5, 10, 20, 60):
        true = [[Fraction(chance.randrange(1, 100_000), 100) for _ in range(parts)] for _ in range(runs)]
        sums = [[_shown(sum(each, Fraction(0))), *map(_shown, each)] for each in true]
        wrong = [[*each[:1], _mistyped(each[1], chance), *each[2:]] for each in sums]
        rates = [{name: sum(map(method, map(_sum, printed))) / runs for name, method in METHODS.items()} for printed in (sums, wrong)]
        yield Sums(parts, *rates)


def _sides(relation: Relation) -> tuple[Figure | None, Fraction | None]:
    return (relation.left.figure if isinstance(relation.left, Ref) else None), nominal(relation.right)


def _shown(amount: Fraction) -> Decimal:
    return rounded(amount, 1)


def _mistyped(number: Decimal, chance: random.Random) -> Decimal:
    text = f"{number:f}"
    at = chance.choice([place for place, character in enumerate(text) if character.isdigit()])
    return Decimal(text[:at] + chance.choice([digit for digit in "0123456789" if digit != text[at]]) + text[at + 1 :])


def _sum(numbers: list[Decimal]) -> Relation:
    stated, *parts = [Ref(Figure(f"{number:f}", number, id=f"x{at}")) for at, number in enumerate(numbers)]
    return Relation(stated, Operator.EQUAL, total(parts))
