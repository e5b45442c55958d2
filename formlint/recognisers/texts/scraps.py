"""A list put together from a dump that is hardly one: its numbers do not confirm it, and two in five of its rows are not sound.

Sound is a row with all its cells whose target and actual measure one thing, and whose name is none of a value and no half of a bracket. Four in five
of the values of such a list stand in the wrong row or column (160 rows of made forms), and half of its names are those of no row. So none of it is
believed; all that it holds is told as not understood.
"""

from formlint.forms import Form, Row
from formlint.recognisers.dumps.strips import Kind, kind_of, unit, units
from formlint.recognisers.headings import plain
from formlint.records import replace

WHOLE = ("name", "target", "actual", "weight", "score")
SOUND, OF = 3, 5  # rows
VALUES = (Kind.NUMBER, Kind.DASH, Kind.MEASURE, Kind.DONE)


def without_scraps(form: Form, listed: str = "indicators") -> Form:
    """The form without the rows of such a list."""
    table = form.table(listed)
    asked = [column for column in WHOLE if column in table.columns]
    sound = sum(all(_said(row, column) for column in asked) and _agrees(row) and _is_named(row) for row in table.rows)
    if listed not in form.doubtful or sound * OF >= SOUND * len(table.rows):
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
    return kind_of(name) not in VALUES and name[:1] not in "），、。；)" and name[-1:] not in "（(，"
