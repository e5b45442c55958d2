"""A printed deviation (偏离度, 偏差率) is how far the actual lies from the target, as a share of the target.

Above or below, with its sign or without; where less is better some turn the sign. Of a rate it may be the percentage points. Where the target was met, 0 is right as well. The deviation is
measured, so it is rounded as printed; one that was cut off is a remark. What the column means, the rows show: two at least must follow that are not 0,
and twice as many as do not.

中文：列有“偏离度”“偏差率”的，应等于（实际完成值－指标值）÷指标值，带不带正负号都可以，越少越好的指标可以反号；比率可以填相差的百分点；达到指标值的填0也可以。
按所填小数位四舍五入，去尾的只作提示。至少两行（零除外）、三分之二以上的行相符才核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure
from formlint.figures.units import RATIO, alike, in_one_unit
from formlint.forms import Form
from formlint.relations import ONE, Const, Operator, Quotient, Ref, Relation, Sum, awarded, told
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, cut_remarked, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 偏离度 | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 走访户数 | ≥300户 | 315户 | {} | 40 | 40 |\n| ^ | ^ | 走访村数 | ≥40个 | 38个 | {} | 20 | 19 |\n"
    "| ^ | 质量指标 | 达标率 | ≥90% | 92.7% | {} | 20 | 20 |\n| ^ | 成本指标 | 户均成本 | ≤50元 | 48元 | {} | 20 | 20 |"
)
FEWEST = 2
SHARE = 2
LESS = (Comparator.AT_MOST, Comparator.LESS)


@check(
    Good(ROWS.format("5%", "-5%", "3%", "-4%")),
    Good(ROWS.format("5.00%", "5.00%", "3.00%", "4.00%")),
    Good(ROWS.format("0%", "-5%", "3%", "4%")),
    Good(ROWS.format("5%", "-5%", "2.7%", "-4%")),
    Good(ROWS.format("0%", "50%", "0%", "0%")),
    Good(ROWS.format("15%", "9%", "2.7%", "-2%")),
    Bad(ROWS.format("50%", "-5%", "3%", "-4%"), at="50%"),
    Bad(ROWS.format("5%", "-5%", "3%", "-8%"), at="-8%"),
    title=Words("偏离度等于完成值与指标值之差除以指标值", "The deviation is actual minus target, over target"),
    says={
        "mismatch": Words(
            "“{row}”的偏离度填 {actual}，（完成值－指标值）÷指标值为 {expected}。",
            "{row}: the deviation printed is {actual}; actual less target, over the target, is {expected}.",
        )
    },
)
def deviation(form: Form, *, place: str) -> Iterator[Verdict]:
    told_ = [(row, each) for row, figures in form.figured(place, "deviation", "target", "actual") if (each := _relation(*figures))]
    held = [relation for _, relation in told_ if sound(relation)]
    telling = sum(relation.figures()[0].value != 0 for relation in held)
    if telling < FEWEST or len(held) < SHARE * (len(told_) - len(held)):
        return
    for row, relation in told_:
        verdict = state(relation, relation.figures()[0], "mismatch", args=(("row", row.name),))
        yield cut_remarked(verdict)


def _relation(stated: Figure, aimed: Figure, reached: Figure) -> Relation | None:
    """What the row states, by the way that explains it, else the plainest."""
    target, actual = in_one_unit(aimed, reached)
    if target is None or actual is None or not alike(target, actual) or target.value <= 0:
        return None
    share = Quotient(told(actual), awarded(target))
    above, below = Sum(((ONE, share), (-ONE, Const(ONE)))), Sum(((ONE, Const(ONE)), (-ONE, share)))
    met = actual.value <= target.value if target.comparator in LESS else actual.value >= target.value
    points = [Sum(((sign, told(actual)), (-sign, awarded(target)))) for sign in (ONE, -ONE)] if target.unit in RATIO else []
    ways = [Relation(Ref(stated), Operator.EQUAL, way) for way in (above, below, *points, *((Const(Fraction(0)),) if met else ()))]
    return next((way for way in ways if sound(way)), ways[0])
