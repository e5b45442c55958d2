"""Lost points are explained.

A row whose score is below its weight says why in the reason column; one cell for the whole form serves as well. 无, a dash and 0 are no reasons.
An execution score that is just what the execution rate gives needs none, nor does it in the row of an indicator (预算执行率) that tells 90% or more. A form without such a column does not ask for reasons, and nothing is
said; nor does a column 备注, unless other rows give their reasons there: then a missing one is a remark. Where a text dump has lost the column
nothing can be said, and where it shows some of the reasons, or text that no cell took, a missing one is a remark. All rows without a reason are
one finding. In a form without scores every target that was missed has its reason: one with an operator, or a rate of 100%.
Source: 填表说明第2条（说明偏离目标、不能完成目标的原因及拟采取的措施）.

中文：得分低于分值的行，应在“未完成原因分析”栏说明原因；全表共用一个原因栏的，填写该栏即可。“无”、短横线、0 不算原因。预算执行得分恰为执行率折算所得的，
不要求说明（列为指标的，执行率须在90%以上）。表中没有原因栏的不要求；只有“备注”栏的，别的行在该栏写了原因时才作提示；文本中丢失该栏的无法判断。全部未说明的行合并为一条提示。不打分的表，有运算符的指标（及指标值为100%的合格率、完成率等）未达目标的，应逐项说明原因。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.documents import Passage
from formlint.exact import Fraction
from formlint.figures.units import RATIO, alike, in_one_unit
from formlint.findings import Severity
from formlint.forms import Field, Form, Row
from formlint.patterns import late
from formlint.reckoning.execution_row import as_rated, rated_points
from formlint.reckoning.scored import DIRECTIONS, Direction, shown, unsigned_share
from formlint.relations import HOLDS, MODE, VIOLATED, Relation
from formlint.relations.solving import judge
from formlint.relations.values import rounded
from formlint.verdicts import Verdict, unverifiable

FUNDS = (
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 年度资金总额 | 100 | 100 | 98 | 10 | 98% | {} |\n\n"
)
HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因分析 |\n|---|---|---|---|---|---|---|---|\n"
ROWS = FUNDS + HEAD + "| 产出指标 | 数量指标 | 志愿服务 | ≥10次 | 9次 | 10 | {} | {} |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 50 | 50 | |"
NO_COLUMN = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出 | 数量 | 服务 | ≥10次 | 9次 | 10 | 9 |"
NOTES = late(r"备注(?:栏|说明)?")  # a column for anything: it asks for no reasons, unless the form gives some there
MIDYEAR = {"so_far", "forecast"}  # columns of a form that tells how far things have come: what is missing may follow
UNSCORED = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 未完成原因 |\n|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 享受补助学生 | ≥28.6万人 | {} | {} |\n| ^ | 质量指标 | 覆盖率 | 100% | 100% | |"
)
ALL = late(
    "(?:合格|完成|覆盖|保障|达标|及时|发放|拨付|到位|准确|通过|验收|开工|竣工|办结|整改|入学|参保|签约|完好|规范|公开)率$"
)  # of which 100% is all
EXECUTION = late(r"(?:执行|支出|支付)(?:率|进度)(?:[(（][^()（）]*[)）])?$")  # an indicator that tells what the table of amounts tells
LINE = 6  # characters of a narrow cell
MARKS = frozenset("，。；")  # 期；已督促: a line of a column with room for five characters
NEARLY_ALL = Fraction(9, 10)  # below, forms are asked for the reason (rules R1.6)
NO_REASONS = frozenset({"", "无", "—", "-", "－", "/", "0", "--", "无。", "不适用"})


@check(
    Good(ROWS.format("9.8", 9, "受疫情影响，一场活动改期")),
    Good(ROWS.format("9.8", 10, "")),
    Good(ROWS.format("9.8", 10, "") + "\n| 预算执行 | 执行率 | 预算执行率 | 100% | 98% | 10 | 9.8 | |"),
    Good(ROWS.format("9.8", 10, "") + "\n| 预算执行 | 执行率 | 预算执行率（10分） | 100% | 98% | 10 | 9.8 | |"),
    Bad(ROWS.format("9.8", 10, "") + "\n| 预算执行 | 执行率 | 预算执行率 | 100% | 98% | 10 | 9 | |", at="9"),
    Bad(ROWS.format("9.8", 10, "") + "\n| 预算执行 | 执行率 | 预算执行率 | 100% | 80% | 10 | 8 | |", at="8"),
    Good(ROWS.format("9.8", 9, "") + "\n| 未完成原因分析 | 受疫情影响，一场活动改期 | < | < | < | < | < | < |"),
    Good(ROWS.format("9.8", 10, "已建立长效机制")),
    Good(NO_COLUMN),
    Good(ROWS.format("9.8", 9, "").replace("未完成原因分析", "备 注")),
    Bad(ROWS.format("9.8", 9, "").replace("未完成原因分析", "备注（未完成原因）"), at="9"),
    Good(UNSCORED.format("29.1万人", "")),
    Good("2024年度项目支出绩效运行监控表\n\n" + UNSCORED.format("26.1万人", "")),
    Good(UNSCORED.format("26.1万人", "学生转出")),
    Good(UNSCORED.format("26.1万人", "").replace("未完成原因", "备注")),
    Good(UNSCORED.format("29.1万人", "").replace("100% | 100% |", "100% | 1 |")),
    Bad(UNSCORED.format("29.1万人", "").replace("覆盖率 | 100% | 100%", "覆盖率 | 100% | 98%"), at="98%", message="unmet"),
    Good(UNSCORED.format("29.1万人", "").replace("覆盖率 | 100% | 100%", "资金使用率 | 100% | 98%")),
    Bad(UNSCORED.format("26.1万人", ""), at="26.1万人", message="unmet"),
    Bad(ROWS.format("9.8", 9, ""), at="9"),
    Bad(ROWS.format("9", 10, ""), at="9"),
    Bad(ROWS.format("9.8", 9, "无"), at="9"),
    Bad(ROWS.format("9.8", 9, "0"), at="9"),
    title=Words("扣分有原因说明", "Lost points are explained"),
    says={
        "missing": Words(
            "{rows} 行共扣 {lost} 分，未填写原因，请补充：{labels}。",
            "{rows:row loses|rows lose} {lost:point|points}, with no reason given; add it: {labels}.",
        ),
        "unmet": Words(
            "“{row}”目标{target}、完成{achieved}，未达目标，未填写原因，请补充。",
            "{row}: target {target}, achieved {achieved}: missed, with no reason given; add it.",
        ),
        "lost": Words(
            "文本中看不到“未完成原因分析”一栏，无法判断扣分是否已说明。",
            "The text does not show the reason column: whether lost points are explained is unknown.",
        ),
    },
)
def reasons(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    table = form.table(place)
    execution = form.table(funds).row("total")
    lost = [row for row, (weight, score) in form.figured(place, "weight", "score") if weight.value > score.value]
    rows = [row for row in lost if not (_spent(row) and _needs_none(as_rated(row, "actual")))]
    if execution and _lost(execution) > 0 and not _needs_none(rated_points(form, funds).get(execution.id)):
        rows.append(execution)
    if not rows:
        yield from _unscored(form, place)
        return
    if "reason" in table.lost:
        yield unverifiable(rows[0].cells["score"], "lost")
        return
    common = form.fields.get("reason")
    if "reason" not in table.columns and common is None:
        return
    told = [row for row in rows if (common and not _empty(common)) or not _empty(row.cells.get("reason"))]
    notes = NOTES.fullmatch("".join(table.columns.get("reason", "").split())) is not None
    if notes and not told:
        return
    if told:
        yield Verdict(HOLDS, told[0].cells["score"], "missing", count=len(told))
    known = {row.id for row in told}
    missing = [row for row in rows if row.id not in known]
    if missing:
        torn = not form.ruled and (any(not _empty(row.cells.get("reason")) for row in table.rows) or any(map(_sentence, _loose(form))))
        yield from _missing(missing, Severity.INFO if torn or notes else None)


def _unscored(form: Form, place: str) -> Iterator[Verdict]:
    """A form without scores, as those of transfers are, asks for the reason of every target that was missed."""
    table = form.table(place)
    asks = "reason" in table.columns and NOTES.fullmatch("".join(table.columns["reason"].split())) is None
    common = form.fields.get("reason")
    title = form.fields.get("title")
    midyear = bool(MIDYEAR & table.columns.keys()) or (title is not None and "监控" in title.text)
    if midyear or "score" in table.columns or not asks or not form.ruled or (common and not _empty(common)):
        return
    for row in table.rows:
        target, actual = in_one_unit(row.figure("target"), row.figure("actual"))
        if target is None or actual is None or not alike(target, actual) or unsigned_share(target, actual) or actual.hedge:
            continue
        ways = DIRECTIONS[target.comparator]
        if len(ways) > 1 and not (target.unit in RATIO and target.value == 1 and ALL.search(row.called)):
            continue
        short = actual.value < target.value if ways[0] is Direction.MORE else actual.value > target.value
        outcome = VIOLATED if short and _empty(row.cells.get("reason")) else HOLDS
        args = (("row", row.name), ("target", shown(target)), ("achieved", shown(actual)))
        yield Verdict(outcome, row.cells["actual"], "unmet", args, evidence=(target,))


def _missing(rows: list[Row], severity: Severity | None) -> Iterator[Verdict]:
    lost = sum([_lost(row) for row in rows], Fraction(0))
    args = (("rows", str(len(rows))), ("lost", f"{rounded(lost, 2).normalize():f}"), ("labels", tuple([row.name for row in rows])))
    for row in rows:
        cited = tuple(cell for column in ("weight", "reason") if (cell := row.cells.get(column)))
        yield Verdict(VIOLATED, row.cells["score"], "missing", args, evidence=cited, severity=severity, cause="reasons")


def _loose(form: Form) -> Iterator[Passage]:
    """What belongs to no cell of the form."""
    yield from form.unread
    yield from (field.passage for name, field in form.fields.items() if name.partition("[")[0] == "text")


def _sentence(passage: Passage) -> bool:
    """Long enough to be a reason that the dump has torn from its row, or a line of one: words without a number, or with the marks of a sentence."""
    text = "".join(passage.text.split())
    return len(text) >= 8 or not MARKS.isdisjoint(text) or (len(text) >= LINE and not any(map(str.isdigit, text)))


def _lost(row: Row) -> Fraction:
    weight, score = row.figure("weight"), row.figure("score")
    return weight.value - score.value if weight and score else Fraction(0)


def _spent(row: Row) -> bool:
    """An indicator that tells how much of the budget was spent, and that it was nearly all."""
    actual = row.figure("actual")
    return actual is not None and actual.value >= NEARLY_ALL and bool(EXECUTION.search("".join(row.label.split())))


def _needs_none(points: Relation | None) -> bool:
    """An execution score that is just what the rate gives, or that no rounding of it gives: that is a wrong score, and told as such."""
    return points is None or judge(points) is not MODE


def _empty(cell: Field | None) -> bool:
    return cell is None or cell.unbroken in NO_REASONS
