"""Rows that stand between the ends of two others: their ends need not be looked for, it is enough to part name, target and actual.

Most tables of dumps end every row in a weight and a score side by side. What stands between two such ends is one row as a rule, and two of its
strips begin its target and its actual. The cheapest two are found in one pass, by the costs of `cuts` but without the ways that skip strips or
lack cells: a fifth of the work. Rows in which a line is odd, or where a reason may stand, are left to `cuts`.

Before the widths of the columns are known, these rows tell them, and nothing else is believed of them but what `settled` confirms. Then they are
believed: of 210 such rows of 400 dumps `cuts` had all but 3.
"""

from collections.abc import Sequence

from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.ordered.cuts import WHOLE, Cells, fits
from formlint.recognisers.dumps.ordered.settled import LINE, begins_behind
from formlint.recognisers.dumps.signs import NEVER
from formlint.recognisers.dumps.strips import Kind

MOST = 12  # what costs more is odd: for a strip to stand beside the table costs 18
_TARGET, _ACTUAL = 1, 2  # columns
_ASIDE = frozenset((Kind.NUMBER, Kind.DASH, Kind.CAUSE))  # where these stand, there is more than one row, or a reason

# A way to part a row is one number: its cost, then the places that begin the target and the actual, then how many of its lines are odd. So the least
# way is the cheapest.
PLACES = 1 << 10
ACTUAL = PLACES
TARGET = PLACES * ACTUAL
COST = PLACES * TARGET
NOWHERE = NEVER * COST


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
    if way >= NOWHERE // 2 or way % PLACES:
        return None
    target, actual = start + way // TARGET % PLACES, start + way // ACTUAL % PLACES
    cells = (range(start, target), range(target, actual), range(actual, weight), (weight,), (weight + 1,))
    return dict(zip(LINE, map(tuple, cells), strict=True))


def _parted(costs: Costs, start: int, weight: int) -> int:
    """The cheapest way to part the strips of a row. Of target and actual two ways are followed: the cell has one line so far, or several."""
    views, wide = costs.views, any(costs.widths[: _ACTUAL + 1])
    torn = 0 if costs.airy else WHOLE * COST  # for a cell of several lines to begin or end within a line
    name, names, name_torn = 0, False, 0 if views[start][3] else torn
    target = targets = actual = actuals = NOWHERE
    target_torn = actual_torn = 0
    for number in range(start + 1, weight):
        _, signs, _, gap = views[number]
        on_name, on_target, on_actual, to_target, to_actual = _steps(costs, number, wide=wide)
        within, second = 0 if gap else torn, (signs.empty[0] - signs.empty[1]) * COST
        began = name + (within if names else 0) + to_target + (number - start) * TARGET
        ended = (target if target < targets + within else targets + within) + to_actual + (number - start) * ACTUAL
        if ended < NOWHERE // 2:
            ended += costs.pair(number - 1, _TARGET, number, _ACTUAL) * COST
        if gap:
            target, actual = target + second + target_torn, actual + second + actual_torn
            targets = (target if target < targets else targets) + on_target
            actuals = (actual if actual < actuals else actuals) + on_actual
            name += 0 if names else second + name_torn
            names, target, actual, target_torn, actual_torn = True, began, ended, 0, 0
        else:
            targets, actuals, target, actual = targets + on_target, actuals + on_actual, target + on_target, actual + on_actual
            if began < target:
                target, target_torn = began, torn
            if ended < actual:
                actual, actual_torn = ended, torn
        name += on_name
    return min(actual, actuals + (0 if views[weight][3] else torn))


def _steps(costs: Costs, number: int, *, wide: bool) -> tuple[int, int, int, int, int]:
    """For a cell of several lines to go on with the strip, by its column; and for the target and the actual to begin with it. `wide`: how wide a
    column is, is known."""
    ends, torn, full, goes_on, short, unknown = costs.links[number].get(number - 1) or costs.linked(number - 1, number)
    _, signs, extent, _ = costs.views[number]
    late, (more, more_target, more_actual, *_) = signs.empty[1], signs.further
    to_target, to_actual = ends + signs.all[_TARGET], ends + signs.all[_ACTUAL]
    on = goes_on + unknown
    if not wide:
        goes = (on + late) * COST + (on > MOST)
        stays = goes + more * COST, goes + more_target * COST, goes + more_actual * COST
    else:
        names, targets, actuals, *_ = costs.widths
        on_name, on_target, on_actual = [(goes_on + (0 if fits(full, extent, most) else short)) if most else on for most in (names, targets, actuals)]
        to_target += torn if 0 < names < full else 0
        to_actual += torn if 0 < targets < full else 0
        stays = (
            (on_name + late + more) * COST + (on_name > MOST),
            (on_target + late + more_target) * COST + (on_target > MOST),
            (on_actual + late + more_actual) * COST + (on_actual > MOST),
        )
    return *stays, to_target * COST + (to_target > MOST), to_actual * COST + (to_actual > MOST)
