"""A rate of an amount that was told earlier follows from it.

`下达资金1850万元。…实际支出1762.35万元，执行率95.26%，结余87.65万元`: the execution rate is of the budget told before, and what is left is the rest of it. `全年支出4763.28万元。
基本支出3125.66万元，占总支出的65.62%`: a share is of the whole that it names. When none of the amounts that may be meant gives the rate, it is asked
about, but only where there is just one that may be: reports tell of many budgets, of sources side by side (中央资金…、省级资金…), and of what a part of
the money, a batch or a unit has spent. Rates with both amounts in their own sentence are judged by
narrative/told_rate, other years' and hedged ones are not.

中文：前文写明预算（或总额），后文写“实际支出…，执行率95.26%，结余87.65万元”“占总支出的65.62%”的，比率和结余应当与前文金额相符。可能所指的金额有多个（包括同一句中并列的资金来源及其合计）时，只要有一个相符即可；
都不相符而可能所指的只有一个时，提请核对。金额和比率在同一句中的由 narrative/told_rate 核对。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.figures.units import RATIO, money
from formlint.findings import Confidence, Severity
from formlint.forms import Form, Statement
from formlint.patterns import late
from formlint.reckoning.told_spending import NUMBER_NEXT, RATES, SPENDING
from formlint.reckoning.told_times import of_another_year
from formlint.records import record
from formlint.relations import ONE, Expression, Operator, Outcome, Quotient, Ref, Relation, Sum, total
from formlint.relations.solving import judge
from formlint.verdicts import Verdict, state

TEXT = (
    "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 做好服务 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量 | 培训 | ≥1次 | 1次 | 5 | 5 |"
)
SPENT = late(SPENDING)
GRANTED = late("^(?:共计|合计|总计)$|预算|下达|安排|到位|拨款|专项资金|项目资金|投入")
OTHERS = late("上年|去年|往年|同比|比20|较20|追加|调增|调减|结转|结余|计划|配套|其中")
SPENT_IT = late(
    r"(?:截至\w{0,8}|全年|当年|本年度?|年度|20\d\d年度?|共计?|累计|合计|已|实际|实|项目|专项|财政|预算|资金|经费|该|本|总|的|全部|到位)*"
    rf"(?:{SPENDING}|完成)(?:{SPENDING}|完成|资金|经费|金额|预算|项目|总额|数|额|了|共计?|合计|为|达|是)*[:：]?"
)  # the whole of it, and not 第一批支出 or 民政局支出
RATE = late(f"(?:{RATES}){NUMBER_NEXT}")
LEFT = late(r"^[,，、](?:资金)?(?:结余|剩余|节余|尚余|未支出|未执行|未支付|未拨付|未使用)(?:资金|金额)?(?:为|是)?$")
OF_BUDGET = late("占(?:[本全当]?年度?|项目|资金|总|下达)*预算(?:资金|总额|数)?$")  # 支出214.13万元，占预算218.5万元的98%
REST = late("结余|剩余|节余|未支|未执行|未使用")
SHARE = late(
    r"占(?:本?年度?|全年|当年|全部|部门|项目)*(总支出|支出总额|支出合计|总收入|收入总额|收入合计|年初预算|全年预算|总投资|预算总额)(?:数|的)*(?:比[重例])?(?:为|的)?$"
)
WHOLES = {
    "支出": late(r"(?:总支出|支出总[额计]|支出合计|全年支出|年度支出|本年支出|实际支出)(?:数)?(?:为|是|共计?|合计|共)?$"),
    "收入": late(r"(?:总收入|收入总[额计]|收入合计|全年收入|年度收入|本年收入)(?:数)?(?:为|是|共计?|合计|共)?$"),
    "初": late(r"年?初[^，,；;。]{0,4}预算[^，,；;。支]{0,4}$"),
    "全": late(r"(?:全年|调整后?)[^，,；;。]{0,3}预算[^，,；;。支执]{0,3}$"),
    "投": late(r"总投资(?:额)?(?:为|是|共计?)?$"),
    "额": late(r"(?:预算总额|总预算|预算资金总额)(?:为|是)?$"),
}
CLAUSE = late("[,，。;；:：!！\n]")
SOUND = (Outcome.HOLDS, Outcome.ROUNDING, Outcome.MODE)
LEAD = 24
MOST = 100  # amounts that are looked back over


@record(frozen=True, slots=True)
class Amount:
    """An amount of money that the text tells, with the clause before it."""

    figure: Figure
    clause: str
    sentence: tuple[str, int]
    part: bool


@check(
    Good(TEXT.format("下达项目资金1850万元。实际支出1762.35万元，执行率95.26%，结余87.65万元。")),
    Good(TEXT.format("下达项目资金1850万元，安排配套资金60万元。年初预算1900万元。实际支出1762.35万元，执行率90.26%。")),
    Good(TEXT.format("全年支出4763.28万元。基本支出3125.66万元，占总支出的65.62%。")),
    Good(TEXT.format("下达中央资金1850万元、省级资金300万元。实际支出1762.35万元，执行率81.97%。")),
    Good(TEXT.format("项目总投资2150万元，下达资金1850万元。截至12月底，实际支出1762.35万元，支付率81.97%。")),
    Good(TEXT.format("部门预算1200万元。其中项目预算300万元。项目支出285万元，执行率95%。")),
    Good(TEXT.format("预算数200万元。支出190万元，执行率95%，其中基本支出执行率100%，项目支出执行率90%。")),
    Good(TEXT.format("下达项目资金1850万元。第一批支出600万元，支付率95%。")),
    Good(TEXT.format("下达项目资金1850万元。民政局支出600万元，支付率95%。")),
    Good(TEXT.format("上年安排项目资金1850万元。实际支出1762.35万元，执行率99%。")),
    Bad(TEXT.format("下达项目资金1850万元。实际支出1762.35万元，执行率92.56%。"), at="92.56%"),
    Bad(TEXT.format("下达项目资金1850万元。实际支出1762.35万元，结余78.65万元。"), at="78.65万元", message="left"),
    Good(TEXT.format("支出资金214.13万元，占预算218.5万元的98%，结余4.37万元。")),
    Bad(TEXT.format("支出资金214.13万元，占预算218.5万元的98%，结余43.7万元。"), at="43.7万元", message="left"),
    Bad(TEXT.format("全年支出4763.28万元。基本支出3125.66万元，占总支出的62.65%。"), at="62.65%"),
    title=Words("文字中的比率与前文金额相符", "A rate in the text follows from amounts given earlier"),
    says={
        "mismatch": Words(
            "文字中的比率写 {actual}，按前文所写金额应为 {expected}。",
            "The text gives a rate of {actual}; the amounts given earlier make {expected}.",
        ),
        "left": Words(
            "结余写 {actual}，按前文所写金额应为 {expected}。", "The text says that {actual} is left; the amounts given earlier leave {expected}."
        ),
    },
)
def told_share(form: Form) -> Iterator[Verdict]:
    amounts: list[Amount] = []
    rated = ("", 0)
    fields = form.by_id
    for told in form.statements:
        amount, rate = money(told.figure), told.figure.unit in RATIO
        if not (amount or rate or told.parts):
            rated = ("", 0)
            continue
        amounts = amounts[-MOST:]
        field = fields.get(told.field)
        if field is None or told.stands_in.endswith((".goal", ".target", ".name")):
            continue
        lead = "".join(field.text[max(0, told.figure.start - 2 * LEAD) : told.figure.start].split()) if amount or rate else ""
        here = (told.field, told.sentence)
        if amount and LEFT.search(_gap(amounts, told, field.text)):
            yield from _left(form, amounts, told, here)
        elif rate and told.figure.plain and here != rated:
            yield from _rate(form, amounts, told, lead, here)
        rated = here if rate else ("", 0)  # 执行率95%，其中基本支出执行率100%: the second rate is of something else
        amounts += [Amount(told.figure, _clause(lead), here, part=False)] if amount else []
        amounts += [Amount(part.figure, part.noun, (told.field, part.sentence), part=True) for part in told.parts if money(part.figure)]


def _gap(amounts: Sequence[Amount], told: Statement, text: str) -> str:
    """What stands between the number and the one before it."""
    start = told.figure.start
    lead = "".join(text[max(0, start - LEAD) : start].split())
    return lead[max(lead.rfind("，"), lead.rfind(",")) :] if amounts else ""


def _clause(lead: str) -> str:
    return CLAUSE.split(lead)[-1]


def _rate(form: Form, amounts: Sequence[Amount], told: Statement, lead: str, here: tuple[str, int]) -> Iterator[Verdict]:
    named = SHARE.search(lead)
    if named:
        near = [each for each in amounts if each.sentence == here and each.figure.end <= told.figure.start]
        part = max(near, key=lambda each: each.figure.end, default=None)
        pattern = next(pattern for key, pattern in WHOLES.items() if key in named[1])
        wholes = [each for each in amounts if pattern.search(each.clause) and not each.part and each is not part]
        if part and part.figure.plain:
            yield from _judged(told.figure, [Quotient(Ref(part.figure), Ref(each.figure)) for each in _distinct(wholes)], "mismatch")
    elif RATE.search(lead):
        spent = _spent(amounts, here)
        if spent and sum(each.sentence == here for each in amounts) != 2:  # a budget and what was spent: narrative/told_rate
            yield from _judged(told.figure, [Quotient(Ref(spent.figure), each) for each in _bases(form, amounts, spent)], "mismatch")


def _left(form: Form, amounts: Sequence[Amount], told: Statement, here: tuple[str, int]) -> Iterator[Verdict]:
    spent = _spent(amounts, here)
    if spent and told.figure.plain:
        rests: list[Expression] = [Sum(((ONE, each), (-ONE, Ref(spent.figure)))) for each in _bases(form, amounts, spent)]
        yield from _judged(told.figure, rests, "left")


def _spent(amounts: Sequence[Amount], here: tuple[str, int]) -> Amount | None:
    """The one amount of the sentence beside its budget, when it was spent."""
    mine = [each for each in amounts if each.sentence == here and not each.part and not REST.search(each.clause)]
    if len(mine) == 2 and OF_BUDGET.search(mine[1].clause):
        mine = mine[:1]
    if len(mine) == 2 and GRANTED.search(mine[0].clause) and not SPENT.search(mine[0].clause):
        mine = mine[1:]
    return mine[0] if len(mine) == 1 and SPENT_IT.fullmatch(mine[0].clause) and mine[0].figure.plain else None


def _granted(form: Form, amounts: Sequence[Amount], spent: Amount) -> list[Amount]:
    """The amounts that may be the budget; the one of its own sentence is."""
    own = [each for each in amounts if each.sentence == spent.sentence and not each.part and each is not spent and GRANTED.search(each.clause)]
    if own and (own[0].figure.start < spent.figure.start or OF_BUDGET.search(own[0].clause)):
        return own[:1]
    before = [each for each in amounts[: amounts.index(spent)] if not each.part and GRANTED.search(each.clause) and not SPENT.search(each.clause)]
    return _distinct(
        [
            each
            for each in before
            if not OTHERS.search(each.clause) and not of_another_year(form, each.clause) and each.figure.value >= spent.figure.value
        ]
    )


def _bases(form: Form, amounts: Sequence[Amount], spent: Amount) -> list[Expression]:
    """What may be the budget: the amounts that were granted; where one alone was, those told beside it as well, and their sum."""
    granted = _granted(form, amounts, spent)
    if len(granted) != 1 or granted[0].sentence == spent.sentence:
        return [Ref(each.figure) for each in granted]
    between = amounts[: amounts.index(spent)]
    beside = _distinct(
        [each for each in between if (each.sentence == granted[0].sentence and not each.part) or (each.part and GRANTED.search(each.clause))]
    )
    return [*(Ref(each.figure) for each in beside), *([total(Ref(each.figure) for each in beside)] if len(beside) > 1 else [])]


def _distinct(amounts: Sequence[Amount]) -> list[Amount]:
    return list({each.figure.value: each for each in amounts if each.figure.value}.values())


def _judged(figure: Figure, ways: Sequence[Expression], message: str) -> Iterator[Verdict]:
    """Right by one of the ways, or wrong by the only one."""
    relations = [Relation(Ref(figure), Operator.EQUAL, way) for way in ways]
    sound = next((each for each in relations if judge(each) in SOUND), None)
    if sound or len(relations) == 1:
        yield state(sound or relations[0], figure, message, severity=Severity.INFO if sound else None, confidence=Confidence.LIKELY)
