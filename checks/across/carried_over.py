"""What was done this year is not told in the words and percentages of the year before.

Compared with the form of the year before of the same unit: percentages with decimals that are told of the same thing with the same number (97.75% of
branches, whose number has changed since), and whole sentences of goals and of what was done. All of it may be true; it is remarked so that a person looks.

中文：与同一单位上年的自评表比较：同一事项带小数的百分比与上年完全相同（如“五星级”党支部占97.75%），以及预期目标、完成情况中与上年一字不差的整句。可能属实，仅作提示。
"""

import re
from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.forms import Field, Form, Statement
from formlint.kinship import Kin
from formlint.relations import Outcome
from formlint.verdicts import Verdict

SENTENCE = 16  # characters that are no chance: 深入开展调查研究，找准找实问题 has 15
FORM = (
    "{}年度部门整体支出绩效自评表\n\n| 部门名称 | 东桥区教育局 | < | < |\n|---|---|---|---|\n"
    "| 年度总体目标 | 预期目标 | < | 实际完成情况 |\n| ^ | {} | < | {} |\n"
    "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 |\n| 产出指标 | 培训人数 | ≥600人 | 600人 |\n\n"
)
GOAL = "组织全区教师参加暑期集中培训并完成考核。"
DONE = "所辖党支部中，五星级党支部占{}，比上年有所提高。"


@check(
    Good(FORM.format(2022, GOAL, DONE.format("97.75%")) + FORM.format(2023, "开展教研活动。", "五星级党支部占98.12%。")),
    Good(FORM.format(2022, GOAL, DONE.format("97.75%")) + FORM.format(2023, GOAL, DONE.format("97.75%")).replace("东桥区", "西桥区")),
    Good(FORM.format(2022, "开展培训。", "培训合格率100%。") + FORM.format(2023, "开展培训。", "培训合格率100%。")),
    Bad(
        FORM.format(2022, "开展培训。", DONE.format("97.75%")) + FORM.format(2023, "做好教研。", "五星级党支部占97.75%。"),
        at="97.75%",
        message="share",
    ),
    Bad(FORM.format(2022, GOAL, "完成。") + FORM.format(2023, GOAL, "都完成了。"), at=GOAL, message="sentences"),
    title=Words("本年情况不照抄上年", "This year's text is not copied from last year"),
    says={
        "share": Words(
            "“{noun}”写 {actual}，与上年完全相同，请核对是否沿用了上年数据。",
            "{noun}: {actual}, exactly as the year before; check whether it was carried over.",
        ),
        "sentences": Words(
            "“{field}”中有 {count} 句与上年一字不差（如“{first}”），请核对是否照抄。",
            '{field}: {count:sentence is|sentences are} word for word as the year before (such as "{first}"); check whether they were copied.',
        ),
    },
    beside=Kin.YEAR_BEFORE,
)
def carried_over(form: Form, *, beside: Sequence[Form], fields: Sequence[str]) -> Iterator[Verdict]:
    (before,) = beside
    old = {share.value: (noun, share) for noun, share in _shares(before)}
    for noun, share in _shares(form):
        if share.value in old and _same_thing(noun, old[share.value][0]):
            yield _told(share, "share", (("noun", noun), ("actual", share.line)), old[share.value][1])
    for name in fields:
        now, then = form.fields.get(name), before.fields.get(name)
        if now and then:
            yield from _sentences(now, then)


def _shares(form: Form) -> Iterator[tuple[str, Figure]]:
    """Percentages of what was done, with decimals: 100% and 95% are told every year."""
    for statement in form.statements:
        yield from ((each.noun, each.figure) for each in statement.all() if _decimal(each))


def _decimal(each: Statement) -> bool:
    return each.figure.unit == "%" and each.figure.decimals > 0 and not each.stands_in.endswith((".target", ".goal"))


def _same_thing(one: str, other: str) -> bool:
    """Four characters in common: 五星级党支部创建率, 所辖基层五星级党支部."""
    return any(one[at : at + 4] in other for at in range(len(one) - 3))


def _sentences(now: Field, then: Field) -> Iterator[Verdict]:
    known = set(_cut(then.text))
    same = [sentence for sentence in _cut(now.text) if sentence in known]
    if same:
        field = now.label[-1] if now.label else now.id
        yield _told(now, "sentences", (("field", field), ("count", str(len(same))), ("first", same[0])), then)


def _cut(text: str) -> list[str]:
    """Sentences without blanks and item marks."""
    parts = re.split(r"[。；;！\n]", re.sub(r"[ \t\u3000]", "", text))
    plain = [re.sub(r"^[一二三四五六七八九十\d]+[、.．]", "", part) for part in parts]
    return [part for part in plain if len(part) >= SENTENCE]


def _told(subject: Field | Figure, message: str, args: tuple[tuple[str, str], ...], other: Field | Figure) -> Verdict:
    return Verdict(Outcome.VIOLATED, subject, message, args, elsewhere=((0, other),))
