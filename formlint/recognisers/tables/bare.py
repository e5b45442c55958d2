"""Tables that have lost which of their cells were merged (csv): the merged cells put together again.

The text of a merged cell stands in its first box, the others are blank, as are the boxes of cells that are blank themselves. What stands around tells
which is which: no heading is blank, so what follows one belongs to it, and the rows under a header are cut where its headings begin. Blanks at the
left of a row belong to the cells above. Outside the tables a blank belongs to the text before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from formlint.definitions import Definition
from formlint.documents import Cell, Table
from formlint.recognisers.headings import STARRED, vocabulary
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.headers import Header, header
from formlint.records import replace

Row = Sequence[Cell]  # from left to right


def with_merged_cells(table: Table, definition: Definition) -> Table:
    """The table with its merged cells, as far as they can be told."""
    rows = [row for _, boxes in groupby(table.cells, key=lambda cell: cell.row) if _printed(row := list(boxes))]
    return replace(table, cells=tuple(_down(_Across(definition, table, rows, table.width).rows())), bare=False)


def _printed(row: Row) -> list[Cell]:
    return [cell for cell in row if cell.text.strip()]


def _spread(cells: Row, end: int) -> list[Cell]:
    """Each as wide as there is room up to the next, the last up to `end`."""
    ends = [*(cell.column for cell in cells[1:]), end][: len(cells)]
    return [replace(cell, columns=after - cell.column) for cell, after in zip(cells, ends, strict=True)]


def _down(rows: Iterator[list[Cell]]) -> list[Cell]:
    """All cells, those of a row's left that are blank taken by the cells above. A text alone in its row is a title, which nothing continues."""
    shown: list[Cell] = []
    above: list[int] = []  # the cells that may reach down: their numbers in `shown`, from left to right
    for row in rows:
        printed = _printed(row)
        lead = printed[0].column
        taken = [number for number in above if shown[number].column < lead]
        for number in taken:
            cell = shown[number]
            shown[number] = replace(cell, rows=1 + row[0].row - cell.row, columns=min(cell.columns, lead - cell.column))
        covered = {column for number in taken for column in range(shown[number].column, shown[number].column + shown[number].columns)}
        above = taken if len(printed) > 1 or lead else []
        for cell in row:
            if cell.column in covered:
                continue
            if cell.text.strip() and len(printed) > 1:
                above = [*above, len(shown)]
            shown.append(cell)
    return sorted(shown, key=lambda cell: (cell.row, cell.column))


@dataclass(slots=True)
class _Across:
    """Row by row. `cuts` are the columns where the headings of the open table begin, the width of the whole behind them; empty outside of tables."""

    definition: Definition
    table: Table
    boxes: list[list[Cell]]
    width: int  # of the table
    cuts: tuple[int, ...] = ()
    name: str = ""

    def rows(self) -> Iterator[list[Cell]]:
        position = 0
        while position < len(self.boxes):
            row, below = (self._tentative(number) for number in (position, position + 1))
            found = header(self.definition, row, below) if row else None
            if row and found and len(_printed(self.boxes[position])) > 1:
                yield from self._headed(found, row, below)
                position += found.height
                continue
            yield self._row(self.boxes[position], self.boxes[position + 1] if below else [])
            position += 1

    def _tentative(self, position: int) -> GridRow | None:
        """The row as it would be if no cell in it were blank."""
        if position >= len(self.boxes):
            return None
        return GridRow(tuple(_spread(_printed(self.boxes[position]), self.width)), (), self.table)

    def _headed(self, found: Header, row: GridRow, below: GridRow | None) -> Iterator[list[Cell]]:
        """The one or two rows of a header. A heading with none below reaches down to the data."""
        lower = below.cells if below and found.height == 2 else ()
        upper = [cell if not lower or any(_over(cell, each) for each in lower) else replace(cell, rows=2) for cell in row.cells]
        self.name = found.table.name
        self.cuts = (*sorted({cell.column for cell in (*upper, *lower)}), self.width)
        yield upper
        if lower:
            ends = {cell.column: min(after for after in self.cuts if after > cell.column) for cell in lower}
            yield [replace(cell, columns=ends[cell.column] - cell.column) for cell in lower]

    def _row(self, row: list[Cell], below: list[Cell]) -> list[Cell]:
        printed = _printed(row)
        if self.cuts and not self._of_table(printed):
            self.cuts = () if len(printed) > 1 else self.cuts
            return self._outside(row, below)
        return self._inside(row) if self.cuts else self._outside(row, below)

    def _of_table(self, printed: list[Cell]) -> bool:
        """Not alone in its row like the heading of a section or a note, and not begun by a label of the form's head."""
        words, first = vocabulary(self.definition), printed[0].text
        known = [words.closing[self.name], *(each for name, each in words.rows.items() if name == self.name), words.parts]
        if any(lexicon.find(cell.text) for cell in printed[:2] for lexicon in known):
            return True
        if len(printed) == 1:
            return printed[0].column > 0 and not words.sections.find(first)
        labels = [words.fields.find(cell.text) for cell in printed[:2]]
        return not (words.sides.find(first) or any(label and label[1] < STARRED for label in labels))

    def _inside(self, row: list[Cell]) -> list[Cell]:
        """Cut where the headings begin; a heading may stand over several cells (operator, value, unit)."""
        cells = [cell for cell in row if cell.column < self.cuts[0] and cell.text.strip()]
        cells = _spread(cells, self.cuts[0])
        for start, end in pairwise(self.cuts):
            part = row[start:end]
            there = _printed(part)
            if part and (not there or there[0] is not part[0]):
                there.insert(0, part[0])
            cells += _spread(there, end)
        return cells

    def _outside(self, row: list[Cell], below: list[Cell]) -> list[Cell]:
        """Labels and their values, titles, notes. A label at the end with nothing below it keeps a blank value."""
        printed = _printed(row)
        last = printed[-1].column
        key = (vocabulary(self.definition).fields.find(printed[-1].text) or ("",))[0]
        if len(printed) > 1 and last + 1 < len(row) and key and not key.startswith("narrative"):
            under = below[last].text if last < len(below) else ""
            if not under.strip() or vocabulary(self.definition).fields.find(under):
                return _spread([*printed, row[last + 1]], self.width)
        return _spread(printed, self.width)


def _over(cell: Cell, lower: Cell) -> bool:
    return cell.column <= lower.column < cell.column + cell.columns
