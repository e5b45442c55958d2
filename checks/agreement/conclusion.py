"""The conclusion claims no more than the scores show.

A conclusion that everything was done (保质保量完成, 全面完成) beside indicators that lost points is a remark: one of the two says too much. The points that the
execution rate costs say nothing of the work, and 基本完成 claims nothing.

中文：自评结论应与得分相符。结论写“全部完成”“保质保量完成”，而有指标扣分的，提请核对。预算执行率的扣分不计；“基本完成”不算全部完成。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.findings import Args, Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.relations.values import rounded
from formlint.verdicts import Verdict

ROWS = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 志愿服务 | ≥10次 | {}次 | 10 | {} |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 90 | 90 |\n| 自评结论 | {} | < | < | < | < | < |"
)
EVERYTHING = late(r"(?<!基本)(?<!未)(?<!未能)(?:全部|全面|圆满|保质保量|按时保质|如期)(?:高质量|地)?完成|完成(?:了)?全部")


@check(
    Good(ROWS.format(10, 10, "全年已按照年初计划保质保量完成。")),
    Good(ROWS.format(9, 9, "年度目标任务基本完成。")),
    Good(ROWS.format(9, 9, "志愿服务未按时完成，自评为“良”。")),
    Bad(ROWS.format(9, 9, "全年已按照年初计划保质保量完成。"), at="全年已按照年初计划保质保量完成。"),
    title=Words("自评结论与得分相符", "The conclusion claims no more than the scores show"),
    says={
        "says-more": Words(
            "结论写“{text}”，但有 {rows} 个指标共扣 {lost} 分，请核对结论：{labels}。",
            "The conclusion says {text}, but {rows:indicator loses|indicators lose} {lost:point|points}; check the conclusion: {labels}.",
        )
    },
)
def conclusion(form: Form, *, place: str) -> Iterator[Verdict]:
    field = form.fields.get("conclusion")
    claim = EVERYTHING.search(field.unbroken) if field else None
    rows = [row for row, _ in form.figured(place, "score") if not row.parent] if claim else ()
    if field is None or claim is None or not rows:
        return
    short = [(row, weight.value - score.value) for row, (weight, score) in form.figured(place, "weight", "score") if score.value < weight.value]
    short = [(row, lost) for row, lost in short if not row.parent]
    yield Verdict(Outcome.VIOLATED if short else Outcome.HOLDS, field, "says-more", _args(claim[0], short), severity=Severity.INFO)


def _args(text: str, short: Sequence[tuple[Row, Fraction]]) -> Args:
    lost = sum((each for _, each in short), ZERO)
    labels = tuple(row.name for row, _ in short)
    return ("text", text), ("rows", str(len(short))), ("lost", f"{rounded(lost, 2).normalize():f}"), ("labels", labels)
