"""Changes since the year before are worth a look.

Compared with the form of the year before of the same unit: bodies of one name whose number is another by a fifth or less (267 branches, then 266), names
of rules and papers that differ by a character (《…党党支部工作条例》, 《…党支部工作条例》), a fund total that moved by a tenth or more, and cost rows that
split the budget otherwise, so that they cannot be compared row by row. All remarks: each may be true.

中文：与同一单位上年的自评表比较：同名对象数量略有变化（相差五分之一以内）；文件名称仅差一两个字；年初资金总额增减一成及以上；成本指标的拆分方式不同（不宜逐行比较）。
均可能属实，仅作提示。
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Comparator, Figure, Hedge
from formlint.figures.units import money
from formlint.forms import Field, Form
from formlint.kinship import Kin
from formlint.patterns import late
from formlint.relations import Outcome
from formlint.relations.values import rounded
from formlint.slips import slipped
from formlint.verdicts import Verdict

TITLE = late(r"《([^《》]{4,60})》")
FORM = (
    "{}年度部门整体支出绩效自评表\n\n| 部门名称 | 东桥区教育局 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | {} | 100 | 100 | 10 | 100% | 10 |\n"
    "| 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < |\n| ^ | {} | < | < | 完成。 | < | < |\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 主题活动 | {} | 完成 | 10 | 10 |\n"
    "| ^ | 成本指标 | {} | 60万元 | 60万元 | 5 | 5 |\n| ^ | ^ | {} | 40万元 | 40万元 | 5 | 5 |\n\n"
)
LAST = FORM.format(2022, 100, "学习《中小学校党支部工作条例》。", "对267个党支部全覆盖", "人员经费", "公用经费")


def _this(initial: str = "100", goal: str = "开展培训。", target: str = "对267个党支部全覆盖", cost: str = "人员经费") -> str:
    return FORM.format(2023, initial, goal, target, cost, "公用经费")


@check(
    Good(LAST + _this()),
    Good(LAST + _this("105", "学习《中小学校党支部工作条例》。")),
    Good(LAST + _this(target="对12个党支部进行检查")),
    Good(LAST + _this("150", target="对266个党支部全覆盖").replace("东桥区", "西桥区")),
    Bad(LAST + _this(target="对266个党支部全覆盖"), at="266个", message="count"),
    Bad(LAST + _this(goal="学习《中小学校党党支部工作条例》。"), at="学习《中小学校党党支部工作条例》。", message="title"),
    Bad(LAST + _this("150"), at="150", message="funds"),
    Bad(LAST + _this(cost="项目经费"), at="60万元", message="costs"),
    title=Words("与上年相比的变化", "Changes since the year before"),
    says={
        "count": Words(
            "“{noun}”上年为 {before}，本年为 {actual}，请确认变化属实。", "{noun}: {before} the year before, {actual} now; confirm the change."
        ),
        "title": Words("此处写《{title}》，上年写《{before}》，请核对文件名称。", "《{title}》 here, 《{before}》 the year before; check the name."),
        "funds": Words(
            "“{row}”年初预算数上年为 {before}，本年为 {actual}（{change}%）。",
            "{row}: initial budget {before} the year before, {actual} now ({change}%).",
        ),
        "costs": Words(
            "成本指标的拆分与上年不同（上年：{before}；本年：{now}），不宜逐行比较。",
            "The costs are broken down differently from the year before ({before}; now {now}); do not compare them row by row.",
        ),
    },
    beside=Kin.YEAR_BEFORE,
)
def changed_since(form: Form, *, beside: Sequence[Form], place: str, funds: str, units: Sequence[str]) -> Iterator[Verdict]:
    (before,) = beside
    yield from _counts(_bodies(form, units), _bodies(before, units))
    yield from _titles(_papers(form), _papers(before))
    yield from _funds(form, before, funds)
    yield from _costs(_split(form, place), _split(before, place))


def _bodies(form: Form, units: Sequence[str]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for each in form.statements:
        figure = each.figure
        if figure.unit in units and len(each.noun) > 1 and figure.hedge is Hedge.NONE and figure.comparator is Comparator.NONE:
            found.setdefault(f"{figure.unit}{each.noun}", []).append(figure)
    return found


def _counts(now: Mapping[str, Sequence[Figure]], then: Mapping[str, Sequence[Figure]]) -> Iterator[Verdict]:
    """Numbers of one kind of bodies that only one of the years tells, and that are near each other."""
    for noun, figures in now.items():
        old = then.get(noun, ())
        for one in {each.value: each for each in figures}.values():
            near = [other for other in old if abs(one.value - other.value) * 5 <= other.value]
            if near and all(one.value != other.value for other in old) and not any(each.value == near[0].value for each in figures):
                args = (("noun", noun.removeprefix(one.unit)), ("before", near[0].line), ("actual", one.line))
                yield Verdict(Outcome.VIOLATED, one, "count", args, elsewhere=((0, near[0]),))


def _papers(form: Form) -> dict[str, Field]:
    return {title: field for field in form.all_fields() for title in TITLE.findall(field.unbroken)}


def _titles(now: Mapping[str, Field], then: Mapping[str, Field]) -> Iterator[Verdict]:
    for title, field in now.items():
        near = next((other for other in then if title not in then and other not in now and slipped(title, other)), None)
        if near:
            yield Verdict(Outcome.VIOLATED, field, "title", (("title", title), ("before", near)), elsewhere=((0, then[near]),))


def _funds(form: Form, before: Form, funds: str) -> Iterator[Verdict]:
    row, old = form.table(funds).row("total"), before.table(funds).row("total")
    now, then = (each.figure("initial") if each else None for each in (row, old))
    if row and now and then and then.value > 0 and abs(now.value - then.value) * 10 >= then.value:
        change = f"{rounded(100 * (now.value - then.value) / then.value, 1):+f}"
        args = (("row", row.name), ("before", then.line), ("actual", now.line), ("change", change))
        yield Verdict(Outcome.VIOLATED, now, "funds", args, elsewhere=((0, then),))


def _split(form: Form, place: str) -> list[tuple[str, Figure]]:
    rows = [(row.name, row.figure("target")) for row in form.table(place).rows]
    return [(name, target) for name, target in rows if target and money(target) and target.comparator is Comparator.NONE]


def _costs(now: Sequence[tuple[str, Figure]], then: Sequence[tuple[str, Figure]]) -> Iterator[Verdict]:
    names, old = (tuple(name for name, _ in each) for each in (now, then))
    if len(now) > 1 and len(then) > 1 and names != old:
        yield Verdict(Outcome.VIOLATED, now[0][1], "costs", (("before", old), ("now", names)), elsewhere=((0, then[0][1]),))
