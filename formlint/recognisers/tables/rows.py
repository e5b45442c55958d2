"""What all readers of rows share: the header they stand under, and how a cell becomes a field.

A reader takes rows as long as they fit: `take` says no at the first row that belongs to something else.
"""

from collections.abc import Sequence
from dataclasses import replace
from sys import intern

from formlint import figures
from formlint.documents import Cell, Passage
from formlint.figures import Figure, Malformed
from formlint.forms import Field
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import unit_of, vocabulary
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.head import MONEY
from formlint.recognisers.tables.headers import GridRow, Header


def heading(cell: Cell) -> str:
    """The words of a heading as a sentence can use them: without a colon at the end, and without white space but that between Latin words."""
    parts = cell.text.split()
    told = parts[0] if parts else ""
    for part in parts[1:]:
        told += f" {part}" if _latin(told[-1]) and _latin(part[0]) and not (told[-1].isdigit() and part[0].isdigit()) else part
    return told.rstrip(":：")


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def prints_nothing(cell: Cell | None) -> bool:
    """Absent, blank, or a dash."""
    return cell is None or figures.blank(cell.text) or figures.not_applicable(cell.text)


class Rows:
    """The draft, the header, and the table of the form that the rows go into."""

    def __init__(self, draft: Draft, header: Header) -> None:
        self._draft, self._header = draft, header
        self._words = vocabulary(draft.definition)
        self._table = draft.table(header.table.name)
        self._units = {key: unit_of(cell.text) for key, cell in header.columns.items()}
        self._unit = next((unit for cell in header.taken if not self._column(cell) and (unit := unit_of(cell.text))), "") or draft.money
        self._unit = self._unit or next((unit for unit in map(self._units.get, header.table.numbers) if unit in MONEY), "")  # 预算数（万元） alone
        draft.unread += [cell.passage for cell in header.taken if cell.text.strip() and not self._column(cell) and not self._known(cell)]

    def _column(self, cell: Cell) -> bool:
        return any(each is cell for each in self._header.columns.values())

    def _known(self, cell: Cell) -> bool:
        """A side title, a heading over headings, or a word of the definition."""
        over = cell.row + cell.rows > min(each.row for each in self._header.taken) + self._header.height
        group = cell.rows < self._header.height
        return over or group or self._words.understood(cell.text)

    def _field(self, cell: Cell, id_: str, label: tuple[str, ...], column: str) -> Field:
        id_ = intern(id_)  # forms repeat each other's: 4 of the 260 MB of 500 forms
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
        known = {id(cell) for cell in used}
        self._draft.unread += [cell.passage for cell in row.cells if id(cell) not in known and cell.text.strip()]
