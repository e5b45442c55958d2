"""A column of a table of figures follows from others as the table's own rows show, whatever the headings say.

No word is needed: a rate is one column over another (or over two), an amount is the sum, the mean or the rest of two or three, or the product of two or
three. What holds in all rows but one is told, but only where the rows that hold print enough digits that chance does not make it (2 rows, 8 digits), and
where one slip of the pen mends the one row: a row that is meant otherwise differs by more. A slip shows little in a short number, since many others are
one slip away from it, and nothing in one that was only rounded (121000 for 121200). It is an error where 3 rows or more show it and no more than one
number in a hundred would look like such a slip, and asked about where fewer do. Noughts and 100% show nothing.

中文：其他数据表中，某列由另外几列相除、相加减、平均或相乘得出的，不看栏目名称，由表中各行数字自己印证：至少两行相符（数字合计八位以上），只有一行不符，且改动一处笔误（错一位、
换位、多写少写一位）即可相符的，才提示；位数少的数字改动一位容易碰巧相符，取整的数字（121200填作121000）不是笔误，均不提示。三行以上印证且不易碰巧的为错误，其余只提请核对。
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.figures.units import RATIO
from formlint.findings import Severity
from formlint.forms import UNNAMED, Form, FormTable, Row
from formlint.reckoning.column_ways import MOST_FAILING, SHARES, Kind, Way, near_ways
from formlint.relations import ONE, Const, Expression, Operator, Product, Quotient, Ref, Relation, Sum, awarded, total
from formlint.relations.intervals import Interval
from formlint.relations.ranges import allowed
from formlint.relations.solving import sound
from formlint.slips import SINGLE, nearest, significant
from formlint.verdicts import Verdict, state

HEAD = "# 某市专项资金情况说明\n项目支出由财政资金安排，部门按年度分配。\n\n"
GRANTS = (
    HEAD + "| 来源 | 计划 | 拨入 | 花销 | 进度 |\n|---|---|---|---|---|\n| 资本金 | 156 | 120 | 108 | {} |\n| 债券 | 364 | 300 | 285 | 82.42% |\n"
    "| 小计 | 520 | 420 | {} | 80.77% |"
)
CARRIED = (
    HEAD
    + "| 任务 | 年初余额 | 当年收入 | 当年支出 | 年底余额 |\n|---|---|---|---|---|\n| 展陈提升 | 12 | 88 | 95 | 5 |\n| 征集 | 7.5 | 40 | {} | 11.5 |\n"
    "| 科普 | 3 | 27 | 28.5 | 1.5 |\n| 安防 | 4 | 31.5 | 30 | 5.5 |"
)
CLASSES = (
    HEAD
    + "| 班次 | 学员 | 天 | 每人每天 | 费用 |\n|---|---|---|---|---|\n| 甲班 | 45 | 20 | 400 | 360000 |\n| 乙班 | 50 | 30 | 380 | {} |\n| 丙班 | 60 | 10 | 350 | 210000 |"
)
ROUNDED = (
    HEAD
    + "| 级次 | 下达 | 花销 | 进度 |\n|---|---|---|---|\n| 中央 | 8600 | 8428 | 98.00% |\n| 省级 | 4300 | 4214 | 98.00% |\n| 市县 | 2150 | 2064 | 96.00% |\n"
    "| 四类 | 15050 | 14706 | {} |"
)
GROWN = (
    HEAD + "| 收入 | 去年 | 今年 | 多收 | 幅度 |\n|---|---|---|---|---|\n| 缴费 | 21000.00 | 22572.00 | 1572.00 | {} |\n"
    "| 补贴 | 44000.00 | 45696.00 | 1696.00 | 3.85% |\n| 利息 | 800.00 | 816.00 | 16.00 | 2.00% |\n| 三项 | 65800.00 | 69084.00 | 3284.00 | 4.99% |"
)
JURY = (
    HEAD
    + "| 指标 | 甲 | 乙 | 丙 | 均分 | 差异 |\n|---|---|---|---|---|---|\n| 支出进度 | 9.5 | 9.5 | 9.5 | 9.5 | 0 |\n| 注册人数 | 30 | 30 | 30 | 30 | 0 |\n"
    "| 响应 | 19 | 20 | 18 | {} | -1 |\n| 在线 | 19 | 18 | 17 | 18 | -1.1 |\n| 满意 | 20 | 20 | 20 | 20 | 0 |\n| 合计 | {} | 97.5 | 94.5 | 96.5 | -2.1 |"
)
TWICE = (
    HEAD + "| 任务 | 预算总额 | 预算拨款 | 预算自筹 | 花销总额 | 花销拨款 | 花销自筹 |\n|---|---|---|---|---|---|---|\n"
    "| 一 | 1286 | 1086 | 200 | 1251 | 1051 | 200 |\n| 二 | 747.5 | {} | 445 | 742 | 297 | 445 |\n| 三 | 148.6 | 128.6 | 20 | 141.8 | 121.8 | 20 |"
)
REPORT = "cn-performance-report"
MOST_COLUMNS, MOST_ROWS = 12, 60  # of numbers: beyond them chance, and the time to look, grow
ROWS, SURE = 2, 3  # that must hold: to ask, to be sure
DIGITS, MANY_DIGITS = 8, 12  # of the numbers of the rows that hold, together: to ask, to be sure
IDLE = Fraction(1, 50)  # of the largest number: what is never more makes no difference
SUMS, TOTALS = (Kind.SUM, Kind.REST), ("合计", "小计", "总计", "总额", "累计")
ASKED, TOLD = 6, 100  # one in so many numbers of the same length, at most, may look like the slip of another: to ask, to be sure
LIKE_IT = {"look-alike": 3, "swap": 3, "sign": 3, "unit": 3, "digit": 10, "shift": 10}  # numbers that such a slip leads to, for each digit
LENGTHENED = 25  # the same, where a digit was lost or added

Stated = Sequence[tuple[Row, Relation]]


@check(
    Good(GRANTS.format("76.92%", "393"), REPORT),
    Good(GRANTS.format("60%", "393"), REPORT),
    Good(GRANTS.format("100%", "393"), REPORT),
    Bad(GRANTS.format("79.62%", "393"), at="79.62%", form=REPORT),
    Good(CARRIED.format("36"), REPORT),
    Good(CARRIED.format("21.3"), REPORT),
    Bad(CARRIED.format("63"), at="11.5", form=REPORT),
    Good(CLASSES.format("570000"), REPORT),
    Good(CLASSES.format("600000"), REPORT),
    Good(CLASSES.format("500000"), REPORT),
    Bad(CLASSES.format("507000"), at="507000", form=REPORT),
    Good(ROUNDED.format("97.71%"), REPORT),
    Bad(ROUNDED.format("97.17%"), at="97.17%", form=REPORT),
    Good(GROWN.format("7.49%"), REPORT),
    Good(GROWN.format("6.20%"), REPORT),
    Bad(GROWN.format("4.79%"), at="4.79%", form=REPORT),
    Good(JURY.format("19", "97.5"), REPORT),
    Good(JURY.format("18", "97.5"), REPORT),
    Bad(JURY.format("16", "97.5"), at="16", form=REPORT),
    Good(TWICE.format("302.5"), REPORT),
    Good(TWICE.format("320.5"), REPORT),
    title=Words("各列与表中其余各行所示的关系相符", "Columns follow from others as the other rows show"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，其他可核对的行均等于“{way}”，本行照此计算为 {expected}，请核对。",
            "{row}, {column}: {actual} is printed; in the other rows it is {way}, which gives {expected} here. Please check.",
        )
    },
)
def own_columns(form: Form, *, sheets: str) -> Iterator[Verdict]:
    for name, table in form.tables.items():
        unnamed = any(column.startswith(UNNAMED) for column in table.columns)
        own = name.rstrip("0123456789") == sheets
        if (own or unnamed) and len(table.rows) <= MOST_ROWS:
            yield from _judged(table, known=not own)


def _judged(table: FormTable, *, known: bool) -> Iterator[Verdict]:
    """Where most columns are `known`, those that no word names are judged alone: the others have checks of their own."""
    numbered = [column for column in table.columns if any(row.figure(column) for row in table.rows)]
    ways = near_ways(table, numbered[:MOST_COLUMNS])
    found = [(way, stated) for way in ways if (not known or _of_unnamed(way)) and (stated := _shown(table, way))]
    held = [way for way, stated in found if all(sound(relation) for _, relation in stated)]
    explained = {way.column for way in held}
    alike = _alike(table, numbered)
    settled = [*held, *(way for way, _ in found if _judged_as_total(table, numbered, way))]
    related = {frozenset(map(alike.__getitem__, way.columns)) for way in settled}  # a = b + c is b = a - c
    for way, stated in found:
        columns = frozenset(map(alike.__getitem__, way.columns))
        if way.column not in explained and columns not in related:
            related.add(columns)
            yield from _told(table, way, stated)


def _alike(table: FormTable, columns: Sequence[str]) -> Mapping[str, str]:
    """Each column by the first that prints the same numbers: what follows from one follows from the other."""
    first: dict[tuple[Fraction | None, ...], str] = {}
    printed = {column: tuple(figure.value if (figure := row.figure(column)) else None for row in table.rows) for column in columns}
    return {column: first.setdefault(values, column) for column, values in printed.items()}


def _of_unnamed(way: Way) -> bool:
    return any(column.startswith(UNNAMED) for column in way.columns)


def _judged_as_total(table: FormTable, numbered: Sequence[str], way: Way) -> bool:
    """A total beside its parts, which arithmetic/totals judges."""
    places = sorted(map(numbered.index, way.columns))
    beside = places[-1] - places[0] == len(way.others)
    return way.kind in SUMS and beside and any(_total(table.heading(column)) for column in way.columns)


def _total(head: str) -> bool:
    return "".join(head.split()).split("·")[-1].partition("(")[0].partition("（")[0].endswith(TOTALS)


def _shown(table: FormTable, way: Way) -> Stated:
    """The way row by row, where it holds in enough of them, and one slip mends the one in which it does not, if there is one."""
    rows = [(row, figures) for row in table.rows if (figures := _figures(row, way))]
    if len(rows) < ROWS or _digits(way, [figures for _, figures in rows]) < DIGITS:
        return ()
    stated: list[tuple[Row, Relation]] = []
    failing: list[Relation] = []
    for row, figures in rows:
        stated.append((row, _relation(way, figures)))
        failing += [] if sound(stated[-1][1]) else [stated[-1][1]]
        if len(failing) > MOST_FAILING:
            return ()
    held = _telling(way, stated)
    shows = len(held) >= ROWS and _digits(way, held) >= DIGITS and not _idle(way, held)
    return stated if shows and all(_one_in(relation) >= ASKED for relation in failing) else ()


def _figures(row: Row, way: Way) -> tuple[Figure, ...]:
    """Those of the way, the stated one first; none where one is missing, or nothing can follow: a 0, 100%, a nought below a fraction."""
    found: list[Figure] = []
    for column in way.columns:
        figure = row.figure(column)
        if figure is None:
            return ()
        found.append(figure)
    if not any(figure.value for figure in found):
        return ()
    if way.kind in SHARES:
        under = sum((figure.value for figure in found[2:]), ZERO)
        return tuple(found) if under > 0 and found[0].unit in RATIO and found[0].value not in (0, 1) else ()
    return () if way.kind is Kind.PRODUCT and min(figure.value for figure in found[1:]) <= 0 else tuple(found)


def _relation(way: Way, figures: Sequence[Figure]) -> Relation:
    return Relation(Ref(figures[0]), Operator.EQUAL, _follows(way, figures[1:]))


def _follows(way: Way, figures: Sequence[Figure]) -> Expression:
    first, second, *rest = map(Ref, figures)
    match way.kind:
        case Kind.SHARE:
            return Quotient(first, second)
        case Kind.SHARE_OF_BOTH:
            return Quotient(first, total((second, *rest)))
        case Kind.SUM:
            return total((first, second, *rest))
        case Kind.MEAN:
            return Quotient(total((first, second, *rest)), Const(Fraction(len(figures))))
        case Kind.REST:
            return Sum(((ONE, first), (-ONE, second)))
        case Kind.LEFT:
            return Sum(((ONE, first), (ONE, second), (-ONE, rest[0])))
    exact = [Ref(figure) if figure.unit in RATIO else awarded(figure) for figure in figures]  # a rate was rounded itself
    return Product(exact[0], exact[1] if len(exact) == 2 else Product(exact[1], exact[2]))


def _telling(way: Way, stated: Stated) -> Sequence[Sequence[Figure]]:
    """The different numbers of the rows that hold, by no nought and no factor of one."""
    found: dict[tuple[Fraction, ...], Sequence[Figure]] = {}
    for _, relation in stated:
        figures = relation.figures()
        values = tuple(figure.value for figure in figures)
        idle = 0 in values if way.kind is not Kind.SHARE_OF_BOTH else False
        if not idle and not (way.kind is Kind.PRODUCT and 1 in values[1:]) and sound(relation):
            found[values] = figures
    return [*found.values()]


def _idle(way: Way, rows: Sequence[Sequence[Figure]]) -> bool:
    """One of the numbers added up is next to nothing beside another in all rows, so that it makes no difference whether it is added."""
    if way.kind in (Kind.PRODUCT, Kind.SHARE):
        return False
    added = [[abs(figure.value) for figure in figures[1:]] for figures in rows]
    return any(max(each) <= IDLE * max(map(max, added)) for each in zip(*added, strict=True))


def _digits(way: Way, rows: Sequence[Sequence[Figure]]) -> int:
    """How many digits chance would have to meet: those of a rate as printed, of the longest number of a sum, of all factors."""
    if way.kind is Kind.PRODUCT:
        return sum(len(significant(figure.number)) for _, *others in rows for figure in others)
    met = [figures[:1] if way.kind in SHARES else figures for figures in rows]
    return sum(max(len(figure.number.as_tuple().digits) for figure in figures) for figures in met)


def _one_in(relation: Relation) -> int:
    """Of how many rows that are meant otherwise one looks like this slip, which mends a number; 0 where none does."""
    rooms = allowed(relation)
    stated, *others = relation.figures()
    rare = [_rare(figure, rooms[figure.id]) for figure in others if figure.id in rooms]
    return max([*rare, _rare(stated, _as_printed(stated, rooms[stated.id])) if stated.id in rooms else 0])


def _as_printed(stated: Figure, room: Interval) -> Interval:
    """The room of a number that is rounded when it is printed: 7.49% lies in no narrow room about 7.4857%."""
    half = stated.ulp / 2
    return Interval(room.low - half, room.high + half) if room.bounded else room


def _rare(figure: Figure, room: Interval) -> int:
    """Of how many numbers as long as this one such a slip leads into the room."""
    slip = nearest(figure, room)
    digits = len(significant(figure.number))  # 600000 is meant otherwise sooner than 607153
    if slip is None or slip.cost > SINGLE or _rounder(figure.number, slip.meant) or not digits or not room.bounded:
        return 0
    wide = max(ONE, Fraction(room.high - room.low) / figure.ulp)
    return int(10**digits / (LIKE_IT.get(slip.kind, LENGTHENED) * digits * wide))


def _rounder(printed: Decimal, meant: Decimal) -> bool:
    """121000 for 121200 was rounded."""
    digits, more = significant(printed), significant(meant)
    return digits != more and more.startswith(digits) and printed.adjusted() == meant.adjusted()


def _told(table: FormTable, way: Way, stated: Stated) -> Iterator[Verdict]:
    held = _telling(way, stated)
    sure = len(held) >= SURE and _digits(way, held) >= MANY_DIGITS and all(sound(relation) or _one_in(relation) >= TOLD for _, relation in stated)
    shown = way.told([*map(table.heading, way.others)])
    for row, relation in stated:
        args = (("row", row.name), ("column", table.heading(way.column)), ("way", shown))
        yield state(relation, relation.figures()[0], "mismatch", args=args, severity=None if sure else Severity.WARNING)
