"""Scores of a hundred beside weights: 权重 20%, 得分 95, and a total of 96.17 that weighs them.

Such a form calls them 得分 as others call their points. They are told by the heading (百分制), or by the numbers: the weights make 100 and nearly
every score is higher than its weight, while the total is one of a hundred all the same. They are then the scores of single indicators (单项得分).
"""

from collections.abc import Sequence

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import Field, Row
from formlint.patterns import late
from formlint.records import replace

FEWEST = 3  # rows with both numbers
WHOLE = Fraction(100)
TOLD = late(r"百分制|满分(?:均|各|都)?为?100分?")


def of_hundred(rows: Sequence[Row], heading: str, total: Fraction | None, execution: Fraction | None) -> bool:
    """The scores of these rows are of a hundred each. `total` is what the form prints, `execution` the weight of the item in the table of amounts."""
    both = [(weight.value, score.value) for row in rows if (weight := row.figure("weight")) and (score := row.figure("score"))]
    above = [score > weight for weight, score in both].count(True)
    if len(both) < FEWEST or not above:
        return False
    closes = sum((weight for weight, _ in both), ZERO) in (WHOLE, WHOLE - (execution or ZERO))
    if closes and TOLD.search("".join(heading.split())):
        return True
    if total is None or total > WHOLE or any(score > WHOLE for _, score in both):
        return False
    return above == len(both) or (closes and 4 * above >= 3 * len(both))  # not even a wrong weight makes points of scores that are all above theirs


def as_single(row: Row) -> Row:
    """The row with its score as that of a single indicator."""
    if "score" not in row.cells:
        return row
    cells = {("single" if key == "score" else key): (_single(cell) if key == "score" else cell) for key, cell in row.cells.items()}
    return replace(row, cells=cells)


def _single(cell: Field) -> Field:
    id_ = cell.id.removesuffix("score") + "single"
    return replace(cell, id=id_, number=replace(cell.number, id=id_) if isinstance(cell.number, Figure) else cell.number)
