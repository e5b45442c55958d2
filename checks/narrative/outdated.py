"""No task is worded in the terms of a campaign that was over before the form's year.

A phrase is outdated when the form's year is after the last one it was a running task; phrases that speak of its fruits or its history (巩固拓展脱贫攻坚成果)
are not, nor names of papers (《…》). The year is that of the title, else the one the form's text names most often. Which phrases, until when, and what excepts them is said
in the rule (`with: wordings`). Such wording is usually copied from an older form.

中文：表述应与年度相符。某项工作已在以前年度结束、表中仍作为当年任务表述的（如2023年仍写“决战决胜脱贫攻坚”），多为沿用旧表，提请核对。谈成果、谈历史的
（如“巩固拓展脱贫攻坚成果”）和书名号内的文件名不提示。年度取自标题；没有标题的，取文中出现最多的年份。
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from formlint.checks import Bad, Good, Words, check
from formlint.forms import Field, Form
from formlint.reckoning.told_times import NAMED_YEAR
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
TEXT = "{}年度部门整体支出绩效自评表\n\n" + HEAD + "| 效益指标 | 社会效益 | {} | 有所提高 | 有所提高 | 5 | 5 |"


@check(
    Good(TEXT.format(2023, "回顾脱贫攻坚以来的历史，落实“十四五”规划和2018-2022年工作规划。")),
    Good(TEXT.format(2023, "按照财预〔2020〕10号文件做好脱贫攻坚成果同乡村振兴衔接。")),
    Good(TEXT.format(2020, "为决战决胜脱贫攻坚提供组织保障。")),
    Good(TEXT.format(2023, "巩固拓展脱贫攻坚成果同乡村振兴有效衔接。")),
    Good(TEXT.format(2023, "《关于打赢脱贫攻坚战三年行动的指导意见》确定的公路。")),
    Good(TEXT.format(2023, "为乡村振兴提供坚强的组织保障。")),
    Good(TEXT.format(2022, "学习宣传贯彻党的十九大精神。")),
    Bad(TEXT.format(2023, "学习宣传贯彻党的十九大精神。"), at="学习宣传贯彻党的十九大精神"),
    Bad(TEXT.format(2023, "为决战决胜脱贫攻坚提供组织保障。"), at="决战决胜脱贫攻坚"),
    title=Words("表述与年度相符", "The wording fits the form's year"),
    says={
        "outdated": Words(
            "{year} 年的表中出现“{phrase}”，该项工作到 {last} 年已结束，可能是沿用了以前年度的文字。",
            "A form of {year} says {phrase}, a task that ended in {last}; it was probably copied from an older form.",
        )
    },
)
def outdated(form: Form, *, wordings: Sequence[Mapping[str, object]]) -> Iterator[Verdict]:
    year = form.year or _usual_year([field for field in form.holding("年") if field.id != "notes"])
    if year is None:
        return
    told = form.told
    for wording in wordings:
        last, phrase = int(str(wording["until"])), str(wording["phrase"])
        needed = _needed(phrase)
        if year <= last or not any(map(told.__contains__, needed)):  # nearly always
            continue
        args = (("year", str(year)), ("last", str(last)))
        for field in form.holding(needed):
            if field.id != "notes":
                yield from _found(field, _pattern(phrase), str(wording.get("except", "")), args)


def _found(field: Field, pattern: re.Pattern[str], excepted: str, args: tuple[tuple[str, str], ...]) -> Iterator[Verdict]:
    for match in pattern.finditer(field.text):
        if excepted and re.search(excepted, "".join(field.text[max(0, match.start() - 8) : match.end() + 8].split())):
            continue
        if field.text.count("《", 0, match.start()) > field.text.count("》", 0, match.start()):
            continue
        phrase = Field(f"{field.id}@{match.start()}", field.label, field.passage.cut(match.start(), match.end()))
        yield Verdict(Outcome.VIOLATED, phrase, "outdated", (*args, ("phrase", "".join(match[0].split()))))


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase, with the line breaks that a narrow cell puts between its characters."""
    return re.compile(phrase if set(phrase) & set("()|[]?*\\") else r"\s{0,2}".join(map(re.escape, phrase)))


@cache
def _needed(phrase: str) -> tuple[str, ...]:
    """For each of its alternatives the longest characters that all it finds must hold, white space apart; empty where none are plain."""
    bare = re.sub(r"\\.|\[[^\]]*\]|\((?!\?[a-zA-Z])[^()]*\)", "\0", phrase)
    if set(bare) & set("()[]"):
        return ("",)
    plain = re.sub(r".(?:[?*]|\{[^}]*\})|[+.^$]", "\0", bare)
    return tuple(max(("".join(run.split()) for run in each.split("\0")), key=len) for each in plain.split("|"))


def _usual_year(fields: Sequence[Field]) -> int | None:
    years = Counter(year for field in fields for year in NAMED_YEAR.findall(field.text))
    ranked = years.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return int(ranked[0][0]) if clear else None
