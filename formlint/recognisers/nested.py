"""Rows of indicators that only sum up the rows below them, where the sums have no heading of their own.

    一、项目管理 | 13 | 12
    1.资金管理   |  8 |  8
    2.组织实施   |  5 |  4

They are told by the weights alone: all rows together weigh twice what the form says, and each such row weighs as much as the rows down to the next.
Or by their marks: rows of marks above rows of another kind (一、 above 1.) weigh as much as those below them down to the next. One that has none
below it (一、预算执行) is a row like those.
"""

import re
from collections.abc import Sequence

from formlint.exact import ZERO, Fraction
from formlint.forms import Row
from formlint.patterns import late

FEWEST = 4  # rows with weights
WHOLE = Fraction(100)
ELSEWHERE = (10, 20)  # what the budget execution is worth where no table shows it
_OUTER = re.compile(r"[一二三四五六七八九十]{1,2}[、.．]")
_INNER = late(r"\d{1,2}[、.．](?!\d)|[(（][一二三四五六七八九十\d]{1,2}[)）]")


def sums_within(rows: Sequence[Row], total: Fraction | None, execution: Fraction | None) -> frozenset[str]:
    """Ids of the rows that sum up others; `total` is what the form prints, `execution` the weight of the item in the table of amounts."""
    weighed = [(row.id, figure.value) for row in rows if not row.parent and (figure := row.figure("weight"))]
    everything = sum([weight for _, weight in weighed], ZERO)
    must = total or WHOLE
    if len(weighed) < FEWEST:
        return frozenset()
    if everything not in {2 * must, 2 * (must - (execution or ZERO))}:
        return _by_marks(rows, must, execution or ZERO)
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


def _by_marks(rows: Sequence[Row], must: Fraction, execution: Fraction) -> frozenset[str]:
    """Ids of the rows 一、 with rows 1. below them that weigh as much; none unless what is left makes the whole, and two or more do."""
    sums: dict[str, Fraction] = {}
    rest, outer = ZERO, ""
    for row in rows:
        figure = row.figure("weight")
        if row.parent or figure is None:
            continue
        if _OUTER.match(row.label):
            outer, weight = row.id, figure.value
            rest += weight
        elif not outer or not _INNER.match(row.label):
            return frozenset()
        elif outer in sums:
            sums[outer] -= figure.value
        else:
            sums[outer] = weight - figure.value
    whole = rest in ((must, must - execution) if execution else (must, *(must - each for each in ELSEWHERE)))
    return frozenset(sums) if whole and len(sums) > 1 and not any(sums.values()) else frozenset()
