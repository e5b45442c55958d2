"""What was put together from a text dump is believed when the numbers themselves confirm it.

A dump has lost its rows and columns; a number under the wrong heading would accuse a form that is right. The form's own structure tells: the
weights add up to the total, the scores to the total score, no score exceeds its weight, the parts of the funds to their total, the rate is executed
over budget, its score the weight times the rate. A table is confirmed when such relations hold and at most one does not: one mistake of the form
leaves the others standing, a wrong reading seldom does. So it is where several do not and one slip of the pen in one number mends them all.
"""

import re
from collections.abc import Iterator, Sequence

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.figures.units import RATIO
from formlint.forms import Form, FormTable
from formlint.records import replace
from formlint.relations import Expression, Least, Operator, Outcome, Product, Quotient, Ref, Relation, awarded, each_awarded, total, with_figure
from formlint.relations.ranges import allowed
from formlint.relations.solving import judge
from formlint.slips import SINGLE, Slip, nearest

AMOUNTS = ("initial", "budget", "executed")
MANY = 5  # rows that are no chance
GLUED = 10  # 1000%, of which no target is
HUNDRED = Fraction(1, 100)  # 98 below ≥95% is 98%
_COUNT = re.compile(r"[^\w…]*\d[\W\d_]*")  # 15, ≥95%; …… stands for rows that nobody filled in
SOUND = (Outcome.HOLDS, Outcome.ROUNDING, Outcome.MODE)


def doubtful(form: Form, listed: str = "indicators", funds: str = "funds", *, cells: bool = False) -> frozenset[str]:
    """The tables of the form whose reading its numbers do not confirm; with the listed rows goes their `total`.

    `cells`: the text has kept its cells apart (bars, a cell a line), so that rows that are filled in throughout confirm each other.
    """
    amounts = list(_funds(form.table(funds)))
    if _as_printed(form, form.table(listed), form.table(funds)) and all(judge(each) in SOUND for each in amounts):
        found = {funds} if form.table(funds).rows and not amounts else set[str]()
        return frozenset(found | {listed, "total"} if _misread(form.table(listed)) else found)
    structures = {listed: list(_listed(form, form.table(listed), form.table(funds))), funds: amounts}
    filled = {listed} if cells and _filled(form.table(listed)) else set()
    broken = {name: [each for each in relations if judge(each) not in SOUND] for name, relations in structures.items()}
    one = any(broken.values()) and _one_slip([each for relations in structures.values() for each in relations])
    found = {
        name
        for name, relations in structures.items()
        if form.table(name).rows and not _confirmed(relations, broken[name], name in filled, cells=cells, one=one)
    }
    found |= {listed} if _misread(form.table(listed)) else set()
    return frozenset(found | {"total"} if listed in found else found)


def _confirmed(relations: Sequence[Relation], broken: Sequence[Relation], filled: bool, *, cells: bool, one: bool) -> bool:
    """At least one holds, and at most one in three does not; that every row is filled in is as much as another that holds.

    One wrong number may break several. Where the cells were kept apart, all of them are about it; elsewhere one slip in it mends them all, and they
    confirm each other; so may one of the other table (`one`): the score of the funds stands in the total below.
    """
    sound = len(relations) - len(broken)
    if not sound or not broken:
        return sound > 0
    if one or _one_slip(relations):
        return sound + filled + len(broken) + one > 2  # of n that one number must mend, n - 1 confirm it
    causes = 1 if cells and _shared(broken) else len(broken)
    return causes <= 1 and sound + filled >= 2 * len(broken)


def _shared(broken: Sequence[Relation]) -> dict[str, Figure]:
    """The figures that stand in all of these relations."""
    every = [{figure.id: figure for figure in relation.figures()} for relation in broken]
    return {id_: figure for id_, figure in every[0].items() if all(id_ in each for each in every)}


def _one_slip(relations: Sequence[Relation]) -> bool:
    """One number stands in all that is broken, twice at least, and one a slip away from it holds wherever it stands."""
    broken = [relation for relation in relations if judge(relation) not in SOUND]
    for id_, figure in _shared(broken).items() if len(broken) > 1 else ():
        about = [relation for relation in relations if any(each.id == id_ for each in relation.figures())]
        slips = (nearest(figure, allowed(relation)[id_]) for relation in broken)
        if any(each and each.cost <= SINGLE and _holds(about, _meant(figure, each)) for each in slips):
            return True
    return False


def _meant(figure: Figure, slip: Slip) -> Figure:
    """The figure with what was meant for what is printed."""
    return replace(figure, number=slip.meant)


def _holds(relations: Sequence[Relation], figure: Figure) -> bool:
    """All of them, with this figure for the one that stands in them."""
    return all(judge(with_figure(relation, figure)) in SOUND for relation in relations)


def _misread(table: FormTable) -> bool:
    """What no form prints, whatever its sums: an indicator called 15, a rate of ≥95100%, which is two of them, for 98% achieved."""
    for row in table.rows:
        name, target, actual = row.cells.get("name"), row.figure("target"), row.figure("actual")
        if name and _COUNT.fullmatch(name.unbroken):
            return True
        if target and actual and target.unit in RATIO and target.value >= GLUED > actual.value * (1 if actual.unit else HUNDRED):
            return True
    return False


def _filled(table: FormTable) -> bool:
    """Every row has a weight and a score within it, and most have all of it: no column was torn from the others."""
    rows = [row for row in table.rows if not row.parent]
    points = [(weight.value, score.value) for row in rows if (weight := row.figure("weight")) and (score := row.figure("score"))]
    full = sum(score == weight for weight, score in points)
    return MANY <= len(rows) == len(points) and all(score <= weight for weight, score in points) and full * 2 > len(rows)


def _as_printed(form: Form, table: FormTable, funds: FormTable) -> bool:
    """Both totals are the sums of their columns as they are printed, and no score exceeds its weight: then all that `_listed` asks for holds."""
    sums = [printed.value == sum([each.value for each in points], ZERO) for printed, points in _totals(form, table, funds)]
    points = [(row.figure("weight"), row.figure("score")) for row in table.rows]
    return len(sums) > 1 and all(sums) and not any(weight and score and score.value > weight.value for weight, score in points)


def _totals(form: Form, table: FormTable, funds: FormTable) -> Iterator[tuple[Figure, list[Figure]]]:
    """The total weight and the total score, and the points that make them up."""
    execution = funds.row("total")
    rows = [*(row for row in table.rows if not row.parent), *([execution] if execution else [])]
    for column in ("weight", "score"):
        printed = cell.figure if (cell := form.fields.get(f"total.{column}")) else None
        points = [figure for row in rows if (figure := row.figure(column))] if printed else []
        if printed and points:
            yield printed, points


def _listed(form: Form, table: FormTable, funds: FormTable) -> Iterator[Relation]:
    """Weights and scores against their totals, and all scores within their weights (together one relation: their sums)."""
    for printed, points in _totals(form, table, funds):
        yield Relation(awarded(printed), Operator.EQUAL, total(each_awarded(points)))
    blank, most = form.fields.get("total.score"), form.fields.get("total.weight")
    if blank and blank.blank and most and most.figure:  # a blank total is only told where the rows stand in their lines
        scores: list[Expression] = [awarded(figure) for row in table.rows if (figure := row.figure("score"))]
        if scores:
            yield Relation(total(scores), Operator.AT_MOST, awarded(most.figure))
    for row in table.rows:
        weight, score = row.figure("weight"), row.figure("score")
        if weight and score and score.value > weight.value:
            yield Relation(awarded(score), Operator.AT_MOST, awarded(weight))


def _funds(table: FormTable) -> Iterator[Relation]:
    whole = table.row("total")
    if whole is None:
        return
    amounts = [figure for column in AMOUNTS if (figure := whole.figure(column))]
    unfilled = bool(amounts) and not any(figure.value for figure in amounts)  # 0, 0, 0 above parts that are filled in tells of no reading
    for column in () if unfilled else table.columns:
        stated = whole.figure(column)
        parts: list[Expression] = [Ref(figure) for row in table.rows if row is not whole and not row.parent and (figure := row.figure(column))]
        if stated and parts and column in AMOUNTS:
            yield Relation(Ref(stated), Operator.EQUAL, total(parts))
    for row in table.rows:
        rate, over, under = row.figure("rate"), row.figure("executed"), row.figure("budget") or row.figure("initial")
        if rate and over and under and under.value:
            yield Relation(Ref(rate), Operator.EQUAL, Quotient(Ref(over), Ref(under)))
    rate, weight, score = whole.figure("rate"), whole.figure("weight"), whole.figure("score")
    if rate and weight and score:
        yield Relation(Ref(score), Operator.EQUAL, Least((awarded(weight), Product(awarded(weight), Ref(rate)))))
