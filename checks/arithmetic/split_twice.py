"""A whole that is split up by income and by spending is the sum of each.

Forms of whole departments print below the total what it is made of, 按收入性质分 and 按支出性质分, with one amount for each part. Which amount of the total
they split up, budget or executed, no heading tells: one that they add up to, else the one that the other split adds up to. Where they add up to none,
they are compared with each other. A part without an amount counts as nothing; nor is one counted twice that is a part of another (人员经费 of 基本支出, or
其中：上年结转 where the rest adds up).

中文：部门整体表在资金总额下按收入性质、按支出性质分别列示的，各自之和应相等，并等于年初预算数、全年预算数、全年执行数中的一个（以能对上的为准；都对不上的，只互相核对）。
属于另一分项的（基本支出中的人员经费，或去掉后才能对上的“其中”项）不重复相加。
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.forms import Form, FormTable, Row
from formlint.relations import Operator, Ref, Relation, total
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state, unverifiable

Amounts = Sequence[Figure]

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
    Good(
        FORM.format("820", "700", "520")
        + "\n| ^ | | < | < | 人员经费：400 | < | < | < |\n| ^ | 其中：上年结转：50 | < | < | 公用经费：120 | < | < | < |"
    ),
    Bad(FORM.format("820", "700", "250"), at="820"),
    title=Words("按不同性质列示的资金之和相等", "Two breakdowns of the same total agree"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，{split}的各项相加为 {expected}。",
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
    blocks = {name: readings for name, readings in _blocks(table) if any(figure.value for parts in readings for figure in parts)}
    if whole is None or not blocks:
        return
    wholes = {column: figure for column in columns if (figure := whole.figure(column))}
    held = {column: sum(any(_closes(figure, parts) for parts in readings) for readings in blocks.values()) for column, figure in wholes.items()}
    best = max(held, key=lambda column: held[column], default="")
    if not best or not held[best]:
        yield from _compared(blocks)
        return
    for name, readings in blocks.items():
        ways = [(column, parts) for column in (best, *wholes) for parts in readings]
        column, parts = next(((each, parts) for each, parts in ways if _closes(wholes[each], parts)), ways[0])
        args = (("row", whole.name), ("column", table.heading(column)), ("split", name))
        yield state(_sum(wholes[column], parts), wholes[column], "mismatch", args=args)


def _blocks(table: FormTable) -> Iterator[tuple[str, list[Amounts]]]:
    """Every split and the amounts that may make it up: those of its rows that are parts of no other, without the 其中 rows below the first, or all."""
    for name in dict.fromkeys(row.section for row in table.rows if "split" in row.cells):
        rows = [row for row in table.rows if row.section == name]
        tops = [row for row in rows if not row.parent]
        rest = [row for at, row in enumerate(tops) if at == 0 or not row.label.startswith("其中")]
        yield name, [amounts for each in (tops, rest, rows) if (amounts := _amounts(each))]


def _amounts(rows: Sequence[Row]) -> Amounts:
    return [figure for row in rows if (figure := row.figure("split"))]


def _sum(stated: Figure, parts: Sequence[Figure]) -> Relation:
    return Relation(Ref(stated), Operator.EQUAL, total(map(Ref, parts)))


def _closes(stated: Figure, parts: Sequence[Figure]) -> bool:
    return sound(_sum(stated, parts))


def _compared(blocks: Mapping[str, Sequence[Amounts]]) -> Iterator[Verdict]:
    """With each other; what adds up to nothing that is printed accuses nobody."""
    (name, first), *others = blocks.items()
    for _, other in others:
        ways = [Relation(total(map(Ref, one)), Operator.EQUAL, total(map(Ref, two))) for one, two in product(first, other)]
        relation = next((each for each in ways if sound(each)), None)
        if relation:
            yield state(relation, relation.figures()[0], "mismatch")
        else:
            yield unverifiable(first[0][0], "unequal", split=name)
