"""A subtotal is the sum of the scores of its section, and no more than the sum of its weights.

Points are awarded, so there is no rounding slack in the sum; only a subtotal with fewer digits than its scores may be rounded (49.6 for 49.57), a whole one is asked about. A section with a blank among its scores is not judged, nor one whose rows the text does not
tell apart. A subtotal that is the sum of the last second level, or of several sections, is theirs, and is not judged; the last one is judged where its weight is that
of all indicators.

中文：小计应等于本类各项得分（分值）之和，得分小计不得高于分值小计。小计的小数位数少于各项得分的，按四舍五入核对；取整的提请核对。本类中有得分空白、或各行归属看不清的不判断；小计恰为最后一个二级指标或几类合并之和的，不判断；最后一个小计的分值恰为全部指标分值之和的，按全部指标核对。
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.reckoning.summed_points import looks_rounded, summed
from formlint.relations import Operator, Relation, awarded
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state, unverifiable

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 30 | 30 |\n| ^ | 质量指标 | 合格率 | 100% | 98% | 20 | {} |\n"
    "| ^ | 小计 | < | < | < | {} | {} |\n| 效益指标 | 社会效益 | 机制 | 健全 | 健全 | 50 | 50 |\n| 总分 | < | < | < | < | 100 | 99.6 |"
)
LAST = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 50 | 49.6 |\n| 效益指标 | 社会效益 | 机制 | 健全 | 较健全 | 40 | 37 |\n"
    "| 满意度指标 | 满意度 | 学员满意度 | ≥90% | 92% | 10 | 9 |\n| 小计 | < | < | < | < | 100 | {} |\n| 总分 | < | < | < | < | 100 | 95.6 |"
)

OUTLINE = (
    "| 指标 | 目标值 | 实际值 | 分值 | 得分 |\n|---|---|---|---|---|\n| 一、产出指标 | < | < | 60 | 58.5 |\n| （一）数量指标 | < | < | 30 | {} |\n"
    "| 1.培训次数 | ≥4次 | 5次 | 20 | 20 |\n| 2.培训人数 | ≥100人 | 85人 | 10 | 8.5 |\n| （二）质量指标 | < | < | 30 | 30 |\n| 1.合格率 | ≥95% | 96% | 30 | 30 |\n"
    "| 二、满意度指标 | < | < | 40 | 40 |\n| 1.学员满意度 | ≥90% | 92% | 40 | 40 |\n| 总分 | < | < | 100 | 98.5 |"
)


@check(
    Good(OUTLINE.format("28.5")),
    Bad(OUTLINE.format("29.5"), at="29.5", message="score"),
    Good(ROWS.format("19.6", 50, "49.6")),
    Good(ROWS.format("", 50, "49.6")),
    Good(ROWS.format("19.6", "", "")),
    Good(ROWS.format("19.6", 20, "19.6")),
    Good(ROWS.format("19.6", 50, "49.6").replace("| ^ | 质量", "| ^ | ^ | 小计 | < | < | 30 | 30 |\n| ^ | 质量").replace("50 | 49.6", "20 | 19.6")),
    Good(
        ROWS.format("19.6", 100, "99.6")
        .replace("| ^ | 小计 | < | < | < | 100 | 99.6 |\n", "")
        .replace("| 总分", "| 小计 | < | < | < | < | 100 | 99.6 |\n| 总分")
    ),
    Good(LAST.format("95.6")),
    Bad(LAST.format("96.5"), at="96.5", message="score"),
    Good(ROWS.format("19.57", 50, "49.6")),
    Bad(ROWS.format("19.6", 50, "50"), at="50", message="score"),
    Bad(ROWS.format("18.6", 50, "49"), at="49", message="score"),
    Bad(ROWS.format("19.6", 50, "30"), at="30", message="score"),
    Bad(ROWS.format("19.6", 50, "46.9"), at="46.9", message="score"),
    Bad(ROWS.format("19.6", 60, "49.6"), at="60", message="weight"),
    Bad(ROWS.format("19.6", 45, "49.6"), at="49.6", message="over"),
    title=Words("小计等于本类各项之和", "A subtotal is the sum of its section"),
    says={
        "score": Words(
            "“{section}”的得分小计填 {actual}，各项得分之和为 {expected}。", "{section}: the subtotal is {actual}, its scores add up to {expected}."
        ),
        "weight": Words(
            "“{section}”的分值小计填 {actual}，各项分值之和为 {expected}。", "{section}: the subtotal is {actual}, its weights add up to {expected}."
        ),
        "over": Words(
            "“{section}”的得分小计 {actual} 高于分值小计 {expected}。",
            "{section}: the subtotal of scores, {actual}, is higher than that of weights, {expected}.",
        ),
        "others": Words(
            "“{section}”的小计 {text} 不是本类各行之和，而是其中一个二级指标或几类合并之和，未核对。",
            "{section}: the subtotal {text} is that of a second level or of several sections, not of this one, and was not judged.",
        ),
    },
)
def section_score(form: Form, *, place: str) -> Iterator[Verdict]:
    sections = form.table("section").rows
    every = [row for row in form.table(place).rows if not row.parent]
    if any(form.column(place, "l2_score")):
        yield from _second_levels(every)
    if not sections:
        return
    counted = Counter([each.section or each.label for each in sections])
    under = defaultdict[tuple[str, str], list[Row]](list)
    for row in every:
        under[row.section, "" if row.section else _heading(row)].append(row)
    for section in sections:
        rows = under[section.section, "" if section.section else section.label]
        if counted[section.section or section.label] > 1 or not rows:
            continue
        stated = section.figure("weight") or section.figure("score")
        if section is sections[-1] and len(sections) > 1 and section.figure("weight") and _of_all(section, rows, every):
            yield from _summed(section, every, "score")
            continue
        if stated and _of_others(stated, rows, every, "weight" if section.figure("weight") else "score"):
            yield unverifiable(stated, "others", section=section.label, text=stated.line)
            continue
        for column in ("weight", "score"):
            yield from _summed(section, rows, column)
        weight, score = section.figure("weight"), section.figure("score")
        if weight and score:
            bound = Relation(awarded(score), Operator.AT_MOST, awarded(weight))
            yield state(bound, score, "over", args=(("section", section.label),))


def _second_levels(rows: Sequence[Row]) -> Iterator[Verdict]:
    """`（一）数量指标 | 20 | 18.5` above its indicators, within a section."""
    for _, own in groupby(rows, key=_level):
        group = list(own)
        if stated := group[0].figure("l2_score"):
            figures = [figure for row in group if (figure := row.figure("score"))]
            if len(figures) == len(group):
                yield state(summed(stated, figures), stated, "score", args=(("section", group[0].unbroken("l2")),))


def _heading(row: Row) -> str:
    """What the row stands under, as sections are called."""
    return "".join(row.text("l1").split()).rstrip(":：")


def _of_others(stated: Figure, own: Sequence[Row], rows: Sequence[Row], column: str) -> bool:
    """The subtotal is not the sum of its own rows, but that of the last levels up to its last row: of a second level, or of several sections."""
    if not stated.value or stated.value == sum(_values(own, column), ZERO):
        return False
    above = rows[: rows.index(own[-1]) + 1]
    starts = [at for at in range(len(above)) if at == 0 or _level(above[at]) != _level(above[at - 1])]
    return any(stated.value == sum(_values(above[start:], column), ZERO) for start in starts)


def _of_all(section: Row, own: Sequence[Row], rows: Sequence[Row]) -> bool:
    """The weight of the last subtotal is that of all indicators: 小计 | 90 | 89.85 above 总计 | 100 | 99.35."""
    weight = section.figure("weight")
    return weight is not None and weight.value == sum(_values(rows, "weight"), ZERO) != sum(_values(own, "weight"), ZERO)


def _level(row: Row) -> tuple[str, str, str]:
    return row.section, row.text("l1"), row.text("l2")


def _values(rows: Sequence[Row], column: str) -> Iterator[Fraction]:
    return (figure.value if (figure := row.figure(column)) else ZERO for row in rows)


def _summed(section: Row, rows: Sequence[Row], column: str) -> Iterator[Verdict]:
    stated = section.figure(column)
    scored = [row for row in rows if row.figure("weight") or row.figure("score")] if stated else ()
    figures = [figure for row in scored if (figure := row.figure(column))]
    if stated and figures and len(figures) == len(scored):
        relation, asked = summed(stated, figures), column == "score" and looks_rounded(stated, figures) and not _full(section)
        severity = Severity.WARNING if asked and not sound(relation) else None
        yield state(relation, stated, column, args=(("section", section.label),), severity=severity)


def _full(section: Row) -> bool:
    """Its score is all of its weight: 50 of 50 is not what 49.6 is rounded to."""
    weight, score = section.figure("weight"), section.figure("score")
    return weight is not None and score is not None and score.value == weight.value
