"""The budget of the whole year in a table of funds: printed, or told by the first one and what changed it.

A form prints the budget after its changes (全年预算数), or the first one (年初预算数) with the changes beside it (调整, 追加, 收回), or all of them.
One column is named alike in both cases: 预算调整数, 调整数. What it holds, the numbers beside it tell: a rate is over the whole budget, few spend far
more than theirs, and no budget is below nothing.
"""

from collections.abc import Sequence

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import FormTable, Row
from formlint.records import record
from formlint.relations import ONE, Expression, Operator, Quotient, Ref, Relation, Sum
from formlint.relations.solving import sound
from formlint.relations.values import nominal

FAR = Fraction(1, 5)  # a change that most places want explained
INITIAL, BUDGET, CHANGE = "initial", "budget", "change"
STEPS = ("added", CHANGE, "withdrawn")  # from the first budget to that of the year


@record(frozen=True, slots=True)
class Basis:
    """What is taken for the budget: a column, and those that change it. Of these a row may leave any blank."""

    column: str
    steps: Sequence[str] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return self.column, *self.steps

    def of(self, row: Row) -> Expression | None:
        """The budget of the row; nothing where the column itself is blank."""
        first = row.figure(self.column)
        steps = [(sign(step, figure), Ref(figure)) for step in self.steps if (figure := row.figure(step))]
        return (Sum(((ONE, Ref(first)), *steps)) if steps else Ref(first)) if first else None


def sign(step: str, figure: Figure) -> Fraction:
    """What was withdrawn is taken off, whether or not it is printed with a minus."""
    return -ONE if step == "withdrawn" and figure.value > 0 else ONE


def told(table: FormTable) -> Basis | None:
    """The budget of the year where the table tells it: printed, or the first one with a column that certainly holds its changes."""
    if BUDGET in table.columns:
        return Basis(BUDGET)
    return Basis(INITIAL, (CHANGE,)) if INITIAL in table.columns and meaning(table, CHANGE) == CHANGE else None


def meaning(table: FormTable, column: str) -> str:
    """What the column holds by the numbers beside it, `budget` or `change`; empty where they do not tell."""
    rows = [(row, first, figure) for row in table.rows if (first := row.figure(INITIAL)) and (figure := row.figure(column))]
    if any(figure.value < 0 for *_, figure in rows):
        return CHANGE
    rated = [(_follows(row, Ref(figure)), _follows(row, Sum(((ONE, Ref(first)), (ONE, Ref(figure)))))) for row, first, figure in rows]
    whole, changed = sum(one for one, _ in rated), sum(other for _, other in rated)
    if whole != changed:
        return BUDGET if whole > changed else CHANGE
    spent = [_by_amounts(row, first, figure) for row, first, figure in rows]
    return CHANGE if spent.count(CHANGE) > spent.count(BUDGET) else ""


def rated(table: FormTable) -> Sequence[str]:
    """What most of the rates are over, of a budget and a column beside it that may change it or be the budget after its changes: one of the two,
    or both together. Where no rate tells, and no first budget stands beside them, the amounts may; else none."""
    over: dict[tuple[str, ...], int] = {}
    for basis in (Basis(BUDGET), Basis(CHANGE), Basis(BUDGET, (CHANGE,))):
        under = [(row, basis.of(row)) for row in table.rows if row.figure(CHANGE)]
        over[basis.columns] = sum(each is not None and _follows(row, each) for row, each in under)
    most = max(over, key=over.__getitem__)
    if over[most] or INITIAL in table.columns:
        return most if over[most] else ()
    pairs = [(row, first, figure) for row in table.rows if (first := row.figure(BUDGET)) and (figure := row.figure(CHANGE))]
    looks = [_by_amounts(row, first, figure) for row, first, figure in pairs]
    return (CHANGE,) if looks.count(BUDGET) > looks.count(CHANGE) else ()


def _follows(row: Row, under: Expression) -> bool:
    rate, over, value = row.figure("rate"), row.figure("executed"), nominal(under)
    return bool(rate and over and value and value > 0 and sound(Relation(Ref(rate), Operator.EQUAL, Quotient(Ref(over), under))))


def _by_amounts(row: Row, first: Figure, figure: Figure) -> str:
    """Far below the first budget, and less than what was spent, looks like a change; near the first budget, and enough, like a budget."""
    spent = row.figure("executed")
    if spent is None or first.value <= ZERO or not spent.value:
        return ""
    if abs(figure.value - first.value) <= FAR * first.value:
        return BUDGET if spent.value <= figure.value else ""
    return CHANGE if figure.value < min(first.value, spent.value) and spent.value <= first.value + figure.value else ""
