"""A printed rate is the amount executed over the amount budgeted, row by row.

The base is the budget of the whole year (A), never that of the start of the year, unless the form prints only one budget column; where the form tells
what arrived, too, and more of its rates are right over that (支付率 = 支付 / 到位), it is what arrived; so with what was contracted (合同金额). A rate
over a number that the form prints and no field took is not judged. When the text
has lost the executed column, the amounts of the cost indicators stand in for it, if their targets add up to a total of the fund table.
Where the budget changed and the changed one
is not printed, it is the first one with its changes when a column certainly holds these (年初预算数 100, 预算调整数 20); else a rate that follows neither from that
nor from the first one is not judged; nor is one where amounts stand under an unknown heading, unless two rates show what they do to the budget. A rate that was cut off instead of rounded is remarked, not faulted. 0/0 is not judged.

中文：执行率＝全年执行数÷全年预算数（只有一列预算数时用该列），逐行核对，不用年初预算数作分母；另列到位资金或合同金额、且多数行以它为分母才相符的，按它核对；以表中没有读到的另一数字为分母才相符的，不判断。文本里缺“全年执行数”一列时，若成本指标的目标值合计
等于资金总额，则用成本指标的实际值之和代替。另有栏名不明的金额栏、而各行执行率均不以年初预算数为分母的，不判断（至少两行以两者之和为分母才相符的，按两者之和核对）。只列年初预算数和调整数的，从数字能看出“调整数”是增减数时，以两者之和作分母，看得出是调整后预算的，以它作分母；列有追加、调整而没有调整后预算数的其他情形，对不上时不判断。按去尾法取值的只作提示；分母为零时不判断。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.figures import Figure
from formlint.figures.units import RATIO, alike, money
from formlint.findings import Confidence, Severity
from formlint.forms import UNNAMED, Form, FormTable, Row
from formlint.forms.unread import unread_numbers
from formlint.reckoning.budget import INITIAL, STEPS, Basis, told
from formlint.records import replace
from formlint.relations import Const, Expression, Operator, Outcome, Quotient, Ref, Relation, total
from formlint.relations.solving import sound
from formlint.relations.values import nominal
from formlint.verdicts import Verdict, state, unreadable, unverifiable

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
ARRIVED = (
    "| 资金来源 | 全年预算数 | 到位资金 | 全年执行数 | 支付率 |\n|---|---|---|---|---|\n| 年度资金总额 | 480 | 456 | 437.76 | {} |\n"
    "| 其中：财政拨款 | 300 | 300 | 290 | {} |\n| 上年结转资金 | 60 | 48 | 45.6 | 95% |"
)
CHANGED = "| 资金来源 | 年初预算数 | 追加数 | 全年执行数 | 执行率 |\n|---|---|---|---|---|\n| 年度资金总额 | 100 | 10 | 88 | {} |"
UNKNOWN = "| 资金来源 | 年初 | {} | 决算 | 执行率 |\n|---|---|---|---|---|\n| 合计 | 2600 | 140 | 2679.8 | {} |\n"
UNKNOWN += "| 当年财政 | 2480 | 160 | 2622.8 | 99.35% |\n| 其他 | 120 | -20 | 57 | 57% |"
FOLLOW = 2  # rates that show what a column does to the budget
MOST_UNREAD = 200  # numbers that no field took; of a page that is no form there are thousands
CARRIED = "| 资金来源 | 预算数 | 上年结转数 | 支出数 | 执行率 |\n|---|---|---|---|---|\n| 资金总额 | 86 | 4 | 85.5 | {} |"


@check(
    Good(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |"),
    Good(HEAD + "| 年度资金总额 | 250000.00 | 250000.00 | 215,457.6 | 10 | 86.18% | 8.62 |\n| 其他资金 | 0 | 0 | 0 | — | 0.00% | — |"),
    Good(HEAD + "| 年度资金总额 | | 90 | 89.999 | 10 | 99.99% | 10 |"),
    Good(HEAD + "| 年度资金总额 | 100 | 100 | #REF! | 10 | 98.81% | 9.9 |"),
    Good(HEAD + "| 年度资金总额 | 0 | 0 | 0 | 10 | | 10 |"),
    Good(HEAD.replace(" 全年预算数 |", "", 1).replace("---|", "", 1) + "| 年度资金总额 | 120 | 60 | 10 | 50.0% | 5 |"),
    Good(ARRIVED.format("96%", "96.67%")),
    Good(ARRIVED.replace("95%", "76%").format("91.2%", "96.67%")),
    Bad(ARRIVED.format("96%", "69.67%"), at="69.67%"),
    Good(ARRIVED.replace("到位资金", "合同金额").format("96%", "96.67%")),
    Bad(ARRIVED.replace("到位资金", "合同金额").format("96%", "69.67%"), at="69.67%"),
    Good(ARRIVED.replace("到位资金", "审定造价").format("96%", "96.67%")),
    Good(CARRIED.format("95%")),
    Bad(CARRIED.format("59%"), at="59%"),
    Good(CARRIED.replace("预算数", "年初预算数").replace("上年结转数", "预算调整数").format("95%")),
    Bad(CARRIED.replace("预算数", "年初预算数").replace("上年结转数", "预算调整数").format("59%"), at="59%"),
    Good(CARRIED.replace("预算数", "年初预算数").replace("上年结转数", "预算调整数").replace("| 4 |", "| 0 |").format("99.42%")),
    Bad(CARRIED.replace("预算数", "年初预算数").replace("上年结转数", "预算调整数").replace("| 4 |", "| 0 |").format("92.42%"), at="92.42%"),
    Good(CHANGED.format("88%")),
    Good(CHANGED.format("80%")),
    Good(UNKNOWN.format("期间变动调整", "97.80%")),
    Bad(UNKNOWN.format("期间变动调整", "98.70%"), at="98.70%"),
    Good(CHANGED.format("70%")),
    Good(CHANGED.replace("追加数", "调整数").replace("| 10 |", "| 110 |").format("80%")),
    Bad(CHANGED.replace("追加数", "调整数").replace("| 100 | 10 |", "| 100 | -10 |").format("80%"), at="80%"),
    Bad(HEAD + "| 年度资金总额 | 8803.53 | 10330.06 | 10330.06 | 10 | 90.00% | 10 |", at="90.00%"),
    Bad(HEAD + "| 年度资金总额 | 25.00 | 25.00 | 21.54576 | 10 | 86.9% | 8.69 |", at="86.9%"),
    Remark(HEAD + "| 年度资金总额 | 300.0000 | 300.0000 | 200.0000 | 10 | 66.66% | 6.67 |", at="66.66%"),
    title=Words("执行率等于执行数除以预算数", "The execution rate is the amount executed over the budget"),
    says={
        "mismatch": Words(
            "“{row}”的执行率填 {actual}，按执行数÷预算数应为 {expected}。", "{row}: the rate printed is {actual}, executed / budgeted is {expected}."
        ),
        "stand-in": Words(
            "文本中没有“{column}”这一列；用成本指标实际值之和代替，执行率 {actual} 与之相符（{expected}）。",
            "The text does not show the column {column}; with the sum of the cost indicators in its place, the rate of {actual} holds ({expected}).",
        ),
        "malformed": Words("“{row}”填 {text}，不是规范的数字，无法核对执行率。", "{row}: {text} is no number, so the rate could not be judged."),
        "unclear": Words(
            "没有读到调整后的全年预算数，无法核对“{row}”的执行率。",
            "{row}: the budget after its changes was not read, so the rate could not be judged.",
        ),
        "lost": Words("文本中没有“{column}”这一列，无法核对执行率。", "The text does not show the column {column}: the rate could not be judged."),
    },
)
def rate(form: Form, *, place: str, costs: str) -> Iterator[Verdict]:
    table = form.table(place)
    base, sure = _base(table)
    for row in table.rows:
        printed = row.cells.get("rate")
        if (row.figure("rate") or unreadable([printed])) and (
            torn := unreadable(row.cells.get(column) for column in ("rate", "executed", *base.columns))
        ):
            yield unverifiable(torn, "malformed", row=row.name, text=torn.text.strip())
            continue
        stated, under = row.figure("rate"), _budget(row, base)
        if stated is None or under is None:
            continue
        over = _executed(form, table, row, costs)
        if over is None:
            if "executed" in table.lost:
                yield unverifiable(stated, "lost", column=table.heading("executed"))
            continue
        relation = _relation(row, stated, over, under)
        if not sound(relation) and (not sure or _of_unread(form, stated, over)):
            yield unverifiable(stated, "unclear", row=row.name)
        elif isinstance(over, Ref):
            yield _graded(state(relation, stated, "mismatch", args=(("row", row.name),)))
        else:
            yield _through_costs(relation, stated, row, table)


def _relation(row: Row, stated: Figure, over: Expression, under: Expression) -> Relation:
    """The rate over the budget, or over the budget and what was carried over where only that gives the rate."""
    relation = Relation(Ref(stated), Operator.EQUAL, Quotient(over, under))
    carried = row.figure("carried")
    if carried is None or sound(relation):
        return relation
    both = Relation(Ref(stated), Operator.EQUAL, Quotient(over, total([under, Ref(carried)])))
    return both if sound(both) else relation


def _of_unread(form: Form, stated: Figure, over: Expression) -> bool:
    """The rate is that of the amount over another one that the form prints and no field took."""
    if not isinstance(over, Ref) or not stated.value:
        return False
    amounts = (value * over.figure.scale for value in unread_numbers(form)[:MOST_UNREAD])
    return any(value > over.figure.value and sound(Relation(Ref(stated), Operator.EQUAL, Quotient(over, Const(value)))) for value in amounts)


def _base(table: FormTable) -> tuple[Basis, bool]:
    """What the rates are taken of, and whether it is sure: a budget that changed and is not told is not."""
    steps = tuple(column for column in STEPS if column in table.columns)
    year = told(table)
    sure = year is not None or not (steps or "carried" in table.columns)
    first = year or Basis(INITIAL, steps)
    changed = [] if year or steps else [Basis(INITIAL, (column,)) for column in table.columns if _may_change(table, column)]
    sure = sure and not changed
    others = [Basis(column) for column in ("arrived", "contract", *(() if sure else (INITIAL,))) if column in table.columns]
    if not (others or changed):
        return first, sure
    held = {base: sum(_follows(row, base) for row in table.rows) for base in (first, *others, *changed)}
    best = max(held, key=held.__getitem__)
    return best, sure or (bool(changed) and held[best] >= (FOLLOW if best in changed else 1))


def _may_change(table: FormTable, column: str) -> bool:
    """Amounts under a heading that no word names, beside the first budget: what they do to it only the rates show."""
    figures = [(first, other) for row in table.rows if (first := row.figure(INITIAL)) and (other := row.figure(column))]
    return column.startswith(UNNAMED) and any(alike(first, other) and other.unit not in RATIO for first, other in figures)


def _budget(row: Row, base: Basis) -> Expression | None:
    """What the row may spend; nothing where that is not printed, or nothing."""
    under = base.of(row)
    value = nominal(under) if under else None
    return under if value and value > 0 else None


def _follows(row: Row, base: Basis) -> bool:
    stated, over, under = row.figure("rate"), row.figure("executed"), _budget(row, base)
    return bool(stated and over and under and sound(Relation(Ref(stated), Operator.EQUAL, Quotient(Ref(over), under))))


def _executed(form: Form, table: FormTable, row: Row, costs: str) -> Expression | None:
    """The executed amount of the row; for the total, when the text lost the column, the sum of the cost rows that split it up."""
    printed = row.figure("executed")
    if printed is not None:
        return Ref(printed)
    if "executed" not in table.lost or row.key != "total":
        return None
    rows = [each for each in form.table(costs).rows if money(each.figure("target")) and money(each.figure("actual"))]
    targets, actuals = (_figures(rows, column) for column in ("target", "actual"))
    wholes = [figure.value for column in ("initial", "budget") if (figure := row.figure(column))]
    if len(rows) < 2 or sum(figure.value for figure in targets) not in wholes:
        return None
    return total(Ref(figure) for figure in actuals)


def _through_costs(relation: Relation, stated: Figure, row: Row, table: FormTable) -> Verdict:
    """The stand-in explains a rate, and it asks about one that it does not explain: the form may have more costs than these rows."""
    fits = sound(relation)
    args = (("row", row.name), ("column", table.heading("executed")))
    return state(
        relation, stated, "stand-in" if fits else "mismatch", args=args, severity=Severity.WARNING, confidence=Confidence.LIKELY, remark=fits
    )


def _figures(rows: Sequence[Row], column: str) -> list[Figure]:
    return [figure for row in rows if (figure := row.figure(column))]


def _graded(verdict: Verdict) -> Verdict:
    """Truncated is a remark; off by at most 0.05 percentage points a warning; more an error (rules R1.2)."""
    if verdict.outcome is Outcome.MODE:
        return replace(verdict, severity=Severity.INFO)
    if verdict.outcome is Outcome.VIOLATED and verdict.relation and isinstance(verdict.subject, Figure):
        expected = nominal(verdict.relation.right)
        if expected is not None and abs(expected - verdict.subject.value) * 10000 <= 5:
            return replace(verdict, severity=Severity.WARNING)
    return verdict
