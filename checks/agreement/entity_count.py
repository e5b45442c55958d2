"""What stands there to be counted is counted alike everywhere in the form.

`对76家基层党组织开展述职`, `对77家基层党组织全覆盖`: bodies that a form works on, named after their number, with the same name and unit. One number that is told
at least twice speaks against another that is near it (one slip of the pen, or within a fifth); with one mention each, only where both say whom the
work is for (对, 在, 覆盖). What was achieved (命名5个党支部 beside 267个党支部) is another thing and is far off.

中文：表中作为工作对象的单位、机构等（如“对76家基层党组织…”），同名同单位的数量应前后一致。某个数出现两次及以上、另有一处与之相近却不同（一处笔误之差或相差
五分之一以内）时提示；各只出现一次的，仅当两处都写明“对、在、覆盖”时提示。数量悬殊的视为另一回事，不提示。
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Field, Form, Statement
from formlint.relations import EQUAL, Relation, awarded
from formlint.slips import SINGLE, slip
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 述职 | 对76家基层党组织开展述职≥1次 | 对76家基层党组织开展述职1次 | 5 | 5 |\n"
    "| ^ | ^ | 主题活动 | 对{}家基层党组织267个党支部全覆盖 | 5个党支部被命名为示范点，20家州直部门、60家县直部门参加 | 5 | 5 |"
)
ABOUT = ("对", "在", "向", "为", "覆盖", "所辖", "全部")


@check(
    Good(ROWS.format("76")),
    Good(ROWS.format("9")),
    Good(HEAD + "| 产出指标 | 数量指标 | 述职 | 76家基层党组织述职 | 77家机关党组织述职 | 5 | 5 |"),
    Good(ROWS.format("76").replace("5个党支部", "基层党组织由76家增加到77家，5个党支部")),
    Bad(ROWS.format("77"), at="77家"),
    title=Words("同一对象的数量前后一致", "The same things are counted the same everywhere"),
    says={
        "mismatch": Words(
            "“{noun}”此处为 {actual}，别处为 {expected}（出现 {times} 次），请核对。",
            "{noun}: {actual} here, {expected} elsewhere ({times:time|times}); please check.",
        )
    },
)
def entity_count(form: Form, *, units: Sequence[str]) -> Iterator[Verdict]:
    texts = form.by_id
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in form.claims:
        if statement.figure.unit in units and _named_after(statement, texts):
            groups.setdefault((statement.noun, statement.figure.unit), []).append(statement)
    for told in groups.values():
        if len(told) > 1:
            yield from _judged(told, texts)


def _named_after(statement: Statement, texts: Mapping[str, Field]) -> bool:
    """The noun follows its number at once, and the number is a plain one."""
    figure = statement.figure
    if not figure.plain:
        return False
    text = texts[statement.field].text if statement.field in texts else ""
    behind = text[figure.end :].lstrip()
    return behind.startswith(statement.noun[:1]) and "".join(behind.split()).startswith(statement.noun)


def _judged(told: Sequence[Statement], texts: Mapping[str, Field]) -> Iterator[Verdict]:
    counts = Counter([statement.figure.number for statement in told])
    usual = max(counts, key=counts.__getitem__)
    times = counts[usual]
    first = next(statement.figure for statement in told if statement.figure.number == usual)
    for statement in told:
        figure = statement.figure
        if figure.id == first.id:
            continue
        if figure.number == usual or _near(figure, first):
            rarer = counts[figure.number] < max(times, 2)
            sure = rarer and (times > 1 or (_about(figure, texts[statement.field]) and _about(first, texts[_field_of(first)])))
            severity = Severity.WARNING if sure else Severity.INFO
            args = (("noun", statement.noun), ("times", str(times)))
            yield state(_equal(figure, first), figure, "mismatch", args=args, severity=severity)


def _field_of(figure: Figure) -> str:
    return figure.id.partition("@")[0]


def _about(figure: Figure, field: Field) -> bool:
    return "".join(field.text[: figure.start].split()).endswith(ABOUT)


def _near(one: Figure, other: Figure) -> bool:
    return abs(one.number - other.number) * 5 <= other.number or slip(one.number, other.number).cost <= SINGLE


def _equal(one: Figure, other: Figure) -> Relation:
    return Relation(awarded(one), EQUAL, awarded(other))
