"""A hidden column of row numbers is put aside; one that says something under a heading of the form is read."""

from formlint.definitions import shipped
from formlint.documents import Cell, Document, Line, Passage, Table
from formlint.forms import Form
from formlint.recognisers import recognise

ROWS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "修桥", "≥3座", "3座", "60", "60"),
    ("效益指标", "社会效益指标", "受益人数", "≥800人", "812人", "40", "40"),
    ("总分", "", "", "", "", "100", "100"),
)


def form(*hidden: str, title: str = "") -> Form:
    """The form with a hidden column left of it, and a title merged over all columns."""
    rows = [(mark, *row) for mark, row in zip(hidden, ROWS, strict=True)]
    cells = [Cell(at, column, Passage(text), hidden=column == 0) for at, row in enumerate(rows, 1) for column, text in enumerate(row)]
    cells += [Cell(0, 0, Passage(title), columns=8)] if title else []
    (found,) = recognise(Document("xlsx", (Line(Passage("项目支出绩效自评表")), Table(tuple(cells)))), shipped())
    return found


def test_numbers_of_rows_are_no_names_and_no_levels() -> None:
    found = form("A001", "A002", "A003", "A004")
    assert [row.label for row in found.table("indicators").rows] == ["修桥", "受益人数"]
    assert found.fields["total.score"].text == "100"
    assert [passage.text for passage in found.unread] == ["A001", "A002", "A003", "A004"]


def test_a_title_that_is_merged_over_a_hidden_column_keeps_it_no_column_of_the_form() -> None:
    found = form("A001", "A002", "A003", "A004", title="2023年度项目支出绩效自评表")
    assert [row.label for row in found.table("indicators").rows] == ["修桥", "受益人数"]
    assert [passage.text for passage in found.unread] == ["A001", "A002", "A003", "A004"]


def test_a_hidden_column_with_a_heading_of_the_form_is_read() -> None:
    rows = form("是否核心指标", "是", "否", "").table("indicators").rows
    assert [row.text("core") for row in rows] == ["是", "否"]
