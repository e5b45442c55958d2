"""Where every target is reached and the budget is spent, no point is lost.

Judged are forms that print a score for the budget and for every indicator and no weight, so that the rows by themselves do not tell what they could have had. Every row must print
a number for its target and for its actual in one unit; reached is what is the same, at least the target for ≥, at most for ≤. Words are not judged, and
with one row that is not reached, nothing is. Often the percentage itself was multiplied (98% of 98% is 19.6 of 20).

中文：没有分值栏、预算执行计分的自评表，各项指标的目标值和实际完成值都是数字且全部达到目标、预算执行率为100%的，总分应为满分。常见原因是直接用完成百分比乘分值
（目标98%、完成98%，20分却只得19.6分）。有一项未达到，或者有定性指标的，不核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Comparator
from formlint.forms import Form, Row
from formlint.relations import Outcome
from formlint.verdicts import Verdict

FUNDS = "| 资金来源 | 预算数 | 执行数 | 执行率 | 得分 |\n|---|---|---|---|---|\n| 年度资金总额 | 10 | {} | {} | {} |\n\n"
HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分 |\n|---|---|---|---|---|---|\n"
ROWS = (
    HEAD
    + "| 产出指标 | 数量指标 | 监测点数 | ≥40个 | 41个 | 40 |\n| 满意度指标 | 服务对象满意度 | 群众满意度 | 98% | {} | {} |\n| 总分 | | | | | {} |"
)
SPENT = FUNDS.format("10", "100%", "20")


@check(
    Good(SPENT + ROWS.format("98%", "40", "100")),
    Good(SPENT + ROWS.format("96%", "39.2", "99.2")),
    Good(SPENT + ROWS.format("满意", "39.2", "99.2")),
    Good(FUNDS.format("9", "90%", "18") + ROWS.format("98%", "40", "98")),
    Good(FUNDS.format("10", "100%", "—") + ROWS.format("98%", "50", "90")),
    Good(SPENT + ROWS.replace("≥40个", "≤40个").format("98%", "40", "99.2")),
    Bad(SPENT + ROWS.replace("≥40个", "≤41个").format("98%", "40", "99.2"), at="99.2"),
    Bad(SPENT + ROWS.format("98%", "39.2", "99.2"), at="99.2"),
    title=Words("目标全部达到的不扣分", "Where every target is met, no point is lost"),
    says={
        "lost": Words(
            "各项指标均已达到目标值、预算已全部执行，总分却填 {text}（满分 {most}），请核对各项得分。",
            "Every target is reached and the budget is spent, yet the total score is {text} of {most}.",
        )
    },
)
def full_marks(form: Form, *, place: str, funds: str, most: int) -> Iterator[Verdict]:
    rows, printed, spent = form.table(place).rows, form.fields.get("total.score"), form.table(funds).row("total")
    stated = printed.figure if printed else None
    clause = form.clause("total")
    must = clause.value if clause else Fraction(most)
    if stated is None or not rows or spent is None or "weight" in form.table(place).columns or "total.weight" in form.fields:
        return
    rate = spent.figure("rate")
    if rate is None or rate.value != 1 or spent.figure("score") is None or not all(row.figure("score") and _reached(row) for row in rows):
        return
    args = (("text", stated.text), ("most", str(must)))
    yield Verdict(Outcome.HOLDS if stated.value >= must else Outcome.VIOLATED, stated, "lost", args)


def _reached(row: Row) -> bool:
    target, actual = row.figure("target"), row.figure("actual")
    if target is None or actual is None or target.unit != actual.unit:
        return False
    if target.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return actual.value <= target.value
    return actual.value == target.value or (target.comparator in (Comparator.AT_LEAST, Comparator.MORE) and actual.value > target.value)
