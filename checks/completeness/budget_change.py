"""A budget that was changed in the course of the year says why.

Where the form's own notes ask for it (年中发生预算调整的，应单独说明理由) a change without a word is asked about; elsewhere one of a fifth or more is a remark. Any mention
of it in the text, or in a column of reasons, will do. A form with one budget column shows no change.

中文：年中调整预算的应说明理由。表中要求说明的（如“年中发生预算调整的，应单独说明理由”），未说明即提示；没有要求的，调整幅度在20%及以上而全表未提及的，只作提示。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.findings import Severity
from formlint.forms import Field, Form
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.relations.values import rounded
from formlint.verdicts import Verdict

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
FORM = (
    HEAD + "| 年度资金总额 | 100 | {0} | {0} | 10 | 100% | 10 |\n\n| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 完成绿化 | {1} |"
)
NOTE = "\n\n注：年中发生预算调整的（追加或调减），应单独说明理由。"
CHANGES = ("预算调整", "调整预算", "追加")  # what ASKED finds begins so, and words are found by their text in a tenth of the time
ASKED = late(f"(?:{'|'.join(CHANGES)})[^。；;]{{0,16}}(?:说明|理由|原因)")
TOLD = late("追加|追减|调整|调增|调减|核减|压减|增加|减少|调剂|下达|收回|缩减|结转|统筹|新增|财政[^。]{0,6}安排")
FAR = Fraction(1, 5)


@check(
    Good(FORM.format(100, "已完成绿化。")),
    Good(FORM.format(105, "已完成绿化。")),
    Good(FORM.format(130, "年中追加绿化资金30万元，已完成绿化。") + NOTE),
    Good(HEAD + "| 年度资金总额 | | 130 | 130 | 10 | 100% | 10 |" + NOTE),
    Bad(FORM.format(105, "已完成绿化。") + NOTE, at="105", message="asked"),
    Bad(FORM.format(130, "已完成绿化。"), at="130", message="changed"),
    title=Words("调整预算应说明理由", "A change of the budget is explained"),
    says={
        "asked": Words(
            "预算由年初 {initial} 调整为 {budget}，本表要求说明理由，未见说明。",
            "The budget went from {initial} to {budget}; the form asks for a reason, and none is given.",
        ),
        "changed": Words(
            "预算由年初 {initial} 调整为 {budget}（{change}%），全表未说明原因。",
            "The budget went from {initial} to {budget} ({change}%), and no reason is given.",
        ),
    },
)
def budget_change(form: Form, *, place: str) -> Iterator[Verdict]:
    whole = form.table(place).row("total")
    before, after = (whole.figure(column) for column in ("initial", "budget")) if whole else (None, None)
    if before is None or after is None or before.value <= 0:
        return
    change = after.value / before.value - 1
    asked = any(map(form.told.__contains__, CHANGES)) and form.search(ASKED) is not None
    far = change != 0 if asked else abs(change) >= FAR
    silent = far and not any(map(_tells, form.prose))
    args = (("initial", before.line), ("budget", after.line), ("change", f"{rounded(change * 100, 0):+f}"))
    message, severity = ("asked", Severity.WARNING) if asked else ("changed", Severity.INFO)
    yield Verdict(Outcome.VIOLATED if silent else Outcome.HOLDS, after, message, args, evidence=(before,), severity=severity)


def _tells(field: Field) -> bool:
    """Running text that speaks of a change, and does not ask for it."""
    running = not field.id.endswith((".label", ".name", ".l1", ".l2")) and not field.id.startswith(("note", "title"))
    return running and TOLD.search(field.unbroken) is not None and ASKED.search(field.unbroken) is None
