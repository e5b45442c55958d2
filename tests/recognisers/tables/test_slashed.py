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


def test_a_score_with_its_weight_in_brackets_is_told_apart() -> None:
    found = form(ROWS.format("得分（分值）", "58（60）", "39.5(40)", "97.5（100）"))
    assert [(row.text("weight"), row.text("score")) for row in found.table("indicators").rows] == [("60", "58"), ("40", "39.5")]
    assert found.fields["total.weight"].text == "100"


def test_target_and_actual_of_one_cell_are_told_apart() -> None:
    rows = ROWS.replace("年度指标值 | 实际完成值", "指标值/完成值 | 单位").replace("≥3场 | 3场", "≥3场/3场 | 场").replace("≥90% | 95%", "≥90%/95% | ")
    found = form(rows.format("分值", "60", "40", "100")).table("indicators").rows
    assert [(row.text("target"), row.text("actual")) for row in found] == [("≥3场", "3场"), ("≥90%", "95%")]


def test_target_and_actual_told_in_words_are_told_apart() -> None:
    rows = (
        "| 一级指标 | 二级指标 | 指标及完成情况 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 带动就业：目标2000人，完成2,180人 | 60 | 60 |\n"
        "| ^ | 质量指标 | 达标率：目标90%，实际完成95% | 40 | 40 |\n| 总分 | < | < | 100 | 100 |\n"
    )
    found = form(rows).table("indicators").rows
    assert [(row.label, row.text("target"), row.text("actual")) for row in found] == [("带动就业", "2000人", "2,180人"), ("达标率", "90%", "95%")]


def test_a_heading_of_two_measures_over_single_values_is_no_second_column() -> None:
    rows = ROWS.replace("实际完成值", "实际完成值/说明")
    assert [row.text("actual") for row in form(rows.format("分值", "60", "40", "100")).table("indicators").rows] == ["3场", "95%"]


@pytest.mark.parametrize("arrow", ["→", "->", "=>", "—>"])
def test_target_and_actual_on_both_sides_of_an_arrow_are_told_apart(arrow: str) -> None:
    rows = (
        form(
            f"| 一级指标 | 二级指标 | 三级指标 | 目标值{arrow}实际值 | 分值 | 得分 | 备注 |\n"
            f"| 产出指标 | 数量指标 | 赛事 | ≥3场{arrow}3场 | 60 | 58 | |\n"
            f"| 效益指标 | 社会效益 | 氛围 | 浓厚{arrow}浓厚 | 30 | 30 | |\n| ^ | ^ | 报道 | 5篇 | 10 | 10 | |\n"
        )
        .table("indicators")
        .rows
    )
    assert [(row.text("target"), row.text("actual"), row.text("weight")) for row in rows[:2]] == [("≥3场", "3场", "60"), ("浓厚", "浓厚", "30")]
    assert rows[2].text("score") == "10"


@pytest.mark.parametrize(
    ("head", "printed", "found"),
    [
        ("执行数/执行率", "1,822.80/98.00%", {"executed": "1,822.80", "rate": "98.00%"}),
        ("执行数（执行率）", "1822.80万元（98%）", {"executed": "1822.80万元", "rate": "98%"}),
        ("年初预算数/执行数", "1900/1822.80", {"initial": "1900", "executed": "1822.80"}),
        ("执行率（B/A）", "98%", {"rate": "98%"}),
    ],
)
def test_amounts_and_their_rates_of_one_cell_are_told_apart(head: str, printed: str, found: dict[str, str]) -> None:
    funds = f"| 资金 | 预算数 | {head} | 得分 | < | < | < |\n| 年度资金总额 | 1860 | {printed} | 9.8 | < | < | < |\n"
    total = form(funds + ROWS.format("得分", "58", "39.5", "97.5")).table("funds").rows[0]
    assert {column: total.text(column) for column in ("budget", *found, "score")} == {"budget": "1860", **found, "score": "9.8"}


def test_columns_of_two_tables_may_be_split_in_the_same_place() -> None:
    text = (
        "| 来源 | 预算/支出 | 执行率 | 分值 | 得分 | | |\n| 合计 | 120.0/114.0 | 95% | 10 | 9.5 | | |\n| 财政拨款 | 100.0/95.0 | 95% | | | | |\n"
        "| 三级指标 | 指标值/实际值 | 分值 | 得分 | 说明 | | |\n| 康复服务 | ≥500人/512人 | 90 | 89 | 无 | | |\n"
    )
    found = form(text)
    assert [(row.text("budget"), row.text("executed"), row.text("rate")) for row in found.table("funds").rows] == [
        ("120.0", "114.0", "95%"),
        ("100.0", "95.0", "95%"),
    ]
    (row,) = found.table("indicators").rows
    assert [row.text(column) for column in ("target", "actual", "weight", "score", "reason")] == ["≥500人", "512人", "90", "89", "无"]
