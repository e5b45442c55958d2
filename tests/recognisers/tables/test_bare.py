"""An export has left the other boxes of a merged cell blank: they are told from cells that are blank themselves."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Cell, Document, Passage, Table
from formlint.forms import Form
from formlint.recognisers import recognise
from formlint.recognisers.tables.bare import with_merged_cells

FORM = """2023年度项目支出绩效自评表||||||||
项目名称||老旧管网改造||||||
主管部门||||实施单位||城建中心||
项目资金||资金来源|年初预算数|全年预算数|全年执行数|分值|执行率|得分
||年度资金总额|286|300|294|10|98%|9.8
||其中：财政拨款|260|300|294|—|—|—
||其他资金||||—|—|—
年度总体目标|预期目标||||实际完成情况|||
|改造管网12公里。||||改造管网13公里。|||
一级指标|二级指标|三级指标||年度指标值|实际完成值|分值|得分|偏差原因
产出指标|数量指标|改造管网||≥12公里|13公里|50||
||新增闸阀||≥4个|4个|30|30|
效益指标||群众满意||≥90%|95%|10|10|
总分||||||100|99.8|"""


def table(text: str) -> Table:
    """Every field as a box of its own."""
    rows = [line.split("|") for line in text.split("\n")]
    boxes = (Cell(row, column, Passage(text)) for row, fields in enumerate(rows) for column, text in enumerate(fields))
    return Table(tuple(boxes), bare=True)


def spans(text: str) -> dict[str, tuple[int, int]]:
    """How many rows and columns every text covers."""
    (definition,) = [each for each in shipped() if each.id == "cn-self-evaluation"]
    return {cell.text: (cell.rows, cell.columns) for cell in with_merged_cells(table(text), definition).cells if cell.text}


def form(text: str) -> Form:
    (found,) = recognise(Document("csv", (table(text),)), shipped())
    return found


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2023年度项目支出绩效自评表", (1, 9)),
        ("项目名称", (1, 2)),
        ("老旧管网改造", (1, 7)),
        ("主管部门", (1, 4)),
        ("项目资金", (4, 2)),
        ("年度资金总额", (1, 1)),
        ("年度总体目标", (2, 1)),
        ("预期目标", (1, 4)),
        ("改造管网12公里。", (1, 4)),
        ("三级指标", (1, 2)),
        ("改造管网", (1, 2)),
        ("产出指标", (2, 1)),
        ("数量指标", (2, 1)),
        ("13公里", (1, 1)),
    ],
)
def test_a_text_covers_what_it_covered(text: str, span: tuple[int, int]) -> None:
    assert spans(FORM)[text] == span


def test_blank_cells_of_a_table_stay_blank() -> None:
    found = form(FORM)
    assert [row.cells[column].text for row in found.tables["funds"].rows[2:] for column in ("initial", "budget", "executed")] == ["", "", ""]
    assert found.tables["indicators"].rows[0].cells["score"].blank


def test_a_label_without_a_value_takes_none_of_its_neighbours() -> None:
    found = form(FORM)
    assert found.fields["dept"].blank
    assert found.fields["unit"].text == "城建中心"
    last = form(FORM.replace("主管部门||||实施单位||城建中心||", "主管部门||水务局||实施单位||||"))
    assert (last.fields["dept"].text, last.fields["unit"].text) == ("水务局", "")


def test_a_merged_level_holds_for_all_its_rows() -> None:
    rows = form(FORM).tables["indicators"].rows
    assert [row.text("l1") for row in rows] == ["产出指标", "产出指标", "效益指标"]
    assert [row.section for row in rows] == ["output", "output", "effect"]


def test_a_heading_over_several_headings_is_one_cell() -> None:
    two = FORM.replace(
        "一级指标|二级指标|三级指标||年度指标值|实际完成值|分值|得分|偏差原因",
        "一级指标|二级指标|三级指标||绩效指标||分值|得分|偏差原因\n||||年度指标值|实际完成值|||",
    )
    rows = form(two).tables["indicators"].rows
    assert [rows[0].text(column) for column in ("target", "actual", "weight")] == ["≥12公里", "13公里", "50"]
    assert spans(two)["分值"] in ((1, 1), (2, 1))


def test_the_name_of_a_section_is_as_wide_as_the_table() -> None:
    banded = FORM.replace("产出指标|数量指标|改造管网|", "|一、产出指标（80分）|||||||\n||改造管网|")
    assert spans(banded)["一、产出指标（80分）"][1] == 8
