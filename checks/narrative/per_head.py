"""The average a sentence tells is the amount over the heads it tells.

`发放126人，人均补贴1200元，合计发放15.12万元`: one count of persons (households for 户均), one average and one amount that was paid in one sentence belong together.
Where there are more of them, or the sentence tells months, days, times, plans, limits, changes or a project's money beside them, or others that the
amount was paid to as well (其中, 等, 部分, 低保和特困补助), it is open what the average is of, and nothing is judged; what semicolons divide is judged apart.
A standard (每人1200元) is no average, for some get a part of it, nor is what people earn (人均增收) one of what was paid. Averages that were cut off instead of
rounded are a remark.

中文：一句话中写有一个人数（户均的为户数）、一个人均数和一个发放总额的，三者应当相符。数字不止这些的，或者同句写有月数、天数、次数、
计划、限额、增减、项目资金的，以及总额还用于其他对象（其中、等、部分、“甲和乙补助”）的，不作判断；用分号隔开的各项分别核对；“每人1200元”是标准，不是平均数，人均增收也不是人均发放，都不判断；人均数截尾未四舍五入的，只作提示。
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Hedge
from formlint.figures.units import money
from formlint.findings import Confidence
from formlint.forms import Form, Statement
from formlint.forms.matching import measures
from formlint.patterns import late
from formlint.relations import Operator, Quotient, Ref, Relation
from formlint.verdicts import Verdict, cut_remarked, state

TEXT = (
    "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 发放补贴 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量 | 培训 | ≥1次 | 1次 | 5 | 5 |"
)
HEADS = {"人均": ("人", "人次"), "生均": ("人",), "户均": ("户",), "次均": ("人次",)}
AVERAGE = late(f"({'|'.join(HEADS)})[^月季天日次周时年]{{0,12}}$")
PAID = late("(?:发放|补助|补贴|资助|救助|支付|兑付|兑现|拨付|奖励|慰问|增收|支出)[^月季天日次周时年]{0,10}$")
EARNED = late("增收|创收|收入|产值")
OF_PROJECT = late("项目|专项|预算|投资")
OPEN = late(  # what else the average, the heads or the amount may be of
    r"\d个月|\d天|\d(?:个季度|学期|课时|小时)|每人?[月季天日次周年期学]|[按逐][月季天日次周年]|[月季天日次周](?:人均|生均|户均)|"
    "计划|预计|拟|最高|最低|标准|[上下]限|封顶|新增|增加|减少|[上去]年|同比|户籍|在册|在校|常住|总人口|结余|未发"
)
TIMES = late(r"\d[次期批轮场]")  # 人次 has them counted already
AMONG = "其中"
BETWEEN = late(f"[;；:：]|{AMONG}")
MORE = late("[、和与及]|其中|包括")  # before an amount: it was paid for more than one thing, or to more than those whose heads are told
PART = late(
    "(?<![高中初平同均相优一二三四])等(?:[^级额候]|$)|部分|其余|其他|另有|以及|包括"
)  # the heads are some of those paid, or others are paid beside them
SENTENCE = late("[。！!？?\n;；:：]|其中")
CLAUSE = late("[,，。;；:：、!！?？\n]")
LEAD = 30  # characters around an amount
THREE = 3  # the heads, the average, the amount


@check(
    Good(TEXT.format("全年补贴126人，人均补贴1200元，合计发放15.12万元。")),
    Good(TEXT.format("资助学生37名，人均资助1351元，共发放资助金5万元。")),
    Good(TEXT.format("全年补贴126人，每人补贴1200元，合计发放14.83万元。")),
    Good(TEXT.format("全年补贴126人，人均每月补贴100元，合计发放15.12万元。")),
    Good(TEXT.format("补贴老人126人、儿童40人，人均补贴1200元，合计发放19万元。")),
    Good(TEXT.format("带动126人就业，人均增收1200元，项目总投资80万元。")),
    Good(TEXT.format("补贴约126人，人均补贴1200元，合计发放16万元。")),
    Bad(TEXT.format("全年补贴126人，人均补贴1250元，合计发放15.12万元。"), at="1250元"),
    Good(TEXT.format("培训8期1260人次，人均培训费320元，共支出培训费40.32万元。")),
    Good(TEXT.format("培训120人、480人次，人均培训费320元，共支出培训费15.36万元。")),
    Bad(TEXT.format("培训8期1260人次，人均培训费230元，共支出培训费40.32万元。"), at="230元"),
    Good(TEXT.format("发放126人，人均补贴100元，发放12个月，合计发放15.12万元。")),
    Good(TEXT.format("发放126人，月人均补贴100元，合计发放15.12万元。")),
    Good(TEXT.format("发放126人，人均补贴100元（按月发放），合计发放15.12万元。")),
    Good(TEXT.format("培训126人、3次，人均补助100元，合计发放3.78万元。")),
    Good(TEXT.format("带动126人就业，人均增收1200元，合计发放补贴80万元。")),
    Good(TEXT.format("计划补贴130人，人均补贴1200元，实际发放15.12万元。")),
    Good(TEXT.format("补贴126人，人均最高补贴1500元，合计发放15.12万元。")),
    Good(TEXT.format("涉及村民500人，其中享受补贴126人，人均补贴1200元，合计发放15.12万元。")),
    Good(TEXT.format("发放低保金和特困供养金18万元，保障低保对象126人，人均补贴1200元。")),
    Good(TEXT.format("发放补贴18万元，其中高龄老人126人，人均补贴1200元。")),
    Good(TEXT.format("发放补贴18万元，惠及高龄老人126人等，人均补贴1200元。")),
    Bad(TEXT.format("高等院校学生126人，人均补贴1250元，合计发放15.12万元。"), at="1250元"),
    Bad(TEXT.format("发放低保金2592万元，保障4800人，人均4500元；发放供养金900万元，供养600人，人均1.5万元。"), at="4500元"),
    Good(TEXT.format("发放补贴126人，人均补贴1200元，合计发放15.12万元，其中八十岁以上98人，九十岁以上28人。")),
    Bad(TEXT.format("发放补贴126人，人均补贴1250元，合计发放15.12万元，其中八十岁以上98人，九十岁以上28人。"), at="1250元"),
    Good(TEXT.format("支出项目资金20万元，慰问126人，人均慰问1000元。")),
    Bad(TEXT.format("兑付320户，户均补贴580元，兑付资金27.20万元。"), at="580元"),
    title=Words("人均数与总额、人数相符", "An average per head follows from the amount and the head count"),
    says={
        "mismatch": Words(
            "“{noun}”写 {actual}，按所写总额和数量应为 {expected}。",
            "{noun}: the text says {actual}; the amount and the head count beside it make {expected}.",
        ),
    },
)
def per_head(form: Form) -> Iterator[Verdict]:
    if not any(map(form.told.__contains__, HEADS)):  # most forms
        return
    for (field, _), group in groupby(form.statements, key=lambda each: (each.field, each.sentence)):
        sentence = [claim for each in group for claim in each.all()]
        if len(sentence) < THREE or field not in form.by_id:
            continue
        text = form.by_id[field].text
        for told in _segments(sentence, text):
            if found := _together(told, text):
                average, amount, heads = found
                relation = Relation(Ref(average.figure), Operator.EQUAL, Quotient(Ref(amount.figure), Ref(heads.figure, exact=True)))
                yield cut_remarked(state(relation, average.figure, "mismatch", args=(("noun", average.noun),), confidence=Confidence.LIKELY))


def _segments(told: Sequence[Statement], text: str) -> Iterator[Sequence[Statement]]:
    """A sentence may tell of several payments, one behind the other: 发放低保金…；发放供养金…。 What follows 其中 is a part of something."""
    ordered = sorted(told, key=lambda each: each.figure.start)
    start, whole = 0, True
    for place, (one, other) in enumerate(pairwise(ordered), 1):
        if mark := BETWEEN.search(text, one.figure.end, other.figure.start):
            yield from [ordered[start:place]] if whole else []
            start, whole = place, mark[0] != AMONG
    yield from [ordered[start:]] if whole else []


def _together(told: Sequence[Statement], text: str) -> tuple[Statement, Statement, Statement] | None:
    """The average, the amount and the heads, when the sentence tells just one of each, and plainly."""
    amounts = [each for each in told if money(each.figure)]
    named = [(AVERAGE.search(_clause(each, text)), each) for each in amounts]
    averages = [(match[1], each) for match, each in named if match]
    if len(amounts) != 2 or len(averages) != 1:
        return None
    kind, average = averages[0]
    amount = amounts[0] if amounts[1] is average else amounts[1]
    heads = [each for each in told if measures(each.figure) in HEADS[kind]]
    if len(heads) != 1 or heads[0].figure.value <= 0 or not _of_each_other(_clause(average, text), _clause(amount, text)):
        return None
    sentence = "".join(_sentence(told, text).split())
    if (
        OPEN.search(sentence)
        or PART.search(sentence)
        or MORE.search(_clause(amount, text))
        or (heads[0].figure.unit != "人次" and TIMES.search(sentence))
    ):
        return None
    plain = all(each.figure.hedge is Hedge.NONE and not each.figure.comparator for each in (average, amount, heads[0]))
    return (average, amount, heads[0]) if plain else None


def _of_each_other(average: str, amount: str) -> bool:
    """The words before both let them be of one thing: paid, or earned, and not the money of a whole project."""
    return PAID.search(amount) is not None and not OF_PROJECT.search(amount) and bool(EARNED.search(average)) is bool(EARNED.search(amount))


def _sentence(told: Sequence[Statement], text: str) -> str:
    """The text from the first to the last mark around the numbers of a sentence."""
    first, last = min(each.figure.start for each in told), max(each.figure.end for each in told)
    return SENTENCE.split(text[max(0, first - LEAD) : first])[-1] + text[first:last] + SENTENCE.split(text[last : last + LEAD])[0]


def _clause(statement: Statement, text: str) -> str:
    """What stands before its number in the clause."""
    return CLAUSE.split(text[max(0, statement.figure.start - LEAD) : statement.figure.start])[-1]
