"""The score of the budget execution is its weight times the execution rate, and never more than its weight.

The printed rate is used, or, where none is printed, executed over budgeted. Rounding the score to fewer digits is usual and accepted. A score that
only cutting off explains (98.81% of 10 is 9.88, printed 9) is asked about when that costs half a point or more, since the rate beside it was rounded.

中文：预算执行得分＝分值×执行率，最高不超过分值。用表中所填执行率核对（未填执行率时用执行数÷预算数）。得分四舍五入取整或保留小数均可；
若只有直接去尾才能得到所填得分、且相差0.5分及以上（如98.81%×10＝9.88，填9），请核对。
"""

from collections.abc import Iterator
from dataclasses import replace

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.relations import Expression, Least, Operator, Outcome, Product, Quotient, Ref, Relation
from formlint.solving import nominal
from formlint.verdicts import Verdict, state

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"


@check(
    Good(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.88 |"),
    Good(HEAD + "| 年度资金总额 | 443.88 | 459.61 | 427.14 | 10 | 92.93% | 9.3 |"),
    Good(HEAD + "| 年度资金总额 | 1000.00 | 1093.19 | 1199.96 | 10 | 109.77% | 10 |\n| 项目支出 | 1000.00 | 1093.19 | 1199.96 | — | — | — |"),
    Bad(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9 |", at="9"),
    Bad(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 423.57 | 10 | 92.90% | 8.29 |", at="8.29"),
    title=Words("预算执行得分等于分值乘执行率", "The execution score is its weight times the execution rate"),
    says={
        "mismatch": Words(
            "预算执行得分填 {actual}，按分值×执行率应为 {expected}。",
            "The execution score is {actual}; weight times execution rate gives {expected}.",
        )
    },
)
def execution_score(form: Form, *, place: str) -> Iterator[Verdict]:
    for row in form.table(place).rows:
        score, weight, share = row.figure("score"), row.figure("weight"), _share(row)
        if score is None or weight is None or share is None:
            continue
        most = Ref(weight, exact=True)
        relation = Relation(Ref(score), Operator.EQUAL, Least((most, Product(most, share))))
        yield _graded(state(relation, score, "mismatch"), score)


def _share(row: Row) -> Expression | None:
    """The printed rate, else executed over budgeted."""
    if printed := row.figure("rate"):
        return Ref(printed)
    over, under = row.figure("executed"), row.figure("budget") or row.figure("initial")
    return Quotient(Ref(over), Ref(under)) if over and under and under.value > 0 else None


def _graded(verdict: Verdict, score: Figure) -> Verdict:
    """Half a point off what no rounding gives is an error, less a warning; cut off by half a point or more a warning, less a remark."""
    expected = nominal(verdict.relation.right) if verdict.relation else None
    if expected is None or not verdict.bad:
        return verdict
    far = abs(expected - score.value) >= Fraction(1, 2)
    if verdict.outcome is Outcome.VIOLATED:
        return replace(verdict, severity=Severity.ERROR if far else Severity.WARNING)
    return replace(verdict, severity=Severity.WARNING if far else Severity.INFO)
