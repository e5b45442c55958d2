"""Which numbers of running text are the total score of the form."""

import pytest

from formlint.documents import Passage
from formlint.forms import Field, Form
from formlint.reckoning.told_scores import total_scores
from formlint.recognisers.statements import statements


def told(text: str, id_: str = "narrative.actual") -> list[str]:
    field = Field(id_, (), Passage(text))
    form = Form("x", "", {field.id: field}, statements=statements(field.id, field.passage), year=2023)
    return [statement.figure.text for statement in total_scores(form)]


@pytest.mark.parametrize(
    "text",
    [
        "项目自评得分98.6分。",
        "（项目自评得分98.6分）",
        "（一）完成情况较好。（项目自评得分98.6分\n）",
        "执行率99%，得分98.6分。",
        "自评得分98.6分（满分110分）。",
    ],
)
def test_the_total_score_is_known_by_its_words(text: str) -> None:
    assert told(text) == ["98.6分"]


@pytest.mark.parametrize(
    "text",
    [
        "上年自评得分98.6分。",
        "自评得分90分以上为优。",
        "自评得分10分）",
        "自评得分10分\n）98",
        "执行率98%，得分9.8分。",
        "自评得分9.8分（满分10分）。",
        "自评得分986分。",
        "自评得分0分。",
        "自评得分98.6%。",
    ],
)
def test_other_scores_and_the_end_of_a_torn_heading_are_no_total(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("id_", ["narrative.goal", "narrative.goal[1]"])
def test_the_score_that_a_goal_aims_at_is_no_total(id_: str) -> None:
    assert told("项目自评得分98.6分。", id_) == []
