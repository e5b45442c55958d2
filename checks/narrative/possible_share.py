"""A share of counted things is one that so many things can have.

97.75% of 267 branches is 261 of them; of 266 branches no whole number is 97.75%, so the share was copied from another year, or is one of other things.
The number of things is what the form tells of them anywhere; where it tells several, any of them will do. A remark: it may be a share of things that
the form does not count. This is the GRIM test of Brown and Heathers (2017).

中文：对可数对象（党支部、学校、户等）所报的比例，应当是该数量能够得出的比例：267个的97.75%是261个，而266个中没有任何整数能得出97.75%，
可能是沿用上年数据或基数另有所指。数量取自表中任何一处对该对象的计数，出现多个不同数量时有一个能得出即可。只作提示。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.forms import Form, Statement
from formlint.relations import Outcome
from formlint.relations.intervals import printed, share_of
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD
    + "| 产出指标 | 数量指标 | 主题活动 | 对{}个党支部全覆盖 | 按计划完成 | 5 | 5 |\n| ^ | 质量指标 | 星级创建 | 达标 | “五星级”党支部创建率达{} | 5 | 5 |\n"
)


@check(
    Good(ROWS.format("267", "97.75%")),
    Good(ROWS.format("266", "98%")),
    Good(ROWS.format("266", "97.75%") + "| ^ | ^ | 督导 | 对267个党支部全覆盖 | 完成 | 5 | 5 |"),
    Good(ROWS.format("266", "约97.75%")),
    Bad(ROWS.format("266", "97.75%"), at="97.75%"),
    title=Words("比例与对象数量相容", "A percentage is possible for the number of things"),
    says={
        "impossible": Words(
            "“{noun}”写 {rate}，但 {count} 个“{things}”中没有整数个能得出这一比例，请核对是否沿用了上年数据或另有基数。",
            "{noun}: {rate} is not possible, since no whole number out of {count} {things} gives it; check whether it was carried over or has another base.",
        )
    },
)
def possible_share(form: Form, *, units: Sequence[str]) -> Iterator[Verdict]:
    shares = [each for each in form.claims if each.figure.unit == "%"]
    counts = _counts(form.statements, units) if shares else {}
    for share in shares:
        if not share.figure.plain or share.stands_in.endswith((".target", ".goal")):
            continue
        things = max((noun for noun in counts if noun in share.noun), key=len, default="")
        if things:
            yield _judged(share, things, counts[things])


def _counts(wholes: Sequence[Statement], units: Sequence[str]) -> dict[str, list[Statement]]:
    """What is counted in the form, by its noun: wholes only, since a share may be one of the whole. A noun of one character is in too many words."""
    counts: dict[str, list[Statement]] = {}
    for each in wholes:
        if each.figure.unit in units and len(each.noun) > 1 and each.figure.plain and each.figure.number > 1 and not each.figure.decimals:
            counts.setdefault(each.noun, []).append(each)
    return counts


def _judged(share: Statement, things: str, counts: Sequence[Statement]) -> Verdict:
    possible = any(share_of(printed(share.figure), int(each.figure.value)) for each in counts)
    most = max(counts, key=lambda each: each.figure.value)
    args = (("noun", share.noun), ("rate", share.figure.line), ("things", things), ("count", f"{most.figure.number:f}"))
    evidence = () if possible else (most.figure,)
    return Verdict(Outcome.HOLDS if possible else Outcome.VIOLATED, share.figure, "impossible", args, evidence=evidence)
