"""No cell breaks off in the middle of a sentence.

A sentence that ends in a comma, an open bracket or a joining word was probably cut off: by the form itself, or when its text was taken out. One that ends in
nothing, while all other long cells of its column end in a full stop, may lack its stop only or its end as well, which its words alone do not tell: that is
said, and no more. A remark only. Short answers, lists that a column leaves open
throughout, and cells that end in a number, a unit or a closing mark are whole. So may be what a text dump has torn apart: its end may stand elsewhere.

中文：单元格文字不应在句中断开。以逗号、顿号、左括号或“和、与、及”等结尾的，可能被截断（也可能是转换时丢失）；同栏其他长文字都以句号结尾、唯独此处没有的，
可能只缺句号，也可能缺了下文，请核对。均只作提示。简短答复、整栏都不加句号的、以数字或右括号等结尾的不提示；文本中已拆散的也不提示，其结尾可能在别处。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.findings import Severity
from formlint.forms import Field, Form
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD + "| 产出指标 | 数量指标 | 培训 | 按计划开展 | 全年按计划举办培训班两期，参训人员均已取得结业证书{} | 30 | 30 |\n"
    "| ^ | ^ | 宣传 | 按计划开展 | 充分利用各类平台广泛开展政策宣传，群众知晓面不断扩大{} | 30 | 30 |\n| ^ | ^ | 服务 | 按计划开展 | {} | 30 | 30 |"
)
SHORT, SENTENCE = 12, 18  # characters from which a cell is no mere answer; from which it is a sentence
STOPS = frozenset("。！？")
WHOLE = late(r"[。！？；.!?;）)”\"’』」》】…：:%％\d]$|\d\w{1,3}$")
LAST = frozenset("，、,（(“《和与及或且")  # what OPEN finds ends so
OPEN = late(r"(?:[，、,（(“《]|[和与及或]|以及|并且)$")
NEIGHBOURS = 2
PLACES = ("actual", "reason")  # targets are rarely sentences


@check(
    Good(ROWS.format("。", "。", "组织志愿者深入社区开展各类服务活动，惠及困难群众二百余户。")),
    Good(ROWS.format("", "", "组织志愿者深入社区开展各类服务活动，惠及困难群众二百余户")),
    Good(ROWS.format("。", "。", "按时完成全部服务任务")),
    Good(ROWS.format("。", "。", "组织志愿者深入社区开展各类服务活动，服务困难群众200")),
    Good(ROWS.format("", "。", "组织志愿者深入社区开展各类服务活动，全体党员以饱满昂")),
    Bad(
        ROWS.format("。", "。", "组织志愿者深入社区开展各类服务活动，全体党员以饱满昂"),
        at="组织志愿者深入社区开展各类服务活动，全体党员以饱满昂",
        message="no-stop",
    ),
    Bad(ROWS.format("", "", "组织志愿者深入社区，开展各类服务活动，"), at="组织志愿者深入社区，开展各类服务活动，", message="cut"),
    title=Words("文字没有被截断", "No text is cut off"),
    says={
        "cut": Words(
            "{rows} 处文字似被截断（“…{end}”），请核对原件：{labels}。",
            "{rows:text seems|texts seem} to be cut off (“…{end}”); compare with the original: {labels}.",
        ),
        "no-stop": Words(
            "{rows} 处文字末尾没有句号（“…{end}”），同栏其他文字都有，请核对是否完整：{labels}。",
            "{rows:text ends|texts end} without a full stop (“…{end}”), unlike the others of the column; see whether all of it is there: {labels}.",
        ),
    },
)
def cut_off(form: Form, *, place: str) -> Iterator[Verdict]:
    rows = form.table(place).rows
    columns = [[cell for row in rows if (cell := row.cells.get(column)) and len(cell.unbroken) >= SHORT] for column in PLACES]
    columns.append([field for name, field in form.fields.items() if name.startswith("narrative.") and len(field.unbroken) >= SHORT])
    cut = [cell for column in columns for cell in column if _open(cell.unbroken)]
    endless = [cell for column in columns for cell in _endless(column)]
    for message, found in (("cut", cut), ("no-stop", endless)):
        yield from _told(message, [cell for cell in found if cell.id not in form.inferred]) if found else ()


def _told(message: str, cut: Sequence[Field]) -> Iterator[Verdict]:
    ends = tuple(cell.unbroken[-4:] for cell in cut[:1])
    args = (("rows", str(len(cut))), ("end", "".join(ends)), ("labels", tuple(_named(cell) for cell in cut)))
    for cell in cut:
        yield Verdict(Outcome.VIOLATED, cell, message, args, severity=Severity.INFO, cause=message)


def _open(text: str) -> bool:
    return text[-1] in LAST and OPEN.search(text[-2:]) is not None


def _endless(column: Sequence[Field]) -> Sequence[Field]:
    """The sentences without an end, in a column whose other sentences all have one."""
    sentences = [cell for cell in column if len(cell.unbroken) >= SENTENCE]
    stopped = len([cell for cell in sentences if cell.unbroken[-1] in STOPS])
    if stopped < max(NEIGHBOURS, len(sentences) - 1):  # one of them is the sentence itself, which has none
        return ()
    return [cell for cell in sentences if not WHOLE.search(cell.unbroken[-4:]) and not _open(cell.unbroken)]


def _named(cell: Field) -> str:
    label = "".join(cell.label[:1])
    return label if len(label) <= 12 else label[:11] + "…"
