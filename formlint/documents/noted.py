"""A form that a file states itself, in our notation (yaml, json): named values, not cells. See `formlint/readers/notation.py`."""

from formlint.documents import Passage
from formlint.records import record

Pairs = tuple[tuple[str, str], ...]


@record(frozen=True, slots=True)
class Entry:
    """A value under its id: what is printed, its headings, and what its number has from elsewhere: the unit of a heading, an operator beside it."""

    id: str
    passage: Passage
    label: tuple[str, ...] = ()
    unit: str = ""
    comparator: str = ""
    hidden: bool = False
    inferred: bool = False


@record(frozen=True, slots=True)
class NotedRow:
    """A row of a table: `funds.total`, `indicators[5]`."""

    id: str
    key: str
    label: str
    section: str = ""
    parent: str = ""


@record(frozen=True, slots=True)
class NotedTable:
    """A table with the headings of its columns, of those it has and of those the text has lost."""

    name: str
    columns: Pairs
    rows: tuple[NotedRow, ...]
    lost: Pairs = ()


@record(frozen=True, slots=True)
class NotedClause:
    """A number that the form lays down: `value` as a fraction (50, 4/5); where it is printed, `field` from `start` to `end`, or nowhere."""

    name: str
    value: str
    passage: Passage | None = None
    unit: str = ""
    field: str = ""
    start: int = 0


@record(frozen=True, slots=True)
class Noted:
    """One form. Without `tables` they follow from the ids of the entries."""

    form: str
    entries: tuple[Entry, ...]
    kind: str = ""
    year: int | None = None
    ruled: bool = True
    tables: tuple[NotedTable, ...] = ()
    clauses: tuple[NotedClause, ...] = ()
    doubtful: tuple[str, ...] = ()
    unread: tuple[Passage, ...] = ()
