"""A list has as many items as its sentence says.

`采取以下4项措施：1.…2.…3.…` announces four and gives three. Judged are numbers right before a colon that is followed by items numbered from 1, in one
field; the highest number of an unbroken count is how many there are. A list that ends in 等, and numbers that count something else, are not judged.

中文：文字写明“以下4项措施：1.…2.…”的，后面所列条数应当一致。只核对冒号前的数量与其后从1开始连续编号的条目；以“等”结尾的列举不核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.figures.units import MONEY, RATIO
from formlint.findings import Severity
from formlint.forms import Field, Form, Statement
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

TEXT = (
    "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n| ^ | 做好服务 | {} |\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量 | 培训 | ≥1次 | 1次 | 5 | 5 |"
)
ANNOUNCES = late(r"\s*+\w{0,8}\s*+[:：]\s*$")
HEAD = late(r"[^:：。；;]{0,10}[:：]")
ITEM = late(r"(?:(?<=[:：;；。，,\s])|^)[(（]?([1-9][0-9]?|[一二三四五六七八九十]{1,2})(?:[.．、)）]|是)(?!\d)")
NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}


@check(
    Good(TEXT.format("采取以下3项措施：1.加强宣传；2.组织培训；3.跟踪问效。")),
    Good(TEXT.format("采取4项措施：1.加强宣传；2.组织培训；3.跟踪问效等。")),
    Good(TEXT.format("采取4项措施巩固成果。1.加强宣传；2.组织培训。")),
    Good(TEXT.format("主要做了三项工作：一是加强宣传；二是组织培训；三是跟踪问效。")),
    Bad(TEXT.format("采取以下4项措施：1.加强宣传；2.组织培训；3.跟踪问效。"), at="4项"),
    title=Words("所列条数与写明的数量一致", "A list has as many items as announced"),
    says={
        "differs": Words(
            "此处写 {text}，其后列出 {count} 条，请核对。", "The text announces {text}, but {count:item follows|items follow}; please check."
        )
    },
)
def list_count(form: Form) -> Iterator[Verdict]:
    fields = form.by_id
    for statement in form.statements:
        field = fields.get(statement.field) if _few(statement.figure) else None
        listed = _listed(statement, field) if field else 0
        if listed:
            figure = statement.figure
            outcome = Outcome.HOLDS if figure.value == listed else Outcome.VIOLATED
            yield Verdict(outcome, figure, "differs", (("text", figure.line), ("count", str(listed))), severity=Severity.WARNING)


def _few(figure: Figure) -> bool:
    """A count of things that a text may list."""
    return 2 <= figure.value <= 20 and figure.value.denominator == 1 and not (figure.hedge or figure.unit in MONEY or figure.unit in RATIO)


def _listed(statement: Statement, field: Field) -> int:
    """How many items follow the number; 0 when it announces none, or the list is open."""
    behind = field.text[statement.figure.end :]
    head = HEAD.match(behind)
    if head is None or not ANNOUNCES.fullmatch(head[0]):
        return 0
    items = behind[head.end() :]
    numbers = [_value(match[1]) for match in ITEM.finditer(items)]
    count = next((at for at, number in enumerate(numbers) if number != at + 1), len(numbers))
    return 0 if count < 2 or count != len(numbers) or "等" in items[-6:] else count


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return NUMERALS.get(text, 0) if len(text) == 1 else 10 + NUMERALS.get(text[1], 0) if text[0] == "十" else 0
