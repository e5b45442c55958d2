"""The road for documents that keep their geometry: tables of cells become the form's tables, fields and notes.

Row by row: a header opens a table of the form, the rows under it are read by its columns until one does not fit, and what belongs to no table is
read as fields. Several forms may stand in one document: a title, a project name or a second fund table after the indicators begins the next.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from formlint.definitions import Definition
from formlint.documents import Document, Line, Passage, Table
from formlint.forms import Form
from formlint.recognisers.clauses import of_heading
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import plain, vocabulary
from formlint.recognisers.tables import alone, hidden_columns, lined, others, paired, sided, splits, told
from formlint.recognisers.tables.bare import with_merged_cells
from formlint.recognisers.tables.grid_rows import GridRow, grid_rows
from formlint.recognisers.tables.head import Head
from formlint.recognisers.tables.headed import Headed, Known
from formlint.recognisers.tables.headers import Header, header
from formlint.recognisers.tables.listed import Listed
from formlint.recognisers.tables.named import PROJECT, Named, Sideways
from formlint.recognisers.tables.rows import heading
from formlint.recognisers.tables.side_by_side import parts
from formlint.recognisers.tables.slashed import unslashed
from formlint.recognisers.tables.unfolded import unfolded

POINTS = {"weight", "score"}
_SENTENCE = re.compile("[，。；]")
WITH_TITLE = 3  # cells at most of a row that holds a title: the title, the unit, the number of the form


class Reader(Protocol):
    """Takes the rows of one table of the form; `add` those of which it is known what each column holds. `move` finds its columns again in a table of
    another width: a page may have fewer of them."""

    def take(self, row: GridRow) -> bool: ...

    def add(self, rows: Sequence[Known]) -> None: ...

    def move(self, rows: Sequence[GridRow]) -> bool: ...


def recognise(document: Document, definition: Definition) -> tuple[Form, ...]:
    """The forms of the document, in order; none when no table of the form is there."""
    return of_blocks(document.blocks, definition)


def of_blocks(blocks: Iterable[Table | Line | Headed], definition: Definition) -> tuple[Form, ...]:
    """The same, of blocks whose columns may be known."""
    walk = _Walk(definition)
    for block in blocks:
        if isinstance(block, Line):
            walk.line(block.passage)
        elif isinstance(block, Headed):
            walk.headed(block)
        else:
            for number, part in enumerate(parts(block, definition)):
                walk.beside(number)
                walk.table(unslashed(with_merged_cells(part, definition) if part.bare else part, definition))
    return walk.forms()


class _Walk:
    """Where the reading stands: the draft, and the table of the form that is open, if one is."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._words = vocabulary(definition)
        self._drafts: list[Draft] = []
        self._open: Reader | None = None
        self._listed: Listed | None = None  # the indicators of the table at hand, whose totals may follow behind other rows
        self._width = 0
        self._again: Passage | None = None  # a title that may be the running head of a page
        self._next()

    def _next(self) -> None:
        self._draft = Draft(self._definition)
        self._drafts.append(self._draft)
        self._head = Head(self._draft)
        self._open = self._listed = None
        self._told: Passage | None = None  # a line that told the funds
        self._block: tuple[Sequence[GridRow], int] | None = None  # where the table of the funds began: its rows, and the place of its header
        if self._again:
            self._draft.put("title", self._again)
        self._again = None

    def beside(self, number: int) -> None:
        """What stands beside a form is another."""
        if number and self._draft.tables:
            self._next()

    def line(self, passage: Passage) -> None:
        if self._title(passage):
            return
        if told.line(self._draft, passage):
            self._told = passage
        else:
            self._head.line(passage)

    def table(self, table: Table) -> None:
        table, aside = hidden_columns.parted(table, self._words)
        self._draft.unread += [cell.passage for cell in aside]
        rows = list(grid_rows(table))
        if self._open and table.width != self._width and not self._open.move(rows):
            self._open = None
        self._listed = self._open if isinstance(self._open, Listed) else None
        self._width = table.width
        position = 0
        while position < len(rows):
            below = rows[position + 1] if position + 1 < len(rows) else None
            found = header(self._definition, rows[position], below)
            if found:
                found = unfolded(self._words, found, rows[position + found.height : position + found.height + 1])
            if found and self._foreign(found, rows[position + found.height : position + found.height + 1]):
                found = None
            own = found is not None and self._own(found, rows[position + found.height : position + found.height + 1])
            listing = others.named(self._words, rows[position]) or (found is not None and self._lists_projects(found))
            if not own and listing and (height := others.take(self._draft, rows[position:])):
                self._open = None
                position += height
                continue
            if found:
                self._begin(found)
                self._block = self._block if found.table.listed else (rows, position)
                position += found.height
                continue
            position += self._take(rows, position)
        self._head.close()

    def headed(self, block: Headed) -> None:
        """A table whose columns are known: no header is looked for, and no row is asked what it is."""
        self._begin(block.header).add(block.rows)
        self._head.close()

    def _take(self, rows: Sequence[GridRow], position: int) -> int:
        """Reads a row that is no header, by the table that is open or as what stands outside of all. Gives how many rows were read."""
        if self._open is not None and self._open.take(rows[position]):
            return 1
        self._open = None
        closed = self._listed is not None and self._listed.closes(rows[position])
        amounts = 0 if closed else self._unheaded(rows[position:])
        if not (amounts or closed):
            self._row(rows[position])
        return amounts or 1

    def _own(self, found: Header, below: Sequence[GridRow]) -> bool:
        """A header of the definition's own tables: of the listed one, or the first row below has a name that the definition knows."""
        if found.table.listed:
            return True
        labels = [cell for row in below for cell in row.cells if cell.column < found.first]
        return found.table.name not in self._draft.tables and any(self._words.rows[found.table.name].key(cell.text) for cell in labels)

    def _lists_projects(self, found: Header) -> bool:
        """`项目名称 | 预算数 | 支出数` below funds that have a total: the projects of a department, whose amounts are no parts of those."""
        table = self._draft.tables.get(found.table.name)
        if table is None or found.table.listed or not any(row.key == "total" for row in table.rows):
            return False
        return any(cell.column < found.first and self._words.fields.key(cell.text) == PROJECT for cell in found.taken)

    def _foreign(self, found: Header, below: Sequence[GridRow]) -> bool:
        """Behind a form, amounts under like headings whose first row has another name are no funds of a next form: 部门 | 下达 | 支出 over 一科."""
        if found.table.listed or not self._draft.listed or found.table.name not in self._draft.tables or found.across is not None:
            return False
        names = self._words.rows[found.table.name]
        labels = [cell for row in below for cell in row.printed if cell.column < found.first]
        return bool(labels) and not any(names.key(cell.text) for cell in labels)

    def _begin(self, found: Header) -> Reader:
        if self._draft.listed and not found.table.listed and found.table.name in self._draft.tables:
            self._next()
        if (
            self._told and not found.table.listed and not self._draft.listed and self._draft.tables.pop(found.table.name, None)
        ):  # the table itself follows
            self._draft.unread.append(self._told)
            self._told = None
        if self._scored_instead(found):
            self._set_aside(found)
        self._head.close()
        for cell in found.taken:
            name = self._words.clauses.key(cell.text)
            if name:
                self._draft.clauses += of_heading(name, cell.passage, f"heading.{name}")
        self._open = _reader(self._draft, found)
        self._listed = self._open if isinstance(self._open, Listed) else self._listed
        return self._open

    def _scored_instead(self, found: Header) -> bool:
        """Amounts with their points, below others that have a total and no points: 2022年 | 2023年 | 合计 of a project, tasks of a department."""
        table = self._draft.tables.get(found.table.name)
        if found.table.listed or table is None or self._draft.listed or not found.columns.keys() & POINTS or table.columns.keys() & POINTS:
            return False
        names = self._words.rows[found.table.name]
        return len(table.rows) > 1 and any(names.key(cell.text) == "total" for row in self._above(found) for cell in row.cells)

    def _above(self, found: Header) -> Sequence[GridRow]:
        """The rows of the amounts so far, with their header."""
        rows, start = self._block or ((), 0)
        first = id(found.taken[0])
        end = next((at for at, row in enumerate(rows) if any(id(cell) == first for cell in row.cells)), len(rows))
        return rows[start:end]

    def _set_aside(self, found: Header) -> None:
        """What was read as the funds is another table, which is read for its totals."""
        rows = self._above(found)
        del self._draft.tables[found.table.name]
        cells = {id(cell.passage) for row in rows for cell in row.cells}
        self._draft.unread = [passage for passage in self._draft.unread if id(passage) not in cells]
        end = others.take(self._draft, rows)
        self._draft.unread += [cell.passage for row in rows[end:] for cell in row.printed]

    def _unheaded(self, rows: Sequence[GridRow]) -> int:
        """Amounts under no header of the form. Gives how many rows they cover."""
        readers = (lined, told, sided, paired, alone, splits, others)
        return next((height for reader in readers if (height := reader.take(self._draft, rows))), 0)

    def _row(self, row: GridRow) -> None:
        printed = row.printed
        alone = not any(_SENTENCE.search(cell.text) for cell in printed[1:])  # 整体绩效目标 | 开展执法检查1600家次，…
        if 0 < len(printed) <= WITH_TITLE and alone and self._title(printed[0].passage):
            return
        label = self._words.fields.find(printed[0].text) if len(printed) > 1 else None
        if label and label[0] in ("project", "unit") and self._draft.listed and label[0] in self._draft.found:
            self._next()
        self._head.row(row)

    def _title(self, passage: Passage) -> bool:
        """A title after the tables begins another form; the same title while a table is open is the running head of a page."""
        own = self._draft.tables.keys() & self._definition.tables.keys()  # beside which a form may have others, also before its own
        if not own or not self._head.is_title(passage.text):
            return False
        if plain(passage.text) == self._draft.title and self._open is not None:
            self._again = passage.strip()
            return True
        self._again = None
        self._next()
        return False

    def forms(self) -> tuple[Form, ...]:
        """Drafts with a table are forms; what stood behind the last of them is its."""
        kept: list[Draft] = []
        for draft in self._drafts:
            if kept and draft.continues(kept[-1]):
                kept[-1].join(draft)
            elif draft.tables:
                kept.append(draft)
            elif kept:
                kept[-1].unread += [each.passage for found in draft.found.values() for _, each in found] + draft.notes + draft.unread
        return tuple(draft.form() for draft in kept)


def _reader(draft: Draft, header: Header) -> Reader:
    """The reader for the rows under this header. Its columns join those that the table has already."""
    if header.across is not None:
        return Sideways(draft, header)
    table = draft.table(header.table.name)
    table.columns.update({key: heading(cell) for key, cell in header.columns.items() if key not in table.columns})
    return Listed(draft, header) if header.table.listed else Named(draft, header)
