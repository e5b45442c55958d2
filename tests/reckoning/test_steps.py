"""Steps are read from the notes of a form in the ways that notes say them; what takes points off in proportion is none."""

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.exact import Fraction
from formlint.readers.markdown import parse
from formlint.reckoning.steps import due, steps
from formlint.recognisers import recognise
from formlint.relations import Outcome

WEIGHT = Fraction(10)


@pytest.mark.parametrize(
    ("note", "rate", "points"),
    [
        ("执行率≥95%得10分，90%（含）-95%得8分，低于90%不得分", 97, [10]),
        ("执行率≥95%得10分，90%（含）-95%得8分，低于90%不得分", 92, [8]),
        ("执行率≥95%得10分，90%（含）-95%得8分，低于90%不得分", 50, [0]),
        ("执行率≥95%得10分，90%（含）-95%得8分，低于90%不得分", 95, [8, 10]),
        ("预算执行率95%以上得满分；80%至95%得 8 分；80%以下得5分", 96, [10]),
        ("预算执行率95%以上得满分；80%至95%得 8 分；80%以下得5分", 70, [5]),
        ("执行率达到95％的，得10分；80%≤执行率<95%的，得6分；不足80%的，得0分。", 85, [6]),
        ("执行率大于等于95%的得10分，60%-80%得5分", 90, []),
    ],
)
def test_rate_earns_what_its_step_says(note: str, rate: int, points: list[int]) -> None:
    assert sorted(due(steps(note, "执行率"), Fraction(rate, 100), WEIGHT)) == points


@pytest.mark.parametrize(
    "note",
    [
        "",
        "产出指标50分，效益指标30分、满意度指标10分、预算资金执行率10分。",
        "执行率≥95%得10分",
        "执行率≥95%得10分，低于95%的按执行率计分，低于60%得0分",
        "执行率得分=执行率*分值，90%以上得10分，低于60%得0分",
        "满意度95%以上得10分，80%-95%得8分",
        "定性指标按区间100-80%（含80%）、80-50%（含50%）、50-0%合理确定得分。",
    ],
)
def test_note_without_a_table_of_steps_gives_none(note: str) -> None:
    assert steps(note, "执行率") == ()


HEAD = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
FUNDS = HEAD + "| 年度资金总额 | 100 | 100 | 92 | 10 | 92% | {} |"


@pytest.mark.parametrize(
    ("score", "note", "outcome"), [("8", "", Outcome.HOLDS), ("9.2", "", Outcome.VIOLATED), ("6", "执行率≥95%得10分，低于95%得6分。", Outcome.HOLDS)]
)
def test_a_rule_may_lay_steps_down_and_the_forms_own_come_first(score: str, note: str, outcome: Outcome) -> None:
    (form,) = recognise(parse(FUNDS.format(score) + ("\n\n注：" + note if note else "")), shipped(), force="cn-self-evaluation")
    said = load(SHIPPED)["scoring/execution_score"].run(form, place="funds", laid_down="执行率≥95%得10分，低于95%得8分")
    assert [verdict.outcome for verdict in said] == [outcome]
