"""A printed degree of completion (完成率) is what was achieved over what was aimed at.

In a monitoring form (完成进度) it is what was achieved so far.
Where less is better it may be printed either way round, or as what was saved above 100% (120% for 2.4 of 3), and where a target was met 100% is printed as
often as more: 106.67% and 100% are both right for 320 of 300. Where the target is a rate itself, some repeat the rate that was achieved. The degree is measured, so it is rounded as printed; one that was cut off is a remark. Targets in words, of several quantities, or in another unit than
the actual are not judged, nor are factors of points (得分率).

中文：列有“完成率”“完成比例”的，应等于实际完成值÷指标值（监控表的“完成进度”按截至目前的完成值计算）；越少越好的指标两种算法都可以，按节约比例加到100%以上的也可以（目标3、完成2.4，填120%），达到目标的填100%也可以；指标值本身是比率的，直接填实际比率也可以。按所填小数位四舍五入，去尾的只作提示。
指标值不是单个数字、或与完成值单位不同的不核对。“得分率”不在此核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure
from formlint.figures.units import RATIO, alike, in_one_unit
from formlint.forms import Form
from formlint.patterns import late
from formlint.relations import ONE, Const, Operator, Quotient, Ref, Relation, Sum, awarded, told
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, cut_remarked, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | {} | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 产出指标 | 数量指标 | 走访户数 | {} | {} | {} | 10 | 10 |"
DEGREE = late("完成(?:率|比例|比率|程度|进度)")
RATIOS = ("ratio", "ratio_again")
MONITORED = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1—7月完成情况 | 完成进度 | 全年预计完成情况 | 完成目标可能性 |\n|---|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 建成教室 | ≥60间 | 36间 | {} | 60间 | 确定能 |"
)
MORE = (Comparator.AT_LEAST, Comparator.MORE)
LESS = (Comparator.AT_MOST, Comparator.LESS)


@check(
    Good(ROW.format("完成率", "≥300户", "320户", "106.67%")),
    Good(ROW.format("完成率", "≥300户", "320户", "100%")),
    Good(ROW.format("完成率", "≤3万元", "2.82万元", "100%")),
    Good(ROW.format("完成率", "≤3万元", "2.82万元", "94%")),
    Good(ROW.format("完成率", "≤3万元", "2.82万元", "106.38%")),
    Good(ROW.format("指标完成率", "≥98%", "96%", "97.9%")),
    Good(ROW.format("完成率", "有效提升", "有效提升", "100%")),
    Good(ROW.format("得分率", "≥300户", "320户", "90%")),
    Good(ROW.format("完成率", "0起", "0起", "100%")),
    Good(ROW.format("完成率", "≤3万元", "2.4万元", "120%")),
    Good(ROW.format("完成率", "≥95%", "98%", "98%")),
    Bad(ROW.format("完成率", "≥300户", "290户", "99.67%"), at="99.67%"),
    Bad(ROW.format("完成率", "≤3万元", "2.4万元", "130%"), at="130%"),
    Bad(ROW.format("完成率", "20台", "18台", "80%"), at="80%"),
    Good(MONITORED.format("60%")),
    Bad(MONITORED.format("66%"), at="66%"),
    title=Words("完成率等于实际完成值除以指标值", "The completion rate is actual over target"),
    says={
        "mismatch": Words(
            "“{row}”的完成率填 {actual}，实际完成值÷指标值为 {expected}。",
            "{row}: the completion rate printed is {actual}, actual over target is {expected}.",
        )
    },
)
def completion(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    ratio = next((each for each in RATIOS if DEGREE.search("".join(table.columns.get(each, "").split()))), "")
    for row in table.rows if ratio else ():
        target, actual = in_one_unit(row.figure("target"), row.figure("actual") or row.figure("so_far"))
        degree = row.figure(ratio)
        if degree is None or target is None or actual is None or not alike(target, actual) or target.value <= 0 or actual.value <= 0:
            continue
        ways = _ways(degree, target, actual)
        best = next((way for way in ways if sound(way)), ways[0])
        verdict = state(best, degree, "mismatch", args=(("row", row.name),))
        yield cut_remarked(verdict)


def _ways(degree: Figure, target: Figure, actual: Figure) -> list[Relation]:
    """The relations that would explain it, the plainest first."""
    forward, backward = Quotient(told(actual), awarded(target)), Quotient(awarded(target), told(actual))
    ways = [Relation(Ref(degree), Operator.EQUAL, forward)]
    if target.comparator not in MORE:
        saved = Sum(((Fraction(2), Const(Fraction(1))), (-ONE, forward)))
        ways += [Relation(Ref(degree), Operator.EQUAL, way) for way in (backward, saved)]
    if target.unit in RATIO:
        ways.append(Relation(Ref(degree), Operator.EQUAL, told(actual)))
    met = actual.value >= target.value if target.comparator not in LESS else actual.value <= target.value
    if met or (target.comparator not in MORE and actual.value <= target.value):
        ways.append(Relation(Ref(degree), Operator.EQUAL, Const(Fraction(1))))
    return ways
