"""A whole that is split up by income and by spending is the sum of each.

Forms of whole departments print below the total what it is made of, 按收入性质分 and 按支出性质分, with one amount for each part. Which amount of the total
they split up, budget or executed, no heading tells: one that they add up to, else the one that the other split adds up to. Where they add up to none,
they are compared with each other. A part without an amount counts as nothing.

中文：部门整体表在资金总额下按收入性质、按支出性质分别列示的，各自之和应相等，并等于年初预算数、全年预算数、全年执行数中的一个（以能对上的为准；都对不上的，只互相核对）。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.forms import Form, FormTable
from formlint.relations import Operator, Outcome, Ref, Relation, total
from formlint.solving import judge
from formlint.verdicts import Verdict, state, unverifiable

SOUND = (Outcome.HOLDS, Outcome.ROUNDING)
FORM = (
    "| 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
    "| ^ | 年度资金总额 | 800 | {} | 779 | 10 | 95% | 9.5 |\n| ^ | 按收入性质分： | < | < | 按支出性质分： | < | < | < |\n"
    "| ^ | 其中：一般公共预算：{} | < | < | 其中：基本支出：{} | < | < | < |\n| ^ | 其他资金：120 | < | < | 项目支出：300 | < | < | < |"
)


@check(
    Good(FORM.format("820", "700", "520")),
    Good(FORM.format("820", "680", "500")),
    Good(FORM.format("820", "", "")),
    Good(FORM.format("820", "700", "479")),
    Good(FORM.format("860", "700", "520")),
    Good(FORM.format("860", "701", "525")),
    Bad(FORM.format("820", "700", "250"), at="820"),
    title=Words("按不同性质列示的资金之和相等", "A whole that is split up twice is the sum of each"),
    says={
        "mismatch": Words(
            "“{column}”的“{row}”填 {actual}，{split}的各项相加为 {expected}。",
            "{row}, {column}: {actual} is printed, its parts ({split}) add up to {expected}.",
        ),
        "unequal": Words(
            "{split}的各项之和与另一种分法之和不相等，也不等于资金总额的任何一栏，未核对。",
            "The parts ({split}) add up neither to those of the other split nor to any amount of the total: they could not be judged.",
        ),
    },
)
def split_twice(form: Form, *, place: str, columns: Sequence[str]) -> Iterator[Verdict]:
    table = form.table(place)
    whole = table.row("total")
    blocks = {name: figures for name, figures in _blocks(table) if sum(figure.value != 0 for figure in figures)}
    if whole is None or not blocks:
        return
    wholes = {column: figure for column in columns if (figure := whole.figure(column))}
    held = {column: sum(_closes(figure, parts) for parts in blocks.values()) for column, figure in wholes.items()}
    best = max(held, key=lambda column: held[column], default="")
    if not best or not held[best]:
        yield from _compared(blocks)
        return
    for name, parts in blocks.items():
        column = next((each for each in (best, *wholes) if _closes(wholes[each], parts)), best)
        args = (("row", whole.name), ("column", table.heading(column)), ("split", name))
        yield state(_sum(wholes[column], parts), wholes[column], "mismatch", args=args)


def _blocks(table: FormTable) -> Iterator[tuple[str, list[Figure]]]:
    for name in dict.fromkeys(row.section for row in table.rows if "split" in row.cells):
        yield name, [figure for row in table.rows if row.section == name and (figure := row.figure("split"))]


def _sum(stated: Figure, parts: Sequence[Figure]) -> Relation:
    return Relation(Ref(stated), Operator.EQUAL, total(map(Ref, parts)))


def _closes(stated: Figure, parts: Sequence[Figure]) -> bool:
    return judge(_sum(stated, parts)) in SOUND


def _compared(blocks: dict[str, list[Figure]]) -> Iterator[Verdict]:
    """With each other; what adds up to nothing that is printed accuses nobody."""
    (name, first), *others = blocks.items()
    for _, other in others:
        relation = Relation(total(map(Ref, first)), Operator.EQUAL, total(map(Ref, other)))
        if judge(relation) in SOUND:
            yield state(relation, first[0], "mismatch")
        else:
            yield unverifiable(first[0], "unequal", split=name)
