"""The cost indicators, where they split up the whole budget, add up to the fund table.

When the targets of the cost rows add up to a total of the fund table (that of the start of the year or that of the whole year: both are in use),
the rows are a split of the whole budget, and their actuals must add up to the total executed. Where the targets match no total, and the actuals do
not either, the cost rows cover a part only and nothing is judged. Where only the actuals match, the targets are asked about; bounds (≤) need not add
up, and are a remark. One cost row whose target is the whole budget is judged in the same way. A sum that holds is worth knowing: no reviewer adds these rows by hand.

中文：成本指标如为全部预算的拆分（各目标值之和等于资金总额的年初预算数或全年预算数），其实际值之和应等于全年执行数总额。目标值之和、实际值之和与总额都不相等时，
说明成本指标只覆盖部分资金，不作判断；仅实际值之和相等的，提请核对目标值（带“≤”的只作提示）。只有一行成本指标、其目标值就是全部预算的，同样核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Comparator, Figure
from formlint.figures.units import MONEY
from formlint.findings import Confidence, Severity
from formlint.forms import Form
from formlint.relations import Ref, Relation, adds_up
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state

FUNDS = (
    "| 资金来源 | 年初预算数（万元） | 全年预算数（万元） | 全年执行数（万元） | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
)
ROWS = FUNDS + "| 产出指标 | 成本指标 | 工资福利支出 | {} | 298.67万元 | 1 | 1 |\n| ^ | ^ | 商品和服务支出 | 123.62万元 | {} | 3 | 3 |\n"


@check(
    Good((ROWS + "| ^ | ^ | 对个人和家庭的补助 | 44.96万元 | 46.54万元 | 1 | 1 |").format("213.79万元", "105.29万元")),
    Good((ROWS + "| ^ | ^ | 对个人和家庭的补助 | 44.96万元 | 46.54万元 | 1 | 1 |").format("287.36万元", "105.29万元")),
    Good(ROWS.format("20.00万元", "99.00万元")),
    Good(ROWS.format("≤326.83万元", "151.83万元")),
    Good(FUNDS + "| 产出指标 | 成本指标 | 项目总成本 | 455.94万元 | 450.5万元 | 10 | 10 |"),
    Good(FUNDS + "| 产出指标 | 成本指标 | 设备购置 | 40万元 | 39万元 | 10 | 10 |"),
    Good(ROWS.format("332.32万元", "151.83万元")),
    Bad(ROWS.format("326.83万元", "151.83万元"), at="455.94", message="targets"),
    Bad(FUNDS + "| 产出指标 | 成本指标 | 项目总成本 | 455.94万元 | 455.94万元 | 10 | 10 |", at="450.50", message="mismatch"),
    Bad((ROWS + "| ^ | ^ | 对个人和家庭的补助 | 44.96万元 | 46.54万元 | 1 | 1 |").format("213.79万元", "108.29万元"), at="450.50"),
    title=Words("成本指标之和等于资金总额", "Cost indicators add up to the fund total"),
    says={
        "mismatch": Words(
            "成本指标的目标值之和等于资金总额，但实际值之和为 {expected}，与全年执行数 {actual} 不符。",
            "The targets of the cost indicators add up to a fund total, but their actuals add up to {expected}, not to the {actual} executed.",
        ),
        "targets": Words(
            "成本指标的实际值之和等于全年执行数，但目标值之和为 {expected}，与资金总额 {actual} 不符，请核对。",
            "The actuals of the cost indicators add up to the amount executed, but their targets add up to {expected}, not to the total of {actual}.",
        ),
        "fits": Words(
            "成本指标的实际值之和 {expected}，与全年执行数相符。", "The actuals of the cost indicators add up to {expected}, the amount executed."
        ),
        "base": Words(
            "成本指标的目标值之和 {expected}，等于资金总额 {actual}。",
            "The targets of the cost indicators add up to {expected}, as much as the fund total of {actual}.",
        ),
    },
)
def cost_total(form: Form, *, place: str, costs: str) -> Iterator[Verdict]:
    whole = form.table(place).row("total")
    costing = form.figured(costs, "target", "actual")
    rows = [row for row, (target, actual) in costing if target.unit in MONEY and actual.unit in MONEY and not row.parent]
    if whole is None or not rows:
        return
    targets, actuals = ([figure for row in rows if (figure := row.figure(column))] for column in ("target", "actual"))
    wholes = [figure for column in ("initial", "budget") if (figure := whole.figure(column)) and figure.value]
    bases = [adds_up(Ref(figure), map(Ref, targets)) for figure in wholes]
    base = next((relation for relation in bases if sound(relation)), None)
    executed = whole.figure("executed")
    spent = adds_up(Ref(executed), map(Ref, actuals)) if executed else None
    bounded = any(target.comparator not in (Comparator.NONE, Comparator.EQUAL) for target in targets)
    if base:
        yield state(base, base.figures()[0], "base", remark=len(rows) > 1)
        if spent and executed:
            yield _spent(spent, executed, one=len(rows) == 1, bounded=bounded)
    elif spent and bases and len(rows) > 1 and sound(spent):
        severity = Severity.INFO if bounded else Severity.WARNING
        yield state(bases[-1], wholes[-1], "targets", severity=severity, confidence=Confidence.LIKELY)


def _spent(relation: Relation, executed: Figure, *, one: bool, bounded: bool) -> Verdict:
    """Of several rows the sum is no chance; one row that happens to be the whole budget may be the price that was agreed, and is asked about."""
    fits = sound(relation)
    severity = (Severity.INFO if bounded else Severity.WARNING) if one else None
    confidence = Confidence.LIKELY if one else Confidence.CERTAIN
    return state(relation, executed, "fits" if fits else "mismatch", remark=fits and not one, severity=severity, confidence=confidence)
