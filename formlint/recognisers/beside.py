"""Columns that no word of the definition names, among those of a table that it knows: 享受人次 beside 预算数 and 执行数.

What they hold is not known, but their numbers follow from others, or make a total, as all numbers do: where nothing else is printed in such a column
it is kept as `other`, `other2`, ... of its table. A column of words stays unread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from formlint.documents import Cell
from formlint.figures import Figure
from formlint.figures.units import money
from formlint.forms import UNNAMED, Field, Row
from formlint.patterns import late
from formlint.recognisers.figure_tables import measured
from formlint.recognisers.headings import plain, unit_of
from formlint.recognisers.numbers import number
from formlint.records import replace

FEWEST = 2  # numbers of a column
_AMOUNT = late("(?:额|资金|经费|支出|预算|收入|拨款|调整|追加|增减)数?$")


@dataclass(slots=True)
class Unnamed:
    """A column under an unknown heading: its cells by the place of their row in the table."""

    head: Cell
    cells: dict[int, Cell] = field(default_factory=dict)


def kept(columns: Sequence[Unnamed], rows: Sequence[Row]) -> tuple[Mapping[str, str], Sequence[Row], set[int]]:
    """The headings of the columns that hold numbers, the rows with these in them, and the ids of the passages that were read."""
    heads: dict[str, str] = {}
    found = list(rows)
    read: set[int] = set()
    for column in columns:
        told = "".join(column.head.text.split())
        key = f"{UNNAMED}{len(heads) + 1 if heads else ''}"
        fields = _fields(column, key, told, found) if measured(told, [cell.text for cell in column.cells.values()]) else {}
        if sum(each.figure is not None for each in fields.values()) < FEWEST:
            continue
        heads[key] = told
        for at, each in fields.items():
            found[at] = replace(found[at], cells={**found[at].cells, key: each})
        read |= {id(cell.passage) for cell in column.cells.values()} | {id(column.head.passage)}
    return heads, found, read


def _money(row: Row) -> str:
    """The unit of the amounts beside it: 增减额 is in 万元 where 预算数 is."""
    return next((cell.figure.unit for cell in row.cells.values() if cell.figure and money(cell.figure)), "")


def _fields(column: Unnamed, key: str, told: str, rows: Sequence[Row]) -> dict[int, Field]:
    fields: dict[int, Field] = {}
    for at, cell in column.cells.items():
        if at < len(rows):
            id_, label = f"{rows[at].id}.{key}", (rows[at].label, told)
            kind = "percent" if plain(cell.text).endswith("%") else "amount"
            unit = unit_of(column.head.text) or (_money(rows[at]) if kind == "amount" and _AMOUNT.search(told) else "")
            figure = number(kind, cell.passage, id=id_, label=label, unit=unit)
            fields[at] = Field(id_, label, cell.passage, figure if isinstance(figure, Figure) else None, cell.hidden)
    return fields
