"""A row 其中 is no more than the row that it is part of.

`其中：产地冷库` below `新建冷库` has no weight of its own: what is aimed at and what was achieved there are parts of those of the row above, in the same
unit. Rates are judged by nobody, since a part may do better than the whole; nor are targets that less is better of.

中文：指标表中的“其中”行（没有单独分值）属于上一行的一部分：同一单位的指标值、完成值均不应大于上一行。比率不核对，越少越好的指标也不核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Comparator
from formlint.figures.units import RATIO, alike
from formlint.forms import Form
from formlint.relations import Operator, Relation, told
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = HEAD + "| 产出指标 | 数量指标 | 新建冷库 | {} | {} | 100 | 100 |\n| ^ | ^ | 其中：产地冷库 | {} | {} | | |"
LESS = (Comparator.AT_MOST, Comparator.LESS)
COLUMNS = ("target", "actual")


@check(
    Good(ROWS.format("≥5座", "6座", "≥3座", "3座")),
    Good(ROWS.format("≥5座", "6座", "≥5座", "6座")),
    Good(ROWS.format("≥5座", "6座", "≥300吨", "320吨")),
    Good(ROWS.format("≥95%", "96%", "≥97%", "98%")),
    Good(ROWS.format("≤5座", "4座", "≤8座", "6座")),
    Good(ROWS.format("≥5座", "6座", "≥8座", "8座").replace("| | |", "| 0 | 0 |")),
    Bad(ROWS.format("≥5座", "5座", "≥3座", "6座"), at="6座"),
    Bad(ROWS.format("≥5座", "9座", "≥8座", "8座"), at="≥8座"),
    title=Words("“其中”行不大于上一行", "A part is no more than its whole"),
    says={
        "mismatch": Words(
            "“{row}”是“{whole}”的其中一项，填 {actual}，大于 {expected}。", "{row} is part of {whole}: {actual} is printed, more than {expected}."
        )
    },
)
def part_row(form: Form, *, place: str) -> Iterator[Verdict]:
    rows = {row.id: row for row in form.table(place).rows}
    for row in rows.values():
        whole = rows.get(row.parent)
        aims = [each.figure("target") for each in (row, whole) if each]
        if whole is None or any(aim and aim.comparator in LESS for aim in aims):
            continue
        for column in COLUMNS:
            part, most = row.figure(column), whole.figure(column)
            if part and most and alike(part, most) and part.unit not in RATIO:
                args = (("row", row.name), ("whole", whole.name))
                yield state(Relation(told(part), Operator.AT_MOST, told(most)), part, "mismatch", args=args)
