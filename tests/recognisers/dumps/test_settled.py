"""Rows that every way to cut a text dump finds are not looked for."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.ordered.cuts import ROUGH, Cells, cut, widths
from formlint.recognisers.dumps.ordered.settled import evident, row_ends, settled
from formlint.recognisers.dumps.strips import Strip

COLUMNS = ("name", "target", "actual", "weight", "score")
WRAPPED = """
河道清淤 ≥16公里 17公里 5 5
完成全乡主要河道与灌溉
水渠的清淤和加固工作任
务，通过验收
≥16公里 17公里 10 10
开展村民饮水安全知识宣
传并发放节水宣传手册
≥300人次 320人次 10 9
供水村数 ≥8个 9个 30 30
村民满意度 ≥90% 95% 10 9
"""


def strips(text: str) -> list[Strip]:
    return Dump(Document("text", tuple(lines(text.strip())), ruled=False), shipped()[0]).strips


def rows_evident(found: list[Strip], columns: tuple[str, ...]) -> list[Cells]:
    return evident(found, columns, row_ends(found))


def test_a_row_in_one_line_behind_the_end_of_another_is_evident() -> None:
    rows = rows_evident(strips("河道清淤 ≥16公里 17公里 5 5\n供水村数 ≥8个 9个 30 30"), COLUMNS)
    assert rows == [{"name": (5,), "target": (6,), "actual": (7,), "weight": (8,), "score": (9,)}]


def test_so_is_one_whose_name_takes_the_lines_above() -> None:
    rows = rows_evident(strips("河道清淤 ≥16公里 17公里 5 5\n开展村民饮水安全知识宣\n传并发放手册\n≥8个 9个 30 30"), COLUMNS)
    assert rows == [{"name": (5, 6), "target": (7,), "actual": (8,), "weight": (9,), "score": (10,)}]


def test_the_number_of_a_page_is_no_part_of_its_name() -> None:
    rows = rows_evident(strips("河道清淤 ≥16公里 17公里 5 5\n\n7\n供水村数\n≥8个 9个 30 30"), COLUMNS)
    assert rows == [{"name": (6,), "target": (7,), "actual": (8,), "weight": (9,), "score": (10,)}]


@pytest.mark.parametrize(
    "text",
    [
        "供水村数 ≥8个 9个 30 30",  # nothing tells that it begins here
        "供水村数和\n用水户数 ≥8个 9个 30 30",
        "河道清淤 ≥16公里 17公里 5 5\n供水村数 ≥8个 9个 30 30 分",
        "河道清淤 ≥16公里 17公里 5 5\n供水 村数 9个 30 30",
        "河道清淤 ≥16公里 17公里 5 5\n≥8个 9个 30 30",
        "河道清淤 ≥16公里 17公里 5 5\n因连日降雨未能完成。\n供水村数 ≥8个 9个 30 30",
        "河道清淤 ≥16公里 17公里 5 5\n效益\n供水村数 ≥8个 9个 30 30",
        "河道清淤 ≥16公里 17公里 5 5\n供水村数\n在全年无停水的村 ≥8个 9个 30 30",  # the line above had room
    ],
)
def test_other_lines_are_left_to_the_cut(text: str) -> None:
    assert rows_evident(strips(text), COLUMNS) == []


@pytest.mark.parametrize("columns", [("name", "weight", "target", "actual", "score"), ("name", "target", "actual"), ("name", "weight", "score")])
def test_no_row_is_evident_under_other_columns(columns: tuple[str, ...]) -> None:
    assert rows_evident(strips(WRAPPED), columns) == []


def test_known_rows_change_nothing() -> None:
    found = strips(WRAPPED)
    costs = Costs(found, COLUMNS, joined=False)
    rough = cut(costs, ROUGH).rows
    wide = costs.widened(widths(found, rough))
    known = settled(wide, rough, [])
    assert len(rough) == 5
    assert {"name": (5, 6, 7), "target": (8,), "actual": (9,), "weight": (10,), "score": (11,)} in known
    assert cut(wide, known=known).rows == cut(wide).rows == cut(costs, ROUGH, known=rows_evident(found, COLUMNS)).rows


def rows_settled(text: str) -> list[str]:
    """The names of the settled rows."""
    found = strips(text)
    costs = Costs(found, COLUMNS, joined=False)
    rough = cut(costs, ROUGH).rows
    return ["".join(found[number].text for number in row["name"]) for row in settled(costs.widened(widths(found, rough)), rough, [])]


def test_nothing_is_settled_where_there_are_no_rows() -> None:
    assert settled(Costs(strips("河道清淤"), COLUMNS, joined=False), [], []) == []


def test_a_row_that_lacks_a_cell_is_not_settled() -> None:
    assert rows_settled("河道清淤 ≥16公里 17公里 5 5\n供水村数 9个 30 30\n村民满意度 ≥90% 95% 10 9") == ["河道清淤", "村民满意度"]


def test_a_row_is_not_settled_where_something_stands_between_it_and_the_next() -> None:
    assert rows_settled("河道清淤 ≥16公里 17公里 5 5\n7\n供水村数 ≥8个 9个 30 30\n村民满意度 ≥90% 95% 10 9") == ["村民满意度"]


def test_a_line_that_is_not_full_goes_on_with_the_next_item_of_a_list() -> None:
    items = "1.开展村民饮水安全知识\n宣传≥1次\n2.发放节水宣传手册至各\n村≥300份"
    row = f"完成河道清淤和加固工作\n任务\n{items}\n已宣传1次\n5 5\n"
    assert "完成河道清淤和加固工作任务" in rows_settled(row + row)
