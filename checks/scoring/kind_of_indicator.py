"""An indicator measures what its group is about: remarks for a reviewer.

The budget's own rate of execution is scored in the fund table; as an indicator of output as well (预算执行率, 资金支出进度) it counts twice and says nothing of
the work. Money that was received or paid out is no quantity of output: what was done with it is. Neither is an error.

中文：指标应与所属类别相符，仅作提示：预算执行率已在资金情况中计分，再作产出指标属重复计分；“收到资金”“拨付资金”不是产出数量，应填写用资金完成的工作。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures.units import money
from formlint.findings import Severity
from formlint.forms import Field, Form, Row
from formlint.patterns import late
from formlint.relations import HOLDS, VIOLATED
from formlint.verdicts import Verdict

FUNDS = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n| 年度资金总额 | 150 | 150 | 125.25 | {} | 83.5% | {} |\n\n"
ROW = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | {} | {} | {} | {} | 20 | 20 |"
EXECUTION = late(r"(?:项目|部门|年度|全年)?(?:预算|资金|项目资金|预算资金|财政资金|财政预算)(?:支出)?(?:执行|支出)(?:率|进度)")
RECEIVED = late(
    r"(?:收到|接收|下达|到位|拨付|拨入|获得)\w{0,12}(?:资金|经费|补助|拨款)|(?:资金|经费|补助|拨款)(?:到位|拨付|下达)?(?:数|额|数额|金额|总额|数量)?"
)


@check(
    Good(FUNDS.format(10, "8.35") + ROW.format("数量指标", "培训人次", "≥100人次", "120人次")),
    Good(FUNDS.format("—", "—") + ROW.format("时效指标", "预算执行率", "≥80%", "83.5%")),
    Good(FUNDS.format(10, "8.35") + ROW.format("成本指标", "资金总额", "150万元", "125.25万元")),
    Good(FUNDS.format(10, "8.35") + ROW.format("时效指标", "资金拨付及时率", "100%", "100%")),
    Bad(FUNDS.format(10, "8.35") + ROW.format("数量指标", "预算执行率", "≥80%", "83.5%"), at="预算执行率", message="twice"),
    Bad(FUNDS.format(10, "8.35") + ROW.format("数量指标", "收到教育专项工作经费", "150万元", "150万元"), at="收到教育专项工作经费", message="money"),
    title=Words("指标与类别相符", "An indicator fits its group"),
    says={
        "twice": Words(
            "“{row}”列为产出指标，而预算执行率已在资金情况中计分，属重复计分。",
            "{row} is scored as an output, and the fund table scores the execution rate already.",
        ),
        "money": Words("“{row}”填的是资金数额，不是产出数量。", "{row} is an amount of money, which is no quantity of output."),
    },
)
def kind_of_indicator(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    whole = form.table(funds).row("total")
    scored = whole is not None and whole.figure("score") is not None
    fine: list[Field] = []
    for row, _ in form.figured(place, "score"):
        name = row.cells.get("name")
        if name is None or row.parent:
            continue
        if scored and row.section == "output" and EXECUTION.fullmatch("".join(row.label.split())):
            yield Verdict(VIOLATED, name, "twice", (("row", row.name),), severity=Severity.INFO)
        elif _received(row):
            yield Verdict(VIOLATED, name, "money", (("row", row.name),), severity=Severity.INFO)
        else:
            fine.append(name)
    if fine:
        yield Verdict(HOLDS, fine[0], "twice", count=len(fine))


def _received(row: Row) -> bool:
    return money(row.figure("actual")) and "数量" in row.text("l2") and RECEIVED.fullmatch("".join(row.label.split())) is not None
