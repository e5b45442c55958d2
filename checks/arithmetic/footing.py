"""Totals equal the sum of their parts, column by column.

Every amount column of the table is judged by itself: a total against the rows that are direct parts of it. A row that is a part of another part
(其中) is judged against that row instead, also where only the numbers tell that it is one. A whole that is split up twice, by income and by spending
(按收入性质分, 按支出性质分), is the sum of each. A row called 小计 is the sum of the rows above it. A blank part counts as nothing, and makes a
breach a remark unless it is a row that is blank as a rule (其他资金); where no part prints a number there is nothing to judge, and where one prints
what is no number (3O5, 98..81) the sum cannot be judged, nor where only some parts of a part are listed, so that they make less than it in every
column; a row of averages (平均) is no part; a total that is larger by a number that the form prints and no field took is a remark. Amounts are measured, so each may be off by half its
last digit; a sum that only closes because one amount prints fewer digits than its column is remarked.

中文：各资金列分别核对：合计应等于各直接分项之和。“其中”项只与其上级行核对；按收入性质、按支出性质分别列示的，各自之和都应等于合计；“小计”应等于其上各行之和，合计按小计相加；空白分项按零计，
但“其他资金”等以外的分项空白时，对不上只作提示；各分项都没有数字，或某个分项的数字书写有误时不判断；下级分项没有全部列出（各列之和都小于上级行）的，不判断；“平均”行不是分项；合计多出的恰为表中某个没有读到的数字的，只作提示。
金额按四舍五入理解，每个数允许末位半个单位的误差；若仅因某个数少写小数位才对得上，只作提示。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.forms.unread import left_unread
from formlint.reckoning.splits import partial, splits, sum_of
from formlint.records import replace
from formlint.relations import IMPROBABLE, ROUNDING, VIOLATED
from formlint.relations.solving import judge
from formlint.verdicts import Verdict, state, unreadable, unverifiable

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
TWICE = (
    HEAD
    + "| 年度资金总额 | 920 | 985 | 945 | 10 | 95.94% | 9.59 |\n| 按收入性质分 | | | | | | |\n| 其中：一般公共预算 | 880 | 940 | 905 | — | — | — |\n"
    "| 其他资金 | 40 | 45 | 40 | — | — | — |\n| 按支出性质分 | | | | | | |\n| 其中：基本支出 | {} | 745 | 735 | — | — | — |\n"
    "| 项目支出 | 220 | 240 | 210 | — | — | — |"
)
NESTED = (
    HEAD
    + "| 年度资金总额 | 920 | 985 | 945 | 10 | 95.94% | 9.59 |\n| 财政拨款 | 880 | 940 | 905 | — | — | — |\n| 其他资金 | 40 | 45 | 40 | — | — | — |\n"
    "| 机关运行 | 700 | 745 | 735 | — | — | — |\n| 办公费 | 500 | 505 | 500 | — | — | — |\n| 差旅费 | 200 | 240 | 235 | — | — | — |\n"
    "| 专项业务 | 220 | {} | 210 | — | — | — |"
)
NUMBERED = (
    HEAD
    + "| 年度资金总额 | 920 | 985 | 945 | 10 | 95.94% | 9.59 |\n| 一、基本支出 | 700 | 745 | 735 | — | — | — |\n| 1.办公费 | 500 | 505 | 500 | — | — | — |\n"
    "| 2.差旅费 | 200 | 240 | 235 | — | — | — |\n| 二、项目支出 | 220 | {} | 210 | — | — | — |"
)
CLOSED = (
    HEAD + "| 移交补助 | 126 | 126 | 123.48 | — | — | — |\n| 资本金注入 | 500 | 500 | 500 | — | — | — |\n"
    "| 小计 | {} | 626 | 623.48 | — | — | — |\n| 调出资金 | 180 | 180 | 180 | — | — | — |\n| 合计 | 806 | 806 | 803.48 | 10 | 99.69% | 9.97 |"
)
SOME = (
    HEAD + "| 年度资金总额 | 600 | 600 | 594 | 10 | 99% | 9.9 |\n| 基本支出 | 500 | 500 | 500 | — | — | — |\n| 专项甲 | 60 | 60 | 55 | — | — | — |\n"
    "| 专项乙 | 40 | 40 | 39 | — | — | — |\n| 专项小计 | 100 | {} | 94 | — | — | — |"
)
SPLIT = (
    HEAD + "| 整体预算资金总额 | 6500 | 7200 | 7000 | 10 | 97.22% | 9.72 |\n| 财政预算资金 | 6400 | 7100 | 6910 | — | — | — |\n"
    "| 单位资金 | 100 | 100 | 90 | — | — | — |\n| 小计 | 6500 | 7200 | 7000 | — | — | — |\n| 基本支出 | 2500 | 2700 | 2690 | — | — | — |\n"
    "| 项目支出 | 4000 | 4500 | {} | — | — | — |\n| 小计 | 6500 | 7200 | 7000 | — | — | — |"
)
OPENED = (
    HEAD
    + "| 年度资金总额 | 800 | 640 | 630 | 10 | 98.44% | 9.84 |\n| 财政小计 | 500 | 400 | 395 | — | — | — |\n| 中央 | 300 | 240 | 240 | — | — | — |\n"
    "| 省级 | 200 | 160 | 155 | — | — | — |\n| 自筹小计 | 300 | {} | 235 | — | — | — |\n| 企业 | 180 | 144 | 140 | — | — | — |\n"
    "| 农户 | 120 | 96 | 95 | — | — | — |"
)
LEFT = (
    HEAD
    + "| 支出合计 | 980 | 1012 | 990 | 10 | 97.83% | 9.78 |\n| 基本支出 | 680 | 702 | {} | — | — | — |\n| 项目支出 | 300 | 310 | 290 | — | — | — |\n"
    "| 年末结转 | 0 | 0 | 22 | — | — | — |"
)


@check(
    Good(
        HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |\n| 基本支出 | 292.29 | 365.86 | 365.86 | — | — | — |\n"
        "| 项目支出 | 90.08 | 90.08 | 84.64 | — | — | — |\n| 其他资金 | | | | — | — | — |"
    ),
    Good(
        HEAD + "| 年度资金总额 | 100.00 | 100.0 | 33.3 | 10 | 33.3% | 3.3 |\n| 基本支出 | 50.004 | 50 | 11.15 | — | — | — |\n"
        "| 项目支出 | 49.996 | 50 | 22.2 | — | — | — |"
    ),
    Good(HEAD + "| 年度资金总额 | 100 | 100 | 94 | 10 | 94% | 9.4 |\n| 年末结转和结余 | 0 | 0 | 6 | — | — | — |"),
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
    Good(
        HEAD
        + "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n| 基本支出 | 50+10 | 60 | 60 | — | — | — |\n| 项目支出 | 40 | 40 | 40 | — | — | — |"
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
    Good(
        HEAD
        + "| 年度资金总额 | 100 | 100 | 95 | 10 | 95% | 9.5 |\n| 基本支出 | 60 | 60 | 60 | — | — | — |\n| 项目支出 | 40 | 40 | 35 | — | — | — |\n"
        "| 财政拨款 | 90 | 90 | 85 | — | — | — |\n| 其他资金 | 10 | 10 | 10 | — | — | — |"
    ),
    Good(CLOSED.format(626)),
    Bad(CLOSED.format(662), at="662"),
    Good(CLOSED.format(626).replace("小计", "补助小计").replace("合计", "总计")),
    Good(SOME.format(100)),
    Good(SPLIT.format("4310")),
    Bad(SPLIT.format("4130"), at="7000"),
    Bad(SOME.format(160), at="160"),
    Good(OPENED.format(240)),
    Bad(OPENED.format(420), at="420"),
    Good(LEFT.format(700)),
    Good(LEFT.format(700) + "\n| 平均 | 490 | 506 | 495 | — | — | — |"),
    Bad(LEFT.format(770), at="990"),
    Good(NESTED.format(240)),
    Good(NUMBERED.format(240)),
    Good(NUMBERED.format(240).replace("二、项目支出", "2.项目支出").replace("一、", "1.")),
    Bad(NESTED.format(420), at="985"),
    Bad(NUMBERED.format(420), at="985"),
    Good(NUMBERED.format(240).replace("200 | 240 | 235", "150 | 180 | 175")),
    Good(NUMBERED.format(240).replace("| 2.差旅费 | 200 | 240 | 235 | — | — | — |\n", "")),
    Bad(NUMBERED.format(240).replace("500 | 505 | 500", "600 | 505 | 500"), at="700"),
    Good(HEAD + "| 年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9 |\n| 其中：财政拨款 | 60 | 60 | 55 | — | — | — |"),
    Bad(HEAD + "| 年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9 |\n| 其中：财政拨款 | 10 | 100 | 90 | — | — | — |", at="100"),
    Good(LEFT.format(700).replace("| 年末结转 | 0 | 0 | 22 |", "| 结余分配 | | | 5 | — | — | — |\n| 年末结转 | 0 | 0 | 17 |")),
    Good(TWICE.format(700)),
    Bad(TWICE.format(760), at="920"),
    Bad(
        HEAD + "| 年度资金总额 | 443.88 | 459.61 | 427.14 | 10 | 92.93% | 9.3 |\n| 基本支出 | 353.88 | 369.11 | 343.20 | — | — | — |\n"
        "| 项目支出 | 90.5 | 90.5 | 83.94 | — | — | — |",
        at="443.88",
    ),
    Bad(HEAD + "| 年度资金总额 | 0 | 0 | 0 | 10 | 0% | 0 |\n| 其中：财政拨款 | 90 | 89.974 | 89.974 | — | — | — |", at="0"),
    Remark(
        HEAD + "| 年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10 |\n| 基本支出 | | 60 | 60 | — | — | — |\n| 项目支出 | 40 | 40 | 40 | — | — | — |",
        at="100",
    ),
    title=Words("合计等于各分项之和", "Totals equal the sum of their parts"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，各分项相加为 {expected}。", "{row}, {column}: {actual} is printed, its parts add up to {expected}."
        ),
        "malformed": Words(
            "“{row}”的“{column}”填 {text}，不是规范的数字，无法核对各分项之和。",
            "{row}, {column}: {text} is no number, so the sum could not be judged.",
        ),
        "partial": Words(
            "“{row}”的分项没有全部列出，无法核对“{column}”各分项之和。",
            "{row}: not all of its parts are listed, so the sum of {column} could not be judged.",
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
    for split in splits(table, printed):
        if split.left_over:
            continue
        lacking = partial(split, printed)
        for column in printed:
            stated = split.whole.figure(column)
            if lacking and stated:
                yield unverifiable(stated, "partial", row=split.whole.name, column=table.heading(column))
            elif not lacking:
                verdicts = _column(split.whole, split.parts, column, table.heading(column), zero)
                yield from (_unread(form, each, split.parts, column) for each in verdicts)


def _column(whole: Row, parts: Sequence[Row], column: str, heading: str, zero: Sequence[str]) -> Iterator[Verdict]:
    stated = whole.figure(column)
    figures = [figure for row in parts if (figure := row.figure(column))]
    if parts and (cell := unreadable([row.cells.get(column) for row in (whole, *parts)])):
        torn = next(row for row in (whole, *parts) if row.cells.get(column) is cell)
        yield unverifiable(cell, "malformed", row=torn.name, column=heading, text=torn.text(column))
        return
    if stated is None or not figures:
        return
    verdict = state(sum_of(stated, figures), stated, "mismatch", args=(("row", whole.name), ("column", heading)))
    if verdict.outcome is ROUNDING and judge(sum_of(stated, figures, _finest(stated, figures))) is VIOLATED:
        verdict = replace(verdict, outcome=IMPROBABLE, severity=Severity.INFO)
    missing = verdict.bad and any(row.key not in zero and column in row.cells and row.cells[column].blank for row in parts)
    yield replace(verdict, severity=Severity.INFO) if missing else verdict


def _unread(form: Form, verdict: Verdict, parts: Sequence[Row], column: str) -> Verdict:
    """A total that is larger by a number that the form prints and no field took may have a part that was not read: a remark."""
    stated = verdict.subject
    if not verdict.bad or not isinstance(stated, Figure):
        return verdict
    more = stated.value - sum((figure.value for row in parts if (figure := row.figure(column))), ZERO)
    return replace(verdict, severity=Severity.INFO) if left_unread(form, more / stated.scale) else verdict


def _finest(stated: Figure, parts: Sequence[Figure]) -> Fraction:
    return min(figure.ulp for figure in (stated, *parts))
