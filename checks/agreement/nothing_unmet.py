"""Where a form says that no target was missed, none was.

`未完成的绩效目标：无` beside an indicator whose actual falls short of its target contradicts it. Only quantities with an operator, whose target and actual
are in one unit, are looked at: there it is plain that the target was missed. That a column of reasons says 无 is another matter
(completeness/reasons).

中文：“未完成的绩效目标”填“无”的，各项指标都应达到指标值。只核对写有运算符、单位相同的定量指标；原因栏填“无”的另行判断。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Comparator, Figure, Hedge
from formlint.figures.units import RATIO, alike
from formlint.findings import Args
from formlint.forms import Field, Form, Row
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

ROWS = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 志愿服务 | {} | {} | 10 | 9 |\n| {} | {} | < | < | < | < | < |"
)
UNMET = r"未(?:能)?完成的?(?:年度)?(?:绩效)?(?:目标|指标)(?:及(?:其)?原因(?:分析)?)?"
LABEL = late(UNMET)
NONE = late(r"(?:没有|无)(?:未完成的?)?(?:绩效)?(?:目标|指标)?[。.;；]?")
TOLD = late(UNMET + r"(?:情况)?[:：。.]?无(?=[。.；;，,]|$)")


@check(
    Good(ROWS.format("≥10次", "10次", "未完成的绩效目标", "无")),
    Good(ROWS.format("≥10次", "9次", "未完成的绩效目标", "志愿服务少开展1次")),
    Good(ROWS.format("≥10次", "9次", "偏差大或目标未完成原因分析", "无")),
    Good(ROWS.format("≥10次", "约9次", "未完成的绩效目标", "无")),
    Good(ROWS.format("10次", "9次", "未完成的绩效目标", "无")),
    Good(ROWS.format("95%", "94%", "未完成的绩效目标", "无")),
    Bad(ROWS.format("≥10次", "9次", "未完成的绩效目标", "无"), at="无"),
    Bad(ROWS.format("＝95%", "94%", "未完成的绩效目标", "无"), at="无"),
    Bad(ROWS.format("≤5天", "6天", "存在问题", "1.执行率较低。2.未完成的绩效目标：无。"), at="1.执行率较低。2.未完成的绩效目标：无。"),
    title=Words("写明没有未完成目标的，各项均已达标", "Where no target is said to be missed, none was"),
    says={
        "missed": Words(
            "写明没有未完成的绩效目标，但 {rows} 个指标未达到指标值：{labels}。",
            "The form says that no target was missed, but {rows:indicator falls|indicators fall} short: {labels}.",
        )
    },
)
def nothing_unmet(form: Form, *, place: str) -> Iterator[Verdict]:
    said = next((field for field in form.fields.values() if _says_none(field)), None)
    rows = form.figured(place, "target", "actual") if said else ()
    if said is None or not rows:
        return
    short = [row for row, pair in rows if _missed(*pair)]
    cited = tuple(row.cells["actual"] for row in short)
    yield Verdict(Outcome.VIOLATED if short else Outcome.HOLDS, said, "missed", _args(short), evidence=cited)


def _says_none(field: Field) -> bool:
    text = field.unbroken
    return TOLD.search(text) is not None or (any(map(LABEL.fullmatch, field.label)) and NONE.fullmatch(text) is not None)


def _args(rows: Sequence[Row]) -> Args:
    return ("rows", str(len(rows))), ("labels", tuple(row.name for row in rows))


def _missed(target: Figure, actual: Figure) -> bool:
    if not alike(target, actual) or actual.hedge is not Hedge.NONE:
        return False
    if target.comparator in (Comparator.AT_LEAST, Comparator.MORE) or (target.comparator is Comparator.EQUAL and target.unit in RATIO):
        return actual.value < target.value
    return target.comparator in (Comparator.AT_MOST, Comparator.LESS) and actual.value > target.value
