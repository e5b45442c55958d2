"""An actual answers what its target asks: a remark where it tells of something else.

The target counts meetings (会议≥3次), the actual tells a rate (创建率97.75%): whether the target was met cannot be seen. Looked at are rows whose target
bounds a number and whose actual has numbers, none of them in a unit of the target. Actuals without any number are another matter
(completeness/copied_target), and so are bare numbers, which take the unit of the target.

中文：实际完成值应回应指标值，只作提示：指标值是数量（如“会议≥3次”），实际完成值只写了别的数字（如“创建率97.75%”），看不出是否完成的，请补充。
没有单位的数字按同一单位理解；没有数字的另行提示。
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Comparator, Figure
from formlint.figures.units import alike
from formlint.findings import Severity
from formlint.forms import Form, Row, Statement
from formlint.forms.matching import same_unit
from formlint.relations import Outcome
from formlint.verdicts import Verdict

NO_OPERATOR = Comparator.NONE
HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 产出指标 | 数量指标 | 星级创建 | {} | {} | 5 | 5 |"


@check(
    Good(ROW.format("会议≥3次，表彰≥1次", "召开会议3次，表彰1次")),
    Good(ROW.format("会议≥3次", "召开会议3次，创建率97.75%")),
    Good(ROW.format("培训≥200人", "培训骨干210名")),
    Good(ROW.format("≥3次", "3")),
    Good(ROW.format("≥3次", "按计划完成")),
    Bad(ROW.format("考评≥1次，会议、培训≥3次", "创建率100%，五星级创建率97.75%"), at="≥1次"),
    title=Words("实际完成值回应指标值", "The actual answers what the target asks"),
    says={
        "elsewhere": Words(
            "{rows} 行的实际完成值没有写明指标值要求的数量，请补充：{labels}。",
            "{rows:actual gives|actuals give} no number in the unit of the target; add it: {labels}.",
        )
    },
)
def unanswered(form: Form, *, place: str) -> Iterator[Verdict]:
    told = form.claims_of
    rows = [(row, asked) for row, _ in form.figured(place, "score") if (asked := _asked(row, told))]
    answers = [(row, asked, given) for row, asked in rows if (given := _figures(row, "actual", told))]
    silent = [(row, asked) for row, asked, given in answers if not _answered(asked, given)]
    args = (("rows", str(len(silent))), ("labels", tuple(row.name for row, _ in silent)))
    outcome = Outcome.VIOLATED if silent else Outcome.HOLDS
    for asked in [asked for _, asked in silent] or [asked for _, asked, _ in answers[:1]]:
        yield Verdict(outcome, asked[0], "elsewhere", args, severity=Severity.INFO, cause="elsewhere")


def _figures(row: Row, column: str, told: Mapping[str, Sequence[Statement]]) -> Sequence[Figure]:
    """The number of the cell, else those of its sentences."""
    own = row.figure(column)
    return (own,) if own else [each.figure for each in told.get(f"{row.id}.{column}", ())]


def _asked(row: Row, told: Mapping[str, Sequence[Statement]]) -> list[Figure]:
    """What the target bounds."""
    return [figure for figure in _figures(row, "target", told) if figure.comparator is not NO_OPERATOR and figure.unit]


def _answered(asked: Sequence[Figure], given: Sequence[Figure]) -> bool:
    return any(not other.unit or alike(one, other) or same_unit(one.unit, other.unit) for one in asked for other in given)
