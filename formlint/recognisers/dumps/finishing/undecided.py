"""Values of which a dump does not tell whose they are, because two names fit two rows equally well: absent from both, and told as not understood.

Only where the rows differ: that each of them has 5 of 5 points stands. Nothing else is left out: whether the numbers of the form confirm its reading
is asked before, and rows exchanged change no sum.
"""

from collections.abc import Sequence, Set

from formlint.forms import Form, Row
from formlint.records import replace

NAME = "indicators"

Hidden = Sequence[Set[str]]  # for every row the columns


def undecided(form: Form, hidden: Hidden) -> Form:
    """The form without them."""
    table = form.tables.get(NAME)
    if table is None or len(table.rows) != len(hidden) or not any(hidden):
        return form
    rows = tuple(_without(row, columns) for row, columns in zip(table.rows, hidden, strict=True))
    left = [cell.passage for row, columns in zip(table.rows, hidden, strict=True) for column, cell in row.cells.items() if column in columns]
    return replace(form, tables={**form.tables, NAME: replace(table, rows=rows)}, unread=(*form.unread, *left))


def _without(row: Row, columns: Set[str]) -> Row:
    return replace(row, cells={column: cell for column, cell in row.cells.items() if column not in columns}) if columns else row
