"""What a text dump costs grows with its rows and with its words: 5,000 rows of a page once took 12 s, 6 lines of 4,000 words 4 s."""

import sys
from types import FrameType
from typing import Any

import pytest

from formlint.definitions import shipped
from formlint.readers import Source, read
from formlint.recognisers import recognise

HEAD = """                    2023年度部门整体支出绩效目标自评表

部门（单位）名称     甲县水务局

资金来源          年初预算数    全年预算数    全年执行数    分值    执行率    得分
年度资金总额        100.00       100.00       100.00      10     100%     10
基本支出            60.00        60.00        60.00
项目支出            40.00        40.00        40.00

一级指标    二级指标    三级指标              年度指标值     实际完成值     分值    得分
"""
ROW = "产出指标    数量指标    巡查河道{}次数          ≥{}次         {}次          1       1\n"


def rows(number: int) -> str:
    return HEAD + "".join(ROW.format(each, each % 90 + 10, each % 90 + 10) for each in range(number))


def words(number: int) -> str:
    return HEAD + 4 * (" ".join(f"词{each}组" for each in range(number)) + "\n")


GOALS = "年度总体目标\n预期目标\n实际完成情况\n"
TURNS = "全年预算数 68 全年执行数 65.28 分值 10 执行率 96% 得分 9.6\n"
COUNTED = "预算数：68万元，执行数：65万元。\n"


def goals(number: int) -> str:
    return HEAD.replace("    ", " ") + GOALS + number * "完成培训和修缮工作任务并取得较好成效提高群众满意程度。\n" + ROW.format(1, 10, 10)


def turns(number: int) -> str:
    return HEAD.replace("    ", " ") + number * TURNS + ROW.format(1, 10, 10)


def figures(number: int) -> str:
    return HEAD.replace("    ", " ") + GOALS + number * COUNTED + ROW.format(1, 10, 10)


def quoted(number: int) -> str:
    return HEAD.replace("    ", "\t") + number * '"\t"\n'


class Steps:
    """Counts the lines that run, each once for every time round a loop or a comprehension."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, _: FrameType, event: str, __: Any) -> "Steps":
        self.number += event == "line"
        return self


def steps(text: str) -> int:
    document = read(Source("form.txt", text.encode()))
    counted, before = Steps(), sys.gettrace()
    sys.settrace(counted)
    try:
        assert recognise(document, shipped())
    finally:
        sys.settrace(before)
    return counted.number


@pytest.mark.parametrize(
    ("text", "few", "many"), [(rows, 30, 120), (words, 200, 800), (goals, 300, 1200), (turns, 100, 400), (figures, 300, 1200), (quoted, 200, 800)]
)
def test_four_times_the_text_takes_four_times_the_steps(text: Any, few: int, many: int) -> None:
    steps(text(3))  # words that are looked up once a process
    assert steps(text(many)) < 1.3 * (many / few) * steps(text(few))
