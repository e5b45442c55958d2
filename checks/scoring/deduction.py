"""Where the points taken off stand in a column of their own (扣分), a score is the weight less what was taken off.

So for every row, and for the row of totals, whose 扣分 is the sum of all, with or without what the budget execution lost in its own table. Points are awarded: there
is no rounding slack. A minus before them (-1.5) is the way some write them. Where most rows do not follow, the column means something else, and nothing is
judged.

中文：列有“扣分”的，得分＝分值－扣分，合计行的扣分等于各行扣分之和（可含预算执行所扣的分）；得分是评定的，不存在四舍五入误差。扣分写成负数的同样理解。多数行不符合的，说明该列另有含义，不核对。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import Form, Row
from formlint.relations import ONE, Operator, Outcome, Ref, Relation, Sum, awarded
from formlint.relations.solving import judge
from formlint.relations.values import nominal
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 扣分 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 管护公园 | 规范 | 规范 | 40 | {} | {} |\n| ^ | 质量指标 | 苗木成活情况 | 良好 | 良好 | 60 | 0 | 60 |\n"
    "| 合计 | < | < | < | < | 100 | {} | {} |"
)
EXECUTION = (
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 100 | 100 | 95 | 10 | 95% | 9.5 |\n\n"
)
SHORT = ROWS.replace("| 60 | 0 | 60", "| 50 | 0 | 50").replace("| 40 | {} | {} |", "| 40 | {} | 37.5 |")
Terms = tuple[tuple[Fraction, Ref], ...]

COLUMNS = ("weight", "deducted", "score")


@check(
    Good(ROWS.format("2.5", "37.5", "2.5", "97.5")),
    Good(ROWS.format("-2.5", "37.5", "-2.5", "97.5")),
    Good(ROWS.format("", "40", "", "100")),
    Good(ROWS.format("40", "40", "100", "100").replace("| 0 | 60", "| 60 | 60")),
    Good(EXECUTION + SHORT.format("2.5", "3", "97")),
    Good(EXECUTION + SHORT.format("2.5", "2.5", "97")),
    Good(EXECUTION + SHORT.format("-2.5", "3", "97")),
    Bad(EXECUTION + SHORT.format("2.5", "5", "97"), at="5"),
    Bad(EXECUTION + SHORT.format("2.5", "4", "97"), at="4"),
    Bad(ROWS.format("2.5", "38.5", "2.5", "97.5"), at="38.5"),
    Bad(ROWS.format("2.5", "37.5", "3.5", "97.5"), at="3.5", message="total"),
    title=Words("得分等于分值减扣分", "A score is its weight minus the deduction"),
    says={
        "mismatch": Words(
            "“{row}”的得分填 {actual}，分值减扣分为 {expected}。",
            "{row}: the score printed is {actual}, its weight minus the deduction is {expected}.",
        ),
        "total": Words(
            "扣分合计填 {actual}，各行扣分之和为 {expected}。",
            "The total deduction printed is {actual}, the deductions of the rows add up to {expected}.",
        ),
    },
)
def deduction(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    whole = [each.figure if (each := form.fields.get(f"total.{column}")) else None for column in COLUMNS]
    if whole[1] is None and not any(form.column(place, "deducted")):
        return
    cell, lost = form.fields.get("total.score"), _lost(form.table(funds).row("total"))
    stated = [(row.name, _less(figures)) for row, figures in form.figured(place, *COLUMNS) if not row.parent]
    stated.append((cell.label[0] if cell and cell.label else "", _likely([_less(whole), _less(whole, lost)])))
    told = [(name, relation) for name, relation in stated if relation]
    if 2 * sum(judge(relation) is Outcome.HOLDS for _, relation in told) < len(told):
        return
    for name, relation in told:
        yield state(relation, relation.figures()[0], "mismatch", args=(("row", name),))
    parts = [deducted for row, (deducted,) in form.figured(place, "deducted") if not row.parent]
    ways = [_sum(whole[1], parts, terms) for terms in ((), lost)] if whole[1] and parts else []
    ways.sort(key=lambda way: not _closes(way, whole))
    taken = _likely(ways) if ways else None
    if taken:
        yield state(taken, taken.figures()[0], "total")


def _closes(way: Relation, whole: Sequence[Figure | None]) -> bool:
    """What was taken off by this way is what the total score lacks."""
    weight, _, score = whole
    return weight is not None and score is not None and abs(nominal(way.right) or ZERO) == weight.value - score.value


def _likely(ways: Sequence[Relation | None]) -> Relation | None:
    """The first that holds, else the plainest."""
    return next((way for way in ways if way and judge(way) is Outcome.HOLDS), ways[0])


def _lost(execution: Row | None) -> Terms:
    """The points that the budget execution lost in its own table, which has no such column."""
    weight, score = (execution.figure("weight"), execution.figure("score")) if execution else (None, None)
    return ((ONE, awarded(weight)), (-ONE, awarded(score))) if weight and score else ()


def _less(numbers: Sequence[Figure | None], lost: Terms = ()) -> Relation | None:
    weight, deducted, score = numbers
    if weight is None or deducted is None or score is None:
        return None
    terms = ((ONE, awarded(weight)), (-_sign(deducted), awarded(deducted)), *((-sign, term) for sign, term in lost))
    return Relation(awarded(score), Operator.EQUAL, Sum(terms))


def _sum(stated: Figure, parts: Sequence[Figure], lost: Terms) -> Relation:
    """All that was taken off, whether or not the one or the other prints a minus before it."""
    terms = (*((_sign(part), awarded(part)) for part in parts), *lost)
    return Relation(awarded(stated), Operator.EQUAL, Sum(tuple((_sign(stated) * sign, term) for sign, term in terms)))


def _sign(figure: Figure) -> Fraction:
    return -ONE if figure.value < 0 else ONE
