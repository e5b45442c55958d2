"""Amounts behind their own headings in one line are the table they tell."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise

ROWS = (
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n产出指标 数量指标 修缮处数 3处 3处 40 40\n产出指标 质量指标 合格率 100% 100% 40 40\n"
    "满意度指标 服务对象满意度 群众满意度 ≥90% 95% 10 10\n总分 100 99.6\n"
)


def form(line: str) -> Form:
    (found,) = recognise(read(Source("form.txt", f"项目绩效自评表\n项目名称：文物保护专项\n{line}\n{ROWS}".encode())), shipped())
    return found


@pytest.mark.parametrize(
    "line",
    [
        "年度资金总额：全年预算数：68万元，全年执行数：65.28万元，分值：10，执行率：96%，得分：9.6",
        "全年预算数 68 全年执行数 65.28 分值 10 执行率 96% 得分 9.6",
        "全年预算数（A）：68；全年执行数（B）：65.28；执行率：96%；分值：10；得分：9.6。",
    ],
)
def test_headings_and_values_in_turn_are_the_row_of_the_total(line: str) -> None:
    row = form(line).table("funds").row("total")
    assert row is not None
    assert [str(figure.number) for key in ("budget", "executed", "rate", "score") if (figure := row.figure(key))] == ["68", "65.28", "96", "9.6"]


@pytest.mark.parametrize(
    "line",
    [
        "全年预算数68万元，全年执行数65.28万元，执行率96%，比上年提高。",
        "全年预算数68万元，全年执行数65.28万元，执行率96%。",
        "本项目全年预算数68万元，全年执行数65.28万元。",
    ],
)
def test_a_sentence_is_no_table(line: str) -> None:
    assert not form(line).table("funds").rows
