"""Dumps whose columns are still aligned: headings over several lines, cells that share their lines with those of other rows, rows without numbers."""

from collections.abc import Iterable, Sequence

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear
from formlint.recognisers.dumps.amounts.sharing import share

HEAD = "2022年度项目支出绩效自评表\n（2022年度）\n单位：甲县水务局\n\n"
PLACES = (2, 10, 24, 38, 54, 72, 80, 90)


def laid(rows: Iterable[Sequence[str]], places: Sequence[int] = PLACES) -> str:
    """Every cell at its column, as far as the line is not there yet."""
    text = ""
    for row in rows:
        line = ""
        for place, cell in zip(places, row, strict=False):
            line = f"{line:{place}}{cell}" if cell else line
        text += line + "\n"
    return text


def read(*rows: str, places: Sequence[int] = PLACES) -> Form:
    """The form whose rows are written with | between their cells."""
    text = HEAD + laid((row.split("|") for row in rows), places)
    return linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])[0]


def cells(form: Form, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(column) for column in columns) for row in form.table("indicators").rows]


HEADINGS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|未完成原因分析"


def test_a_bracket_far_behind_a_heading_belongs_to_another_column() -> None:
    form = read(
        "||||实际完成值",
        "一级|||年度指标值(A)||||未完成原因分析",
        "|二级指标|三级指标||（B）|分值|得分",
        "指标",
        "产出指标|数量指标|河道清淤|≥16公里|17公里|50|50|—",
        "效益指标|社会效益指标|供水村数|≥8个|9个|30|30|—",
        "满意度指标|服务对象满意度|村民满意度|≥90%|95%|10|10|—",
        "总分|||||100|90",
    )
    assert form.table("indicators").columns["actual"] == "实际完成值（B）"
    assert cells(form, "name", "target", "actual", "weight", "score") == [
        ("河道清淤", "≥16公里", "17公里", "50", "50"),
        ("供水村数", "≥8个", "9个", "30", "30"),
        ("村民满意度", "≥90%", "95%", "10", "10"),
    ]


def test_a_unit_goes_with_its_number_and_a_dash_with_nothing() -> None:
    form = read(
        HEADINGS,
        "产出指标|数量指标|河道清淤|≥16公里|17公里|40|40|—",
        "|||≥1650.5||||因雨停工，",
        "||管护经费||1600万元|10|9|下年补做。",
        "|||05万元",
        "效益指标|社会效益指标|供水村数|≥8个|9个|30|30|—",
        "||||||",
        "满意度指标|服务对象满意度|村民满意度|≥90%|95%|10|10|—",
        "||||||",
        "总分|||||100|99",
    )
    assert cells(form, "target", "reason") == [("≥16公里", "—"), ("≥1650.505万元", "因雨停工，下年补做。"), ("≥8个", "—"), ("≥90%", "—")]


def test_points_in_the_next_line_belong_to_the_number_above() -> None:
    form = read(
        HEADINGS,
        "产出指标|数量指标|河道清淤|≥16公里|17公里|50分|50分|—",
        "|||||30|30",
        "效益指标|社会效益指标|供水村数|≥8个|9个|||—",
        "|||||分|分",
        "|||||10|10",
        "满意度指标|服务对象满意度|村民满意度|≥90%|95%|||—",
        "|||||分|分",
        "总分|||||100|90",
    )
    assert cells(form, "name", "weight", "score") == [("河道清淤", "50分", "50分"), ("供水村数", "30分", "30分"), ("村民满意度", "10分", "10分")]


def test_rows_without_weight_and_score_lie_where_most_columns_print() -> None:
    form = read(
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|未完成原因分析",
        "||||清淤17公里，",
        "产出指标|数量指标|河道清淤|≥16公里|其中干流9公里，|—",
        "||||支流8公里",
        "||||已对12个村",
        "||供水考评|对12个村考评||—",
        "||||全部考评",
        "效益指标|社会效益指标|供水村数|≥8个|9个|—",
        "满意度指标|服务对象满意度|村民满意度|≥90%|95%|—",
        places=(2, 12, 26, 40, 56, 76),
    )
    assert cells(form, "name", "target", "actual") == [
        ("河道清淤", "≥16公里", "清淤17公里，其中干流9公里，支流8公里"),
        ("供水考评", "对12个村考评", "已对12个村全部考评"),
        ("供水村数", "≥8个", "9个"),
        ("村民满意度", "≥90%", "95%"),
    ]


@pytest.mark.parametrize(("folds", "groups"), [((), [0, 0, 1]), ((0.0, 8.0, 0.0), [0, 1, 1]), ((0.0, 0.0, -8.0), [0, 1, 1])])
def test_lines_are_shared_out_by_their_places_unless_they_must_or_cannot_be_one_cell(folds: Sequence[float], groups: list[int]) -> None:
    found = share([0, 1, 2], [0.4, 2.1], 1.2, folds)
    assert [row for row, begin, end in found for _ in range(begin, end)] == groups


def test_the_one_weight_that_is_not_printed_is_blank_and_one_beside_its_column_is_none() -> None:
    rows = [f"||第{number}项工作|≥{number}个|{number}个|10|10|—" for number in "二三四五六".replace("二", "2").replace("三", "3").replace("四", "4")]
    form = read(HEADINGS, *rows[:3], "||河道清淤|≥16公里|17公里||10|—", "总分|||||100|90")
    row = form.table("indicators").rows[-1]
    assert row.cells["weight"].blank and row.text("score") == "10"


FUNDS = (
    "|资金来源|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
    "|||2895.623",
    "|年度资金总额|2466.65||2836.685754|10|97.96%|9.8",
    "|||192",
    "||2086.14|2448.449",
    "|其中：财政拨款|||2388.449917|—|—|—",
    "||25|917",
    "|其他资金|380.525|447.173275|448.235837|—|—|—",
)


def test_an_amount_that_a_narrow_cell_broke_stands_in_its_row_again() -> None:
    rows = {row.key: row for row in read(*FUNDS, HEADINGS, *ROWS).table("funds").rows}
    assert [(rows["total"].text(column)) for column in ("initial", "budget", "executed")] == ["2466.65", "2895.623192", "2836.685754"]
    assert [(rows["fiscal"].text(column)) for column in ("initial", "budget", "executed")] == ["2086.1425", "2448.449917", "2388.449917"]


ROWS = (
    "产出指标|数量指标|河道清淤|≥16公里|17公里|50|50|—",
    "效益指标|社会效益指标|供水村数|≥8个|9个|30|30|—",
    "满意度指标|服务对象满意度|村民满意度|≥90%|95%|10|8.2|—",
)


def test_a_total_score_that_was_broken_is_one_number() -> None:
    form = read(HEADINGS, *ROWS, "||||||98.", "总分|||||100", "||||||2")
    assert form.fields["total.score"].text == "98.2"


def test_a_number_between_two_rows_of_amounts_belongs_to_no_row() -> None:
    form = read(*FUNDS[:1], "|年度资金总额|2466.65|2895.62|2836.68|10|97.96%|9.8", "|||917", *FUNDS[-1:], HEADINGS, *ROWS)
    assert [row.text("budget") for row in form.table("funds").rows] == ["2895.62", "447.173275"]


def test_a_part_stands_under_its_section_wherever_the_label_of_that_was_printed() -> None:
    form = read(
        HEADINGS,
        "|数量指标|河道清淤|≥16公里|17公里|20|20|—",
        "产出指标",
        "|质量指标|合格率|≥98%|99%|30|30|—",
        "|经济效益指标|增收|≥8元|9元|10|10|—",
        "|社会效益指标|供水村数|≥8个|9个|10|10|—",
        "|生态效益指标|绿化|≥8亩|9亩|10|10|—",
        "效益指标",
        "满意度指标|服务对象满意度|村民满意度|≥90%|95%|10|10|—",
    )
    assert cells(form, "l1") == [("产出指标",)] * 2 + [("效益指标",)] * 3 + [("满意度指标",)]


def test_bands_are_of_the_first_level_in_any_column() -> None:
    form = read(
        "|指标类型|三级指标|年度指标值|实际完成值|分值|得分|未完成原因分析",
        "|一、产出指标（50分）",
        "|数量指标|河道清淤|≥16公里|17公里|50|50|—",
        "|二、效益指标（40分）",
        "|社会效益指标|供水村数|≥8个|9个|30|30|—",
        "|经济效益指标|增收|≥8元|9元|10|10|—",
        "总分|||||90|90",
    )
    assert cells(form, "l1", "l2") == [
        ("产出指标（50分）", "数量指标"),
        ("效益指标（40分）", "社会效益指标"),
        ("效益指标（40分）", "经济效益指标"),
    ]


def test_parts_of_a_heading_that_stand_over_one_another_only_as_they_look_are_one() -> None:
    form = read(
        "||||||自评得|",
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值||未完成原因分析",
        "||||||   分|",
        "产出指标|数量指标|河道清淤|≥16公里|17公里|50|50|—",
        "效益指标|社会效益指标|供水村数|≥8个|9个|30|30|—",
        "满意度指标|服务对象满意度|村民满意度|≥90%|95%|10|10|—",
        "总分|||||100|90",
    )
    assert form.table("indicators").columns["score"] == "自评得分"
    assert cells(form, "weight", "score") == [("50", "50"), ("30", "30"), ("10", "10")]


def test_numbers_above_and_below_a_subtotal_that_is_whole_are_two() -> None:
    form = read(
        HEADINGS,
        "产出指标|成本指标|年度支出总额|≤120|118.65|10|10",
        "||小计|||10|10",
        "效益指标|社会效益指标|到馆读者人次|≥15|14.1|20|18.8",
        "||小计|||20|18.8",
        "总分|||||30|28.8",
    )
    assert cells(form, "name", "target", "actual", "score") == [("年度支出总额", "≤120", "118.65", "10"), ("到馆读者人次", "≥15", "14.1", "18.8")]


def test_a_total_that_its_cell_broke_is_whole_again() -> None:
    form = read(
        HEADINGS,
        "产出指标|数量指标|铺设管网长度|≥30公里|31公里|50|50",
        "效益指标|社会效益指标|供水人口|≥900人|887人|50|48.45",
        "||||||98.4",
        "总分|||||100|",
        "||||||5",
    )
    assert form.fields["total.score"].text == "98.45"
