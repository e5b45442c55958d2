"""The score of a target without a number lies in the band that the row's own words give it.

Reached is 100% to 80% of the weight (80 included), partly reached 80% to 60%, not reached below; the edges are those of the form's notes (80 and 50 in
older forms), else these, and 50 before 2020. Points between 80 and 100% for a target that was reached are legal; fewer contradict the words of the row, and so do more
than the band for one that was not reached (未完成, 未开展), or, where the notes print the bands, only in part (部分达成). Words that hold something
back (基本, 有所, 较, 但) are not judged, nor too few points beside a reason, nor rows that follow a number.
Source: 填表说明第4条（定性指标分档）; 财预〔2020〕10号.

中文：定性指标分三档：达成预期的得分值的80%（含）至100%，部分达成的得60%（含）至80%，未达成的在60%以下；分档以填表说明为准（旧表为80%、50%）。
写明已完成而得分不足80%、又没有说明原因的，写明“部分达成”而不足下限或（填表说明列明分档时）超出上限的，写明“未完成”“未开展”而高于其档的，请核对。
带有“基本”“有所”等保留的说法、已填原因而得分偏低的行和按数量计分的行不判断。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import AT_LEAST, AT_MOST, Const, Operator, Product, Relation, awarded
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 效益指标 | 社会效益 | 工作机制 | 健全 | {} | 10 | {} | {} |"
REACHED = late(
    r"(?:已|全部|全面|圆满|按时|按期|如期|按质|保质保量)*(?:完成|达到|达成|实现)(?:预期)?(?:目标|指标|要求|效果|任务|值)?[。.]?|达成预期(?:指标|目标)[。.]?"
)
OBJECT = r"(?:年度|既定|预期)?(?:目标|指标|要求|效果|任务|值)?"
PARTLY = late(rf"部分(?:完成|达到|达成|实现){OBJECT}(?:[并且，,]*具有一定效果)?[。.]?")
UNREACHED = late(rf"(?:未|没有|尚未)(?:能)?(?:按[时期])?(?:完成|达到|达成|实现|开展|实施|启动){OBJECT}(?:[且，,]*效果较差)?[。.]?")
NOT = frozenset("未没尚")  # what UNREACHED finds begins so
UNWANTED = late("[不未无零禁]")  # 不开展评比活动: not done is what was asked for
UPPER, LOWER, OLD_LOWER = Fraction(4, 5), Fraction(3, 5), Fraction(1, 2)
NEW_SINCE = 2020  # 财预〔2020〕10号
NOTE = "\n\n注：定性指标根据完成情况分为：达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档，分别按照100-80%（含80%）、80-50%（含50%）、50-0%计分。"


@check(
    Good(ROW.format("达成预期指标", 10, "")),
    Good(ROW.format("达成预期指标", 8, "")),
    Good(ROW.format("基本完成", 6, "")),
    Good(ROW.format("已完成", 6, "两项制度年底才印发")),
    Good(ROW.format("部分达成预期指标", 7, "")),
    Good(ROW.format("部分达成预期指标并具有一定效果", 5, "") + NOTE),
    Good(ROW.format("部分完成", 4, "两项制度年底才印发")),
    Good(ROW.format("未开展", 0, "")),
    Good(ROW.replace("健全", "不开展评比活动").format("未开展", 10, "")),
    Good(ROW.format("未完成", 3, "两项制度年底才印发")),
    Good(ROW.replace("健全", "≥10次").format("已完成", 6, "")),
    Bad(ROW.format("达成预期指标", 6, ""), at="6"),
    Bad(ROW.format("健全", 7, ""), at="7"),
    Bad(ROW.format("部分达成预期指标", 5, ""), at="5", message="partly-low"),
    Bad(ROW.format("部分达成预期指标并具有一定效果", 10, "") + NOTE, at="10", message="partly-high"),
    Bad(ROW.format("未开展", 10, ""), at="10", message="unreached"),
    title=Words("定性指标得分与完成情况相符", "A qualitative score lies in the band that its words stand for"),
    says={
        "low": Words(
            "“{row}”写“{text}”，即达成预期，按分档最低得 {expected} 分，现填 {actual} 分，又未说明原因。",
            "{row} says {text}, which is reached: at least {expected} points by its band; {actual} are printed, without a reason.",
        ),
        "partly-low": Words(
            "“{row}”写“{text}”，按分档最低得 {expected} 分，现填 {actual} 分，又未说明原因。",
            "{row} says {text}: at least {expected} points by its band; {actual} are printed, without a reason.",
        ),
        "partly-high": Words(
            "“{row}”写“{text}”，按分档最高得 {expected} 分，现填 {actual} 分。",
            "{row} says {text}: at most {expected} points by its band; {actual} are printed.",
        ),
        "unreached": Words(
            "“{row}”写“{text}”，即未达成，按分档最高得 {expected} 分，现填 {actual} 分。",
            "{row} says {text}, which is not reached: at most {expected} points by its band; {actual} are printed.",
        ),
    },
)
def qualitative(form: Form, *, place: str) -> Iterator[Verdict]:
    upper, lower, printed = _edges(form)
    for row, (weight, score) in form.figured(place, "weight", "score"):
        if row.parent:
            continue
        for message, operator, edge in _bounds(row, upper, lower):
            told = row.text("reason").strip("无—-/ ") != ""
            if (operator is AT_LEAST and told) or (message == "partly-high" and not printed):
                continue
            bound = Relation(awarded(score), operator, Product(awarded(weight), Const(edge)))
            yield state(bound, score, message, args=(("row", row.name), ("text", row.text("actual"))), severity=Severity.WARNING)


def _bounds(row: Row, upper: Fraction, lower: Fraction) -> Sequence[tuple[str, Operator, Fraction]]:
    """What the words of the row ask of its score: that the target is no number, and that the actual says how far it was reached and nothing else."""
    actual = row.unbroken("actual")
    if not actual or actual[0].isdigit() or actual[-1].isdigit():  # most actuals are numbers
        return ()
    target = row.unbroken("target")
    told: tuple[tuple[str, Operator, Fraction], ...] = ()
    begun = actual[:1]
    if begun in NOT and UNREACHED.fullmatch(actual) and not UNWANTED.search(target):
        told = (("unreached", AT_MOST, lower),)
    elif begun == "部" and PARTLY.fullmatch(actual):
        told = (("partly-low", AT_LEAST, lower), ("partly-high", AT_MOST, upper))
    elif actual == target or REACHED.fullmatch(actual):
        told = (("low", AT_LEAST, upper),)
    return told if told and not any(map(str.isdigit, target + actual)) else ()


def _edges(form: Form) -> tuple[Fraction, Fraction, bool]:
    """The edges of the bands, and whether the form prints them."""
    printed = [clause.value for clause in form.clauses if clause.name == "band"]
    if len(printed) > 1:
        return printed[0], printed[1], True
    return UPPER, OLD_LOWER if form.year is not None and form.year < NEW_SINCE else LOWER, False
