"""An amount that the text tells again under the same name is the same amount.

`项目支出1637.62万元…项目支出1673.62万元`: of two amounts of one name, in two paragraphs, that are one slip of the pen apart, one is wrong. So is one of two
scores: 自评得分96.8分, 自评得分98.6分. What differs otherwise may be of other projects, years or stages, and is not judged; nor are short amounts (120万元, 130万元), and
names that the text uses for three amounts.

中文：同一名称的金额在文中不同段落重复出现的应当一致：仅差一处笔误（颠倒、错位、漏一位或多一位）的，提请核对；前后写明的自评得分也应一致。差别较大的可能属于不同项目、年度或环节，
位数少的（如120万元与130万元）容易巧合，均不判断。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.findings import Confidence
from formlint.forms import Form, Statement
from formlint.forms.matching import kernel, measures
from formlint.patterns import late
from formlint.reckoning.told_rests import rest_told
from formlint.reckoning.told_scores import total_scores
from formlint.reckoning.told_times import of_another_time
from formlint.relations import Operator, Relation, awarded
from formlint.slips import SINGLE, significant, slip
from formlint.verdicts import Verdict, state

TEXT = (
    "2023年度部门整体支出绩效自评报告\n\n全年项目支出1637.62万元，执行率98%。预算编制规范，资金管理到位。绩效目标总体完成，自评得分96.8分。\n\n{}\n\n"
    "部门职责：完成年度绩效目标，加强财政资金管理。\n\n| 问题 | 改进措施 |\n|---|---|\n| 预算编制不够细 | 加强测算 |\n"
)
MORE_POINTS = late("加分|附加分")
DIGITS = 4  # of an amount that is no chance
MOST = 2  # different amounts of one name


@check(
    Good(TEXT.format("项目支出1637.62万元，主要用于公共卫生服务。自评得分96.8分。"), form="cn-performance-report"),
    Good(TEXT.format("上年项目支出1673.62万元。经复核得分98.6分。"), form="cn-performance-report"),
    Good(TEXT.format("2022年项目支出1673.62万元。综上，自评得分98.6分（含加分1.8分）。"), form="cn-performance-report"),
    Good(TEXT.format("县级项目支出1627.62万元，省级补助10万元，项目支出1627.62万元。"), form="cn-performance-report"),
    Good(TEXT.format("项目支出2415.08万元，主要用于公共卫生服务。"), form="cn-performance-report"),
    Bad(TEXT.format("项目支出1673.62万元，主要用于公共卫生服务。"), at="1673.62万元", form="cn-performance-report"),
    Bad(TEXT.format("综上，自评得分98.6分。"), at="98.6分", message="score", form="cn-performance-report"),
    title=Words("重复写明的金额一致", "An amount that is repeated stays the same"),
    says={
        "mismatch": Words("“{noun}”前文写 {expected}，此处写 {actual}，请核对。", "{noun}: {expected} earlier, {actual} here; please check."),
        "score": Words("前文写得分 {expected}，此处写 {actual}，请核对。", "The score is {expected} earlier, {actual} here; please check."),
    },
)
def told_again(form: Form) -> Iterator[Verdict]:
    scores = list({claim.figure.value: claim.figure for claim in total_scores(form)}.values())
    if len(scores) > 1 and not MORE_POINTS.search(form.told) and slip(scores[0].number, scores[1].number, amounts=False).cost <= SINGLE:
        yield state(_equal(scores[1], scores[0]), scores[1], "score", confidence=Confidence.LIKELY)
    named: dict[tuple[str, str], list[Statement]] = {}
    for claim in form.claims:
        if claim.figure.plain and len(kernel(claim.noun)) > 1 and not claim.stands_in.endswith((".goal", ".target", ".name")):
            named.setdefault((kernel(claim.noun), measures(claim.figure)), []).append(claim)
    for told in named.values():
        if 1 < len({claim.figure.value for claim in told}) <= MOST:
            yield from _judged(form, told)


def _judged(form: Form, told: Sequence[Statement]) -> Iterator[Verdict]:
    """Two amounts, of two paragraphs, that a slip has made of one."""
    ours = [claim for claim in told if not of_another_time(form, _before(form, claim))]
    first = {claim.figure.value: claim for claim in reversed(ours)}  # of each amount
    if len(first) != MOST:
        return
    one, other = sorted(first.values(), key=ours.index)
    others = (each.figure for each in form.claims)
    if one.field != other.field and _slipped(one.figure, other.figure) and not rest_told(one.figure, other.figure.value, others):
        yield state(_equal(other.figure, one.figure), other.figure, "mismatch", args=(("noun", other.noun),), confidence=Confidence.LIKELY)


def _slipped(one: Figure, other: Figure) -> bool:
    if one.scale != other.scale or min(len(significant(one.number)), len(significant(other.number))) < DIGITS:
        return False
    return slip(one.number, other.number, amounts=False).cost <= SINGLE


def _before(form: Form, claim: Statement) -> str:
    field = form.by_id.get(claim.field)
    return "".join(field.text[max(0, claim.figure.start - 60) : claim.figure.start].split()) if field else ""


def _equal(one: Figure, other: Figure) -> Relation:
    return Relation(awarded(one), Operator.EQUAL, awarded(other))
