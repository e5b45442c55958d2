"""Forms that stand side by side on one sheet are forms of their own; a blank column inside a form parts nothing."""

from pathlib import Path

from formlint.definitions import shipped
from formlint.documents import Cell, Document, Passage, Table
from formlint.forms import Form
from formlint.readers import read
from formlint.recognisers import recognise

FORM = Path(__file__).parents[3] / "fixtures" / "clean" / "form.xlsx"


def beside(left: Table, right: Table, gap: int) -> Table:
    moved = [Cell(cell.row, cell.column + left.width + gap, cell.passage, cell.rows, cell.columns) for cell in right.cells]
    return Table(tuple(sorted([*left.cells, *moved], key=lambda cell: (cell.row, cell.column))))


def texts(form: Form) -> list[tuple[str, str]]:
    return [(field.id, field.text) for field in form.all_fields()]


def test_two_forms_side_by_side_are_two_forms() -> None:
    (table,) = read(FORM).tables
    (alone,) = recognise(read(FORM), shipped())
    for gap in (1, 3):
        forms = recognise(Document("xlsx", (beside(table, table, gap),)), shipped())
        assert [texts(form) for form in forms] == [texts(alone)] * 2


def test_remarks_beside_a_form_are_no_form() -> None:
    (table,) = read(FORM).tables
    remarks = Table(tuple(Cell(row, 0, Passage(f"备注{row}"), columns=5) for row in range(6)))
    assert len(recognise(Document("xlsx", (beside(table, remarks, 2),)), shipped())) == 1


def test_a_stray_cell_at_the_end_of_the_sheet_changes_nothing_and_costs_nothing() -> None:
    """It leaves 16,000 columns that nothing covers, each of which was asked whether forms stand left and right of it: minutes."""
    (table,) = read(FORM).tables
    (alone,) = recognise(read(FORM), shipped())
    stray = Table((*table.cells, Cell(1_048_575, 16_383, Passage("x"))))
    (found,) = recognise(Document("xlsx", (stray,)), shipped())
    assert [each for each in texts(found) if each[0] != "notes"] == [each for each in texts(alone) if each[0] != "notes"]
