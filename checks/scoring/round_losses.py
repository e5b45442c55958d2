"""Points are lost where something was missed, and not one here and one there for the look of it: a remark.

Two or more indicators without a number lose just one point each, and nothing else loses any, with no cause told: so losses look that are meant to make
a total modest. A loss that follows from a number, a part of a point, or one with a cause told beside it is none of these.

中文：扣分应有依据，仅作提示：只有两个及以上没有数量的定性指标各扣整1分、其他指标都不扣分、又没有说明具体原因的，像是为了总分好看而扣分。
按数量折算的扣分、扣分不是整1分的、写明原因的不提示。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import HOLDS, VIOLATED
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |\n|---|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | {} | 40 | {} | |\n| 效益指标 | 社会效益 | 工作机制 | 健全 | 健全 | 20 | {} | {} |\n"
    "| ^ | 可持续影响 | 服务水平 | 提高 | 提高 | 20 | {} | |"
)
TOLD = late("因|由于|受|影响|导致|未|没有|不足|不够|缺|滞后|延|[0-9]")
LEAST, ONE = 2, Fraction(1)


@check(
    Good(ROWS.format("5次", 40, 20, "", 19)),
    Good(ROWS.format("3次", 30, 19, "", 19)),
    Good(ROWS.format("5次", 40, "18.5", "", 19)),
    Good(ROWS.format("5次", 40, 19, "制度年底才印发，未能及时执行", 19)),
    Bad(ROWS.format("5次", 40, 19, "", 19), at="19"),
    title=Words("扣分有依据", "Lost points have a basis"),
    says={
        "round": Words(
            "只有 {rows} 个定性指标各扣1分，其余全部满分，看不出扣分依据：{labels}。",
            "Only {rows:indicator|indicators} without a number lost a point, one each, and nothing else did; no basis is given: {labels}.",
        )
    },
)
def round_losses(form: Form, *, place: str) -> Iterator[Verdict]:
    losses = [(row, weight.value - score.value) for row, (weight, score) in form.figured(place, "weight", "score") if not row.parent]
    lost = [row for row, loss in losses if loss != ZERO]
    if not lost:
        return
    ones = all(loss in (ZERO, ONE) for _, loss in losses)
    habit = ones and len(lost) >= LEAST and all(_soft(row) and not TOLD.search(row.text("reason")) for row in lost)
    if not habit:
        yield Verdict(HOLDS, lost[0].cells["score"], "round")
        return
    args = (("rows", str(len(lost))), ("labels", tuple([row.name for row in lost])))
    for row in lost:
        yield Verdict(VIOLATED, row.cells["score"], "round", args, severity=Severity.INFO, cause="round")


def _soft(row: Row) -> bool:
    return not any(map(str.isdigit, row.text("target") + row.text("actual")))
