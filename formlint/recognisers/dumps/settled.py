"""Rows that need not be looked for: every way to cut a text dump finds them.

`evident` are those in one line, behind a line that ends a row: 创建合格率 100% 100% 2 2. Of 690 such rows of 1,600 dumps every cut had all.

`settled` are rows of a first cut that a second one, which knows how wide the columns are, would cut no otherwise. They have all their cells, in
order and with nothing between them, and end in weight and score side by side; so do the rows above and below. Where a cell goes on its line is full,
and where it ends, the next strip would not have fitted it. Of 750 such rows of 1,600 dumps none was cut otherwise, of the others every fifth. Both
real dumps have half of their strips in them.
"""

from collections.abc import Sequence

from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.cuts import Cells
from formlint.recognisers.dumps.strips import Kind, Strip

ENDS = ("weight", "score")
LINE = ("name", "target", "actual", *ENDS)
_SAID = (Kind.MEASURE, Kind.QUALITY, Kind.DONE)


def evident(strips: Sequence[Strip], columns: Sequence[str]) -> list[Cells]:
    """Rows in one line, behind a line that ends with two numbers."""
    if tuple(columns[: len(LINE)]) != LINE:
        return []
    kinds, gaps = [strip.kind for strip in strips], [*(strip.gap for strip in strips), 1]
    pairs = [at for at in range(1, len(strips)) if kinds[at] is kinds[at - 1] is Kind.NUMBER and gaps[at] == 0 and gaps[at + 1]]
    starts = {at + 1 for at in pairs}
    ends = [at for at in pairs if at - 4 in starts and not any(gaps[at - 3 : at])]
    found = [at - 4 for at in ends if kinds[at - 4] is Kind.WORDS and kinds[at - 3] in _SAID and kinds[at - 2] in _SAID]
    return [{column: (start + place,) for place, column in enumerate(LINE)} for start in found]


def settled(costs: Costs, rows: Sequence[Cells]) -> list[Cells]:
    """Those rows, in order. The widths are those of `costs`."""
    columns = [column for column in costs.columns if column != "reason"]
    if tuple(columns[-2:]) != ENDS or costs.columns[: len(columns)] != tuple(columns):
        return []
    ends = [-1, *(max(cell[-1] for cell in row.values()) for row in rows)]
    whole = [True, *(_whole(costs, row, columns, end + 1) for row, end in zip(rows, ends, strict=False)), True]
    return [row for place, row in enumerate(rows) if all(whole[place : place + 3]) and _fitted(costs, row)]


def _whole(costs: Costs, row: Cells, columns: Sequence[str], start: int) -> bool:
    """All strips from `start` on are in its cells, which are all there."""
    if [*row] != columns or row["name"][0] != start or costs.strips[row["score"][0]].gap:
        return False
    end = row["score"][0]
    return sum(map(len, row.values())) == end + 1 - start and (*row["weight"], *row["score"]) == (end - 1, end)


def _fitted(costs: Costs, row: Cells) -> bool:
    """Its lines are full where the cell goes on in the next, and only there."""
    strips = costs.strips
    for cell, most in zip(row.values(), costs.widths, strict=False):
        for number in cell[1:]:
            if strips[number].gap and not _fits(strips[number - 1], strips[number], most):
                return False
        after = cell[-1] + 1
        if after < len(strips) and most and strips[after].gap and _fits(strips[cell[-1]], strips[after], most):
            return False
    return True


def _fits(before: Strip, strip: Strip, most: float) -> bool:
    """The line of the one is full, as far as the other could not have stood on it, and that of the other is no longer."""
    return before.reach + strip.head > most - 0.6 and strip.extent <= most + 1.1 and most > 0
