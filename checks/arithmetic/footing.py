"""Totals equal the sum of their parts, column by column.

Every amount column of the table is judged by itself: a total against the rows that are direct parts of it. A row that is a part of another part
(其中) is judged against that row instead, also where only the numbers tell that it is one. A whole that is split up twice, by income and by spending
(按收入性质分, 按支出性质分), is the sum of each. A blank part counts as nothing, and makes a breach a remark
unless it is a row that is blank as a rule (其他资金); where no part prints a number there is nothing to judge, and where one prints what is no number
(3O5, 98..81) the sum cannot be judged, nor where only some parts of a part are listed, so that they make less than it in every column; a total that is larger by a number that the form prints and no field took is a remark. Amounts are measured, so each may be off by half its last digit; a sum that only closes because one amount prints fewer digits than its column is remarked.

中文：各资金列分别核对：合计应等于各直接分项之和。“其中”项只与其上级行核对；按收入性质、按支出性质分别列示的，各自之和都应等于合计；空白分项按零计，
但“其他资金”等以外的分项空白时，对不上只作提示；各分项都没有数字，或某个分项的数字书写有误时不判断；下级分项没有全部列出（各列之和都小于上级行）的，不判断；合计多出的恰为表中某个没有读到的数字的，只作提示。
金额按四舍五入理解，每个数允许末位半个单位的误差；若仅因某个数少写小数位才对得上，只作提示。
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form, FormTable, Row
from formlint.forms.unread import left_unread
from formlint.relations import Operator, Outcome, Ref, Relation, total
from formlint.relations.solving import judge, sound
from formlint.relations.values import nominal
from formlint.verdicts import Verdict, state, unreadable, unverifiable

MOST_ROWS = 24  # in which a run of rows is looked for that adds up to the row above it: forms have 3 to 15, and the search is cubic
APART = ("left",)  # keys of rows that may stand beside a total: what is left at the end of the year is no part of what was spent
SHARE = 2  # sums at least that hold for one that does not, in a reading that the names of the rows do not tell
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
LEFT = (
    HEAD
    + "| 支出合计 | 980 | 1012 | 990 | 10 | 97.83% | 9.78 |\n| 基本支出 | 680 | 702 | {} | — | — | — |\n| 项目支出 | 300 | 310 | 290 | — | — | — |\n"
    "| 年末结转 | 0 | 0 | 22 | — | — | — |"
)


@dataclass(frozen=True, slots=True)
class Split:
    """A row, and the rows that add up to it."""

    whole: Row
    parts: Sequence[Row]


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
    Good(LEFT.format(700)),
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
    for split in _splits(table, printed):
        if all(row.key.rstrip("0123456789") in APART for row in split.parts):
            continue  # what is left at the end of the year, alone below a total, is no part of it
        partial = _partial(split, printed)
        for column in printed:
            stated = split.whole.figure(column)
            if partial and stated:
                yield unverifiable(stated, "partial", row=split.whole.name, column=table.heading(column))
            elif not partial:
                verdicts = _column(split.whole, split.parts, column, table.heading(column), zero)
                yield from (_unread(form, each, split.parts, column) for each in verdicts)


def _splits(table: FormTable, columns: Sequence[str]) -> Iterator[Split]:
    """What is split up into what: under every total the reading that its numbers confirm, else the one that the names of the rows tell."""
    starts = [at for at, row in enumerate(table.rows) if row.key.rstrip("0123456789") == "total"]
    if len(starts) < 2 or starts[-1] == len(table.rows) - 1:
        starts = starts[:1]
    named = {row.parent for row in table.rows if row.parent}
    for at, start in enumerate(starts):
        whole = table.rows[start]
        end = starts[at + 1] if at + 1 < len(starts) else len(table.rows)
        below = [row for row in (*(table.rows[:start] if len(starts) == 1 else ()), *table.rows[start + 1 : end]) if not row.key.startswith("total")]
        blocks = {row.section: [each for each in below if each.section == row.section] for row in below}
        for block in blocks.values():
            yield from _reading(whole, block, columns)
    if not starts:
        yield from (Split(row, [each for each in table.rows if each.parent == row.id]) for row in table.rows if row.id in named)


def _reading(whole: Row, below: Sequence[Row], columns: Sequence[str]) -> list[Split]:
    """The rows below a whole as parts of it and of one another."""
    best = _as_named(whole, below)
    held, broken = _score([each for each in best if not _partial(each, columns)], columns)
    most = held - SHARE * broken
    for other in _others(whole, below, columns) if broken else ():
        held, broken = _score(other, columns)
        if held and held - SHARE * broken > max(most, -1):  # its numbers say so: several sums hold for every one that does not
            best, most = other, held - SHARE * broken
    return best


def _as_named(whole: Row, below: Sequence[Row]) -> list[Split]:
    """By the names of the rows: 人员经费 is a part of 基本支出."""
    inside = defaultdict[str, list[Row]](list)
    for row in below:
        inside[row.parent].append(row)
    return [Split(whole, [row for row in below if row.parent in ("", whole.id)]), *(Split(row, inside[row.id]) for row in below if row.id in inside)]


def _others(whole: Row, below: Sequence[Row], columns: Sequence[str]) -> Iterator[list[Split]]:
    """Other readings: all rows are parts, a run of rows splits up the row above it (财政资金 100, 中央 60, 地方 40), 其中 rows lie within those above them,
    or the whole is split up twice (基本支出 60, 项目支出 40, 财政拨款 90, 其他资金 10), of which one half may hold such a run."""
    tops = [row for row in below if row.parent in ("", whole.id)]
    if len(tops) < len(below):
        yield [Split(whole, below)]
    for rows in (tops, below) if len(tops) < len(below) else (tops,):
        inside = _as_named(whole, below)[1:] if rows is tops else []
        few = len(rows) <= MOST_ROWS
        yield from ([*nested, *inside] for nested in (_runs(whole, rows) if few else ()))
        for middle in range(1, len(rows)) if few else ():
            halves = Split(whole, rows[:middle]), Split(whole, rows[middle:])
            yield [*halves, *inside]
            for half, other in (halves, halves[::-1]):
                held, broken = _score([half], columns)
                nested = _runs(whole, other.parts) if held and held >= SHARE * broken else ()
                yield from ([half, *each, *inside] for each in nested)
        used = [row for row in rows if row.key.rstrip("0123456789") not in APART]
        if 1 < len(used) < len(rows):
            yield [Split(whole, used), *inside]
        rest = [row for at, row in enumerate(rows) if at == 0 or not row.label.startswith("其中")]
        if 1 < len(rest) < len(rows):
            yield [Split(whole, rest), *inside]


def _runs(whole: Row, rows: Sequence[Row]) -> Iterator[list[Split]]:
    """The rows as parts of the whole but for a run that splits up the row above it."""
    for first in range(len(rows) - 1):
        for last in range(first + 2, len(rows) + 1):
            yield [Split(whole, [*rows[: first + 1], *rows[last:]]), Split(rows[first], rows[first + 1 : last])]


def _partial(split: Split, columns: Sequence[str]) -> bool:
    """Only some parts are listed: they make less than their whole in every column, which no slip of the pen does; so does a lone part of a part. Those
    of a total are all listed, but for a lone 其中."""
    lone = len(split.parts) == 1
    whole = split.whole.key.startswith("total")
    if whole and not (lone and split.parts[0].label.startswith("其中")):
        return False
    relations = list(_relations([split], columns))
    short = [(nominal(each.left) or ZERO) > (nominal(each.right) or ZERO) for each in relations]
    return all(short) and len(short) > (0 if lone and not whole else 1) and not any(map(sound, relations))


def _relations(splits: Sequence[Split], columns: Sequence[str]) -> Iterator[Relation]:
    """Those that say something: not of noughts alone."""
    for split in splits:
        for column in columns:
            stated, figures = split.whole.figure(column), [figure for row in split.parts if (figure := row.figure(column))]
            if stated and figures and (stated.value or any(figure.value for figure in figures)):
                yield _sum(stated, figures, None)


def _score(splits: Sequence[Split], columns: Sequence[str]) -> tuple[int, int]:
    """How many of its sums hold, and how many do not."""
    judged = [sound(relation) for relation in _relations(splits, columns)]
    return sum(judged), len(judged) - sum(judged)


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
    if verdict.outcome is Outcome.ROUNDING and judge(_sum(stated, figures, _finest(stated, figures))) is Outcome.VIOLATED:
        verdict = replace(verdict, outcome=Outcome.IMPROBABLE, severity=Severity.INFO)
    missing = any(row.key not in zero and column in row.cells and row.cells[column].blank for row in parts)
    yield replace(verdict, severity=Severity.INFO) if verdict.bad and missing else verdict


def _unread(form: Form, verdict: Verdict, parts: Sequence[Row], column: str) -> Verdict:
    """A total that is larger by a number that the form prints and no field took may have a part that was not read: a remark."""
    stated = verdict.subject
    if not verdict.bad or not isinstance(stated, Figure):
        return verdict
    more = stated.value - sum((figure.value for row in parts if (figure := row.figure(column))), ZERO)
    return replace(verdict, severity=Severity.INFO) if left_unread(form, more / stated.scale) else verdict


def _finest(stated: Figure, parts: Sequence[Figure]) -> Fraction:
    return min(figure.ulp for figure in (stated, *parts))


def _sum(stated: Figure, parts: Sequence[Figure], ulp: Fraction | None) -> Relation:
    return Relation(Ref(stated, ulp=ulp), Operator.EQUAL, total(Ref(part, ulp=ulp) for part in parts))
