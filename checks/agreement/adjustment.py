"""A change of the budget that the text tells is one that the table of funds shows.

`年中压减预算14万元` beside a column 调整 that prints -14, or beside 年初预算数 186 and 全年预算数 172. Any row may show it, in a column of its own or as the
distance of its two budgets, with what was carried over or without. A text that tells more than one change is not judged, for they may make the printed
one together; nor is a change that made the first budget smaller (年初预算压减), or was only asked for (申请追加). A number that no row shows is asked about
where it is one slip of the pen away from what a row shows, or more than the columns of changes hold; else it may be a part of the change, and is remarked.

中文：文字写明年中压减（核减、调减、收回）或追加（调增）预算的，其金额应与资金表的调整数，或年初预算与全年预算之差相符，任一行相符即可。文字写有一处以上增减的（可能合为一数）、编制年初预算时压减的、申请追加的不判断；
与表中数只差一处笔误，或大于表中所列调整、追加、收回数的，提请核对；其余可能只是其中一部分，只作提示。
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.exact import ZERO
from formlint.figures import Figure
from formlint.figures.units import MONEY
from formlint.findings import Confidence, Severity
from formlint.forms import Form, Row, Statement
from formlint.patterns import late
from formlint.reckoning.budget import BUDGET, INITIAL, STEPS
from formlint.reckoning.told_times import of_another_time
from formlint.records import replace
from formlint.relations import ONE, Expression, Operator, Ref, Relation, Sum
from formlint.relations.solving import sound
from formlint.relations.values import nominal
from formlint.slips import SINGLE, slip
from formlint.verdicts import Verdict, state

STEP = "| 资金来源 | 年初预算数（万元） | 调整（万元） | 全年预算数（万元） | 全年执行数（万元） |\n|---|---|---|---|---|\n| 年度资金总额 | 186 | -14 | 172 | 168 |\n\n"
BOTH = "| 资金来源 | 年初预算数（万元） | 全年预算数（万元） | 全年执行数（万元） |\n|---|---|---|---|\n| 年度资金总额 | 186 | {} | 168 |\n\n"
TEXT = "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 保障运行 | {} |"
BEFORE = 40  # characters before a number that tell what it is
_WHAT = "(?:了)?(?:部门|项目|财政)?(?:预算|资金|指标|经费|支出|项目支出|一般性支出|资金预算)*(?:共|合计)?$"
LESS = late("(?:年中|年度中|中期|预算)[^，,。；;、]{0,12}(?:压减|核减|调减|追减|收回|削减)" + _WHAT)
MORE = late("(?:年中|年度中|中期|预算)[^，,。；;、]{0,12}(?:追加|调增)" + _WHAT)
BEFOREHAND = late("年初|编制|编报|申报|申请|建议")  # the first budget was made smaller then, or the change was only asked for
CLAUSE = late("[，,。；;、]")
ANY = late("压减|核减|调减|追减|收回|削减|追加|调增|调剂|调整[^后数]")  # what may change a budget, told anywhere


@check(
    Good(STEP + TEXT.format("年中按要求压减14万元。")),
    Good(STEP + TEXT.format("压减会议费20万元，加强管理。")),
    Good(STEP + TEXT.format("年中压减经费34万元，追加预算20万元。")),
    Good(BOTH.format(172) + TEXT.format("年中压减预算14万元。")),
    Good(BOTH.format(200) + TEXT.format("年中压减预算14万元。")),
    Good(BOTH.format(186) + TEXT.format("年中追加预算14万元。")),
    Good(STEP.replace("（万元）", "") + TEXT.format("年中压减14万元。")),
    Good(STEP + TEXT.format("预算编制阶段压减一般性支出41万元。")),
    Good(STEP + TEXT.format("落实过紧日子要求，年初预算压减41万元。")),
    Good(BOTH.format(200) + TEXT.format("年中申请追加预算41万元未获批准。")),
    Bad(STEP + TEXT.format("年初预算186万元，年中压减41万元。"), at="41万元", message="column"),
    Bad(STEP.replace("（万元）", "") + TEXT.format("年中压减41万元。"), at="41万元", message="column"),
    Bad(STEP + TEXT.format("年中按要求压减41万元。"), at="41万元", message="column"),
    Remark(STEP + TEXT.format("年中压减项目支出6万元。"), at="6万元", message="column"),
    Bad(STEP + TEXT.format("年中压减项目支出20万元。"), at="20万元", message="column"),
    Bad(BOTH.format(172) + TEXT.format("年中核减预算41万元。"), at="41万元", message="budgets"),
    Remark(BOTH.format(172) + TEXT.format("年中核减预算30万元。"), at="30万元", message="budgets"),
    title=Words("文字中的预算增减与资金表相符", "A budget change in the text is the one in the table"),
    says={
        "column": Words(
            "文字写预算增减 {actual}，资金表为 {expected}，请核对。",
            "The text gives a budget change of {actual}, the table {expected}; please check.",
        ),
        "budgets": Words(
            "文字写预算增减 {actual}，年初预算与全年预算相差 {expected}，请核对。",
            "The text gives a budget change of {actual}, the two budgets differ by {expected}; please check.",
        ),
    },
)
def adjustment(form: Form, *, place: str) -> Iterator[Verdict]:
    rows = form.table(place).rows
    told = [each for each in form.claims if each.figure.unit in MONEY and each.figure.plain and each.field in form.by_id] if rows else []
    changes = [(each, sign) for each in told if (sign := _sign(form, each))]
    if len(changes) != 1 or sum(len(ANY.findall(text)) for text in {form.by_id[each.field].unbroken for each in told}) > 1:
        return
    claim, sign = changes[0]
    steps = [shown for row in rows for shown in _steps(row, sign, claim.figure)]
    apart = [shown for row in rows for shown in _apart(row, sign, claim.figure)]
    relations = [Relation(Ref(claim.figure), Operator.EQUAL, each) for each in (*steps, *apart)]
    if relations:
        relation = next(filter(sound, relations), relations[0])
        certain = _slipped(claim.figure, relations) or (steps and all(claim.figure.value > (nominal(step) or ZERO) for step in steps))
        severity = Severity.WARNING if certain else Severity.INFO
        yield state(relation, claim.figure, "column" if steps else "budgets", severity=severity, confidence=Confidence.LIKELY)


def _sign(form: Form, claim: Statement) -> int:
    """Whether the text before the number says that the budget was made more (1) or less (-1) by it; 0 where it says neither."""
    before = "".join(form.by_id[claim.field].text[max(0, claim.figure.start - BEFORE) : claim.figure.start].split())
    less, more = LESS.search(before), MORE.search(before)
    found = less or more
    if found is None or of_another_time(form, before) or BEFOREHAND.search(CLAUSE.split(before[: found.start()])[-1] + found[0]):
        return 0
    return -1 if less else 1


def _steps(row: Row, sign: int, told: Figure) -> Iterator[Expression]:
    """The changes of this direction that a row prints in columns of their own."""
    for column in STEPS:
        figure = _amount(row, column, told)
        if figure is None or not figure.value:
            continue
        down = column == "withdrawn" or figure.value < ZERO
        if down is (sign < 0):
            yield Sum(((-ONE, Ref(figure)),)) if figure.value < ZERO else Ref(figure)


def _apart(row: Row, sign: int, told: Figure) -> Iterator[Expression]:
    """How far the two budgets of a row are apart in this direction, with what was carried over and without it."""
    first, last, carried = (_amount(row, column, told) for column in (INITIAL, BUDGET, "carried"))
    if first is None or last is None:
        return
    over, under = (first, last) if sign < 0 else (last, first)
    if over.value > under.value:
        yield Sum(((ONE, Ref(over)), (-ONE, Ref(under))))
    if carried:
        yield Sum(((ONE, Ref(over)), (-ONE, Ref(under)), (-ONE if sign > 0 else ONE, Ref(carried))))


def _amount(row: Row, column: str, told: Figure) -> Figure | None:
    """An amount of the row; where the table tells no unit it is meant in that of the text."""
    figure = row.figure(column)
    return replace(figure, unit=told.unit, scale=told.scale) if figure and not figure.unit else figure


def _slipped(told: Figure, relations: Sequence[Relation]) -> bool:
    """One slip of the pen away from what the table shows."""
    shown = [value / told.scale for each in relations if (value := nominal(each.right))]
    exact = [Decimal(value.numerator) / value.denominator for value in shown if told.number != value]
    return any(slip(told.number, value, amounts=False).cost <= SINGLE for value in exact)
