"""What is left is what there was, less what was executed.

A column 结余 or 结转 beside the funds is the budget of the year less what was executed, row by row; or what arrived less that; either with what was
carried over from last year, or without what was withdrawn. Which of them is meant, the rows show: all but one must follow from it, or twice as many as do not.
Where the only row follows from none, it is asked about; where several rows do not, they may mean something else, and nothing is judged. Where a row tells 0 though something is left, the rest was
withdrawn, and nothing is judged either. Where more was spent than there was, 0 is right, too. A 差额 may be told with its sign turned.

中文：列有“结余”“结转”等栏的，逐行核对：结余＝全年预算数－全年执行数（或到位资金－全年执行数，均可加上年结转、减收回数）。究竟是哪一种，由表中各行印证（至多一行不符，或相符的行数在不符的两倍以上）；
仅有一行而都不相符的，提请核对；各行都不相符的，可能另有口径，不判断。超支的，结余填0也可以；有行次尚有结余而填0的（结余已由财政收回），不判断；差额可以反号。
"""

from collections.abc import Iterator, Sequence
from itertools import product

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.relations import ONE, Operator, Ref, Relation, Sum
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state

HEAD = "| 资金来源 | 全年预算数 | 到位资金 | 全年执行数 | 年末结余 | 执行率 |\n|---|---|---|---|---|---|\n"
ROW = HEAD + "| 年度资金总额 | 100 | {} | 94 | {} | 94% |"
PARTS = HEAD + "| 年度资金总额 | 100 | 98 | 94 | {} | 94% |\n| 其中：财政拨款 | 60 | 60 | 57 | {} | 95% |\n| 其他资金 | 40 | 38 | 37 | {} | 92.5% |"
CARRIED = "| 资金来源 | 预算数 | 上年结转 | 支出数 | 年末结转 | 执行率 |\n|---|---|---|---|---|---|\n| 资金总额 | 86 | 4 | 85.5 | {} | 95% |"
MORE = ("carried", "withdrawn")
WHOLES = ("budget", "arrived", "initial", "contract")
BASES = tuple(product(WHOLES, ((), *((each,) for each in MORE), MORE)))


@check(
    Good(ROW.format("", "6")),
    Good(ROW.format("98", "4")),
    Good(ROW.format("98", "")),
    Good(CARRIED.format("4.5")),
    Good(CARRIED.format("0.5")),
    Good(ROW.replace("| 94 |", "| 104 |").format("", "0")),
    Good(ROW.format("", "0")),
    Good(ROW.format("", "-6").replace("年末结余", "差额")),
    Good(CARRIED.replace("上年结转", "财政收回数").format("0.5").replace("| 4 |", "| 0 |")),
    Good(CARRIED.replace("上年结转", "收回数").replace("| 86 | 4 | 85.5 |", "| 90 | 4 | 85.5 |").format("0.5")),
    Good(PARTS.format("4", "3", "1")),
    Good(PARTS.format("16", "13", "3")),
    Good(PARTS.format("3", "0", "3")),
    Good(PARTS.format("4", "3", "1").replace("到位资金", "累计下达")),
    Bad(PARTS.format("6", "3", "30"), at="30"),
    Bad(PARTS.format("9", "3", "3"), at="9"),
    Bad(ROW.format("", "60"), at="60"),
    Bad(CARRIED.format("5.4"), at="5.4"),
    title=Words("结余等于预算数减执行数", "The balance is the budget minus what was executed"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，按“{base}”和执行数应为 {expected}，请核对。",
            "{row}, {column}: {actual} is printed; {base} and what was executed leave {expected}; please check.",
        )
    },
)
def left_over(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    if not any(form.column(place, "left")) or any(map(_withdrawn, table.rows)):
        return
    ways = [(base, *more) for base, more in BASES if {base, *more} <= set(table.columns)]
    stated = {way: [(row, each) for row in table.rows if (each := _relation(row, way))] for way in ways}
    held = {way: sum(sound(each) for _, each in rows) for way, rows in stated.items()}
    best = max(held, key=lambda way: held[way], default=None)
    if best is None or not _shown(held[best], len(stated[best]) - held[best]):
        return
    base = "、".join(map(table.heading, best))
    severity = None if held[best] else Severity.WARNING
    for row, each in stated[best]:
        args = (("row", row.name), ("column", table.heading("left")), ("base", base))
        yield state(each, each.figures()[0], "mismatch", args=args, severity=severity)


def _shown(held: int, broken: int) -> bool:
    """One row may be wrong, two only where twice as many hold: of four rows the two that do not may have arrived late."""
    return broken <= 1 or held >= 2 * broken


def _withdrawn(row: Row) -> bool:
    """0 is told, though something is left."""
    stated, spent = row.figure("left"), row.figure("executed")
    there = [figure.value for base in WHOLES if (figure := row.figure(base))]
    return stated is not None and spent is not None and stated.value == 0 and bool(there) and min(there) > spent.value


def _relation(row: Row, way: Sequence[str]) -> Relation | None:
    """What is left by this way; nothing where a number is missing, or what is left is told as 0."""
    stated, spent, base = row.figure("left"), row.figure("executed"), row.figure(way[0])
    if stated is None or spent is None or base is None or not stated.value:
        return None
    more = [(-ONE if column == "withdrawn" else ONE, figure) for column in way[1:] if (figure := row.figure(column))]
    terms = [(ONE, base), *more, (-ONE, spent)]
    turned = stated.value < 0 < sum((factor * figure.value for factor, figure in terms), ZERO)
    ulp = min(figure.ulp for figure in (stated, *(figure for _, figure in terms)))  # 86 beside 85.5 is 86.0
    return Relation(Ref(stated), Operator.EQUAL, Sum(tuple((-factor if turned else factor, Ref(figure, ulp=ulp)) for factor, figure in terms)))
