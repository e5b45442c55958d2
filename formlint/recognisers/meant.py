"""A column of the funds whose heading may mean two things stands under the name of what its numbers say it is.

预算调整数 heads the budget after its changes in one form and the changes in another. It is read as what it mostly is, a budget, and 调整数 as a
change; where the numbers say otherwise (see `formlint.reckoning.budget`), the column gets the other name. A form with columns for both means by each
what it says, unless its rates are over the one that may be either: 预算数 | 调整预算数 | 执行数 begins with the first budget.
"""

from formlint.definitions import Definition, Words
from formlint.figures import Figure
from formlint.forms import Field, Form, FormTable, Row
from formlint.reckoning.budget import BUDGET, CHANGE, INITIAL, meaning, rated
from formlint.recognisers.headings import fold
from formlint.records import replace

OTHER = {BUDGET: CHANGE, CHANGE: BUDGET}


def as_meant(form: Form, definition: Definition, funds: str = "funds") -> Form:
    """The form with the changes of the budget, or the budget after them, under their own name."""
    form = _as_rated(form, definition, funds)
    table = form.table(funds)
    column = _open(table, definition.tables[funds].either) if funds in definition.tables else ""
    if not column or meaning(table, column) != OTHER[column]:
        return form
    return replace(form, tables={**form.tables, funds: _renamed(table, column, OTHER[column])})


def _as_rated(form: Form, definition: Definition, funds: str) -> Form:
    """The form with the budget that its rates are over: that before it is the first one, or, where another is, not read."""
    table = form.table(funds)
    if not {BUDGET, CHANGE} <= table.columns.keys() or fold(table.columns[CHANGE]) not in map(fold, definition.tables[funds].either):
        return form
    over = rated(table)
    if CHANGE not in over or (BUDGET in over and INITIAL in table.columns):
        return form
    left = [row.cells[BUDGET].passage for row in table.rows if row.text(BUDGET).strip()] if INITIAL in table.columns else []
    table = _without(table, BUDGET) if INITIAL in table.columns else _renamed(table, BUDGET, INITIAL)
    table = table if BUDGET in over else _renamed(table, CHANGE, BUDGET)
    return replace(form, tables={**form.tables, funds: table}, unread=(*form.unread, *left))


def _without(table: FormTable, column: str) -> FormTable:
    columns = {key: heading for key, heading in table.columns.items() if key != column}
    rows = [replace(row, cells={key: cell for key, cell in row.cells.items() if key != column}) for row in table.rows]
    return replace(table, columns=columns, rows=tuple(rows))


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
