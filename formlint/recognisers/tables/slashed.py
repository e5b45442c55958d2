"""Two columns that share one, taken apart: `分值/得分` over `20/19.5`.

A heading of two words of one table, with a stroke between them, heads two columns where cells below it print two numbers with a stroke between
them. The cell that prints only one of them, or nothing, covers both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from formlint.definitions import Definition
from formlint.documents import Cell, Table
from formlint.recognisers.headings import plain, vocabulary

_BOTH = re.compile(r"\s*+\d{1,4}(?:\.\d{1,4})?\s*+[%％分]?\s*+([/／])\s*+\d{1,4}(?:\.\d{1,4})?\s*+[%％分]?\s*+")
_STROKE = re.compile("[/／]")
KIND = "points"
MOST = 9  # such columns of a table


def unslashed(table: Table, definition: Definition) -> Table:
    """The table with a column for each of the two; the table itself when it has no such column."""
    for _ in range(MOST):
        both = [cell for cell in table.cells if "/" in cell.text or "／" in cell.text if _BOTH.fullmatch(cell.text)]
        lowest = {cell.column: cell.row for cell in sorted(both, key=lambda cell: cell.row)}
        strokes = [cell for cell in table.cells if cell.columns == 1 and cell.row < lowest.get(cell.column, -1) and _STROKE.search(cell.text)]
        head = next((cell for cell in strokes if _two(definition, plain(cell.text))), None)
        if head is None:
            return table
        below = [cell for cell in both if cell.column == head.column and cell.row > head.row]
        table = replace(table, cells=tuple(_apart(table.cells, head, below)))
    return table


def _two(definition: Definition, heading: str) -> bool:
    """Both sides are words of columns of points: 分值/得分, and no formula (B/A)."""
    sides = _STROKE.split(heading)
    for name, lexicon in vocabulary(definition).columns.items():
        keys = {lexicon.key(side) for side in sides}
        if len(sides) == len(keys) == 2 and all(definition.tables[name].numbers.get(key) == KIND for key in keys):
            return True
    return False


def _apart(cells: Sequence[Cell], head: Cell, below: Sequence[Cell]) -> Iterator[Cell]:
    """The cells, those on the right moved by one, those over the column one wider."""
    split = {id(cell) for cell in (head, *below)}
    for cell in cells:
        if id(cell) in split:
            stroke = _STROKE.search(cell.text)
            at = stroke.start() if stroke else 0
            yield replace(cell, passage=cell.passage.cut(0, at).strip())
            yield replace(cell, passage=cell.passage.cut(at + 1).strip(), column=cell.column + 1)
        elif cell.column > head.column:
            yield replace(cell, column=cell.column + 1)
        else:
            yield replace(cell, columns=cell.columns + (cell.column + cell.columns > head.column))
