"""A reason names a cause.

`下一步加强管理` beside lost points names neither a cause nor what will be done about it: a remark. A reason with a cause in it (因, 由于, 受疫情影响,
未, 不足), with a number, or with a thing that happened is one, however short.

中文：扣分原因应写明具体原因和措施，仅作提示。只写“下一步加强管理”“进一步完善”一类空话、看不出原因的，请补充；写有“因、由于、受……影响、未、不足”等原因或
具体数字的不提示。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.findings import Severity
from formlint.forms import Form
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因分析 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 产出指标 | 数量指标 | 志愿服务 | ≥10次 | 9次 | 10 | {} | {} |"
TALK = late("下一步|今后|继续|进一步|加强|加大|努力|不断|完善|提高|改进|强化|提升|优化")
CAUSE = late(
    "因|由于|受|影响|导致|造成|未|没有|没能|不足|不够|不到|不及|不高|不强|不全|缺|延|推迟|滞后|较[低少慢晚差弱]|偏|超|变化|调整|疫情|结余|节约|尾款|"
    "支付|招标|合同|进度|困难|问题|取消|暂停|尚|仍|有待|欠|减少|下降|[0-9０-９]"
)
LONGEST = 40  # characters; what is longer tells something


@check(
    Good(ROW.format(9, "受疫情影响，一场活动改期，下一步加强统筹")),
    Good(ROW.format(9, "报名人数较少")),
    Good(ROW.format(9, "宣传力度有待加强")),
    Good(ROW.format(10, "下一步加强管理")),
    Bad(ROW.format(9, "下一步加强管理"), at="下一步加强管理"),
    title=Words("原因写得具体", "A reason names a cause"),
    says={
        "talk": Words(
            "{rows} 行的扣分原因没有写明具体原因：{labels}（如“{text}”）。",
            "The reason for lost points names no cause in {rows:row|rows}: {labels} ({text}).",
        )
    },
)
def empty_reason(form: Form, *, place: str) -> Iterator[Verdict]:
    lost = [row for row, (weight, score) in form.figured(place, "weight", "score") if score.value < weight.value]
    rows = [row for row in lost if row.text("reason")] if form.ruled else []  # a dump tears reasons apart
    empty = [row for row in rows if _talk(row.unbroken("reason"))]
    for row in rows:
        if row not in empty:
            yield Verdict(Outcome.HOLDS, row.cells["reason"], "talk")
    for row in empty:
        args = (("rows", str(len(empty))), ("labels", tuple(each.name for each in empty)), ("text", empty[0].text("reason")))
        yield Verdict(Outcome.VIOLATED, row.cells["reason"], "talk", args, severity=Severity.INFO, cause="talk")


def _talk(text: str) -> bool:
    return len(text) <= LONGEST and TALK.search(text) is not None and CAUSE.search(text) is None
