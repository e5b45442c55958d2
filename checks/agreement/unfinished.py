"""Unfinished work does not get its full score, nor users who are all content with it.

An actual that says 未完工, 正在施工 or 尚未完成 beside the full score of its row contradicts it. That everybody is content (满意度100%) with what is
not finished yet is a remark. Words that only seem to say so (没有未完成事项, 未完成率0%) are not judged, nor targets that want something left undone (不开展评比活动).

中文：实际完成值写明“未完工”“正在施工”“尚未完成”的，不应得满分；尚未完工而满意度已填100%的，只作提示。“无未完成事项”一类说法，以及指标值本身要求不做的（如“不开展评比活动”）不判断。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = HEAD + "| 产出指标 | 数量指标 | 新建办公楼 | 建成 | {} | 20 | {} |\n| 满意度指标 | 服务对象满意度 | 群众满意度 | ≥90% | {} | 10 | 10 |"
UNFINISHED = late(
    r"(?<![无没零0])(?<!没有)(?:(?:尚|还|仍)?未(?:完工|竣工|完成|建成|开工|动工|启动|开展|实施)|(?:尚|还|仍)未(?!发[生现]|出现|产生|收到|接到)"
    r"|正在(?:施工|建设|实施|推进|办理)|在建(?![一-鿿]))(?![率数的事项原]|事项|说明|情况)"
)
UNWANTED = late("[不未无零禁]")  # 不开展评比活动: not done is what was asked for
FINISHED = late(r"原因|均已|全部完成|已全部|除")


@check(
    Good(ROWS.format("已建成", 20, "100%")),
    Good(ROWS.format("尚未完工", 12, "95%")),
    Good(ROWS.format("没有未完成的事项", 20, "100%")),
    Good(ROWS.format("建成并投入使用，未完成率0%", 20, "100%")),
    Good(ROWS.format("未开展", 20, "100%").replace("建成 |", "不开展评比活动 |")),
    Good(ROWS.format("在建党节前后开展活动3次，在建工程全部验收合格", 20, "100%")),
    Good(ROWS.format("尚未发生安全事故", 20, "100%")),
    Good(ROWS.format("建成。未完成说明：无", 20, "100%")),
    Bad(ROWS.format("主体已封顶，尚未完工", 20, "95%"), at="20", message="full"),
    Bad(ROWS.format("正在施工", 20, "100%"), at="20", message="full"),
    Remark(ROWS.format("正在施工", 12, "100%"), at="100%", message="early"),
    title=Words("未完成的不得满分", "Unfinished work does not get its full score"),
    says={
        "full": Words("“{row}”写“{text}”，却得满分 {score}。", "{row} says {text}, yet has its full score of {score}."),
        "early": Words(
            "“{row}”写“{text}”，而“{content}”已填 {rate}，请核对满意度的依据。",
            "{row} says {text}, yet {content} is already {rate}; check what the satisfaction rests on.",
        ),
    },
)
def unfinished(form: Form, *, place: str) -> Iterator[Verdict]:
    rows = [row for row, _ in form.figured(place, "weight", "score") if not row.parent]
    open_ = [row for row in rows if _unfinished(row.unbroken("actual")) and not UNWANTED.search(row.text("target"))]
    for row in open_:
        weight, score = row.figure("weight"), row.figure("score")
        if weight and score:
            args = (("row", row.name), ("text", row.text("actual")), ("score", score.line))
            outcome = Outcome.VIOLATED if score.value >= weight.value > 0 else Outcome.HOLDS
            yield Verdict(outcome, score, "full", args, evidence=(row.cells["actual"], weight), severity=Severity.WARNING)
    yield from _early(rows, open_)


def _unfinished(text: str) -> bool:
    told = "未" in text or "在" in text  # one of them is in all that UNFINISHED finds
    return told and UNFINISHED.search(text) is not None and FINISHED.search(text) is None


def _early(rows: Sequence[Row], open_: Sequence[Row]) -> Iterator[Verdict]:
    """All are content with what is not finished."""
    for row in rows if open_ else ():
        rate = row.figure("actual")
        if rate and row.section == "satisfaction" and rate.unit == "%" and rate.value == 1:
            args = (("row", open_[0].name), ("text", open_[0].text("actual")), ("content", row.name), ("rate", rate.line))
            yield Verdict(Outcome.VIOLATED, rate, "early", args, evidence=(open_[0].cells["actual"],), severity=Severity.INFO)
