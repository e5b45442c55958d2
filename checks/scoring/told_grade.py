"""A grade that a sentence gives a score fits it: 优 from 90, 良 from 80, 中 from 60, 差 below.

`自评得分95.7分，等级为“优”`: the score and the grade right behind it, or the grade with its score in brackets (优（98.6分）). Words of local scales (优秀, 良好, 合格,
不合格) and bands that the notes lay down (95分以上为优) are asked about, as in scoring/grade; where only a sentence lays them down, nothing is judged.
Source: 财预〔2020〕10号.

中文：文字中紧接得分写明的等级应与得分相符（如“自评得分95.7分，等级为优”“优（98.6分）”）：90分（含）以上为优，80（含）至90分为良，60（含）至80分为中，60分以下为差。
“优秀、良好、合格、不合格”及填表说明另定分数线的，与“评价等级与总分相符”同样处理，不符的提请核对；仅在文字中另定分数线的不判断。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form
from formlint.patterns import late
from formlint.reckoning.grades import BANDS, WORDS, Scale, band, certain, laid_down, own_scale, within
from formlint.reckoning.told_scores import told_scores
from formlint.verdicts import Verdict, state

TEXT = (
    "2023年度项目支出绩效自评表\n\n| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 做好服务 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量 | 培训 | ≥1次 | 1次 | 5 | 5 |"
)
BEHIND = late(
    rf"^[^。；;\d]{{0,12}}?(?:等级|等次|级别|档次|评价|评定|评级|结果|结论|自评)(?:结果|等级|等次|结论)?(?:均|评)?(?:为|是|达到|:|：)?[“\"]?({WORDS})(?=[”\"]|[。，,；;！）)]|等|级|$)"
    rf"|^[(（，,][“\"]?({WORDS})[”\"]?[)）。；;]"
)
BEFORE = late(rf"({WORDS})[”\"]?[(（]$")


@check(
    Good(TEXT.format("自评得分95.7分，等级为“优”。")),
    Good(TEXT.format("自评得分85分，等级为良好。")),
    Bad(TEXT.format("自评得分85分，等级为优秀。"), at="85分", message="below-local"),
    Good(TEXT.format("自评得分92分，等级为“良”。按办法，95分（含）以上为优。")),
    Good(TEXT.format("自评得分92分，等级为“良”。") + "\n\n注：95分（含）以上为优，85分至95分为良。"),
    Bad(TEXT.format("自评得分92分，等级为“优”。") + "\n\n注：95分（含）以上为优，85分至95分为良。", at="92分", message="below"),
    Good(TEXT.format("2022年度自评得分85分，等级为“优”。")),
    Good(TEXT.format("自评得分85分，实施效果良好，优化了流程。")),
    Bad(TEXT.format("自评得分85.7分，等级为“优”。"), at="85.7分", message="below"),
    Bad(TEXT.format("自评得分95.7分，评价等级为良。"), at="95.7分", message="above"),
    title=Words("文字中的等级与得分相符", "A grade in the text fits its score"),
    says={
        "below": Words(
            "得分 {actual} 不到“{grade}”所要求的 {expected} 分。", "A score of {actual} is below the {expected} that grade {grade} takes."
        ),
        "above": Words("得分 {actual}，“{grade}”应低于 {end} 分。", "The score is {actual}; grade {grade} ends below {end}."),
        "below-local": Words(
            "得分 {actual}，“{grade}”一般不低于 {expected} 分，请按本地分数线核对。",
            "The score is {actual}; grade {grade} usually takes {expected}; please check with your own bands.",
        ),
        "above-local": Words(
            "得分 {actual}，“{grade}”一般低于 {end} 分，请按本地分数线核对。",
            "The score is {actual}; grade {grade} usually ends below {end}; please check with your own bands.",
        ),
    },
)
def told_grade(form: Form) -> Iterator[Verdict]:
    scores = told_scores(form)
    scale = own_scale(form) if scores else None
    if not scores or scale == {} or (scale is None and laid_down(form.told) is not None):
        return
    for statement, field in scores:
        figure = statement.figure
        behind, before = "".join(field.text[figure.end :].split()), "".join(field.text[: figure.start].split())
        graded = BEHIND.match(behind) or BEFORE.search(before)
        if graded:
            yield from _judged(figure, next(filter(None, graded.groups())), scale)


def _judged(figure: Figure, grade: str, scale: Scale | None) -> Iterator[Verdict]:
    taken, severity = band(grade, scale), None if certain(grade, scale) else Severity.WARNING
    messages = ("below", "above") if scale or grade in BANDS else ("below-local", "above-local")
    for relation, message in zip(within(figure, taken), messages, strict=False):
        yield state(relation, figure, message, args=(("grade", grade), ("end", str(taken[1]))), severity=severity)
