"""No score exceeds the weight of its row, and none is negative.

Scores are awarded, not measured: there is no rounding slack. This holds for every scored row, the budget execution and the total included; a
total that is only too high because a row is, is told by the row, and one that is so by the points that a note (附加分2分) or a row of its own (加分项) adds is right.

中文：每一行的得分不得高于该行分值，也不得为负。得分是评定的，不存在四舍五入误差。预算执行得分和总分同样适用；总分仅因某行超出而超出的，只指出该行；备注中写明附加分、加分，或另列加分项的，总分可以超出相应分数。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import Form, Row
from formlint.reckoning.summed_points import on_top, told_points
from formlint.relations import AT_LEAST, AT_MOST, Const, Relation, awarded
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD
    + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 5 | 5 |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 6 | {} |\n| 总分 | < | < | < | < | 11 | {} |"
)


@check(
    Good(ROWS.format("6", "11")),
    Good(ROWS.format("5.5", "10.5")),
    Good(ROWS.format("6", "13") + "\n\n注：因获省级表彰，加2分。"),
    Good(
        HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 100 | 100 |\n| 加分项 | < | < | < | < | | 2 |\n| 总分 | < | < | < | < | 100 | 102 |"
    ),
    Good(HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | — | — |"),
    Bad(ROWS.format("6.5", "11"), at="6.5", message="mismatch"),
    Bad(ROWS.format("6", "12"), at="12", message="mismatch"),
    Good(ROWS.format("6", "11").replace("≥4次 | 5次 | 5 | 5", "≥4次 | 3次 | 5 | 0")),
    Bad(ROWS.format("6", "11").replace("≥4次 | 5次 | 5 | 5", "≥4次 | 5次 | 0 | 5"), at="5", message="mismatch"),
    Bad(ROWS.format("-1", "4"), at="-1", message="negative"),
    title=Words("得分不超过分值", "No score exceeds its weight"),
    says={
        "mismatch": Words("“{row}”的得分 {actual} 高于该项分值 {expected}。", "{row}: the score {actual} is higher than its weight {expected}."),
        "negative": Words("“{row}”的得分 {actual} 小于零。", "{row}: the score {actual} is below zero."),
    },
)
def ceiling(form: Form, *, tables: list[str]) -> Iterator[Verdict]:
    rows = [each for name in tables for each in form.figured(name, "weight", "score")]
    limited = [(row.name, score, weight) for row, (weight, score) in rows]
    whole, most = (cell.figure if (cell := form.fields.get(f"total.{column}")) else None for column in ("score", "weight"))
    if whole and most and not 0 < whole.value - most.value <= max(_excesses(form, tables, rows)):
        limited.append((_label(form), whole, most))  # else the rows tell it, or a note gives the points
    for label, score, weight in limited:
        args = (("row", label),)
        yield state(Relation(awarded(score), AT_MOST, awarded(weight)), score, "mismatch", args=args)
        if score.value < 0:
            yield state(Relation(awarded(score), AT_LEAST, Const(ZERO)), score, "negative", args=args)


def _excesses(form: Form, tables: list[str], rows: Sequence[tuple[Row, Sequence[Figure]]]) -> tuple[Fraction, ...]:
    """What may stand above the most: what the scores of rows exceed their weights by, the rows that stand on top, and what notes give."""
    added = [score.value for name in tables for row, (score,) in form.figured(name, "score") if row.id in on_top(form, name)]
    return sum([_excess(score, weight) for _, (weight, score) in rows], ZERO), sum(added, ZERO), *told_points(form)


def _excess(score: Figure, weight: Figure) -> Fraction:
    """By how much a score is above its weight."""
    return max(ZERO, score.value - weight.value)


def _label(form: Form) -> str:
    """What the form calls its total."""
    cell = form.fields.get("total.score")
    return cell.label[0] if cell and cell.label else "总分"
