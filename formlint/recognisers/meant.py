"""A column of the funds whose heading may mean two things stands under the name of what its numbers say it is.

预算调整数 heads the budget after its changes in one form and the changes in another. It is read as what it mostly is, a budget, and 调整数 as a
change; where the numbers say otherwise (see `formlint.reckoning.budget`), the column gets the other name. A form with columns for both means by each
what it says.
"""

from dataclasses import replace

from formlint.definitions import Definition, Words
from formlint.figures import Figure
from formlint.forms import Field, Form, FormTable, Row
from formlint.reckoning.budget import BUDGET, CHANGE, meaning
from formlint.recognisers.headings import fold

OTHER = {BUDGET: CHANGE, CHANGE: BUDGET}


def as_meant(form: Form, definition: Definition, funds: str = "funds") -> Form:
    """The form with the changes of the budget, or the budget after them, under their own name."""
    table = form.table(funds)
    column = _open(table, definition.tables[funds].either) if funds in definition.tables else ""
    if not column or meaning(table, column) != OTHER[column]:
        return form
    return replace(form, tables={**form.tables, funds: _renamed(table, column, OTHER[column])})


def _open(table: FormTable, either: Words) -> str:
    """The one of both columns that is there and may be the other; empty where both are, or none, or its heading is plain."""
    found = [column for column in OTHER if column in table.columns]
    if len(found) != 1:
        return ""
    return found[0] if found[0] == CHANGE or fold(table.columns[BUDGET]) in map(fold, either) else ""


def _renamed(table: FormTable, old: str, new: str) -> FormTable:
    columns = {new if column == old else column: heading for column, heading in table.columns.items()}
    lost = {column: heading for column, heading in table.lost.items() if column != new}
    return replace(table, columns=columns, rows=tuple(_row(row, old, new) for row in table.rows), lost=lost)


def _row(row: Row, old: str, new: str) -> Row:
    return replace(
        row, cells={new if column == old else column: _cell(cell, row, new) if column == old else cell for column, cell in row.cells.items()}
    )


def _cell(cell: Field, row: Row, column: str) -> Field:
    id_ = f"{row.id}.{column}"
    number = replace(cell.number, id=id_) if isinstance(cell.number, Figure) else cell.number
    return replace(cell, id=id_, number=number)
