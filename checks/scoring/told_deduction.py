"""The points that a form tells to have lost together are its total weight less its total score.

`扣分合计 | 3.9` in a cell of its own, or 共扣3.9分, 合计扣3.9分 in a sentence. Points are awarded: there is no rounding slack. In a cell the sum of the column 扣分 is
right, too, since the budget execution may have lost some elsewhere; so is what the indicators alone have lost. In a sentence that names a part of the form (产出指标共扣2分), a
review or another year nothing is judged. A minus before the points is the way some write them. What a sentence tells is asked about.

中文：“扣分合计”栏、“共扣…分”的文字应等于总分值减总得分，不存在四舍五入误差；也可以只含各项指标所扣的分（预算执行的扣分另计）。扣分写成负数的同样理解。文字只说某一部分（如产出指标共扣2分）、
复核或上年扣分的不判断；文字中不符的提请核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Field, Form
from formlint.patterns import late
from formlint.relations import ONE, Operator, Relation, Sum, awarded
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state

HEAD = (
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 100 | 100 | 98 | 10 | 98% | 9.8 |\n\n| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 做好服务 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
)
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 40 | 38 |\n| ^ | 质量指标 | 合格率 | 100% | 98% | 50 | 48.5 |\n"
    "| 总分 | < | < | < | < | 100 | 96.3 |\n| 扣分合计 | < | < | < | < | < | {} |"
)
TOLD = late("(?:合计|总计|累计|总共|一共|[总共])(?:被)?扣(?:除|减|分|去|掉)*[:：]?$")
OF_A_PART = late(
    "(?:其中|产出|效益|满意|成本|数量|质量|时效|执行|支出|该项|此项|本项|每|考核|测评|督查|检查|复核|复评|审核|财政|专家|[上去]年|往年|如|的)[^。；;]*$"
)
WHOLE = 100
NEAR = 30  # characters before a number


@check(
    Good(ROWS.format("完成全年任务。", "3.7")),
    Good(ROWS.format("完成全年任务。", "-3.7")),
    Good(ROWS.format("完成全年任务。", "3.5")),
    Good(ROWS.format("完成全年任务。", "")),
    Good(ROWS.format("完成全年任务，共扣3.7分。", "3.7")),
    Good(ROWS.format("产出指标共扣3.5分，满意度未扣分。上年共扣5分。", "3.7")),
    Bad(ROWS.format("完成全年任务。", "4.7"), at="4.7"),
    Bad(ROWS.format("完成全年任务，各项指标共扣7.3分。", "3.7"), at="7.3分", message="told"),
    title=Words("写明的扣分合计与总分相符", "The points told to be lost are those lost"),
    says={
        "mismatch": Words(
            "“{row}”填 {actual}，总分值减总得分为 {expected}。", "{row}: {actual} is printed, the total weight less the total score is {expected}."
        ),
        "told": Words(
            "文字中写共扣 {actual}，总分值减总得分为 {expected}，请核对。",
            "The text says that {actual} were lost, the total weight less the total score is {expected}; please check.",
        ),
    },
)
def told_deduction(form: Form, *, place: str) -> Iterator[Verdict]:
    cell, told = form.fields.get("lost"), [*_told(form)] if "扣" in form.told else []
    if cell is None and not told:  # nearly all
        return
    weight, score = (each.figure if (each := form.fields.get(name)) else None for name in ("total.weight", "total.score"))
    if weight is None or score is None or weight.value != WHOLE or score.value > WHOLE:
        return
    if cell and cell.figure:
        yield state(_lost(form, place, cell.figure, weight, score), cell.figure, "mismatch", args=(("row", "".join(cell.label[:1])),))
    for figure in told:
        yield state(_lost(form, place, figure, weight, score), figure, "told", severity=Severity.WARNING)


def _told(form: Form) -> Iterator[Figure]:
    for statement in form.claims:
        figure, field = statement.figure, form.by_id.get(statement.field)
        if figure.unit == "分" and figure.plain and field and not statement.stands_in.endswith(".goal") and _of_all(field, figure):
            yield figure


def _of_all(field: Field, figure: Figure) -> bool:
    before = "".join(field.text[max(0, figure.start - NEAR) : figure.start].split())
    found = TOLD.search(before)
    return found is not None and not OF_A_PART.search(before[: found.start()])


def _lost(form: Form, place: str, stated: Figure, weight: Figure, score: Figure) -> Relation:
    """The plainest, unless it is what the indicators alone have lost."""
    sign = -ONE if stated.value < 0 else ONE
    pairs = [pair for row, pair in form.figured(place, "weight", "score") if not row.parent]
    whole = Relation(awarded(stated), Operator.EQUAL, Sum(((sign, awarded(weight)), (-sign, awarded(score)))))
    alone = abs(stated.value) == sum((most.value - given.value for most, given in pairs), ZERO)
    if sound(whole) or not alone or not pairs:
        return whole
    return Relation(
        awarded(stated), Operator.EQUAL, Sum(tuple((way, awarded(each)) for pair in pairs for way, each in zip((sign, -sign), pair, strict=True)))
    )
