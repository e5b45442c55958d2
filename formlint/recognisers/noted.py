"""Forms that a file states itself become the forms of everyone else: what is printed is read again, the rest is taken as it is noted.

Numbers are those of the printed text; a unit or an operator that is noted beside it counts where the text prints none. Statements are looked for in
the running text as in any other document.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from formlint.definitions import Definition
from formlint.documents.noted import Entry, Noted, NotedClause, NotedRow, NotedTable
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure, Malformed
from formlint.forms import Clause, Field, Form, FormTable, Row
from formlint.recognisers.figure_tables import measured
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.splits import COLUMN as SPLIT
from formlint.records import replace

_CELL = re.compile(r"((\w+)(?:\[(\d+)\]|\.(\w+)))\.(\w+)")  # funds.total.executed, indicators[3].score
_POINTS = ("score", "weight", "review")  # of a section, or in total


def form_of(noted: Noted, definition: Definition) -> Form:
    """The form that is noted."""
    tables = noted.tables or tuple(_tables(noted, definition))
    amounts = _measured(noted, tables, definition)
    fields = {entry.id: _field(entry, definition, amounts) for entry in noted.entries}
    rows = {row.id for table in tables for row in table.rows}
    cells: dict[str, dict[str, Field]] = {id_: {} for id_ in rows}
    outside: dict[str, Field] = {}
    for id_, field in fields.items():
        owner, _, column = id_.rpartition(".")
        (cells[owner] if owner in rows else outside)[column if owner in rows else id_] = field
    return Form(
        definition.id,
        noted.kind,
        outside,
        {table.name: _table(table, cells) for table in tables},
        clauses=tuple(map(_clause, noted.clauses)),
        year=noted.year,
        ruled=noted.ruled,
        doubtful=frozenset(noted.doubtful),
        inferred=frozenset(entry.id for entry in noted.entries if entry.inferred),
        unread=noted.unread,
    )


def _table(table: NotedTable, cells: dict[str, dict[str, Field]]) -> FormTable:
    rows = tuple(Row(row.id, row.key, row.label, cells[row.id], row.section, row.parent) for row in table.rows)
    return FormTable(table.name, dict(table.columns), rows, dict(table.lost))


def _tables(noted: Noted, definition: Definition) -> Iterator[NotedTable]:
    """The tables that the ids speak of, with the usual headings."""
    found: dict[str, dict[str, NotedRow]] = {}
    columns: dict[str, dict[str, str]] = {}
    for entry in noted.entries:
        cell = _CELL.fullmatch(entry.id)
        if not cell or (cell[2] not in definition.tables and cell[2] != "section"):
            continue
        rows = found.setdefault(cell[2], {})
        known = rows.get(cell[1]) or NotedRow(cell[1], cell[3] or cell[4] or "", "")
        rows[cell[1]] = replace(known, label="".join(entry.passage.text.split())) if cell[5] in ("label", "name") else known
        table = definition.tables.get(cell[2])
        words = table.columns.get(cell[5], ()) if table else ()
        columns.setdefault(cell[2], {})[cell[5]] = entry.label[-1] if len(entry.label) > 1 else next(iter(words), "")
    for name, rows in found.items():
        yield NotedTable(name, tuple(columns[name].items()), tuple(rows.values()))


def _measured(noted: Noted, tables: Sequence[NotedTable], definition: Definition) -> frozenset[tuple[str, str]]:
    """The columns of figures in tables that the definition has no columns for, which have shown themselves what they are: table and column."""
    figures = {table.name: dict(table.columns) for table in tables if definition.figures and table.name.rstrip("0123456789") == definition.figures}
    texts: dict[tuple[str, str], list[str]] = {}
    for entry in noted.entries:
        cell = _CELL.fullmatch(entry.id)
        if cell and cell[2] in figures:
            texts.setdefault((cell[2], cell[5]), []).append(entry.passage.text)
    return frozenset((table, column) for (table, column), printed in texts.items() if measured(figures[table].get(column, ""), printed))


def _field(entry: Entry, definition: Definition, amounts: frozenset[tuple[str, str]]) -> Field:
    return Field(entry.id, entry.label, entry.passage, _number(entry, definition, amounts), entry.hidden)


def _number(entry: Entry, definition: Definition, amounts: frozenset[tuple[str, str]]) -> Figure | Malformed | None:
    cell = _CELL.fullmatch(entry.id)
    owner, _, column = entry.id.partition("[")[0].rpartition(".")
    column = cell[5] if cell else column
    table = definition.tables.get(cell[2]) if cell else None
    points = column in _POINTS and (owner in ("total", "summary") or (cell is not None and cell[2] == "section"))
    amount = cell is not None and ((cell[2], column) in amounts or (table is not None and bool(table.splits) and column == SPLIT))
    kind = "points" if points else "amount" if amount else table.numbers.get(column, "") if table else ""
    read = number(kind, entry.passage, id=entry.id, label=entry.label)
    if not isinstance(read, Figure) or read.unit != entry.unit:  # 29万 prints its unit; 150万 under 万元 does not
        read = number(kind, entry.passage, id=entry.id, label=entry.label, unit=entry.unit)
    if isinstance(read, Figure) and entry.comparator and not read.comparator:
        return replace(read, comparator=Comparator(entry.comparator))
    return read


def _clause(clause: NotedClause) -> Clause:
    passage = clause.passage
    if passage is None:
        return Clause(clause.name, Fraction(clause.value))
    scale = Fraction(1, 100) if clause.unit == "%" else Fraction(1)
    figure = Figure(
        passage.text,
        Decimal(passage.text),
        clause.unit,
        scale,
        start=clause.start,
        end=clause.start + len(passage.text),
        place=passage.place(),
        id=f"{clause.field}@{clause.start}",
    )
    return Clause(clause.name, figure.value, figure)
