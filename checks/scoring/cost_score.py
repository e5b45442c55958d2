"""Amounts of money without an operator are scored by one rule.

Cost rows print a target and an actual and no sign: less may be better, or the money is to be spent. They are judged together, by the one direction and
rounding that explains most of them; only what even that does not explain is asked about, and where no way explains half of the rows nothing singles one out.

中文：成本类金额如无运算符，看不出方向，按“最能解释全部各行”的方向（节约或按计划支出）和取整方式一并核对，仍解释不了的行才提请核对；没有一种方式能解释半数以上的行时，只作提示。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.figures import Comparator, Figure
from formlint.figures.units import alike, in_one_unit, money
from formlint.findings import Confidence, Severity
from formlint.forms import Form, Row
from formlint.reckoning.scored import Direction, Scored
from formlint.relations import HOLDS, MODE, ROUNDING, Outcome, Relation
from formlint.relations.intervals import Mode
from formlint.relations.solving import judge, sound
from formlint.verdicts import Verdict

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
COSTS = HEAD + "| 产出指标 | 成本指标 | 人员类经费 | 342.68万元 | 317.04万元 | 2 | 2 |\n| ^ | ^ | 公用经费 | 26.43万元 | 26.16万元 | 2 | {} |\n"
COSTS += "| ^ | ^ | 项目经费 | 90.50万元 | 83.94万元 | 2 | 2 |"
TWO = HEAD + "| 产出指标 | 成本指标 | 商品和服务支出 | 123.62万元 | 105.29万元 | 3 | {} |\n| ^ | ^ | 补助支出 | 44.96万元 | 46.54万元 | 1 | {} |"
SOUND = (HOLDS, ROUNDING)


@check(
    Good(COSTS.format("2")),
    Good(COSTS.format("1.98")),
    Good(TWO.format(2, 1)),
    Good(TWO.format("2.56", 1)),
    Bad(COSTS.format("1"), at="1"),
    Remark(TWO.format("1.2", "0.4"), at="1.2"),
    title=Words("成本各行按同一方法计分", "Cost rows are scored by one rule"),
    says={
        "cost": Words(
            "“{row}”目标{target}、完成{achieved}，按节约或按完成程度计分都不会是 {actual} 分（应为 {expected}），"
            "与其他成本行的计分方法不一致，请核对或说明扣分原因。",
            "{row}: target {target}, achieved {achieved}: a score of {actual} follows neither from saving nor from spending "
            "(expected: {expected}), unlike the other cost rows; check it, or explain the loss.",
        ),
    },
)
def cost_score(form: Form, *, place: str) -> Iterator[Verdict]:
    rows = [each for row, figures in form.figured(place, "weight", "score", "target", "actual") if (each := _cost(row, *figures))]
    if not rows:
        return
    ways: dict[Direction, tuple[Sequence[Relation], Sequence[Outcome]]] = {}
    for way in (Direction.LESS, Direction.MORE):
        relations = [row.relation(way) for row in rows]
        ways[way] = relations, [judge(each) for each in relations]
        if all(each in SOUND for each in ways[way][1]):
            break  # no other explains more
    explained = {(way, Mode.HALF_UP): [each in SOUND for each in outcomes] for way, (_, outcomes) in ways.items()}
    most = max(map(sum, explained.values()))
    for way, judged in ways.items():
        if len([each for each in judged[1] if each is MODE or each in SOUND]) > most:  # else cutting off explains no more
            explained[way, Mode.TRUNCATED] = list(map(_cut, *judged))
    direction, mode = max(explained, key=lambda way: sum(explained[way]))
    common = 2 * sum(explained[direction, mode]) >= len(rows)  # without a common way to score nothing singles a row out
    rounded = explained.get((_other(direction), Mode.HALF_UP), ())
    for at, (row, relation, outcome) in enumerate(zip(rows, *ways[direction], strict=True)):
        severity = Severity.WARNING if common and not explained[direction, mode][at] and not rounded[at] else Severity.INFO
        told = (row.score, "cost", row.args, relation)
        yield Verdict(outcome, *told, severity=severity, confidence=Confidence.LIKELY)


def _cost(row: Row, weight: Figure, score: Figure, planned: Figure, spent: Figure) -> Scored | None:
    """The row, when it tells two amounts of money and no direction."""
    if not (money(planned) or money(spent)):  # most rows
        return None
    target, actual = in_one_unit(planned, spent)
    if target is None or actual is None or not alike(target, actual):
        return None
    bare = money(target) and target.comparator is Comparator.NONE
    return Scored(row, target, actual, weight, score) if bare and target.value and actual.value else None


def _other(direction: Direction) -> Direction:
    return Direction.LESS if direction is Direction.MORE else Direction.MORE


def _cut(relation: Relation, rounded: Outcome) -> bool:
    """Cutting off explains it; of what no way explains, and of what only cutting off does, `judge` has said so already."""
    return rounded is MODE or (rounded in SOUND and sound(relation, Mode.TRUNCATED))
