"""Weights as shares of one: 0.10, 0.30, 0.30, 0.20, 0.10 beside scores of points.

They are told by the numbers: none of the weights of the rows is above 1, they make 1 or the form prints 1 as their total, and a score is above its
weight. They then weigh a hundred times as much, as 10% does.
"""

from collections.abc import Sequence

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import Field, Row
from formlint.records import replace

FEWEST = 3  # rows with weights
COLUMNS = ("weight", "l1_weight", "l2_weight")
ONE = Fraction(1)
HUNDRED = 100


def of_one(rows: Sequence[Row], total: Fraction | None, execution: Fraction | None) -> bool:
    """The weights of these rows are shares. `total` is what the form prints, `execution` the weight of the item in the table of amounts."""
    weights: list[Fraction] = []
    for row in rows:
        if not row.parent and (figure := row.figure("weight")):
            if figure.value > ONE:  # the first, as a rule
                return False
            weights.append(figure.value)
    if len(weights) < FEWEST or (execution or ZERO) > ONE:
        return False
    if not any(score.value > weight.value for row in rows if (score := row.figure("score")) and (weight := row.figure("weight"))):
        return False
    return ONE in (total, sum(weights, ZERO), sum(weights, execution or ZERO))


def as_points(row: Row) -> Row:
    """The row with its weights in points."""
    return replace(row, cells={column: in_points(cell) if column in COLUMNS else cell for column, cell in row.cells.items()})


def in_points(cell: Field) -> Field:
    """A weight of 0.10 as one of 10 points."""
    return replace(cell, number=replace(cell.number, scale=cell.number.scale * HUNDRED)) if isinstance(cell.number, Figure) else cell
