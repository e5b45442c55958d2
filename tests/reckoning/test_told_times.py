"""Which words before a number put it into another time."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers.markdown import parse
from formlint.reckoning.told_times import of_another_time, of_another_year
from formlint.recognisers import recognise

TABLE = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 5 | 5 |"
)


def form(title: str) -> Form:
    return recognise(parse(title + TABLE), shipped(), force="cn-self-evaluation")[0]


@pytest.mark.parametrize("before", ["上年发放津贴", "2022年受益学生", "2022年至2021年受益学生", "计划培训", "较2022年增加", "截至9月底，拨付"])
def test_other_times_are_known_by_their_words(before: str) -> None:
    assert of_another_time(form("2023年度项目支出绩效自评表\n\n"), before)


@pytest.mark.parametrize("before", ["", "全年发放津贴", "2023年受益学生", "2022年印发办法。受益学生", "2021年至2023年受益学生", "计划完成率"])
def test_the_own_year_and_other_sentences_are_no_other_time(before: str) -> None:
    assert not of_another_time(form("2023年度项目支出绩效自评表\n\n"), before)


def test_every_named_year_is_another_where_the_forms_is_not_known() -> None:
    assert of_another_year(form(""), "2023年受益学生")
