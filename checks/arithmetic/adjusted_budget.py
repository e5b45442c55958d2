"""The budget of the year is the first one with what was carried over and added to it, and without what was withdrawn.

A form prints the steps between both budgets in columns of its own: 上年结转, 追加, 调整 (of either sign), 收回. What was withdrawn is taken off whether or not it is
printed with a minus. What was carried over may lie within the first budget or within what was added: a budget that is right without it is right, unless
other rows, and no fewer, show that it is counted by itself. A column 调整数 that repeats the new budget, or sums up the other steps, is no step.
Where no step but the carry-over has a column, the others are not printed, and nothing is judged; a blank step counts as nothing.

中文：列有上年结转、追加（调整）、收回等栏的，全年预算数＝年初预算数＋上年结转＋追加（调整）－收回，逐行核对；收回数带不带负号都按减少理解。
上年结转已包含在年初预算或追加数内的，也视为相符（其他行表明结转单独计算的除外）；“调整数”栏填的是调整后预算，或是追加、收回等栏合计的，不重复计算；只列上年结转、没有列追加或调整栏的不判断；空白栏按零计。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.forms import Form, Row
from formlint.reckoning.budget import STEPS, Basis, sign
from formlint.records import record
from formlint.relations import Operator, Ref, Relation
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state, unreadable

HEAD = "| 资金来源 | 年初预算数 | 上年结转数 | 年中追加数 | 收回数 | 全年预算数 | 全年执行数 | 执行率 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 年度资金总额 | 860 | {} | {} | {} | {} | 900 | — |"
SHORT = "| 资金来源 | 年初预算数 | {} | 全年预算数 | 全年执行数 | 执行率 |\n|---|---|---|---|---|---|\n| 年度资金总额 | 860 | {} | {} | 900 | — |"
PARTS = (
    ROW.format("45.5", "120", "", "{}")
    + "\n| 其中：财政拨款 | 660 | 45.5 | 120 | | 825.5 | 700 | — |\n| 政府性基金 | 200 | 0 | 0 | | 200 | 200 | — |"
)


@record(frozen=True, slots=True)
class Steps:
    """The steps to the budget of a row: with what was carried over (`whole`), and with that within the others (`lean`)."""

    row: Row
    columns: Sequence[str]
    whole: Relation
    lean: Relation


@check(
    Good(ROW.format("45.5", "120", "10", "1015.5")),
    Good(ROW.format("45.5", "120", "-10", "1015.5")),
    Good(ROW.format("45.5", "120", "", "980")),
    Good(ROW.format("", "", "", "905")),
    Good(ROW.format("—", "120", "/", "980")),
    Bad(ROW.format("—", "120", "/", "970"), at="970"),
    Good(SHORT.format("预算调整", "-20", "840")),
    Good(SHORT.format("调整数", "950", "950")),
    Good(SHORT.format("追加数 | 追减数 | 调整数", "60 | 20 | 40", "900").replace("|---|", "|---|---|---|", 1)),
    Bad(SHORT.format("追加数 | 追减数 | 调整数", "60 | 20 | 40", "990").replace("|---|", "|---|---|---|", 1), at="990"),
    Good(SHORT.format("上年结转", "40", "950")),
    Good(SHORT.format("追加数", "1O", "900")),
    Good(PARTS.format("1025.5")),
    Bad(PARTS.format("980"), at="980"),
    Bad(ROW.format("45.5", "120", "10", "1051.5"), at="1051.5"),
    Bad(SHORT.format("追加预算", "40", "920"), at="920"),
    Bad(SHORT.format("收回数", "60", "880"), at="880"),
    title=Words("全年预算等于年初预算加减调整数", "The year's budget is the initial one plus its changes"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，年初预算数与{steps}相加减为 {expected}。",
            "{row}, {column}: {actual} is printed; the initial budget with its changes ({steps}) makes {expected}.",
        )
    },
)
def adjusted_budget(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    changed = any(any(form.column(place, column)) for column in STEPS)
    rows = [each for row in table.rows if (each := _steps(row))] if changed else ()
    apart = sum(sound(each.whole) and not sound(each.lean) for each in rows)
    within = sum(sound(each.lean) and not sound(each.whole) for each in rows)
    for each in rows:
        relation = each.whole if apart >= max(1, within) or sound(each.whole) or not sound(each.lean) else each.lean
        args = (("row", each.row.name), ("column", table.heading("budget")), ("steps", tuple(map(table.heading, each.columns))))
        yield state(relation, relation.figures()[0], "mismatch", args=args)


def _steps(row: Row) -> Steps | None:
    """What a row states of its budget; nothing where its changes are blank, or something stands there that is no number."""
    stated, first = row.figure("budget"), row.figure("initial")
    changes = _changes(row)
    if stated is None or first is None or not changes or unreadable(row.cells.get(column) for column in (*STEPS, "carried")):
        return None
    columns = [*(["carried"] if row.figure("carried") else []), *changes]
    whole, lean = (Relation(Ref(stated), Operator.EQUAL, Basis("initial", each).of(row) or Ref(first)) for each in (columns, changes))
    return Steps(row, columns, whole, lean)


def _changes(row: Row) -> list[str]:
    """The columns that change the first budget. 调整数 is none where it repeats the budget after the changes, or what the others make together."""
    there = [column for column in STEPS if row.figure(column)]
    others = [column for column in there if column != "change"]
    change, budget = row.figure("change"), row.figure("budget")
    if change is None or budget is None:
        return there
    steps = [_signed(row, column) for column in others]
    sums = (sum(steps, ZERO), sum([*steps, _signed(row, "carried")], ZERO))
    return others if change.value == budget.value or (others and change.value in sums) else there


def _signed(row: Row, column: str) -> Fraction:
    figure = row.figure(column)
    return sign(column, figure) * figure.value if figure else ZERO
