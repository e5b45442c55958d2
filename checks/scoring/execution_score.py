"""The score of the budget execution is its weight times the execution rate, and never more than its weight.

The printed rate is used, or, where none is printed, executed over budgeted. Rounding the score to fewer digits is usual and accepted. A score that
only cutting off explains (98.81% of 10 is 9.88, printed 9) is asked about when that costs half a point or more, since the rate beside it was rounded.
Where the printed rate is one of the money that arrived (资金使用率), less than was budgeted, a score by executed over budgeted will do as well.

Where the parts (基本支出, 项目支出) have points of their own that make those of the whole, the score of the whole is the sum of theirs.

The weight is the one in its column, else the one a heading or the notes lay down, else what the indicators leave of their total (10 or 20); where they
leave nothing, that of the indicator 预算执行率 among them. A score that only a row of its own below (预算执行) prints is judged as well.

Where the form's own notes lay down steps (执行率≥95%得10分，90%-95%得8分) these hold instead; a score that they do not give is asked about. Steps that a
province lays down elsewhere can be given as the option `laid_down`, in the same words; the form's own come first.

中文：预算执行得分＝分值×执行率，最高不超过分值（没有分值一栏时，用标题或填表说明规定的分值，都没有的用总分减去各项指标分值；各项指标分值已等于总分的，用其中“预算执行率”一行的分值）。用表中所填执行率核对（未填执行率时用执行数÷预算数）。所填为资金使用率（执行数÷到位数）的，按执行数÷预算数计分也可。得分四舍五入取整或保留小数均可；
各部分（基本支出、项目支出）另有分值、且合计等于总分值的，总得分为各部分得分之和。若只有直接去尾才能得到所填得分、且相差0.5分及以上（如98.81%×10＝9.88，填9），请核对。填表说明按执行率分档计分的（如“执行率≥95%得10分，90%-95%得8分”），按其分档核对；
分档另有文件规定的，可用选项 laid_down 按同样写法给出，表中自有说明的以表中为准。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.findings import Confidence, Severity
from formlint.forms import Field, Form, Row
from formlint.patterns import late
from formlint.reckoning import budget
from formlint.reckoning.execution_row import rated_points, repeated_execution
from formlint.reckoning.steps import Step, due, steps
from formlint.records import replace
from formlint.relations import ONE, Const, Expression, Least, Operator, Outcome, Product, Quotient, Ref, Relation, Sum, adds_up, awarded
from formlint.relations.solving import sound
from formlint.relations.values import nominal
from formlint.verdicts import Verdict, state

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"

HEADED = (
    "| 预算执行情况（万元）（20分） |  | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率） |\n|---|---|---|---|---|---|\n"
    "| ^ | 年度财政资金总额 | 350 | 332.5 | 95% | {} |"
)
LISTED = (
    "| 资金来源 | 预算数 | 执行数 | 执行率 | 得分 |\n|---|---|---|---|---|\n| 年度资金总额 | 120 | 114 | 95% | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | {} | 90 |\n| 预算执行 | 执行率 | 预算执行率 | 100% | 95% | 10 | 9.5 |\n"
    "| 总分 | < | < | < | < | 100 | 99.5 |"
)
EXECUTION = late("(?:预算|资金|预算资金)?(?:执行|支出)率")  # the indicator that scores what the table of amounts tells
MOST = Fraction(100)  # points of a form that prints no other total: a weight above them is an amount out of its column
SEVERAL = 2  # parts that have points of their own
USUAL = (10, 20)  # what the budget execution weighs
LEFT = (
    "| 资金来源 | 预算数 | 执行数 | 执行率 | 得分 |\n|---|---|---|---|---|\n| 年度资金总额 | 120 | 114 | 95% | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | {} | 90 |\n| 总分 | < | < | < | < | 100 | 99.5 |"
)
AGAIN = (
    "| 资金来源 | 预算数 | 执行数 | 分值 | 执行率 |\n|---|---|---|---|---|\n| 年度资金总额 | 120 | 115.8 | 10 | 96.5% |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 90 | 90 |\n| 预算执行 | < | < | < | < | 10 | {} |\n| 总分 | < | < | < | < | 100 | 99.65 |"
)
ARRIVED = "| 资金来源 | 预算安排 | 实际到位 | 实际使用 | 资金到位率 | 资金使用率 | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|\n| 合计 | 500 | 450 | 441 | 90% | 98% | 10 | {} |"
PARTED = (
    "| 预算执行 | 预算 | 决算 | 执行率 | 分值 | 得分 |\n|---|---|---|---|---|---|\n| 基本支出 | 620 | 613.8 | 99% | 4 | 3.96 |\n"
    "| 项目支出 | 480 | 456 | 95% | 6 | 5.7 |\n| 合计 | 1100 | 1069.8 | 97.25% | 10 | {} |"
)
STEPS = "\n\n注：1.预算执行率得分：执行率≥95%得10分，90%（含）-95%得8分，80%-90%得6分，低于80%不得分。"


@check(
    Good(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.88 |"),
    Good(HEAD + "| 年度资金总额 | 443.88 | 459.61 | 427.14 | 10 | 92.93% | 9.3 |"),
    Good(HEAD + "| 年度资金总额 | 1000.00 | 1093.19 | 1199.96 | 10 | 109.77% | 10 |\n| 项目支出 | 1000.00 | 1093.19 | 1199.96 | — | — | — |"),
    Good(HEAD + "| 年度资金总额 | 100 | 100 | 96 | 10 | 96% | 10 |" + STEPS),
    Good(HEAD + "| 年度资金总额 | 100 | 100 | 90 | 10 | 90% | 8 |" + STEPS),
    Good(HEAD + "| 年度资金总额 | 100 | 100 | 0 | 10 | 0% | 0 |" + STEPS),
    Good(HEAD + "| 年度资金总额 | 0 | 0 | 0 | 10 | 0% | 10 |"),
    Good(HEAD + "| 年度资金总额 | 1000 | 1000 | 900 | 1000 | 90% | 9 |"),
    Bad(
        HEAD
        + "| 年度资金总额 | 100 | 100 | 90 | 200 | 90% | 198 |\n\n"
        + LISTED.partition("\n\n")[2].format(800).replace("| 100 | 99.5 |", "| 1000 | 988 |"),
        at="198",
    ),
    Good(ARRIVED.format("9.8")),
    Good(ARRIVED.format("8.82")),
    Bad(ARRIVED.format("9.2"), at="9.2"),
    Bad(ARRIVED.replace("98%", "96%").format("8.82"), at="8.82"),
    Good(HEADED.format("19")),
    Bad(HEADED.format("18"), at="18"),
    Good(LEFT.format("9.5", "90")),
    Good(LEFT.format("8.5", "100")),
    Bad(LEFT.format("8.5", "90"), at="8.5"),
    Good(LISTED.format("9.5", "90")),
    Good(LISTED.format("9.5", "80")),
    Bad(LISTED.format("8.5", "90"), at="8.5"),
    Good(AGAIN.format("9.65")),
    Bad(AGAIN.format("9.95"), at="9.95"),
    Good(PARTED.format("9.66")),
    Bad(PARTED.format("9.73"), at="9.73", message="parts"),
    Bad(PARTED.replace("3.96", "3.69").format("9.39"), at="3.69"),
    Bad(HEAD + "| 年度资金总额 | 100 | 100 | 92 | 10 | 92% | 9.2 |" + STEPS, at="9.2", message="step"),
    Bad(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9 |", at="9"),
    Bad(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 423.57 | 10 | 92.90% | 8.29 |", at="8.29"),
    title=Words("预算执行得分等于分值乘执行率", "The execution score is its weight times the execution rate"),
    says={
        "mismatch": Words(
            "预算执行得分填 {actual}，按分值×执行率应为 {expected}。",
            "The execution score is {actual}; weight times execution rate gives {expected}.",
        ),
        "parts": Words("预算执行得分填 {actual}，各部分得分之和为 {expected}。", "The execution score is {actual}; its parts add up to {expected}."),
        "step": Words(
            "预算执行得分填 {actual}，填表说明规定“{step}”，执行率 {rate} 应得 {expected} 分。",
            "The execution score is {actual}; the form's notes say {step}, so a rate of {rate} earns {expected}.",
        ),
    },
)
def execution_score(form: Form, *, place: str, listed: str = "", laid_down: str = "") -> Iterator[Verdict]:
    notes = form.fields.get("notes")
    own = steps(notes.text, "执行率") if notes else ()
    table = own or steps(laid_down, "执行率")
    again = repeated_execution(form, listed, form.table(place).row("total")) if listed else None
    rest = _rest(form, listed) if "weight" not in form.table(place).columns else None
    year = budget.told(form.table(place))
    printed = cell.figure if (cell := form.fields.get("total.weight")) else None
    most = max(MOST, printed.value if printed else MOST)  # 1000 in a 千分制
    for row in form.table(place).rows:
        score, weight, share = row.figure("score"), row.figure("weight") or _told(form, row, place, listed), _share(row, year)
        left = rest if row.key == "total" else None
        score = score or (again.figure("score") if again and row.key == "total" else None)
        if score is None or share is None or (weight is None and left is None):
            continue
        if weight is None and left and not table:
            yield _graded(state(Relation(Ref(score), Operator.EQUAL, Least((left, Product(left, share)))), score, "mismatch"), score)
        if weight is None or weight.value > most:
            continue
        if table:
            yield from _stepped(table, row, weight, score, notes if own else None)
            continue
        if added := _of_parts(form.table(place).rows, row):
            yield state(added, score, "parts")
            continue
        own_rate = rated_points(form, place).get(row.id) or _points(score, weight, share)
        yield _graded(state(_earned(own_rate, score, weight, _of_budget(row, year)), score, "mismatch"), score)


def _of_parts(rows: Sequence[Row], whole: Row) -> Relation | None:
    """Where the parts of the funds have points of their own, which make those of the whole (4 and 6 of 10), its score is the sum of theirs."""
    parts = [(weight, score) for row in rows if row is not whole and (weight := row.figure("weight")) and (score := row.figure("score"))]
    weight, score = whole.figure("weight"), whole.figure("score")
    shared = len(parts) >= SEVERAL and all(each.value for each, _ in parts) and weight is not None
    if weight is None or score is None or not shared or sum((each.value for each, _ in parts), ZERO) != weight.value:
        return None
    return adds_up(awarded(score), (awarded(each) for _, each in parts))


def _told(form: Form, row: Row, place: str, listed: str) -> Figure | None:
    """What a heading or a note gives the budget execution where no column does: 预算执行情况（20分）; else the indicator 预算执行率 among the others."""
    if row.key != "total" or "weight" in form.table(place).columns:
        return None
    clause, whole = form.clause("execution"), form.fields.get("total.weight")
    if (clause and clause.source) or whole is None or whole.figure is None:
        return clause.source if clause else None
    weights = [(each, weight) for each in form.table(listed).rows if not each.parent and (weight := each.figure("weight"))]
    own = [weight for each, weight in weights if EXECUTION.fullmatch(each.called)]
    return own[0] if len(own) == 1 and sum((weight.value for _, weight in weights), ZERO) == whole.figure.value else None


def _rest(form: Form, listed: str) -> Expression | None:
    """What the weights of the indicators leave of the total."""
    whole = cell.figure if (cell := form.fields.get("total.weight")) else None
    weights = [figure for row in form.table(listed).rows if not row.parent and (figure := row.figure("weight"))]
    if whole is None or not weights or whole.value - sum((weight.value for weight in weights), ZERO) not in USUAL:
        return None
    return Sum(((ONE, awarded(whole)), *((-ONE, awarded(weight)) for weight in weights)))


def _stepped(table: tuple[Step, ...], row: Row, weight: Figure, score: Figure, notes: Field | None) -> Iterator[Verdict]:
    """By the steps of the notes or of the rule, where they have one for the rate."""
    rate = row.figure("rate")
    points = due(table, rate.value, weight.value) if rate else {}
    if rate is None or not points:
        return
    wanted = score.value if score.value in points else next(iter(points))
    relation = Relation(awarded(score), Operator.EQUAL, Const(wanted))
    args = (("step", points[wanted].text), ("rate", rate.line))
    yield state(
        relation, score, "step", args=args, evidence=(rate, notes) if notes else (rate,), severity=Severity.WARNING, confidence=Confidence.LIKELY
    )


def _share(row: Row, year: budget.Basis | None) -> Expression | None:
    """The printed rate, else executed over budgeted; the first budget where that of the year is blank."""
    over, first = row.figure("executed"), row.figure(budget.INITIAL)
    under = (year.of(row) if year else None) or (Ref(first) if first else None)
    if printed := row.figure("rate"):
        return None if under and nominal(under) == printed.value == ZERO else Ref(printed)  # 0 of 0 is no rate, though systems print 0%
    return Quotient(Ref(over), under) if over and under and (nominal(under) or ZERO) > 0 else None


def _of_budget(row: Row, year: budget.Basis | None) -> list[Expression]:
    """Executed over budgeted, where the printed rate is one of the less that has arrived: 资金使用率."""
    rate, over, arrived, under = row.figure("rate"), row.figure("executed"), row.figure("arrived"), year.of(row) if year else None
    if not (rate and over and arrived and under) or not ZERO < arrived.value < (nominal(under) or ZERO):
        return []
    used = Relation(Ref(rate), Operator.EQUAL, Quotient(Ref(over), Ref(arrived)))
    return [Quotient(Ref(over), under)] if sound(used) else []


def _points(score: Figure, weight: Figure, share: Expression) -> Relation:
    """The score as its weight times a share."""
    most = awarded(weight)
    return Relation(Ref(score), Operator.EQUAL, Least((most, Product(most, share))))


def _earned(plain: Relation, score: Figure, weight: Figure, others: Sequence[Expression]) -> Relation:
    """The score by the plain share or one of the others: the first that holds, else the plain one."""
    return next(filter(sound, (plain, *(_points(score, weight, share) for share in others))), plain) if others else plain


def _graded(verdict: Verdict, score: Figure) -> Verdict:
    """Half a point off what no rounding gives is an error, less a warning; cut off by half a point or more a warning, less a remark."""
    expected = nominal(verdict.relation.right) if verdict.bad and verdict.relation else None
    if expected is None:
        return verdict
    far = abs(expected - score.value) >= Fraction(1, 2)
    if verdict.outcome is Outcome.VIOLATED:
        return replace(verdict, severity=Severity.ERROR if far else Severity.WARNING)
    return replace(verdict, severity=Severity.WARNING if far else Severity.INFO)
