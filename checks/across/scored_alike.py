"""What was achieved better than the year before scores no worse.

The same item of two forms of one unit, the year before and this one: the budget execution, and indicators of one name whose target and actual are one
number each. Where one year's achievement is higher than the other's, and its share of the weight is lower, the two years were scored by two rules: 98.81%
earned 9 of 10, 92.93% earned 9.3. More than the target counts as the target; amounts of money tell no direction and are left out.

中文：同一单位上年与本年的同一项目（预算执行，以及名称相同、目标值和完成值各为一个数的指标），完成程度高的年份得分率不应更低；否则说明两年的计分口径不一致
（如执行率98.81%得9分，92.93%得9.3分）。超额完成按完成计；金额类指标看不出方向，不比较。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure
from formlint.figures.units import alike, money
from formlint.forms import Form, Row
from formlint.kinship import Kin
from formlint.relations import Outcome
from formlint.verdicts import Verdict

FORM = (
    "{}年度部门整体支出绩效自评表\n\n| 部门名称 | 东桥区教育局 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | {} | {} | 10 | {} | {} |\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 培训人数 | ≥600人 | {} | 20 | {} |\n\n"
)


def _form(year: int, executed: str, score: str, heads: str = "600人", points: str = "20") -> str:
    return FORM.format(year, "100 | 100", executed, f"{executed}%", score, heads, points)


@check(
    Good(_form(2022, "98", "9.8") + _form(2023, "93", "9.3")),
    Good(_form(2022, "98", "10") + _form(2023, "97", "10")),
    Good(_form(2022, "98", "9") + _form(2023, "93", "9.3").replace("东桥区教育局", "西桥区教育局")),
    Good(_form(2022, "98", "9.8", "900人", "20") + _form(2023, "98", "9.8", "601人", "20")),
    Bad(_form(2022, "98", "9") + _form(2023, "93", "9.3"), at="9.3", message="mismatch"),
    Bad(_form(2022, "98", "9.8", "590人", "15") + _form(2023, "98", "9.8", "480人", "16"), at="16", message="mismatch"),
    title=Words("同一项目两年计分口径一致", "The same item is scored by the same rule in both years"),
    says={
        "mismatch": Words(
            "“{row}”上年完成 {before}、得 {points} 分，本年完成 {achieved}、得 {actual} 分：完成程度与得分高低相反，两年计分口径不一致，请核对。",
            "{row}: {before} earned {points} points the year before, {achieved} earn {actual} this year: "
            "the better result has the lower score; check that both years are scored by the same rule.",
        )
    },
    beside=Kin.YEAR_BEFORE,
)
def scored_alike(form: Form, *, beside: Sequence[Form], place: str, funds: str) -> Iterator[Verdict]:
    (before,) = beside
    row, old = form.table(funds).row("total"), before.table(funds).row("total")
    if row and old:
        yield from _judged(row, old, _rate(row), _rate(old))
    named = _by_name(before, place)
    for name, each in _by_name(form, place).items():
        if name in named:
            yield from _judged(each, named[name], _ratio(each), _ratio(named[name]))


def _judged(row: Row, old: Row, now: Fraction | None, then: Fraction | None) -> Iterator[Verdict]:
    score, points = row.figure("score"), old.figure("score")
    share, share_then = _share(row), _share(old)
    if now is None or then is None or share is None or share_then is None or score is None or points is None:
        return
    opposite = (now - then) * (share - share_then) < 0
    args = (("row", row.name), ("before", _shown(old)), ("points", points.line), ("achieved", _shown(row)), ("actual", score.line))
    cited = tuple((0, each) for each in (points, _achieved(old)) if each)
    yield Verdict(Outcome.VIOLATED if opposite else Outcome.HOLDS, score, "mismatch", args, elsewhere=cited)


def _share(row: Row) -> Fraction | None:
    """Of the weight."""
    score, weight = row.figure("score"), row.figure("weight")
    return score.value / weight.value if score and weight and weight.value > 0 else None


def _achieved(row: Row) -> Figure | None:
    return row.figure("rate") or row.figure("actual")


def _shown(row: Row) -> str:
    figure = _achieved(row)
    return figure.line if figure else ""


def _rate(row: Row) -> Fraction | None:
    rate = row.figure("rate")
    return min(rate.value, Fraction(1)) if rate else None


def _ratio(row: Row) -> Fraction | None:
    """How far the target was reached, 1 at most."""
    target, actual = row.figure("target"), row.figure("actual")
    if target is None or actual is None or money(target) or not alike(target, actual) or target.value <= 0 or actual.value <= 0:
        return None
    if target.comparator is Comparator.AT_LEAST:
        return min(actual.value / target.value, Fraction(1))
    return min(target.value / actual.value, Fraction(1)) if target.comparator is Comparator.AT_MOST else None


def _by_name(form: Form, place: str) -> dict[str, Row]:
    """The rows whose name stands once."""
    rows: dict[str, list[Row]] = {}
    for row in form.table(place).rows:
        rows.setdefault(row.called, []).append(row)
    return {name: each[0] for name, each in rows.items() if name and len(each) == 1}
