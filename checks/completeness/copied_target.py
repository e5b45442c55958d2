"""An actual tells what was reached, not the target once more.

`≥95%` as what was reached says nothing: the number that was reached is missing. A sentence that repeats the target word for word is a remark, and so is an actual
without any number where the target is one; all rows of a kind are one finding. Short standard answers (按时完成), dates and plain numbers may
well be equal to their targets.

中文：实际完成值应写明实际达到的程度。照抄带“≥”“≤”的指标值，看不出实际数；整句照抄指标值，或指标值是数量而实际完成值没有任何数字的，合并提示。
简短的常用语、日期、与目标恰好相等的数字不提示。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Comparator, Figure
from formlint.findings import Severity
from formlint.forms import Field, Form, Row
from formlint.patterns import late
from formlint.relations import HOLDS, VIOLATED
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = HEAD + "| 产出指标 | 数量指标 | 志愿服务 | {} | {} | 5 | 5 |"
LONG = 15  # characters of a sentence that nobody writes twice by chance
SIGNS = late(r"^[≥≧≤≦<>＜＞⩾⩽]|^(?:大于|小于|不少于|不低于|不超过|不高于)")
ATTACHED = late("附件|附表|详见|另附")
DIGIT = late(r"[0-9０-９一二三四五六七八九十两百千万零全均无未]")


@check(
    Good(ROWS.format("≥95%", "96%")),
    Good(ROWS.format("100%", "100%")),
    Good(ROWS.format("按时保质完成", "按时保质完成")),
    Good(ROWS.format("≥1次", "两次")),
    Good(ROWS.format("≥95%", "96%以上")),
    Good(ROWS.format("≥1次", "已组织党员开展活动")),
    Good(ROWS.format("组织全体党员开展志愿服务活动，带动群众参与", "组织全体党员开展志愿服务活动，带动群众参与")),
    Good(ROWS.format("2022年12月底前全部建成并投入使用", "2022年12月底前全部建成并投入使用")),
    Good(ROWS.format("≥10次", "详见附件活动台账")),
    Bad(ROWS.format("≥266米", "≥266米"), at="≥266米", message="operator"),
    title=Words("实际完成值不照抄指标值", "Actuals are not copies of their targets"),
    says={
        "operator": Words(
            "{labels}：实际完成值照抄了指标值 {text}，看不出实际数，请填写。",
            "{labels}: the actual repeats the target, {text}; fill in the number that was reached.",
        ),
        "sentence": Words(
            "{rows} 行的实际完成值整句照抄指标值，请写明实际完成情况：{labels}。",
            "{rows:actual repeats its target|actuals repeat their targets} word for word; write down what was achieved: {labels}.",
        ),
        "no-number": Words(
            "{rows} 行的指标值是数量，实际完成值没有数字，请填写：{labels}。",
            "{rows:actual has|actuals have} no number where the target is one; add it: {labels}.",
        ),
    },
)
def copied_target(form: Form, *, place: str) -> Iterator[Verdict]:
    sentences: list[Row] = []
    numberless: list[Row] = []
    fine: list[Field] = []
    for row, _ in form.figured(place, "score"):
        target, actual = row.cells.get("target"), row.cells.get("actual")
        if target is None or actual is None or not (target.unbroken and actual.unbroken):
            continue
        same = actual.unbroken == target.unbroken
        signed = same and SIGNS.match(actual.unbroken) is not None
        if signed:
            yield Verdict(VIOLATED, actual, "operator", (("labels", row.name), ("text", actual.text.strip())))
        else:
            fine.append(actual)
        if same and not signed and len(actual.unbroken) >= LONG:
            sentences.append(row)
        if form.ruled and _numberless(target.figure, actual.unbroken):  # a dump may have lost the number
            numberless.append(row)
    if fine:
        yield Verdict(HOLDS, fine[0], "operator", count=len(fine))
    yield from _together(sentences, "sentence")
    yield from _together(numberless, "no-number")


def _numberless(target: Figure | None, actual: str) -> bool:
    """The target bounds a number, and nothing in the actual counts anything, or says where it is counted."""
    return target is not None and target.comparator is not Comparator.NONE and not DIGIT.search(actual) and not ATTACHED.search(actual)


def _together(rows: Sequence[Row], message: str) -> Iterator[Verdict]:
    args = (("rows", str(len(rows))), ("labels", tuple(row.name for row in rows)))
    for row in rows:
        yield Verdict(VIOLATED, row.cells["actual"], message, args, severity=Severity.INFO, cause=message)
