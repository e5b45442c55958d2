"""Slips of the pen that change what is said: 个1次 for 各1次, 贯策 for 贯彻. A remark.

The words, and what was meant by them, are in the rule (`with: words`); what may stand before them without a slip is said there, too. Few on purpose: a
dictionary would accuse names.

中文：容易改变意思的错别字，如“个1次”应为“各1次”，只作提示。词表在规则中（with: words），有意从简，以免误指专有名称。
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from formlint.checks import Bad, Good, Words, check
from formlint.findings import Severity
from formlint.forms import Field, Form
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 产出指标 | 数量指标 | 考核和评选会议 | 会议≥2次 | {} | 5 | 5 |"


@check(
    Good(ROW.format("开展考核和评选会议各1次")),
    Good(ROW.format("每个1次，共2次")),
    Good(ROW.format("逐个1次")),
    Good(ROW.format("某个1次性项目")),
    Good(ROW.format("贯彻落实会议精神，布置工作2次")),
    Bad(ROW.format("开展考核和评选会议个1次"), at="个1次"),
    Bad(ROW.format("考核每人个1次"), at="个1次"),
    title=Words("没有影响意思的错别字", "No misspelling changes the meaning"),
    says={"meant": Words("“{text}”疑为“{meant}”之误。", "{text} should probably read {meant}.")},
)
def misspelt(form: Form, *, words: Sequence[Mapping[str, str]]) -> Iterator[Verdict]:
    told = form.told
    there = [each for each in words if _unbroken(each["wrong"]) in told]
    if not there:
        return
    pattern, meant = _pattern(tuple((each["wrong"], each["meant"], each.get("after", "")) for each in there))
    for field in form.holding([_unbroken(each["wrong"]) for each in there]):
        yield from _found(field, pattern, meant)


@cache
def _unbroken(word: str) -> str:
    return "".join(word.split())


def _found(field: Field, pattern: re.Pattern[str], meant: Mapping[str, str]) -> Iterator[Verdict]:
    for match in pattern.finditer(field.text):
        phrase = Field(f"{field.id}@{match.start()}", field.label, field.passage.cut(match.start(), match.end()))
        args = (("text", match[0]), ("meant", meant[match[0]]))
        yield Verdict(Outcome.VIOLATED, phrase, "meant", args, severity=Severity.INFO)


@lru_cache(maxsize=256)
def _pattern(words: tuple[tuple[str, str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The wrong words at once, none right behind what may stand before it by right; and what each was meant to be.

    What stands before is looked at behind the first character: `re` runs past all others 3 times as fast where every word begins with one.
    """
    parts = (re.escape(wrong[0]) + (f"(?<![{after}]{re.escape(wrong[0])})" if after else "") + re.escape(wrong[1:]) for wrong, _, after in words)
    return re.compile("|".join(parts)), {wrong: right for wrong, right, _ in words}
