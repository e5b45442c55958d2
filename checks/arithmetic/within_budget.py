"""No more was executed than was budgeted, row by row, nor more than arrived (option `most`: the column of what there was).

The base is the budget of the whole year. A payment out of last year's money may stand beside a budget that does not show it, and some places let the
rate pass 100% and cap the score; where the form says either, or has a column of what was carried over that covers it, a breach is a remark, else a question, never an error.

中文：逐行核对：全年执行数不应超过全年预算数（或选项 `most` 所指的到位资金）。表中已说明用上年结转结余资金支付的，超出部分在“上年结转”栏所列数额以内的，或填表说明规定
执行率超过100%按满分计的，只作提示；其他情形请核对或说明。
"""

import re
from collections.abc import Iterator

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.relations import Operator, Ref, Relation
from formlint.verdicts import Verdict, state

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
OVER = HEAD + "| 年度资金总额 | 100 | 100 | 104 | 10 | 104% | 10 |"
ARRIVED = "| 资金来源 | 全年预算数 | 到位资金 | 全年执行数 | 执行率 |\n|---|---|---|---|---|\n| 年度资金总额 | 120 | {} | 60 | 50% |"
CARRIED = "| 资金来源 | 预算数 | {} | 全年执行数 |\n|---|---|---|---|\n| 年度资金总额 | 100 | 5 | 104 |"
GOALS = "\n\n| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 完成绿化 | {} |"
LAST_YEAR = re.compile(r"(?<![无没])(?<!没有)(?<!不含)(?:上年|上一年|以前年度|往年|年初)度?的?(?:财政|资金)?(?:结转|结余)|动用结余|使用结转")
DEFINED = re.compile(r"其他资金(?:是指|系指|指|包括|包含)[^。;；]*")  # the note of the printed form, which says nothing of this one
ALLOWED = re.compile(r"执行率(?:超过|大于|高于)100%")
CHANGE = "预算调整数"  # as some head the budget after its changes, and others the changes
LEFT = ("left",)  # what is left at the end of the year is not spent
PROSE = ("narrative.", "note", "remarks", "problems", "funds.")


@check(
    Good(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |"),
    Good(HEAD + "| 年度资金总额 | 382.37 | 455.9 | 455.94 | 10 | 100% | 10 |"),
    Good(OVER + GOALS.format("完成绿化，其中4万元用上年结转资金支付。")),
    Good(OVER + "\n\n注：执行率超过100%的，按满分计。"),
    Bad(OVER + GOALS.format("无上年结转资金，按计划完成。"), at="104"),
    Bad(OVER + "\n\n注：其他资金包括与财政资金共同投入同一项目的自有资金、社会资金，以及以前年度的结转结余资金等。", at="104"),
    Good(ARRIVED.format(100)),
    Remark(CARRIED.format("上年结转数"), at="104"),
    Good(CARRIED.format("年初预算数").replace("| 预算数", "| 预算调整数").replace("| 100 | 5 |", "| 5 | 100 |")),
    Good(HEAD + "| 支出合计 | 100 | 100 | 90 | 10 | 90% | 9 |\n| 年末结转 | 0 | 0 | 10 | — | — | — |"),
    Bad(ARRIVED.format(50), at="60", message="arrived"),
    Bad(HEAD + "| 年度资金总额 | 1000.00 | 1093.1904 | 1199.9637 | 10 | 109.77% | 10 |", at="1199.9637"),
    title=Words("执行数不超过预算数", "No more was executed than was budgeted"),
    says={
        "mismatch": Words(
            "“{row}”的执行数 {actual} 超过全年预算数 {expected}，请核对，或说明资金来源。",
            "{row}: {actual} executed is more than the budget of {expected}; correct it, or say where the money came from.",
        ),
        "arrived": Words(
            "“{row}”的执行数 {actual} 超过“{column}” {expected}，请核对，或说明资金来源。",
            "{row}: {actual} executed is more than {expected} ({column}); correct it, or say where the money came from.",
        ),
    },
)
def within_budget(form: Form, *, place: str, most: str = "budget") -> Iterator[Verdict]:
    table = form.table(place)
    message = "mismatch" if most == "budget" else "arrived"
    amounts = ((row, row.figure("executed"), row.figure(most)) for row in table.rows if row.key.rstrip("0123456789") not in LEFT)
    changes = most == "budget" and "".join(table.heading(most).split()).endswith(CHANGE)
    pairs = [(row, spent, budget) for row, spent, budget in amounts if spent and budget and not (changes and _with(row, "initial", spent, budget))]
    over = any(spent.value > budget.value for _, spent, budget in pairs)
    told = Severity.INFO if over and _told(form) else None
    for row, spent, budget in pairs:
        args = (("row", row.name), *((("column", table.heading(most)),) if message == "arrived" else ()))
        carried = Severity.INFO if _with(row, "carried", spent, budget) else None
        severity = carried or (told if spent.value > budget.value else None)
        yield state(Relation(Ref(spent), Operator.AT_MOST, Ref(budget)), spent, message, args=args, severity=severity)


def _with(row: Row, column: str, spent: Figure, budget: Figure) -> bool:
    """It is no more than the budget and what another column tells, and more than the budget."""
    more = row.figure(column)
    return more is not None and budget.value < spent.value <= budget.value + more.value


def _told(form: Form) -> bool:
    """The form says where the money came from, or that this is allowed."""
    texts = (field.unbroken for field in form.all_fields() if field.id.startswith(PROSE) and not field.id.endswith(".label"))
    return any(LAST_YEAR.search(DEFINED.sub("", text)) or ALLOWED.search(text) for text in texts)
