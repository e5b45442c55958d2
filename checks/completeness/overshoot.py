"""A target that was passed by far was set too low, and the form says why.

An actual far above its target (财预〔2020〕10号: 完成值高于指标值较多的) asks for a reason, or for points taken off. How far is far is read from the
form's own notes (偏离度超过30%); where they say nothing it is 30%, and a remark only. Not judged are targets that bound from above, rates, rows
with a reason or with points taken off, different units, and counts of what nobody can plan (投诉, 事故, 灾害, 突发).

中文：实际完成值远高于指标值，说明指标值定得偏低，应说明原因或适度调减分值。偏离幅度以表中说明为准（如“偏离度超过30%的应说明原因”），未写明的按30%，
且只作提示。反向指标、比率、已填原因或已扣分的行、单位不同的和无法预计的事项（投诉、事故、灾害等）不判断。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure
from formlint.figures.units import RATIO, alike
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.relations.values import rounded
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 产出指标 | 数量指标 | {} | {} | {} | 5 | {} | {} |"
NOTE = "\n\n注：偏离度超过20%的，须说明原因。"
USUAL = Fraction(3, 10)
LAID_DOWN = late(r"(?:偏离(?:度|幅度|率)?|偏差(?:率|度)?|超出?(?:目标值?|指标值))\D{0,8}?(\d{2})\s*[%％]")
ABOVE = (Comparator.AT_LEAST, Comparator.MORE)
UNPLANNED = late("投诉|事故|灾|突发|信访|疫情|报警|死亡|案件|意外")


@check(
    Good(ROW.format("培训人次", "≥100人次", "120人次", 5, "")),
    Good(ROW.format("培训人次", "≥100人次", "150人次", 5, "增加了一期线上培训")),
    Good(ROW.format("培训人次", "≥100人次", "150人次", "4.5", "")),
    Good(ROW.format("办件满意率", "≥50%", "99%", 5, "")),
    Good(ROW.format("受理投诉", "≥10件", "25件", 5, "")),
    Good(ROW.format("培训人次", "≥100人次", "120人次", 5, "") + NOTE),
    Good(ROW.format("人均成本", "≤100元", "40元", 5, "")),
    Good(ROW.format("宣传", "≥4次", "525期", 5, "")),
    Good(ROW.format("培训人次", "≥100人次", "150人次", 5, "").replace(" 偏差原因分析 |", "").replace("|---|\n", "|\n").removesuffix("  |")),
    Bad(ROW.format("培训人次", "≥100人次", "150人次", 5, ""), at="150人次", message="usual"),
    Bad(ROW.format("培训人次", "≥100人次", "125人次", 5, "") + NOTE, at="125人次", message="noted"),
    title=Words("超额较多应说明原因", "A target exceeded by far is explained"),
    says={
        "usual": Words(
            "{rows} 行超过指标值 {limit}% 以上，未说明原因：{labels}。",
            "{rows:actual exceeds its target|actuals exceed their targets} by more than {limit}%, without a reason: {labels}.",
        ),
        "noted": Words(
            "“{row}”完成 {achieved}，超过指标值 {target} 的 {over}%；本表要求超过 {limit}% 应说明原因，此处空白。",
            "{row}: {achieved} is {over}% above the target of {target}; the form wants a reason above {limit}%, and there is none.",
        ),
    },
)
def overshoot(form: Form, *, place: str) -> Iterator[Verdict]:
    if "reason" not in form.table(place).columns:
        return
    limit, noted = _limit(form)
    judged = [(row, over) for row, pair in form.figured(place, "target", "actual") if (over := _over(row, *pair)) is not None]
    far = [(row, over) for row, over in judged if over > limit]
    together = (("rows", str(len(far))), ("limit", _percent(limit)), ("labels", tuple(row.name for row, _ in far)))
    for row, over in far or judged[:1]:
        own = (
            ("row", row.name),
            ("achieved", row.text("actual")),
            ("target", row.text("target")),
            ("over", _percent(over)),
            ("limit", _percent(limit)),
        )
        outcome, cited = Outcome.VIOLATED if far else Outcome.HOLDS, (row.cells["target"],)
        if noted:
            yield Verdict(outcome, row.cells["actual"], "noted", own, evidence=cited, severity=Severity.WARNING)
        else:
            yield Verdict(outcome, row.cells["actual"], "usual", together, evidence=cited, severity=Severity.INFO, cause="usual")


def _percent(part: Fraction) -> str:
    return str(rounded(part * 100, 0))


def _limit(form: Form) -> tuple[Fraction, bool]:
    """How far is too far, and whether the form says so itself."""
    for name, field in form.fields.items():
        found = LAID_DOWN.search(field.unbroken) if name.startswith("note") else None
        if found:
            return Fraction(int(found[1]), 100), True
    return USUAL, False


def _over(row: Row, target: Figure, actual: Figure) -> Fraction | None:
    """By which part of the target the actual is above it; None where that is not to be judged."""
    if target.comparator not in ABOVE or target.unit in RATIO or row.parent or target.value <= 0 or not alike(target, actual):
        return None
    weight, score = row.figure("weight"), row.figure("score")
    explained = row.text("reason").strip("无—-/ ") or (weight and score and score.value < weight.value)
    if explained or UNPLANNED.search(row.label):
        return None
    return actual.value / target.value - 1
