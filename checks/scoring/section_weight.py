"""The weights of a section's indicators add up to the points its heading, or the form's notes, give it.

The points printed beside a heading (产出指标（50分）) bind; of a range (（40-50）分) both ends do. Those of a note (原则上…产出指标50分) may be adjusted while the total stays, except
those of the budget execution; a difference is remarked then. Where neither prints anything there is nothing to judge: 10/50/30/10, 20/40/20/20 and
20/80 are all in use. Points that stand in a column beside the first or second level (一级指标 | 分值 | 二级指标 | 分值) bind as those of a heading do.
Where a text dump has torn the headings from their rows, a difference is no sign of a mistake.
Where a form has headings of its own, they may stand one within another, come again, or count the budget execution of the funds: one reading that adds up is enough.

中文：各一级指标下的分值之和应等于标题所标分数（如“产出指标（50分）”）；标题写明范围的（如“（40-50）分”），应在范围之内。填表说明中的原则性分值（预算执行率除外）允许调整，不一致时只作提示。
表中和说明都没有写明时不判断。一级、二级指标旁单列的分值，同样应等于其下各项分值之和。表中有自拟标题的，标题可能有上下级、重复出现或包含资金表的执行率分值，任一种算法相符即可。
文本中标题与各行已拆散的，不一致时不判断。
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby, takewhile

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Clause, Form, Row
from formlint.forms.matching import unpointed
from formlint.records import replace
from formlint.relations import AT_LEAST, AT_MOST, EQUAL, HOLDS, ROUNDING, Const, Expression, Relation, awarded, each_awarded, total
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state, unreadable, unverifiable

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标（50分） | 数量指标 | 培训次数 | ≥4次 | 5次 | 30 | 30 |\n| ^ | 质量指标 | 合格率 | 100% | 100% | {} | 20 |\n"
    "| 效益指标（30分） | 社会效益指标 | 影响 | 提升 | 提升 | 30 | 30 |\n| 满意度指标{} | 服务对象满意度 | 满意度 | ≥90% | 95% | 10 | 10 |"
)
FUNDS = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n| 年度资金总额 | 90 | 90 | 90 | {} | 100% | 10 |\n\n"
ENDS = {"": EQUAL, "least": AT_MOST, "most": AT_LEAST}  # how the points of a heading stand to the sum of the weights
MOST = 12  # headings that one may count
SOUND = (HOLDS, ROUNDING)
NOTES = "\n\n注：原则上一级指标分值统一设置为：产出指标50分，效益指标30分，满意度指标10分、预算资金执行率10分。"
OWN = (
    ROWS.replace("产出指标", "履职效能")
    .replace("效益指标", "管理效率")
    .replace("满意度指标", "服务评价")
    .replace("数量", "第一")
    .replace("质量", "第二")
)
LEVELS = (
    "| 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 过程 | {} | 资金管理 | {} | 资金到位率 | 4 | 4 |\n| ^ | ^ | ^ | ^ | 预算执行率 | 6 | {} |\n| ^ | ^ | 组织实施 | 10 | 制度执行有效性 | 10 | 9 |\n"
    "| 产出 | 80 | 产出数量（80分） | 80 | 维修面积 | 80 | 80 |"
)


@check(
    Good(ROWS.format("20", "（10分）")),
    Good(ROWS.format("20", "")),
    Good(FUNDS.format("10") + ROWS.replace("（50分）", "").format("25", "") + NOTES),
    Good(ROWS.format("#REF!", "（10分）")),
    Good(ROWS.replace("（50分）", "（40-50）分").format("15", "（10分）")),
    Good(FUNDS.format("20") + ROWS.replace("（50分）", "").replace("（30分）", "").replace("| 30 | 30 |", "| 20 | 20 |").format("20", "")),
    Bad(ROWS.replace("（50分）", "（40-50）分").format("25", "（10分）"), at="50", message="range"),
    Bad(ROWS.replace("（50分）", "（40-50）分").format("5", "（10分）"), at="40", message="range"),
    Good(OWN.format("20", "（10分）")),
    Good(FUNDS.format("10") + OWN.replace("管理效率（30分）", "管理效率（40分）").format("20", "（10分）")),
    Good(OWN.replace("| ^ | 第二", "| 服务评价（20分） | 第二").replace("（50分）", "（30分）").format("20", "（10分）")),
    Good(ROWS.replace("| ^ | 质量指标", "| 产出（50分） | 质量指标").format("20", "（10分）")),
    Good(ROWS.replace("| ^ | 质量指标", "| 重点工作（20分） | 质量指标").format("20", "（10分）")),
    Bad(OWN.format("25", "（10分）"), at="50", message="heading"),
    Bad(ROWS.replace("| ^ | 质量指标", "| 重点工作（25分） | 质量指标").format("20", "（10分）"), at="25", message="heading"),
    Good(LEVELS.format("20", "10", "5")),
    Good(LEVELS.format("", "", "5")),
    Good(LEVELS.format("20", "10", "5").replace("| ^ | ^ | ^ | ^ |", "| 过程 | 20 | 资金管理 | 10 |").replace("| ^ | ^ |", "| 过程 | 20 |")),
    Bad(LEVELS.format("20", "12", "5"), at="12", message="heading"),
    Bad(LEVELS.format("25", "10", "5"), at="25", message="heading"),
    Bad(ROWS.format("25", "（10分）"), at="50", message="heading"),
    Bad(FUNDS.format("20") + ROWS.format("20", "") + NOTES, at="10", message="execution"),
    Remark(FUNDS.format("10") + ROWS.replace("（50分）", "").format("25", "") + NOTES, at="50", message="note"),
    title=Words("各类指标分值之和等于规定分数", "The weights of a section add up to its points"),
    says={
        "heading": Words(
            "“{section}”标明 {actual} 分，其下各项分值之和为 {expected}。", "{section} is headed {actual} points, its weights add up to {expected}."
        ),
        "range": Words(
            "“{section}”标明的范围以 {actual} 分为界，其下各项分值之和为 {expected}。",
            "{section} is headed by a range that ends at {actual} points, its weights add up to {expected}.",
        ),
        "note": Words(
            "说明中“{section}”为 {actual} 分，表中各项分值之和为 {expected}（除预算执行率外可适当调整）。",
            "The notes give {section} {actual} points, its weights add up to {expected} (weights may be adjusted, except that of the budget execution).",
        ),
        "torn": Words(
            "哪些行属于“{section}”，在文本中已看不出，无法核对其分值之和。",
            "The text does not show which rows belong to {section}, so the sum of their weights could not be judged.",
        ),
        "malformed": Words(
            "“{row}”填 {text}，不是规范的数字，无法核对分值之和。", "{row}: {text} is no number, so the sum of the weights could not be judged."
        ),
        "execution": Words(
            "预算执行规定 {actual} 分，表中分值为 {expected}。", "The budget execution is given {actual} points, its weight is {expected}."
        ),
    },
)
def section_weight(form: Form, *, place: str, funds: str) -> Iterator[Verdict]:
    rows = [row for row in form.table(place).rows if not row.parent]
    headed = {_name(clause) for clause in form.clauses if _headed(clause)}
    sections: dict[str, list[Row]] = {}
    for row in rows:
        heading = unpointed(row.text("l1")) if headed else ""
        sections.setdefault(heading if heading in headed else row.section, []).append(row)
    blocks = _Blocks(rows, headed, form.table(funds).row("total")) if headed else None
    whole = "" not in sections and (None not in form.column(place, "weight") or all(row.figure("weight") or not row.text("score") for row in rows))
    for clause, (points, *again) in _printed(form.clauses):
        own = sections.get(_name(clause), ())
        weights = _weights(own)
        if 0 < len(weights) < len(own) and (torn := unreadable([row.cells.get("weight") for row in own])):
            yield unverifiable(torn, "malformed", row=torn.label[0] if torn.label else "", text=torn.text.strip())
        elif weights and whole:
            verdict = _judged(form, clause, points, weights, blocks.readings(points) if blocks else ())
            placed = verdict.outcome in SOUND or not any(label.id in form.inferred for row in own if (label := row.cells.get("l1")))
            yield verdict if placed else unverifiable(points, "torn", section=_called(form, clause, points))
            yield from (state(Relation(awarded(each), EQUAL, awarded(points)), each, "heading") for each in again)
    for level in ("l1", "l2"):
        for points, group in _groups(rows, level) if any(form.column(place, f"{level}_weight")) else ():
            yield from _grouped(points, group, level)
    execution = form.clause("execution")
    whole_funds = form.table(funds).row("total")
    if execution and execution.source and whole_funds and (weight := whole_funds.figure("weight")):
        yield state(Relation(_points(execution), EQUAL, awarded(weight)), execution.source, "execution")


def _printed(clauses: Iterable[Clause]) -> Iterable[tuple[Clause, Sequence[Figure]]]:
    """Every clause that the form prints, where it does so first, and again, as in every row of a table whose cells were not merged."""
    found: dict[tuple[str, Fraction, bool], tuple[Clause, list[Figure]]] = {}
    for clause in clauses:
        if clause.source:
            found.setdefault((clause.name, clause.value, _heads(clause.source)), (clause, []))[1].append(clause.source)
    return found.values()


def _name(clause: Clause) -> str:
    return clause.name.partition(".")[0]


def _headed(clause: Clause) -> bool:
    """Of a heading that has no word of its own, or shares one with another, and is its own name: 履职效能（50分） beside 管理效率（50分）."""
    return clause.source is not None and bool(clause.source.label) and unpointed(clause.source.label[0]) == _name(clause)


class _Blocks:
    """The rows of a form that has headings of its own, by what they stand under."""

    def __init__(self, rows: Sequence[Row], headed: Set[str], funds: Row | None) -> None:
        self._blocks = [(name, list(block)) for name, block in groupby(rows, key=lambda row: unpointed(row.text("l1")))]
        self._headed, self._execution = headed, funds.figure("weight") if funds else None
        self._starts: dict[str, list[int]] = {}
        for start, (name, _) in enumerate(self._blocks):
            self._starts.setdefault(name, []).append(start)
        self._sections: dict[str, list[Figure]] = {}
        for row in rows:
            self._sections.setdefault(row.section, []).extend(_weights([row]))

    def readings(self, points: Figure) -> Iterator[Sequence[Figure]]:
        """What else a heading may count than all rows under its name: those below it alone, with the headings of the form's own that follow; what the
        funds are scored by; the whole section that it shares with another."""
        starts = self._starts.get(unpointed(points.label[0]), ())[:MOST] if points.label else ()
        for start in starts:
            following = takewhile(lambda each: each[0] in self._headed, self._blocks[start + 1 : start + MOST])
            counted: list[Figure] = []
            for block in (self._blocks[start][1], *(other for _, other in following)):
                counted = [*counted, *_weights(block)]
                yield counted
                yield [*counted, self._execution] if self._execution else ()
        sections = {row.section for start in starts for row in self._blocks[start][1][:1]} - {""}
        yield from (self._sections[section] for section in sections)


def _weights(rows: Iterable[Row]) -> list[Figure]:
    return [figure for row in rows if (figure := row.figure("weight"))]


def _groups(rows: Sequence[Row], level: str) -> Iterator[tuple[Figure, list[Row]]]:
    """The rows under every cell of a level that has its points beside it."""
    column = f"{level}_weight"
    points: Figure | None = None
    group: list[Row] = []
    for row in rows:
        found = row.figure(column)
        same = bool(group) and _place(row, level) == _place(group[0], level)
        if not same or (found and (points is None or found.value != points.value)):  # a level whose cells were not merged is printed in every row
            if points:
                yield points, group
            points, group = found, []
        group.append(row)
    if points:
        yield points, group


def _place(row: Row, level: str) -> tuple[str, str]:
    """What the row stands under."""
    return row.text("l1"), row.text("l2") if level == "l2" else ""


def _grouped(points: Figure, group: Sequence[Row], level: str) -> Iterator[Verdict]:
    weights = _weights(group)
    whole = all(row.figure("weight") or not row.text("score") for row in group)
    if not weights and level == "l1":
        weights, whole = [figure for figure, _ in _groups(group, "l2")], True
    if weights and whole:
        relation = Relation(awarded(points), EQUAL, total(each_awarded(weights)))
        yield state(relation, points, "heading", args=(("section", group[0].unbroken(level)),))


def _judged(form: Form, clause: Clause, source: Figure, weights: Sequence[Figure], others: Iterable[Sequence[Figure]]) -> Verdict:
    """By these weights, or by the first of the other readings that adds up where they do not."""
    end = clause.name.partition(".")[2]
    plain = Relation(_points(clause), ENDS[end], total(each_awarded(weights)))
    readings = (replace(plain, right=total(each_awarded(other))) for other in others if other)
    args = (("section", _called(form, clause, source)),)
    message, severity = ("range" if end else "heading", None) if _heads(source) else ("note", Severity.INFO)
    verdict = state(plain, source, message, args=args, severity=severity)
    other = None if verdict.outcome in SOUND else next(filter(sound, readings), None)
    return state(other, source, message, args=args, severity=severity) if other else verdict


def _called(form: Form, clause: Clause, source: Figure) -> str:
    """The section as the form prints it."""
    printed = "" if _headed(clause) else next((row.label for row in form.table("section").rows if row.section == _name(clause)), "")
    return printed or (source.label[-1] if source.label else source.text)


def _heads(points: Figure) -> bool:
    """A heading of the table gives them, and no note."""
    return points.id.startswith("section[")


def _points(clause: Clause) -> Expression:
    return awarded(clause.source) if clause.source else Const(clause.value)
