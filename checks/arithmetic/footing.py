"""Totals equal the sum of their parts, column by column.

Every amount column of the table is judged by itself: a total against the rows that are direct parts of it. A row that is a part of another part
(其中) is judged against that row instead, also where only the numbers tell that it is one. A blank part counts as nothing, and makes a breach a remark
unless it is a row that is blank as a rule (其他资金); where no part prints a number there is nothing to judge, and where one prints what is no number
(3O5, 98..81) the sum cannot be judged. Amounts are measured, so each may be off by half its last digit; a sum that only closes because one amount prints fewer digits than its column is remarked.

中文：各资金列分别核对：合计应等于各直接分项之和。“其中”项只与其上级行核对；空白分项按零计，
但“其他资金”等以外的分项空白时，对不上只作提示；各分项都没有数字，或某个分项的数字书写有误时不判断。
金额按四舍五入理解，每个数允许末位半个单位的误差；若仅因某个数少写小数位才对得上，只作提示。
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form, FormTable, Row
from formlint.relations import Operator, Outcome, Ref, Relation, total
from formlint.solving import judge
from formlint.verdicts import Verdict, state, unreadable, unverifiable

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"


@check(
    Good(
        HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |\n| 基本支出 | 292.29 | 365.86 | 365.86 | — | — | — |\n"
        "| 项目支出 | 90.08 | 90.08 | 84.64 | — | — | — |\n| 其他资金 | | | | — | — | — |"
    ),
    Good(
        HEAD + "| 年度资金总额 | 100.00 | 100.0 | 33.3 | 10 | 33.3% | 3.3 |\n| 基本支出 | 50.004 | 50 | 11.15 | — | — | — |\n"
        "| 项目支出 | 49.996 | 50 | 22.2 | — | — | — |"
    ),
    Good(HEAD + "| 年度资金总额 | 90 | 90 | 90 | 10 | 100% | 10 |\n| 其中：财政拨款 | | | | — | — | — |"),
    Good(
        HEAD + "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n| 其中：财政资金 | 100 | 100 | 100 | — | — | — |\n"
        "| 一般公共预算 | 60 | 60 | 60 | — | — | — |\n| 政府性基金 | 40 | 40 | 40 | — | — | — |\n| 其他资金 | | | | — | — | — |"
    ),
    Good(HEAD + "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n| 基本支出 | | | | — | — | — |\n| 项目支出 | 40 | 40 | 40 | — | — | — |"),
    Good(
        HEAD + "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n| 基本支出 | 6O | 60 | 60 | — | — | — |\n| 项目支出 | 40 | 40 | 40 | — | — | — |"
    ),
    Good(
        HEAD
        + "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n| 基本支出 | 60 | ###### | 60 | — | — | — |\n| 项目支出 | 40 | 40 | 40 | — | — | — |"
    ),
    Good(
        HEAD + "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n| 基本支出 | 60 | 60 | 60 | — | — | — |\n"
        "| 其中：人员经费 | 40 | 40 | 40 | — | — | — |\n| 公用经费 | 20 | 20 | 20 | — | — | — |\n| 项目支出 | 40 | 40 | 40 | — | — | — |"
    ),
    Good(HEAD + "| 年度资金总额 | | 100 | 90 | 10 | 90% | 9 |\n| 基本支出 | 60 | 60 | 50 | — | — | — |\n| 项目支出 | 40 | 40 | 40 | — | — | — |"),
    Good(
        HEAD + "| 年度资金总额 | 100万元 | 100万元 | 90万元 | 10 | 90% | 9 |\n| 基本支出 | 600000元 | 600000元 | 500000元 | — | — | — |\n"
        "| 项目支出 | 40万元 | 40万元 | 40万元 | — | — | — |"
    ),
    Good(HEAD + "| 年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9 |"),
    Good(
        HEAD + "| 年度资金总额 | 50 | 50 | 50 | 10 | 100% | 10 |\n| 其中：财政拨款 | 30 | 30 | 30 | — | — | — |\n"
        "| 其中：上年结转资金 | 10 | 10 | 10 | — | — | — |\n| 其他资金 | 20 | 20 | 20 | — | — | — |"
    ),
    Bad(
        HEAD + "| 年度资金总额 | 443.88 | 459.61 | 427.14 | 10 | 92.93% | 9.3 |\n| 基本支出 | 353.88 | 369.11 | 343.20 | — | — | — |\n"
        "| 项目支出 | 90.5 | 90.5 | 83.94 | — | — | — |",
        at="443.88",
    ),
    Bad(HEAD + "| 年度资金总额 | 0 | 0 | 0 | 10 | 0% | 0 |\n| 其中：财政拨款 | 90 | 89.974 | 89.974 | — | — | — |", at="0"),
    title=Words("合计等于各分项之和", "Totals equal the sum of their parts"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，各分项相加为 {expected}。", "{row}, {column}: {actual} is printed, its parts add up to {expected}."
        ),
        "malformed": Words(
            "“{row}”的“{column}”填 {text}，不是规范的数字，无法核对各分项之和。",
            "{row}, {column}: {text} is no number, so the sum could not be judged.",
        ),
        "lost": Words("文本中没有“{column}”这一列，无法核对各分项之和。", "The text does not show the column {column}: its sum could not be judged."),
    },
)
def footing(form: Form, *, place: str, columns: Sequence[str], zero: Sequence[str] = ("other",)) -> Iterator[Verdict]:
    table = form.table(place)
    for column in columns:
        if column in table.lost and table.rows:
            anything = next(iter(table.rows[0].cells.values()))
            yield unverifiable(anything, "lost", column=table.heading(column))
    printed = [column for column in columns if column in table.columns]
    for whole in table.rows:
        parts = _nested(whole, _parts(table, whole), printed)
        for column in printed:
            yield from _column(whole, parts, column, table.heading(column), zero)


def _parts(table: FormTable, whole: Row) -> list[Row]:
    """The direct parts: of the total all rows that are no part of another, of any other row those that name it as their whole."""
    top = (whole.id, "") if whole.key == "total" else (whole.id,)
    return [row for row in table.rows if row.parent in top and row is not whole]


def _nested(whole: Row, parts: list[Row], columns: Sequence[str]) -> list[Row]:
    """Without a run of rows that add up to the row above them, when the rest adds up to the whole in every column: 财政资金 100, 中央 60, 地方 40.

    So for 其中 rows below the first part: 财政拨款 30, 其中：上年结转 10, 其他资金 20 under 50.
    """
    if all(_closes(whole, parts, column) for column in columns):
        return parts
    for first in range(len(parts) - 1):
        for last in range(first + 2, len(parts) + 1):
            inner, rest = parts[first + 1 : last], parts[: first + 1] + parts[last:]
            if all(_closes(parts[first], inner, column) and _closes(whole, rest, column) for column in columns):
                return rest
    rest = [row for at, row in enumerate(parts) if at == 0 or not row.label.startswith("其中")]
    return rest if len(rest) > 1 and all(_closes(whole, rest, column) for column in columns) else parts


def _closes(whole: Row, parts: Sequence[Row], column: str) -> bool:
    stated, figures = whole.figure(column), [figure for row in parts if (figure := row.figure(column))]
    if stated is None or not figures:
        return stated is None and not figures
    return judge(_sum(stated, figures, None)) in (Outcome.HOLDS, Outcome.ROUNDING)


def _column(whole: Row, parts: Sequence[Row], column: str, heading: str, zero: Sequence[str]) -> Iterator[Verdict]:
    stated = whole.figure(column)
    figures = [figure for row in parts if (figure := row.figure(column))]
    torn = next((row for row in (whole, *parts) if unreadable([row.cells.get(column)])), None)
    if torn and parts:
        yield unverifiable(torn.cells[column], "malformed", row=torn.name, column=heading, text=torn.text(column))
        return
    if stated is None or not figures:
        return
    verdict = state(_sum(stated, figures, None), stated, "mismatch", args=(("row", whole.name), ("column", heading)))
    finest = min(figure.ulp for figure in (stated, *figures))
    if verdict.outcome is Outcome.ROUNDING and judge(_sum(stated, figures, finest)) is Outcome.VIOLATED:
        verdict = replace(verdict, outcome=Outcome.IMPROBABLE, severity=Severity.INFO)
    missing = any(row.key not in zero and column in row.cells and row.cells[column].blank for row in parts)
    yield replace(verdict, severity=Severity.INFO) if verdict.bad and missing else verdict


def _sum(stated: Figure, parts: Sequence[Figure], ulp: Fraction | None) -> Relation:
    return Relation(Ref(stated, ulp=ulp), Operator.EQUAL, total(Ref(part, ulp=ulp) for part in parts))
