"""Tables whose headings are known are read under them, whatever their first row looks like; not so where they are too few, where one heads two, and
where a row is more than one of the table."""

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
    return below("indicators", headings, [dict(zip(headings, texts, strict=False)) for texts in rows])


def below(table: str, headings: dict[str, str], rows: Sequence[dict[str, str]]) -> Headed | Table:
    heads = {key: Cell(0, place, Passage(text)) for place, (key, text) in enumerate(headings.items(), table == "funds")}
    return headed(DEFINITION, table, heads, [{key: Passage(text) for key, text in row.items()} for row in rows])


def form(rows: Sequence[Sequence[str]] = ROWS) -> Form:
    (found,) = grid.of_blocks((laid(HEADINGS, rows),), DEFINITION)
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


def test_a_heading_that_might_head_two_columns_heads_one_where_its_cells_print_one() -> None:
    headings = {"name": "三级指标", "target": "指标值/完成值", "weight": "分值", "score": "得分"}
    block = below("indicators", headings, [{"name": "验收合格率", "target": "95%", "weight": "10", "score": "10"}])
    assert isinstance(block, Headed)
    (found,) = grid.of_blocks((block,), DEFINITION)
    assert found.table("indicators").rows[0].text("target") == "95%"


def test_a_total_among_the_rows_closes_the_table() -> None:
    rows = (*ROWS[1:], ("合计", "", "", "100", "96"))
    assert isinstance(laid(HEADINGS, rows), Table)
    assert [row.label for row in form(rows).table("indicators").rows] == ["培训人次"]
    assert form(rows).fields["total.score"].text == "96"


@pytest.mark.parametrize("name", ["总分", "产出指标小计", "产出指标（50分）"])
def test_what_is_called_like_a_total_or_a_section_and_has_nothing_but_points_is_looked_at_as_cells(name: str) -> None:
    assert isinstance(below("indicators", HEADINGS, [{"name": name, "weight": "50", "score": "48"}]), Table)


def test_a_total_that_stands_where_targets_do_closes_the_table() -> None:
    rows = [{"name": "培训人次", "target": "≥60人", "weight": "20", "score": "18"}, {"target": "合计", "weight": "100", "score": "96"}]
    (found,) = grid.of_blocks((below("indicators", HEADINGS, rows),), DEFINITION)
    assert [row.label for row in found.table("indicators").rows] == ["培训人次"]
    assert found.fields["total.score"].text == "96"


@pytest.mark.parametrize("row", [{"name": "产出指标", "actual": "65人"}, {"target": "≥60人"}, {"name": "培训人次", "weight": "50"}])
def test_any_other_row_is_an_indicator(row: dict[str, str]) -> None:
    (found,) = grid.of_blocks((below("indicators", HEADINGS, [row]),), DEFINITION)
    (read,) = found.table("indicators").rows
    assert {key: cell.text for key, cell in read.cells.items()} == row


def test_the_points_that_a_name_prints_are_its_weight_where_no_column_holds_any() -> None:
    headings = {key: heading for key, heading in HEADINGS.items() if key != "weight"}
    (found,) = grid.of_blocks((below("indicators", headings, [{"name": "培训人次（20分）", "actual": "65人", "score": "18"}]),), DEFINITION)
    (row,) = found.table("indicators").rows
    assert row.text("weight") == "20"


FUNDS = {"budget": "全年预算数（万元）", "executed": "全年执行数"}


def test_amounts_are_read_under_their_names() -> None:
    rows = [{"label": "年度资金总额", "budget": "100", "executed": "98"}, {"label": "其中：财政拨款", "executed": "98"}]
    block = below("funds", FUNDS, rows)
    assert isinstance(block, Headed)
    (found,) = grid.of_blocks((block,), DEFINITION)
    assert [{key: cell.text for key, cell in row.cells.items()} for row in found.table("funds").rows] == rows
    assert found.fields == {}
    assert all(cell.figure and cell.figure.unit == "万元" for row in found.table("funds").rows for key, cell in row.cells.items() if key != "label")


def test_amounts_without_a_known_name_are_looked_at_as_cells() -> None:
    assert isinstance(below("funds", FUNDS, [{"label": "甲项目", "budget": "100", "executed": "98"}]), Table)
