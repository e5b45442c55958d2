"""What stands in a number's place is a number.

A cell that looks like a number and is none (98..81%, 3O5, 1,23.4) is reported with the reason; nothing is guessed from it. Help text of the template that was
left standing (……, 指标1：, ≥**) is a question.

中文：数字栏里应是规范的数字。形似数字但写法有误的（如 98..81%、3O5、1,23.4）逐个指出原因，不作猜测；模板提示文字未删除的（……、指标1：、≥**）提请核对。
"""

import re
from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Malformed
from formlint.findings import Severity
from formlint.forms import Field, Form
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量指标 | {} | {} | 5次 | 5 | 5 |"
DATE = re.compile(r"(?:20)?\d\d[./]\d{1,2}[./]\d{1,2}")
RESIDUE = re.compile(r"^(?:…+|\.{3,}|指标\d*[:：]?|目标\d*[:：]?|[≥≤><=]?\s*\*{2,}.*|\d+字以内.*)$")


@check(
    Good(HEAD + "| 年度资金总额 | 1,382.37 | 455.94 | — | 10 | 98.81％ | 9.9 |"),
    Good(ROWS.format("培训次数", "1.开展培训≥4次；2.会议≥1次")),
    Good(ROWS.format("完成时间", "2022.12.31")),
    Good(ROWS.format("实施期限", "2018-2022")),
    Good(ROWS.format("办结比例", "1/3")),
    Good(ROWS.format("指标体系建设", "—")),
    Good(ROWS.format("完成时间", "22.12.31")),
    Bad(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98..81% | 9.9 |", at="98..81%", message="two-points"),
    Bad(HEAD + "| 年度资金总额 | 3O5 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |", at="3O5", message="letter-for-digit"),
    Bad(HEAD + "| 年度资金总额 | 1,23.4 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |", at="1,23.4", message="grouping"),
    Bad(ROWS.format("培训次数", "98.81%%"), at="98.81%%", message="stray-sign"),
    Bad(ROWS.format("培训次数", "1e999999"), at="1e999999", message="exponent"),
    Bad(ROWS.format("培训次数", "1" * 41), at="1" * 41, message="too-long"),
    Bad(ROWS.format("培训次数", "≥**"), at="≥**", message="residue"),
    title=Words("数字书写规范", "Numbers are well formed"),
    says={
        "sound": Words("数字书写规范。", "All numbers are well formed."),
        "two-points": Words("“{text}”有两个小数点，无法作为数字核对。", "{text} has two decimal points and cannot be read as a number."),
        "letter-for-digit": Words(
            "“{text}”中混有字母（如把 0 写成 O），无法作为数字核对。", "{text} has a letter in the place of a digit (O for 0)."
        ),
        "grouping": Words("“{text}”的千分位逗号位置不对，无法作为数字核对。", "{text} has its thousands separators in the wrong places."),
        "too-long": Words("“{text}”位数过多，无法作为数字核对。", "{text} has too many digits to be read as a number."),
        "exponent": Words("“{text}”数值超出合理范围，无法作为数字核对。", "{text} is far beyond any sensible number."),
        "stray-sign": Words("“{text}”中有多余的符号，无法作为数字核对。", "{text} has a stray sign and cannot be read as a number."),
        "residue": Words("“{text}”像是模板里的提示文字，没有填写或删除。", "{text} looks like help text of the template that was left standing."),
    },
)
def malformed(form: Form) -> Iterator[Verdict]:
    fields = list(form.all_fields())
    faults = [fault for field in fields if (fault := _fault(field))]
    yield from faults
    sound = next((field for field in fields if field.figure), None)
    if sound and not faults:
        yield Verdict(Outcome.HOLDS, sound, "sound")


def _fault(field: Field) -> Verdict | None:
    text = field.text.strip()
    if isinstance(field.number, Malformed):
        measured = field.id.endswith((".target", ".actual"))  # 5.2.1项, 1,2,3号楼: words with digits stand there by right
        severity = Severity.WARNING if measured else None
        return (
            None if measured and DATE.fullmatch(text) else Verdict(Outcome.VIOLATED, field, field.number.reason, (("text", text),), severity=severity)
        )
    if field.id.startswith("indicators[") and RESIDUE.match(text):
        return Verdict(Outcome.VIOLATED, field, "residue", (("text", text),), severity=Severity.WARNING)
    return None
