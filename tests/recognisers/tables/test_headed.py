"""Tables whose headings are known are read under them, whatever their first row looks like; not so where they are too few, or one heads two."""

from collections.abc import Sequence

import pytest

from formlint.definitions import shipped
from formlint.documents import Cell, Passage, Table
from formlint.forms import Form
from formlint.recognisers import grid
from formlint.recognisers.tables.headed import Headed, headed

DEFINITION = next(each for each in shipped() if "indicators" in each.tables)
HEADINGS = {"name": "三级指标", "target": "年度指标值", "actual": "实际完成值", "weight": "分值", "score": "得分"}
ROWS = (("实际完成值", "得分", "分值", "10", "10"), ("培训人次", "≥60人", "65人", "20", "18"))


def laid(headings: dict[str, str], rows: Sequence[Sequence[str]] = ROWS) -> Headed | Table:
    heads = {key: Cell(0, place, Passage(text)) for place, (key, text) in enumerate(headings.items())}
    cells = [Cell(row, place, Passage(text)) for row, texts in enumerate(rows, 1) for place, text in enumerate(texts)]
    return headed(DEFINITION, "indicators", heads, cells)


def form() -> Form:
    (found,) = grid.of_blocks((laid(HEADINGS),), DEFINITION)
    return found


def test_every_row_below_known_headings_is_a_row_of_the_table() -> None:
    rows = form().table("indicators").rows
    assert [row.label for row in rows] == ["实际完成值", "培训人次"]
    assert [row.text("score") for row in rows] == ["10", "18"]


def test_the_columns_are_called_as_they_are_printed() -> None:
    assert form().table("indicators").columns == HEADINGS


def test_too_few_headings_leave_cells_whose_header_is_looked_for() -> None:
    found = laid({"weight": "分值", "score": "得分"})
    assert isinstance(found, Table)
    assert [cell.text for cell in found.cells[:2]] == ["分值", "得分"]


@pytest.mark.parametrize("between", ["/", "→"])
def test_a_heading_of_two_columns_leaves_cells_that_are_taken_apart(between: str) -> None:
    headings = {"name": "三级指标", "actual": f"年度指标值{between}实际完成值", "weight": "分值", "score": "得分"}
    rows = [(name, f"{target}{between}{actual}", weight, score) for name, target, actual, weight, score in ROWS[1:]]
    (form,) = grid.of_blocks((laid(headings, rows),), DEFINITION)
    (row,) = form.table("indicators").rows
    assert (row.text("target"), row.text("actual")) == ("≥60人", "65人")
