"""Rows that stand between the ends of two others: their ends need not be looked for, it is enough to part name, target and actual.

Most tables of dumps end every row in a weight and a score side by side. What stands between two such ends is one row as a rule, and two of its
strips begin its target and its actual. The cheapest two are found in one pass, by the costs of `cuts` but without the ways that skip strips or
lack cells: a quarter of the work. Rows in which a line is odd, or where a reason may stand, are left to `cuts`.

Before the widths of the columns are known, these rows tell them, and nothing else is believed of them but what `settled` confirms. Then they are
believed: of 210 such rows of 400 dumps `cuts` had all but 3.
"""

from collections.abc import Sequence
from math import inf

from formlint.recognisers.dumps.costs import Costs, Link
from formlint.recognisers.dumps.ordered.cuts import WHOLE, Cells, fits
from formlint.recognisers.dumps.ordered.settled import LINE, begins_behind
from formlint.recognisers.dumps.strips import Kind

MOST = 12  # what costs more is odd: for a strip to stand beside the table costs 18
_TARGET, _ACTUAL = 1, 2  # columns
_ASIDE = frozenset((Kind.NUMBER, Kind.DASH, Kind.CAUSE))  # where these stand, there is more than one row, or a reason

# A way to part a row is one number: its cost, then the places that begin the target and the actual, then how many of its lines are odd. So the least
# way is the cheapest. It is a float, which adds up faster than an integer of that length, and is exact: of its 53 bits no sum takes more than 50.
PLACES = 1 << 10
TARGET = 1 / PLACES
ACTUAL = TARGET / PLACES
ODD = ACTUAL / PLACES


def framed(costs: Costs, known: Sequence[Cells], ends: Sequence[int], *, first: bool) -> list[Cells]:
    """The rows that are known, and those between two `row_ends`; `first`: also what stands above the first end, which may be more than a row."""
    found = [*known]
    if costs.columns[: len(LINE)] != LINE:
        return found
    starts = {row["name"][0] for row in known}
    start = last = 0
    for end in ends:
        if start not in starts and (first if not start else not _due(costs, last)) and (row := _row(costs, start, end - 1)):
            found.append(row)
        start, last = begins_behind(costs.strips, end), end
    return found


def _due(costs: Costs, end: int) -> bool:
    """The row that ends here has lost points, and a reason may stand behind its score."""
    weight, score = costs.strips[end - 1 : end + 1]
    return "reason" in costs.columns and weight.text != score.text


def _row(costs: Costs, start: int, weight: int) -> Cells | None:
    strips = costs.strips[start:weight]
    if not _ACTUAL < len(strips) < PLACES or strips[0].kind is not Kind.WORDS or not _ASIDE.isdisjoint([strip.kind for strip in strips]):
        return None
    way = _parted(costs, start, weight)
    if way == inf:
        return None
    target, actual, odd = (int(way % 1 / ODD) >> shift & PLACES - 1 for shift in (20, 10, 0))
    if odd:
        return None
    cells = (range(start, start + target), range(start + target, start + actual), range(start + actual, weight), (weight,), (weight + 1,))
    return dict(zip(LINE, map(tuple, cells), strict=True))


def _parted(costs: Costs, start: int, weight: int) -> float:
    """The cheapest way to part the strips of a row. Of target and actual two ways are followed: the cell has one line so far, or several."""
    signs_of, gaps, links, wide = costs.signs, costs.gaps, costs.links, any(costs.widths[: _ACTUAL + 1])
    torn = 0 if costs.airy else WHOLE  # for a cell of several lines to begin or end within a line
    name, names, name_torn = 0.0, False, 0 if gaps[start] else torn
    target = targets = actual = actuals = inf
    target_torn = actual_torn = 0
    place = 0.0
    for number in range(start + 1, weight):
        link = links[number].get(number - 1) or costs.linked(number - 1, number)
        signs, gap = signs_of[number], gaps[number]
        further, (early, late) = signs.further, signs.empty
        to_target, to_actual = link[0] + signs.all[_TARGET], link[0] + signs.all[_ACTUAL]
        if wide:
            on_name, on_target, on_actual = _goes_on(costs.widths, link, costs.strips[number].extent, late)
            to_target, to_actual = to_target + _full(costs.widths[0], link), to_actual + _full(costs.widths[_TARGET], link)
        else:
            on = link[3] + link[5]
            on_name = on_target = on_actual = on + late + ODD if on > MOST else on + late
        place += TARGET
        within = 0 if gap else torn
        began = name + to_target + place
        ended = (target if target < targets + within else targets + within) + to_actual + link[6] + place * TARGET
        if names:
            began += within
        if to_target > MOST:
            began += ODD
        if to_actual > MOST:
            ended += ODD
        on_name, on_target, on_actual = on_name + further[0], on_target + further[_TARGET], on_actual + further[_ACTUAL]
        if gap:
            second = early - late
            target, actual = target + second + target_torn, actual + second + actual_torn
            targets = (target if target < targets else targets) + on_target
            actuals = (actual if actual < actuals else actuals) + on_actual
            name += on_name if names else on_name + second + name_torn
            names, target, actual, target_torn, actual_torn = True, began, ended, 0, 0
        else:
            targets, actuals, target, actual = targets + on_target, actuals + on_actual, target + on_target, actual + on_actual
            name += on_name
            if began < target:
                target, target_torn = began, torn
            if ended < actual:
                actual, actual_torn = ended, torn
    return min(actual, actuals + (0 if gaps[weight] else torn))


def _goes_on(widths: Sequence[float], link: Link, extent: float, late: int) -> Sequence[float]:
    """For the cells of name, target and actual to go on with a strip, where it is known how wide one of them is."""
    _, _, full, goes_on, short, unknown, _ = link
    on = [goes_on + ((0 if fits(full, extent, most) else short) if most else unknown) for most in widths[: _ACTUAL + 1]]
    return [each + late + ODD if each > MOST else each + late for each in on]


def _full(most: float, link: Link) -> int:
    """For a cell to end in a line that is full."""
    return link[1] if 0 < most < link[2] else 0
