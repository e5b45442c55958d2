"""The grade fits the total score: 优 from 90, 良 from 80, 中 from 60, 差 below.

The grade is read from a cell of its own, or from the conclusion (自评为“优”). 优秀, 良好, 合格, 不合格 are local: they are asked about below 90, outside 75 to 95,
below 60 and from 60. Bands that the form lays down itself (95分（含）以上为优) go before these; what does not fit them is asked about, and nothing is judged where
they are told twice and differ. Nor is a grade that a reviewer gave, or that a part of the form or another year has. Where several grades are told, one after the first is asked about. In a list of projects every row is judged by its own score,
or, unless it is called 自评等级, by the one a reviewer gave.
Source: 财预〔2020〕10号 (grades of project self-evaluation).

中文：等级应与总分相符：90分（含）以上为优，80（含）至90分为良，60（含）至80分为中，60分以下为差。等级取自等级栏或自评结论中“自评为优”一类表述；
“优秀、良好、合格、不合格”各地分数线不一，仅在优秀不到90分、良好不到75分或达到95分、合格不到60分、不合格达到60分时提请核对。填表说明、备注另定分数线的，按其核对，不符的提请核对；
写有两种分数线的不判断。财政部门、主管部门审核评定的等级，以及只说某一方面（如执行进度）或上年的等级不判断。先后写有不同等级的，后一个不符时提请核对。项目清单（汇总表）列有得分和等级的，逐行核对；另列有复核得分的，等级与其中之一相符即可（写明“自评等级”的除外）。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Field, Form, Row
from formlint.patterns import late
from formlint.reckoning.grades import BANDS, LOCAL, WORDS, Scale, band, certain, own_scale, within
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, state, unverifiable

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 100 | {0} |\n| 总分 | < | < | < | < | 100 | {0} |\n| 自评结论 | {1} | < | < | < | < | < |"
)
LIST = "| 序号 | 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分 | 自评等级 |\n|---|---|---|---|---|---|---|\n"
LIST += "| 1 | 校舍维修 | 60 | 57 | 95% | 97.5 | 优 |\n| 2 | 教师培训 | 40 | 30 | 75% | {} | {} |\n| 合计 | < | 100 | 87 | 87% | | |\n"
REVIEWED_LIST = LIST.replace("自评得分 | 自评等级", "自评得分 | 复核得分 | {}").replace("---|\n", "---|---|\n").replace("97.5 |", "97.5 | 96 |")
MOST_OF_EXECUTION = 20  # points
SELF = "自评"  # 自评等级 is that of the score one gave oneself
WHOLE = (0, 100)  # what the weights come to where the total is that of the form; 0 where nobody summed them up
LESS = (
    HEAD + "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 90 | 88.4 |\n| 总分 | < | < | < | < | {} | 88.4 |\n| 自评结论 | 优 | < | < | < | < | < |"
)
GRADED = "| 项目名称 | 宣传 |\n|---|---|\n| 评价等级 | {} |\n\n"
TOP = "| 项目名称 | 宣传 |\n|---|---|\n| 自评得分 | {} |\n\n"
WORD = late(rf"(?:[为是：:]|^)[“\"'（(]*({WORDS})(?=[”\"'）)。，；,;]|等|级|$)")  # 自评为“优”。; in prose a letter alone is no grade
GRADED_WORDS = late(
    r"(?:自评|评价|评定|考评|等[级次]|级别|档次|绩效|结论|总体|整体|综合)[^。；;，,]*$|^$"
)  # before a word, which may be of anything: 验收为合格

OF_A_PART = late("(?:满意度|效益|执行|进度|质量|产出|成本|时效|验收|上年|上一年|去年)[^。；;，,]*$")  # 预算执行进度评价为良
REVIEWED = late("(?:审核|复核|复评|财政|主管部门|专家)(?:(?!自评)[^。；;])*$")


@check(
    Good(ROWS.format("98.3", "全年已按照年初计划保质保量完成，自评为“优”。")),
    Good(ROWS.format("85", "良")),
    Bad(ROWS.format("85", "优秀"), at="85", message="below-local"),
    Good(ROWS.format("91", "优秀")),
    Good(ROWS.format("92", "自评为良好。")),
    Good(ROWS.format("78", "良好")),
    Good(ROWS.format("88", "合格")),
    Good(ROWS.format("85", "年度任务全部完成，工程验收为优秀，档案管理为不合格。")),
    Good(ROWS.format("83.8", "工程质量评定为合格，竣工验收评价结果为优秀")),
    Good(ROWS.format("86", "良") + "\n\n注：每项指标满分20分，18分以上为优，15分以上为良。"),
    Bad(ROWS.format("96", "自评等级为“良好”。"), at="96", message="above-local"),
    Bad(ROWS.format("66", "良好"), at="66", message="below-local"),
    Bad(ROWS.format("86", "不合格"), at="86", message="above-local"),
    Good(ROWS.format("86", "优秀") + "\n\n注：85分（含）以上为优秀，75分（含）至85分为良好，60分以下为不合格。"),
    Bad(ROWS.format("86", "良好") + "\n\n注：85分（含）以上为优秀，75分（含）至85分为良好，60分以下为不合格。", at="86", message="above"),
    Bad(ROWS.format("92", "优") + "\n\n注：95分（含）以上为优，80-95分为良。", at="92", message="below"),
    Good(ROWS.format("86", "优秀") + "\n\n注：单位考核85分以上为优秀，个人考核95分以上为优秀。"),
    Good(ROWS.format("85", "年度目标任务完成良好，优化了流程。")),
    Good(ROWS.format("99.8", "在绩效自评中，我单位全年完成目标；本次绩效评价中发现的问题已整改，评价结果差异较小。")),
    Good(ROWS.format("92", "自评为优，经财政部门审核评定为良。")),
    Good(ROWS.format("92", "财政部门审核等级：良")),
    Good(ROWS.format("92", "良") + "\n\n注：95分（含）以上为优，80-95分为良。"),
    Good(ROWS.format("92", "良") + "\n\n注：评价等级：优（≥95分）、良（≥85分）。"),
    Good(ROWS.format("92", "良") + "\n\n注：得分≥95分为优，85≤得分＜95为良。"),
    Good(ROWS.format("92", "良") + "\n\n注：得分95分以上（含95分）的为优，85分（含）至95分的为良。"),
    Bad(ROWS.format("85", "自评为“优”。"), at="85", message="below"),
    Bad(ROWS.format("85", "2022年度财政资金绩效自评为“优”。"), at="85", message="below"),
    Bad(ROWS.format("85", "优") + "\n\n注：优（100-90分）、良（89-80分）。", at="85", message="below"),
    Good(LESS.format("90")),
    Good(TOP.format("98.2") + LESS.format("90")),
    Bad(TOP.format("89.2") + LESS.format("90"), at="89.2", message="below"),
    Bad(LESS.format("100"), at="88.4", message="below"),
    Bad(ROWS.format("95", "良"), at="95", message="above"),
    Good(LIST.format("86.4", "良")),
    Good(LIST.format("9.5", "优")),
    Bad(LIST.format("86.4", "优秀"), at="86.4", message="below-row-local"),
    Good(LIST.format("86.4", "良好")),
    Good(REVIEWED_LIST.format("等级", "91.7", "88.9 | 良")),
    Bad(REVIEWED_LIST.format("自评等级", "91.7", "88.9 | 良"), at="91.7", message="above-row"),
    Bad(REVIEWED_LIST.format("等级", "93.7", "91.9 | 良"), at="93.7", message="above-row"),
    Bad(LIST.format("86.4", "优"), at="86.4", message="below-row"),
    Bad(LIST.format("96.4", "良"), at="96.4", message="above-row"),
    Bad(ROWS.format("90", "自评等级：良"), at="90", message="above"),
    Bad(GRADED.format("良") + ROWS.format("96", "年度目标完成较好，自评等级为“优”。"), at="96", message="above"),
    Bad(GRADED.format("优") + ROWS.format("96", "年度目标完成较好，自评等级为“良”。"), at="96", message="above"),
    Good(GRADED.format("优") + ROWS.format("96", "服务对象满意度为良，项目总体为优。")),
    Good(ROWS.format("96", "预算执行进度评价为良，总体自评为优。")),
    Good(GRADED.format("优") + ROWS.format("96", "年度目标完成较好，自评等级为“优”。")),
    title=Words("评价等级与总分相符", "The grade fits the total score"),
    says={
        "below": Words(
            "总分 {actual} 不到“{grade}”所要求的 {expected} 分。", "The total score of {actual} is below the {expected} that grade {grade} takes."
        ),
        "above": Words("总分 {actual}，“{grade}”应低于 {end} 分。", "The total score is {actual}; grade {grade} ends below {end}."),
        "below-local": Words(
            "总分 {actual}，“{grade}”一般不低于 {expected} 分，请按本地分数线核对。",
            "The total score is {actual}; grade {grade} usually takes {expected}; please check with your own bands.",
        ),
        "above-local": Words(
            "总分 {actual}，“{grade}”一般低于 {end} 分，请按本地分数线核对。",
            "The total score is {actual}; grade {grade} usually ends below {end}; please check with your own bands.",
        ),
        "below-row": Words(
            "“{row}”得分 {actual}，不到“{grade}”所要求的 {expected} 分。",
            "{row}: the score of {actual} is below the {expected} that grade {grade} takes.",
        ),
        "above-row": Words("“{row}”得分 {actual}，“{grade}”应低于 {end} 分。", "{row}: the score is {actual}; grade {grade} ends below {end}."),
        "below-row-local": Words(
            "“{row}”得分 {actual}，“{grade}”一般不低于 {expected} 分，请按本地分数线核对。",
            "{row}: the score is {actual}; grade {grade} usually takes {expected}; please check with your own bands.",
        ),
        "above-row-local": Words(
            "“{row}”得分 {actual}，“{grade}”一般低于 {end} 分，请按本地分数线核对。",
            "{row}: the score is {actual}; grade {grade} usually ends below {end}; please check with your own bands.",
        ),
        "twofold": Words(
            "填写说明等处所列的等级分数线前后不一，等级“{grade}”未核对。",
            "The bands of grades that the form lays down contradict each other, so grade {grade} was not judged.",
        ),
    },
)
def grade(form: Form, *, place: str = "") -> Iterator[Verdict]:
    scale = own_scale(form)
    yield from () if scale == {} else _listed(form.table(place).rows, scale)
    total = _total(form)
    if total is None:
        return
    for at, (word, where) in enumerate(_stated(form)):
        if scale == {}:
            yield unverifiable(where, "twofold", grade=word)
        else:
            yield from _judged(total, word, where, scale, messages=("below", "above"), asked=at > 0)


def _stated(form: Form) -> Iterator[tuple[str, Field]]:
    """Every grade once: that of a cell of its own, and what the conclusions say; only the first where a review may have given another."""
    told: set[str] = set()
    for name in ("grade", *(name for name in form.fields if name.partition("[")[0] == "conclusion")):
        found = _grade(form.fields.get(name)) if not told or "review" not in form.fields else None
        if found and found[0] not in told:
            told.add(found[0])
            yield found


def _total(form: Form) -> Figure | None:
    """The score of a hundred. A total line of the indicators alone (88.36 of 90) has none: the one at the top of the form is."""
    weight = cell.figure if (cell := form.fields.get("total.weight")) else None
    whole = weight is None or weight.value in WHOLE
    total = form.fields.get("total.score" if whole else "summary.score")
    return total.figure if total else None


def _listed(rows: Sequence[Row], scale: Scale | None) -> Iterator[Verdict]:
    """The grades of a list of projects, beside their scores; a table whose scores are those of the budget execution has none."""
    scores = [figure.value for row in rows if (figure := row.figure("score"))]
    for row in rows if scores and min(scores) > MOST_OF_EXECUTION else ():
        score, review, cell = row.figure("score"), row.figure("review"), row.cells.get("grade")
        word = "".join(cell.text.split()) if cell else ""
        if score and cell and (word in BANDS or word in LOCAL):
            other = review if review and SELF not in cell.label[-1] and _reaches(review, word, scale) else None
            own = other if other and not _reaches(score, word, scale) else score
            yield from _judged(own, word, cell, scale, messages=("below-row", "above-row"), row=row.name)


def _reaches(score: Figure, word: str, scale: Scale | None) -> bool:
    return all(map(sound, within(score, band(word, scale))))


def _judged(
    score: Figure, word: str, where: Field, scale: Scale | None, *, messages: tuple[str, str], row: str = "", asked: bool = False
) -> Iterator[Verdict]:
    taken, severity = band(word, scale), Severity.WARNING if asked or not certain(word, scale) else None
    for relation, message in zip(within(score, taken), messages, strict=False):
        yield state(
            relation,
            score,
            message if scale or word in BANDS else f"{message}-local",
            args=(*((("row", row),) if row else ()), ("grade", word), ("end", str(taken[1]))),
            evidence=[where],
            severity=severity,
        )


def _grade(cell: Field | None) -> tuple[str, Field] | None:
    text = cell.unbroken if cell else ""
    first = next((found for found in WORD.finditer(text) if _own(text[: found.start()], found[1])), None)
    return (first[1], cell) if first and cell else None


def _own(before: str, word: str) -> bool:
    """What a grade is told of is the form; a word may be told of anything, so the clause before it says that it is a grade."""
    return not REVIEWED.search(before) and not OF_A_PART.search(before) and (word in BANDS or GRADED_WORDS.search(before) is not None)
