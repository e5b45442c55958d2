"""What was reached without reservation earns at least the lower end of the top band: 80% of the weight.

Qualitative indicators are scored in three bands: reached 100% to 80% of the weight (80 included), partly reached below that. Points between 80 and 100%
for a target that was reached are legal; fewer contradict the words of the row. Words that hold something back (基本, 部分, 有所, 较, 但) are not
judged, nor rows with a reason, nor rows that follow a number.
Source: 填表说明第4条（定性指标分档）; 财预〔2020〕10号.

中文：定性指标分三档：达成预期指标的得分值的80%（含）至100%。实际完成值写明已完成、已达到，得分却不足分值的80%，又没有说明原因的，请核对。
带有“基本”“部分”“有所”等保留的说法、已填原因的行和按数量计分的行不判断。
"""

import re
from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.relations import Const, Operator, Product, Ref, Relation
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 效益指标 | 社会效益 | 工作机制 | 健全 | {} | 10 | {} | {} |"
REACHED = re.compile(
    r"(?:已|全部|全面|圆满|按时|按期|如期|按质|保质保量)*(?:完成|达到|达成|实现)(?:预期)?(?:目标|指标|要求|效果|任务|值)?[。.]?|达成预期(?:指标|目标)[。.]?"
)
BAND = Fraction(4, 5)


@check(
    Good(ROW.format("达成预期指标", 10, "")),
    Good(ROW.format("达成预期指标", 8, "")),
    Good(ROW.format("基本完成", 6, "")),
    Good(ROW.format("已完成", 6, "两项制度年底才印发")),
    Good(ROW.format("部分达成预期指标", 7, "")),
    Good(ROW.replace("健全", "≥10次").format("已完成", 6, "")),
    Bad(ROW.format("达成预期指标", 6, ""), at="6"),
    Bad(ROW.format("健全", 7, ""), at="7"),
    title=Words("达成预期的定性指标得分在80%以上", "A qualitative target that was reached earns the top band"),
    says={
        "low": Words(
            "“{row}”写“{text}”，即达成预期，按分档最低得 {expected} 分，现填 {actual} 分，又未说明原因。",
            "{row} says {text}, which is reached: at least {expected} points by its band; {actual} are printed, without a reason.",
        )
    },
)
def qualitative(form: Form, *, place: str) -> Iterator[Verdict]:
    for row in form.table(place).rows:
        weight, score = row.figure("weight"), row.figure("score")
        if weight and score and not row.parent and _reached(row) and not row.text("reason").strip("无—-/ "):
            least = Relation(Ref(score, exact=True), Operator.AT_LEAST, Product(Ref(weight, exact=True), Const(BAND)))
            yield state(least, score, "low", args=(("row", row.name), ("text", row.text("actual"))), severity=Severity.WARNING)


def _reached(row: Row) -> bool:
    """The target is no number, and the actual is the target, or says that it was reached and nothing else."""
    target, actual = ("".join(row.text(column).split()) for column in ("target", "actual"))
    if not actual or any(character.isdigit() for character in target + actual):
        return False
    return actual == target or REACHED.fullmatch(actual) is not None
