"""The total score is the sum of the execution score and of all indicator scores.

A total that stands at the top as well (自评总分) is the same sum, and the one that the text tells (自评得分99分) is the printed total (or that and the
budget execution, where the total row leaves it out); what it tells of another year, a review, a contest or an average is not, nor, beside the total itself, a score that no slip makes of it. Scores as operands are exact. Where a scored row has no score, or something that is no number, the sum is not judged: that is the finding. Where a
total weight is printed and no total score, what the scores add up to is told. A total that covers the
indicators only is right when the total weight covers the indicators only; one that stands outside it (总得分 below 合计) may count everything. Where
the rows weigh 90 or 80 and no table shows the score of the budget execution, a total that may hold it is not judged. A total with fewer digits than its
parts may be their sum rounded (97.4 for 97.38), and one may hold the points that a note adds (含附加分2分), up to 100; where it is a whole number, rounding is asked about.

中文：总分（包括表头另填的自评总分）应等于预算执行得分与各项指标得分之和；文字中写明的自评得分应与总分一致（合计行不含预算执行得分的，可以加上它；上年得分、复核得分、考核评比得分、平均分除外；文字中已写有总分的，差别较大的其他得分视为另有所指）。有分值而得分空白、或得分不是数字时不判断总和（另行提示）。
填了总分值而没有总得分的，说明各项得分之和。如总分值只包含指标，则总得分也只合计指标得分；其上、下另填的总得分可以包含预算执行得分。各项分值合计90或80分、表中又没有列出预算执行得分的，总分可能包含它，不核对。
总分小数位数少于各项得分的，按四舍五入核对；恰为四舍五入取整的，提请核对；备注中写明加分、附加分、倒扣分的，可计入总分。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.findings import Confidence, Severity
from formlint.forms import Field, Form, Row
from formlint.forms.unread import left_unread
from formlint.reckoning.execution_row import repeated_execution
from formlint.reckoning.summed_points import looks_rounded, on_top, summed, told_points
from formlint.reckoning.told_scores import total_scores
from formlint.relations import HOLDS, ROUNDING, Const, Least, Operator, Ref, Relation
from formlint.relations.solving import sound
from formlint.relations.values import rounded
from formlint.slips import SINGLE, slip
from formlint.verdicts import Verdict, state, unreadable, unverifiable

HEAD = (
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 100 | 100 | 98 | 10 | 98% | 9.8 |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
)
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 40 | 40 |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 50 | {} |\n"
    "| 总分 | < | < | < | < | 100 | {} |"
)

TOP = "| 单位名称 | 县民政局 | < | 自评总分 | {} | < | < |\n|---|---|---|---|---|---|---|\n"
BELOW = ROWS.replace("| 100 | {} |", "| 90 | 90 |\n| 总得分 | < | < | < | < | {} | < |")
GOALS = "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 做好服务 | {} |\n\n"
TOTALS = ("total.score", "summary.score")
WHOLE = Fraction(100)
SOUND = (HOLDS, ROUNDING)
ELSEWHERE = (10, 20)  # what the budget execution is worth where no table shows it


@check(
    Good(ROWS.format("50", "99.8")),
    Good(ROWS.format("50", "99.80")),
    Good(ROWS.format("", "99.8")),
    Good(ROWS.replace("| 100 | {} |", "| 90 | {} |").format("50", "90")),
    Good(ROWS.format("#REF!", "99.8")),
    Good(ROWS.partition("\n\n")[2].format("50", "99.8")),
    Good(ROWS.format("50", "—")),
    Good(TOP.format("99.8") + ROWS.format("50", "99.8")),
    Good(GOALS.format("全年完成任务，自评得分99.8分。上年自评得分97分，复核得分98分。") + ROWS.format("50", "99.8")),
    Good(GOALS.format("全年完成任务，自评得分90分以上为优。") + ROWS.format("50", "99.8")),
    Good(GOALS.format("参加省级考核，综合得分86.5分。部门整体支出绩效自评得分96分，本项目自评得分99.8分。") + ROWS.format("50", "99.8")),
    Good(GOALS.format("实际支出98万元，执行率98%，得分9.8分。") + ROWS.format("50", "99.8")),
    Good(GOALS.format("预算执行率分值10分，自评得分9.8分。") + ROWS.format("50", "99.8")),
    Good(GOALS.format("预算执行自评得分9.8分（满分10分）。") + ROWS.format("50", "99.8")),
    Bad(GOALS.format("实际支出98万元，执行率98%，自评得分98.9分。") + ROWS.format("50", "99.8"), at="98.9分", message="told"),
    Bad(GOALS.format("预算执行率98%，得分98.9分。") + ROWS.format("50", "99.8"), at="98.9分", message="told"),
    Bad(GOALS.format("全年完成任务，自评得分98.9分。") + ROWS.format("50", "99.8"), at="98.9分", message="told"),
    Good(BELOW.format("50", "99.8")),
    Good(BELOW.format("50", "90")),
    Bad(BELOW.format("50", "98.9"), at="98.9"),
    Good(GOALS.format("全年完成任务，自评得分99.8分。") + ROWS.replace("| 100 | {} |", "| 90 | {} |").format("50", "90")),
    Bad(GOALS.format("全年完成任务，自评得分98.8分。") + ROWS.replace("| 100 | {} |", "| 90 | {} |").format("50", "90"), at="98.8分", message="told"),
    Good(BELOW.partition("\n\n")[2].format("50", "99.8")),
    Bad(BELOW.partition("\n\n")[2].format("50", "109.8"), at="109.8"),
    Good(ROWS.partition("\n\n")[2].format("50", "99.8")),
    Bad(ROWS.partition("\n\n")[2].format("50", "89.8"), at="89.8"),
    Good(ROWS.format("50", "99.8") + "\n| 自评结论 | 优（99.8分） | < | < | < | < | < |"),
    Bad(ROWS.format("50", "99.8") + "\n| 自评结论 | 优（98.9分） | < | < | < | < | < |", at="98.9分", message="told"),
    Bad(TOP.format("98.9") + ROWS.format("50", "99.8"), at="98.9"),
    Good(ROWS.replace("98% | 9.8 |", "97.8% | 9.78 |").format("50", "99.8")),
    Bad(ROWS.replace("98% | 9.8 |", "97.8% | 9.78 |").format("50", "98.9"), at="98.9"),
    Bad(ROWS.format("48.6", "98"), at="98", message="rounded"),
    Good(ROWS.format("50", "101.8") + "\n\n注：因获省级表彰，加2分。"),
    Good(ROWS.format("50", "98.8") + "\n\n注：未按时报送，倒扣1分。"),
    Good(ROWS.format("50", "98.8") + "\n\n注：因资料报送不及时，扣1分。"),
    Good(ROWS.format("50", "100") + "\n\n注：因获省级表彰，加分共计2分，总分最高100分。"),
    Good(ROWS.format("50", "99.8").replace("| 总分", "| 预算执行 | < | < | < | < | 10 | 9.8 |\n| 总分")),
    Bad(ROWS.format("50", "98.9").replace("| 总分", "| 预算执行 | < | < | < | < | 10 | 9.8 |\n| 总分"), at="98.9"),
    Bad(ROWS.format("49", "97.8") + "\n\n注：满意度未达目标，扣1分。", at="97.8"),
    Bad(ROWS.format("50", "101.8") + "\n\n注：获国家级表彰的加5分，获省级表彰的，加2分。", at="101.8"),
    Bad(ROWS.format("50", "101.8") + "\n\n注：超额完成的，每高1个百分点可加2分。", at="101.8"),
    Bad(ROWS.format("50", "90"), at="90"),
    Bad(ROWS.format("50", "100"), at="100"),
    Bad(ROWS.format("48", "99.8"), at="99.8"),
    title=Words("总分等于各项得分之和", "The total score is the sum of the scores"),
    says={
        "mismatch": Words("总分填 {actual}，各项得分之和为 {expected}。", "The total score printed is {actual}, the scores add up to {expected}."),
        "rounded": Words(
            "总分填 {actual}，各项得分之和为 {expected}，总分似已取整，请核对。",
            "The total score printed is {actual}, the scores add up to {expected}: rounded, it seems; please check.",
        ),
        "told": Words(
            "文字中的得分写 {actual}，表中总分为 {expected}，请核对。",
            "The text gives a score of {actual}, the total printed is {expected}; please check.",
        ),
        "malformed": Words("“{row}”填 {text}，不是规范的数字，无法核对总分。", "{row}: {text} is no number, so the total score could not be judged."),
        "no-total": Words("没有填写总得分；各项得分之和为 {sum}。", "No total score is printed; the scores add up to {sum}."),
        "elsewhere": Words(
            "总得分 {text} 含表中没有列出的预算执行得分，未核对。",
            "The total of {text} counts a score of the budget execution that no table shows: not judged.",
        ),
        "blank": Words("“{row}”的得分空白，无法核对总分。", "The score of {row} is blank: the total score could not be judged."),
    },
)
def total_score(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    yield from _told(form, place, funds)
    printed = {name: figure for name in TOTALS if (cell := form.fields.get(name)) and (figure := cell.figure)}
    blanks = [row for row, score in zip(form.table(place).rows, form.column(place, "score"), strict=True) if score is None and not row.parent]
    scores = [score for row, (score,) in form.figured(place, "score") if not row.parent]
    extra_rows = on_top(form, place)
    weights = [weight for row, (weight,) in form.figured(place, "weight") if not row.parent and row.id not in extra_rows]
    execution = form.table(funds).row("total")
    without = [*blanks, execution] if execution and execution.figure("score") is None else blanks
    torn = unreadable([*map(form.fields.get, TOTALS), *(row.cells.get("score") for row in without)])
    if torn and (scores or printed):
        yield unverifiable(torn, "malformed", row=torn.label[0] if torn.label else "", text=torn.text.strip())
        return
    if not scores or not (printed or _expected(form)):
        return
    blank = next((row for row in without if _blank(row)), None)
    if blank:
        yield unverifiable(_cell(blank), "blank", row=blank.name)
        return
    again = repeated_execution(form, place, execution)
    spent = [figure] if execution and not (again and again.figure("score")) and (figure := execution.figure("score")) else []
    weighed = sum([figure.value for figure in weights], ZERO)
    extra = [] if _apart(form, weighed) else spent
    if not printed:
        added = sum((figure.value for figure in (*extra, *scores)), ZERO)
        yield unverifiable(form.fields["total.weight"], "no-total", sum=f"{rounded(added, 2).normalize():f}")
        return
    for name, total in printed.items():
        if not spent and _holds_more(form, weighed, total, scores):
            yield unverifiable(total, "elsewhere", text=total.line)
            continue
        parts = [*extra, *scores]
        plain = summed(total, parts)
        if name == TOTALS[1] and not sound(plain):  # 合计 of the indicators above 总得分 of everything
            parts = [*spent, *scores]
            plain = summed(total, parts)
        yield _judged(form, plain, total, parts)


def _judged(form: Form, plain: Relation, total: Figure, parts: Sequence[Figure]) -> Verdict:
    """The total against the sum, else with what a note adds to it; a whole number that the sum rounds to, but not up to all points, is asked about."""
    verdict = state(plain, total, "mismatch")
    if verdict.outcome in SOUND:
        return verdict
    for more in told_points(form):
        relation = summed(total, parts, more)
        capped = Relation(relation.left, Operator.EQUAL, Least((relation.right, Const(Fraction(WHOLE))))) if more > 0 else relation
        if found := next((each for each in (relation, capped) if sound(each)), None):
            return state(found, total, "mismatch")
    if looks_rounded(total, parts) and total.value < WHOLE:
        return state(plain, total, "rounded", severity=Severity.WARNING, confidence=Confidence.LIKELY)
    return verdict


def _told(form: Form, place: str, funds: str) -> Iterator[Verdict]:
    """The total as the text tells it, with the budget execution where the total row counts the indicators only.

    Where it does so once, another score may be the department's, or another project's, unless it is a slip away.
    """
    total = cell.figure if (cell := form.fields.get("total.score")) else None
    told = total_scores(form) if total else ()
    if total and told and (spent := _beside(form, place, funds)):
        told = tuple(each for each in told if each.figure.value != total.value + spent.value)
    right = [each for each in told if total and each.figure.value == total.value]
    for statement in told:
        if total and (not right or statement in right or slip(statement.figure.number, total.number, amounts=False).cost <= SINGLE):
            yield state(Relation(Ref(statement.figure), Operator.EQUAL, Ref(total)), statement.figure, "told")


def _beside(form: Form, place: str, funds: str) -> Figure | None:
    """The score of the budget execution, which the total row does not count."""
    weights = [weight for row, (weight,) in form.figured(place, "weight") if not row.parent]
    execution = form.table(funds).row("total")
    return execution.figure("score") if execution and weights and _apart(form, sum([figure.value for figure in weights], ZERO)) else None


def _expected(form: Form) -> bool:
    """The row of totals has a weight, and beside it no score. What a dump does not show may just be lost."""
    return form.ruled and (cell := form.fields.get("total.weight")) is not None and cell.figure is not None


def _apart(form: Form, weighed: Fraction) -> bool:
    """The total row counts the indicators only: so its weight says."""
    weight = cell.figure if (cell := form.fields.get("total.weight")) else None
    return weight is not None and weight.value == weighed


def _holds_more(form: Form, weighed: Fraction, total: Figure, scores: Sequence[Figure]) -> bool:
    """The rows weigh 90 or 80, and this total has at most what is missing more: the budget execution is scored where no table shows it. Or it has more
    by a number that the form prints and no field took."""
    missing = WHOLE - weighed
    more = total.value - sum((figure.value for figure in scores), ZERO)
    if left_unread(form, more):
        return True
    own = total.id == TOTALS[0] and _apart(form, weighed)
    clause = form.clause("execution")
    return weighed > 0 and not own and missing in ({clause.value} if clause else ELSEWHERE) and ZERO < more <= missing


def _blank(row: Row) -> bool:
    cell = row.cells.get("score")
    return cell is not None and cell.figure is None and row.figure("weight") is not None


def _cell(row: Row) -> Field:
    return row.cells["score"]
