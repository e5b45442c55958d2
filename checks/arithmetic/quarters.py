"""The amount of the year is the sum of its quarters, or what the last of them tells.

Columns of quarters (一季度 to 四季度) tell what was executed in each, what was planned for each, or what was executed up to the end of each. Which of
them is meant, the rows show: half of them at least must follow from it, else nothing is judged; rows of noughts show nothing. Where the year is printed
in one row only, which follows from none, it is judged when the headings say what they hold (一季度执行数), and asked about. Two or three quarters make a
half of a year or the time up to September, in a form of June or September; elsewhere the others are not listed. Where some rows leave quarters
blank, a year that has more than its quarters is no breach: 资金总额 holds what they do not tell.

中文：列有各季度数的，逐行核对：全年执行数（或全年预算数）等于各季度之和，或等于最后一个季度的累计数。究竟是哪一种，由表中半数以上的行印证（全为零的行不作印证）；只有一行而不相符的，栏目名称写明“执行”“支出”
或“预算”“计划”的，提请核对；其余不判断。上半年、前三季度的表只列两三个季度的，按所列季度核对。有的行未填各季度的，大于各季度之和的不判断。
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO
from formlint.findings import Confidence, Severity
from formlint.forms import Form, FormTable, Row
from formlint.patterns import late
from formlint.records import record
from formlint.relations import Operator, Ref, Relation, adds_up
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state

HEAD = "| 资金来源 | 全年预算数 | 一季度 | 二季度 | 三季度 | 四季度 | 全年执行数 | 执行率 |\n|---|---|---|---|---|---|---|---|\n"
ROWS = HEAD + "| 资金总额 | 480 | 96 | 132 | 140 | {} | 470.4 | 98% |\n| 财政拨款 | 400 | 80 | 110 | 120 | {} | 392 | 98% |\n"
ONE = HEAD.replace("季度", "季度执行数") + "| 资金总额 | 480 | 96 | 132 | 140 | {} | 470.4 | 98% |\n"
HALF = (
    "| 资金来源 | 年初预算数 | 一季度执行数 | 二季度执行数 | 上半年执行数 | 执行率 |\n|---|---|---|---|---|---|\n"
    "| 资金总额 | 900 | 120 | {} | 405 | 45% |\n| 财政拨款 | 750 | 100 | 230 | 330 | 44% |\n"
)
NOTHING = HEAD + "| 资金总额 | 480 | 90 | 100 | 110 | 120 | 470.4 | 98% |\n| 财政拨款 | 480 | 90 | 100 | 110 | 120 | 470.4 | 98% |\n"
NOTHING += "| 其他资金 | 0 | 0 | 0 | 0 | 0 | 0 | |\n| 单位资金 | 0 | 0 | 0 | 0 | 0 | 0 | |\n"
SOME = ROWS.replace("470.4 | 98%", "578.4 | 78%") + "| 单位资金 | 260 | | | | | 108 | 42% |\n"
MONTHS = "| 资金来源 | 年初预算数 | 一季度执行数 | 二季度执行数 | {}月执行数 | 执行率 |\n|---|---|---|---|---|---|\n| 资金总额 | 900 | 120 | 285 | 450 | 50% |\n"
PART_OF_YEAR = {
    2: late(r"半年|(?<!\d)6月|前[二两]个?季度"),
    3: late(r"(?<!\d)9月|前三个?季度"),
    4: late(""),
}  # 1-7月 has more than two
QUARTERS = ("q1", "q2", "q3", "q4")
WHOLES = {
    "executed": ("执行", "支出", "支付", "完成"),
    "budget": ("预算", "计划", "下达"),
    "initial": ("预算", "计划", "下达"),
    "forecast": ("预计",),
}


@record(frozen=True, slots=True)
class Way:
    """What the quarters make: the column of the whole, as their sum or as the last of them."""

    whole: str
    summed: bool


@check(
    Good(ROWS.format("102.4", "82")),
    Good(ROWS.replace("132 | 140", "228 | 368").replace("110 | 120", "190 | 310").format("470.4", "392")),
    Good(ROWS.format("112", "90")),
    Good(ROWS.format("102.4", "")),
    Good(ROWS.format("300", "200")),
    Bad(ROWS.format("104.2", "82"), at="470.4"),
    Bad(ROWS.format("102.4", "28"), at="392"),
    Good(ONE.format("102.4")),
    Bad(ONE.format("204.1"), at="470.4"),
    Good(ONE.replace("季度执行数", "季度").format("204.1")),
    Good(NOTHING),
    Good(SOME.format("102.4", "82")),
    Good(ONE.replace(" 四季度执行数 |", "").replace("|---|---|---|---|---|---|---|---|", "|---|---|---|---|---|---|---|").replace(" {} |", "")),
    Good(HALF.format("285")),
    Good(MONTHS.format("1-7")),
    Good(MONTHS.format("1-7") + "| 其他资金 | 90 | 20 | 25 | 45 | 50% |\n"),
    Bad(MONTHS.format("1-6"), at="450"),
    Bad(HALF.format("258"), at="405"),
    title=Words("全年数等于各季度之和", "A year is the sum of its quarters"),
    says={
        "sum": Words(
            "“{row}”的“{column}”填 {actual}，各季度相加为 {expected}。", "{row}, {column}: {actual} is printed, the quarters add up to {expected}."
        ),
        "last": Words(
            "“{row}”的“{column}”填 {actual}，最后一个季度累计为 {expected}。",
            "{row}, {column}: {actual} is printed, the last quarter tells {expected}.",
        ),
    },
)
def quarters(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    columns = [column for column in QUARTERS if column in table.columns]
    ways = [Way(whole, summed) for whole in WHOLES if whole in table.columns for summed in (True, False)] if len(columns) > 1 else []
    stated = {way: [(row, each) for row in table.rows if (each := _relation(row, columns, way))] for way in ways}
    best, sure = _meant(table, columns, stated)
    if best is None:
        return
    gaps = not _all_listed(table, columns, best.whole) or any(_gap(row, columns, best.whole) for row in table.rows)
    for row, each in stated[best]:
        if gaps and not sound(each) and _more(each):
            continue
        args = (("row", row.name), ("column", table.heading(best.whole)))
        confidence = Confidence.CERTAIN if sure else Confidence.LIKELY
        message = "sum" if best.summed else "last"
        yield state(each, each.figures()[0], message, args=args, severity=None if sure else Severity.WARNING, confidence=confidence)


def _meant(table: FormTable, columns: Sequence[str], stated: Mapping[Way, Sequence[tuple[Row, Relation]]]) -> tuple[Way | None, bool]:
    """What the quarters make, and whether the rows show it; else what their headings say of a table of one row."""
    held = {way: sum(sound(each) for _, each in rows) for way, rows in stated.items()}
    best = max(held, key=lambda way: held[way], default=None)
    if best and held[best]:
        return (best, True) if 2 * held[best] >= len(stated[best]) else (None, False)
    if not held:
        return None, False
    told = Way(_told(table, columns), summed=True)
    return (told, False) if len(stated.get(told, ())) == 1 and _all_listed(table, columns, told.whole) else (None, False)


def _all_listed(table: FormTable, columns: Sequence[str], whole: str) -> bool:
    """There are four quarters, or as many as the time has that the heading of the whole names."""
    return PART_OF_YEAR[len(columns)].search(table.heading(whole)) is not None


def _gap(row: Row, columns: Sequence[str], whole: str) -> bool:
    """It tells the year and not all of its quarters."""
    stated = row.figure(whole)
    return stated is not None and stated.value != 0 and not all(row.figure(column) for column in columns)


def _more(each: Relation) -> bool:
    """The year has more than its quarters."""
    stated, *parts = each.figures()
    return stated.value > sum((part.value for part in parts), ZERO)


def _relation(row: Row, columns: Sequence[str], way: Way) -> Relation | None:
    """The whole of the row from its quarters; nothing where one of them is missing, or all are 0."""
    whole = row.figure(way.whole)
    parts = [figure for column in columns if (figure := row.figure(column))]
    if whole is None or len(parts) < len(columns) or not any(figure.value for figure in (whole, *parts)):
        return None
    if way.summed:
        return adds_up(Ref(whole), (Ref(part) for part in parts))
    return Relation(Ref(whole), Operator.EQUAL, Ref(parts[-1]))


def _told(table: FormTable, columns: Sequence[str]) -> str:
    """The column that the headings of the quarters speak of."""
    headings = "".join(table.heading(column) for column in columns)
    return next((whole for whole, words in WHOLES.items() if whole in table.columns and any(word in headings for word in words)), "")
