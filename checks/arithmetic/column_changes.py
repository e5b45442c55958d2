"""In a table of figures, a column that is called a change (比上年增减, 增长率) is this year's column less last year's, or that over last year's.

The rule gives the words of a change, and those of the two columns (本年, 上年); two years side by side (2022年, 2023年) need none. Of several pairs that fit, the
table's own numbers show which is meant: two rows at least must follow, one with a change of its own, and two of three. In a table of up to three rows no row need
show it, where its headings name just one pair of years, alike but for these, and the change names nothing else (增长贡献率, 比预算增减). Where a column has no minus
at all, changes are told without one. A bare number beside rates, or under a rate, is one of points. What was nothing the year before has no
rate. What changed may be told on another basis (同口径), so that a breach is asked about.

中文：其他表格中名为“比上年增减”“增长率”等的列，按本年数－上年数，或（本年数－上年数）÷上年数核对；标有两个相邻年份（2022年、2023年）的列同样理解。究竟是哪两列，由表中数字自己印证
（至少两行、其中一行不为零，三分之二以上的行相符）；不超过三行的，表头只有一对年份、除年份外名称相同，且增减列未另指其他事项（如“增长贡献率”“比预算增减”）时，直接核对。
比率的增减、增减率列中没有单位的数，按百分点（百分数）理解。整列都没有负号的，视为只填增减的幅度。上年数为零的不核对增减率。可能有口径调整，不符的提请核对。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures.units import RATIO, in_one_unit
from formlint.findings import Severity
from formlint.forms import Form, FormTable, Row
from formlint.patterns import late
from formlint.relations import ONE, Const, Expression, Operator, Quotient, Ref, Relation, Sum
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, cut_remarked, state

Pair = tuple[str, str]  # columns: of this year, of the last
Stated = Sequence[tuple[Row, str, Relation]]  # with the message of each

HEAD = "# 某市专项资金情况说明\n项目支出由财政资金安排，部门按年度分配。\n\n"
SPENT = (
    HEAD + "| 支出内容 | {} | {} | 比上年增减 | 增减率 |\n|---|---|---|---|---|\n| 办公费 | 102 | 120 | {} | {} |\n| 培训费 | 45 | 36 | -9 | -20% |\n"
    "| 差旅费 | 64 | 70.4 | 6.4 | 10% |\n| 邮电费 | 0 | 5 | 5 | — |"
)
ONE_ROW = HEAD + "| 项目 | 上年数 | 本年数 | 增减额 | 增减率 |\n|---|---|---|---|---|\n| 三公经费 | 25 | 20 | {} | {} |\n| 会议费 | 8 | 8 | 0 | 0 |"
RATES = HEAD + "| 项目 | 2022年 | 2023年 | {} |\n|---|---|---|---|\n| 就业率 | 80% | 85% | {} |\n| 参保率 | 95% | 95% | 0% |"
FEW_ROWS = HEAD + "| 项目 | {} | {} | {} |\n|---|---|---|---|\n| 三公经费 | 100 | 121 | {} |\n| 会议费 | 40 | 34 | {} |"
REPORT = "cn-performance-report"
ROWS, SHARE, FEW = 2, 2, 3  # rows that must follow; times as many as do not; rows of a table whose headings say it all
MOST_PAIRS = 12
AMOUNT = late("^(?:金额|数额|额|数|绝对[数额])$|[%％]|百分比|比例|幅度|比率|率$")  # 比上年增减·金额 | 比上年增减·幅度
YEAR = late(r"(20\d\d)年?")
RATE = late("率|幅|比例|百分比|[%％]$")
FILL = late(r"20\d\d年?|金额|数额|绝对|百分[点比]|比例|[比较的与同期年度数额值率幅量计元千万亿个各·:：、+＋\-－—/%％()（）]")  # names nothing
HUNDRED = Fraction(100)


@check(
    Good(SPENT.format("上年数", "本年数", "18", "17.65%"), REPORT),
    Good(SPENT.format("2022年决算数", "2023年决算数", "18", "17.65%"), REPORT),
    Good(SPENT.format("预算数", "分配数", "20", "17.65%"), REPORT),
    Good(SPENT.format("上年数", "本年数", "18", "17.65%").replace("-9 | -20%", "9 | 20%"), REPORT),
    Good(SPENT.format("上年数", "本年数", "18", "17.6%").replace("-20%", "-25%").replace("| 10%", "| 12%"), REPORT),
    Good(ONE_ROW.format("-5", "-20%"), REPORT),
    Good(RATES.format("增减", "5%"), REPORT),
    Good(RATES.format("增长率", "6.25%"), REPORT),
    Good(RATES.format("年均增长率", "2%"), REPORT),
    Good(RATES.format("增减（百分点）", "5"), REPORT),
    Good(FEW_ROWS.format("上年数", "本年数", "增长率", 21, -15), REPORT),
    Good(FEW_ROWS.format("上年数", "本年数", "比预算增减", 4, -1), REPORT),
    Good(FEW_ROWS.format("2022年", "2023年", "比2020年增减", 30, 4), REPORT),
    Good(FEW_ROWS.format("2022年", "2023年", "增长贡献率", "30%", "-20%"), REPORT),
    Good(FEW_ROWS.format("上年结转", "本年预算", "变动率", "4%", "2%"), REPORT),
    Bad(RATES.format("增减", "15%"), at="15%", message="amount", form=REPORT),
    Bad(RATES.format("增减（百分点）", "15"), at="15", message="amount", form=REPORT),
    Bad(FEW_ROWS.format("上年数", "本年数", "增长率", 12, -15), at="12", message="rate", form=REPORT),
    Bad(SPENT.format("上年数", "本年数", "18", "15.00%"), at="15.00%", message="rate", form=REPORT),
    Bad(SPENT.format("2022年决算数", "2023年决算数", "22", "17.65%"), at="22", message="amount", form=REPORT),
    Bad(ONE_ROW.format("-15", "-20%"), at="-15", message="amount", form=REPORT),
    Bad(ONE_ROW.format("-5", "-25%"), at="-25%", message="rate", form=REPORT),
    title=Words("增减额、增减率与所列两年的数相符", "Changes follow from the two years that they compare"),
    says={
        "amount": Words(
            "“{row}”的“{column}”填 {actual}，“{later}”减“{earlier}”为 {expected}，请核对。",
            "{row}, {column}: {actual} is printed, {later} less {earlier} is {expected}; please check.",
        ),
        "rate": Words(
            "“{row}”的“{column}”填 {actual}，“{later}”比“{earlier}”的增减率为 {expected}，请核对。",
            "{row}, {column}: {actual} is printed, {later} over {earlier} is a change of {expected}; please check.",
        ),
    },
)
def column_changes(form: Form, *, sheets: str, words: Sequence[str], later: Sequence[str], earlier: Sequence[str]) -> Iterator[Verdict]:
    for name, table in form.tables.items():
        if name.rstrip("0123456789") == sheets:
            changes = [column for column in table.columns if _is_change(table, column, words)]
            pairs = _pairs(table, changes, later, earlier) if changes else []
            alone = len(pairs) == 1 and len(table.rows) <= FEW and _alike(table, pairs[0], (*later, *earlier))
            for column in changes:
                named = alone and _of_pair(table, column, pairs[0], (*words, *later, *earlier))
                yield from _judged(table, column, pairs, named=named)


def _heading(table: FormTable, column: str) -> str:
    return "".join(table.heading(column).split())


def _is_change(table: FormTable, column: str, words: Sequence[str]) -> bool:
    """比上年增减, and what tells the amount or the rate below it; no mean of several years (年均增长率)."""
    outer, _, last = _heading(table, column).rpartition("·")
    return "均" not in last and any(word in last or (word in outer and AMOUNT.search(last)) for word in words)


def _pairs(table: FormTable, changes: Sequence[str], later: Sequence[str], earlier: Sequence[str]) -> list[Pair]:
    """Columns that stand for this year and the last: by their words, or by the years of their headings."""
    heads = {column: head for column in table.columns if column not in changes and "率" not in (head := _heading(table, column))}
    years = {column: int(year[1]) for column, head in heads.items() if (year := YEAR.search(head))}
    now = [column for column, head in heads.items() if any(word in head for word in later)]
    before = [column for column, head in heads.items() if any(word in head for word in earlier)]
    told = [(this, last) for this in now for last in before if this != last]
    return (told + [(this, last) for this in years for last in years if years[this] == years[last] + 1])[:MOST_PAIRS]


def _alike(table: FormTable, pair: Pair, times: Sequence[str]) -> bool:
    """The two columns are called the same, but for the year: no 本年预算 beside 上年结转."""
    return len({_rest(_heading(table, column), times) for column in pair}) == 1


def _of_pair(table: FormTable, column: str, pair: Pair, words: Sequence[str]) -> bool:
    """The change names nothing but the change and the years of these two columns."""
    head = _heading(table, column)
    years = {year for each in pair for year in YEAR.findall(_heading(table, each))}
    return not _rest(head, words) and years.issuperset(YEAR.findall(head))


def _rest(heading: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        heading = heading.replace(word, "")
    return FILL.sub("", heading)


def _judged(table: FormTable, column: str, pairs: Sequence[Pair], *, named: bool) -> Iterator[Verdict]:
    stated = {pair: _stated(table, column, pair) for pair in pairs}
    best = max(stated, key=lambda pair: sum(sound(relation) for _, _, relation in stated[pair]), default=None)
    if best and (named or _shown([relation for _, _, relation in stated[best]])):
        args = (("column", table.heading(column)), ("later", table.heading(best[0])), ("earlier", table.heading(best[1])))
        for row, message, relation in stated[best]:
            verdict = state(relation, relation.figures()[0], message, args=(("row", row.name), *args), severity=Severity.WARNING)
            yield cut_remarked(verdict)


def _shown(relations: Sequence[Relation]) -> bool:
    held = [relation for relation in relations if sound(relation)]
    return len(held) >= max(ROWS, SHARE * (len(relations) - len(held))) and any(relation.figures()[0].value for relation in held)


def _stated(table: FormTable, column: str, pair: Pair) -> Stated:
    signed = any(figure.value < 0 for row in table.rows if (figure := row.figure(column)))
    rate = RATE.search(_heading(table, column)) is not None
    return [(row, *found) for row in table.rows if (found := _relation(row, column, pair, signed=signed, rate=rate))]


def _relation(row: Row, column: str, pair: Pair, *, signed: bool, rate: bool) -> tuple[str, Relation] | None:
    """The change of a row, and which message tells it: the way that holds, else the one that the heading names first."""
    stated = row.figure(column)
    this, last = in_one_unit(row.figure(pair[0]), row.figure(pair[1]))
    if stated is None or this is None or last is None or this.unit != last.unit:
        return None
    less = not signed and this.value < last.value  # told without its minus
    over, under = (Ref(last), Ref(this)) if less else (Ref(this), Ref(last))
    percent = this.unit in RATIO
    points = HUNDRED if not stated.unit and (percent or rate) else ONE  # 5 of 80% to 85%, 21 under 增长率
    ways: list[tuple[str, Expression]] = []
    if stated.unit == this.unit or (not stated.unit and (percent or not rate)):
        ways.append(("amount", Sum(((points, over), (-points, under)))))
    if (stated.unit in RATIO or points == HUNDRED) and last.value > 0:  # of rates, too: 6.25 of 80%
        ways.append(("rate", _grown(Quotient(Ref(this), Ref(last)), -points if less else points)))
    found = [(message, Relation(Ref(stated), Operator.EQUAL, way)) for message, way in (reversed(ways) if rate else ways)]
    return next((each for each in found if sound(each[1])), found[0] if found else None)


def _grown(share: Expression, times: Fraction) -> Expression:
    """By how much a share is more than one, so many times."""
    return Sum(((times, share), (-times, Const(ONE))))
