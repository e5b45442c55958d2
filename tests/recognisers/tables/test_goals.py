"""Goal and outcome wherever they stand: under a side title and a heading, or both in one cell."""

import pytest

from formlint.definitions import shipped
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = "2023年度项目支出绩效自评表\n\n| 项目名称 | 灯光改造 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
LIST = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 路灯 | ≥600盏 | 618盏 | 100 | 100 |\n"
    "| 总分 | < | < | < | < | 100 | 100 |\n"
)
GOAL, ACTUAL = "目标1：改造路灯600盏；目标2：更换电缆12公里。", "改造路灯618盏，更换电缆12.4公里。"


def told(rows: str) -> tuple[str, str]:
    (form,) = recognise(read(Source("form.md", (HEAD + rows + LIST).encode())), shipped())
    goal, actual = (form.fields.get(f"narrative.{name}") for name in ("goal", "actual"))
    return goal.text if goal else "", actual.text if actual else ""


def test_a_side_title_of_goals_beside_a_heading_heads_the_goal() -> None:
    assert told(f"| 绩效目标 | < | < | 完成情况 | < | < | < |\n| {GOAL} | < | < | {ACTUAL} | < | < | < |\n") == (GOAL, ACTUAL)


@pytest.mark.parametrize("between", ["", " "])
def test_goal_and_outcome_in_one_cell_are_parted_at_their_labels(between: str) -> None:
    assert told(f"| 总体目标完成情况 | 预期目标：{GOAL}{between}完成情况：{ACTUAL} | < | < | < | < | < |\n") == (GOAL, ACTUAL)


def test_an_outcome_alone_keeps_its_text() -> None:
    assert told(f"| 完成情况 | {ACTUAL} | < | < | < | < | < |\n") == ("", ACTUAL)
