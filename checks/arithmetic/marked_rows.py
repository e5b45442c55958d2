"""In a table of amounts a row is the sum of those that its marks and 其中 put below it.

    三公经费            31.2 | 30 | 27.4         1. 2. 3. below a row without a mark are its parts,
    1.公务用车          22 | 21 | 19.8
    其中：购置          0 | 0 | 0                其中 and the rows behind it, up to the next mark, parts of the row above
    运行维护            22 | 21 | 19.8
    2.公务接待          9.2 | 9 | 7.6

Such tables (部门整体支出绩效评价基础数据表) say nowhere whether all parts are listed: the columns show it. Where two of them hold and fewer do not, all must;
one that has more than its parts is asked about, since a part of that year may not be listed. Where a part is blank, its column is judged only
if the others make the whole. Which is the last row behind 其中 the columns show as well.

中文：表格各行标有序号（1. 2. 3.）或“其中”的，按层次核对：无序号的行等于其下各序号行之和，“其中”及其后各行之和等于上一行。各分项是否列全由各栏印证：至少两栏相符、且相符的多于不符的，
各栏都应相符（大于各项之和的可能另有未列项目，只提请核对）；否则不判断。分项有空白的，其余各项相加相符才作印证。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO
from formlint.figures.units import RATIO
from formlint.findings import Severity
from formlint.forms import Form, FormTable, Row
from formlint.patterns import late
from formlint.relations import Ref, Relation, adds_up
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state

TABLE = (
    "部门整体支出绩效自评表\n\n| 经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数 |\n|---|---|---|---|\n"
    "| 三公经费 | 31.2 | 30 | {} |\n| 1.公务用车购置和维护经费 | 22 | 21 | 19.8 |\n| 其中：公车购置 | 0 | 1 | 2 |\n| 公车运行维护 | 22 | 20 | {} |\n"
    "| 2.出国经费 | 0 | 0 | 0 |\n| 3.公务接待 | 9.2 | 9 | 7.6 |\n| 项目支出 | 1560 | 1620 | 1604.8 |\n| 1.业务工作专项 | 860 | {} | 894.8 |\n"
    "| 2.运行维护专项 | 700 | 720 | 710 |\n| 公用经费 | 286 | 290 | 281.3 |\n| 其中：办公经费 | 96 | 98 | 95.1 |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 100 | 100 |"
)
NUMBERED = late(r"[(（]?(\d{1,2})[、.．)）]")
AMONG = late("(?:其中|[①-⑳])")
MOST = 12  # rows behind 其中 that may be parts
HELD = 2  # columns that show that all parts are listed


@check(
    Good(TABLE.format("27.4", "17.8", "900")),
    Good(TABLE.format("27.4", "17.8", "")),
    Good(TABLE.format("27.4", "17.8", "900").replace("| 700 | 720 | 710 |", "| 600 | 620 | 610 |")),
    Good(TABLE.format("27.4", "17.8", "900").replace("| 95.1 |", "| 95.1 |\n| 会议费 | 20 | 21 | 19 |")),
    Good(TABLE.format("27.4", "17.8", "900").replace("| 2.出国经费 | 0 | 0 | 0 |", "| 2.出国经费 | | | |")),
    Bad(TABLE.format("24.7", "17.8", "900"), at="24.7"),
    Bad(
        TABLE.format("24.7", "17.8", "900").replace("| 2.出国经费 | 0 | 0 | 0 |", "| 2.出国经费 | | | |").replace("| 0 | 1 | 2 |", "| | 1 | 2 |"),
        at="24.7",
    ),
    Bad(TABLE.format("27.4", "18.7", "900"), at="19.8"),
    Bad(TABLE.format("27.4", "17.8", "990"), at="1620"),
    Bad(TABLE.format("27.4", "17.8", "900").replace("1604.8", "1704.8"), at="1704.8", message="unlisted"),
    title=Words("分层列示的各行相加相符", "A row is the sum of the rows marked below it"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，下列各项相加为 {expected}。",
            "{row}, {column}: {actual} is printed, the rows below it add up to {expected}.",
        ),
        "unlisted": Words(
            "“{row}”的“{column}”填 {actual}，下列各项相加为 {expected}，请核对是否有未列项目。",
            "{row}, {column}: {actual} is printed, the rows below it add up to {expected}; is one not listed?",
        ),
    },
)
def marked_rows(form: Form, *, sheets: str) -> Iterator[Verdict]:
    for name, table in form.tables.items():
        if name.rstrip("0123456789") == sheets:
            for whole, parts in _groups(table):
                yield from _judged(table, whole, parts)


def _groups(table: FormTable) -> Iterator[tuple[Row, Sequence[Row]]]:
    """A row, and the rows that may be all its parts: where they end the numbers tell."""
    rows = table.rows
    for at, row in enumerate(rows[:-1]):
        numbered = _numbered(rows[at + 1 :]) if _mark(row) == 0 and not AMONG.match(row.label) else []
        if len(numbered) > 1:
            yield row, numbered
        if AMONG.match(rows[at + 1].label) and not AMONG.match(row.label):
            behind = _behind(rows[at + 1 : at + 1 + MOST])
            ways = [behind[:end] for end in range(len(behind), 1, -1)]
            best = max(ways, key=lambda way: _held(table, row, way), default=[])
            if best:
                yield row, best


def _mark(row: Row) -> int:
    """The number before its name; 0 without one."""
    found = NUMBERED.match(row.label)
    return int(found[1]) if found and not row.label[found.end() : found.end() + 1].isdigit() else 0


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """The rows numbered 1, 2, 3, ... in their order, whatever stands between them. One without any number is not read, so that a mark may be missing."""
    found: list[Row] = []
    last = 0
    for row in rows:
        mark = _mark(row)
        if mark > last and (found or mark == 1):
            found.append(row)
            last = mark
        elif mark or not found:
            break
    return found


def _behind(rows: Sequence[Row]) -> Sequence[Row]:
    """Those up to the next row with a number."""
    end = next((at for at, row in enumerate(rows) if _mark(row)), len(rows))
    return rows[:end]


def _sums(table: FormTable, whole: Row, parts: Sequence[Row]) -> Iterator[tuple[str, Relation]]:
    """A sum for every column of amounts in which the whole and all parts print a number, or some parts nothing and the others make the whole."""
    for column in table.columns:
        stated = whole.figure(column)
        figures = [figure for part in parts if (figure := part.figure(column))]
        blank = sum(part.unbroken(column) == "" for part in parts)
        if stated and stated.unit not in RATIO and figures and len(figures) + blank == len(parts):
            each = adds_up(Ref(stated), map(Ref, figures))
            if not blank or sound(each):
                yield column, each


def _held(table: FormTable, whole: Row, parts: Sequence[Row]) -> int:
    """How many of the sums hold that say something (not all is 0); none where as many do not hold."""
    telling = [each for _, each in _sums(table, whole, parts) if any(figure.value for figure in each.figures())]
    held = sum(sound(each) for each in telling)
    return held if held > len(telling) - held else 0


def _judged(table: FormTable, whole: Row, parts: Sequence[Row]) -> Iterator[Verdict]:
    if _held(table, whole, parts) < HELD:
        return
    for column, each in _sums(table, whole, parts):
        stated, *added = each.figures()
        unlisted = stated.value > sum((figure.value for figure in added), ZERO)
        args = (("row", whole.name), ("column", table.heading(column)))
        yield state(each, stated, "unlisted" if unlisted else "mismatch", args=args, severity=Severity.WARNING if unlisted else None)
