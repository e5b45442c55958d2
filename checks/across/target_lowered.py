"""The self-evaluation is measured by the targets that were set.

Where a run holds the form of targets (no actuals, no scores) of the same unit, project and year beside the self-evaluation, each indicator keeps the number
it was set: a ≥ that is lower, or a ≤ that is higher, is easier to reach than what was approved. Other numbers are remarked.

中文：同时检查同一单位（项目）同一年度的绩效目标申报表（没有完成值和得分）与自评表时，自评表中的指标值应与申报的一致；调低“≥”目标或调高“≤”目标须有批复，请核对。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Comparator, Figure
from formlint.figures.units import alike
from formlint.findings import Severity
from formlint.forms import Form
from formlint.kinship import Kin
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "2023年度部门整体支出绩效{}表\n\n| 部门名称 | 东桥区教育局 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
COLUMNS = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
SET = (
    HEAD.format("目标")
    + COLUMNS
    + "| 产出指标 | 数量指标 | 培训人数 | ≥600人 | | 50 | |\n| ^ | ^ | 培训场次 | ≥4次 | | 50 | |\n| ^ | ^ | 投诉 | ≤5件 | | 50 | |\n\n"
)
DONE = (
    HEAD.format("自评")
    + COLUMNS
    + "| 产出指标 | 数量指标 | 培训人数 | {} | 610人 | 50 | 50 |\n| ^ | ^ | 培训场次 | ≥4次 | 4次 | 50 | 50 |\n| ^ | ^ | 投诉 | {} | 3件 | 50 | 50 |\n\n"
)


@check(
    Good(SET + DONE.format("≥600人", "≤5件")),
    Good(SET + DONE.format("≥500人", "≤5件").replace("东桥区", "西桥区")),
    Bad(SET + DONE.format("≥500人", "≤5件"), at="≥500人", message="lowered"),
    Bad(SET + DONE.format("≥600人", "≤8件"), at="≤8件", message="lowered"),
    title=Words("自评指标值与申报目标一致", "Targets are those that were set"),
    says={
        "lowered": Words(
            "“{row}”的指标值 {actual} 比申报的 {before} 容易完成，请核对是否经批准调整。",
            "{row}: the target {actual} is easier than the {before} that was set; check whether the change was approved.",
        )
    },
    beside=Kin.TARGETS,
)
def target_lowered(form: Form, *, beside: Sequence[Form], place: str) -> Iterator[Verdict]:
    (plan,) = beside
    planned = {row.called: row.figure("target") for row in plan.table(place).rows}
    for row in form.table(place).rows:
        now, then = row.figure("target"), planned.get(row.called)
        if now is None or then is None or not alike(now, then):
            continue
        easier, harder = _easier(now, then), _easier(then, now)
        args = (("row", row.name), ("actual", now.line), ("before", then.line))
        severity = Severity.INFO if harder else None
        yield Verdict(Outcome.VIOLATED if easier else Outcome.HOLDS, now, "lowered", args, severity=severity, elsewhere=((0, then),))


def _easier(one: Figure, other: Figure) -> bool:
    if one.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return one.value > other.value
    return one.value < other.value
