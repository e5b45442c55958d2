"""Rows that every way to cut a text dump finds are not looked for."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.cuts import ROUGH, cut, widths
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.settled import evident, settled
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


def test_a_row_in_one_line_behind_the_end_of_another_is_evident() -> None:
    rows = evident(strips("河道清淤 ≥16公里 17公里 5 5\n供水村数 ≥8个 9个 30 30"), COLUMNS)
    assert rows == [{"name": (5,), "target": (6,), "actual": (7,), "weight": (8,), "score": (9,)}]


@pytest.mark.parametrize(
    "text",
    [
        "供水村数 ≥8个 9个 30 30",  # nothing tells that it begins here
        "供水村数和\n用水户数 ≥8个 9个 30 30",
        "河道清淤 ≥16公里 17公里 5 5\n供水村数 ≥8个 9个 30 30 分",
        "河道清淤 ≥16公里 17公里 5 5\n供水 村数 9个 30 30",
        "河道清淤 ≥16公里 17公里 5 5\n≥8个 9个 30 30",
    ],
)
def test_other_lines_are_left_to_the_cut(text: str) -> None:
    assert evident(strips(text), COLUMNS) == []


@pytest.mark.parametrize("columns", [("name", "weight", "target", "actual", "score"), ("name", "target", "actual"), ("name", "weight", "score")])
def test_no_row_is_evident_under_other_columns(columns: tuple[str, ...]) -> None:
    assert evident(strips(WRAPPED), columns) == []


def test_known_rows_change_nothing() -> None:
    found = strips(WRAPPED)
    costs = Costs(found, COLUMNS, joined=False)
    rough = cut(costs, ROUGH).rows
    wide = costs.widened(widths(found, rough))
    known = settled(wide, rough)
    assert len(rough) == 5
    assert {"name": (5, 6, 7), "target": (8,), "actual": (9,), "weight": (10,), "score": (11,)} in known
    assert cut(wide, known=known).rows == cut(wide).rows == cut(costs, ROUGH, known=evident(found, COLUMNS)).rows


def test_a_row_beside_one_that_lacks_a_cell_is_not_settled() -> None:
    found = strips("河道清淤 ≥16公里 17公里 5 5\n供水村数 9个 30 30\n村民满意度 ≥90% 95% 10 9")
    costs = Costs(found, COLUMNS, joined=False)
    assert settled(costs, cut(costs, ROUGH).rows) == []
