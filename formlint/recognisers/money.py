"""Amounts of the fund table whose heading prints no unit, or has lost it: they are in the unit of the cost rows, when the sums say so.

A cost of 150万 is one of 150万元. The cost indicators print their unit (213.79万元). Where their targets or actuals add up to a total of the fund
table, taken in that unit, the fund table is in that unit. Where they do not, nothing is assumed.
"""

from collections.abc import Mapping

from formlint.figures import Figure
from formlint.figures.units import money
from formlint.forms import Field, Form, FormTable, Row
from formlint.records import replace
from formlint.relations import Operator, Ref, Relation, total
from formlint.relations.solving import sound

COST = "成本"
SHORT = ("万", "亿", "千", "百万", "千万")  # 150万 says nothing of what it counts
AMOUNTS = ("initial", "budget", "arrived", "executed")


def in_the_unit_of_costs(form: Form, funds: str = "funds", listed: str = "indicators") -> Form:
    """The form with the unit of its cost rows on its fund table, when that prints none and the sums agree."""
    form = _told_short(form, listed)
    table, whole = form.table(funds), form.table(funds).row("total")
    wholes = [figure for column in AMOUNTS if whole and (figure := whole.figure(column))]
    if not wholes or any(figure.unit for figure in wholes):
        return form
    costs = [[figure for row in form.table(listed).rows if money(figure := row.figure(column)) and figure] for column in ("target", "actual")]
    units = {(figure.unit, figure.scale) for column in costs for figure in column}
    if len(units) != 1:
        return form
    example = costs[0][0] if costs[0] else costs[1][0]
    if not any(_adds_up(_measured(figure, example), column) for figure in wholes for column in costs if len(column) > 1):
        return form
    return replace(form, tables={**form.tables, funds: _table(table, example)})


def _told_short(form: Form, listed: str) -> Form:
    """The form with amounts of money in its cost rows."""
    table = form.table(listed)
    rows = tuple(_in_money(row) if COST in row.text("l2") or COST in row.text("l1") else row for row in table.rows)
    return form if rows == table.rows else replace(form, tables={**form.tables, listed: replace(table, rows=rows)})


def _in_money(row: Row) -> Row:
    changed: dict[str, Field] = {
        column: replace(cell, number=replace(cell.figure, unit=f"{cell.figure.unit}元"))
        for column, cell in row.cells.items()
        if cell.figure and cell.figure.unit in SHORT
    }
    return replace(row, cells={**row.cells, **changed}) if changed else row


def _adds_up(stated: Figure, parts: list[Figure]) -> bool:
    return sound(Relation(Ref(stated), Operator.EQUAL, total(Ref(part) for part in parts)))


def _measured(figure: Figure, example: Figure) -> Figure:
    return replace(figure, unit=example.unit, scale=example.scale)


def _table(table: FormTable, example: Figure) -> FormTable:
    return replace(table, rows=tuple(_row(row, example) for row in table.rows))


def _row(row: Row, example: Figure) -> Row:
    changed: Mapping[str, Field] = {
        column: replace(cell, number=_measured(cell.figure, example)) for column, cell in row.cells.items() if column in AMOUNTS and cell.figure
    }
    return replace(row, cells={**row.cells, **changed})
