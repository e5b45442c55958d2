"""Names of levels that a narrow cell broke are closed up, and only those."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document, Line, Passage
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise
from formlint.recognisers.texts.closed_up import closed_up


def printed(text: str) -> list[str]:
    return [line.text for line in closed_up(read(Source("form.txt", text.encode())), shipped()[0]).lines]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("产出指标 (50分) 数量 指标 清淤长度 3公里", "产出指标(50分)  数量指标  清淤长度 3公里"),
        ("产 出 指 标 (50分) 数量指标", "产出指标(50分)     数量指标"),
        ("效益指标（30分）", "效益指标（30分）"),
        ("可持续影 响指标 管护制度 健全", "可持续影响指标  管护制度 健全"),
    ],
)
def test_a_broken_word_is_whole_and_its_blanks_stand_behind_it(broken: str, whole: str) -> None:
    assert printed(broken) == [whole]


@pytest.mark.parametrize(
    "line",
    [
        "分值 执行率 得分",
        "清淤 数量 3公里",
        "年初预算数 全年预算数 全年执行数",
        "有数量 指标无质量",
        "验收合格率 (50分) 95%",
        "产出 指标 | 数量 指标 |",
    ],
)
def test_headings_side_by_side_and_other_words_stay_as_they_are(line: str) -> None:
    assert printed(line) == [line]


FORM = """项目支出绩效自评表
(2022年度)
项目名称 河道清淤
年度资金总额 40 40 36 10 90% 9
年度 总体 目标 预期目标 实际完成情况
绩效指标 一级 指标 二级指标 三级指标 年度 指标值 实际 完成值 分值 得分
产出指标 (50分) 数量 指标 清淤长度 3公里 3公里 20 20
清淤方量 200方 200方 10 10
质量 指标 验收合格率 95% 96% 20 20
……
效益指标 (30分) 社会效 益指标 防洪能力 显著 显著 30 30
……
满意度指标 (10分) 服务对象满意度指标 群众满意度 90% 95% 10 10
总分 100 99
"""


def test_rows_whose_levels_are_broken_have_their_own_names_and_sections() -> None:
    (form,) = recognise(read(Source("form.txt", FORM.encode())), shipped())
    rows = form.table("indicators").rows
    assert [(row.text("name"), row.text("weight")) for row in rows] == [
        ("清淤长度", "20"),
        ("清淤方量", "10"),
        ("验收合格率", "20"),
        ("防洪能力", "30"),
        ("群众满意度", "10"),
    ]


def test_a_line_with_a_nul_moves_no_other() -> None:
    """A text file has none; who makes documents by other means may put some into their lines."""
    texts = ("甲\0\0乙", "产出 指标 (50分) 数量指标", "丙\0")
    closed = closed_up(Document("txt", tuple(Line(Passage(text)) for text in texts), ruled=False), shipped()[0])
    assert [line.text for line in closed.lines] == [texts[0], "产出指标(50分)   数量指标", texts[2]]
