"""The strips of a text dump cut into rows, where no empty lines part the cells.

Where lines print a name, a weight and a score and nothing between, every such line is a row, and cells of several lines were torn out. Else the
strips are cut twice, as the first cut tells how wide the columns are.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.ordered.cuts import ALONE, ROUGH, Cells, Cut, cut, widths
from formlint.recognisers.dumps.ordered.framed import framed
from formlint.recognisers.dumps.ordered.settled import evident, row_ends, settled
from formlint.recognisers.dumps.strips import Kind, Strip

EACH = 200  # what a row is worth when two orders of columns are compared
BARE = 0.1  # of the rows


def cut_rows(strips: Sequence[Strip], columns: Sequence[str], *, joined: bool, alone: bool) -> tuple[Cut, Costs]:
    """The rows, and the costs they were cut by. `joined`: see `spaced` of the strips; `alone`: nobody compares what the cut costs."""
    costs = Costs(strips, columns, joined=joined)
    if not costs.airy and _inline(strips):
        return _by_line(strips, columns, joined=joined), costs
    ends = row_ends(strips) if alone else []
    known = evident(strips, columns, ends)
    rough = cut(costs, ROUGH, known=framed(costs, known, ends, first=True)).rows
    costs = costs.widened(widths(strips, rough))
    known = framed(costs, settled(costs, rough, known), ends, first=False) if alone else []
    return _sure(cut(costs, known=known), columns), costs


def _inline(strips: Sequence[Strip]) -> bool:
    """Lines with a name, a weight and a score and nothing between: cells of several lines were torn out."""
    scored = sum(one.kind is two.kind is Kind.NUMBER and two.gap == 0 for one, two in pairwise(strips))
    bare = sum(
        name.leads and one.kind is two.kind is Kind.NUMBER and one.gap == two.gap == 0 and _points(two) <= _points(one)  # not 5 11.11 / 万元
        for name, one, two in zip(strips, strips[1:], strips[2:], strict=False)
    )
    return bare >= max(2, scored * BARE)


def _points(strip: Strip) -> float:
    return float(strip.text.rstrip("分"))


def _by_line(strips: Sequence[Strip], columns: Sequence[str], *, joined: bool) -> Cut:
    """A row for every line with a weight and a score; the other lines stand beside."""
    rows: list[Cells] = []
    beside: list[int] = []
    cost = 0
    for _, group in groupby(range(len(strips)), key=lambda number: strips[number].line):
        numbers = list(group)
        line = cut(Costs([strips[number] for number in numbers], columns, joined=joined), ALONE)
        if len(line.rows) == 1 and {"weight", "score"} <= set(line.rows[0]):
            rows.append({column: tuple(numbers[each] for each in cell) for column, cell in line.rows[0].items()})
            beside += [numbers[each] for each in line.beside]
            cost += line.cost - EACH
        else:
            beside += numbers
    return Cut(tuple(rows), tuple(sorted(beside)), cost)


def _sure(found: Cut, columns: Sequence[str]) -> Cut:
    """Rows without their numbers are none: their strips stand beside the table."""
    scored = "weight" in columns or "score" in columns
    rows, beside = [], list(found.beside)
    for row in found.rows:
        if (scored and ("weight" in row or "score" in row)) or (not scored and "actual" in row) or {"op", "target"} <= set(row):
            rows.append(row)
        else:
            beside += [number for cell in row.values() for number in cell]
    return Cut(tuple(rows), tuple(sorted(beside)), found.cost)
