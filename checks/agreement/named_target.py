"""A target that stands in the name of its indicator is the target.

`供水水质达标率100%` beside a target of ≥98%: one of them is wrong. Looked at are rates and counts that end the name, in the unit of the target; a name with several
numbers, and numbers inside it (2022年, 3个村饮水工程), are part of what is counted. A text dump may have joined the target to the name: there
nothing is said of a row without an actual.

中文：指标名称中写明的目标值应与指标值一致（如名称写“达标率100%”，指标值填“≥98%”）。只看名称末尾、与指标值单位相同的数字；名称中间的数字和含多个数字的名称不核对；文本转换件中没有完成值的行，
名称后面可能就是指标值，也不核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.figures.units import money
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

ROW = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 质量指标 | {} | {} | {} | 5 | 5 |"
NUMBER = late(r"\d[\d,]*(?:\.\d+)?")
LAST = late(r"(?<![第\d.,])(\d[\d,]*(?:\.\d+)?)([^\d\W]{1,3}|[%％])(?:以上|以下|以内)?[)）]?$")


@check(
    Good(ROW.format("水质达标率100%", "100%", "100%")),
    Good(ROW.format("水质达标率", "≥98%", "99%")),
    Good(ROW.format("3个村饮水工程达标率", "≥98%", "99%")),
    Good(ROW.format("2018年至2022年培训200人", "≥300人", "310人")),
    Good(ROW.format("培训200人", "≥4期", "5期")),
    Good(ROW.format("举办论坛第5期", "1期", "1期")),
    Bad(ROW.format("水质达标率100%", "≥98%", "99%"), at="≥98%"),
    Bad(ROW.format("培训骨干教师≥200人", "≥100人", "210人"), at="≥100人"),
    title=Words("名称中的目标值与指标值一致", "A target in an indicator's name is its target"),
    says={
        "differs": Words(
            "“{row}”的名称写 {named}，指标值却填 {text}，请核对。", "The name of {row} says {named}, but its target is {text}; please check."
        )
    },
)
def named_target(form: Form, *, place: str) -> Iterator[Verdict]:
    for row, (target,) in form.figured(place, "target"):
        if (form.ruled or row.text("actual")) and (named := _named(row, target)):
            same = Fraction(named) == Fraction(target.number)
            args = (("row", row.name), ("named", named + target.unit), ("text", target.line))
            yield Verdict(
                Outcome.HOLDS if same else Outcome.VIOLATED, target, "differs", args, evidence=(row.cells["name"],), severity=Severity.WARNING
            )


def _named(row: Row, target: Figure) -> str:
    """The one number of the name, at its end and in the unit of the target."""
    name = "".join(row.label.split())
    found = LAST.search(name)
    if found is None or len(NUMBER.findall(name)) != 1 or money(target) or "name" not in row.cells:
        return ""
    return found[1].replace(",", "") if found[2].replace("％", "%") == target.unit else ""
