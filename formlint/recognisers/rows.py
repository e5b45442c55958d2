"""Rows under a header become rows of the form's table: named ones (funds), named ones laid on their side, numbered ones (indicators).

A reader takes rows as long as they fit: `take` says no at the first row that belongs to something else.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from formlint.documents import Cell, Passage
from formlint.figures import Figure, Malformed
from formlint.forms import Field, Row
from formlint.recognisers.clauses import of_heading
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headers import GridRow, Header
from formlint.recognisers.headings import is_part, plain, unit_of, vocabulary
from formlint.recognisers.numbers import number, with_operator

_NUMBERED = re.compile(r"\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．]|\d{1,2}\s*[、.．])\s*")
_POINTS = re.compile(r"(?:\d+(?:\.\d+)?)?分?$")
LIKE = 0.75  # 本年度财政拨款 for 本年财政拨款 is 0.92, 其他支出 for 项目支出 0.5
DASHES = "—–-－/／"


class Reader(Protocol):
    """Takes the rows of one table of the form. `move` finds its columns again in a table of another width: a page may have fewer of them."""

    def take(self, row: GridRow) -> bool: ...

    def move(self, rows: Sequence[GridRow]) -> bool: ...


def reader(draft: Draft, header: Header) -> Reader:
    """The reader for the rows under this header. Its columns join those that the table has already."""
    if header.across is not None:
        return Sideways(draft, header)
    table = draft.table(header.table.name)
    table.columns.update({key: heading(cell) for key, cell in header.columns.items() if key not in table.columns})
    return Listed(draft, header) if header.table.listed else Named(draft, header)


def heading(cell: Cell) -> str:
    return "".join(cell.text.split())


class _Rows:
    """What all readers share: the draft, the header, and how a cell becomes a field."""

    def __init__(self, draft: Draft, header: Header) -> None:
        self._draft, self._header = draft, header
        self._words = vocabulary(draft.definition)
        self._table = draft.table(header.table.name)
        self._units = {key: unit_of(cell.text) for key, cell in header.columns.items()}
        self._unit = next((unit for cell in header.taken if not self._column(cell) and (unit := unit_of(cell.text))), "") or draft.money
        draft.unread += [cell.passage for cell in header.taken if cell.text.strip() and not self._column(cell) and not self._known(cell)]

    def _column(self, cell: Cell) -> bool:
        return any(each is cell for each in self._header.columns.values())

    def _known(self, cell: Cell) -> bool:
        """A side title, a heading over headings, or a word of the definition."""
        over = cell.row + cell.rows > min(each.row for each in self._header.taken) + self._header.height
        group = cell.rows < self._header.height
        return over or group or self._words.understood(cell.text)

    def _field(self, cell: Cell, id_: str, label: tuple[str, ...], column: str) -> Field:
        return Field(id_, label, cell.passage, self._number(cell.passage, id_, label, column), cell.hidden or self._hidden)

    _hidden = False

    def _number(self, passage: Passage, id_: str, label: tuple[str, ...], column: str) -> Figure | Malformed | None:
        kind = self._header.table.numbers.get(column, "")
        unit = self._units.get(column, "")
        return number(kind, passage, id=id_, label=label, unit=unit or (self._unit if kind == "amount" and self._unit != "%" else ""))

    def move(self, rows: Sequence[GridRow]) -> bool:
        """By a row with as many cells as the table has columns, or one more at the left for the side title."""
        ordered = sorted(self._header.spans, key=lambda key: self._header.spans[key])
        for row in rows:
            cells = sorted((*row.cells, *row.over), key=lambda cell: cell.column)
            extra = len(cells) - len(ordered)
            if extra in (0, 1):
                pairs = zip(ordered, cells[extra:], strict=True)
                self._header = replace(self._header, spans={key: (cell.column, cell.column + cell.columns) for key, cell in pairs})
                return True
        return False

    def _left_over(self, row: GridRow, used: list[Cell]) -> None:
        self._draft.unread += [cell.passage for cell in row.cells if cell.text.strip() and not any(cell is each for each in used)]


class Named(_Rows):
    """Rows with names: 年度资金总额, 其中：财政拨款, ..."""

    def take(self, row: GridRow) -> bool:
        first = self._header.first
        before = [cell for cell in row.cells if cell.column < first]
        cells = self._cells(row)
        label = self._label(before)
        if label is None:
            return not any(cell.text.strip() for cell in row.cells)  # a blank row ends nothing
        known = self._words.rows[self._header.table.name]
        key = known.key(label.text) or known.near(label.text, self._header.table.rows, LIKE)
        if not known.key(label.text) and not self._measures(cells, label):
            return False
        self._hidden = row.table.hidden
        self._add(self._table.free(key or "row"), label, cells)
        self._left_over(row, [*before, *cells.values()])
        return True

    def _cells(self, row: GridRow) -> dict[str, Cell]:
        found = {key: row.at(*span) for key, span in self._header.spans.items()}
        kinds = self._header.table.numbers
        return {
            key: cell
            for key, cell in found.items()
            if cell is not None and cell.column >= self._header.first and (cell.row == row.number or key not in kinds)
        }

    def _label(self, before: list[Cell]) -> Cell | None:
        """The cell that names the row: one with a known name, else the last that prints anything."""
        printed = [cell for cell in before if cell.text.strip()]
        known = [cell for cell in printed if self._words.rows[self._header.table.name].find(cell.text)]
        return known[-1] if known else printed[-1] if printed else None

    def _measures(self, cells: Mapping[str, Cell], label: Cell) -> bool:
        """An unknown name, but amounts beside it: a part of the funds that the definition has no word for."""
        amounts = [cell.passage for key, cell in cells.items() if self._header.table.numbers.get(key) == "amount"]
        if self._words.fields.find(label.text) or not any(plain(each.text) for each in amounts):
            return False
        return all(not plain(each.text).strip(DASHES) or number("amount", each, id="", label=()) is not None for each in amounts)

    def _add(self, key: str, label: Cell, cells: Mapping[str, Cell]) -> None:
        table = self._header.table
        id_, text = f"{table.name}.{key}", heading(label)
        fields = {"label": Field(f"{id_}.label", (), label.passage, None, label.hidden or self._hidden)}
        for column, cell in cells.items():
            fields[column] = self._field(cell, f"{id_}.{column}", (text, self._table.columns[column]), column)
        self._table.rows.append(Row(id_, key, text, fields, parent=self._parent(key)))

    def _parent(self, key: str) -> str:
        """The row this one is a part of, when that row is there: 人员经费 of 基本支出. Parts of the whole have none."""
        table = self._header.table
        wholes = [whole for whole, parts in table.parts.items() if key in parts and any(row.key == whole for row in self._table.rows)]
        return f"{table.name}.{wholes[0]}" if wholes else ""


class Sideways(Named):
    """The table laid on its side: a line for every column, the names of the rows above them. Rows are complete only with the last line."""

    def __init__(self, draft: Draft, header: Header) -> None:
        super().__init__(draft, header)
        self._across = dict(header.across or {})
        self._lines: dict[str, tuple[Cell, dict[str, Cell]]] = {}
        self._start = len(self._table.rows)

    def take(self, row: GridRow) -> bool:
        before = [cell for cell in row.cells if cell.column < self._header.first and cell.text.strip()]
        column = next((key for cell in before if (key := self._words.columns[self._header.table.name].key(cell.text))), "")
        if not column or column in self._lines:
            return False
        cells = {key: cell for key, span in self._header.spans.items() if (cell := row.at(*span)) is not None and cell.column >= self._header.first}
        self._lines[column] = before[-1], cells
        self._table.columns[column] = heading(before[-1])
        self._units[column] = unit_of(before[-1].text)
        self._hidden = row.table.hidden
        self._left_over(row, [*before, *cells.values()])
        del self._table.rows[self._start :]
        for key, label in self._across.items():
            self._add(self._table.free(key), label, {each: line[key] for each, (_, line) in self._lines.items() if key in line})
        return True


class Listed(_Rows):
    """Numbered rows in sections: the indicators.

    A merged cell of the first or second level holds for all rows it covers, and where a level is blank the one above holds.
    """

    def __init__(self, draft: Draft, header: Header) -> None:
        super().__init__(draft, header)
        self._level1: Cell | None = None
        self._level2: Cell | None = None
        self._whole = ""  # id of the row that 其中 rows are parts of
        self._closed = False

    def take(self, row: GridRow) -> bool:
        printed = [cell for cell in row.cells if cell.text.strip()]
        if self._closed:
            return False
        if not printed:
            return True
        self._hidden = row.table.hidden
        closing = self._words.closing[self._header.table.name].key(printed[0].text)
        if closing:
            return self._close(row, printed[0], closing)
        if len(printed) == 1 and self._wide(printed[0]):
            return self._band(printed[0])
        if self._foreign(printed[0]):
            return False
        self._indicator(row)
        return True

    def _wide(self, cell: Cell) -> bool:
        """Covers more than half of the columns, as the heading of a section or a title does."""
        covered = [key for key, (start, _) in self._header.spans.items() if cell.column <= start < cell.column + cell.columns]
        return len(covered) * 2 > len(self._header.spans)

    def _foreign(self, cell: Cell) -> bool:
        """Begins with a label of the form's head, left of the names of the indicators: the table is over."""
        name = self._header.spans.get("name") or self._header.spans["l2"]
        left = cell.column < name[0] or cell.column + cell.columns > name[1]
        found = self._words.fields.find(cell.text)
        return (cell.column < self._header.first and not self._level(cell)) or bool(left and found and found[1] < 99 and not self._section(cell))

    def _level(self, cell: Cell) -> str:
        return next((key for key in ("l1", "l2", "name") if key in self._header.spans and self._covers(cell, key)), "")

    def _covers(self, cell: Cell, column: str) -> bool:
        start, end = self._header.spans[column]
        return cell.column < end and start < cell.column + cell.columns

    def _section(self, cell: Cell | None, *, parts: bool = False) -> str:
        if cell is None or not cell.text.strip():
            return ""
        lexicon = self._words.parts if parts else self._words.sections
        return lexicon.key(cell.text) or lexicon.key(_POINTS.sub("", plain(cell.text).replace(" ", "")))

    def _band(self, cell: Cell) -> bool:
        """`一、产出指标（50分）` across the table."""
        if not self._section(cell):
            return False
        number_mark = _NUMBERED.match(cell.text)
        start = number_mark.end() if number_mark else 0
        self._enter(replace(cell, passage=cell.passage.cut(start)))
        return True

    def _enter(self, cell: Cell) -> None:
        """A new first-level section."""
        self._level1, self._level2 = cell, None
        table = self._draft.table("section")
        table.columns.setdefault("label", "")
        key = self._section(cell) or self._section(cell, parts=True)
        id_ = f"section[{len(table.rows)}]"
        field = Field(f"{id_}.label", (), cell.passage, None, cell.hidden or self._hidden)
        table.rows.append(Row(id_, table.free(key or "section"), heading(cell), {"label": field}, section=key))
        if key:
            self._draft.clauses += of_heading(key, cell.passage, field.id)

    def _levels(self, row: GridRow) -> None:
        """Brings the first and the second level up to this row."""
        first, second = (row.at(*self._header.spans[key]) if key in self._header.spans else None for key in ("l1", "l2"))
        if first is None and second is not None and self._section(second) and not self._section(second, parts=True):
            first, second = second, None
        if first is not None and first.text.strip() and first.row == row.number and first is not self._level1:
            self._enter(first)
        if second is not None and second.text.strip() and second is not first:
            self._level2 = second

    def _indicator(self, row: GridRow) -> None:
        self._levels(row)
        cells = self._cells(row)
        used = [*cells.values(), *(cell for cell in (self._level1, self._level2) if cell)]
        self._left_over(row, used)
        if not any(cell.text.strip() for cell in cells.values()):
            return  # 生态效益指标 with nothing beside it
        id_ = f"{self._header.table.name}[{len(self._table.rows)}]"
        name = heading(cells["name"]) if "name" in cells else ""
        fields: dict[str, Field] = {}
        for column, cell in {"l1": self._level1, "l2": self._level2, **cells}.items():
            if cell is not None:
                fields[column] = self._field(cell, f"{id_}.{column}", (name, self._table.columns.get(column, "")), column)
        parent = self._parent(cells)
        if not parent:
            self._whole = id_
        section = self._section(self._level1) or self._section(self._level1, parts=True) or self._section(self._level2, parts=True)
        self._table.rows.append(Row(id_, str(len(self._table.rows)), name, with_operator(self._unit_beside(fields)), section, parent))

    def _cells(self, row: GridRow) -> dict[str, Cell]:
        """The cells of the columns beside the levels. A number that stands beside several rows is that of the first."""
        kinds = self._header.table.numbers
        levels = {id(cell) for cell in (self._level1, self._level2) if cell}
        found = {key: row.at(*span) for key, span in self._header.spans.items() if key not in ("l1", "l2")}
        return {
            key: cell for key, cell in found.items() if cell is not None and id(cell) not in levels and (cell.row == row.number or key not in kinds)
        }

    def _unit_beside(self, fields: dict[str, Field]) -> dict[str, Field]:
        """`95 | %` in two cells: the target is read again with the unit of its neighbour."""
        target, unit = fields.get("target"), fields.get("unit")
        if target is None or unit is None or not plain(unit.text) or target.figure is None or target.figure.unit:
            return fields
        read = number("measured", target.passage, id=target.id, label=target.label, unit=plain(unit.text))
        return {**fields, "target": replace(target, number=read)}

    def _parent(self, cells: Mapping[str, Cell]) -> str:
        """其中 rows without a weight of their own are parts of the row above."""
        weight = cells.get("weight")
        own = weight is not None and bool(plain(weight.text).strip(DASHES))
        return self._whole if "name" in cells and is_part(cells["name"].text) and not own else ""

    def _close(self, row: GridRow, label: Cell, closing: str) -> bool:
        """The row of totals, or of subtotals of a section."""
        for column, span in self._header.spans.items():
            cell = row.at(*span)
            if cell is None or cell is label or cell.row != row.number or cell.column < label.column:
                continue
            kind = self._header.table.numbers.get(column, "")
            if closing == "subtotal":
                self._subtotal(column, kind, cell, label)
            elif kind == "points":
                self._total(f"total.{column}", column, cell, label)
            elif cell.text.strip():
                self._draft.put("grade" if len(plain(cell.text)) <= 6 else "total.reason", cell.passage, label=label.passage, hidden=self._hidden)
        self._closed = closing == "total"
        return True

    def _total(self, id_: str, column: str, cell: Cell, label: Cell) -> None:
        read = self._number(cell.passage, id_, (heading(label), self._table.columns[column]), column)
        self._draft.put(id_, cell.passage, label=label.passage, rank=-1, number=read, hidden=cell.hidden or self._hidden)

    def _subtotal(self, column: str, kind: str, cell: Cell, label: Cell) -> None:
        table = self._draft.table("section")
        if kind != "points" or not table.rows:
            return
        table.columns.setdefault(column, self._table.columns[column])
        row = table.rows[-1]
        field = self._field(cell, f"{row.id}.{column}", (row.label, heading(label)), column)
        table.rows[-1] = replace(row, cells={**row.cells, column: field})
