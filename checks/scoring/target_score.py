"""The score follows from target and actual, and is never over its weight.

It is weight x actual / target where more is better, weight x target / actual where less is; the direction is the operator's (≥, ≤, =, also in a cell
of its own). Counts are exact, rates and amounts are measured. A score rounded to fewer digits is accepted, a full score for a missed target is not.
Where the target names several quantities, each that the actual answers caps the score; one not above their mean is a remark. A bare number takes the unit of the other one (≥50个, 50).
A target met to the digit is due its full weight; where none was allowed (=0起) one is too many, and nothing is due. A score that is the weight times the
actual itself (98% of a target of 98%, scored 19.6 of 20) was worked out by the wrong formula, and is told as such. Met to the digit where more was asked
for (>10次, 10次) and scored in full, it is asked about.

Where the form prints how points are taken off (每低1个百分点扣0.5分, a column 扣分, or 得分率 where the target was missed), a score below the weight that the formula does not give is a remark.
Points taken off where the target was passed by a fifth or more are a remark: such targets were set too low. Where the row gives a reason for points that
the formula does not take off a target that was reached, it is a question; 全部完成, 无偏差 are none.

Amounts of money without an operator are judged by `scoring/cost_score`. Of rates that everyone wants high (合格率, 满意度: option `more`) more is
better, whatever is printed. Without an operator the pole tells the direction (正向, 反向), and a count among the quantities (数量指标, 8部) that falls
short is no full score, unless it is of what nobody wants. Other bare targets may mean either direction. Without an operator a breach is at most a question.
Where a project of several years prints target and actual of all of them beside those of the year (实施期目标值), the score may follow from either.
In a text dump, which may have joined the numbers of two cells, a breach is a remark where one number is more than five times the other.

中文：定量指标按公式核对得分。正向指标（≥）：得分＝分值×实际完成值÷指标值；反向指标（≤）：得分＝分值×指标值÷实际完成值；最高为分值。得分四舍五入取整可以接受，
未达目标而得满分则不可以。完成值恰好等于指标值的应得满分；指标值为零而有发生的不得分；直接用完成值乘分值（未除以指标值）得出的得分，单独指出。指标值为“大于”“小于”而完成值恰好等于它、又得满分的，提请核对。
只有一方写了单位的按同一单位理解。一个指标含多个目标值时，实际完成值中能对应上的每一个都限定得分上限，得分不高于各项平均的只作提示。表中自带扣分办法（如“每低1个百分点扣0.5分”，或列有“扣分”，未达目标的列有“得分率”）的，扣分与公式不符只作提示。超额完成五分之一及以上而适当扣分的（目标值偏低），只作提示。已达目标值、按公式不应扣分而填写了扣分原因的（“全部完成”“无偏差”等除外），提请核对。没有运算符的金额由 `scoring/cost_score` 核对；
合格率、满意度等越高越好的比率按正向核对；没有运算符而写明正向、反向的按所写方向核对；数量指标的件数、人数等少于指标值而得满分的，提请核对（事故、投诉等除外）；其他无运算符的指标两个方向都可以。无运算符的最多作警告。
跨年度项目同时列有实施期目标值和累计完成值的，得分与其中之一相符即可。
纯文本中两数相差五倍以上的只作提示，因为转换时可能把两格的数字连在了一起。
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Comparator, Figure
from formlint.figures.units import RATIO, alike, in_one_unit, money
from formlint.figures.wording import counts
from formlint.findings import Confidence, Severity
from formlint.forms import Form, Row, Statement
from formlint.patterns import late
from formlint.reckoning.answered import answered
from formlint.reckoning.directions import ways
from formlint.reckoning.execution_row import scored_as_rate
from formlint.reckoning.scored import DIRECTIONS, Direction, Scored, due, own_rule, shown, unsigned_share
from formlint.records import replace
from formlint.relations import AT_MOST, EQUAL, HOLDS, MODE, VIOLATED, Const, Least, Outcome, Product, Quotient, Ref, Relation, awarded
from formlint.relations.values import nominal
from formlint.verdicts import Verdict, state, unverifiable

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ONE = HEAD + "| 产出指标 | 数量指标 | 培训 | {} | {} | {} | {} |"
OWN_RULE = (
    ONE.replace("| 分值 |", "| 评分标准 | 分值 |")
    .replace("---|\n", "---|---|\n")
    .replace("| {} | {} | {} | {} |", "| {} | {} | 每低1个百分点扣0.25分 | {} | {} |", 1)
)
RATE = ONE.replace("培训", "{}")
RATED = ONE.replace("| 得分", "| {} | 得分").replace("---|\n", "---|---|\n").replace("| {} | {} | {} | {} |", "| {} | {} | {} | {} | {} |")
CHANGED = ONE.replace("| 年度指标值", "| 计算符号 | 年初指标值 | 年中调整").replace("---|\n", "---|---|---|\n").replace("培训 |", "培训 | ≥ | {} |")
POLE = ONE.replace("| 年度指标值", "| 指标方向 | 年度指标值").replace("---|\n", "---|---|\n").replace("培训 |", "培训 | {} |")

YEARS = (
    "| 一级指标 | 二级指标 | 三级指标 | 实施期目标值 | 2023年目标值 | 2023年完成值 | 实施期累计完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 改造管网 | ≥60公里 | ≥20公里 | 20公里 | 57公里 | 15 | {} |"
)
STRICT = (Comparator.MORE, Comparator.LESS)
MANY_TIMES = 5
REASON = 4  # characters that tell something: 2件超期
NO_LOSS = late(
    r"(?:无|没有|未发现|未出现|不存在)[^，,；;。]{0,4}(?:偏差|问题|异常|扣分)\w{0,4}。?|"
    r"(?:已|均|全部|全面|按时|按期|按计划|如期|及时|圆满|年度|目标|指标|任务|工作)*+(?:完成|达到|达标)(?:年度|年初|预期|全部|目标|指标|任务|工作|要求|计划|值)*+。?"
)
WANTED = ("合格率", "满意度", "执行率")


@check(
    Good(ONE.format("≥600人", "719人", 5, 5)),
    Good(ONE.format("≥576人", "407人", 2, "1.41")),
    Good(ONE.format("≤8%", "5%", 3, 3)),
    Good(ONE.format("=100%", "98%", 10, "9.8")),
    Good(ONE.format("培训次数≥4次，培训人数≥600人", "举办5个培训班次，培训人数719人", 5, 5)),
    Good(ONE.format("≥200人", "约200人", 5, 5)),
    Good(ONE.format("会议次数≥2次，参会人数≥200人", "开展考核和评选会议各1次，参会人数约200人", 5, 5)),
    Good(ONE.format("≥4次", "525期", 5, 5)),
    Good(ONE.format("≥400人", "556人", 5, "4.5")),
    Good(ONE.format("≤5次", "0次", 5, 5)),
    Good(ONE.format("5天", "3天", 5, 5)),
    Good(ONE.format("≥-5%", "-3%", 5, 5)),
    Good(ONE.format("培训人数≥600人，场次≥4次", "上半年培训人数300人，下半年培训人数400人", 5, 5)),
    Good(ONE.format("≥50个", "50", 5, 5)),
    Good(ONE.format("≥95%", "0.96", 5, 5)),
    Good(ONE.format(">95%", "95.1%", 5, 5)),
    Good(RATE.format("合格率", "100%", "98%", 10, "9.8")),
    Good(RATE.format("不合格率", "5%", "3%", 10, 10)),
    Good(RATE.format("公用经费控制率", "100%", "97%", 10, 10)),
    Good(ONE.format("=0起", "0起", 5, 5)),
    Good(ONE.format("=0起", "2起", 5, 0)),
    Good(ONE.format("98%", "98%", 20, 20)),
    Good(ONE.format("≥100%", "98%", 20, "19.6")),
    Good(ONE.format("≥10次", "8次", 6, 5)),
    Bad(ONE.format("=0起", "2起", 5, 5), at="5", message="missed"),
    Bad(ONE.format("98%", "98%", 20, "19.6"), at="19.6", message="share"),
    Bad(ONE.format("≥2382平方米", "1436平方米", 5, 1), at="1"),
    Bad(ONE.format("≥4754人", "4604人", 5, 5), at="5", message="missed"),
    Bad(ONE.format("≤5300元", "5830元", 10, 10), at="10", message="missed"),
    Bad(ONE.format("≥50个", "40", 5, 5), at="5", message="missed"),
    Bad(ONE.format("100%", "100%", 10, 9), at="9", message="mismatch"),
    Bad(ONE.format(">10次", "10次", 5, 5), at="5", message="strict"),
    Bad(POLE.format("正向", "1200只", "1120只", 10, 10), at="10", message="missed"),
    Bad(POLE.format("反向指标", "30天", "36天", 10, 10), at="10", message="missed"),
    Good(POLE.format("反向", "30天", "26天", 10, 10)),
    Good(YEARS.format("14.25")),
    Good(YEARS.format("15")),
    Bad(YEARS.format("12.5"), at="12.5"),
    Good(CHANGED.format("40座", "-4", "36座", 5, 5)),
    Bad(CHANGED.format("≥40座", "≥36座", "27座", 5, 5), at="5", message="missed"),
    Good(CHANGED.format("≥40座", "36座", "36座", 5, 5)),
    Bad(CHANGED.format("40座", "0", "36座", 5, 5), at="5", message="missed"),
    Good(POLE.format("定量", "30天", "26天", 10, 10)),
    Bad(RATE.format("出版年鉴", "8部", "7部", 10, 10), at="10", message="missed"),
    Good(RATE.format("交通事故", "8起", "7起", 10, 10)),
    Bad(RATE.format("政府采购执行率", "100%", "72.74%", 2, 2), at="2", message="missed"),
    Good(RATE.format("预算执行率", "≥95%", "99.00%", 10, "9.9")),
    Good(RATE.format("预算执行率", "≥95%", "99.00%", 10, 10)),
    Bad(RATE.format("预算执行率", "≥95%", "99.00%", 10, "9.2"), at="9.2"),
    Bad(ONE.format("培训次数≥4次，培训人数≥600人", "举办5个培训班次，培训人数519人", 5, 5), at="5", message="capped"),
    Remark(ONE.format("演出≥20场，讲座≥10期", "演出22场，讲座9期", 20, 19), at="19"),
    Remark(ONE.format("≥400人", "556人", 5, "4.5"), at="4.5"),
    Bad(ONE.replace(" 得分 |", " 得分 | 扣分原因 |").format("≤5天", "4.2天", 20, "18.8 | 2件超期"), at="18.8"),
    Remark(OWN_RULE.format("≥90%", "88%", 10, "9.5"), at="9.5"),
    Remark(RATED.format("得分率", "≥98%", "97%", 15, "90%", "13.5"), at="13.5"),
    Bad(RATED.format("得分率", "≥400户", "410户", 5, "90%", "4.5"), at="4.5"),
    Bad(RATED.format("完成率", "≥100户", "95户", 15, "85%", "12.75"), at="12.75"),
    title=Words("得分与完成情况相符", "The score follows from target and actual"),
    says={
        "mismatch": Words(
            "“{row}”目标{target}、完成{achieved}，按公式应得 {expected} 分，现填 {actual} 分。",
            "{row}: target {target}, achieved {achieved}; the formula gives {expected} points, {actual} are printed.",
        ),
        "missed": Words(
            "“{row}”目标{target}、完成{achieved}，未达目标却得满分 {actual}，按公式应为 {expected}。",
            "{row}: target {target}, achieved {achieved}: missed, yet the full {actual} points are given; the formula gives {expected}.",
        ),
        "capped": Words(
            "“{row}”目标{target}、完成{achieved}，未达目标，得分最多 {expected}，现填 {actual}。",
            "{row}: target {target}, achieved {achieved}: missed, so at most {expected} points are due; {actual} are printed.",
        ),
        "share": Words(
            "“{row}”目标{target}、完成{achieved}，得分应按完成值与指标值之比计算，为 {expected} 分；现填 {actual} 分，是用完成值直接乘了分值。",
            "{row}: target {target}, achieved {achieved}: their ratio gives {expected} points; the {actual} printed are the weight times the actual itself.",
        ),
        "strict": Words(
            "“{row}”目标{target}、完成{achieved}，恰好等于边界值，却得满分 {actual}，请核对。",
            "{row}: target {target}, achieved {achieved}: equal to it, not beyond it, yet the full {actual} points are given.",
        ),
        "units": Words(
            "“{row}”的目标{target}与完成{achieved}单位不同，无法按公式核对。", "{row}: target {target} and actual {achieved} have different units."
        ),
    },
)
def target_score(form: Form, *, place: str, more: Sequence[str] = WANTED) -> Iterator[Verdict]:
    wanted, claims = tuple(more), form.claims_of
    columns = [form.column(place, name) for name in ("weight", "score", "target", "actual")]
    for row, weight, score, planned, done in zip(form.table(place).rows, *columns, strict=True):
        if weight is None or score is None:
            continue
        target, actual = in_one_unit(planned, done)
        if target is None or actual is None:
            if f"{row.id}.target" in claims:
                yield from _several(claims, row, weight, score)
        elif not alike(target, actual) or unsigned_share(target, actual):
            yield unverifiable(score, "units", row=row.name, target=shown(target), achieved=actual.line)
        elif not (money(target) and target.comparator is Comparator.NONE):  # those are judged together, by scoring/cost_score
            found = _either(Scored(row, target, actual, weight, score), wanted)
            yield from found if form.ruled or not _torn(target, actual) else (replace(each, severity=Severity.INFO) for each in found)


def _torn(target: Figure, actual: Figure) -> bool:
    """Of a dump: one is many times the other, as it is where the numbers of two cells were joined: ≥22 and 0元 make 220元."""
    least, most = sorted((abs(target.value), abs(actual.value)))
    return most > MANY_TIMES * least > 0


def _either(row: Scored, wanted: tuple[str, ...]) -> Sequence[Verdict]:
    """By the target and the actual of the year, or where these do not give the score by those of all the years of the project."""
    found = [*_single(row, wanted)]
    if not any(verdict.bad for verdict in found):
        return found
    target, actual = in_one_unit(row.row.figure("target_again"), row.row.figure("actual_again"))
    if target is None or actual is None or not alike(target, actual):
        return found
    other = [*_single(replace(row, target=target, actual=actual), wanted)]
    return found if any(verdict.bad for verdict in other) else other


def _single(row: Scored, wanted: tuple[str, ...]) -> Iterator[Verdict]:
    if scored_as_rate(row.row):
        yield state(Relation(Ref(row.score), EQUAL, Product(awarded(row.weight), Ref(row.actual))), row.score, "mismatch", args=row.args)
        return
    directions = ways(row, wanted)
    if row.target.value == row.actual.value and row.target.value and not row.actual.hedge:
        yield from _met(row)
        return
    if row.target.value <= 0 or row.actual.value < 0 or (row.actual.value == 0 and Direction.LESS in directions):
        yield from _without_ratio(row, directions)
        return
    args = row.args
    verdict = min([state(row.relation(way), row.score, "mismatch", args=args) for way in directions], key=_rank)
    missed = _missed(row, directions)
    if not verdict.bad and not (missed and row.full):  # nearly always
        yield verdict
        return
    if missed and row.full and verdict.outcome is VIOLATED:
        verdict = replace(verdict, message="missed")
    elif missed and row.full:  # 4.84 of 5 rounds to 5, but a missed target earns no full score
        exact = Relation(awarded(row.score), AT_MOST, due(awarded(row.weight), row.target, row.actual, directions[0]))
        verdict = state(exact, row.score, "missed", args=args)
    graded = _as_share(row, _graded(verdict, row.score, row.weight, bare=row.target.comparator is Comparator.NONE))
    lesser = graded.message != "share" and (
        _marked_down(row, directions) or (graded.message == "mismatch" and _by_own_rule(row, graded, missed=missed))
    )
    asked = graded.severity is Severity.ERROR and not missed and _explained(row)
    yield replace(graded, severity=Severity.INFO if lesser else Severity.WARNING) if graded.bad and (lesser or asked) else graded


def _met(row: Scored) -> Iterator[Verdict]:
    """The target to the digit. A rate that is printed alike may lie beyond it all the same; a count does not."""
    if row.target.comparator not in STRICT:
        most = awarded(row.weight)
        due = Least((most, Product(most, Quotient(awarded(row.actual), awarded(row.target)))))
        met = state(Relation(Ref(row.score), EQUAL, due), row.score, "mismatch", args=row.args)
        yield _as_share(row, _graded(met, row.score, row.weight, bare=row.target.comparator is Comparator.NONE))
        return
    counted = row.target.unit in counts()
    args = (*row.args, ("actual", row.score.line))
    outcome = VIOLATED if row.full else HOLDS
    severity = Severity.WARNING if counted else Severity.INFO
    yield Verdict(outcome, row.score, "strict", args, evidence=(row.target, row.actual), severity=severity, confidence=Confidence.LIKELY)


def _without_ratio(row: Scored, directions: Sequence[Direction]) -> Iterator[Verdict]:
    """No accident where none was allowed, none where five were: reached, so the full score is due. Else there is no ratio to judge by."""
    if Direction.LESS in directions and 0 <= row.actual.value <= row.target.value:
        yield state(Relation(Ref(row.score), EQUAL, awarded(row.weight)), row.score, "mismatch", args=row.args)
    elif row.target.comparator in (Comparator.EQUAL, Comparator.AT_MOST) and row.target.value == 0 < row.actual.value:
        nothing = Relation(awarded(row.score), EQUAL, Const(ZERO))
        yield _graded(state(nothing, row.score, "missed" if row.full else "mismatch", args=row.args), row.score, row.weight)


def _as_share(row: Scored, verdict: Verdict) -> Verdict:
    """A score that is the weight times the actual, to the last of its digits: 98% of 20 is 19.6, whatever the target."""
    if verdict.outcome is not VIOLATED or row.actual.unit not in RATIO or not row.score.decimals:
        return verdict
    if row.weight.value * row.actual.value != row.score.value:
        return verdict
    return replace(verdict, message="share", severity=verdict.severity if row.target.comparator is Comparator.NONE else Severity.ERROR)


def _several(claims: Mapping[str, Sequence[Statement]], row: Row, weight: Figure, score: Figure) -> Iterator[Verdict]:
    """Every quantity of the target that the actual answers caps the score; a score not above their mean is remarked."""
    verdicts: list[Verdict] = []
    for target, answer in answered(claims, row):
        most = due(awarded(weight), target.figure, answer.figure, DIRECTIONS[target.figure.comparator][0])
        args = (("row", row.name), ("target", target.noun + target.figure.line), ("achieved", answer.figure.line))
        exact = not answer.figure.hedge
        verdicts.append(_graded(state(Relation(Ref(score, exact=exact), AT_MOST, most), score, "capped", args=args), score, weight))
    if len(verdicts) < 2 or score.value >= weight.value:
        yield from verdicts
        return
    caps = [value for verdict in verdicts if verdict.relation and (value := nominal(verdict.relation.right)) is not None]
    shared = len(caps) > 1 and score.value * len(caps) <= sum(caps, ZERO)  # each has its part of the points
    yield from (replace(each, severity=Severity.INFO) if shared and each.bad else each for each in verdicts)


def _missed(row: Scored, directions: Sequence[Direction]) -> bool:
    if len(directions) > 1:
        return False
    return row.actual.value < row.target.value if directions[0] is Direction.MORE else row.actual.value > row.target.value


def _explained(row: Scored) -> bool:
    """Points were lost for something that the reason tells, and the actual does not: 平均4.2个工作日，2件超期."""
    reason = "".join(row.row.unbroken("reason").split())
    return row.score.value < row.weight.value and len(reason) >= REASON and NO_LOSS.fullmatch(reason) is None


def _marked_down(row: Scored, directions: Sequence[Direction]) -> bool:
    """Fewer points than the weight for a target that was passed by a fifth or more: it was set too low, and 财预〔2020〕10号 wants points taken off."""
    over = row.actual.value / row.target.value if directions[0] is Direction.MORE else row.target.value / (row.actual.value or 1)
    return row.score.value < row.weight.value and over >= Fraction(6, 5)


def _by_own_rule(row: Scored, verdict: Verdict, *, missed: bool) -> bool:
    """Points were lost by a rule that the form prints: 每低1个百分点扣0.5分, or a 扣分, or the 得分率 of a missed target, that takes off more than the formula."""
    if row.full:
        return False
    deducted, expected = row.row.figure("deducted"), nominal(verdict.relation.right) if verdict.relation else None
    harsher = expected is not None and row.score.value < expected
    by_column = harsher and deducted is not None and row.score.value == row.weight.value - abs(deducted.value)
    return by_column or (harsher and missed and _by_ratio(row)) or own_rule(row.row)


def _by_ratio(row: Scored) -> bool:
    """The row prints which part of the points is given. A 完成率 is none: it follows from target and actual, and may be wrong itself."""
    ratio = row.row.figure("ratio")
    return ratio is not None and "完成" not in "".join(ratio.label[-1:]) and row.score.value == row.weight.value * ratio.value


OUTCOMES = list(Outcome)


def _rank(verdict: Verdict) -> int:
    return OUTCOMES.index(verdict.outcome)


def _graded(verdict: Verdict, score: Figure, weight: Figure, *, bare: bool = False) -> Verdict:
    """Off by over half a point and 5% of the weight: an error, a question where no operator is printed; by less: a question; cut off: a remark."""
    expected = nominal(verdict.relation.right) if verdict.bad and verdict.relation else None
    if expected is None:
        return verdict
    if verdict.outcome is MODE:
        return replace(verdict, severity=Severity.INFO)
    off = abs(expected - score.value)
    far = off > Fraction(1, 2) and off * 20 > weight.value
    return replace(verdict, severity=Severity.ERROR if far and not bare else Severity.WARNING)
