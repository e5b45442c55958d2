"""How the points are spread: remarks for a reviewer.

One indicator that carries more than half of a group of several decides it alone. Indicators without any number that carry more than 40 of 100 points
can hardly be missed. Neither is an error. A row that says it does not apply (不涉及, 无此项) and is scored all the same earns points for nothing, and is asked about.

中文：分值分布提示：同组有多个指标而某一个占一半以上；没有数量要求的定性指标合计超过40分。这两种只作提示。注明“不涉及”“无此项”却计了分的，请核对。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.findings import Severity
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.relations import HOLDS, VIOLATED
from formlint.relations.values import rounded
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    HEAD
    + "| 产出指标 | 数量指标 | 培训 | ≥4次 | 5次 | {0} | {0} |\n| ^ | ^ | 宣传 | {1} | {2} | 20 | 20 |\n| ^ | 质量指标 | 合格率 | ≥95% | 96% | 20 | 20 |"
)
SOFT = (
    HEAD
    + "| 效益指标 | 社会效益 | 机制 | 健全 | 健全 | 30 | 30 |\n| ^ | ^ | 影响 | 提高 | 提高 | 30 | 30 |\n| 产出指标 | 数量指标 | 培训 | ≥4次 | 5次 | 40 | 40 |"
)
MOST_SOFT = 40
DIGIT = late(r"\d")
TOLD = ("target", "actual")
STARTS = frozenset("本不无")  # what NONE_OF_IT finds begins so
NONE_OF_IT = late(r"(?:本项目)?(?:不涉及|无此项|不适用)(?:该项|本项|此项)?(?:指标|内容)?[。.]?")


@check(
    Good(ROWS.format(20, "≥3次", "3次")),
    Good(ROWS.format(20, "≥3次", "3次").replace("| 20 | 20 |", "| — | — |")),
    Good(ROWS.format(30, "良好", "良好")),
    Good(HEAD + "| 产出指标 | 数量指标 | 培训 | ≥4次 | 5次 | 50 | 50 |\n| 效益指标 | 社会效益 | 受益人数 | ≥90人 | 95人 | 40 | 40 |"),
    Bad(ROWS.format(60, "≥3次", "3次"), at="60", message="half"),
    Bad(ROWS.format(20, "不涉及", "不涉及"), at="20", message="void"),
    Bad(SOFT, at="30", message="soft"),
    title=Words("分值分布合理", "The points are well spread"),
    says={
        "half": Words(
            "“{row}”占本组 {whole} 分中的 {text} 分，超过一半。", "{row} carries {text} of the {whole} points of its group: more than half."
        ),
        "soft": Words(
            "没有数量要求的指标共 {text} 分，超过 40 分：{labels}。", "Indicators without a number carry {text} points, more than 40: {labels}."
        ),
        "void": Words("“{row}”注明{told}，却计了 {text} 分。", "{row} says {told}, yet it carries {text} points."),
    },
)
def concentration(form: Form, *, place: str) -> Iterator[Verdict]:
    rows = [(row, weight) for row, (weight,) in form.figured(place, "weight") if not row.parent and weight.value > 0]
    yield from _void(rows)
    sections: dict[str, list[tuple[Row, Figure]]] = {}
    for each in rows:
        sections.setdefault(each[0].section, []).append(each)
    for section, group in sections.items():
        yield from _half(group) if section else ()
    yield from _soft(rows)


Weighted = Sequence[tuple[Row, Figure]]


def _half(group: Weighted) -> Iterator[Verdict]:
    if len(group) <= 2:
        return
    whole = sum([weight.value for _, weight in group], ZERO)
    half = whole / 2
    great = [(row, weight) for row, weight in group if weight.value > half]  # one at most
    for row, weight in great:
        args = (("row", row.name), ("text", weight.line), ("whole", _points(whole)))
        yield Verdict(VIOLATED, weight, "half", args, severity=Severity.INFO)
    yield Verdict(HOLDS, group[0][1], "half", severity=Severity.INFO, count=len(group) - len(great))


def _soft(rows: Weighted) -> Iterator[Verdict]:
    soft = [(row, weight) for row, weight in rows if not ((target := row.cells.get("target")) and DIGIT.search(target.text))]
    whole = sum([weight.value for _, weight in soft], ZERO)
    if not soft or len(soft) == len(rows):
        return
    if whole <= MOST_SOFT:
        yield Verdict(HOLDS, soft[0][1], "soft")
        return
    args = (("text", _points(whole)), ("labels", tuple([row.name for row, _ in soft])))
    cited = tuple([weight for _, weight in soft[1:]])
    yield Verdict(VIOLATED, soft[0][1], "soft", args, evidence=cited, severity=Severity.INFO, cause="soft")


def _void(rows: Weighted) -> Iterator[Verdict]:
    for row, weight in rows:
        told = [text for name in TOLD if (cell := row.cells.get(name)) and (text := cell.unbroken)[:1] in STARTS and NONE_OF_IT.fullmatch(text)]
        if told and (score := row.figure("score")) and score.value > 0:
            args = (("row", row.name), ("told", told[0]), ("text", score.line))
            yield Verdict(VIOLATED, score, "void", args, evidence=(weight,), severity=Severity.WARNING)


def _points(value: Fraction) -> str:
    return f"{rounded(value, 2).normalize():f}"
