"""Amounts beside or below their names, under no header: forms that ask for money print them so."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise

LIST = """绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |
产出指标 | 数量指标 | 维修面积 | ≥400平方米 |
质量指标 | 验收合格率 | ≥98% |
满意度指标 | 服务对象满意度 | 职工满意度 | ≥95% |
"""
HEAD = "项目支出绩效目标申报表 |\n(2023年度) |\n项目名称 | 办公楼维修 |\n主管部门 | 档案局 | 实施单位 | 档案馆 |\n"


def amounts(text: str) -> dict[str, str]:
    (form,) = forms(HEAD + text + LIST)
    return {row.key: row.text("budget") for row in form.table("funds").rows}


def forms(text: str) -> tuple[Form, ...]:
    return recognise(read(Source("form.txt", text.encode())), shipped())


@pytest.mark.parametrize(
    "text",
    [
        "资金情况(万元) | 年度资金总额: | 50 |\n其中:财政拨款 | 30 |\n其他资金 | 20 |\n",
        "项目资金 | 预算数 | 50 | 其中:财政 资金 | 30 | 其他资金 | 20 |\n",
        "年度资金总额: | 50 | 其中:财政拨款 | 30 |\n其他资金 | 20 |\n",
        "项目资金总额(万元) | 财政拨款 | 其他资金 |\n50 | 30 | 20 |\n",
    ],
)
def test_a_whole_and_its_parts_are_funds(text: str) -> None:
    assert amounts(text) == {"total": "50", "fiscal": "30", "other": "20"}


def test_parts_of_a_part_stand_in_a_row_of_their_own() -> None:
    text = "本年度预计投入(万元) | 财政资金(万元) | 其他 |\n中央 | 省级 | 市级资金 | 本级 |\n7 | 0 | 6 | 1 | 0 | 0 |\n"
    assert amounts(text) == {"total": "7", "central": "0", "province": "6", "city": "1", "local": "0", "other": "0"}


@pytest.mark.parametrize(
    "text",
    [
        "项目金额 | 164万元 | 其中:财政拨款 | 132万元 |\n",  # one part: nothing says that it is all
        "年度资金总额: | 见附表 |\n其中:财政拨款 | 30 |\n其他资金 | 20 |\n",
        "其中:财政拨款 | 30 |\n其他资金 | 20 |\n",
    ],
)
def test_without_a_whole_or_parts_there_are_no_funds(text: str) -> None:
    assert amounts(text) == {}


def test_the_unit_is_that_of_the_side_title() -> None:
    (form,) = forms(HEAD + "资金情况(万元) | 年度资金总额: | 50 |\n其中:财政拨款 | 30 |\n其他资金 | 20 |\n" + LIST)
    assert {row.cells["budget"].figure.unit for row in form.table("funds").rows if row.cells["budget"].figure} == {"万元"}
