"""Where a column tells by how much a review differs from the score (差异, 分差), it is the one less the other.

Which less which, and of which two columns, where there are two reviewers, the rows show: two of three must follow, one of them with a difference. Where no minus
is printed in the column, differences are told without one. Points are awarded: there is no rounding slack; differences in per cent are not judged. Fewer than three rows with a difference
show it less surely, and what they show is asked about.

中文：列有“差异”“分差”的，等于复核得分与自评得分之差（有两级复核的，也可以是两者之差），以哪一个减哪一个由表中各行印证（三分之二以上的行相符，且至少一行不为零）；整列没有负号的，视为只填相差的分数。得分是评定的，
不存在四舍五入误差；差异填百分数的不核对。有差异的行不足三行的，不符的只提请核对。
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form
from formlint.relations import ONE, Operator, Relation, Sum, awarded
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state

ROWS = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 复核得分 | 差异 |\n|---|---|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 40 | 40 | 38 | {} |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 30 | 30 | 30 | 0 |\n"
    "| 效益指标 | 社会效益 | 机制 | 健全 | 较健全 | 20 | 19 | 18.5 | {} |\n| 满意度指标 | 满意度 | 学员满意度 | ≥90% | 92% | 10 | 10 | 9 | {} |\n"
    "| 总分 | < | < | < | < | 100 | 99 | 95.5 | {} |"
)
SCORES = ("score", "review", "review_again")
TELLING, SHARE = 3, 2  # rows with a difference that make sure of the way; times as many rows must follow as do not

Stated = Sequence[tuple[str, Relation]]


@check(
    Good(ROWS.format("-2", "-0.5", "-1", "-3.5")),
    Good(ROWS.format("2", "0.5", "1", "3.5")),
    Good(ROWS.format("-2", "-0.5", "-1", "")),
    Good(ROWS.format("", "", "", "")),
    Good(ROWS.format("3", "7", "5", "15")),
    Good(ROWS.format("-2", "-0.5", "-1", "-3.54%")),
    Bad(ROWS.format("-2", "-0.5", "-1", "-4.5"), at="-4.5"),
    Bad(ROWS.format("-2", "-1.5", "-1", "-3.5"), at="-1.5"),
    Bad(ROWS.format("2", "0.5", "1", "5.3"), at="5.3"),
    Bad(ROWS.format("-2", "-0.5", "1", "-3.5"), at="1"),
    title=Words("差异等于复核得分与自评得分之差", "A difference is the review less the score"),
    says={
        "mismatch": Words(
            "“{row}”的差异填 {actual}，两项得分之差为 {expected}。", "{row}: the difference printed is {actual}, the two scores differ by {expected}."
        )
    },
)
def review_difference(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    if not any(form.column(place, "difference")):  # most forms
        return
    rows = [(row.name, {each: row.figure(each) for each in (*SCORES, "difference")}) for row in form.table(place).rows]
    execution = form.table(funds).row("total")
    rows += [(execution.name, {each: execution.figure(each) for each in (*SCORES, "difference")})] if execution else []
    total = {each: cell.figure if (cell := form.fields.get(f"total.{each}")) else None for each in (*SCORES, "difference")}
    label = form.fields["total.difference"].label[0] if total["difference"] else ""
    signed = any(figures["difference"] and figures["difference"].value < 0 for _, figures in (*rows, (label, total)))
    ways = [_stated([*rows, (label, total)], over, under, signed=signed) for over, under in permutations(SCORES, 2)]
    best = max(ways, key=lambda stated: sum(sound(relation) for _, relation in stated))
    held = [relation for _, relation in best if sound(relation)]
    telling = sum(relation.figures()[0].value != 0 for relation in held)
    if telling and len(held) >= SHARE * (len(best) - len(held)):
        for name, relation in best:
            severity = None if telling >= TELLING else Severity.WARNING
            yield state(relation, relation.figures()[0], "mismatch", args=(("row", name),), severity=severity)


def _stated(rows: Sequence[tuple[str, dict[str, Figure | None]]], over: str, under: str, *, signed: bool) -> Stated:
    found = []
    for name, figures in rows:
        stated, one, other = figures["difference"], figures[over], figures[under]
        if stated and one and other and not stated.line.endswith(("%", "％")):
            more, less = (one, other) if signed or one.value >= other.value else (other, one)  # told without its minus
            found.append((name, Relation(awarded(stated), Operator.EQUAL, Sum(((ONE, awarded(more)), (-ONE, awarded(less)))))))
    return found
