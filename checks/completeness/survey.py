"""A satisfaction rate rests on a survey: a remark.

A satisfaction of just 100% in a form that nowhere says how people were asked (问卷, 调查, 测评, 回访, 访谈) is what auditors ask about. Any such word,
anywhere in the form, will do; fewer than 100% shows that somebody counted.

中文：满意度填100%的，应有调查依据，只作提示：全表未提及问卷、调查、测评、回访、访谈等的，请核对。满意度不足100%的不提示。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.findings import Severity
from formlint.forms import Form
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 备注 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 满意度指标 | 服务对象满意度 | {} | ≥90% | {} | 10 | 10 | {} |"
ASKED = late("问卷|调查|测评|抽样|回访|访谈|走访|评议|样本|座谈|投票|测算|统计|打分|意见箱|征求意见")


@check(
    Good(ROW.format("群众满意度", "96%", "")),
    Good(ROW.format("群众满意度", "100%", "发放问卷120份")),
    Good(ROW.format("问卷调查满意度", "100%", "")),
    Bad(ROW.format("群众满意度", "100%", ""), at="100%"),
    title=Words("满意度有调查依据", "A satisfaction rate rests on a survey"),
    says={
        "unasked": Words(
            "“{row}”填 {rate}，全表没有说明调查依据，请补充。", "{row} is {rate}, but the form does not say how people were asked; add it."
        )
    },
)
def survey(form: Form, *, place: str) -> Iterator[Verdict]:
    rows = [row for row in form.table(place).rows if row.section == "satisfaction" or "满意" in row.label]
    asked = [(row, rate) for row in rows if (rate := row.figure("actual")) and rate.unit == "%" and row.figure("score")]
    full = [(row, rate) for row, rate in asked if rate.value == 1 and not rate.hedge]
    if not asked:
        return
    told = not full or any(ASKED.search(field.text) for field in form.prose)
    row, rate = (full or asked)[0]
    args = (("row", row.name), ("rate", rate.line))
    yield Verdict(Outcome.HOLDS if told else Outcome.VIOLATED, rate, "unasked", args, severity=Severity.INFO)
