"""The form speaks of one year throughout.

The year of the title, the year below it, those of headings (2022年实际完成值) and of time targets (2022年12月底完成) are one; where they differ, the one that is told less often is
accused; where only one year is printed there is nothing to compare. A goal whose only deadline (2014年年底前) lies two years or more before the form's
year was probably copied. The day it was filled in lies in that year or after it. Other years in the text (2021年度 review, 十四五 plans) are right.

中文：标题年度、副标题年度与栏目名称、时效指标的年份应一致；不一致时，指出出现次数较少的一处；只有一处写明年度时无从比较。
总体目标中唯一的完成期限（如“2014年年底前”）比评价年度早两年及以上的，可能沿用旧表，提请核对。填报日期应在评价年度之内或之后。正文中提及其他年份（如复核上年工作）属正常。
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.findings import Severity
from formlint.forms import Field, Form
from formlint.patterns import late
from formlint.reckoning.told_times import NAMED_YEAR
from formlint.relations import HOLDS, VIOLATED
from formlint.verdicts import Verdict

FORM = (
    "{}年度项目支出绩效自评表\n\n（{}年度）\n\n填报日期：{}年7月12日\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 时效指标 | 完成时间 | {}年12月底完成 | 2022年12月底完成 | 5 | 5 |\n| ^ | 数量指标 | 开展2021年度复核 | ≥1次 | 1次 | 5 | 5 |"
)
ALONE = FORM.format(2022, 2022, 2023, 2022).replace("2022年度项目", "项目").replace("2022年12月底完成", "12月底完成")
ALONE = ALONE.replace("年度指标值", "2023年度指标值").replace("实际完成值", "{}").replace("开展2021年度复核", "{}")
GOAL = FORM.format(2022, 2022, 2023, 2022) + "\n\n| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | {} | 已完成 |"
DEADLINE = late(r"(20\d\d)年(?:年?[底末]|\d{1,2}月[底末]?)(?:之?前|以前)")
DAY = r"[./-](?:0?[1-9]|1[0-2])(?:[./-]\d{1,2}(?![\d.])|前|底)"  # 2022.12.31; an amount of 2039.17 is none
DATED = late(rf"(?<!\d)(20\d\d)(?=年|{DAY})")
TIME = late(rf"(?:[≤<=于在]|不迟于|不晚于|截至|截止|最晚)*20\d\d(?:年(?:\d{{1,2}}月|底|内|末|初|度?完成|全年)|{DAY})")

SEVERAL = late(r"20\d\d(?:年度?)?[-—–~～至到、](?:20)?\d\d年")
HEADING = late(r"(20\d\d)年度?(?:实际|全年|年初)?(?:完成|执行|预算|指标|目标)")  # of a column: 2022年实际完成值


@check(
    Good(FORM.format(2022, 2022, 2023, 2022)),
    Good(FORM.format(2022, 2022, 2022, 2022)),
    Good(FORM.format(2022, 2022, 2023, 2022).replace("2022年12月底完成", "2021年9月至2022年8月")),
    Good(FORM.format(2022, 2022, 2023, 2022).replace("2022年12月底完成", "2018-2022")),
    Good(FORM.format(2022, 2022, 2023, 2022).replace("2022年12月底完成", "≤2039.17")),
    Good(FORM.format(2022, 2022, 2023, 2022).replace("2022年度项目", "项目").replace("（2022年度）\n\n", "")),
    Good(FORM.format("2021-2022", 2021, 2023, 2021).replace("2022年12月底完成", "12月底完成")),
    Bad(FORM.format(2021, 2022, 2023, 2022), at="2021年度项目支出绩效自评表", message="differs"),
    Good(FORM.format(2022, 2022, 2023, 2022).replace("年度指标值", "2022年指标值")),
    Good(FORM.format(2022, 2022, 2023, 2022).replace("开展2021年度复核", "2022年底前完成复核")),
    Good(ALONE.format("2023年实际完成值", "完成审核")),
    Good(ALONE.format("2022年实际完成值", "完成审核")),
    Bad(ALONE.format("2023年实际完成值", "2023年底前完成审核"), at="（2022年度）", message="differs"),
    Bad(ALONE.format("实际完成值", "2024年6月底前完成审核"), at="2024年6月底前完成审核", message="differs"),
    Bad(
        ALONE.format("2022年实际完成值", "2025年底前完成主体工程 | 30% | 30% | 5 | 5 |\n| ^ | ^ | 2025年底前完成审核"),
        at="2025年底前完成主体工程",
        message="differs",
    ),
    Good(FORM.format(2022, 2022, 2023, 2022).replace("| 2022年12月底完成 | 5", "| 2023年3月完成 | 5")),
    Good(FORM.format(2022, 2022, 2023, 2022).replace("| 2022年12月底完成 | 2022", "| 12月底完成 | 2021")),
    Bad(FORM.format(2022, 2022, 2023, 2022).replace("| 2022年12月底完成 | 5", "| 2021年9月 | 5"), at="2021年9月", message="differs"),
    Bad(FORM.format(2022, 2022, 2023, 2019), at="2019年12月底完成", message="differs"),
    Bad(FORM.format(2022, 2022, 2023, 2022).replace("| 2022年12月底完成", "| 不迟于2019.12.31"), at="不迟于2019.12.31", message="differs"),
    Bad(FORM.format(2022, 2022, 2021, 2022), at="2021年7月12日", message="too-early"),
    Good(GOAL.format("2014年年底前建成，2022年运行维护")),
    Good(GOAL.format("2021年年底前完成招标")),
    Bad(GOAL.format("2014年年底前完成全部绿化"), at="2014年年底前", message="stale"),
    title=Words("年度前后一致", "The form speaks of one year"),
    says={
        "differs": Words("此处为 {year} 年，与表中的 {usual} 年不一致。", "The year here is {year}, that of the form {usual}."),
        "stale": Words(
            "目标写“{text}”，比评价年度 {usual} 年早两年及以上，可能沿用了旧表。",
            "The goal says {text}, two years or more before the form's year {usual}; it was probably copied from an older form.",
        ),
        "too-early": Words(
            "填报日期在 {year} 年，早于评价年度 {usual} 年。", "The form was filled in in {year}, before the year {usual} that it is about."
        ),
    },
)
def period(form: Form, *, place: str, heads: Sequence[str]) -> Iterator[Verdict]:
    dated = [(field, year) for name in heads if (field := form.fields.get(name)) and (year := _year(field, NAMED_YEAR))]
    dated += [(cell, year) for row in form.table(place).rows if (cell := row.cells.get("target")) and (year := _time(cell))]
    due = [(cell, year) for row in form.table(place).rows if (cell := row.cells.get("name")) and (year := _due(cell))]
    headings = [
        found[1]
        for table in form.tables.values()
        for heading in table.columns.values()
        if "年" in heading and (found := HEADING.match("".join(heading.split())))
    ]
    beside = [*_one(map(int, headings)), *_one(year for _, year in due)]
    usual = _usual([*(year for _, year in dated), *beside], form.year)
    if usual is None:
        return
    for field, year in (*dated, *due) if len(dated) + len(beside) > 1 else ():
        args = (("year", str(year)), ("usual", str(usual)))
        near = field.id.endswith(".target") and abs(year - usual) == 1  # a project may begin the year before, or be finished the year after
        severity = Severity.WARNING if near or field.id.endswith(".name") else None  # nor does what its name calls due in all belong to one year
        severity = Severity.INFO if near and not form.ruled else severity  # a dump may have put a reason (2023年6月前完成) there
        yield Verdict(HOLDS if year == usual else VIOLATED, field, "differs", args, severity=severity)
    yield from _early(form, place, usual)
    yield from _stale(form.fields.get("narrative.goal"), usual)
    filled = form.fields.get("fill_date")
    if filled and (year := _year(filled, re.compile(r"(20\d\d)"))):
        args = (("year", str(year)), ("usual", str(usual)))
        yield Verdict(VIOLATED if year < usual else HOLDS, filled, "too-early", args, severity=Severity.WARNING)


def _early(form: Form, place: str, usual: int) -> Iterator[Verdict]:
    """What was to be done in the year of the form was done in the year before."""
    for row in form.table(place).rows:
        target, actual = row.cells.get("target"), row.cells.get("actual")
        if actual and target and "20" in actual.unbroken and (year := _time(actual)) is not None and _time(target) == usual:
            outcome = VIOLATED if year == usual - 1 else HOLDS
            yield Verdict(outcome, actual, "differs", (("year", str(year)), ("usual", str(usual))), severity=Severity.WARNING)


def _stale(goal: Field | None, usual: int) -> Iterator[Verdict]:
    """The only year that the goal names is that of a deadline long past."""
    deadlines = list(DEADLINE.finditer(goal.text)) if goal else []
    if goal is None or len(deadlines) != 1 or len(set(re.findall(r"20\d\d", goal.text))) != 1:
        return
    match = deadlines[0]
    phrase = Field(f"{goal.id}@{match.start()}", goal.label, goal.passage.cut(match.start(), match.end()))
    args = (("text", match[0]), ("usual", str(usual)))
    outcome = VIOLATED if int(match[1]) < usual - 1 else HOLDS
    yield Verdict(outcome, phrase, "stale", args, severity=Severity.WARNING)


def _year(field: Field, pattern: re.Pattern[str]) -> int | None:
    """The only year that the pattern finds in the field; none of several: 2021-2023年度."""
    years = set() if SEVERAL.search(field.unbroken) else set(pattern.findall(field.unbroken))
    return int(years.pop()) if len(years) == 1 else None


def _time(cell: Field) -> int | None:
    """The year of a target that is a date; none when it names several, as a project of several years does."""
    text = cell.unbroken
    return _year(cell, DATED) if "20" in text and TIME.match(text) else None


def _due(name: Field) -> int | None:
    """The year of a deadline that is the name of its indicator: 2023年底前完成."""
    text = name.unbroken
    return _year(name, DATED) if "20" in text and DEADLINE.match(text) else None


def _one(years: Iterable[int]) -> set[int]:
    """The year that all of them tell, which counts once; of two years, which stand side by side to be compared, none."""
    told = set(years)
    return told if len(told) == 1 else set()


def _usual(years: Sequence[int], told: int | None) -> int | None:
    """The year told most often; among equals that of the form."""
    counts = Counter(years)
    most = max(counts.values(), default=0)
    ranked = [year for year, times in counts.items() if times == most]
    return told if told in ranked else (ranked[0] if ranked else None)
