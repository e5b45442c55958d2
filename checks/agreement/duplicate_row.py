"""No indicator is listed twice.

Two listed rows with the same name and the same target are one indicator that is scored twice. The same name with another target, or with another
number before it (1.管护公园, 2.管护公园), may be two things, and is a remark. Breakdown rows (其中), rows without a name, or with no more than a number
where a dump has lost it, and rows of the template that nobody filled in are not compared.

中文：同一指标不应重复列示。名称和目标值都相同的两行，是同一指标重复计分；仅名称相同而目标值或前面的序号不同的，可能是两件事，只作提示。“其中”行、没有名称（或名称处只有数字）的行和未填写的模板行不比较。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.documents import Spot
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import HOLDS, VIOLATED
from formlint.verdicts import Verdict

WORD = late(r"[^\W\d_]")
FILLED = ("target", "actual", "weight", "score")

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = HEAD + "| 产出指标 | 数量指标 | 新建校舍面积 | ≥2382平方米 | 2767平方米 | 5 | 5 |\n| ^ | 质量指标 | {} | {} | 2767平方米 | 5 | 5 |"


@check(
    Good(ROWS.format("改建校舍面积", "≥2382平方米")),
    Good(ROWS.format("新建校舍面积", "≥900平方米")),
    Good(ROWS.replace("质量指标 | {}", "^ | ^").format("≥900平方米")),
    Good(ROWS.format("改建校舍面积", "≥2382平方米") + "\n| 效益指标 | 生态效益指标 | 指标1： | | | | |\n| ^ | 社会效益指标 | 指标1： | | | | |"),
    Good(ROWS.replace("新建校舍面积", "10").format("10", "≥2382平方米")),
    Bad(ROWS.format("新建校舍 面积", "≥2382平方米"), at="新建校舍 面积"),
    Remark(ROWS.format("指标2：新建校舍面积", "≥2382平方米"), at="指标2：新建校舍面积"),
    title=Words("指标不重复", "No indicator is listed twice"),
    says={
        "twice": Words("“{row}”列了两次，请核对是否重复计分。", "{row} is listed twice; check that it is not scored twice."),
        "alike": Words("有两个指标都叫“{row}”，目标值不同，请核对。", "Two indicators are called {row} but have different targets; please check."),
    },
)
def duplicate_row(form: Form, *, place: str) -> Iterator[Verdict]:
    seen: dict[str, Row] = {}
    places: dict[str, set[tuple[Spot, ...]]] = {}  # of names that several rows have: one merged over them stands there once
    for row in form.table(place).rows:
        name = row.cells.get("name")
        if name is None or not WORD.search(name.unbroken) or row.parent or not any(map(row.unbroken, FILLED)):
            continue
        called = row.called
        first = seen.setdefault(called, row)
        if first is row:
            continue
        known, spots = places.setdefault(called, {first.cells["name"].place.spots}), name.place.spots
        if spots not in known:
            known.add(spots)
            same = _target(first) == _target(row)
            severity = Severity.WARNING if same and first.label == row.label else Severity.INFO
            args = (("row", row.name),)
            yield Verdict(VIOLATED, name, "twice" if same else "alike", args, evidence=(first.cells["name"],), severity=severity)
    if seen:
        yield Verdict(HOLDS, next(iter(seen.values())).cells["name"], "twice", count=len(seen))


def _target(row: Row) -> str:
    return (row.text("op") + row.text("target") + row.text("unit")).replace(" ", "")
