"""A row 其中 is no more than the row that it is part of.

`其中：产地冷库` below `新建冷库` has no weight of its own: what is aimed at and what was achieved there are parts of those of the row above, in the same
unit. Only what adds up is judged: things that are counted, money, area, length and weight. Of rates, days, points and what is told per head, per
unit or at most (人均, 标准, 时限) a part may have more than the whole; nor are targets judged that less is better of.

中文：指标表中的“其中”行（没有单独分值）属于上一行的一部分：同一单位的指标值、完成值均不应大于上一行。只核对可以相加的数量（件数、人数、金额、面积、长度、重量）；
比率、天数、评分和人均、标准、时限一类的指标不核对，越少越好的指标也不核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Comparator, Figure
from formlint.figures.units import alike, money
from formlint.figures.wording import counts
from formlint.forms import Form
from formlint.patterns import late
from formlint.relations import Operator, Relation, told
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = HEAD + "| 产出指标 | 数量指标 | 新建冷库 | {} | {} | 100 | 100 |\n| ^ | ^ | 其中：产地冷库 | {} | {} | | |"
LESS = (Comparator.AT_MOST, Comparator.LESS)
COLUMNS = ("target", "actual")
MEASURED = frozenset(["亩", "公顷", "平方米", "平方公里", "立方米", "公里", "千米", "米", "延米", "吨", "公斤", "千克"])
NO_SUM = late("均|标准|单价|价格|成本|时限|时长|时间|周期|最[高低大小多少长短]|[高宽深厚长]度|浓度")


@check(
    Good(ROWS.format("≥5座", "6座", "≥3座", "3座")),
    Good(ROWS.format("≥5座", "6座", "≥5座", "6座")),
    Good(ROWS.format("≥5座", "6座", "≥300吨", "320吨")),
    Good(ROWS.format("≥95%", "96%", "≥97%", "98%")),
    Good(ROWS.format("≤5座", "4座", "≤8座", "6座")),
    Good(ROWS.format("15个工作日", "12个工作日", "20个工作日", "18个工作日")),
    Good(ROWS.format("≥90分", "92分", "≥92分", "95分")),
    Good(ROWS.format("≥500元", "520元", "≥600元", "620元").replace("新建冷库", "农户人均增收").replace("产地冷库", "脱贫户人均增收")),
    Good(ROWS.format("3000元/亩", "3000元/亩", "3500元/亩", "3500元/亩")),
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
        if whole is None:
            continue
        aims = [each.figure("target") for each in (row, whole)]
        if any(aim and aim.comparator in LESS for aim in aims) or any(NO_SUM.search(each.label) for each in (row, whole)):
            continue
        for column in COLUMNS:
            part, most = row.figure(column), whole.figure(column)
            if part and most and alike(part, most) and _adds_up(part):
                args = (("row", row.name), ("whole", whole.name))
                yield state(Relation(told(part), Operator.AT_MOST, told(most)), part, "mismatch", args=args)


def _adds_up(figure: Figure) -> bool:
    return money(figure) or figure.unit in counts() or figure.unit in MEASURED
