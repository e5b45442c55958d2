"""No criterion pays more than the weight of its row.

`全部完成得6分` beside a weight of 5 cannot be scored. Looked at are the points that a criterion gives outright (得6分, 计6分, 满分6分); points taken off
(每少一次扣1分), steps that add up, and criteria that reckon by 100 are not.

中文：评分标准给出的分数不应超过该行分值（如分值5分，标准写“全部完成得6分”）。只看“得、计、满分”所给的分数；扣分、每项累加的和按百分制写的不核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

ROW = (
    "| 一级指标 | 二级指标 | 三级指标 | 评分标准 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | {} | ≥4次 | 5次 | 5 | 5 |"
)
PAID = late(r"(?:得|计|满分为?)(\d{1,3}(?:\.\d{1,2})?)分(?!及?以[上下]|[(（]含)")
BY_HUNDRED = late(r"百分制|100分|每|累计|最多|以上述")


@check(
    Good(ROW.format("达到4次得5分，每少1次扣1分")),
    Good(ROW.format("完成得5分，未完成不得分")),
    Good(ROW.format("按百分制评价，全部完成得100分，再按分值折算")),
    Good(ROW.format("每完成1次得6分，最多5分")),
    Good(ROW.format("群众测评得90分以上得5分，否则不得分")),
    Bad(ROW.format("全部完成得6分，否则不得分"), at="全部完成得6分，否则不得分"),
    title=Words("评分标准不超过分值", "No criterion gives more points than its weight"),
    says={
        "more": Words(
            "“{row}”的评分标准可得 {points} 分，而分值只有 {weight} 分。",
            "{row}: its criterion gives up to {points} points, but its weight is {weight}.",
        )
    },
)
def rubric(form: Form, *, place: str) -> Iterator[Verdict]:
    for row, (weight,) in form.figured(place, "weight"):
        if (criterion := row.cells.get("criterion")) and (most := _most(criterion.unbroken)):
            args = (("row", row.name), ("points", str(most)), ("weight", weight.line))
            yield _judged(row, weight, most, args)


def _judged(row: Row, weight: Figure, most: Fraction, args: tuple[tuple[str, str], ...]) -> Verdict:
    outcome = Outcome.VIOLATED if most > weight.value else Outcome.HOLDS
    return Verdict(outcome, row.cells["criterion"], "more", args, evidence=(weight,), severity=Severity.WARNING)


def _most(text: str) -> Fraction:
    """The most points that the criterion gives outright."""
    return ZERO if BY_HUNDRED.search(text) else max((Fraction(points) for points in PAID.findall(text)), default=ZERO)
