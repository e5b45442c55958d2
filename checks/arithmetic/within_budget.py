"""No more is executed than was budgeted, row by row, nor more than arrived (option `most`: the column of what there was).

The base is the budget of the whole year; where only the first one and its changes are printed, both together. A payment out of last year's money may stand beside a budget that does not show it, and some places let the
rate pass 100% and cap the score; where the form says either, has a row that tells that something was left at the end of the year, or a column of what was carried over that covers it, a breach is a remark, else a question, never an error.
What came in, told beside what was spent (基金收入, 基金支出), may be more than was hoped for.

中文：逐行核对：全年执行数不应超过全年预算数（只列年初预算数和调整增减数的，为两者之和；或选项 `most` 所指的到位资金）。表中已说明用上年结转结余资金支付的，超出部分在“上年结转”栏所列数额以内的，表中另列年末结转结余且仍有余额的，或填表说明规定
执行率超过100%按满分计的，只作提示；与支出并列的收入、结余各行不核对；其他情形请核对或说明。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.exact import ZERO
from formlint.findings import Severity
from formlint.forms import Form, FormTable, Row
from formlint.patterns import late
from formlint.reckoning.budget import BUDGET, Basis, told
from formlint.relations import AT_MOST, Ref, Relation
from formlint.relations.values import nominal
from formlint.verdicts import Verdict, state

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
OVER = HEAD + "| 年度资金总额 | 100 | 100 | 104 | 10 | 104% | 10 |"
ARRIVED = "| 资金来源 | 全年预算数 | 到位资金 | 全年执行数 | 执行率 |\n|---|---|---|---|---|\n| 年度资金总额 | 120 | {} | 60 | 50% |"
CARRIED = "| 资金来源 | 预算数 | {} | 全年执行数 |\n|---|---|---|---|\n| 年度资金总额 | 100 | 5 | 104 |"
INSURANCE = (
    "| 项目 | 预算数 | 决算数 | 完成率 |\n|---|---|---|---|\n| 一、基金收入 | 684 | 691 | 101% |\n| 二、基金支出 | 660 | {} | 99% |\n"
    "| 三、本年收支结余 | 24 | 38 | — |"
)
GOALS = "\n\n| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 完成绿化 | {} |"
LAST_YEAR = late(r"(?<![无没])(?<!没有)(?<!不含)(?:上年|上一年|以前年度|往年|年初)度?的?(?:财政|资金)?(?:结转|结余)|动用结余|使用结转")
DEFINED = late(r"其他资金(?:是指|系指|指|包括|包含)[^。;；]*")  # the note of the printed form, which says nothing of this one
ALLOWED = late(r"执行率(?:超过|大于|高于)100%")
LEFT = ("left",)  # what is left at the end of the year is not spent
INCOME = late("收入(?:合计|总计|小计)?$|收支结余|收支差额|滚存结余")  # more of it than was hoped for is no breach
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
    Bad(CARRIED.format("预算调整数").replace("| 预算数", "| 年初预算数").replace("| 104 |", "| 140 |").replace("| 5 |", "| 20 |"), at="140"),
    Good(CARRIED.format("预算调整数").replace("| 预算数", "| 年初预算数").replace("| 104 |", "| 104 |")),
    Remark(HEAD + "| 支出合计 | 100 | 100 | 104 | 10 | 104% | 10 |\n| 年末结转 | 0 | 0 | 6 | — | — | — |", at="104"),
    Good(HEAD + "| 支出合计 | 100 | 100 | 90 | 10 | 90% | 9 |\n| 年末结转 | 0 | 0 | 10 | — | — | — |"),
    Bad(ARRIVED.format(50), at="60", message="arrived"),
    Good(INSURANCE.format(653)),
    Bad(INSURANCE.format(673), at="673"),
    Bad(HEAD + "| 年度资金总额 | 1000.00 | 1093.1904 | 1199.9637 | 10 | 109.77% | 10 |", at="1199.9637"),
    title=Words("执行数不超过预算数", "No more is executed than was budgeted"),
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
def within_budget(form: Form, *, place: str, most: str = BUDGET) -> Iterator[Verdict]:
    table = form.table(place)
    message = "mismatch" if most == BUDGET else "arrived"
    basis = told(table) if most == BUDGET else Basis(most)
    rows = [row for row in table.rows if row.key.rstrip("0123456789") not in LEFT and not _income(table, row)] if basis else []
    pairs = [(row, spent, there) for row in rows if basis and (spent := row.figure("executed")) and (there := basis.of(row))]
    excess = {row.id: spent.value - (nominal(there) or ZERO) for row, spent, there in pairs}
    over = any(each > 0 for each in excess.values())
    allowed = Severity.INFO if over and (_remains(table) or _allowed(form)) else None
    for row, spent, there in pairs:
        args = (("row", row.name), *((("column", table.heading(most)),) if message == "arrived" else ()))
        carried = row.figure("carried")
        covered = Severity.INFO if carried and 0 < excess[row.id] <= carried.value else None
        severity = covered or (allowed if excess[row.id] > 0 else None)
        yield state(Relation(Ref(spent), AT_MOST, there), spent, message, args=args, severity=severity)


def _income(table: FormTable, row: Row) -> bool:
    """What came in, in a table that tells it and what was spent: 一、基金收入 above 二、基金支出."""
    names = ["".join(each.label.split()) for each in table.rows]
    return INCOME.search("".join(row.label.split())) is not None and any(name.endswith("支出") for name in names)


def _remains(table: FormTable) -> bool:
    """A row tells what was left at the end of the year, and that it was something: there was more money than the budget."""
    ends = [row.figure("executed") for row in table.rows if row.key.rstrip("0123456789") in LEFT]
    return any(figure and figure.value > 0 for figure in ends)


def _allowed(form: Form) -> bool:
    """The form says where the money came from, or that this is allowed."""
    texts = (field.unbroken for field in form.all_fields() if field.id.startswith(PROSE) and not field.id.endswith(".label"))
    return any(LAST_YEAR.search(DEFINED.sub("", text)) or ALLOWED.search(text) for text in texts)
