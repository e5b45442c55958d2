"""Little was spent, and yet everything was done: the form says why.

Below 60% executed while every output has its full score, a reviewer asks where the work came from: money that is paid next year, or saved by
tender, is told in a reason, or in the text. Below 90% executed without any reason is a remark, and asked about where the form's own words want one
(执行率未达到90%的需说明原因). What only asks for a reason is none. A form of the middle of the year, which tells what is done so far, is not judged.

中文：预算执行率不足60%，产出指标却全部得满分的，应说明原因（如尾款次年支付、招标节约）；执行率不足90%且全表未说明任何原因的，只作提示，
表中要求说明（如“执行率未达到90%的需说明原因”）的提请核对。填报要求本身不算原因。年中的监控表不判断。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.findings import Severity
from formlint.forms import Form
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

FUNDS = (
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 100 | 100 | {0} | 10 | {0}% | {1} |\n\n"
)
FORM = FUNDS + (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |\n|---|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 40 | {2} | {3} |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 50 | 50 |  |"
)
NOTE = "\n\n注：预算执行率未达到90%的需说明原因。"
ASKED = late(r"执行率[^。；;，,]{0,4}(?:未达到?|低于|不足|小于|未达)(\d{2})%[^。；;]{0,8}(?:说明|原因)")
MIDYEAR = {"so_far", "forecast"}  # columns of a form that tells how far things have come
VERY_LOW, LOW = Fraction(6, 10), Fraction(9, 10)
WHY = late("尾款|质保金|次年|下年|明年|结转|跨年|节约|节省|招标|政府采购|核减|未支付|待支付|未拨付|收回|压减|调减|结余")


@check(
    Good(FORM.format(95, "9.5", 40, "")),
    Good(FORM.format(55, "5.5", 40, "尾款按合同次年支付")),
    Good(FORM.format(85, "8.5", 40, "采购节约资金")),
    Good(FORM.format(0, "0", 40, "年底收回资金")),
    Good(FORM.format(45, "4.5", 40, "").replace("实际完成值", "1-6月完成情况")),
    Good(FORM.format(91, "9.1", 40, "") + NOTE),
    Bad(FORM.format(85, "8.5", 30, "") + NOTE, at="85%", message="asked"),
    Bad(FORM.format(55, "5.5", 40, ""), at="55%", message="unpaid"),
    Bad(FORM.format(55, "5.5", 30, ""), at="55%", message="low"),
    Bad(
        FORM.format(0, "0", 40, "")
        .replace("| 分值 | 得分 | 偏", "| 单位 | 自评 | 偏")
        .replace("| 40 | 40 |", "| | |")
        .replace("| 50 | 50 |", "| | |"),
        at="0%",
        message="low",
    ),
    title=Words("执行率低应说明原因", "A low execution rate is explained"),
    says={
        "unpaid": Words(
            "预算执行率只有 {rate}，产出指标却全部得满分，请说明原因。",
            "Only {rate} of the budget was spent, yet every output has its full score; give the reason.",
        ),
        "asked": Words(
            "预算执行率为 {rate}，本表要求低于 {limit}% 应说明原因，未见说明。",
            "{rate} of the budget was spent; below {limit}% the form asks for a reason, and none is given.",
        ),
        "low": Words("预算执行率为 {rate}，全表未说明原因。", "{rate} of the budget was spent, and no reason is given anywhere."),
    },
)
def low_execution(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    whole = form.table(funds).row("total")
    rate = whole.figure("rate") if whole else None
    rows = [row for row in form.table(place).rows if not row.parent]
    if whole is None or rate is None or not rows or "reason" not in form.table(place).columns:
        return
    if MIDYEAR & form.table(place).columns.keys():
        return
    asked = form.search(ASKED)
    limit = Fraction(int(asked[1]), 100) if asked else LOW
    low = rate.value < limit and not any(_told(row.text("reason")) for row in (*rows, whole)) and form.search(WHY) is None
    scored = form.figured(place, "weight", "score") if rate.value < VERY_LOW else ()
    full = [score.value >= weight.value for row, (weight, score) in scored if row.section == "output" and not row.parent]
    unpaid = bool(full) and all(full)
    message = "unpaid" if unpaid else "asked" if asked else "low"
    outcome = Outcome.VIOLATED if low else Outcome.HOLDS
    severity = Severity.INFO if message == "low" else Severity.WARNING
    yield Verdict(outcome, rate, message, (("rate", rate.line), ("limit", f"{limit * 100}")), severity=severity)


def _told(text: str) -> bool:
    return bool(text.strip("无—-/ ")) and ASKED.search("".join(text.split())) is None
