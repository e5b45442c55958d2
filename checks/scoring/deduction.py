"""Where the points taken off stand in a column of their own (扣分), a score is the weight less what was taken off.

So for every row, and for the row of totals, whose 扣分 is the sum of all. Points are awarded: there is no rounding slack. A minus before them (-1.5) is the
way some write them. Where most rows do not
follow, the column means something else, and nothing is judged.

中文：列有“扣分”的，得分＝分值－扣分，合计行的扣分等于各行扣分之和；得分是评定的，不存在四舍五入误差。扣分写成负数的同样理解。多数行不符合的，说明该列另有含义，不核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.forms import Form
from formlint.relations import ONE, Operator, Outcome, Ref, Relation, Sum, adds_up
from formlint.solving import judge
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 扣分 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 管护公园 | 规范 | 规范 | 40 | {} | {} |\n| ^ | 质量指标 | 苗木成活情况 | 良好 | 良好 | 60 | 0 | 60 |\n"
    "| 合计 | < | < | < | < | 100 | {} | {} |"
)
COLUMNS = ("weight", "deducted", "score")


@check(
    Good(ROWS.format("2.5", "37.5", "2.5", "97.5")),
    Good(ROWS.format("-2.5", "37.5", "-2.5", "97.5")),
    Good(ROWS.format("", "40", "", "100")),
    Good(ROWS.format("40", "40", "100", "100").replace("| 0 | 60", "| 60 | 60")),
    Bad(ROWS.format("2.5", "38.5", "2.5", "97.5"), at="38.5"),
    Bad(ROWS.format("2.5", "37.5", "3.5", "97.5"), at="3.5", message="total"),
    title=Words("得分等于分值减扣分", "A score is its weight less what was taken off"),
    says={
        "mismatch": Words(
            "“{row}”的得分填 {actual}，分值减扣分为 {expected}。",
            "{row}: the score printed is {actual}, its weight less what was taken off is {expected}.",
        ),
        "total": Words(
            "扣分合计填 {actual}，各行扣分之和为 {expected}。", "{actual} points are said to be taken off in all, the rows add up to {expected}."
        ),
    },
)
def deduction(form: Form, *, place: str) -> Iterator[Verdict]:
    cell = form.fields.get("total.score")
    whole = [each.figure if (each := form.fields.get(f"total.{column}")) else None for column in COLUMNS]
    stated = [(row.name, _less(*(row.figure(column) for column in COLUMNS))) for row in form.table(place).rows]
    stated.append((cell.label[0] if cell and cell.label else "", _less(*whole)))
    told = [(name, relation) for name, relation in stated if relation]
    if 2 * sum(judge(relation) is Outcome.HOLDS for _, relation in told) < len(told):
        return
    for name, relation in told:
        yield state(relation, relation.figures()[0], "mismatch", args=(("row", name),))
    parts = [figure for row in form.table(place).rows if (figure := row.figure("deducted"))]
    if whole[1] and parts:
        yield state(adds_up(Ref(whole[1], exact=True), (Ref(part, exact=True) for part in parts)), whole[1], "total")


def _less(weight: Figure | None, deducted: Figure | None, score: Figure | None) -> Relation | None:
    if weight is None or deducted is None or score is None:
        return None
    sign = ONE if deducted.value < 0 else -ONE
    return Relation(Ref(score, exact=True), Operator.EQUAL, Sum(((ONE, Ref(weight, exact=True)), (sign, Ref(deducted, exact=True)))))
