"""What all readers of rows share: the header they stand under, and how a cell becomes a field.

A reader takes rows as long as they fit: `take` says no at the first row that belongs to something else.
"""

from collections.abc import Sequence
from sys import intern

from formlint import figures
from formlint.documents import Cell, Passage
from formlint.forms import Field
from formlint.recognisers.beside import Unnamed
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import unit_of, vocabulary
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.head import MONEY
from formlint.recognisers.tables.headers import Header
from formlint.records import replace


def heading(cell: Cell | Passage) -> str:
    """The words of a heading as a sentence can use them: without a colon at the end, and without white space but that between Latin words."""
    parts = cell.text.split()
    if len(parts) == 1:
        return parts[0].rstrip(":：")
    told = parts[0] if parts else ""
    for part in parts[1:]:
        told += f" {part}" if _latin(told[-1]) and _latin(part[0]) and not (told[-1].isdigit() and part[0].isdigit()) else part
    return told.rstrip(":：")


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def prints_nothing(cell: Cell | Passage | Field | None) -> bool:
    """Absent, blank, or a dash."""
    return cell is None or figures.blank(cell.text) or figures.not_applicable(cell.text)


class Rows:
    """The draft, the header, and the table of the form that the rows go into."""

    def __init__(self, draft: Draft, header: Header) -> None:
        self._draft, self._header = draft, header
        self._words = vocabulary(draft.definition)
        self._table = draft.table(header.table.name)
        self._kinds = header.table.numbers
        self._units = {key: unit for key, cell in header.columns.items() if (unit := unit_of(cell.text))}
        heads = set(map(id, header.columns.values()))
        others = [cell for cell in header.taken if id(cell) not in heads and cell.text.strip()]
        money = next((unit for cell in others if (unit := unit_of(cell.text))), "") or draft.money
        if not money and self._units:
            money = next((unit for unit in map(self._units.get, self._kinds) if unit in MONEY), "")  # 预算数（万元） alone
        if not money:  # 已支出（万元） | 3420 above the table
            money = next((unit for text in self._table.columns.values() if (unit := unit_of(text)) in MONEY), "")
        self._money = money if money != "%" else ""
        draft.unread += [cell.passage for cell in others if not self._known(cell)]
        self._unnamed = [Unnamed(cell) for cell in others if self._heads_a_column(cell)]

    def _heads_a_column(self, cell: Cell) -> bool:
        """Right of where the columns begin, over none of them and no other heading; it is no word of the definition."""
        spans = self._header.spans.values()
        if cell.column <= self._header.first or any(start < cell.column + cell.columns and cell.column < end for start, end in spans):
            return False
        top = min(each.row for each in self._header.taken)
        below = any(each.row > cell.row and each.column == cell.column and each.text.strip() for each in self._header.taken)
        return not below and cell.row + cell.rows <= top + self._header.height and not self._words.understood(cell.text)

    def _known(self, cell: Cell) -> bool:
        """A side title, a heading over headings, or a word of the definition."""
        over = cell.row + cell.rows > min(each.row for each in self._header.taken) + self._header.height
        group = cell.rows < self._header.height
        return over or group or self._words.understood(cell.text)

    def _field(self, passage: Passage, id_: str, label: tuple[str, ...], column: str, *, hidden: bool = False) -> Field:
        id_ = intern(id_)  # forms repeat each other's: 4 of the 260 MB of 500 forms
        kind = self._kinds.get(column)
        unit = self._units.get(column) or (self._money if kind == "amount" else "")
        read = number(kind, passage, id=id_, label=label, unit=unit) if kind else None
        return Field(id_, label, passage, read, hidden or self._hidden)

    _hidden = False

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

    def _beside(self, row: GridRow) -> None:
        """The numbers of the last row of the table under headings that no word names."""
        if self._unnamed and self._unnamed not in self._draft.beside.values():
            self._draft.beside.setdefault(self._header.table.name, self._unnamed)
        for column in self._unnamed:
            cell = row.begins.get(column.head.column)
            if cell is not None and cell.row == row.number and cell.text.strip():
                column.cells[len(self._table.rows) - 1] = cell

    def _left_over(self, row: GridRow, used: Sequence[Cell | None]) -> None:
        known = set(map(id, used))
        self._draft.unread += [cell.passage for cell in row.printed if id(cell) not in known]
