"""Two columns in one, with a stroke between their headings and between their numbers, are read as two."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = "2023年度项目支出绩效自评表\n\n| 项目名称 | 文体活动 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
ROWS = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | {} | 备注 |\n| 产出指标 | 数量指标 | 赛事 | ≥3场 | 3场 | {} | 无 |\n"
    "| ^ | 质量指标 | 达标率 | ≥90% | 95% | {} | |\n| 总分 | < | < | < | < | {} | |\n"
)


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.md", (HEAD + text).encode())), shipped())
    return found


@pytest.mark.parametrize(
    ("head", "one", "other", "sum_"),
    [
        ("分值/得分", "60/58", "40/39.5", "100/97.5"),
        ("得分／分值", "58/60", "39.5／40", "97.5/100"),
        ("权重/自评得分", "60分/58分", "40分/39.5分", "100分/97.5分"),
    ],
)
def test_weight_and_score_of_one_cell_are_told_apart(head: str, one: str, other: str, sum_: str) -> None:
    found = form(ROWS.format(head, one, other, sum_))
    rows = found.table("indicators").rows
    assert [(row.text("weight").rstrip("分"), row.text("score").rstrip("分")) for row in rows] == [("60", "58"), ("40", "39.5")]
    assert [cell.text for row in rows if (cell := row.cells.get("reason"))] == ["无", ""]
    assert [found.fields[name].text.rstrip("分") for name in ("total.weight", "total.score")] == ["100", "97.5"]


def test_a_formula_in_a_heading_is_no_second_column() -> None:
    rows = form(ROWS.format("得分（B/A）", "58", "39.5", "97.5")).table("indicators").rows
    assert [row.text("score") for row in rows] == ["58", "39.5"]


def test_a_stroke_for_nothing_is_kept_where_no_cell_prints_two_numbers() -> None:
    rows = form(ROWS.format("分值/得分", "/", "/", "/")).table("indicators").rows
    assert [row.figure("score") for row in rows] == [None, None]
