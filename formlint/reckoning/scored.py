"""A scored row of the indicators, and the points that its target and its actual are due.

They are weight x actual / target where more is better, weight x target / actual where less is, and the weight at most.
"""

from enum import Enum

from formlint.figures import Comparator, Figure
from formlint.forms import Row
from formlint.patterns import late
from formlint.records import record
from formlint.relations import EQUAL, Expression, Least, Product, Quotient, Ref, Relation, awarded, told


class Direction(Enum):
    MORE = "more is better"
    LESS = "less is better"


_NO_SIGN = Comparator.NONE
SIGNS = {Comparator.AT_LEAST: "≥", Comparator.AT_MOST: "≤", Comparator.MORE: ">", Comparator.LESS: "<", Comparator.EQUAL: "="}
DIRECTIONS = {
    Comparator.AT_LEAST: (Direction.MORE,),
    Comparator.MORE: (Direction.MORE,),
    Comparator.AT_MOST: (Direction.LESS,),
    Comparator.LESS: (Direction.LESS,),
    Comparator.EQUAL: (Direction.MORE, Direction.LESS),
    Comparator.NONE: (Direction.MORE, Direction.LESS),
}
_OWN = late("扣|酌情|每[低减少超增高]|分档|按档")  # in a criterion
_DIGITS = frozenset("0123456789０１２３４５６７８９-")


@record(frozen=True, slots=True)
class Scored:
    """A row whose target, actual, weight and score are one number each."""

    row: Row
    target: Figure
    actual: Figure
    weight: Figure
    score: Figure

    def relation(self, direction: Direction) -> Relation:
        return Relation(Ref(self.score), EQUAL, due(awarded(self.weight), self.target, self.actual, direction))

    @property
    def args(self) -> tuple[tuple[str, str], ...]:
        return ("row", self.row.name), ("target", shown(self.target)), ("achieved", shown(self.actual))

    @property
    def full(self) -> bool:
        return self.score.value == self.weight.value


def unsigned_share(target: Figure, actual: Figure) -> bool:
    """0.94 under a target of 95%, or the other way round: a share without its sign, which cannot be told from 0.94%."""
    if target.unit != "%" != actual.unit:
        return False
    return any(
        one.unit == "%" and "%" not in one.text and "％" not in one.text and one.number <= 1 < other.number
        for one, other in ((actual, target), (target, actual))
    )


def due(most: Expression, target: Figure, actual: Figure, direction: Direction) -> Expression:
    """The points of at `most` so many by the formula; the target is exact, the actual is measured."""
    over, under = told(actual), awarded(target)
    return Least((most, Product(most, Quotient(over, under) if direction is Direction.MORE else Quotient(under, over))))


def own_rule(row: Row) -> bool:
    """Its criterion says that points are taken off by a rule of the form's own."""
    return bool(_OWN.search(row.text("criterion")))


def shown(figure: Figure) -> str:
    """The number with the operator and the unit that stand in cells of their own."""
    sign = "" if figure.comparator is _NO_SIGN else SIGNS[figure.comparator]
    line = figure.line
    return f"{sign if line[:1] in _DIGITS else ''}{line}{'' if figure.unit in line else figure.unit}"
