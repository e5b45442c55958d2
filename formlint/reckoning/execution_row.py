"""The budget execution as a row of its own among the indicators: 预算执行 | | | | | 10 | 9.65, beside no group.

Where the fund table prints the same weight, or a score and no weight, it is one item, printed twice, and counts once. 预算执行率 as an output is an
indicator like any other.
"""

from collections.abc import Mapping

from formlint.figures.units import RATIO
from formlint.forms import Form, Row
from formlint.forms.whole import per_form
from formlint.patterns import late
from formlint.relations import Least, Operator, Product, Ref, Relation, awarded
from formlint.relations.solving import sound

_EXECUTION = late(r"(?:项目|部门|年度|全年)?(?:预算|资金|预算资金|项目资金|财政资金)执行(?:率|情况|进度|指标|得分)?(?:[(（]\d+分[)）])?")
_RATE = late(r"(?:项目|部门|年度|全年|专项)?(?:预算|资金|预算资金|项目资金|财政资金|经费)?(?:执行|支出|支付|使用)(?:率|进度)")


def repeated_execution(form: Form, table: str, execution: Row | None) -> Row | None:
    """The row of the table that prints the item `execution` of the fund table once more: with the same weight, or the only one to print it."""
    if execution is None or not (execution.figure("weight") or execution.figure("score")):
        return None
    weight = execution.figure("weight")
    for row in form.table(table).rows:
        if not row.section and not row.parent and _EXECUTION.fullmatch(row.called):
            own = row.figure("weight")
            if own and (weight is None or own.value == weight.value):
                return row
    return None


def as_rated(row: Row, share: str) -> Relation | None:
    """The score of the row as its weight times a share that it prints, and the weight at most; nothing where it does not print all three."""
    score, weight, printed = row.figure("score"), row.figure("weight"), row.figure(share)
    if score is None or weight is None or printed is None:
        return None
    most = awarded(weight)
    return Relation(Ref(score), Operator.EQUAL, Least((most, Product(most, Ref(printed)))))


@per_form
def rated_points(form: Form, table: str) -> Mapping[str, Relation]:
    """The scores of the rows of the funds by their printed rates, by the ids of the rows."""
    return {row.id: relation for row in form.table(table).rows if (relation := as_rated(row, "rate"))}


def scored_as_rate(row: Row) -> bool:
    """An indicator that is the execution rate itself, and scored as the budget execution is: its weight times the rate, whatever its target."""
    weight, score, actual = row.figure("weight"), row.figure("score"), row.figure("actual")
    if weight is None or score is None or actual is None or actual.unit not in RATIO or _RATE.fullmatch(row.called) is None:
        return False
    return sound(Relation(Ref(score), Operator.EQUAL, Product(awarded(weight), Ref(actual))))
