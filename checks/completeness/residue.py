"""What the template brought along is filled in or taken out.

Help texts (100字以内), dots (……), placeholders (指标1：, ≥**, XX, ×××) are no content. A row of the template that nobody filled in is left alone when it
is not scored; where it carries a weight, or where a field of the form holds nothing else, it is asked about.

中文：模板中的提示语（如“100字以内”）、省略号、“指标1：”、“≥**”、“××”等占位内容应填写或删除。未计分的空白模板行不提示。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.findings import Severity
from formlint.forms import Form
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 40 | 40 |\n"
ROW = HEAD + "| ^ | ^ | {} | {} | {} | {} | {} |"
STARTS = frozenset(".…。·*≥≤=><xX×Ｘ指目内(（请在")  # what RESIDUE finds begins so, or with a digit: few cells do
RESIDUE = late(
    r"(?:[.…。·]{2,}|\*+|[≥≤=><]?\s*\*+[%％]?|[xX×Ｘ]{2,}\w{0,6}|(?:指标|目标|内容)\s*\d{1,2}\s*[:：]?|[(（]?\d{2,4}字(?:以内|左右)[)）]?|请?在此(?:处)?填写.*|请?在此(?:处)?(?:简要)?说明.*填.?无.?[。.]?)"
)


@check(
    Good(ROW.format("培训人次", "≥100人次", "120人次", 50, 50)),
    Good(ROW.format("……", "", "", "", "")),
    Good(ROW.format("指标1：", "", "", "", "")),
    Good(ROW.format("指标1：培训人次", "≥100人次", "120人次", 50, 50)),
    Bad(ROW.format("指标2：", "≥100人次", "120人次", 50, 50), at="指标2："),
    Bad(ROW.format("培训人次", "≥**", "120人次", 50, 50), at="≥**"),
    Bad(ROW.format("培训人次", "≥100人次", "……", 50, 50), at="……"),
    Good(HEAD + "| 说明 | 请在此处简要说明审计中发现的问题，如没有请填无。无 |"),
    Bad(HEAD + "| 说明 | 请在此处简要说明审计中发现的问题，如没有请填无。 |", at="请在此处简要说明审计中发现的问题，如没有请填无。"),
    title=Words("没有模板残留", "No text of the template is left"),
    says={"left": Words("“{text}”是模板中的占位内容，请填写。", "{text} is a placeholder of the template; fill it in.")},
)
def residue(form: Form, *, place: str) -> Iterator[Verdict]:
    rows = [row for row, _ in form.figured(place, "weight", "score")]
    cells = [cell for row in rows for column in ("name", "target", "actual") if (cell := row.cells.get(column))]
    fields = [field for name, field in form.fields.items() if name.startswith(("narrative.", "unit", "project", "dept", "remarks"))]
    for cell in [cell for cell in (*cells, *fields) if (begun := cell.unbroken[:1]) in STARTS or begun.isdecimal()]:
        if RESIDUE.fullmatch(cell.unbroken):
            yield Verdict(Outcome.VIOLATED, cell, "left", (("text", cell.text.strip()),), severity=Severity.WARNING)
    if cells:
        yield Verdict(Outcome.HOLDS, cells[0], "left", (("text", ""),))
