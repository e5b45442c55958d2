"""Scores that a reviewer gave beside those of the form (复核得分) add up to their own total, and none is higher than its weight.

The execution score of the fund table belongs to the sum with its review, where that is printed, else as the form scored itself; a sum that is wrong then is a
remark, since the reviewer may have scored it otherwise. A second reviewer's scores (部门复核得分 beside 财政复核得分) are added up likewise. Where reviews are missing in
scored rows nothing is added up. Scores are awarded: there is no rounding slack, but a total with fewer digits may be rounded; a whole one is asked about.

中文：列有“复核得分”等第二套得分的，各行复核得分不超过分值，合计等于各行复核得分之和（预算执行有复核得分的用复核得分，没有的用自评得分，此时对不上只作提示）。合计小数位数较少的按四舍五入核对，取整的提请核对。两级复核得分并列的，分别核对。有行未填复核得分的不核对合计。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form
from formlint.reckoning.execution_row import repeated_execution
from formlint.reckoning.summed_points import looks_rounded, summed
from formlint.relations import Operator, Outcome, Relation, awarded
from formlint.relations.solving import judge
from formlint.verdicts import Verdict, state

HEAD = (
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | 复核得分 |\n|---|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 100 | 100 | 98 | 10 | 98% | 9.8 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 复核得分 |\n|---|---|---|---|---|---|---|---|\n"
)
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 40 | 40 | {} |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 50 | 50 | 50 |\n"
    "| 总分 | < | < | < | < | 100 | 99.8 | {} |"
)

TWICE = (
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 | 部门复核得分 | 财政复核得分 |\n|---|---|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 100 | 100 | 98 | 10 | 98% | 9.8 | 9.8 | 9.8 |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 自评得分 | 部门复核得分 | 财政复核得分 |\n|---|---|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 40 | 40 | 40 | 38 |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 50 | 50 | {} | 50 |\n"
    "| 总分 | < | < | < | < | 100 | 99.8 | {} | 97.8 |"
)
INSIDE = (
    "| 资金来源 | 预算数 | 执行数 | 执行率 | 得分 |\n|---|---|---|---|---|\n| 年度资金总额 | 100 | 98 | 98% | 9.8 |\n\n"
    "| 三级指标 | 指标值 | 完成值 | 分值 | 自评得分 | 复核得分 |\n|---|---|---|---|---|---|\n| 预算执行率 | 100% | 98% | 10 | 9.8 | 9.8 |\n"
    "| 培训次数 | ≥4次 | 5次 | 90 | 90 | 89 |\n| 总分 | < | < | 100 | 99.8 | {} |"
)
REVIEWS = ("review", "review_again")  # of one reviewer, and of another beside it


@check(
    Good(ROWS.format("9.8", "38", "97.8")),
    Good(ROWS.format("", "38", "97.8")),
    Good(ROWS.format("", "38", "88")),
    Good(ROWS.format("9.8", "", "97.8")),
    Good(ROWS.format("9.83", "38", "97.8")),
    Bad(ROWS.format("9.8", "38", "98.7"), at="98.7"),
    Bad(ROWS.format("9.8", "48", "107.8"), at="48", message="over"),
    Remark(ROWS.format("", "38", "97"), at="97"),
    Good(INSIDE.format("98.8")),
    Bad(INSIDE.format("97.8"), at="97.8"),
    Good(TWICE.format("50", "99.8")),
    Bad(TWICE.format("50", "98.9"), at="98.9"),
    Bad(TWICE.format("51", "100.8"), at="51", message="over"),
    title=Words("复核总分等于各项复核得分之和", "The review total is the sum of the reviews"),
    says={
        "mismatch": Words(
            "“{row}”的复核得分填 {actual}，各项相加为 {expected}。", "{row}: the review printed is {actual}, the reviews add up to {expected}."
        ),
        "over": Words("“{row}”的复核得分 {actual} 高于该项分值 {expected}。", "{row}: the review {actual} is higher than its weight {expected}."),
    },
)
def review_total(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    for column in REVIEWS:
        yield from _within(form, place, funds, column)
        yield from _total(form, place, funds, column)


def _within(form: Form, place: str, funds: str, column: str) -> Iterator[Verdict]:
    execution = form.table(funds).row("total")
    told = [(row, pair) for row, pair in form.figured(place, "weight", column) if not row.parent]
    told += [(row, pair) for row, pair in form.figured(funds, "weight", column) if row is execution]
    for row, (weight, review) in told:
        yield state(Relation(awarded(review), Operator.AT_MOST, awarded(weight)), review, "over", args=(("row", row.name),))


def _total(form: Form, place: str, funds: str, column: str) -> Iterator[Verdict]:
    execution = form.table(funds).row("total")
    cell = form.fields.get(f"total.{column}")
    stated = cell.figure if cell else None
    if cell is None or stated is None:
        return
    reviews = [review for row, (review,) in form.figured(place, column) if not row.parent]
    scored = [row for row, _ in form.figured(place, "score") if not row.parent]
    if not reviews or not all(row.figure(column) for row in scored):
        return
    apart = execution if execution and not repeated_execution(form, place, execution) else None  # else a row of the table has its review
    reviewed, own = (apart.figure(column), apart.figure("score")) if apart else (None, None)
    relation = _sum(stated, reviews, reviewed or own)
    severity = Severity.INFO if own and not reviewed else Severity.WARNING if looks_rounded(stated, relation.figures()[1:]) else None
    yield state(relation, stated, "mismatch", args=(("row", cell.label[0] if cell.label else ""),), severity=severity)


def _sum(stated: Figure, reviews: Sequence[Figure], extra: Figure | None) -> Relation:
    """With the budget execution, unless the total says that it counts the indicators only."""
    alone = summed(stated, reviews)
    if extra is None or judge(alone) is Outcome.HOLDS:
        return alone
    return summed(stated, [extra, *reviews])
