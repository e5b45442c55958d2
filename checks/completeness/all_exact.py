"""What was reached is not just what was planned, row after row: a remark.

Eight or more quantities, and every one of them to the digit what its target says: the targets were probably copied, or set afterwards. One that differs
shows that somebody counted, and nothing is said. How many make it striking is the option `least`.

中文：定量指标达到8个及以上、实际完成值全部与指标值分毫不差的，可能照抄了指标值，只作提示；有一个不同即不提示。行数可用选项 least 调整。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.figures.units import alike
from formlint.findings import Severity
from formlint.forms import Form
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = HEAD + "\n".join(
    f"| 产出指标 | 数量指标 | {name}次数 | ≥{count}次 | {count}次 | 10 | 10 |" for count, name in enumerate("会议培训宣传巡查", 4)
)
LAST = "\n| 产出指标 | 质量指标 | 合格率 | ≥95% | {} | 10 | 10 |"


@check(
    Good(ROWS.rpartition("\n")[0]),
    Good(ROWS + LAST.format("96%")),
    Good(ROWS.rpartition("\n")[0] + "\n| 产出指标 | 质量指标 | 机制 | 健全 | 健全 | 10 | 10 |"),
    Bad(ROWS + LAST.format("95%"), at="4次"),
    title=Words("实际完成值不全是指标值", "Not every actual is exactly its target"),
    says={
        "all": Words(
            "{rows} 个定量指标的实际完成值全部与指标值完全相同，请核对是否照抄。",
            "All {rows:quantity is|quantities are} exactly the target; check whether the targets were copied.",
        )
    },
)
def all_exact(form: Form, *, place: str, least: int = 8) -> Iterator[Verdict]:
    pairs = [(target, actual) for _, (_, target, actual) in form.figured(place, "score", "target", "actual")]
    measured = [(target, actual) for target, actual in pairs if alike(target, actual) or not actual.unit]
    if len(measured) >= least:
        same = all(_same(target, actual) for target, actual in measured)
        args = (("rows", str(len(measured))),)
        cited = tuple(actual for _, actual in measured[1:])
        yield Verdict(Outcome.VIOLATED if same else Outcome.HOLDS, measured[0][1], "all", args, evidence=cited, severity=Severity.INFO)


def _same(target: Figure, actual: Figure) -> bool:
    return target.number == actual.number and not actual.hedge
