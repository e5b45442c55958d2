"""What stands in a number's place is a number.

A cell that looks like a number and is none (98..81%, 3O5, 1,23.4), or shows the fault of a workbook (#REF!, ######), is reported with the reason; nothing is guessed from it.

中文：数字栏里应是规范的数字。形似数字但写法有误的（如 98..81%、3O5、1,23.4）或显示为表格出错标记的（#REF!、######）逐个指出原因，不作猜测。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Malformed
from formlint.findings import Severity
from formlint.forms import Field, Form
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量指标 | {} | {} | 5次 | 5 | 5 |"
DATE = late(r"(?:20)?\d\d[./]\d{1,2}[./]\d{1,2}")


@check(
    Good(HEAD + "| 年度资金总额 | 1,382.37 | 455.94 | — | 10 | 98.81％ | 9.9 |"),
    Good(ROWS.format("培训次数", "1.开展培训≥4次；2.会议≥1次")),
    Good(ROWS.format("完成时间", "2022.12.31")),
    Good(ROWS.format("实施期限", "2018-2022")),
    Good(ROWS.format("办结比例", "1/3")),
    Good(ROWS.format("指标体系建设", "—")),
    Good(HEAD + "| 年度资金总额 | — | 455.94 | N/A | 10 | — | 无 |"),
    Good(ROWS.format("完成时间", "22.12.31")),
    Bad(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98..81% | 9.9 |", at="98..81%", message="two-points"),
    Bad(HEAD + "| 年度资金总额 | 3O5 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |", at="3O5", message="letter-for-digit"),
    Bad(HEAD + "| 年度资金总额 | 1,23.4 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |", at="1,23.4", message="grouping"),
    Bad(HEAD + "| 年度资金总额 | 382.37 | 455.94 | #REF! | 10 | 98.81% | 9.9 |", at="#REF!", message="no-number"),
    Bad(HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | ###### | 98.81% | 9.9 |", at="######", message="no-number"),
    Bad(ROWS.format("培训次数", "98.81%%"), at="98.81%%", message="stray-sign"),
    Bad(ROWS.format("培训次数", "1e999999"), at="1e999999", message="exponent"),
    Bad(ROWS.format("培训次数", "1" * 41), at="1" * 41, message="too-long"),
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
        "no-number": Words(
            "“{text}”不是数字（公式出错，或列宽不够没有显示出来），请填写数字。",
            "{text} is no number (a broken formula, or a column too narrow to show it): fill the number in.",
        ),
    },
)
def malformed(form: Form) -> Iterator[Verdict]:
    told = [field for field in form.cells if field.number is not None and field.figure is None]
    faults = [fault for field in told if isinstance(field.number, Malformed) and (fault := _fault(field, field.number))]
    yield from faults
    sound = next((field for field in form.cells if field.figure), None)
    if sound and not faults:
        yield Verdict(Outcome.HOLDS, sound, "sound")


def _fault(field: Field, number: Malformed) -> Verdict | None:
    text = field.text.strip()
    measured = field.id.endswith((".target", ".actual"))  # 5.2.1项, 1,2,3号楼: words with digits stand there by right
    if measured and DATE.fullmatch(text):
        return None
    return Verdict(Outcome.VIOLATED, field, number.reason, (("text", text),), severity=Severity.WARNING if measured else None)
