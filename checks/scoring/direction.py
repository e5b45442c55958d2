"""What is bad has no lower bound.

`逾期发放率≥100%` asks for lateness. An indicator whose name ends in something unwanted (逾期率, 差错率, 事故次数, 投诉件数) cannot have a target of at
least so much; most likely the sign is turned, or 未 is missing. Nor has a share of the whole (合格率, 满意度) a target beyond all of it: >100% cannot be
reached, and ≥100% is what =100% says, which is a remark; nor can more than all of it be achieved (合格率 107%), but for what tells how much of a
task was done (任务达标率 120%). Names that say it is dealt with (处理率, 整改率, 下降率, 查处, 化解) are good things.

中文：名称为不希望发生之事（逾期率、差错率、事故次数、投诉件数等）的指标，指标值不应写“≥”，多半是方向写反。合格率、满意度等最多为100%，
“>100%”无法达到，“≥100%”宜写作“=100%”（只作提示）；其实际完成值也不能超过100%（任务达标率、目标达标率等除外）。处理率、整改率、下降率、查处、化解等属正向指标，不提示。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.figures import Comparator
from formlint.findings import Severity
from formlint.forms import Form
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

ROW = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 质量指标 | {} | {} | {} | 5 | 5 |"
UNWANTED = late(
    r"(?:逾期\w{0,4}|延误|差错|出错|错误|漏报|违规|违纪|超标|超支|不合格|不达标|辍学|返贫|死亡|伤亡|失败|事故|投诉|拖欠)(?:发生)?(?:率|次数|件数|人数|数量|数|起数)?$"
)
ABOVE = (Comparator.AT_LEAST, Comparator.MORE)
SHARE = late("(?:合格|满意|覆盖|达标|及时|办结|知晓|优良|验收|准确|正确|出勤|入学|参保|到位|完好|正常|普及|接种)率$|满意度$")
WHOLE = late("(?:合格|满意|达标|优良|准确|正确|完好|正常|出勤|知晓|验收|及时)率$|满意度$")  # of what is there; 办结率 and 覆盖率 may pass 100%
PASSED = late("(?:任务|目标|计划|指标|产量|产值|进度).{0,4}达标率$")  # how much of a task was done may be more than all of it
GOOD = late(
    "处[理置]|整改|办[理结]|回复|答复|化解|下降|降低|减少|控制|查处|排查|防范|预防|治理|无|零|未|不发生|追回|清理|救助|巩固|监测|帮扶|演练|应急|及时|响应|受理|调查"
)


@check(
    Good(ROW.format("补助逾期发放率", "≤1%", "0%")),
    Good(ROW.format("投诉处理率", "≥95%", "98%")),
    Good(ROW.format("事故隐患整改率", "≥95%", "98%")),
    Good(ROW.format("安全事故下降率", "≥5%", "6%")),
    Good(ROW.format("安全事故", "=0起", "0起")),
    Good(ROW.format("产量增长率", "≥120%", "130%")),
    Good(ROW.format("验收合格率", "≥100%", "100%")),
    Bad(ROW.format("验收合格率", ">100%", "100%"), at=">100%", message="beyond"),
    Bad(ROW.format("补助逾期发放率", "≥100%", "100%"), at="≥100%"),
    Bad(ROW.format("安全事故次数", "≥2次", "0次"), at="≥2次"),
    Good(ROW.format("案件办结率", "≥95%", "103%")),
    Good(ROW.format("任务达标率", "100%", "120%")),
    Good(ROW.format("年度计划目标达标率", "≥100%", "105%")),
    Bad(ROW.format("水质达标率", "≥95%", "120%"), at="120%", message="impossible"),
    Good(ROW.format("预算执行率", "≥95%", "103%")),
    Bad(ROW.format("验收合格率", "=100%", "107%"), at="107%", message="impossible"),
    Remark(ROW.format("验收合格率", "≥100%", "100%"), at="≥100%", message="all"),
    title=Words("指标方向正确", "The sign of a target fits its name"),
    says={
        "turned": Words("“{row}”是不希望发生的事，指标值却写 {text}，请核对方向。", "{row} is unwanted, yet the target is {text}; check its sign."),
        "beyond": Words("“{row}”最多为100%，指标值 {text} 无法达到。", "{row} is 100% at most: a target of {text} cannot be reached."),
        "impossible": Words("“{row}”最多为100%，实际完成值却填 {text}。", "{row} is 100% at most, yet {text} is said to be achieved."),
        "all": Words(
            "“{row}”最多为100%，指标值（{text}）不必用“≥”，宜用“=”。", "{row} is 100% at most, so the target {text} is better written with =."
        ),
    },
)
def direction(form: Form, *, place: str) -> Iterator[Verdict]:
    for row, target, actual in zip(form.table(place).rows, form.column(place, "target"), form.column(place, "actual"), strict=True):
        if target is None and actual is None:
            continue
        name = "".join(row.label.split())
        if actual and actual.unit == "%" and WHOLE.search(name) and not PASSED.search(name):
            impossible = Outcome.VIOLATED if actual.value > 1 else Outcome.HOLDS
            yield Verdict(impossible, actual, "impossible", (("row", row.name), ("text", actual.line)), severity=Severity.WARNING)
        if target is None:
            continue
        args = (("row", row.name), ("text", target.line))
        if UNWANTED.search(name) and not GOOD.search(name):
            turned = target.comparator in ABOVE and target.value > 0
            yield Verdict(Outcome.VIOLATED if turned else Outcome.HOLDS, target, "turned", args, severity=Severity.WARNING)
        elif SHARE.search(name) and not PASSED.search(name) and target.unit == "%" and target.value >= 1 and target.comparator in ABOVE:
            beyond = target.value > 1 or target.comparator is Comparator.MORE
            yield Verdict(Outcome.VIOLATED, target, "beyond" if beyond else "all", args, severity=Severity.WARNING if beyond else Severity.INFO)
