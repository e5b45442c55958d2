"""Scores of a hundred each make points by their weights.

Some forms score every indicator out of a hundred, and weigh the scores: the total is the sum of weight x score / 100, and where the points stand beside
them (单项得分 95, 权重 20, 折算得分 19) each is that product. No score is above a hundred. A target that was plainly missed earns no full hundred, and where the
score is far from target and actual, it is asked about, or remarked where the form prints a rule of its own (每少1场扣4分). What the text or the budget execution adds in points is added as it is.

中文：各指标按百分制打分、再按权重折算的，总分＝Σ（权重×单项得分÷100）；同时列出折算得分的，折算得分＝权重×单项得分÷100。单项得分不得超过100分；
明确未达目标的不应得100分，得分与完成情况相差较大的提请核对，评分标准另有扣分办法的只作提示。预算执行得分另列且以分计的，直接计入总分。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure
from formlint.figures.units import alike, in_one_unit
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.reckoning.scored import Direction, due, own_rule
from formlint.records import record, replace
from formlint.relations import Const, Expression, Operator, Outcome, Product, Quotient, Ref, Relation, awarded, total
from formlint.relations.solving import judge
from formlint.relations.values import nominal
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 三级指标 | 权重 | 指标值 | 完成值 | 得分（百分制） |\n|---|---|---|---|---|---|\n"
FORM = (
    HEAD
    + "| 产出指标 | 开放天数 | 30% | ≥320天 | 326天 | 100 |\n| ^ | 活动场次 | 20% | ≥60场 | {}场 | {} |\n| ^ | 活动质量 | 10% | 良好 | 良好 | 95 |\n"
    "| 效益指标 | 参与人次 | 40% | ≥5万人次 | 5.3万人次 | {} |\n| 总分 | < | 100% | | | {} |"
)
BOTH = (
    "| 一级指标 | 三级指标 | 权重 | 指标值 | 完成值 | 单项指标得分 | 折算得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 开放天数 | 60 | ≥320天 | 326天 | 100 | 60 |\n| ^ | 活动质量 | 40 | 良好 | 良好 | 95 | {} |\n| 总分 | < | 100 | | | | {} |"
)
OWN_RULE = (
    FORM.format(54, 75, 98, "93.7")
    .replace("得分（百分制）", "评分标准 | 得分（百分制）")
    .replace("|---|", "|---|---|", 1)
    .replace("| 100 |\n", "| | 100 |\n")
    .replace("| 75 |", "| 每少1场扣4分 | 75 |")
    .replace("| 95 |", "| | 95 |")
    .replace("| 98 |", "| | 98 |")
)
HUNDRED = Const(Fraction(100))
FAR = 5  # points of the hundred: half a point of ten
MORE = (Comparator.AT_LEAST, Comparator.MORE)
LESS = (Comparator.AT_MOST, Comparator.LESS)
SOUND = (Outcome.HOLDS, Outcome.ROUNDING)


@record(frozen=True, slots=True)
class Weighed:
    """A row with its weight and its score of a hundred."""

    row: Row
    weight: Figure
    single: Figure

    def points(self) -> Expression:
        """A score with decimals was worked out, and may have more of them than it prints."""
        return Quotient(Product(awarded(self.weight), Ref(self.single, exact=not self.single.decimals)), HUNDRED)


@check(
    Good(FORM.format(60, 100, 100, "99.5")),
    Good(FORM.format(54, 90, 98, "96.7")),
    Good(FORM.format(54, 88, 98, "96.3")),
    Good(FORM.format(60, 92, 98, "97.1")),
    Good(FORM.format(60, "", 98, "77.1")),
    Good(FORM.format("约59", 100, 98, "98.7")),
    Good(FORM.format(55, "91.7", "98.0", "97.03")),
    Remark(OWN_RULE, at="75"),
    Good(BOTH.format("38", "98")),
    Good(BOTH.format("38.0", "98")),
    Bad(FORM.format(60, 100, 100, "95.9"), at="95.9", message="total"),
    Bad(FORM.format(53, 100, 100, "99.5"), at="100", message="missed"),
    Bad(FORM.format(54, 75, 98, "93.7"), at="75", message="far"),
    Bad(FORM.format(60, 100, 104, "101.1"), at="104", message="beyond"),
    Bad(BOTH.format("36", "96"), at="36", message="weighted"),
    title=Words("百分制得分按权重折算", "Scores out of a hundred are converted by their weights"),
    says={
        "total": Words(
            "总分填 {actual}，各项得分按权重折算后之和为 {expected}。", "The total printed is {actual}, the weighted scores add up to {expected}."
        ),
        "weighted": Words(
            "“{row}”的折算得分填 {actual}，权重×单项得分为 {expected}。", "{row}: {actual} points are printed, weight times score gives {expected}."
        ),
        "beyond": Words("“{row}”的得分 {actual} 超过满分 100 分。", "{row}: the score {actual} is above a hundred."),
        "missed": Words(
            "“{row}”目标{target}、完成{achieved}，未达目标却得满分 {actual}，按完成比例应为 {expected}。",
            "{row}: target {target}, achieved {achieved}: missed, yet the full {actual} are given; their ratio gives {expected}.",
        ),
        "far": Words(
            "“{row}”目标{target}、完成{achieved}，按完成比例为 {expected} 分，现填 {actual} 分，请核对。",
            "{row}: target {target}, achieved {achieved}: their ratio gives {expected}, {actual} are printed.",
        ),
    },
)
def of_hundred(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    rows = [Weighed(row, *pair) for row, pair in form.figured(place, "weight", "single") if not row.parent]
    for each in rows:
        yield from _row(each)
    stated = cell.figure if (cell := form.fields.get("total.score")) else None
    if stated is None or not rows or any(each.row.figure("score") for each in rows) or any(_blank(row) for row in form.table(place).rows):
        return
    execution = form.table(funds).row("total")
    points = execution.figure("score") if execution else None
    terms = [*(each.points() for each in rows), *([awarded(points)] if points else [])]
    yield state(Relation(Ref(stated), Operator.EQUAL, total(terms)), stated, "total")


def _row(each: Weighed) -> Iterator[Verdict]:
    args = (("row", each.row.name),)
    yield state(Relation(awarded(each.single), Operator.AT_MOST, HUNDRED), each.single, "beyond", args=args)
    score = each.row.figure("score")
    if score is not None:
        yield state(Relation(Ref(score), Operator.EQUAL, each.points()), score, "weighted", args=args)
    yield from _earned(each.row, each.single)


def _earned(row: Row, single: Figure) -> Iterator[Verdict]:
    """What the ratio of actual to target is worth, where the target was missed."""
    target, actual = in_one_unit(row.figure("target"), row.figure("actual"))
    if target is None or actual is None or not alike(target, actual) or target.value <= 0 or actual.value <= 0 or actual.hedge:
        return
    more, less = target.comparator in MORE and actual.value < target.value, target.comparator in LESS and actual.value > target.value
    if not (more or less):
        return
    points = due(HUNDRED, target, actual, Direction.MORE if more else Direction.LESS)
    full = single.value == HUNDRED.value
    args = (("row", row.name), ("target", target.line), ("achieved", actual.line))
    relation = Relation(Ref(single, exact=full), Operator.EQUAL, points)
    expected = nominal(points)
    near = expected is not None and abs(expected - single.value) < FAR and not full
    verdict = state(relation, single, "missed" if full else "far", args=args)
    if verdict.bad and near:
        return  # by a rule of its own, or rounded
    lesser = Severity.INFO if own_rule(row) else Severity.WARNING
    yield replace(verdict, severity=Severity.ERROR if full else lesser) if judge(relation) not in SOUND else verdict


def _blank(row: Row) -> bool:
    return row.figure("weight") is not None and row.figure("single") is None
