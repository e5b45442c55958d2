"""In a table of figures, what is called a total is one.

Nothing is known of such a table but its words: a column or a row headed 合计. Which cells it sums up, the table itself must show. A column of totals is judged
where the columns beside it, all to one side, add up to it in two rows at least and in three of four, rows of totals counting only where one heading
stands over all of them, and one of two where 其中 stands over the parts (a total with more than these is asked about, since one may not be listed); where all its totals are totals of the funds one row shows it, and the others are asked about. A row of totals, or two, one at each end, is judged where all
rows above or below it add up to it in one column at least and in most; a blank cell among them makes a breach a remark. One column alone shows nothing, unless its rows make
what the funds have as their total: where it does not add up, that is said and nobody is accused, nor where a total lies among its parts, as an average does. Rates, columns
that only number the rows, and rows of averages (平均) are no part of a sum; sums of noughts show nothing. Where eight sums or more close to the last digit, rounding does not
excuse the one number whose row and column are both off by the same two digits or more: it is asked about. Where rows are numbered 一、二、三、 and those
between them 1. 2. or （一）, the total is that of the former. Rows with the codes of a budget (201, 20103, 2010301) are parts of the code they begin with.

中文：对任意带“合计”的数据表，先由表中数字自己印证哪些格相加等于合计，再核对其余各处。合计列：须有两行以上、四分之三以上的行相加相符（同在一个上级标题下的，合计行也计入），上级标题为“其中”的各列，半数相符即可（合计大于各列之和的，可能另有未列项目，只提请核对）；各合计均为资金总额中的数的，一行相符即可，其余各行只提请核对；
合计行（首尾各有一行的，分别核对）：须有一列以上且多数列相加相符；有空白格的，对不上只作提示。只有一列数字且加不起来的，以及介于各项最小与最大之间（应为平均数，如得分）的，只说明未能核对（各行之和恰为资金总额的除外）。比率、序号和“平均”行不参与加总，全为零的不作印证。其余各处（八处以上）都分毫不差，
唯有一个数使所在行、列同差两个末位单位以上的，不视为四舍五入，提请核对。各行以“一、二、三、”分级、其间各行标有“1.”“（一）”“其中”的，合计按“一、二、三、”各行相加。带科目编码的，
下级科目之和应等于上级科目。
"""

from collections.abc import Iterator, Sequence, Set

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures.units import RATIO
from formlint.findings import Confidence, Severity
from formlint.forms import UNNAMED, Form, FormTable, Row
from formlint.patterns import late
from formlint.reckoning.exact_sums import spoiled
from formlint.reckoning.shown_sums import SHARE, as_sum, counts, finest, of_several, shows_sum, summable, tells
from formlint.reckoning.summed_rows import averaged, called, coded, headed_rows, kids_by_code, plainly_called
from formlint.records import replace
from formlint.relations import VIOLATED, Relation, adds_up, awarded
from formlint.relations.solving import sound
from formlint.relations.values import as_printed, nominal
from formlint.slips import SINGLE, slip
from formlint.verdicts import Verdict, state, unverifiable

NO_SUM = late("率|比|均|单价|标准|排名|名次|增幅|增长|占|系数|次序|惠及|受益|覆盖")
AMOUNTS = late("额|资金|经费|预算|支出|执行|结余|结转|拨款|补助")  # these are always sums
ROWS = 2  # that show what a column of totals sums up
HEADED = 2  # the same, where one heading stands over a total and its parts and over nothing else
TITLE = "# 某市专项资金预算分配情况说明\n项目支出由财政资金安排，部门按年度分配。\n\n"
HEAD = TITLE + "| 单位 | 合计 | 疾病防治 | 绩效奖励 |\n|---|---|---|---|\n"
TAIL = TITLE + "| 支出内容 | 预算数 | 支出数 |\n|---|---|---|\n"
ORDERED = (
    "| 一、三公经费 | 48 | 41.2 |\n| 1.公务用车 | 32 | 29.8 |\n| 其中：运行维护 | 32 | 29.8 |\n| 2.公务接待 | 16 | 11.4 |\n"
    "| 二、会议费 | 22 | 18.6 |\n| 三、培训费 | 35 | 28.4 |\n| 合计 | 105 | {} |"
)
TASKS = (
    "| 任务名称 | 预算数 | < | < | 执行数 | < | < |\n|---|---|---|---|---|---|---|\n| ^ | 总额 | 财政拨款 | 其他资金 | 总额 | 财政拨款 | 其他资金 |\n"
    "| 任务1 | 1286.00 | {} | 200.00 | 1251.40 | 1051.40 | 200.00 |\n| 任务2 | 352.50 | 352.50 | 0.00 | 348.70 | 348.70 | 0.00 |\n"
    "| 任务3 | 148.60 | 128.60 | 20.00 | 141.80 | 121.80 | 20.00 |\n| 金额合计 | 1787.10 | 1567.10 | 220.00 | 1741.90 | 1521.90 | 220.00 |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 100 | 100 |"
)
ITEMS = (
    "| 资金来源 | 年初预算数（万元） | 全年预算数（万元） | 全年执行数（万元） |\n|---|---|---|---|\n| 年度资金总额 | 360 | 360 | 351 |\n\n"
    "| 支出内容 | 数量 | 金额（万元） | 备注 |\n|---|---|---|---|\n| 智慧黑板 | 60 | 168 | |\n| 服务器 | 4 | 72 | |\n| 网络布线 | 1 | 120 | |\n"
    "| 合计 | | {} | |\n\n" + TASKS.partition("\n\n")[2]
)
AREAS = (
    "| 资金来源 | 下达数（万元） | 执行数（万元） |\n|---|---|---|\n| 年度资金总额 | 1700 | 1682 |\n\n"
    "| 区域分解 | 甲区 | 乙区 | 合计 |\n|---|---|---|---|\n| 下达数（万元） | 1040 | 660 | 1700 |\n| 执行数（万元） | {} | 660 | 1682 |\n\n"
) + TASKS.partition("\n\n")[2]
CARS = TITLE + "| 项目 | 合计 | 出国费 | 用车小计 | 购置 | 运行 | 接待费 |\n|---|---|---|---|---|---|---|\n"
CODES = (
    TITLE + "| 科目编码 | 科目名称 | 支出数 |\n|---|---|---|\n| | 合计 | 1000 |\n| 201 | 一般公共服务支出 | 700 |\n| 20103 | 政府办公厅 | 700 |\n"
    "| 2010301 | 行政运行 | {} |\n| 2010302 | 一般行政管理 | 200 |\n| 208 | 社会保障支出 | 212.28 |\n| 20805 | 养老支出 | 212.28 |\n"
    "| 2080505 | 养老保险缴费 | 212.28 |\n| 210 | 卫生健康支出 | 87.72 |\n| 21011 | 医疗 | 87.72 |\n| 2101101 | 行政单位医疗 | 80 |\n"
    "| 2101103 | 公务员医疗补助 | 7.72 |\n| 2101199 | 其他医疗 | 0 |"
)
INCOME = (
    TITLE + "| 机构名称 | 收入合计 | 其中： | < | < |\n| ^ | ^ | 上年结转 | 财政拨款 | 其他 |\n|---|---|---|---|---|\n"
    "| 汇总 | 1000 | 50 | 920 | 30 |\n| 局机关 | 1000 | 50 | {} | 30 |"
)
SCORED = (
    TITLE + "| 县区 | 下达资金 | 支出资金 | 计划户数 | 竣工户数 | 自评得分 |\n|---|---|---|---|---|---|\n| 城关区 | 120 | 120 | 60 | 60 | 98.5 |\n"
    "| 云溪县 | 360 | 342 | 180 | 176 | 95.2 |\n| 松岭县 | 240 | 216 | 120 | 114 | 88.7 |\n| 合计 | 720 | 678 | 360 | 350 | {} |"
)
PEOPLE = (
    "绩效自评表\n\n| 支出方向 | 预算数（万元） | 支出数（万元） | 执行率 | 享受人次 |\n|---|---|---|---|---|\n| 社保补贴 | 720 | 720 | 100% | 3600 |\n"
    "| 岗位补贴 | 560 | 546 | 97.5% | 650 |\n| 创业补贴 | 150 | 142.4 | 94.93% | 178 |\n| 合计 | 1430 | 1408.4 | 98.49% | {} |\n\n"
) + TASKS.partition("\n\n")[2]
LEVELS = TITLE + (
    "| 项目 | 中央 | 省级 | 市县 | 小计 |\n|---|---|---|---|---|\n| 水库 | 290 | 95 | 45 | 430 |\n| 灌区 | 200 | 80 | 20 | 300 |\n"
    "| 山洪 | 90 | 36 | {} | {} |\n| 河道 | 61 | 30 | 12 | 103 |\n| 水质 | 43 | {} | 8 | {} |\n| 合计 | 684 | 258 | 93 | 1035 |"
)
REPORT = "cn-performance-report"


@check(
    Good(HEAD + "| 甲院 | 63 | 56 | 7 |\n| 乙院 | 20.5 | 16 | 4.5 |\n| 丙院 | 9 | 9 | |", REPORT),
    Good(HEAD + "| 甲院 | 63 | 50 | 7 |\n| 乙院 | 20.5 | 10 | 4.5 |\n| 丙院 | 9 | 9 | |", REPORT),
    Good(INCOME.format("920"), REPORT),
    Bad(INCOME.format("290"), at="1000", form=REPORT),
    Bad(INCOME.format("990"), at="1000", form=REPORT),
    Good(TAIL + "| 办公费 | 9.6 | 9.6 |\n| 印刷费 | 8.5 | 8 |\n| 合计 | 18.1 | 17.6 |", REPORT),
    Good(TAIL + "| 办公费 | 9.6 | |\n| 其中：纸张 | 4.6 | |\n| 印刷费 | 8.5 | |\n| 合计 | 18.1 | |", REPORT),
    Good(
        TITLE + "| 收入 | 预算数 | 决算数 | 支出 | 预算数 | 决算数 |\n|---|---|---|---|---|---|\n| 财政拨款 | 900 | 960 | 基本支出 | 600 | 640 |\n"
        "| 事业收入 | 80 | 40 | 其中：人员经费 | 450 | 480 |\n| 其他收入 | 20 | 10 | 项目支出 | 400 | 370 |\n| 合计 | 1000 | 1010 | 合计 | 1000 | 1010 |",
        REPORT,
    ),
    Good(TITLE + "| 支出内容 | 支出数 |\n|---|---|\n| 办公费 | 9.6 |\n| 印刷费 | 8.5 |\n| 合计 | 9.6 |", REPORT),
    Good(CARS + "| 预算数 | 30 | 0 | 25 | 10 | 15 | 5 |\n| 决算数 | 26.4 | 0 | 22.4 | 9.8 | 12.6 | 4 |", REPORT),
    Good(CODES.format("500"), REPORT),
    Good(CODES.format("").replace(" |\n", " | 0 |\n").replace("---|\n", "---|---|\n") + " 0 |", REPORT),
    Bad(CODES.format("560"), at="700", form=REPORT),
    Good(HEAD + "| 甲院 | 0 | 0 | 0 |\n| 乙院 | 0 | 0 | 0 |\n| 丙院 | 0 | 0 | 0 |\n| 丁院 | 10 | 6 | 3 |", REPORT),
    Good(TAIL + "| 工资福利 | 60 | 0 |\n| 基本工资 | 30 | 0 |\n| 津贴补贴 | 30 | 0 |\n| 公用经费 | 40 | 0 |\n| 合计 | 100 | 0 |", REPORT),
    Good(TAIL.replace("| 支出数", "| 惠及人数") + "| 办公费 | 9.6 | 120 |\n| 印刷费 | 8.5 | 130 |\n| 合计 | 18.1 | 200 |", REPORT),
    Good(AREAS.format(1022)),
    Bad(AREAS.format(1220), at="1682"),
    Bad(HEAD + "| 甲院 | 63 | 56 | 7 |\n| 乙院 | 20.5 | 16 | 4.5 |\n| 丙院 | 9 | 8 | 1 |\n| 丁院 | 8 | 4 | 3 |", at="8", form=REPORT),
    Bad(TASKS.format("1068.00"), at="1286.00"),
    Good(TASKS.format("1086.00")),
    Good(TAIL + "| 合计 | 18.1 | 17.6 |\n| 办公费 | 9.6 | 9.6 |\n| 印刷费 | 8.5 | 8 |\n| 总计 | 18.1 | 17.6 |", REPORT),
    Bad(TAIL + "| 合计 | 18.1 | 17.6 |\n| 办公费 | 9.6 | 9.6 |\n| 印刷费 | 8.5 | 8 |\n| 总计 | 18.1 | 16.7 |", at="16.7", form=REPORT),
    Good(TAIL + "| 合计 | 18.1 | 17.6 |\n| 办公费 | 9.6 | 9.6 |\n| 印刷费 | 8.5 | 8 |\n| 上年合计 | 18.1 | 16.7 |", REPORT),
    Good(LEVELS.format("8", "134", "17", "68"), REPORT),
    Good(LEVELS.format("7", "134", "17", "68"), REPORT),
    Good(LEVELS.format("6", "134", "19", "68"), REPORT),
    Bad(LEVELS.format("6", "134", "17", "68"), at="134", form=REPORT),
    Good(ITEMS.format("360")),
    Bad(ITEMS.format("380"), at="380"),
    Good(ITEMS.replace("总额 | 360 | 360 |", "总额 | 400 | 400 |").format("380")),
    Good(TAIL + ORDERED.format("88.2"), REPORT),
    Bad(TAIL + ORDERED.format("82.8"), at="82.8", form=REPORT),
    Good(TAIL + "| 一、基本支出 | 20 | 30 |\n| 二、项目支出 | 6 | 7 |\n| 上年结转 | 0 | 3 |\n| 合计 | 26 | 40 |", REPORT),
    Good(SCORED.format("93.9"), REPORT),
    Bad(
        TITLE
        + "| 班次 | 期数 | 人数 | 金额 |\n|---|---|---|---|\n| 甲班 | 1 | 45 | 36 |\n| 乙班 | 1 | 50 | 57 |\n| 丙班 | 1 | 60 | 21 |\n| 合计 | 4 | 155 | 114 |",
        at="4",
        form=REPORT,
    ),
    Good(TAIL + "| 印刷费 | 8 | 7 |\n| 邮寄费 | 13 | 12 |\n| 办公费 | 12 | 11 |\n| 合计 | 34 | 30 |", REPORT),
    Good(TAIL.replace("支出数", "费用") + "| 印刷费 | 8 | 7 |\n| 邮寄费 | 13 | 12 |\n| 办公费 | 12 | 11 |\n| 合计 | 33 | 31 |", REPORT),
    Good(PEOPLE.format(4428)),
    Bad(TAIL + "| 办公费 | 9.6 | 9.6 |\n| 印刷费 | 8.5 | 8 |\n| 合计 | 18.1 | 16.6 |\n| 平均 | 9.05 | 8.8 |", at="16.6", form=REPORT),
    Bad(PEOPLE.format(4482), at="4482"),
    Bad(SCORED.format("373.9"), at="373.9", form=REPORT),
    Bad(TAIL + "| 办公费 | 9.6 | 9.6 |\n| 印刷费 | 8.5 | 8 |\n| 邮寄费 | 1 | 1 |\n| 合计 | 19.1 | 16.6 |", at="16.6", form=REPORT),
    title=Words("合计等于各项之和", "Totals equal the sum of their items"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，各项相加为 {expected}。", "{row}, {column}: {actual} is printed, its parts add up to {expected}."
        ),
        "unclear": Words(
            "“{row}”的“{column}”不等于其他各行之和，表中看不出它由哪些行组成，未核对。",
            "{row}, {column}: the table does not show which rows it sums up.",
        ),
    },
)
def totals(form: Form, *, sheets: str, words: Sequence[str], parts: Sequence[str] = (), funds: str = "funds") -> Iterator[Verdict]:
    whole = form.table(funds).row("total")
    figures = [cell.figure for cell in whole.cells.values() if cell.figure] if whole else []
    amounts = [figure for figure in figures if figure.unit not in (*RATIO, "分") and figure.value]
    wholes, bare = {figure.value for figure in amounts}, {Fraction(figure.number) for figure in amounts}
    if any(column.startswith(UNNAMED) for column in form.table(funds).columns):
        yield from (
            verdict for verdict in _down(form.table(funds), words, parts, wholes) if verdict.subject.id.rpartition(".")[2].startswith(UNNAMED)
        )
    for name, table in form.tables.items():
        if name.rstrip("0123456789") == sheets:
            across = _across(table, words, parts, wholes | bare)  # 下达数（万元） heads a row there
            yield from _exact([*across, *(_by_codes(table, words) if coded(table) else _down(table, words, parts, wholes))])


def _exact(found: Sequence[Verdict]) -> Iterator[Verdict]:
    """The verdicts on a table; what rounding does not excuse is asked about."""
    off = spoiled([(verdict.outcome, verdict.relation) for verdict in found if verdict.relation])
    for verdict in found:
        asked = any(verdict.relation is relation for relation in off)
        yield replace(verdict, outcome=VIOLATED, severity=Severity.WARNING) if asked else verdict


def _across(table: FormTable, words: Sequence[str], parts: Sequence[str], known: Set[Fraction]) -> Iterator[Verdict]:
    """Columns of totals, the inner ones (小计) first: what is a part of them is none of the others. Totals that the funds have are sums, too, where one is."""
    columns = [column for column in table.columns if any(summable(row, [column]) for row in table.rows)]
    wholes = [column for column in columns if called(table.columns[column], words)]
    for whole in reversed(wholes):
        place = columns.index(whole)
        after = next((at for at, column in enumerate(columns) if at > place and column in wholes), len(columns))
        before = next((at for at in range(place - 1, -1, -1) if columns[at] in wholes), -1)
        right, left = columns[place + 1 : after], columns[before + 1 : place]
        sides = [right[:end] for end in range(len(right), 1, -1)] + [left[start:] for start in range(len(left) - 1)]
        best = max(sides, key=lambda side: _held(_rows(table, whole, side), words), default=[])
        found = _rows(table, whole, best)
        headed = _outer(table, [whole, *best]) and len(best) > 1
        counting = [relation for relation, row in found if headed or not called(row.label, words)]
        of_funds = all(relation.figures()[0].value in known for relation, _ in found) and shows_sum([relation for relation, _ in found], 1, 0)
        sure = shows_sum(counting, ROWS, HEADED if headed else SHARE)
        among = not sure and _among(table, best, parts) and shows_sum(counting, 1, 1)
        if sure or among or of_funds:
            wholes = [each for each in wholes if each != whole]
            columns = [column for column in columns if column not in best]
            for relation, row in found:
                args = (("row", row.name), ("column", table.heading(whole)))
                certain = sure or (among and not _short(relation))
                severity, confidence = (None, Confidence.CERTAIN) if certain else (Severity.WARNING, Confidence.LIKELY)
                yield state(relation, relation.figures()[0], "mismatch", args=args, severity=severity, confidence=confidence)


def _short(relation: Relation) -> bool:
    """The parts make less than the whole: behind 其中, one may not be listed."""
    return (nominal(relation.right) or ZERO) < (nominal(relation.left) or ZERO)


def _outer(table: FormTable, columns: Sequence[str]) -> bool:
    """One heading stands over these columns and over no other: 预算数 over 总额, 财政拨款 and 其他资金."""
    outer = {column: head.rpartition("·")[0] for column, head in table.columns.items()}
    over = outer[columns[0]]
    return bool(over) and {column for column in outer if outer[column] == over} == set(columns)


def _among(table: FormTable, columns: Sequence[str], parts: Sequence[str]) -> bool:
    """其中 stands over all of these columns, and over no other that prints numbers."""
    headed = (column for column, head in table.columns.items() if head.startswith(tuple(f"{part}·" for part in parts)))
    return bool(columns) and set(columns) == {column for column in headed if any(row.figure(column) for row in table.rows)}


def _held(side: Sequence[tuple[Relation, Row]], words: Sequence[str]) -> int:
    return sum(sound(relation) for relation, row in side if not called(row.label, words))


def _rows(table: FormTable, whole: str, parts: Sequence[str]) -> list[tuple[Relation, Row]]:
    found = [(row, row.figure(whole), summable(row, parts)) for row in table.rows]
    ulp = finest(table, (whole, *parts))
    return [(as_sum(stated, figures, ulp), row) for row, stated, figures in found if stated and figures]


def _by_codes(table: FormTable, words: Sequence[str]) -> Iterator[Verdict]:
    """Every amount of a code is the sum of those of its parts, where most show that all are listed; a blank among these makes a breach a remark."""
    found = []
    for row, kids in kids_by_code(table, words):
        for column in table.columns:
            stated, figures = row.figure(column), [figure for kid in kids for figure in summable(kid, [column])]
            if stated and stated.unit not in RATIO and figures:
                found.append((as_sum(stated, figures, finest(table, (column,))), row, column, len(figures) == len(kids)))
    if shows_sum([relation for relation, *_ in found], ROWS):
        for relation, row, column, filled in found:
            verdict = state(relation, relation.figures()[0], "mismatch", args=(("row", row.name), ("column", table.heading(column))))
            yield verdict if filled else replace(verdict, severity=Severity.INFO)


def _mean(table: FormTable, column: str, relation: Relation) -> bool:
    """What lies between the least and the largest of its parts is no sum of them but what they have on average, as scores do, unless one slip makes it
    the sum. Amounts are always summed up."""
    stated, *figures = relation.figures()
    values, expected = [figure.value for figure in figures], nominal(relation.right)
    if AMOUNTS.search(table.heading(column)) or len(values) < ROWS or not 0 < min(values) <= stated.value <= max(values) or expected is None:
        return False
    return slip(stated.number, as_printed(expected, stated), amounts=False).cost > SINGLE


def _named_again(table: FormTable, column: str, parts: Sequence[str]) -> bool:
    """Names of their own stand before the column, as those of spending beside income, and some are parts of others: 基本支出, 其中：人员经费."""
    columns = list(table.columns)
    named = (each for each in reversed(columns[: columns.index(column)]) if not any(row.figure(each) for row in table.rows))
    names = next(named, "")
    return any(row.text(names).startswith(tuple(parts)) and row.text(names) != row.label for row in table.rows)


def _down(table: FormTable, words: Sequence[str], parts: Sequence[str], known: Set[Fraction]) -> Iterator[Verdict]:
    """The one row of totals, first or last, or the one above and the one below, of all other rows but those of averages. Of two, one that is the total
    of something (上年合计) is not theirs."""
    rows = [row for row in table.rows if not averaged(row)]
    wholes = [row for row in rows if called(row.label, words)]
    own_wholes = wholes if len(wholes) == 1 else [row for row in wholes if plainly_called(row.label, words)]
    for whole in own_wholes if all(row is rows[0] or row is rows[-1] for row in wholes) else ():
        own = tuple(row for row in rows if row is whole or not any(row is each for each in wholes))
        yield from _below(replace(table, rows=own), whole, parts, known)


def _below(table: FormTable, whole: Row, parts: Sequence[str], known: Set[Fraction]) -> Iterator[Verdict]:
    """A row of totals of all others that are no part of one of them. That the rows make one of the `known` totals of the funds shows that they are
    all there, too."""
    headed = headed_rows(table, whole)
    if not headed and any(row.label.startswith(tuple(parts)) for row in table.rows):
        return
    others = headed or [row for row in table.rows if row is not whole]
    sums = []
    for column in table.columns:
        stated, figures = whole.figure(column), [figure for row in others for figure in summable(row, [column])]
        if stated and stated.unit not in RATIO and figures and not _named_again(table, column, parts):
            added = adds_up(awarded(stated), map(awarded, figures)) if counts(table, column) else as_sum(stated, figures, finest(table, (column,)))
            sums.append((added, column))
    telling = [relation for relation, _ in sums if tells(relation)]
    held = [relation for relation in telling if sound(relation)]
    shown = any(map(of_several, held)) and 2 * len(held) >= len(telling)
    for relation, column in sums:
        args = (("row", whole.name), ("column", table.heading(column)))
        verdict = state(relation, relation.figures()[0], "mismatch", args=args)
        stated, *figures = relation.figures()
        sure = len(figures) > 1 and sum((figure.value for figure in figures), ZERO) in known
        larger = stated.value > max(figure.value for figure in figures) or len(held) > (1 if AMOUNTS.search(table.heading(column)) else SHARE)
        if verdict.bad and not sure and not (shown and larger and not NO_SUM.search(table.heading(column)) and not _mean(table, column, relation)):
            yield unverifiable(stated, "unclear", **dict(args))
        else:
            yield verdict if len(figures) == len(others) else replace(verdict, severity=Severity.INFO)
