"""The projects of a unit cost no more than its project funds.

Where a run holds the department's own form and forms of its projects of the same year, what the projects were budgeted and executed adds up to no more than
the row 项目支出 of the department. Less is no contradiction: small projects are not evaluated one by one.

中文：同时检查部门整体自评表和本部门同年度各项目自评表时，各项目全年预算数、执行数之和不应超过部门整体表中的“项目支出”；小于不算矛盾（小额项目不单独自评）。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.forms import Form
from formlint.kinship import Kin
from formlint.records import replace
from formlint.relations import Operator, Outcome, Ref, Relation, total
from formlint.relations.solving import judge
from formlint.relations.values import as_printed, nominal
from formlint.verdicts import Verdict

FUNDS = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n"
WHOLE = (
    "2023年度部门整体支出绩效自评表\n\n| 部门名称 | 东桥区教育局 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
    + FUNDS
    + "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n| 基本支出 | 60 | 60 | 60 | — | — | — |\n| 项目支出 | 40 | {0} | {0} | — | — | — |\n\n"
)
PART = (
    "2023年度项目支出绩效自评表\n\n| 项目名称 | 第{0}期改造工程 | < | < | 实施单位 | 东桥区教育局 | < |\n|---|---|---|---|---|---|---|\n"
    + FUNDS
    + "| 年度资金总额 | {1} | {1} | {1} | 10 | 100% | 10 |\n| 其中：财政拨款 | {1} | {1} | {1} | — | — | — |\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 质量指标 | 合格率 | 100% | 100% | 90 | 90 |\n\n"
)


def _run(funds: str, *projects: str) -> str:
    return WHOLE.format(funds) + "".join(PART.format(at, cost) for at, cost in enumerate(projects, 1))


@check(
    Good(_run("40", "25", "15")),
    Good(_run("40", "25")),
    Good(_run("40", "25", "35").replace("实施单位 | 东桥区", "实施单位 | 西桥区")),
    Bad(_run("40", "25", "35"), at="40", message="exceeds"),
    title=Words("项目资金之和不超过部门项目支出", "Projects cost no more than the project funds"),
    says={
        "exceeds": Words(
            "部门整体表“{row}”的“{column}”为 {actual}，各项目自评表（{count} 份）合计 {sum}，超过部门项目支出。",
            "{row}, {column}: {actual} in the department's form, {sum} in the forms of its {count:project|projects} together.",
        )
    },
    beside=Kin.PROJECTS,
)
def project_sum(form: Form, *, beside: Sequence[Form], place: str) -> Iterator[Verdict]:
    table = form.table(place)
    row = table.row("project")
    for column in ("budget", "executed"):
        whole = row.figure(column) if row else None
        parts = [(at, figure) for at, other in enumerate(beside) if (figure := _total(other, place, column))]
        if row is None or whole is None or not parts:
            continue
        terms = [Ref(replace(figure, id=f"{at}:{figure.id}")) for at, figure in parts]
        relation = Relation(Ref(whole), Operator.AT_LEAST, total(terms))
        summed = nominal(relation.right)
        shown = f"{as_printed(summed, whole):f}" if summed is not None else ""
        args = (("row", row.name), ("column", table.heading(column)), ("actual", whole.line), ("count", str(len(parts))), ("sum", shown))
        outcome = Outcome.VIOLATED if judge(relation) is Outcome.VIOLATED else Outcome.HOLDS
        yield Verdict(outcome, whole, "exceeds", args, elsewhere=tuple(parts))


def _total(form: Form, place: str, column: str) -> Figure | None:
    row = form.table(place).row("total")
    return row.figure(column) if row else None
