"""Which numbers of a text are its total score."""

import pytest

from formlint.definitions import shipped
from formlint.exact import Fraction
from formlint.readers.markdown import parse
from formlint.reckoning.told_scores import total_scores
from formlint.recognisers import recognise

TABLE = (
    "项目支出绩效自评表\n\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 5 | 5 |\n\n"
)


def told(text: str) -> list[Fraction]:
    form = recognise(parse(TABLE + text), shipped(), force="cn-self-evaluation")[0]
    return [statement.figure.value for statement in total_scores(form)]


@pytest.mark.parametrize("text", ["项目自评得分98.6分。", "经自评（见附件），综合得分98.6分）。", "经自评（综合得分98.6分）。"])
def test_a_total_score_is_known_within_brackets_that_begin_before_it(text: str) -> None:
    assert told(text) == [Fraction("98.6")]


def test_a_number_whose_bracket_began_on_another_line_is_none() -> None:
    assert told("自评得分10分）") == []
