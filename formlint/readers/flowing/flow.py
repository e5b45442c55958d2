"""Tables and paragraphs of a flowing document (Word, HTML): cells put into their grid, tables inside tables taken apart.

A table inside a cell is one of two things. In a layout table (the frame of a web page, a form put into a box) the tables inside hold most of the
cells: its rows that hold tables are taken apart, each inner table is a table of its own, and what stands beside it is lines of text. In any other
table the text of the inner table belongs to the cell around it, a line for every row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from formlint.documents import Cell, Line, NodeSpot, Passage, Table
from formlint.errors import ReadError
from formlint.limits import allowed

MOST_LINES = 200_000
MOST_TEXT = 100_000  # characters of one cell or paragraph; Excel allows 32,767 in a cell
MOST_COVERED = 4_000_000  # boxes under all cells of a document, merged ones counted with every box
MOST_NESTING = 100  # tables in tables
MOST_SPAN = 1_000  # as in HTML; Word allows 63
LARGE_SPAN = 100  # a wider cell says nothing about how wide the table is


@dataclass(slots=True)
class Slot:
    """A cell of a grid while it is read: where it stands (0-based), and its paragraphs and inner tables in reading order."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    content: "list[str | Grid]" = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table while it is read, its slots in reading order."""

    slots: list[Slot] = field(default_factory=list)


def blocks(content: "Iterable[str | Grid]") -> Iterator[Table | Line]:
    """The tables and lines of a document; both are counted from 1, paragraphs without text not at all."""
    paragraphs, tables = count(1), count(1)
    covered = cells = lines = 0
    for item in _taken_apart(content):
        if isinstance(item, Grid):
            table = _table(item, next(tables))
            cells += len(table.cells)
            covered += sum(cell.rows * cell.columns for cell in table.cells)
            if cells > allowed().cells or covered > MOST_COVERED:
                raise ReadError("too-many-table-cells", most=str(allowed().cells))
            yield table
            continue
        for line in _lines(item, paragraphs):
            lines += 1
            if lines > MOST_LINES:
                raise ReadError("too-many-lines", most=str(MOST_LINES))
            yield line


def _taken_apart(content: "Iterable[str | Grid]") -> "Iterator[str | Grid]":
    """Paragraphs and tables without tables in them, blank tables left out."""
    for item in content:
        if isinstance(item, str):
            yield item
        elif _is_layout(item):
            yield from _rows_apart(item)
        elif any(map(_text, item.slots)):
            yield item


def _is_layout(grid: Grid) -> bool:
    inner = sum(_size(item) for slot in grid.slots for item in slot.content if isinstance(item, Grid))
    return 2 * inner >= len(grid.slots) > 0 < inner


def _size(grid: Grid) -> int:
    return len(grid.slots) + sum(_size(item) for slot in grid.slots for item in slot.content if isinstance(item, Grid))


def _rows_apart(grid: Grid) -> "Iterator[str | Grid]":
    """The rows of a layout table: rows with tables and rows of one cell are what stands in them, the rows between are tables themselves."""
    of_row = {row: list(slots) for row, slots in groupby(grid.slots, key=lambda slot: slot.row)}
    for is_frame, rows in groupby(of_row.values(), key=_is_frame):
        slots = [slot for row in rows for slot in row]
        if is_frame:
            yield from _taken_apart(item for slot in slots for item in slot.content)
            continue
        first, last = slots[0].row, slots[-1].row
        moved = [Slot(slot.row - first, slot.column, min(slot.rows, 1 + last - slot.row), slot.columns, slot.content) for slot in slots]
        yield from _taken_apart([Grid(moved)])


def _is_frame(row: Sequence[Slot]) -> bool:
    return len(row) == 1 or any(isinstance(item, Grid) for slot in row for item in slot.content)


def _table(grid: Grid, number: int) -> Table:
    width = max((slot.column + (slot.columns if slot.columns <= LARGE_SPAN else 1) for slot in grid.slots), default=0)
    cells = []
    for slot in grid.slots:
        text = _text(slot)
        passage = Passage.at(text, NodeSpot((number, slot.row + 1, slot.column + 1), 0, len(text)))
        cells.append(Cell(slot.row, slot.column, passage, slot.rows, min(slot.columns, width - slot.column)))
    return Table(tuple(cells))


def _text(slot: Slot) -> str:
    text = _measured("\n".join(_paragraphs(slot.content)).strip("\n"))
    return text if text.strip() else ""


def _paragraphs(content: "Iterable[str | Grid]") -> Iterator[str]:
    for item in content:
        if isinstance(item, str):
            yield item
            continue
        for _, row in groupby(item.slots, key=lambda slot: slot.row):
            yield " ".join(filter(None, (_text(slot).replace("\n", " ") for slot in row)))


def _lines(paragraph: str, paragraphs: Iterator[int]) -> Iterator[Line]:
    """The lines of a paragraph that say something, numbered as one."""
    if not paragraph.strip():
        return
    number, start = next(paragraphs), 0
    for text in _measured(paragraph).split("\n"):
        if text.strip():
            yield Line(Passage.at(text, NodeSpot((number,), start, len(text))))
        start += len(text) + 1


def _measured(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise ReadError("text-too-long", most=str(MOST_TEXT))
    return text
