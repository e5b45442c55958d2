"""The weights of the execution item and of all scored indicators add up to the printed total, and to 100.

The total is the one the form's notes lay down, else 100. Where a row has a score and no weight the sum is not judged: the blank is the finding.
A total that covers the indicators only (合计 90 beside an execution item of 10) is right as well. Weights that fall short of 100 in a form without a
row of totals are a remark: the form may go on elsewhere. A total that has more by a number that the form prints and no field took is not judged.
Weights that are shares (0.3, 0.2 and so on) make one. Points on top of the others (加分项) are not counted, unless the total counts them (105).
An execution item that the fund table and a row of its own below both print counts once. A form that gives every row a point or two and prints
their sum is asked about.

中文：预算执行与各项指标的分值之和应等于表中所填总分值，并等于填表说明规定的总分（未规定时为100分）。有得分而分值空白时不判断总和（空白本身另行提示）。
合计行只包含指标分值（如90分，另有预算执行10分）也视为正确。没有总分一行、分值之和又不足100分的，只作提示（表格可能未完）。总分与各项之差恰为表中某个没有读到的数字的，不核对。
资金表与指标表都列出同一预算执行分值的，只计一次。权重以小数填写的（如0.3、0.2），合计应为1；另列的加分项不计入（总分值含加分的除外）；各项每行只计一两分、合计又与所填总分值一致的，提请核对。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.findings import Confidence, Severity
from formlint.forms import Form, Row
from formlint.forms.unread import left_unread
from formlint.reckoning.execution_row import repeated_execution
from formlint.reckoning.summed_points import on_top
from formlint.relations import EQUAL, Const, Relation, adds_up, awarded, each_awarded
from formlint.verdicts import Verdict, state, unreadable, unverifiable

HEAD = (
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
)
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 40 | 40 |\n| ^ | 质量指标 | 合格率 | 100% | 100% | {} | 50 |\n"
    "| 总分 | < | < | < | < | {} | 100 |"
)

SHARES = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 权重 |\n|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 0.3 |\n| ^ | 质量指标 | 合格率 | 100% | 100% | {} |\n"
    "| 满意度指标 | 满意度 | 学员满意度 | ≥90% | 95% | 0.3 |\n| 总分 | < | < | < | < | {} |"
)
TWICE = "| 预算执行 | < | < | < | < | 10 | 10 |\n| 总分"
ONE = Fraction(1)
ELSEWHERE = (10, 20)  # what the execution item is worth where it is scored
TENS = 10  # what the weights make is a round number


@check(
    Good(ROWS.format("50", "100")),
    Good(ROWS.format("50", "90")),
    Good(ROWS.format("", "100")),
    Good(ROWS.format("50", "")),
    Good(ROWS.format("#REF!", "100")),
    Good((ROWS.split("\n\n")[1]).format("50", "90")),
    Good(ROWS.replace("| 40 | 40 |", "| 490 | 490 |").format("500", "1000")),
    Good("| 附加项目 | 5分 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n\n" + ROWS.format("45", "100")),
    Good(ROWS.format("50", "100").replace("| 总分", "| 加分项 | 创新加分 | 省级表彰 | 1次 | 1次 | 3 | 2 |\n| 总分")),
    Good(ROWS.format("50", "105").replace("| 总分", "| 加分项 | 创新加分 | 省级表彰 | 1次 | 1次 | 5 | 2 |\n| 总分")),
    Good(ROWS.format("50", "100") + "\n\n注：弄虚作假的，总分0分。"),
    Good(ROWS.format("50", "100").replace("| 总分", TWICE)),
    Good(ROWS.split("\n\n")[1].format("60", "100") + "\n\n注：原则上预算执行率10分，其余指标90分。"),
    Bad(ROWS.format("60", "100").replace("| 10 | 100% | 10 |", "| | 100% | 10 |") + "\n\n注：原则上预算执行率10分，其余指标90分。", at="100"),
    Bad(ROWS.format("55", "100").replace("| 总分", TWICE), at="100", message="mismatch"),
    Good(SHARES.format("0.4", "1")),
    Good(SHARES.format("0.4", "1.00")),
    Bad(SHARES.format("0.5", "1"), at="1", message="mismatch"),
    Bad(SHARES.replace("0.", "").format("4", "10"), at="10", message="not-100"),
    Bad(ROWS.format("55", "100"), at="100", message="mismatch"),
    Good(ROWS.rpartition("\n")[0].format("35")),
    Bad(ROWS.format("45", "85"), at="85", message="with-execution"),
    Good(ROWS.format("50", "100") + "\n\n说明：合格率未达标，已督促整改。总分99.4分。"),
    Bad(ROWS.rpartition("\n")[0].format("65"), at="65", message="no-total"),
    Bad(ROWS.format("55", "105"), at="105", message="not-100"),
    Bad(ROWS.replace("| 10 | 100% | 10 |", "| 100 | 100% | 98 |").format("50", "100"), at="100", message="mismatch"),
    title=Words("分值之和等于总分", "Weights add up to the total"),
    says={
        "mismatch": Words(
            "总分值填 {actual}，各项分值之和为 {expected}。", "The total weight printed is {actual}, the weights add up to {expected}."
        ),
        "not-100": Words("总分值为 {actual}，应为 {expected}。", "The total weight is {actual}, it must be {expected}."),
        "with-execution": Words(
            "各项分值连同预算执行的分值之和为 {expected}，应为 {actual}。",
            "The weights, with that of the budget execution, add up to {expected}, not {actual}.",
        ),
        "no-total": Words(
            "各项分值之和为 {expected}，应为 {actual}；没有读到总分一行，请先确认表格完整。",
            "The weights add up to {expected}, not {actual}; no total row was read: make sure that the form is complete.",
        ),
        "malformed": Words(
            "“{row}”填 {text}，不是规范的数字，无法核对分值之和。", "{row}: {text} is no number, so the sum of the weights could not be judged."
        ),
        "unread": Words("总分值 {text} 可能含没有读到的分值，未核对。", "The total of {text} may hold a weight that was not read: not judged."),
        "blank": Words("“{row}”的分值空白，无法核对分值之和。", "The weight of {row} is blank: the sum of the weights could not be judged."),
    },
)
def weight_total(form: Form, *, place: str, funds: str, most: int) -> Iterator[Verdict]:
    added = on_top(form, place)
    rows = [row for row in form.table(place).rows if not row.parent and row.id not in added]
    execution = form.table(funds).row("total")
    clause = form.clause("execution")
    extra = [figure] if (figure := (execution.figure("weight") if execution else None) or (clause.source if clause else None)) else []
    if repeated_execution(form, place, execution):
        extra = []
    weights = [figure for row, (figure,) in form.figured(place, "weight") if not row.parent and row.id not in added]
    if not weights:
        return
    told_only = clause is not None and extra == [clause.source] and not (execution and execution.figure("score"))
    if told_only and sum([weight.value for weight in weights], ZERO) == most:
        extra = []  # a note alone tells of the execution item, and the rows make the whole without it: one of them is that item
    without = [row for row in rows if row.figure("weight") is None] if len(weights) < len(rows) else []
    of_execution = execution.cells.get("weight") if execution else None
    if torn := unreadable([*[row.cells.get("weight") for row in without], of_execution, form.fields.get("total.weight")]):
        yield unverifiable(torn, "malformed", row=torn.label[0] if torn.label else "", text=torn.text.strip())
        return
    blank = next((row for row in without if _blank(row)), None)
    if blank:
        yield unverifiable(blank.cells["weight"], "blank", row=blank.name)
        return
    more = [weight for row, (weight,) in form.figured(place, "weight") if row.id in added]
    printed = cell.figure if (cell := form.fields.get("total.weight")) else None
    if printed and more and printed.value == _whole(form, weights, None, Fraction(most)) + sum((figure.value for figure in more), ZERO):
        yield state(adds_up(awarded(printed), each_awarded([*extra, *weights, *more])), printed, "mismatch")
    else:
        yield from _judged(form, weights, extra, Fraction(most), printed)


def _judged(form: Form, weights: Sequence[Figure], extra: Sequence[Figure], most: Fraction, printed: Figure | None) -> Iterator[Verdict]:
    everything = [*extra, *weights]
    own = sum([weight.value for weight in weights], ZERO)
    must = _whole(form, everything, printed, most)
    if not extra and own != must and most * (must - own) / must in ELSEWHERE:  # the execution item stands in a table that this document does not hold
        if printed and printed.value not in (must, own):
            yield state(Relation(awarded(printed), EQUAL, Const(must)), printed, "not-100")
        return
    made = own + sum([figure.value for figure in extra], ZERO)
    if printed and left_unread(form, printed.value - made):
        yield unverifiable(printed, "unread", text=printed.line)
        return
    if printed is None:
        relation = adds_up(Const(must), each_awarded(everything))
        cut = made < must  # rows may be missing below; too much is too much with more rows, too
        yield state(relation, weights[-1], "no-total", severity=Severity.INFO if cut else Severity.WARNING, confidence=Confidence.LIKELY)
        return
    if printed.value != must and printed.value == own:
        yield state(adds_up(awarded(printed), each_awarded(weights)), printed, "mismatch")
        few = 2 * printed.value <= must  # a point for every row: another scale, it may be
        plain = Relation(awarded(printed), EQUAL, Const(must))
        whole = adds_up(Const(must), each_awarded(everything)) if extra else plain
        yield state(whole, printed, "with-execution" if extra else "not-100", severity=Severity.WARNING if few else None)
        return
    yield state(adds_up(awarded(printed), each_awarded(everything)), printed, "mismatch")
    yield state(Relation(awarded(printed), EQUAL, Const(must)), printed, "not-100")


def _whole(form: Form, weights: Sequence[Figure], printed: Figure | None, most: Fraction) -> Fraction:
    """What all weights make: one where they are shares, what the notes lay down, else 100, or 1000 (千分制) where that is printed."""
    if max([weight.value for weight in weights]) < ONE == (printed.value if printed else sum([weight.value for weight in weights], ZERO)):
        return ONE
    if (clause := form.clause("total")) and clause.value and not clause.value % TENS:  # 弄虚作假的，总分0分; a 总分99.4分 is what was scored
        return clause.value
    return most * 10 if printed and printed.value == most * 10 else most


def _blank(row: Row) -> bool:
    """Has a score, or a target, and a weight cell with nothing in it."""
    cell = row.cells.get("weight")
    return cell is not None and cell.figure is None and (cell.blank or cell.number is not None) and row.figure("score") is not None
