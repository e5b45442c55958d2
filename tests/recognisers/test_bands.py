"""Bands of ages that follow each other make up what they are ages of; others leave somebody out."""

import pytest

from formlint.documents import Passage
from formlint.forms import Extent
from formlint.recognisers.statements import statements


def extent(text: str) -> Extent:
    (statement,) = statements("narrative.actual", Passage(text))
    return statement.extent


@pytest.mark.parametrize(
    "text",
    [
        "为6010名80周岁以上老人发放补贴，其中80—89周岁4860名，90—99周岁1098名，100周岁及以上52名。",
        "管理孕产妇5386人，其中25岁以下986人、25—34岁3620人、35岁以上780人。",
        "参训学员900人，其中30岁以下200人，31-45岁400人，46岁及以上300人。",
        "参训学员900人，其中30岁以下的200人，年龄31-45岁400人，46岁及以上人员300人。",
    ],
)
def test_ages_without_a_gap_make_up_the_whole(text: str) -> None:
    assert extent(text) is Extent.ALL


@pytest.mark.parametrize(
    "text",
    [
        "服务人口5000人，其中60—69岁300人，70—79岁200人，80岁以上50人。",
        "参训学员900人，其中30岁以下200人，46岁及以上300人。",
        "参训学员900人，其中30岁以下200人，31-45岁400人。",
        "参训学员900人，其中女性400人，60岁以上100人。",
        "参训学员900人，其中35岁以下200人，35岁以上妇女80人。",
    ],
)
def test_ages_that_leave_somebody_out_do_not(text: str) -> None:
    assert extent(text) is Extent.SOME
