"""The cost indicators, where they split up the whole budget, add up to the fund table.

When the targets of the cost rows add up to a total of the fund table (that of the start of the year or that of the whole year: both are in use),
the rows are a split of the whole budget, and their actuals must add up to the total executed. Where the targets match no total the cost rows
cover a part only and nothing is judged. A sum that holds is worth knowing: no reviewer adds these rows by hand.

中文：成本指标如为全部预算的拆分（各目标值之和等于资金总额的年初预算数或全年预算数），其实际值之和应等于全年执行数总额。目标值之和与任何总额都不相等时，
说明成本指标只覆盖部分资金，不作判断。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.forms import Form
from formlint.relations import Outcome, Ref, adds_up
from formlint.solving import judge
from formlint.units import money
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
    Bad((ROWS + "| ^ | ^ | 对个人和家庭的补助 | 44.96万元 | 46.54万元 | 1 | 1 |").format("213.79万元", "108.29万元"), at="450.50"),
    title=Words("成本指标之和等于资金总额", "Cost indicators add up to the fund total"),
    says={
        "mismatch": Words(
            "成本指标的目标值之和等于资金总额，但实际值之和为 {expected}，与全年执行数 {actual} 不符。",
            "The targets of the cost indicators add up to a fund total, but their actuals add up to {expected}, not to the {actual} executed.",
        ),
        "fits": Words(
            "成本指标的实际值之和 {expected}，与全年执行数相符。", "The actuals of the cost indicators add up to {expected}: the amount executed."
        ),
        "base": Words(
            "成本指标的目标值之和 {expected}，等于资金总额 {actual}。",
            "The targets of the cost indicators add up to {expected}: the fund total {actual}.",
        ),
    },
)
def cost_total(form: Form, *, place: str, costs: str) -> Iterator[Verdict]:
    whole = form.table(place).row("total")
    rows = [row for row in form.table(costs).rows if money(row.figure("target")) and money(row.figure("actual"))]
    if whole is None or len(rows) < 2:
        return
    targets = [figure for row in rows if (figure := row.figure("target"))]
    bases = [adds_up(Ref(figure), map(Ref, targets)) for column in ("initial", "budget") if (figure := whole.figure(column))]
    base = next((relation for relation in bases if judge(relation) in (Outcome.HOLDS, Outcome.ROUNDING)), None)
    if base is None:
        return
    yield state(base, base.figures()[0], "base", remark=True)
    if executed := whole.figure("executed"):
        actuals = [figure for row in rows if (figure := row.figure("actual"))]
        relation = adds_up(Ref(executed), map(Ref, actuals))
        fits = judge(relation) in (Outcome.HOLDS, Outcome.ROUNDING)
        yield state(relation, executed, "fits" if fits else "mismatch", remark=fits)
