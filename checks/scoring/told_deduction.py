"""The points that a form tells to have lost together are its total weight less its total score.

`扣分合计 | 3.9` in a cell of its own, or 共扣3.9分, 合计扣3.9分 in a sentence. Points are awarded: there is no rounding slack. What the indicators alone have lost
is right, too, since the budget execution may have lost some elsewhere. In a sentence that names a part of the form (产出指标共扣2分, 一是), a limit (最多), a
review or another year nothing is judged, nor in the cells of an indicator, nor where sentences tell several sums. Where a row earns more than its weight (加分), less
was lost than was taken off, and nothing is judged. A minus before the points is the way some write them. What a sentence tells is asked about.

中文：“扣分合计”栏、“共扣…分”的文字应等于总分值减总得分，不存在四舍五入误差；也可以只含各项指标所扣的分（预算执行的扣分另计）。扣分写成负数的同样理解。文字只说某一部分（如产出指标共扣2分，或“一是”“二是”分列）、
扣分上限、复核或上年扣分的，写在某一指标行内的，以及前后写有几个不同数的，不判断；有加分项的不判断。文字中不符的提请核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Field, Form, Row
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
REASONS = ROWS.replace("| 得分 |\n|---|---|---|---|---|---|---|\n| 产", "| 得分 | 扣分原因 |\n|---|---|---|---|---|---|---|---|\n| 产").replace(
    "| 38 |", "| 38 | {} |"
)
REASONS = REASONS.replace("| {} |\n\n", "| 完成全年任务。 |\n\n").replace("| < | {} |", "| < | 3.7 |")
BONUS = (
    ROWS.replace("| 总分 |", "| 加分项 | 表彰 | 省级表彰 | — | 1次 | — | 2 |\n| 总分 |")
    .replace("96.3", "98.3")
    .replace("| {} |\n\n", "| 完成全年任务。 |\n\n")
)
LIMIT = late(r"\s*(?:[(（]?含?[)）]?及?以[上内下]|为限|封顶)")  # behind the number
TOLD = late("(?:合计|总计|累计|总共|一共|[总共])(?:被)?扣(?:除|减|分|去|掉)*[:：]?$")
OF_A_PART = late(
    "(?:其中|产出|效益|满意|成本|数量|质量|时效|执行|支出|该项|此项|本项|每|考核|测评|督查|检查|复核|复评|审核|财政|专家|[上去]年|往年|如|的|[一二三四五六七八九]是|最多|最高|至多|上限|封顶)[^。；;]*$"
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
    Good(ROWS.format("一是培训管理不到位，共扣2分；二是合格率不高，共扣1.5分。", "3.7")),
    Good(ROWS.format("培训组织不够，共扣2分。合格率不高，共扣1.5分。", "3.7")),
    Good(ROWS.format("每项指标最多共扣5分。累计扣10分以上的，须整改。", "3.7")),
    Good(REASONS.format("少培训，共扣2分")),
    Good(BONUS.format("3.7")),
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
    cell, told = form.fields.get("lost"), [*_told(form, place)] if "扣" in form.told else []
    if cell is None and not told:  # nearly all
        return
    weight, score = (each.figure if (each := form.fields.get(name)) else None for name in ("total.weight", "total.score"))
    if weight is None or score is None or weight.value != WHOLE or score.value > WHOLE:
        return
    if any(map(_earned, form.table(place).rows)):
        return
    if cell and cell.figure:
        yield state(_lost(form, place, cell.figure, weight, score), cell.figure, "mismatch", args=(("row", "".join(cell.label[:1])),))
    for figure in told if len({each.value for each in told}) == 1 else ():
        yield state(_lost(form, place, figure, weight, score), figure, "told", severity=Severity.WARNING)


def _earned(row: Row) -> bool:
    """The row earned more than its weight: 加分."""
    weight, score = row.figure("weight"), row.figure("score")
    return score is not None and score.value > (weight.value if weight else ZERO)


def _told(form: Form, place: str) -> Iterator[Figure]:
    for statement in form.claims:
        figure, field = statement.figure, form.by_id.get(statement.field)
        if figure.unit != "分" or not figure.plain or field is None or statement.field.startswith(f"{place}["):
            continue
        if not statement.stands_in.endswith(".goal") and _of_all(field, figure):
            yield figure


def _of_all(field: Field, figure: Figure) -> bool:
    before = "".join(field.text[max(0, figure.start - NEAR) : figure.start].split())
    found = TOLD.search(before)
    return found is not None and not OF_A_PART.search(before[: found.start()]) and not LIMIT.match(field.text, figure.end)


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
