"""A column that is split up into others is their sum, and no part is more than its whole.

`全年执行数 | 其中：人员经费 | 公用经费`: whether the parts that are listed are all of them, the rows show: where half of them add up, all must; rows of
noughts show nothing. A heading that is called a total shows it as well (中央 | 省级 | 区级 | 合计). Else some parts are not listed, and each is only no more
than the whole. A row with a blank part is not added up, and one that has more than its parts is no breach then: they may not be all. Where just half add
up, or only the heading says it, the others are asked about.

中文：某一栏（如“全年执行数”）下列有“其中”各栏的，分栏是否列全由表中各行印证（全为零的行不作印证）：半数以上的行相加相等的，各行都应等于各分栏之和，恰为半数的，以及没有行印证、但栏目就叫“合计”的，只提请核对；
否则视为没有列全，只核对每一分栏不大于该栏。分栏有空白的行不相加；表中有此类空白的，其他行大于分栏之和的也不判断。
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO
from formlint.findings import Confidence, Severity
from formlint.forms import Form, FormTable, Row
from formlint.relations import Operator, Ref, Relation, adds_up
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state

HEAD = "| 资金来源 | 全年预算数 | 全年执行数 | < | < | 执行率 |\n|---|---|---|---|---|---|\n| ^ | ^ | 小计 | 其中：人员经费 | 公用经费 | ^ |\n"
ROWS = HEAD + "| 合计 | 240 | 232.8 | {} | 96.8 | 97% |\n| 中央财政 | 160 | 155.2 | 98 | {} | 97% |\n| 市级财政 | 80 | 77.6 | 38 | 39.6 | 97% |\n"
SOME = HEAD + "| 合计 | 240 | 232.8 | 100 | {} | 97% |\n| 财政拨款 | 160 | 155.2 | 100 | 55.2 | 97% |\n| 单位资金 | 80 | 77.6 | {} | 97% |\n"
FIRST = "| 资金来源 | 全年预算数 | 全年执行数 | 其中：财政拨款 | 执行率 |\n|---|---|---|---|---|\n| 合计 | 240 | 232.8 | {} | 97% |\n"
SOURCES = (
    "| 预算安排 | 中央 | 省级 | 区级 | 合计 | 实际支出 | 预算执行率 |\n|---|---|---|---|---|---|---|\n| ^ | 420 | {} | 96 | 696 | 668.16 | 96% |\n"
)
TOTALS = ("合计", "小计", "总计", "总额")
WHOLES = ("initial", "budget", "executed")
PARTS = ("_part", "_part2", "_part3", "_part4")


class Added(NamedTuple):
    """A row whose whole is told to be the sum of its parts."""

    whole: str  # column
    row: Row
    relation: Relation


@check(
    Good(ROWS.format("136", "57.2")),
    Good(ROWS.format("", "57.2")),
    Good(ROWS.replace("38 | 39.6", "30 | 31").format("120", "50")),
    Good(SOME.format("55.2", " | ")),
    Good(SOME.format("55.2", "0 | 0").replace("155.2", "150.2") + "| 其他资金 | 0 | 0 | 0 | 0 | |\n| 自筹资金 | 0 | 0 | 0 | 0 | |\n"),
    Bad(SOME.format("155.2", " | "), at="232.8", message="sum"),
    Bad(ROWS.format("163", "57.2"), at="232.8", message="sum"),
    Bad(ROWS.format("136", "75.2"), at="155.2", message="sum"),
    Good(SOURCES.format("180")),
    Good(SOURCES.format("")),
    Good(SOURCES.replace("省级", "捐赠").format("108")),
    Bad(SOURCES.format("108"), at="696", message="sum"),
    Good(FIRST.format("230")),
    Bad(FIRST.format("320"), at="320", message="over"),
    title=Words("各栏等于分栏之和", "A column is the sum of its sub-columns"),
    says={
        "sum": Words(
            "“{row}”的“{column}”填 {actual}，所列各分栏相加为 {expected}。", "{row}, {column}: {actual} is printed, its columns add up to {expected}."
        ),
        "over": Words(
            "“{row}”的“{part}”填 {actual}，大于“{column}”的 {expected}。", "{row}, {part}: {actual} is printed, more than the {expected} of {column}."
        ),
    },
)
def column_parts(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    split = {whole: columns for whole in WHOLES if (columns := [whole + part for part in PARTS if whole + part in table.columns])}
    for alike in _alike(table, split):
        sums = [Added(whole, row, each) for whole in alike for row in table.rows if (each := _sum(row, whole, split[whole]))]
        held = sum(sound(each.relation) for each in sums)
        if 2 * held >= len(sums) > 0 or (sums and all(_total(table, whole, split[whole]) for whole in alike)):
            gaps = any(_gap(row, whole, split[whole]) for whole in alike for row in table.rows)
            yield from _summed(table, sums, gaps=gaps, sure=2 * held > len(sums))
            continue
        yield from (verdict for whole in alike for part in split[whole] for row in table.rows for verdict in _bound(table, row, whole, part))


def _total(table: FormTable, whole: str, columns: Sequence[str]) -> bool:
    """Its heading says that it is the sum: 中央 | 省级 | 区级 | 合计, and not 合计 | 其中：中央."""
    headings = [re.sub(r"\s|[(（].*", "", table.heading(column)) for column in (whole, *columns)]
    return headings[0] in TOTALS and not any("其中" in heading for heading in headings)


def _summed(table: FormTable, sums: Sequence[Added], *, gaps: bool, sure: bool) -> Iterator[Verdict]:
    """Every row is the sum of its parts; where some rows leave `gaps`, what is more than its parts may hold others."""
    for whole, row, each in sums:
        stated, *parts = each.figures()
        if gaps and stated.value > sum((part.value for part in parts), ZERO) and not sound(each):
            continue
        args = (("row", row.name), ("column", table.heading(whole)))
        confidence = Confidence.CERTAIN if sure else Confidence.LIKELY
        yield state(each, stated, "sum", args=args, severity=None if sure else Severity.WARNING, confidence=confidence)


def _alike(table: FormTable, split: Mapping[str, Sequence[str]]) -> Iterator[Sequence[str]]:
    """The wholes that are split up under the same names: what is left out of one is left out of the other."""
    names = {whole: [table.heading(column).removeprefix("其中").lstrip(":：") for column in columns] for whole, columns in split.items()}
    for whole, own in names.items():
        alike = [other for other in names if names[other] == own]
        if alike[0] == whole:
            yield alike


def _bound(table: FormTable, row: Row, whole: str, part: str) -> Iterator[Verdict]:
    """The part is no more than its whole."""
    figure, most = row.figure(part), row.figure(whole)
    if figure and most:
        args = (("row", row.name), ("column", table.heading(whole)), ("part", table.heading(part)))
        yield state(Relation(Ref(figure), Operator.AT_MOST, Ref(most)), figure, "over", args=args)


def _gap(row: Row, whole: str, columns: Sequence[str]) -> bool:
    """It tells the whole and not all of its parts."""
    stated = row.figure(whole)
    return stated is not None and stated.value != 0 and not all(row.figure(column) for column in columns)


def _sum(row: Row, whole: str, columns: Sequence[str]) -> Relation | None:
    """The whole from its parts; nothing where one of them is missing, or all are 0."""
    stated = row.figure(whole)
    parts = [figure for column in columns if (figure := row.figure(column))]
    if stated is None or not len(parts) == len(columns) > 1 or not any(figure.value for figure in (stated, *parts)):
        return None
    return adds_up(Ref(stated), map(Ref, parts))
