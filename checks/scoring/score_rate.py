"""Where a table gives a rate or a factor of points beside the weight, the score is their product.

`权重 24，得分率 95.83%，得分 23`: weight x rate, rounded as printed, and never more than the weight. A column of how much was completed (完成率) is no factor of points, since a target
passed earns no more than its weight, and is not judged here.

中文：列有“得分率”“得分系数”的，得分＝分值（权重）×得分率，按所填小数位四舍五入，最高为分值。“完成率”不是得分率，不在此核对。
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from formlint.checks import Bad, Good, Words, check
from formlint.findings import Severity
from formlint.forms import Form
from formlint.relations import Least, Operator, Outcome, Product, Ref, Relation
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | {} | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 产出指标 | 数量指标 | 项目管理 | 规范 | 规范 | {} | {} | {} |"
FACTOR = re.compile("得分(?:率|系数|比例)|计分系数|评分系数")


@check(
    Good(ROW.format("得分率", "90%", 10, 9)),
    Good(ROW.format("得分率", "95.83%", 24, 23)),
    Good(ROW.format("得分率", "90.61%", 66, "59.80")),
    Good(ROW.format("完成率", "72.74%", 10, 10)),
    Good(ROW.format("得分系数", "", 10, 10)),
    Good(ROW.format("得分率", "104%", 10, 10)),
    Bad(ROW.format("得分率", "90.61%", 66, "58.90"), at="58.90"),
    Bad(ROW.format("得分系数", "80%", 10, 10), at="10"),
    title=Words("得分等于分值乘得分率", "A score is its weight times its rate"),
    says={
        "mismatch": Words(
            "“{row}”的得分填 {actual}，分值×得分率为 {expected}。", "{row}: the score printed is {actual}, weight times rate gives {expected}."
        )
    },
)
def score_rate(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    if not FACTOR.search("".join(table.columns.get("ratio", "").split())):
        return
    for row in table.rows:
        weight, share, score = row.figure("weight"), row.figure("ratio"), row.figure("score")
        if weight and share and score:
            most = Ref(weight, exact=True)
            relation = Relation(Ref(score), Operator.EQUAL, Least((most, Product(most, Ref(share)))))
            verdict = state(relation, score, "mismatch", args=(("row", row.name),))
            yield replace(verdict, severity=Severity.INFO) if verdict.outcome is Outcome.MODE else verdict
