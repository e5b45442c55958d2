"""A column of a table of figures follows from others as the table's own rows show, whatever the headings say.

No word is needed: a rate is one column over another (or over two), an amount is the sum, the mean or the rest of two or three, or the product of two or
three. What holds in nearly all rows and fails in one is told, but only where the rows that hold print enough digits that chance does not make it (2 rows,
8 digits), and where one slip of the pen in the one row mends it: a row that is meant otherwise differs by more. Where fewer than 3 rows show it, it is
asked about. Noughts and 100% show nothing.

中文：其他数据表中，某列由另外几列相除、相加减、平均或相乘得出的，不看栏目名称，由表中各行数字自己印证：至少两行相符（数字合计八位以上），只有一行不符，且改动一处笔误（错一位、
换位、多写少写一位）即可相符的，才提示；印证不足三行的只提请核对。
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, permutations

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.figures.units import RATIO
from formlint.findings import Severity
from formlint.forms import Form, FormTable, Row
from formlint.records import record
from formlint.relations import ONE, Const, Expression, Operator, Product, Quotient, Ref, Relation, Sum, awarded, total
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
JURY = (
    HEAD
    + "| 指标 | 甲 | 乙 | 丙 | 均分 | 差异 |\n|---|---|---|---|---|---|\n| 支出进度 | 9.5 | 9.5 | 9.5 | 9.5 | 0 |\n| 注册人数 | 30 | 30 | 30 | 30 | 0 |\n"
    "| 响应 | 19 | 20 | 18 | {} | -1 |\n| 在线 | 19 | 18 | 17 | 18 | -1.1 |\n| 满意 | 20 | 20 | 20 | 20 | 0 |\n| 合计 | {} | 97.5 | 94.5 | 96.5 | -2.1 |"
)
REPORT = "cn-performance-report"
MOST_COLUMNS, MOST_ROWS = 12, 60  # of numbers: beyond them chance, and the time to look, grow
ROWS, SURE = 2, 3  # that must hold: to ask, to be sure
DIGITS, MANY_DIGITS = 8, 12  # of the numbers of the rows that hold, together: to ask, to be sure
WINDOW = 5  # columns side by side that make a sum


NEAR = Fraction(1, 50)  # what rounding may hide at most, before it is looked at closely
MOST_FAILING = 1
UNNAMED = "other"  # how the columns of a known table are called that no word names
SUMS, TOTALS = ("sum", "rest"), ("合计", "小计", "总计", "总额", "累计")

Numbers = Sequence[Fraction]
EXPECTED: Mapping[str, Callable[[Numbers], Fraction]] = {
    "share": lambda of: of[0] / of[1],
    "share-of-both": lambda of: of[0] / (of[1] + of[2]),
    "sum": lambda of: sum(of, ZERO),
    "mean": lambda of: sum(of, ZERO) / len(of),
    "rest": lambda of: of[0] - of[1],
    "left": lambda of: of[0] + of[1] - of[2],
    "product": lambda of: of[0] * of[1],
    "product-of-three": lambda of: of[0] * of[1] * of[2],
}


@record(frozen=True, slots=True)
class Way:
    """How a column may follow from others."""

    column: str
    others: tuple[str, ...]
    kind: str


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
    Bad(CLASSES.format("507000"), at="507000", form=REPORT),
    Good(ROUNDED.format("97.71%"), REPORT),
    Bad(ROUNDED.format("97.17%"), at="97.17%", form=REPORT),
    Good(JURY.format("19", "97.5"), REPORT),
    Bad(JURY.format("16", "97.5"), at="16", form=REPORT),
    title=Words("各列与表中其余各行所示的关系相符", "Columns follow from others as the other rows show"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，其他各行均由“{others}”算得，本行按同样算法为 {expected}，请核对。",
            "{row}, {column}: {actual} is printed; in all other rows it follows from {others}, which gives {expected} here. Please check.",
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
    ways = [way for way in _ways(table, numbered[:MOST_COLUMNS]) if not known or any(each.startswith(UNNAMED) for each in (way.column, *way.others))]
    found = [(way, stated) for way in ways if (stated := _shown(table, way))]
    held = [way for way, stated in found if all(sound(relation) for _, relation in stated)]
    explained = {way.column for way in held}
    related = {frozenset((way.column, *way.others)) for way in held}  # a = b + c is b = a - c
    for way, stated in found:
        columns = frozenset((way.column, *way.others))
        if way.column in explained or columns in related or _judged_as_total(table, numbered, way):
            continue
        related.add(columns)
        yield from _told(table, way, stated)


def _judged_as_total(table: FormTable, numbered: Sequence[str], way: Way) -> bool:
    """A total beside its parts, which arithmetic/totals judges."""
    places = sorted(map(numbered.index, (way.column, *way.others)))
    beside = places[-1] - places[0] == len(way.others)
    return way.kind in SUMS and beside and any(_total(table.heading(column)) for column in (way.column, *way.others))


def _total(head: str) -> bool:
    return "".join(head.split()).split("·")[-1].partition("(")[0].partition("（")[0].endswith(TOTALS)


def _ways(table: FormTable, columns: Sequence[str]) -> Iterator[Way]:
    """The ways from the columns of amounts; a sum has neighbours for parts, and what is left over follows from the three before it."""
    rates = [column for column in columns if any((figure := row.figure(column)) and figure.unit in RATIO for row in table.rows)]
    amounts = [column for column in columns if column not in rates]
    for column in rates:
        yield from (Way(column, pair, "share") for pair in permutations(amounts, 2))
        yield from (Way(column, (over, *both), "share-of-both") for over in amounts for both in pairwise(amounts) if over not in both)
    for at, column in enumerate(amounts):
        others = [each for each in amounts if each != column]
        yield from (Way(column, pair, "rest") for pair in permutations(others, 2))
        sides = [amounts[max(0, at - width) : at] for width in range(2, WINDOW)] + [amounts[at + 1 : at + 1 + width] for width in range(2, WINDOW)]
        yield from (Way(column, tuple(side), kind) for kind in ("sum", "mean") for side in dict.fromkeys(map(tuple, sides)) if len(side) > 1)
        if at > 2:
            yield Way(column, tuple(amounts[at - 3 : at]), "left")
        yield from (Way(column, pair, "product") for pair in combinations((*others, *rates), 2) if set(pair) - set(rates))
        yield from (Way(column, three, "product-of-three") for three in zip(others, others[1:], others[2:], strict=False))


def _shown(table: FormTable, way: Way) -> list[tuple[Row, Relation]]:
    """The way row by row, where it holds in enough of them, and one slip mends the one in which it does not, if there is one."""
    rows: list[tuple[Row, tuple[Figure, ...]]] = []
    off = 0
    for row in table.rows:
        if figures := _figures(row, way):
            rows.append((row, figures))
            off += not _near(way, figures)
            if off > MOST_FAILING:  # as nearly all are in their second row
                return []
    if len(rows) - off < ROWS:
        return []
    stated = [(row, _relation(way, figures)) for row, figures in rows]
    held = {row.id: relation for row, relation in stated if sound(relation)}
    failing = [relation for row, relation in stated if row.id not in held]
    telling = {tuple(figure.value for figure in relation.figures()): relation for relation in held.values() if _telling(way, relation)}
    digits = sum(_digits(way, relation) for relation in telling.values())
    if len(failing) > MOST_FAILING or len(telling) < ROWS or digits < DIGITS or not all(map(_mended, failing)) or _idle(way, telling.values()):
        return []
    return stated


def _figures(row: Row, way: Way) -> tuple[Figure, ...]:
    """Those of the way, the stated one first; none where one is missing, or nothing can follow: a 0, 100%, a nought below a fraction."""
    found: list[Figure] = []
    for column in (way.column, *way.others):
        figure = row.figure(column)
        if figure is None:
            return ()
        found.append(figure)
    if not any(figure.value for figure in found):
        return ()
    shares = way.kind.startswith("share")
    if shares and (found[0].unit not in RATIO or found[0].value in (0, 1)):
        return ()
    under = sum((figure.value for figure in found[2:]), ZERO) if shares else min(figure.value for figure in found[1:])
    return () if under <= 0 and (shares or "product" in way.kind) else tuple(found)


def _near(way: Way, figures: Sequence[Figure]) -> bool:
    """It holds, or nearly: soon known of the thousands of ways that do not."""
    value = figures[0].value
    return abs(EXPECTED[way.kind]([figure.value for figure in figures[1:]]) - value) <= abs(value) * NEAR


def _relation(way: Way, figures: Sequence[Figure]) -> Relation:
    return Relation(Ref(figures[0]), Operator.EQUAL, _follows(way, figures[1:]))


def _follows(way: Way, figures: Sequence[Figure]) -> Expression:
    first, second, *rest = map(Ref, figures)
    match way.kind:
        case "share":
            return Quotient(first, second)
        case "share-of-both":
            return Quotient(first, total((second, *rest)))
        case "sum":
            return total((first, second, *rest))
        case "mean":
            return Quotient(total((first, second, *rest)), Const(Fraction(len(figures))))
        case "rest":
            return Sum(((ONE, first), (-ONE, second)))
        case "left":
            return Sum(((ONE, first), (ONE, second), (-ONE, rest[0])))
    exact = [Ref(figure) if figure.unit in RATIO else awarded(figure) for figure in figures]  # a rate was rounded itself
    return Product(exact[0], exact[1] if len(exact) == 2 else Product(exact[1], exact[2]))


def _telling(way: Way, relation: Relation) -> bool:
    """No nought makes it hold, and no one."""
    if way.kind == "share-of-both":
        return True
    return all(figure.value for figure in relation.figures()) and not (
        "product" in way.kind and any(figure.value == 1 for figure in relation.figures()[1:])
    )


def _idle(way: Way, relations: Iterable[Relation]) -> bool:
    """One of the numbers added up is next to nothing beside another in all rows, so that it makes no difference whether it is added."""
    added = [[abs(figure.value) for figure in relation.figures()[1:]] for relation in relations]
    return "product" not in way.kind and way.kind != "share" and any(max(each) <= NEAR * max(map(max, added)) for each in zip(*added, strict=True))


def _digits(way: Way, relation: Relation) -> int:
    """How many digits chance would have to meet: those of a rate as printed, of the longest number of a sum, of all factors."""
    stated, *others = relation.figures()
    if "product" in way.kind:
        return sum(len(significant(figure.number)) for figure in others)
    return max(len(figure.number.as_tuple().digits) for figure in ((stated,) if way.kind.startswith("share") else (stated, *others)))


def _mended(relation: Relation) -> bool:
    """One slip of the pen in one of its numbers explains it."""
    rooms = allowed(relation)
    found = (nearest(figure, rooms[figure.id]) for figure in relation.figures() if figure.id in rooms)
    return any(slip is not None and slip.cost <= SINGLE for slip in found)


def _told(table: FormTable, way: Way, stated: Sequence[tuple[Row, Relation]]) -> Iterator[Verdict]:
    held = [relation for _, relation in stated if sound(relation) and _telling(way, relation)]
    sure = len(held) >= SURE and sum(_digits(way, relation) for relation in held) >= MANY_DIGITS
    others = "”“".join(map(table.heading, way.others))
    for row, relation in stated:
        args = (("row", row.name), ("column", table.heading(way.column)), ("others", others))
        yield state(relation, relation.figures()[0], "mismatch", args=args, severity=None if sure else Severity.WARNING)
