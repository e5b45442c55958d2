"""No more was executed than was budgeted, row by row.

The base is the budget of the whole year. Some places allow a payment out of last year's money that the budget does not show, so a breach is
a question, not an error.

中文：逐行核对：全年执行数不应超过全年预算数。用上年结转资金支付等情形可能合理，因此只作警告，请核对或说明。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.forms import Form
from formlint.relations import Operator, Ref, Relation
from formlint.verdicts import Verdict, state

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"


@check(
    Good(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |"),
    Good(HEAD + "| 年度资金总额 | 382.37 | 455.9 | 455.94 | 10 | 100% | 10 |"),
    Bad(HEAD + "| 年度资金总额 | 1000.00 | 1093.1904 | 1199.9637 | 10 | 109.77% | 10 |", at="1199.9637"),
    title=Words("执行数不超过预算数", "No more was executed than was budgeted"),
    says={
        "mismatch": Words(
            "“{row}”的执行数 {actual} 超过全年预算数 {expected}，请核对，或说明资金来源。",
            "{row}: {actual} executed is more than the budget of {expected}; correct it, or say where the money came from.",
        )
    },
)
def within_budget(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    for row in table.rows:
        spent, budget = row.figure("executed"), row.figure("budget")
        if spent and budget:
            yield state(Relation(Ref(spent), Operator.AT_MOST, Ref(budget)), spent, "mismatch", args=(("row", row.name),))
