"""A rate that a sentence tells follows from the amounts it tells.

`预算300万元，实际支出298.7万元，预算执行率99.57%`: one budget, one amount spent and one rate in one sentence belong together. `34.5万元，占部门预算的34.34%`
is a share of the one amount of that name in the same paragraph. Where there are more amounts than these it is open what the rate is of, and nothing
is judged. Rates that were cut off instead of rounded are a remark.

中文：一句话中写有一个预算数、一个支出数和一个执行率的，三者应当相符；“某项34.5万元，占部门预算的34.34%”应与同一段中该总额相符。金额不止这些、无法确定比率口径的，
不作判断；比率截尾未四舍五入的，只作提示。
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from formlint.checks import Bad, Good, Words, check
from formlint.figures.units import RATIO, alike, money
from formlint.findings import Confidence
from formlint.forms import Form, Statement
from formlint.patterns import late
from formlint.reckoning.told_spending import NUMBER_NEXT, RATES, SPENDING
from formlint.relations import Operator, Quotient, Ref, Relation
from formlint.verdicts import Verdict, cut_remarked, state

TEXT = (
    "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 做好服务 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量 | 培训 | ≥1次 | 1次 | 5 | 5 |"
)
SPENT = late(f"{SPENDING}|完成")
GRANTED = late("预算|下达|安排|到位|拨款|总额|资金")
OF_BUDGET = late(f"(?:{RATES}|完成(?:年度|全年|年初)?预算(?:数|总额)?的){NUMBER_NEXT}")
OF_TASK = late(
    r"占(?:应|总|全|财政|项目|下达|预算)[^，,；;。\d]{1,12}$|(?:完成|达到?)[^，,；;。\d]{0,10}(?:任务|目标|计划)[^，,；;。\d]{0,6}$"
)  # before the number that was to be reached, or the whole
OF_THAT = late(r"^(?:的|，完成率(?:为|达到?)?)$")
RATE_OF = late(r"^[，,、]?(?:[一-鿿]{0,6}?)([一-鿿]{2})率(?:为|是|达到?|:|：)?$")
OF_WHOLE = late(r"占(\w{2,12}?)(?:总?[数额量])?(?:的比[重例])?[的为]?$")
CLAUSE = late("[,，。;；:：、!！?？\n]")
GAP = 12  # characters before the second count
CLAUSES = 200  # characters before an amount in which its clause begins
LEAD = 30  # characters before a rate: the longest words that these look for are 22


@check(
    Good(TEXT.format("专项资金300万元，实际支出298.70万元，预算执行率为99.57%。")),
    Good(TEXT.format("下达预算300万元，其中中央200万元，省级100万元，支出298.70万元，执行率99.57%。")),
    Good(TEXT.format("年初预算280万元，调整后预算300万元，实际支出298.70万元，预算执行率为106.68%。")),
    Good(TEXT.format("部门预算总计100.46万元，其中妇女事业34.5万元，占部门预算数的34.34%。")),
    Good(TEXT.format("预算数200万元，支出190万元，执行率95%，其中基本支出执行率100%，项目支出执行率90%。")),
    Good(TEXT.format("约支出290万元，预算300万元，执行率99%。")),
    Bad(TEXT.format("专项资金300万元，实际支出298.70万元，预算执行率为98.57%。"), at="98.57%"),
    Bad(TEXT.format("财政拨款150万元，执行125.25万元，完成预算的85.5%。"), at="85.5%"),
    Bad(TEXT.format("部门预算总计100.46万元。妇女事业34.5万元，占部门预算数的43.34%。"), at="43.34%"),
    Good(TEXT.format("受理诉求3426件，办结3391件，办结率98.98%。新增就业5862人，完成任务5500人的106.58%。")),
    Good(TEXT.format("培训3215人次，取证482人，合格率96.5%。走访农户60户，其中脱贫户50户，满意率98%。")),
    Bad(TEXT.format("受理诉求3426件，办结3391件，办结率89.98%。"), at="89.98%"),
    Bad(TEXT.format("新增就业5862人，完成年度目标任务5500人的160.58%。"), at="160.58%"),
    title=Words("文字中的比率与金额相符", "A rate in the text follows from the amounts beside it"),
    says={
        "mismatch": Words(
            "文字中的比率写 {actual}，按所写数字应为 {expected}。", "The text gives a rate of {actual}; the numbers beside it make {expected}."
        ),
    },
)
def told_rate(form: Form) -> Iterator[Verdict]:
    for field, group in groupby(form.statements, key=attrgetter("field")):
        told = list(group)
        for number, each in [(number, each) for number, each in enumerate(told) if each.figure.unit in RATIO and not each.figure.hedge]:
            begins = number  # the sentence
            while begins and told[begins - 1].sentence == each.sentence:
                begins -= 1
            text = form.by_id[field].text if field in form.by_id else ""
            lead = text[max(0, each.figure.start - 2 * LEAD) : each.figure.start].rstrip()[-LEAD:]
            here = told[begins:number]
            pair = _spent(here, text) if OF_BUDGET.search(lead) else _share(told, number, lead)
            pair = pair or _counted(here, each, text)
            if pair:
                yield _judged(each, *pair)


def _spent(here: Sequence[Statement], text: str) -> tuple[Statement, Statement] | None:
    """What was spent and what was granted, when the sentence tells just these two amounts before the rate."""
    amounts = [each for each in here if money(each.figure)]
    if len(amounts) != 2 or any(each.figure.hedge or each.parts for each in amounts) or here[-1].figure.unit in RATIO:
        return None  # 执行率95%，其中基本支出执行率100%: the second rate is of something else
    clauses = [CLAUSE.split(text[max(0, each.figure.start - CLAUSES) : each.figure.start])[-1] for each in amounts]
    spent = [bool(SPENT.search(clause)) for clause in clauses]
    if spent != [False, True] or not GRANTED.search(clauses[0]):
        return None
    return amounts[1], amounts[0]


def _counted(here: Sequence[Statement], rate: Statement, text: str) -> tuple[Statement, Statement] | None:
    """受理3426件，办结3391件，办结率98.98%; 新增就业5862人，完成任务5500人的106.6%: what was done is the last count that the rate is called after."""
    if any(each.figure.hedge or each.figure.comparator for each in here[-2:]):
        return None
    lead = "".join(text[here[-1].figure.end : rate.figure.start].split()) if here else ""
    for place in range(len(here) - 1, 0, -1):
        first, second = here[place - 1 : place + 1]
        gap = "".join(text[first.figure.end : second.figure.start].split())
        if not alike(first.figure, second.figure) or first.figure.unit in RATIO or min(first.figure.value, second.figure.value) <= 0:
            return None
        if place == len(here) - 1 and OF_THAT.match(lead) and OF_TASK.search(gap):
            return first, second
        named = RATE_OF.match(lead)
        if named is None:
            return None
        new = set(gap[-GAP:] + second.noun) - set(first.noun)
        if set(named[1]) <= set(first.noun + gap[-GAP:] + second.noun) and set(named[1]) & new:
            return (second, first) if second.figure.value <= first.figure.value * 2 else None
    return None


def _share(told: Sequence[Statement], number: int, lead: str) -> tuple[Statement, Statement] | None:
    """The part right before the share, and the one amount of the paragraph that the share names as its whole."""
    named = OF_WHOLE.search(lead)
    if named is None or not number or told[number - 1].sentence != told[number].sentence:
        return None
    part = told[number - 1]
    wholes = [each for each in told[: number - 1] if each.noun == named[1] and money(each.figure)]
    if not money(part.figure) or part.parts or part.figure.hedge or len(wholes) != 1 or wholes[0].figure.hedge:
        return None
    return part, wholes[0]


def _judged(rate: Statement, over: Statement, under: Statement) -> Verdict:
    relation = Relation(Ref(rate.figure), Operator.EQUAL, Quotient(Ref(over.figure), Ref(under.figure)))
    verdict = state(relation, rate.figure, "mismatch", confidence=Confidence.LIKELY)
    return cut_remarked(verdict)
