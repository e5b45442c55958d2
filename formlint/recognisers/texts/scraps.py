"""A list put together from a dump that is hardly one: its numbers do not confirm it, and most of its rows lack cells or contradict themselves.

A row contradicts itself whose target and actual measure two things, or whose name is a value or half of a bracket. Five in six of the values of such
lists stand in the wrong row or column (130 rows of made forms), and half of their names are those of no row. So none of it is believed; all that it
holds is told as not understood.
"""

from formlint.forms import Form, Row
from formlint.recognisers.dumps.strips import Kind, kind_of, unit, units
from formlint.recognisers.headings import plain
from formlint.records import replace

WHOLE = ("name", "target", "actual", "weight", "score")
CONTRADICTS = 3  # rows that lack cells tell as much as one that contradicts itself
MOST, OF = 4, 5  # so many of the rows
VALUES = (Kind.NUMBER, Kind.DASH, Kind.MEASURE, Kind.DONE)


def without_scraps(form: Form, listed: str = "indicators") -> Form:
    """The form without the rows of such a list."""
    if listed not in form.doubtful:
        return form
    table = form.table(listed)
    asked = [column for column in WHOLE if any(_said(row, column) for row in table.rows)]  # a column that is blank as a whole tells nothing of a row
    lacks = sum(not all(_said(row, column) for column in asked) for row in table.rows)
    contradicts = sum(not (_agrees(row) and _is_named(row)) for row in table.rows)
    if (lacks + CONTRADICTS * contradicts) * OF <= MOST * len(table.rows):
        return form
    cells = (cell.passage for row in table.rows for cell in row.cells.values() if not cell.blank)
    return replace(form, tables={**form.tables, listed: replace(table, rows=())}, unread=(*form.unread, *dict.fromkeys(cells)))


def _said(row: Row, column: str) -> str:
    return plain(row.text(column)) if column in row.cells else ""


def _agrees(row: Row) -> bool:
    """Nothing is measured that was not to be, nor in another unit."""
    target, found = _said(row, "target"), [each[:1] for each in units(_said(row, "actual"))]
    if not found:
        return True
    return unit(target)[:1] in found if unit(target) else any(map(str.isdigit, target))


def _is_named(row: Row) -> bool:
    name = _said(row, "name")
    return not name or (kind_of(name) not in VALUES and name[0] not in "，、。；)" and name[-1] not in "(，")
