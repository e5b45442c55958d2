"""The same quantity told twice is told with the same number.

Compared are the claims of the running text, the actuals of the indicators, and the amounts and rates of the fund table (全年预算数, 全年执行数,
年初预算数, 执行率, in 元 or 万元). Two claims speak of one quantity when their nouns are the same but for words that add nothing, and their units measure the
same; 人 is not 人次. Where one says it in another order or with another word (命名示范点, 示范点命名数量; 建成, 建设) the finding is a warning that
asks. Targets and plans are not facts and are not compared, nor is what a sentence tells of another time (上年, 累计, 截至9月底), nor bodies that the work is for
(对59所学校: agreement/entity_count), nor rows that share one name. The parts of a breakdown are compared with the parts of the same breakdown told
elsewhere. 余, 近, 约 are as wide as they say, and 89.97 agrees with 89.974.

中文：同一数量在不同位置的说法应当一致：包括文字叙述之间、叙述与指标实际完成值之间、叙述与资金表（全年预算数、全年执行数、执行率，元与万元自动换算）之间。
名称实质相同且单位同类才算同一数量（“人”与“人次”不同），词序或个别用词不同的只作提请核对；目标值、计划数、往年数、累计数和年中数不参与比较，指标表内各行之间也不互相比较。
“余、近、约”按其含义放宽，89.97与89.974视为一致。
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure
from formlint.figures.units import MONEY, alike
from formlint.figures.wording import counts
from formlint.findings import Confidence, Severity
from formlint.forms import Form, Row, Statement
from formlint.forms.matching import SURE, TURNED, kernel, measures, same, same_noun, surely_same, turned
from formlint.patterns import late
from formlint.reckoning.told_times import of_another_time
from formlint.records import replace
from formlint.relations import EQUAL, Relation, told
from formlint.verdicts import Verdict, state

TEXT = (
    "| 资金来源 | 年初预算数（万元） | 全年预算数（万元） | 全年执行数（万元） | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 90 | 90 | 89.974 | 10 | 99.97% | 10 |\n\n"
    "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 培训党员200人 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 河湖巡查次数 | ≥168次 | 234次 | 5 | 5 |\n| ^ | ^ | 党员培训 | ≥200人 | 全年参加培训人数519人 | 5 | 5 |\n"
)
NEAR = 90  # characters around a number in which the words about it are looked for
NO_OPERATOR = Comparator.NONE
UNIT = late(r"[(（](\w{1,3})[)）]$")  # of a row's name: 监督检查次数（次）
PART_OF_FUNDS = late(r"(?:其中|基本支出|项目支出|人员经费|公用经费|结转)[^。；;]*$")


@check(
    Good(TEXT.format("全年参加培训人数519人。开展河湖巡查234次。")),
    Good(TEXT.format("全年参加培训人数500余人，开展河湖巡查近300次。")),
    Good(TEXT.format("上年参加培训人数419人，今年参加培训519人。服务719人次。")),
    Good(TEXT.format("累计参加培训人数3000人，截至9月底，执行率65.5%。")),
    Good("2023年度项目支出绩效自评表\n\n" + TEXT.format("2022年参加培训人数419人。")),
    Good(TEXT.format("开展工作。") + "| ^ | 质量指标 | 道路合格率 | ≥95% | 合格率98% | 5 | 5 |\n| ^ | ^ | 桥梁合格率 | ≥95% | 合格率96% | 5 | 5 |\n"),
    Good(TEXT.format("全年预算数90万元，全年执行数899740元，执行率99.97%。")),
    Good(TEXT.format("全年预算数90万元，其中项目支出执行数50万元，执行率95%。")),
    Good(TEXT.format("指导59所学校规范开展工作。") + "| ^ | ^ | 督导 | 2次 | 对61所学校开展督导2次 | 5 | 5 |\n"),
    Good(TEXT.format("培训骨干教师20人。") + "| ^ | ^ | 教师培训 | ≥100人 | 120人 | 5 | 5 |\n"),
    Good(TEXT.format("全年参加培训人数520人左右。")),
    Good(TEXT.format("州直机关河湖巡查12次，全州河湖巡查234次。")),
    Good(TEXT.format("全年执行数89.97万元。")),
    Bad(TEXT.format("全年参加培训人数719人。"), at="719人"),
    Bad(TEXT.format("全年执行数899740万元。"), at="899740万元", message="fund"),
    Bad(TEXT.format("开展河湖巡查634次。"), at="634次"),
    Bad(TEXT.format("全年预算数90万元，全年执行数98.974万元。"), at="98.974万元"),
    Bad(TEXT.format("开展监督检查12次。") + "| ^ | ^ | 监督检查（次） | ≥10 | 21 | 5 | 5 |\n", at="12次"),
    Bad(TEXT.format("命名示范点25个。") + "| ^ | ^ | 示范点命名数量 | ≥20个 | 52个 | 5 | 5 |\n", at="25个"),
    title=Words("同一数量前后一致", "The same quantity has the same number everywhere"),
    says={
        "mismatch": Words("“{noun}”一处写 {actual}，另一处写 {expected}。", "{noun}: {actual} in one place, {expected} in another."),
        "fund": Words("文字中“{noun}”写 {actual}，资金表为 {expected}。", "{noun}: the text says {actual}, the fund table {expected}."),
    },
)
def tie_out(form: Form, *, place: str, listed: str, amounts: Mapping[str, Sequence[str]]) -> Iterator[Verdict]:
    texts = _Texts(form)
    facts = _clear([*_facts(form, texts), *_actuals(form, listed)], listed)
    of_funds = {word for words in amounts.values() for word in words}
    yield from _funds(form, [fact for fact in facts if fact.noun in of_funds], texts, place, amounts)
    goals = _goals(form, listed)
    unsure = not form.ruled and "narrative.goal" not in form.fields
    for one, other in _pairs([fact for fact in facts if fact.noun not in of_funds], listed):
        if one.field == other.field or (goals and _aimed(one, other, goals)) or (unsure and _in_text(one) and _in_text(other)):
            continue
        if confidence := _one_quantity(one, other, texts):
            yield from _pair(one, other, confidence, listed)


class _Texts:
    """What stands around the numbers of the claims."""

    def __init__(self, form: Form) -> None:
        self._fields = form.by_id
        self._before: dict[str, str] = {}

    def before(self, fact: Statement) -> str:
        """The text before its number, without white space."""
        figure = fact.figure
        if figure.id not in self._before:
            field = self._fields.get(fact.field)
            self._before[figure.id] = "".join(field.text[max(0, figure.start - NEAR) : figure.start].split()) if field else ""
        return self._before[figure.id]

    def body(self, fact: Statement) -> bool:
        """The noun follows its number at once."""
        end = fact.figure.end
        behind = self._fields[fact.field].text[end : end + NEAR] if fact.field in self._fields else ""
        return fact.noun != "" and "".join(behind.split()).startswith(fact.noun)


def _one_quantity(one: Statement, other: Statement, texts: _Texts) -> Confidence | None:
    """How sure it is that both tell one quantity, their units being alike; bodies that the work is for (对59所学校) are judged by agreement/entity_count."""
    likeness = same_noun(one.noun, other.noun)
    if likeness < TURNED and not _turned(one, other, texts) and not _turned(other, one, texts):
        return None
    if texts.body(one) and texts.body(other):
        return None
    return Confidence.CERTAIN if likeness >= SURE else Confidence.LIKELY


def _turned(fact: Statement, other: Statement, texts: _Texts) -> bool:
    """The text says before its number what the indicator is called, in other order: 命名示范点25个, 示范点命名数量."""
    return turned(other.noun, texts.before(fact))


def _pairs(claims: Sequence[Statement], listed: str) -> Iterator[tuple[Statement, Statement]]:
    """Any two that measure the same kind of thing, but for two rows: these are two indicators, even when both are called 合格率."""
    kinds = [measures(claim.figure) for claim in claims]
    in_rows = f"{listed}["
    rows = [claim.field.startswith(in_rows) for claim in claims]
    everywhere, in_text = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for place, kind in enumerate(kinds):
        everywhere[kind].append(place)
        if not rows[place]:
            in_text[kind].append(place)
    start = 0
    for _, those in groupby(claims, key=lambda claim: claim.field):  # those of one text are no rivals: 4,000 would be 8 million pairs
        end = start + len(list(those))
        for place in range(start, end):
            others = (in_text if rows[place] else everywhere)[kinds[place]]
            if others and others[-1] >= end:
                yield from [(claims[place], claims[each]) for each in others[bisect_left(others, end) :]]
        start = end


def _facts(form: Form, texts: _Texts) -> list[Statement]:
    """What the text says has been done: no targets, no goals, no other time."""
    return [
        statement
        for statement in form.statements
        if statement.figure.comparator is NO_OPERATOR
        and not statement.stands_in.endswith((".target", ".goal", ".name", ".reason"))
        and not of_another_time(form, texts.before(statement))
    ]


def _clear(facts: Sequence[Statement], listed: str) -> list[Statement]:
    """Without the nouns that one field, or two rows, use for two numbers: which of them is meant elsewhere cannot be told."""
    close = defaultdict[tuple[str, str], list[Statement]](list)
    rows = f"{listed}["
    places = [listed if fact.field.startswith(rows) else fact.field for fact in facts]  # all rows are one place
    for place, fact in zip(places, facts, strict=True):
        close[place, measures(fact.figure)].append(fact)
    rivals: set[tuple[str, _Claim]] = set()
    for (place, _), those in close.items():
        claims = list(dict.fromkeys(map(_claim, those))) if len(those) > 1 else ()  # rows that say the same are no rivals: one stands for all
        for one, other in surely_same([noun for noun, *_ in claims]) if len(claims) > 1 else ():
            for some, others in ((one, other), (other, one)):
                told = {claims[each][2] for each in others}
                rivals.update((place, claims[each]) for each in some if len(told) > 1 or claims[each][2] not in told)
    return [fact for place, fact in zip(places, facts, strict=True) if (place, _claim(fact)) not in rivals] if rivals else list(facts)


_Claim = tuple[str, str, Fraction]


def _claim(fact: Statement) -> _Claim:
    """Its noun, its unit and its value."""
    return fact.noun, fact.figure.unit, fact.figure.value


def _actuals(form: Form, listed: str) -> list[Statement]:
    """The indicators whose actual is one number, as claims under the indicator's name. Which of two rows of one name is meant cannot be told."""
    told = [(row, figure, kernel(row.label)) for row, figure in zip(form.table(listed).rows, form.column(listed, "actual"), strict=True)]
    named: dict[str, set[object]] = {}
    for _, figure, name in told:
        named.setdefault(name, set()).add(figure.value if figure else None)
    rows = [(row, figure) for row, figure, name in told if figure and figure.unit not in MONEY and len(named[name]) == 1]
    return [Statement(row.cells["actual"].id, row.label, _counted(row, figure)) for row, figure in rows]


def _counted(row: Row, figure: Figure) -> Figure:
    """With the unit that stands in the row's name (监督检查次数（次）) or its target when its own cell prints a bare number."""
    if figure.unit:
        return figure
    target = row.figure("target")
    named = UNIT.search(row.label)
    unit = named[1] if named else target.unit if target else ""
    return replace(figure, unit=unit) if unit in counts() else figure


def _goals(form: Form, listed: str) -> Mapping[str, Figure]:
    """In a text dump, where goals and what was done may have changed places: the target of each actual, by the id of its field."""
    rows = () if form.ruled else form.figured(listed, "target")
    return {row.cells["actual"].id: target for row, (target,) in rows if "actual" in row.cells}


def _in_text(fact: Statement) -> bool:
    """Told in a sentence that is no field's, or as what was done: where a dump lost the heading of the goal, one of two may be the goal."""
    return fact.stands_in in ("text", "narrative.actual")


def _aimed(one: Statement, other: Statement, goals: Mapping[str, Figure]) -> bool:
    """One of them tells the number that the other one's target is."""
    return any(fact.field in goals and goals[fact.field].value == claim.figure.value for fact, claim in ((one, other), (other, one)))


def _funds(form: Form, facts: Sequence[Statement], texts: _Texts, place: str, amounts: Mapping[str, Sequence[str]]) -> Iterator[Verdict]:
    """What the text says of the funds as a whole."""
    whole = form.table(place).row("total")
    for column, words in amounts.items() if whole else ():
        printed = whole.figure(column) if whole else None
        for fact in facts if printed else ():
            if printed and fact.noun in words and alike(fact.figure, printed) and not PART_OF_FUNDS.search(texts.before(fact)):
                yield state(_equal(fact.figure, printed), fact.figure, "fund", args=(("noun", fact.noun),))


def _pair(one: Statement, other: Statement, confidence: Confidence, listed: str) -> Iterator[Verdict]:
    """The claims, and under them the parts that both name; the claim of the text comes first."""
    first, second = (other, one) if one.field.startswith(listed) and not other.field.startswith(listed) else (one, other)
    yield _told(first, second, confidence)
    if first.parts and second.parts:
        yield from (_told(part, twin, confidence) for part in first.parts for twin in second.parts if same(part, twin) >= SURE)


def _told(one: Statement, other: Statement, confidence: Confidence) -> Verdict:
    severity = None if confidence is Confidence.CERTAIN else Severity.WARNING
    return state(_equal(one.figure, other.figure), one.figure, "mismatch", args=(("noun", one.noun),), severity=severity, confidence=confidence)


def _equal(one: Figure, other: Figure) -> Relation:
    return Relation(told(one), EQUAL, told(other))
