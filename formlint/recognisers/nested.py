"""Rows of indicators that only sum up the rows below them, where the sums have no heading of their own.

    一、项目管理 | 13 | 12
    1.资金管理   |  8 |  8
    2.组织实施   |  5 |  4

They are told by the weights alone: all rows together weigh twice what the form says, and every such row weighs as much as the rows down to the next.
"""

from collections.abc import Sequence

from formlint.exact import ZERO, Fraction
from formlint.forms import Row

FEWEST = 4  # rows with weights
WHOLE = Fraction(100)


def sums_within(rows: Sequence[Row], total: Fraction | None, execution: Fraction | None) -> frozenset[str]:
    """Ids of the rows that sum up others; `total` is what the form prints, `execution` the weight of the item in the table of amounts."""
    weighed = [(row.id, figure.value) for row in rows if not row.parent and (figure := row.figure("weight"))]
    everything = sum((weight for _, weight in weighed), ZERO)
    must = total or WHOLE
    if len(weighed) < FEWEST or everything not in {2 * must, 2 * (must - (execution or ZERO))}:
        return frozenset()
    found: set[str] = set()
    left = ZERO  # of the sum that is open
    for name, weight in weighed:
        if left == ZERO:
            found.add(name)
            left = weight
        elif weight > left:
            return frozenset()
        else:
            left -= weight
    return frozenset(found) if left == ZERO and len(found) < len(weighed) else frozenset()
