"""Dumps that print the cells of one line first and those of several lines in a second go, and what their rows say of each other."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear

FUNDS = "年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 100.00 80.00 60.00 10 75% 7.5\n"
HEADER = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n"
NAMES = ("河道清淤", "水质抽检次数", "岸坡整治", "饮水水源保护", "管网维修", "巡河次数", "村民满意度")
FIRST = "\n".join(
    f"{name} {points} {score} 无" if score == points else f"{name} {points} {score}"
    for name, points, score in zip(NAMES, (20, 10, 10, 20, 10, 10, 10), (20, 10, 8, 20, 10, 10, 10), strict=True)
)
SECOND = ["≥16公里 17公里", "≥12次 12次", "≥6处 5处", "≥8个 9个", "≥3公里 4公里", "≥24次 26次", "≥90% 95%"]
CAUSE = "实际天气情况\n复杂，受汛期影响\n，下一步加快进度。"


def read(text: str) -> Form:
    return linear.recognise(Document("text", tuple(lines("2022年度项目支出绩效自评表\n" + FUNDS + HEADER + text)), ruled=False), shipped()[0])[0]


def column(form: Form, name: str) -> list[str]:
    return ["".join(row.text(name).split()) for row in form.table("indicators").rows]


def two_goes(first: str, second: list[str]) -> Form:
    return read(first + "\n总分 100 95.5\n产出指标\n" + "\n".join(second) + "\n联系人：甲\n")


def test_the_second_go_fills_the_rows_of_the_first_in_order() -> None:
    form = two_goes(FIRST, [*SECOND[:3], CAUSE, *SECOND[3:]])
    assert column(form, "target") == [each.split()[0] for each in SECOND]
    assert column(form, "actual") == [each.split()[1] for each in SECOND]


def test_a_reason_in_any_words_goes_where_points_were_lost() -> None:
    form = two_goes(FIRST, [*SECOND[:3], CAUSE, *SECOND[3:]])
    assert column(form, "reason")[2] == CAUSE.replace("\n", "")


def test_a_cell_that_is_blank_moves_no_other() -> None:
    form = two_goes(FIRST, [*SECOND[:3], CAUSE, "≥8个", *SECOND[4:]])
    assert column(form, "actual") == ["17公里", "12次", "5处", "", "4公里", "26次", "95%"]


ROWS = "河道清淤 ≥16公里 17公里 60 60 无\n供水村数 ≥8个 9个 20 20 无\n村民满意度 ≥90% 95% 10 10 无\n"


@pytest.mark.parametrize(("closing", "conclusion"), [("总分 100 97.5 优", "优"), ("总分 100 97.5", ""), ("总分 100 97.5 备", "")])
def test_a_grade_may_stand_in_the_closing_row(closing: str, conclusion: str) -> None:
    field = read(ROWS + closing + "\n").fields.get("conclusion")
    assert (field.text if field else "") == conclusion


def test_of_two_hundreds_the_second_is_the_score() -> None:
    text = "\n\n".join([*HEADER.split(), *ROWS.split(), "总分", "100", "100"])
    fields = read(text).fields
    assert [fields[f"total.{name}"].text for name in ("weight", "score")] == ["100", "100"]


def test_second_level_labels_that_every_row_repeats_belong_to_every_row() -> None:
    rows = "产出指标\n数量指标 河道清淤 ≥16公里 17公里 20 20 无\n数量指标 供水村数 ≥8个 9个 20 20 无\n数量指标 管网维修 ≥3公里 4公里 20 20 无\n"
    rows += "质量指标 水质达标率 ≥95% 96% 20 20 无\n质量指标 工程合格率 ≥95% 100% 10 10 无\n总分 100 97.5\n"
    assert column(read(rows), "l2") == ["数量指标"] * 3 + ["质量指标"] * 2
