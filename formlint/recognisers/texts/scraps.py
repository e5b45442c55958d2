"""A list put together from a dump that is hardly one: its numbers do not confirm it, and less than half of its rows are whole.

Two in three of the values of such a list stand in the wrong row or column (104 rows of made forms), and half of its names are those of no row. So
none of it is believed; all that it holds is told as not understood.
"""

from formlint.forms import Form, Row
from formlint.records import replace

WHOLE = ("name", "target", "actual", "weight", "score")
HALF = 2


def without_scraps(form: Form, listed: str = "indicators") -> Form:
    """The form without the rows of such a list."""
    table = form.table(listed)
    asked = [column for column in WHOLE if column in table.columns]
    whole = sum(all(_printed(row, column) for column in asked) for row in table.rows)
    if listed not in form.doubtful or whole * HALF >= len(table.rows):
        return form
    cells = (cell.passage for row in table.rows for cell in row.cells.values() if not cell.blank)
    return replace(form, tables={**form.tables, listed: replace(table, rows=())}, unread=(*form.unread, *dict.fromkeys(cells)))


def _printed(row: Row, column: str) -> bool:
    return column in row.cells and not row.cells[column].blank
