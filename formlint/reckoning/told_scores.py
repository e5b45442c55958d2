"""The total score as running text tells it: 自评得分98.6分, 综合评定为98.6分, 优（98.6分） in a conclusion.

Another year's score, a reviewer's, that of another contest (参加省级考核，综合得分86.5分), an average, a single indicator's and a score to be reached
(90分以上为优) are none, nor is that of a project named before it.
"""

from collections.abc import Iterator, Sequence

from formlint.forms import Field, Form, Statement
from formlint.forms.whole import per_form
from formlint.patterns import late
from formlint.reckoning.told_times import of_another_year

_OWN = late(
    r"(?:本|该|我|县|市|区|州|局|单位|部门|项目|整体|支出|资金|预算|财政|专项|年度|绩效|综合|最终|最后|自我|本次|此次|经|\d{4}年度?)*"
    r"(?:自评|总|评价|评定|自评价|得)(?:总|得|评|综合|结果|结论)*(?:得?分值?|分数|评分)?|综合得分|绩效得分"
)
_OTHER = late(
    r"(?:上年|去年|往年|上一年|复核|复评|审核|评审|平均|其中|指标|满分|(?<!绩效)(?:考核|考评)|测评|竞赛|评比|验收|排名|营商)[^。；;]{0,20}$"
)
_OF_EXECUTION = late(r"(?:执行|支出|支付)(?:率|进度)[^。；;]{0,12}[，,、](?:自评|实际)?得分[为是:：]?$")  # 执行率98%，自评得分9.8分
_OF_POINTS = late(r"\s{0,3}[(（]满分为?\d{1,2}分?[)）]")  # 100 and more are those of the whole form
_BEHIND, _BEGUN = late(r"\s{0,20}[)）]"), late(r"[(（]")
_GRADED = late(r"^[“\"]?(?:优秀|良好|不合格|合格|[优良中差])[”\"]?[(（]$")
ASIDE = 1000  # characters before a number in which the bracket begins that ends behind it
MOST_TOTALS = 2
NEAR = 100  # characters before a number; the longest words that are looked for reach back 35
_MOST_OF_EXECUTION = 20  # points
_MOST = 150  # points; a few totals have additional points


def total_scores(form: Form) -> tuple[Statement, ...]:
    """The statements that tell the total score; none where the text tells those of several projects, three different ones or more."""
    found = tuple(statement for statement, _ in told_scores(form))
    return found if len({statement.figure.value for statement in found}) <= MOST_TOTALS else ()


@per_form
def told_scores(form: Form) -> Sequence[tuple[Statement, Field]]:
    """The statements that tell the total score of this form, with their fields."""
    return tuple(_told(form))


def _told(form: Form) -> Iterator[tuple[Statement, Field]]:
    for statement in form.statements:
        field = form.fields.get(statement.field)
        figure = statement.figure
        if field is None or figure.unit not in ("分", "") or statement.stands_in.endswith(".goal") or not 0 < figure.value <= _MOST:
            continue
        if not figure.plain:
            continue  # 总得分90分以上为优
        before = "".join(field.text[max(0, figure.start - NEAR) : figure.start].split())
        of_execution = figure.value <= _MOST_OF_EXECUTION and _OF_EXECUTION.search(before)
        if of_execution or _ends_bracket(field.text, figure.start, figure.end) or _OF_POINTS.match(field.text, figure.end):
            continue
        if _named(statement, field, before) and not _OTHER.search(before) and not of_another_year(form, before):
            yield statement, field


def _ends_bracket(text: str, start: int, end: int) -> bool:
    """A bracket ends behind the number that begins on no line of it: 总分（含预算执行 / 10分）, torn by a dump."""
    behind = _BEHIND.match(text, end)
    return behind is not None and _BEGUN.search(text, max(0, start - ASIDE), start) is None


def _named(statement: Statement, field: Field, before: str) -> bool:
    """Called the total score, or all that the conclusion begins with: 98.6分，优；优（98.6分）."""
    if statement.noun:
        return _OWN.fullmatch(statement.noun) is not None
    return field.id == "conclusion" and (not before or _GRADED.match(before) is not None)
