"""Cells that the form cannot do without are filled in.

For a listed row: its target and actual, its weight when it has a score, its score when it has a weight, its name when it is scored and its group has other
rows. For the funds: budget, executed, rate and score of the total. For the form: unit, project, goals and what became of them, total score, total weight. A dash (—, /) says 'not applicable' and is not blank; rows without a name, parts (其中) and rows that
print nothing at all, or dashes beside blanks, are template. What is due of the budget itself (预算执行, 年初预算) the funds tell, so such a row may leave its target and actual blank. A form in which no row has an actual or a score is the template as it was handed out, and told as such, once. What a text dump does not show is not blank, so dumps are not judged cell by cell: only the one row that shows one number where all others
show a weight and a score is remarked, and a total score whose closing row stands there in one line with its weight and without it. Where the other numbers of the form leave one value for the
blank, the finding says it.

中文：必填单元格不得空白：指标行的指标值、实际完成值；有得分就应有分值，有分值就应有得分；同组另有其他行的计分行应有指标名称；资金总额的预算数、
执行数、执行率、得分；单位名称、项目名称、总体目标及完成情况、总分。填“—”“/”表示不适用，不算空白；未计分的无名行、“其中”行，以及整行未填或除空白外只填“/”“—”的模板行不判断；
“预算执行”“年初预算”等反映预算本身的行，以资金情况为准，指标值和完成值可以空白。
所有指标行的实际完成值和得分都没有填的，视为整表未填，只提示一次。文本转换件看不出单元格是否空白，
不逐格判断；仅当其他各行都有分值和得分、只有一行缺一个数时给出提示，以及总分行在文本中完整成行、只有分值没有得分时指出总分空白。表中其他数字能推算出空白处数值的，一并给出。
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from formlint.checks import Bad, Good, Words, check
from formlint.documents import Place
from formlint.figures import not_applicable
from formlint.findings import Severity
from formlint.forms import Field, Form, Row
from formlint.patterns import late
from formlint.reckoning.derived import derived
from formlint.reckoning.summed_points import on_top
from formlint.relations import Outcome
from formlint.verdicts import Verdict

FUNDS = (
    "| 项目名称 | {name} | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n"
    "| 年度资金总额 | | 455.94 | 450.50 | 10 | 98.81% | 9.9 |\n| 其他资金 | | | | — | — | — |\n"
)
ROWS = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | {actual} | {weight} | {score} |\n| ^ | 质量指标 | | | | | |\n| 总分 | < | < | < | < | 100 | {total} |"
)
PAIR = ROWS.replace("| ^ | 质量指标 | | | | | |", "| ^ | {under} | | ≥95% | 96% | 5 | 5 |")
GROUPS = (
    "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|\n"
    "| 产出指标 | 培训次数 | ≥4次 | 5次 | 50 | 50 |\n| ^ | 合格率 | ≥95% | 96% | 10 | 10 |\n| ^ | 完成率 | 100% | 100% | 10 | 10 |\n{}"
    "| 效益指标 | 留岗率 | ≥80% | 86% | 15 | 15 |\n| 预算执行 | | | 98% | 10 | 9.8 |"
)
GOALS = "\n\n| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 培训党员200人 | {} |"
FORM = FUNDS + ROWS
WHOLE = {"name": "培训经费", "actual": "5次", "weight": "90", "score": "90", "total": "99.9"}
FOLLOWING = ("unweighted", "unscored", "cell", "field")
SCORED = {"weight": "score", "score": "weight"}
TORN = late(r"\d年|\s[\d.]+$")
FEW_UNNAMED = 3  # times as many rows there are: two of six are asked about, two of five are how the form is made
BUDGET = late("(?:项目|资金|经费|部门)?(?:年初|全年|调整后?的?|实际|本年)?(?:预算|资金|支出|执行)+(?:数|金额|情况|进度|率)?")
FEW = 2  # rows that make an empty form
MANY = 5  # rows with both numbers that make one without them stand out

Judged = tuple[Field, str, tuple[tuple[str, str], ...], str]  # a cell, the message about it, its arguments, its severity


@check(
    Good(FORM.format(**WHOLE)),
    Good(FORM.format(**WHOLE | {"weight": "—", "score": "—"})),
    Good(FORM.format(**WHOLE | {"actual": "/"})),
    Good(FORM.format(**WHOLE | {"score": "/"})),
    Good(FORM.format(**WHOLE | {"total": "—"})),
    Good(FORM.format(**WHOLE | {"weight": "", "score": ""})),
    Good(PAIR.format(**WHOLE, under="服务对象满意度指标")),
    Good(FORM.format(**WHOLE) + GOALS.format("培训党员230人")),
    Good("| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 分值 |\n| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 90 |\n| 总分 | < | < | < | 100 |"),
    Good(FORM.format(**WHOLE).replace("450.50 | 10 | 98.81% | 9.9", "0 | 10 | | 0")),
    Good(FORM.format(**WHOLE).replace("| 5次 | 90 | 90 |", "| — | / | — |")),
    Good(FORM.format(**WHOLE).replace("培训次数 | ≥4次 | 5次", "预算执行率 | | ")),
    Good(PAIR.format(**WHOLE, under="生态效益指标").replace("| | ≥95% | 96% | 5 | 5 |", "| 指标1：/ | | | / | / |")),
    Good(GROUPS.format("")),
    Bad(GROUPS.format("| ^ | | ≥90% | 96% | 5 | 5 |\n"), at="", message="unnamed"),
    Good(FORM.format(**WHOLE) + "\n| 效益指标 | 生态效益指标 | | | | | |"),
    Good(FORM.format(**WHOLE).replace("| ^ | 质量指标 | | | | | |", "| ^ | ^ | 其中：党员培训 | ≥2次 | 3次 | | |")),
    Good(FUNDS.format(name="培训经费") + "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |"),
    Bad(PAIR.format(**WHOLE | {"actual": "", "score": ""}, under="^").replace("96% | 5 | 5", " | 5 |"), at="", message="template"),
    Bad(FORM.format(**WHOLE | {"weight": ""}), at="", message="unweighted-follows"),
    Bad(FORM.format(**WHOLE | {"weight": ""}).replace("< | 100 |", "< | |"), at="", message="unweighted"),
    Bad(FORM.format(**WHOLE | {"score": ""}), at="", message="unscored-follows"),
    Bad(FORM.format(**WHOLE | {"score": "", "total": ""}), at="", message="unscored"),
    Bad(FORM.format(**WHOLE | {"actual": ""}), at="", message="cell"),
    Bad(FORM.format(**WHOLE | {"total": ""}), at="", message="field-follows"),
    Bad(FORM.format(**WHOLE | {"name": ""}), at="", message="field"),
    Bad(FORM.format(**WHOLE) + GOALS.format(""), at="", message="field"),
    Bad(FORM.format(**WHOLE).replace("98.81%", ""), at="", message="cell-follows"),
    Good(FORM.format(**WHOLE).replace("\n| 总分", "\n| 否决指标 | 重大事故 | 无重大事故 | | | 否决 | |\n| 总分")),
    Good(FORM.format(**WHOLE).replace("\n| 总分", "\n| 加分项 | 表彰 | 获得表彰 | | | 2 | 0 |\n| 总分")),
    Bad(FORM.format(**WHOLE).replace("≥4次 | 5次 | 90 |", "| 5次 | 9O |"), at="", message="cell"),
    Bad(PAIR.format(**WHOLE, under="^"), at="", message="unnamed"),
    Good(PAIR.format(**WHOLE, under="^").replace("| 总分", "| ^ | ^ | | ≥90% | 96% | 5 | 5 |\n| 总分")),
    title=Words("必填内容齐全", "Required fields are filled in"),
    says={
        "template": Words(
            "这张表像是没有填写：{rows} 行指标的{columns}都是空白。",
            "This form looks as if nobody had filled it in: {columns} of all {rows:indicator is|indicators are} blank.",
        ),
        "unweighted": Words("“{row}”有得分，但分值空白。", "{row} has a score, but its weight is blank."),
        "unscored": Words("“{row}”有分值，但得分空白。", "{row} has a weight, but its score is blank."),
        "unnamed": Words("“{row}”下有一行已计分，但没有指标名称。", "A row of {row} is scored, but has no name."),
        "half": Words(
            "文本中“{row}”只有一个数 {text}，而分值和得分应各有一个。",
            "The text shows one number for {row}, {text}, where a weight and a score are due.",
        ),
        "unweighted-follows": Words(
            "“{row}”有得分，但分值空白，按总分值推算应为 {value}。", "{row} has a score, but its weight is blank; the total leaves {value} for it."
        ),
        "unscored-follows": Words(
            "“{row}”有分值，但得分空白，按总分推算应为 {value}。", "{row} has a weight, but its score is blank; the total leaves {value} for it."
        ),
        "cell-follows": Words(
            "“{row}”的“{column}”空白，按表中其他数字应为 {value}。", "{row}: {column} is blank; the other numbers of the form make it {value}."
        ),
        "field-follows": Words("“{column}”空白，各项相加为 {value}。", "{column} is blank; its parts add up to {value}."),
        "cell": Words("“{row}”的“{column}”空白。", "{row}: {column} is blank."),
        "field": Words("“{column}”空白。", "{column} is blank."),
    },
)
def required(form: Form, *, place: str, funds: str, cells: Sequence[str], amounts: Sequence[str], fields: Mapping[str, str]) -> Iterator[Verdict]:
    if not form.ruled:
        yield from _halves(form, place)
        yield from _total(form, place, fields)
        return
    if empty := _empty(form, place):
        yield empty
        return
    judged: list[Judged] = []
    added = on_top(form, place)
    for row in form.table(place).rows:
        if row.label and not row.parent and _applies(row, ("weight", "score", *cells)):
            wanted = () if BUDGET.fullmatch(row.called) or row.id in added or _ruled(row) else cells
            judged += _row(row, wanted, form.table(place).columns, added, every=not judged)
    whole = form.table(funds).row("total")
    if whole:
        judged += _row(whole, [*amounts, *_rated(whole)], form.table(funds).columns, on_top(form, funds), every=not judged)
    judged += list(_unnamed(form.table(place).rows))
    for name, severity in fields.items():
        cell = form.fields.get(name)
        if cell and (not name.startswith("total.") or _scored(form, place, name.removeprefix("total."))):
            label = cell.label[-1] if cell.label else name
            judged.append((cell, "field", (("column", label),), "info" if "章" in label else severity))  # a seal is a picture
    blank = [_with_value(form, each, place, funds) for each in judged if each[0].blank]
    outcome = Outcome.VIOLATED if blank else Outcome.HOLDS
    yield from (Verdict(outcome, cell, message, args, severity=Severity(severity)) for cell, message, args, severity in blank or judged[:1])


def _ruled(row: Row) -> bool:
    """Words stand where others have their weight: 否决, 每个扣0.5分. Such a row has no target to reach."""
    cell = row.cells.get("weight")
    return cell is not None and cell.number is None and not cell.blank and not not_applicable(cell.text)


def _applies(row: Row, columns: Sequence[str]) -> bool:
    """It prints more in these than dashes beside blanks, as a row that the template has and the project has not: 生态效益指标 | 指标1：/ | | | / | /."""
    printed = [text for column in columns if (text := row.unbroken(column))]
    return bool(printed) and (len(printed) == len(columns) or not all(map(not_applicable, printed)))


def _with_value(form: Form, judged: Judged, place: str, funds: str) -> Judged:
    """Tells the value that the other numbers leave for the blank."""
    cell, message, args, severity = judged
    value = derived(form, cell, place, funds) if message in FOLLOWING else ""
    return (cell, f"{message}-follows", (*args, ("value", value)), severity) if value else judged


def _empty(form: Form, place: str) -> Verdict | None:
    """Said of a form of whose indicators none has an actual or a score; one row alone may be where the text was cut off."""
    table = form.table(place)
    if len(table.rows) < FEW:
        return None
    filled = [column for column in ("actual", "score") if column in table.columns]
    subject = next((row.cells[column] for row in table.rows for column in filled if column in row.cells), next(form.all_fields(), None))
    if not filled or subject is None or any(row.unbroken(column) for row in table.rows for column in filled):
        return None
    args = (("rows", str(len(table.rows))), ("columns", tuple(table.heading(column) for column in filled)))
    return Verdict(Outcome.VIOLATED, subject, "template", args)


def _row(row: Row, columns: Sequence[str], headings: Mapping[str, str], added: Set[str], *, every: bool) -> Iterator[Judged]:
    """The blank ones of its cells; `every` one where none was judged before, since the first speaks for a form that is all filled in."""
    for column in columns:
        if (cell := row.cells.get(column)) and (every or cell.blank):
            yield cell, "cell", (("row", row.name), ("column", headings.get(column, column))), "warning"
    for column, other in SCORED.items():
        if (
            (cell := row.cells.get(column)) and (every or cell.blank) and row.figure(other) and not (column == "weight" and row.id in added)
        ):  # 加分项 has none
            yield cell, "unweighted" if column == "weight" else "unscored", (("row", row.name),), "error"


def _rated(whole: Row) -> Sequence[str]:
    """There is a rate where something was budgeted and something spent: 0 of 0 has none."""
    numbers = [whole.figure(column) for column in ("budget", "executed")]
    return ["rate"] if all(number and number.value for number in numbers) else []


def _unnamed(rows: Sequence[Row]) -> Iterator[Judged]:
    """Scored rows without a name. The only row of a group may leave it to the group's heading (服务对象满意度)."""
    unnamed = [row for row in rows if "name" in row.cells and row.cells["name"].blank and not row.parent]
    if len(unnamed) > 1 and FEW_UNNAMED * len(unnamed) > len(rows):
        return  # what is called a name there heads several rows, and a text without merged cells has lost how many
    groups = [_group(row) for row in rows] if unnamed else []
    for row in unnamed:
        name = row.cells["name"]
        if row.figure("weight") and row.figure("score") and groups.count(_group(row)) > 1:
            yield name, "unnamed", (("row", row.text("l2") or row.text("l1")),), "warning"


def _group(row: Row) -> Place | None:
    """Where the innermost heading of the row is printed, which others below it share."""
    heading = row.cells.get("l2") or row.cells.get("l1")
    return heading.place if heading else None


def _halves(form: Form, place: str) -> Iterator[Verdict]:
    """Of a dump: the only row that prints a weight or a score, and not both. Dates, and numbers at the end of a cell, are torn too often to tell."""
    told = zip(form.table(place).rows, form.column(place, "weight"), form.column(place, "score"), strict=True)
    halves = [(row, number) for row, one, other in told if (number := one or other) and not (one and other) and not row.parent]
    if len(halves) != 1 or sum(not row.parent for row, _ in form.figured(place, "weight", "score")) < MANY:
        return
    row, number = halves[0]
    whole = all(row.text(column) and not TORN.search(row.text(column)) for column in ("name", "target", "actual"))
    if whole and not (row.text("weight") and row.text("score")):
        args = (("row", row.name), ("text", number.text))
        yield Verdict(Outcome.VIOLATED, number, "half", args, evidence=(row.cells["name"],), severity=Severity.INFO)


def _total(form: Form, place: str, fields: Mapping[str, str]) -> Iterator[Verdict]:
    """Of a dump: the total score, where the line of the closing row shows that its cell is blank."""
    cell, severity = form.fields.get("total.score"), fields.get("total.score", "")
    if cell and cell.blank and cell.label and severity and _scored(form, place, "score"):
        args = (("row", cell.label[0]), ("column", cell.label[-1]))
        yield Verdict(Outcome.VIOLATED, cell, "cell", args, severity=Severity(severity))


def _scored(form: Form, place: str, column: str) -> bool:
    return any(form.column(place, column))
