"""A summary agrees with the forms that it sums up.

Where a run, or a workbook, holds a list of projects with their amounts and scores (自评得分汇总表) and the form of a project that it names, of the same
year and department, the score in the list is the total of that form, and the amounts are those of its funds, the budget either the first one or that of
the year. A score that is that of the budget execution is right, too. Numbers are compared as they are rounded; one that was cut off is remarked.
Projects without a form, or with several, those that have several rows, and amounts whose units cannot be told are not judged.

中文：同时检查得分汇总表（项目清单）和其中所列项目同年度的自评表（如同一工作簿的各工作表）时，汇总表中的得分应等于该项目自评表的总分，预算数、执行数、
执行率应与其资金表一致（预算数与年初数或全年数相符均可）。汇总表的得分填的是预算执行得分的，也视为相符；去尾取值的只作提示。
没有自评表、同名自评表不止一份，或在汇总表中占多行的项目，以及看不出单位的金额，不核对。
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.figures import Figure
from formlint.figures.units import alike, in_one_unit
from formlint.findings import Severity
from formlint.forms import Form
from formlint.kinship import Kin, bare
from formlint.relations import Operator, Outcome, Ref, Relation
from formlint.relations.solving import judge
from formlint.verdicts import Verdict

SUMMARY = (
    "2023年度项目支出绩效自评得分汇总表\n\n填报单位：东桥区教育局\n\n| 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分 |\n|---|---|---|---|---|\n"
    "| 校舍维修 | {} | 57 | 95% | {} |\n| 教师培训 | 40 | 40 | 100% | 100 |\n| 合计 | 100 | 97 | 97% | |\n\n"
)
PART = (
    "2023年度项目支出绩效自评表\n\n| 项目名称 | 校舍维修 | < | < | 主管部门 | 东桥区教育局 | < |\n|---|---|---|---|---|---|---|\n"
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | 50 | 60 | 57 | 10 | 95% | 9.5 |\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 质量指标 | 合格率 | 100% | 100% | 90 | 90 |\n"
    "| 总分 | < | < | < | < | 100 | 99.5 |\n\n"
)
OUTCOMES = list(Outcome)  # from what holds to what does not
AMOUNTS = {"budget": ("budget", "initial"), "executed": ("executed",), "rate": ("rate",)}


@check(
    Good(SUMMARY.format("60", "99.5") + PART),
    Good(SUMMARY.format("60.00", "99.50") + PART),
    Good(SUMMARY.format("60", "95.9") + PART.replace("东桥区", "西桥区")),
    Good(SUMMARY.format("60", "95.9") + PART.replace("校舍维修", "校舍新建")),
    Good(SUMMARY.format("60", "9.5") + PART),
    Good(SUMMARY.format("38", "99.5").replace("57 |", "36.1 |").replace("| 合计", "| 校舍维修 | 22 | 20.9 | 95% | 99.5 |\n| 合计") + PART),
    Good("金额单位：元\n\n" + SUMMARY.format("600000", "99.5").replace("57 |", "570000 |").replace("| 40 | 40 |", "| 400000 | 400000 |") + PART),
    Remark(SUMMARY.format("60", "99.4") + PART.replace("99.5", "99.48").replace("95% | 9.5 |", "95% | 9.48 |"), at="99.4"),
    Bad(SUMMARY.format("60", "95.9") + PART, at="95.9", message="score"),
    Bad(SUMMARY.format("66", "99.5").replace("57 | 95%", "57 | 86.36%") + PART, at="66", message="amount"),
    title=Words("汇总表与各项目自评表一致", "A summary agrees with the forms it sums up"),
    says={
        "score": Words(
            "汇总表“{row}”的得分填 {actual}，该项目自评表总分为 {other}。", "{row}: the summary gives {actual} points, its own form {other}."
        ),
        "amount": Words(
            "汇总表“{row}”的“{column}”填 {actual}，该项目自评表为 {other}。", "{row}, {column}: the summary gives {actual}, its own form {other}."
        ),
    },
    beside=Kin.LISTED,
)
def summary(form: Form, *, beside: Sequence[Form], place: str) -> Iterator[Verdict]:
    table = form.table(place)
    own = {_name(other): (at, other) for at, other in enumerate(beside)}
    rows = Counter(bare(row.label) for row in table.rows)  # a project that has a row for each of its funds has its form's amounts in none
    for row in table.rows:
        at, other = own.get(bare(row.label), (0, None))
        if other is None or rows[bare(row.label)] > 1:
            continue
        total = cell.figure if (cell := other.fields.get("total.score")) else None
        whole = other.table(place).row("total")
        yield from _compared(row.figure("score"), [total, whole.figure("score") if total and whole else None], "score", (("row", row.name),), at)
        for column, columns in AMOUNTS.items() if whole else ():
            args = (("row", row.name), ("column", table.heading(column)))
            yield from _compared(row.figure(column), [whole.figure(each) for each in columns] if whole else [], "amount", args, at)


def _compared(stated: Figure | None, others: Sequence[Figure | None], message: str, args: tuple[tuple[str, str], ...], at: int) -> Iterator[Verdict]:
    """The number of the summary beside those it may repeat."""
    pairs = [in_one_unit(stated, each) for each in others]
    known = [(judge(Relation(Ref(one), Operator.EQUAL, Ref(other))), other) for one, other in pairs if one and other and alike(one, other)]
    if stated is None or not known:
        return
    outcome, other = min(known, key=lambda each: OUTCOMES.index(each[0]))
    severity = Severity.INFO if outcome is Outcome.MODE else None if message == "score" else Severity.WARNING
    told = (*args, ("actual", stated.line), ("other", other.line))
    yield Verdict(outcome, stated, message, told, severity=severity, elsewhere=((at, other),))


def _name(form: Form) -> str:
    field = form.fields.get("project")
    return bare(field.text) if field else ""
