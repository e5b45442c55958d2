"""Only the total of the funds is scored; its parts are not scored beside it.

A part that repeats the weight and score of the total line is usual where the form prints 10 and 10 once more, and is never added: nothing is said.
Parts whose weights make up that of the total are scored in its place, and their scores are its own. Any other score of a part is asked about.

中文：资金情况只对年度资金总额一行计分，其中各行不另外计分。其中行照抄总额的分值和得分的，不重复计算，也不提示；各分项分值之和等于总额分值的，视为分项计分，
不提示；其他情形请核对。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD
    + "| 年度资金总额 | 100 | 100 | 95 | 10 | 95% | 9.5 |\n| 其中：财政拨款 | 60 | 60 | 55 | {} | 91.67% | {} |\n| 其他资金 | 40 | 40 | 40 | {} | 100% | {} |"
)


@check(
    Good(ROWS.format("—", "—", "—", "—")),
    Good(ROWS.format("10", "9.5", "—", "—")),
    Good(ROWS.format("6", "5.5", "4", "4")),
    Good(ROWS.format("", "0", "", "0")),
    Bad(ROWS.format("10", "9.17", "—", "—"), at="9.17"),
    Bad(ROWS.format("—", "—", "10", "10"), at="10"),
    title=Words("资金只有总额一行计分", "Only the total of the funds is scored"),
    says={
        "scored": Words(
            "“{row}”另填了得分 {text}；资金只按“{whole}”一行计分（{score} 分），请核对，避免重复计分。",
            "{row} has a score of its own, {text}; of the funds only {whole} is scored ({score}): make sure that nothing counts twice.",
        )
    },
)
def scored_once(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    whole = table.row("total")
    due = whole.figure("score") if whole else None
    if whole is None or due is None:
        return
    scored = [row for row in table.rows if row is not whole and (score := row.figure("score")) and score.value]
    if _made_up(whole, scored):
        return
    for row in scored:
        score = row.figure("score")
        if score and score.value != due.value:
            args = (("row", row.name), ("text", score.line), ("whole", whole.name), ("score", due.line))
            yield Verdict(Outcome.VIOLATED, score, "scored", args, evidence=(due,), severity=Severity.WARNING)
    yield Verdict(Outcome.HOLDS, due, "scored")


def _made_up(whole: Row, parts: Sequence[Row]) -> bool:
    """The weights of several parts are that of the total."""
    weights = [weight.value for row in parts if (weight := row.figure("weight"))]
    most = whole.figure("weight")
    return len(weights) > 1 and most is not None and sum(weights, ZERO) == most.value
