"""A number of the text that is one slip of the pen away from a number of the table, and told nowhere else, was probably meant to be it.

`发放津贴1269.72万元` beside 全年执行数 1296.72, `惠及学生9640名` beside 受益学生人数 9460人: the words differ too much for agreement/tie_out, but the digits are those
of the table with two of them changed round, one mistyped or one lost. The more digits a number has, the fewer words it must share with the name of
the row; with three digits at least half of them. Only one number of the table may be so near, and the text may not tell that one as well. Numbers of
plans, of other times and those with 余, 近, 约 are not judged, nor is one whose rest is told, too (财政局支付1286.72万元，民政局支付10万元). The finding asks.

中文：文字中的数字在别处都没有出现，却与表中某一数字只差一处笔误（相邻两位颠倒、错一位、漏一位或多一位），且说的是相近的事项（如“发放津贴1269.72万元”与全年执行数1296.72）的，
提请核对。位数越少，要求名称相同的字越多；表中有多个相近数字、文字中同时写有表中数字或恰好写有两者之差的，以及计划数、往年数和“余、近、约”不判断。
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.figures.units import RATIO, money
from formlint.findings import Confidence, Severity
from formlint.forms import Field, Form, Statement
from formlint.forms.matching import TURNED, kernel, measures, same_noun
from formlint.patterns import late
from formlint.reckoning.told_rests import rest_told
from formlint.reckoning.told_times import of_another_time
from formlint.records import record, replace
from formlint.relations import EQUAL, Relation, awarded
from formlint.slips import SINGLE, significant, slip
from formlint.verdicts import Verdict, state

TEXT = (
    "| 资金来源 | 年初预算数（万元） | 全年预算数（万元） | 全年执行数（万元） | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 1260 | 1308.40 | 1296.72 | 10 | 99.11% | 9.91 |\n\n"
    "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 发放高龄津贴 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 受益学生人数 | ≥9000人 | 9460人 | 5 | 5 |\n| ^ | ^ | 安全生产检查家次 | ≥400家次 | 486家次 | 5 | 5 |\n"
)
MOST = 1_000  # numbers of the text; a report has 200
NEAR = 24  # characters before a number, and behind it, that tell what it counts
BEHIND = 14
AIMED = late(r"(?:目标|任务)[^。；;]{0,30}$")
UNIT = late(r"[(（][^()（）]*元[)）]")  # behind a heading: 全年执行数（万元）
CLAUSE = late("[，,。；;！\n]")
MANY, SOME, FEW = 5, 4, 3  # digits that need no words, some words, half of the words
LONGEST = 16  # digits
AMOUNT = "元"  # what a number of the table measures whose heading tells no unit


@record(frozen=True, slots=True)
class Printed:
    """A number of the table, the words it goes by, and how alike a clause must be to speak of it."""

    figure: Figure
    label: str
    verbs: tuple[str, ...] = ()


@check(
    Good(TEXT.format("发放高龄津贴1296.72万元，惠及学生9460名，检查486家次。")),
    Good(TEXT.format("上年发放高龄津贴1269.72万元。计划惠及学生9640名。")),
    Good(TEXT.format("发放高龄津贴约1269万元，走访企业468家次。")),
    Good("2023年度项目支出绩效自评表\n\n" + TEXT.format("2022年发放高龄津贴1269.72万元。")),
    Good(TEXT.format("财政局支付1286.72万元，民政局支付10万元。惠及小学生9060名、中学生400名。")),
    Good(TEXT.format("全县共有学生9560名，受益9460名。")),
    Good(TEXT.format("惠及学生9460名，其中小学9640名。检查486家次，其中煤矿安全检查468家次。")),
    Bad(TEXT.format("发放高龄津贴1269.72万元。"), at="1269.72万元"),
    Bad(TEXT.format("惠及学生9640名。"), at="9640名"),
    Bad(TEXT.format("全年安全检查468家次。"), at="468家次"),
    title=Words("文字中的数字没有笔误", "No number in the text is a slip for one in the table"),
    says={
        "slip": Words(
            "文字中写 {actual}，与表中“{label}”的 {expected} 只差一处笔误，请核对。",
            "The text says {actual}, one slip away from the {expected} of {label} in the table; please check.",
        )
    },
)
def near_miss(form: Form, *, place: str, listed: str, verbs: Mapping[str, Sequence[str]]) -> Iterator[Verdict]:
    claims = [(each, form.fields[each.field]) for each in form.claims if each.field in form.fields]
    asked = [pair for pair in claims[:MOST] if len(significant(pair[0].figure.number)) >= FEW]
    told = {measures(claim.figure) for claim, _ in asked}
    index: dict[str, list[Printed]] = {}
    for each in _printed(form, place, listed, verbs) if asked else ():
        for digits in _worn(each.figure) if (measures(each.figure) if each.figure.unit else AMOUNT) in told else ():
            index.setdefault(digits, []).append(each)
    known = _Known(form)
    for claim, field in asked if index else ():
        near = [each for each in _nearest(claim.figure, index) if _slipped(claim.figure, each.figure)]
        if len({each.figure.number for each in near}) != 1 or not _judged(form, claim, field) or known.elsewhere(claim.figure):
            continue
        likeliest = max(near, key=lambda each: _likeness(claim, field, each))
        meant = likeliest.figure if likeliest.figure.unit else replace(likeliest.figure, scale=claim.figure.scale)
        others = [other.figure for other, _ in claims if other is not claim]
        if any(_same(other, likeliest.figure) for other in others) or rest_told(claim.figure, meant.value, others):
            continue  # the text tells the table's number as well, or what this one lacks: this is another
        told_elsewhere = not money(claim.figure) and same_noun(claim.noun, likeliest.label) >= TURNED  # by agreement/tie_out
        if _likeness(claim, field, likeliest) >= _needed(claim.figure, likeliest.figure) and not told_elsewhere:
            relation = Relation(awarded(claim.figure), EQUAL, awarded(meant))
            args = (("label", likeliest.label),)
            yield state(relation, claim.figure, "slip", args=args, severity=Severity.WARNING, confidence=Confidence.LIKELY)


def _worn(figure: Figure) -> set[str]:
    """The digits, and what is left of them without any one: numbers that are one slip apart have one of these in common."""
    digits = f"{figure.number.copy_abs():f}".replace(".", "")[:LONGEST]
    return {digits, *(digits[:at] + digits[at + 1 :] for at in range(len(digits)))}


def _nearest(figure: Figure, index: Mapping[str, Sequence[Printed]]) -> list[Printed]:
    return list({each.figure.id: each for digits in _worn(figure) for each in index.get(digits, ())}.values())


class _Known:
    """All numbers of the form, sorted, so that those near another are found at once. In most forms nobody asks."""

    def __init__(self, form: Form) -> None:
        self._form = form

    @cached_property
    def _bare(self) -> Set[Decimal]:
        return {figure.number for figure in self._form.figures() if not figure.unit}

    @cached_property
    def _values(self) -> Mapping[str, Sequence[tuple[Fraction, str]]]:
        found: dict[str, list[tuple[Fraction, str]]] = {}
        for figure in self._form.figures():
            found.setdefault(measures(figure), []).append((figure.value, figure.id))
        return {unit: sorted(values) for unit, values in found.items()}

    def elsewhere(self, figure: Figure) -> bool:
        """Another figure has this value, or one that these digits are a rounding of."""
        values = self._values.get(measures(figure), [])
        low = bisect_left(values, (figure.value - figure.ulp, ""))
        near = takewhile(lambda each: each[0] < figure.value + figure.ulp, values[low:])
        others = (each for each in near if each[1] != figure.id and each[0] > figure.value - figure.ulp)
        return next(others, None) is not None or (money(figure) and figure.number in self._bare)


def _printed(form: Form, place: str, listed: str, verbs: Mapping[str, Sequence[str]]) -> Iterator[Printed]:
    """The actuals of the rows, and the amounts of the funds as a whole, of so many digits that a slip can be told from another number."""
    whole = form.table(place).row("total")
    for column, words in verbs.items():
        figure = whole.figure(column) if whole else None
        if figure and (money(figure) or not figure.unit) and len(significant(figure.number)) >= FEW:
            yield Printed(figure, UNIT.sub("", "".join(form.table(place).heading(column).split())), tuple(words))
    for row, (figure,) in form.figured(listed, "actual"):
        if figure.unit and not figure.hedge and len(significant(figure.number)) >= FEW:
            yield Printed(figure, row.called)


def _judged(form: Form, claim: Statement, field: Field) -> bool:
    figure = claim.figure
    if not figure.plain or claim.stands_in.endswith(".goal"):
        return False
    before = "".join(field.text[max(0, figure.start - 60) : figure.start].split())
    return not (AIMED.search(before) or of_another_time(form, before))


def _slipped(told: Figure, printed: Figure) -> bool:
    amounts = money(told) and not printed.unit  # a heading that tells no unit
    if not amounts and (measures(told) != measures(printed) or told.scale != printed.scale):
        return False
    if told.number == printed.number or abs(len(significant(told.number)) - len(significant(printed.number))) > 1:
        return False
    found = slip(told.number, printed.number, amounts=False)
    return found.cost <= SINGLE and found.kind != "sign"


def _same(one: Figure, other: Figure) -> bool:
    """Equal, or nearly: one of them has fewer digits."""
    if money(one) and not other.unit:
        return one.number == other.number
    return measures(one) == measures(other) and abs(one.value - other.value) < one.ulp


def _likeness(claim: Statement, field: Field, printed: Printed) -> int:
    """How many of a hundred pairs of characters of the name stand in the clause; all of them, where one of its verbs does."""
    start, end = claim.figure.start, claim.figure.end
    before = CLAUSE.split("".join(field.text[max(0, start - 2 * NEAR) : start].split()))[-1][-NEAR:]
    clause = before + claim.figure.unit + CLAUSE.split("".join(field.text[end : end + NEAR].split()))[0][:BEHIND]
    if printed.verbs:
        return 100 * any(verb in clause for verb in printed.verbs)
    name = kernel(printed.label)
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return 100 * sum(pair in clause for pair in pairs) // len(pairs) if pairs else 0


def _needed(told: Figure, printed: Figure) -> int:
    least = 50 if told.unit in RATIO else 0  # rates are soon alike
    digits = min(len(significant(told.number)), len(significant(printed.number)))
    swapped = slip(told.number, printed.number, amounts=False).kind == "swap"
    if digits >= MANY and swapped:
        return least
    return max(least, 20 if digits >= SOME and swapped else 30 if digits >= SOME else 40 if swapped else 70)
