"""In a table of figures, a column that is called a rate, a rest or an amount is one column over another, or one less another, or one times
another (金额 is 单价 times 数量, 支出 is 人均 times 人次).

执行率 is 执行 over 预算, 结余 is 预算 less 支出: the rule gives the words (`shares`, `rests`, `products`), what a heading
must hold, one of those that a | parts. Of several columns that fit, the table's own
numbers show which are meant: two rows at least must follow, one of them with a rate or a rest of its own (not 0, not 100%), and two of three. Numbers are measured, so each may be off by half its last digit; a rate that was
cut off is a remark. Where more was spent than there was, a rate of 100% is right, too, and a rest of 0 always is: what is left may be withdrawn. So is
a rest that lacks what another column of its row tells (收回). Rates stand in rows as well, below 预算 and 支出 of several years. A product is asked about only, since prices have discounts, taxes and months.
A share of the option `alone`, whose name says all (控制率), is asked about in a table of one row, too; 100% for fewer than there may be is a remark, for
some tell by it that they kept to it.

中文：其他表格中名为“执行率”“结余”等的列，按名称所指的两列核对：执行率＝执行÷预算，结余＝预算－支出；金额＝单价×数量，支出＝人均数×人次。究竟是哪两列，由表中数字自己印证（至少两行、
其中一行不是0或100%，三分之二以上的行相符）。按去尾法取值的只作提示；超支的，执行率填100%也可以；结余已收回的可以填0，或少填该行所列收回数。执行率等也可以是行，各列为年度。单价、数量与金额不符的只提请核对（可能有折扣、税费、月数）。
只有一行的，仅核对含义明确的控制率（在职人数÷编制数），不符的提请核对；在职人数少于编制数而填100%的（有的单位以此表示未超编），只作提示。
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.figures.units import RATIO
from formlint.findings import Severity
from formlint.forms import Form, FormTable, Row
from formlint.patterns import late
from formlint.records import replace
from formlint.relations import ONE, Operator, Product, Quotient, Ref, Relation, Sum, awarded
from formlint.relations.solving import sound
from formlint.relations.values import nominal
from formlint.verdicts import Verdict, cut_remarked, state

Pairs = Mapping[str, Sequence[str]]

FORM = (
    "| 任务名称 | 预算金额 | 执行金额 | 结余 | 执行率 |\n|---|---|---|---|---|\n| 路网建设 | 2100 | 1900 | 200 | 90.48% |\n"
    "| 运输管理 | 620 | 560 | 60 | 90.32% |\n| 安全应急 | 400 | 369 | {} | {} |\n| 人员保障 | 850 | 850 | 0 | 100% |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 100 | 100 |"
)
NONE: Pairs = {}
PRICES = (
    "| 支出内容 | 单价（元） | 数量 | 金额（万元） |\n|---|---|---|---|\n| 服务器 | 125000 | 4 | 50 |\n| 存储设备 | 360000 | 2 | {} |\n"
    "| 软件 | 148000 | 10 | 148 |\n| 合计 | | | 270 |\n\n" + FORM.partition("\n\n")[2]
)
CLASSES = (
    "| 支出内容 | 培训人次 | 培训支出（元） | 人均支出（元） |\n|---|---|---|---|\n| 校长班 | 120 | 38400 | 320 |\n| 教师班 | 260 | 78000 | {} |\n"
    "| 后勤班 | 80 | 20000 | 250 |\n\n" + FORM.partition("\n\n")[2]
)
STAFF = (
    "部门整体支出绩效自评表\n\n| 财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率 |\n|---|---|---|---|\n| ^ | 210 | {} | 97.14% |\n\n"
    + FORM.partition("\n\n")[2]
)
YEARS = (
    "| 资金投入（万元） | 2021年 | 2022年 | 2023年 | 累计 |\n|---|---|---|---|---|\n| 预算安排 | 320 | 380 | 410 | 1110 |\n"
    "| 实际支出 | 310.4 | 372.4 | 401.8 | 1084.6 |\n| 执行率 | 97% | 98% | {} | 97.71% |\n\n" + FORM.partition("\n\n")[2]
)
MOST_TURNED = 12  # rows of a table that has its headings on the left
ROWS = 2
MOST_WAYS = 12  # to find two columns for one name; tables have 1 to 4
MONTHS = late(r"\d个?(?:月|年|季度|次|期|天)")  # a third factor that only the name of the row tells
SHARE = 2  # times as many rows must follow as do not


@check(
    Good(FORM.format("31", "92.25%")),
    Good(FORM.format("", "—")),
    Good(FORM.replace("预算金额", "预算金额（万元）").replace("执行金额", "执行金额（万元）").format("31", "92.25%")),
    Good(FORM.replace("预算金额", "预算金额（万元）").format("31", "92.25%")),
    Good(FORM.replace("90.48%", "80%").replace("90.32%", "70%").format("31", "92.25%")),
    Good(FORM.format("31", "92.25%").replace("| 850 | 850 | 0 | 100% |", "| 850 | 880 | 0 | 100% |")),
    Good(FORM.format("0", "92.25%")),
    Good(
        FORM.replace("| 结余 |", "| 收回 | 结余 |")
        .replace("|---|", "|---|---|", 1)
        .replace("| 1900 |", "| 1900 | 0 |")
        .replace("| 560 |", "| 560 | 0 |")
        .replace("| 369 |", "| 369 | 11 |")
        .replace("| 850 | 850 |", "| 850 | 850 | 0 |")
        .format("20", "92.25%")
    ),
    Good(YEARS.format("98%")),
    Bad(YEARS.format("89%"), at="89%", message="share"),
    Good(STAFF.format("204")),
    Good(
        STAFF.replace("编制数 |", "编制数 | 2022年实际在职人数 |").replace("|---|", "|---|---|", 1).replace("| 210 |", "| 210 | 198 |").format("204")
    ),
    Bad(STAFF.format("240"), at="97.14%", message="alone"),
    Remark(STAFF.format("204").replace("97.14%", "100%"), at="100%", message="alone"),
    Good(PRICES.format("72")),
    Good(PRICES.replace("存储设备", "存储设备租金（12个月）").format("864")),
    Bad(PRICES.format("27"), at="27", message="product"),
    Good(CLASSES.format("300")),
    Bad(CLASSES.format("330"), at="78000", message="product"),
    Bad(FORM.format("31", "82.25%"), at="82.25%", message="share"),
    Bad(FORM.format("13", "92.25%"), at="13", message="rest"),
    title=Words("各列与名称所指的两列相符", "Columns follow from the columns that their names refer to"),
    says={
        "share": Words(
            "“{row}”的“{column}”填 {actual}，“{over}”÷“{under}”为 {expected}。",
            "{row}, {column}: {actual} is printed, {over} over {under} is {expected}.",
        ),
        "product": Words(
            "“{row}”的“{column}”填 {actual}，“{over}”乘“{under}”为 {expected}，请核对。",
            "{row}, {column}: {actual} is printed, {over} times {under} is {expected}; please check.",
        ),
        "alone": Words(
            "“{column}”填 {actual}，按“{over}”÷“{under}”应为 {expected}，请核对。",
            "{column}: {actual} is printed; {over} divided by {under} makes {expected}. Please check.",
        ),
        "rest": Words(
            "“{row}”的“{column}”填 {actual}，“{over}”减“{under}”为 {expected}。",
            "{row}, {column}: {actual} is printed, {over} less {under} is {expected}.",
        ),
    },
)
def column_names(form: Form, *, sheets: str, shares: Pairs, rests: Pairs, products: Pairs = NONE, alone: Sequence[str] = ()) -> Iterator[Verdict]:
    for name, table in form.tables.items():
        if name.rstrip("0123456789") == sheets:
            yield from _named(table, shares, "share")
            yield from _named(_turned(table), shares, "share")
            yield from _alone(table, {word: shares[word] for word in alone if word in shares})
            yield from _named(table, rests, "rest")
            yield from _named(table, products, "product")


def _named(table: FormTable, names: Pairs, message: str) -> Iterator[Verdict]:
    for column, head in table.columns.items():
        words = next((pair for word, pair in names.items() if word in _last(head)), None)
        if words is None:
            continue
        ways = [(over, under) for over in _called(table, words[0], column) for under in _called(table, words[1], column) if over != under]
        ways = ways[:MOST_WAYS]
        stated = {way: [(each, row) for row in table.rows if (each := _relation(row, column, way, message))] for way in ways}
        held = {way: sum(sound(each) for each, _ in rows) for way, rows in stated.items()}
        best = max(held, key=lambda way: held[way], default=None)
        if best and held[best] >= max(ROWS, SHARE * (len(stated[best]) - held[best])) and any(_telling(each) for each, _ in stated[best]):
            args = (("column", head), ("over", table.heading(best[0])), ("under", table.heading(best[1])))
            for each, row in stated[best]:
                severity = Severity.WARNING if message == "product" else None
                verdict = state(each, each.figures()[0], message, args=(("row", row.name), *args), severity=severity)
                yield cut_remarked(verdict)


def _turned(table: FormTable) -> FormTable:
    """The table with its rows as columns: 预算安排, 实际支出 and 执行率 below each other, a column for every year. Nothing of one that is longer."""
    if len(table.rows) > MOST_TURNED:
        return FormTable(table.name, {}, ())
    rows = {row.id: row for row in table.rows}
    kept = [
        Row(column, column, head, {id_: cell for id_, row in rows.items() if (cell := row.cells.get(column))})
        for column, head in table.columns.items()
    ]
    return FormTable(table.name, {id_: row.label for id_, row in rows.items()}, tuple(kept))


def _alone(table: FormTable, names: Pairs) -> Iterator[Verdict]:
    """A share whose name says it all, in a table of one row: 编制数 | 在职人数 | 控制率."""
    rows = [row for row in table.rows if any(cell.figure for cell in row.cells.values())]
    for column, head in table.columns.items() if len(rows) == 1 else ():
        words = next((pair for word, pair in names.items() if word in _last(head)), None)
        ways = [tuple(_called(table, each, column)) for each in words] if words else []
        if len(ways) != 2 or any(len(way) != 1 for way in ways):
            continue
        over, under = ways[0][0], ways[1][0]
        each = _relation(rows[0], column, (over, under), "share")
        if each:
            args = (("column", head), ("over", table.heading(over)), ("under", table.heading(under)))
            within = each.figures()[0].value == 1 and (nominal(each.right) or 0) < 1  # told as 100% where no post was exceeded
            yield state(each, each.figures()[0], "alone", args=args, severity=Severity.INFO if within else Severity.WARNING)


def _telling(each: Relation) -> bool:
    """It holds, and is no 0 or 100% that anything makes."""
    return sound(each) and each.figures()[0].value not in (0, 1)


def _last(head: str) -> str:
    """The innermost of headings over headings."""
    return "".join(head.split()).split("·")[-1]


def _called(table: FormTable, word: str, other: str) -> list[str]:
    return [
        column
        for column, head in table.columns.items()
        if column != other and any(each in head for each in word.split("|")) and "率" not in _last(head)
    ]


def _relation(row: Row, column: str, way: tuple[str, str], message: str) -> Relation | None:
    if message == "product":
        return None if MONTHS.search(row.label) else _product(*(row.figure(each) for each in (column, *way)))
    stated, over, under = _in_one_unit(row.figure(each) for each in (column, *way))
    if stated is None or over is None or under is None or (message == "share") is not (stated.unit in RATIO) or not under.value:
        return None
    rest = over.value - under.value
    if stated.value == 1 and rest > 0 if message == "share" else stated.value == 0 != rest or _told_beside(row, rest - stated.value):
        return None
    right = Quotient(Ref(over), Ref(under)) if message == "share" else Sum(((ONE, Ref(over)), (-ONE, Ref(under))))
    return Relation(Ref(stated), Operator.EQUAL, right)


def _told_beside(row: Row, value: Fraction) -> bool:
    """Another cell of the row has just this."""
    return value != 0 and any(cell.figure and cell.figure.value == value for cell in row.cells.values())


def _product(stated: Figure | None, price: Figure | None, number: Figure | None) -> Relation | None:
    """A price times a number of things; both amounts tell their unit, or neither does."""
    if stated is None or price is None or number is None or number.unit in RATIO or bool(stated.unit) is not bool(price.unit):
        return None
    return Relation(Ref(stated), Operator.EQUAL, Product(Ref(price), awarded(number)))


def _in_one_unit(figures: Iterable[Figure | None]) -> list[Figure | None]:
    """Where only some headings tell the unit (预算数（万元）, 支出数, 结余), bare numbers are meant in it."""
    row = list(figures)
    told = next((figure for figure in row if figure and figure.unit and figure.unit not in RATIO), None)
    return [replace(each, unit=told.unit, scale=told.scale) if told and each and not each.unit else each for each in row]
