"""What a sentence tells of a change follows from the numbers beside it.

`2051.26万元，比2022年的1903.44万元增加147.82万元，增长7.77%`: the increase is the difference, and the growth is a share of what there was before.
A year before may stand behind: `316.8亿元，同比增长10%（上年288亿元）`.
`由91.2%提高到94.6%，提高3.4个百分点`: percentage points are a difference. `年初预算4286.40万元，追加612.75万元，全年预算数4899.15万元`: the budget is what it was
at first and what was added. Only numbers that stand side by side are judged; hedged ones (约, 近) are not, nor is growth by comparable prices or scope
(可比价格, 同口径, 生产总值).

中文：文字中的增减变化应与相邻的数字相符：“2051.26万元，比上年1903.44万元增加147.82万元，增长7.77%”的增加额、增长率，“316.8亿元，同比增长10%（上年288亿元）”的增长率，“由91.2%提高到94.6%，提高3.4个百分点”的百分点，
“年初预算…，追加…，全年预算数…”的合计。只核对紧挨着的数字；带“约、近”等字样的，以及按可比价格、同口径计算的增长率（如地区生产总值）不判断。
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Figure, Hedge, find
from formlint.figures.units import RATIO, alike, money
from formlint.findings import Confidence
from formlint.forms import Field, Form, Statement
from formlint.patterns import late
from formlint.relations import Expression, Operator, Quotient, Ref, Relation, Sum, total
from formlint.verdicts import Verdict, cut_remarked, state

TEXT = (
    "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 做好服务 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量 | 培训 | ≥1次 | 1次 | 5 | 5 |"
)
MORE = late(r"(?:增加|增长|提高|提升|上升|增幅|增收)(?:了|率)?(?:为|达|约)?$")
LESS = late(r"(?:减少|下降|降低|降幅|减幅|压减|节约)(?:了|率)?(?:为|达|约)?$")
BEFORE = late(r"(?:比|较|同比|与)(?!计划|预算|目标|年初|任务)")
OF_BEFORE = late(r"(?:比|较|与)(?:上年|去年|上一年|20\d\d年)(?:度|同期)?[^，,；;。\d]{0,12}的?$")
RANGE = late(r"(?:提高|提升|上升|增加|增长|下降|降低|减少|降|升|增|调整)(?:到|至|为)$")
LAST_YEAR = late(r"[)）]?[，,；;（(]*(?:上年|去年|上一年|20\d\d年)(?:度|同期)?(?:为|是)?[:：]?")
COMPARED = late(r"(?:^|[，,（(）)])(?:同比|[比较](?:上年|去年|上一年)(?:度|同期)?|比同期)[^，,（(）)]{0,8}$")
PLUS = ("+", "＋")
FIRST = late(r"年初[^，,；;。]{0,8}(?:预算|批复|安排)[^，,；;。]{0,8}$")
ADDED = late(r"(?:追加|调增|增加)(?:预算|安排|资金|收入|指标|了|项目支出)*$")
TAKEN = late(r"(?:调减|核减|压减|收回|追减)(?:预算|安排|资金|指标|了)*$")
WHOLE = late(r"(?:全年|调整后|调整)[^，,；;。]{0,6}预算[^，,；;。执支]{0,4}$")
# 增, 全年, 调整 or 2022年: one of these stands in whatever MORE, LESS, WHOLE and LAST_YEAR find. It begins with one class of signs, and `re` runs past
# all others in half the time.
CHANGE = late(r"[增提上减下降压节去全调2](?:(?<![全调2])|(?<=全)年|(?<=调)整|(?<=2)0\d\d年)")
LONGEST = 24  # characters of what they find
REAL = late("可比|不变价|同口径|同比口径|实际增|名义|剔除|扣除|生产总值|GDP|增加值")  # growth that is not of the amounts told
BEHIND = 12  # characters behind the last number of a sentence
SHORT = 8  # characters between a number and how much it has changed


@check(
    Good(TEXT.format("2023年支出2051.26万元，比2022年的1903.44万元增加147.82万元，增长7.77%。")),
    Good(TEXT.format("实际支出27.86万元，比上年减少2.14万元，下降7.13%。")),
    Good(TEXT.format("普及率由91.2%提高到94.6%，提高3.4个百分点。")),
    Good(TEXT.format("年初预算286.40万元，年中追加预算12.75万元，全年预算数299.15万元。")),
    Good(TEXT.format("财政拨款收入792.22万元，同比上年度增加209.28万元，增加35.9%。")),
    Good(TEXT.format("接待读者15.3万人次，较2021年的12.8万人次增长19.5%。就诊人次由38.6万人次增长到41.2万人次，增长6.74%。")),
    Good(TEXT.format("旅游收入316.8亿元，同比增长10%（上年288亿元），举办活动26场（较上年减少4场，上年30场）。")),
    Good(TEXT.format("接待游客564万人次（同比+20%，上年470万人次），投诉42起（同比下降12.5%，2022年为48起）。")),
    Bad(TEXT.format("旅游收入316.8亿元，同比增长12%（上年288亿元）。"), at="12%"),
    Bad(TEXT.format("举办活动26场（较上年增加6场，上年22场）。"), at="6场"),
    Bad(TEXT.format("接待游客564万人次（同比+25%，上年470万人次）。"), at="25%"),
    Bad(TEXT.format("接待读者15.3万人次，较2021年的12.8万人次增长15.9%。"), at="15.9%"),
    Good(TEXT.format("全市生产总值1269.72亿元，比上年增加98.5亿元，增长6.2%。旅游收入12.6亿元，比上年增加3.2亿元，增长28.5%（可比口径）。")),
    Good(TEXT.format("培训519人，比计划增加19人，满意度提高3个百分点。")),
    Good(TEXT.format("收入2051.26万元，比上年增加147.82万元，其中项目收入增长20%。")),
    Bad(TEXT.format("2023年支出2051.26万元，比2022年的1903.44万元增加174.82万元。"), at="174.82万元"),
    Good(TEXT.format("实际支出120万元，增加20万元，增长30%。")),
    Bad(TEXT.format("实际支出27.86万元，比上年减少2.14万元，下降17.3%。"), at="17.3%"),
    Bad(TEXT.format("2023年支出2051.26万元，比2022年的1903.44万元增加147.82万元，增长17.77%。"), at="17.77%"),
    Bad(TEXT.format("普及率由91.2%提高到94.6%，提高4.3个百分点。"), at="4.3个百分点"),
    Bad(TEXT.format("年初预算286.40万元，年中追加预算12.75万元，全年预算数289.15万元。"), at="289.15万元"),
    title=Words("文字中的增减变化与数字相符", "A change in the text follows from its numbers"),
    says={
        "difference": Words(
            "增减数写 {actual}，按相邻的数字应为 {expected}。", "The text gives a change of {actual}; the numbers beside it make {expected}."
        ),
        "growth": Words(
            "增减幅度写 {actual}，按所写数字应为 {expected}。", "The text gives a change of {actual}; the numbers beside it make {expected}."
        ),
        "budget": Words(
            "“{noun}”写 {actual}，年初预算与追加（调减）相加应为 {expected}。",
            "{noun}: the text says {actual}; the initial budget and what was added make {expected}.",
        ),
    },
)
def told_change(form: Form) -> Iterator[Verdict]:
    fields = form.by_id
    for field, group in groupby(form.statements, key=attrgetter("field")):
        claims = list(group)
        if len(claims) > 1 and field in fields and CHANGE.search(fields[field].unbroken):
            yield from _in_text(_Text(fields[field]), claims)


class _Text:
    """A text and all numbers in it, also those that are no claims."""

    def __init__(self, field: Field) -> None:
        self.text, self._field = field.text, field

    @cached_property
    def _numbers(self) -> tuple[Figure, ...]:
        return tuple(find(self._field.passage, id=self._field.id))

    def before(self, figure: Figure) -> Figure | None:
        """The number before this one."""
        place = bisect_left(self._numbers, figure.start, key=lambda each: each.end)
        return self._numbers[place - 1] if place else None


def _in_text(field: _Text, claims: Iterable[Statement]) -> Iterator[Verdict]:
    end, real = 0, False
    for _, group in groupby(claims, key=attrgetter("sentence")):
        told = list(group)
        if len(told) < 2:
            continue
        starts = [end, *(each.figure.end for each in told)]
        gaps = ["".join(field.text[start : each.figure.start].split()) for start, each in zip(starts, told, strict=False)]
        end, real = starts[-1], real or REAL.search("".join(gaps)) is not None
        changes = [place for place in range(1, len(told)) if CHANGE.search(gaps[place], max(0, len(gaps[place]) - LONGEST))]
        behind = "".join(field.text[end : end + 4 * BEHIND].split())[:BEHIND] if changes else ""
        for place in changes:
            yield from _difference(told, gaps, place)
            yield from _points(told, gaps, place, field)
            other = real or REAL.search("".join([*gaps, behind])) is not None
            yield from _told_last(told, gaps, place, real=other)
            if not other:
                yield from _growth(told, gaps, place)
                yield from _grown(told, gaps, place, field)
            yield from _budget(told, gaps, place)


def _of_before(gap: str) -> bool:
    """The number behind it is what there was before, and not by how much more it is now."""
    return OF_BEFORE.search(gap) is not None and not (MORE.search(gap) or LESS.search(gap))


def _plain(*told: Statement) -> bool:
    return all(each.figure.plain for each in told)


def _difference(told: Sequence[Statement], gaps: Sequence[str], place: int) -> Iterator[Verdict]:
    """A, 比上年的 B 增加 C."""
    if place < 2 or not _of_before(gaps[place - 1]) or len(gaps[place]) > SHORT or not _plain(*told[place - 2 : place + 1]):
        return
    now, before, change = (each.figure for each in told[place - 2 : place + 1])
    more, less = MORE.search(gaps[place]), LESS.search(gaps[place])
    if not (more or less) or not alike(now, before) or not alike(before, change) or now.unit in RATIO or told[place - 2].parts:
        return
    yield from _changed(now, before, change, rose=more is not None)


def _points(told: Sequence[Statement], gaps: Sequence[str], place: int, field: _Text) -> Iterator[Verdict]:
    """由 A 提高到 B，提高 C: the first of them is no claim of its own."""
    now, change = told[place - 1], told[place]
    more, less = MORE.search(gaps[place]), LESS.search(gaps[place])
    if not RANGE.search(gaps[place - 1]) or not (more or less) or len(gaps[place]) > SHORT or not _plain(now, change):
        return
    before = field.before(now.figure)
    if before is None or not alike(before, now.figure) or before.hedge is not Hedge.NONE:
        return
    if change.figure.unit == "百分点" if now.figure.unit in RATIO else alike(now.figure, change.figure):
        yield from _changed(now.figure, before, change.figure, rose=more is not None)


def _changed(now: Figure, before: Figure, change: Figure, *, rose: bool) -> Iterator[Verdict]:
    over, under = (now, before) if rose else (before, now)
    if over.value > under.value:
        yield _judged(change, _less(_counted(over), _counted(under)), "difference")


def _counted(figure: Figure) -> Ref:
    """A number of things was counted, not measured: 26场 are no 26.4."""
    return Ref(figure, exact=figure.scale == 1 and not figure.decimals and not money(figure) and figure.unit not in RATIO)


def _growth(told: Sequence[Statement], gaps: Sequence[str], place: int) -> Iterator[Verdict]:
    """A, 比上年增加 C, 增长 R%."""
    rate, change = told[place].figure, told[place - 1].figure
    more, less = MORE.search(gaps[place]), LESS.search(gaps[place])
    if rate.unit not in RATIO or not (more or less) or len(gaps[place]) > 6 or place < 2 or not _plain(*told[place - 2 : place + 1]):
        return
    said = MORE.search(gaps[place - 1]) if more else LESS.search(gaps[place - 1])
    behind = place - 3 if _of_before(gaps[place - 2]) and place > 2 else place - 2  # A, 比2022年的B 增加 C
    now = told[behind].figure
    compared = BEFORE.search(gaps[place - 1]) or behind == place - 3
    if not said or not compared or not alike(now, change) or not _plain(told[behind]) or now.unit in RATIO or told[behind].parts:
        return
    before = _less(Ref(now), Ref(change)) if more else total((Ref(now), Ref(change)))
    if more and now.value <= change.value:
        return
    yield _judged(rate, Quotient(Ref(change), before), "growth")


def _grown(told: Sequence[Statement], gaps: Sequence[str], place: int, field: _Text) -> Iterator[Verdict]:
    """较2021年的 B 增长 R% behind A; 由 B 增长到 A，增长 R%."""
    rate, rose = told[place].figure, MORE.search(gaps[place]) is not None
    if rate.unit not in RATIO or len(gaps[place]) > SHORT or not (rose or LESS.search(gaps[place])) or not _plain(*told[place - 1 : place + 1]):
        return
    now: Figure | None = None
    before: Figure | None = None
    if RANGE.search(gaps[place - 1]):
        now = told[place - 1].figure
        before = field.before(now)
    elif place > 1 and _of_before(gaps[place - 1]) and _plain(told[place - 2]):
        now, before = told[place - 2].figure, told[place - 1].figure
    if now is None or before is None or now.unit in RATIO or not alike(now, before) or before.hedge is not Hedge.NONE:
        return
    over, under = (now, before) if rose else (before, now)
    if over.value > under.value > 0:
        yield _judged(rate, Quotient(_less(Ref(over), Ref(under)), Ref(before)), "growth")


def _told_last(told: Sequence[Statement], gaps: Sequence[str], place: int, *, real: bool) -> Iterator[Verdict]:
    """A，同比增长 R%（上年 B）; A（较上年增加 C，上年 B）."""
    if place < 2 or not LAST_YEAR.fullmatch(gaps[place]) or not _plain(*told[place - 2 : place + 1]):
        return
    now, change, before = (each.figure for each in told[place - 2 : place + 1])
    more, less = MORE.search(gaps[place - 1]) or gaps[place - 1].endswith(PLUS), LESS.search(gaps[place - 1])
    if not (more or less) or not COMPARED.search(gaps[place - 1]) or not alike(now, before) or now.unit in RATIO:
        return
    over, under = (now, before) if more else (before, now)
    if alike(now, change):
        yield from _changed(now, before, change, rose=bool(more))
    elif change.unit in RATIO and not real and over.value > under.value > 0:
        yield _judged(change, Quotient(_less(Ref(over), Ref(under)), Ref(before)), "growth")


def _budget(told: Sequence[Statement], gaps: Sequence[str], place: int) -> Iterator[Verdict]:
    """年初预算 A，追加 B，全年预算数 C."""
    if place < 2:
        return
    first, added, whole = told[place - 2 : place + 1]
    if not all(money(each.figure) for each in (first, added, whole)) or not _plain(first, added, whole) or added.parts:
        return
    more, less = ADDED.search(gaps[place - 1]), TAKEN.search(gaps[place - 1])
    if FIRST.search(gaps[place - 2]) and (more or less) and WHOLE.search(gaps[place]):
        terms = Sum(((Fraction(1), Ref(first.figure)), (Fraction(1 if more else -1), Ref(added.figure))))
        yield _judged(whole.figure, terms, "budget", whole.noun)


def _less(over: Ref, under: Ref) -> Sum:
    return Sum(((Fraction(1), over), (Fraction(-1), under)))


def _judged(figure: Figure, expected: Expression, message: str, noun: str = "") -> Verdict:
    verdict = state(Relation(Ref(figure), Operator.EQUAL, expected), figure, message, args=(("noun", noun),), confidence=Confidence.LIKELY)
    return cut_remarked(verdict)
