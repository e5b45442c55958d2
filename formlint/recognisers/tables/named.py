"""Rows with names become rows of the form's table: 年度资金总额, 其中：财政拨款; one below the other, or the table laid on its side."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from formlint.documents import Cell
from formlint.figures import Figure
from formlint.forms import Field, Row
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import plain, unit_of
from formlint.recognisers.levels import depth
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.grid_rows import GridRow, numeric
from formlint.recognisers.tables.headed import LABEL, Known
from formlint.recognisers.tables.headers import UNNAMED, Header
from formlint.recognisers.tables.heading_columns import weighed
from formlint.recognisers.tables.rows import Rows, heading, prints_nothing
from formlint.records import replace

_NUMBER = re.compile(r"-?\d[\d,]*+\.?\d*+%?")
PROJECT = "project"
OF_FUNDS = re.compile("(?:资金|经费|预算|支出)?(?:来源|渠道|性质)")  # heads the names of amounts, whatever stands left of it
ASKED = "budget"  # the column of amounts that a form asks for, which no heading names
WHOLE = re.compile("总|全部|整体")
ADDED = ("amount", "points")  # what a whole is the sum of
SEVERAL = 2
LIKE = 0.75  # 本年度财政拨款 for 本年财政拨款 is 0.92, 其他支出 for 项目支出 0.5


class _Outline:
    """The rows that later ones may be parts of by their marks, the last of every depth. No row is looked at twice, in a table of 2,000."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []  # depth and id, each deeper than the one before
        self._seen = 0
        self._section = ""

    def above(self, rows: Sequence[Row], label: str, section: str) -> str:
        """The id of the last row that lies less deep than one of this label would; none beyond a total or in another section."""
        for row in rows[self._seen :]:
            if row.key.startswith("total") or row.section != self._section:
                self._open.clear()
            if not row.key.startswith("total"):
                self._mark(row)
            self._section = row.section
        self._seen = len(rows)
        rank = depth(label)
        return next((id_ for above, id_ in reversed(self._open) if above < rank), "") if section == self._section else ""

    def _mark(self, row: Row) -> None:
        rank = depth(row.label)
        if rank:
            self._open = [*(each for each in self._open if each[0] < rank), (rank, row.id)]


class Named(Rows):
    """Rows with names: 年度资金总额, 其中：财政拨款, ..."""

    _split = ""

    def __init__(self, draft: Draft, header: Header) -> None:
        super().__init__(draft, header)
        self._outline = _Outline()
        left = [cell for cell in header.taken if cell.column < header.first]
        nearest = max((cell for cell in left if cell.text.strip()), key=lambda cell: cell.column, default=None)
        self._naming = nearest if nearest and OF_FUNDS.fullmatch(plain(nearest.text)) and nearest is not left[0] else None
        # of a list of projects, unless the amounts have names of their own beside it
        self._names = {cell.column for cell in left if self._words.fields.key(cell.text) == PROJECT and not self._naming}

    def take(self, row: GridRow) -> bool:
        first = self._header.first
        if self._points_in_pairs(row):
            return True
        before = [cell for cell in row.cells if cell.column < first]
        cells = self._cells(row)
        label = self._label(before)
        if label is None and not self._table.rows and self._measures(cells, None):
            left = [cell for cell in (*row.over, *self._header.taken) if cell.column < first and cell.text.strip()]
            side = next(iter(left), None)
            self._add("total", side, cells)  # a table of one row needs no names
            self._left_over(row, [*cells.values()])
            return True
        if label is None:
            return not any(cell.text.strip() for cell in row.cells)  # a blank row ends nothing
        if self._splits(row, label) or self._scores(row, label):
            return True
        known = self._words.rows[self._header.table.name]
        key = known.key(label.text) or known.near(label.text, self._header.table.rows, LIKE) or self._whole(label, cells)
        if not known.key(label.text) and not self._measures(cells, label):
            return False
        self._hidden = row.table.hidden
        self._add(self._table.free(key or UNNAMED), label, cells)
        again = [cell for cell in row.cells if plain(cell.text) == plain(label.text)]  # the name before every amount
        self._left_over(row, [*before, *again, *cells.values()])
        self._beside(row)
        return True

    def _whole(self, label: Cell, cells: Mapping[str, Cell]) -> str:
        """全部支出, 项目总投入: what is called the whole, where its amounts are those of all rows above it."""
        rows = [row for row in self._table.rows if not row.parent]
        if WHOLE.search(label.text) is None or len(rows) < SEVERAL or any(row.key == "total" for row in rows):
            return ""
        held = failing = 0
        for column, cell in cells.items():
            read = number(self._kinds.get(column, ""), cell.passage, id="", label=()) if self._kinds.get(column) in ADDED else None
            parts = [figure.number for row in rows if (figure := row.figure(column))]
            if isinstance(read, Figure) and len(parts) == len(rows) and all(parts):
                held, failing = (held + 1, failing) if sum(parts) == read.number else (held, failing + 1)
        return "total" if held > failing else ""

    def _splits(self, row: GridRow, label: Cell) -> bool:
        """按收入性质分, with nothing beside it: the rows below split up the whole once more."""
        lexicon = self._words.splits.get(self._header.table.name)
        before = [cell for cell in row.cells if cell.text.strip() and lexicon and lexicon.find(cell.text)]
        if lexicon is None or before != [label] or not all(prints_nothing(cell) for cell in row.cells if cell is not label):
            return False
        self._split = heading(label)
        return True

    def _scores(self, row: GridRow, label: Cell) -> bool:
        """执行率得分 | 9.8 below the rows: the score of the whole, which no column prints. 自评总分 | 98 is the score of the form."""
        table = self._header.table
        if self._words.fields.key(label.text) or any(closing.key(label.text) for closing in self._words.closing.values()):
            return False
        place = next((place for place, each in enumerate(self._table.rows) if each.key == "total"), None)
        key = self._words.ruled[table.name].key(label.text)
        others = [cell for cell in row.cells if cell is not label and cell.text.strip()]
        if place is None or table.numbers.get(key) != "points" or key in self._table.columns or len(others) != 1 or not numeric(others[0]):
            return False
        self._table.columns[key] = heading(label)
        whole = self._table.rows[place]
        score = self._field(others[0].passage, f"{whole.id}.{key}", (whole.label, heading(label)), key, hidden=others[0].hidden)
        self._table.rows[place] = replace(whole, cells={**whole.cells, key: score})
        return True

    def _points_in_pairs(self, row: GridRow) -> bool:
        """`预算执行率 | 97.7% | 分值 | 10 | 得分 | 9.77` below the rows: the rate and the points of the whole, each behind its own heading."""
        kinds, words = self._header.table.numbers, self._words.ruled[self._header.table.name]
        printed = [cell for cell in row.cells if cell.text.strip()]
        pairs = {
            key: (one, other) for one, other in pairwise(printed) if numeric(other) and kinds.get(key := words.key(one.text)) in ("percent", "points")
        }
        place = next((place for place, each in enumerate(self._table.rows) if each.key == "total"), None)
        if place is None or len(pairs) < 2 or len(pairs) != sum(map(numeric, printed)) or pairs.keys() & self._table.columns.keys():
            return False
        whole = self._table.rows[place]
        for key, (head, cell) in pairs.items():
            self._table.columns[key] = heading(head)
            field = self._field(cell.passage, f"{whole.id}.{key}", (whole.label, heading(head)), key, hidden=cell.hidden)
            whole = replace(whole, cells={**whole.cells, key: field})
        self._table.rows[place] = whole
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
        """The cell that names the row: one with a known name, the one under the heading of the names, else the last that prints anything."""
        printed = [cell for cell in before if cell.text.strip() and not _NUMBER.fullmatch(plain(cell.text))]
        if self._naming and (own := next((cell for cell in printed if cell.column == self._naming.column), None)):
            return own
        known = [cell for cell in printed if self._words.rows[self._header.table.name].find(cell.text)]
        headed = [cell for cell in printed if cell.column in self._names]
        return next((cells[-1] for cells in (known, headed, printed) if cells), None)

    def _measures(self, cells: Mapping[str, Cell], label: Cell | None) -> bool:
        """An unknown name or none, but amounts beside it: a part of the funds that the definition has no word for."""
        amounts = [cell for key, cell in cells.items() if self._header.table.numbers.get(key) == "amount"]
        if (label and self._words.fields.find(label.text)) or not any(plain(cell.text) for cell in amounts):
            return False
        return all(prints_nothing(cell) or number("amount", cell.passage, id="", label=()) is not None for cell in amounts)

    def _add(self, key: str, label: Cell | None, cells: Mapping[str, Cell]) -> None:
        id_, text = f"{self._header.table.name}.{key}", heading(label) if label else ""
        fields = {"label": Field(f"{id_}.label", (), label.passage, None, label.hidden or self._hidden)} if label else {}
        for column, cell in cells.items():
            fields[column] = self._field(cell.passage, f"{id_}.{column}", (text, self._table.columns[column]), column, hidden=cell.hidden)
        self._put(id_, key, text, fields)

    def add(self, rows: Sequence[Known]) -> None:
        for row in rows:
            label = row[LABEL]
            key = self._table.free(self._words.rows[self._header.table.name].key(label.text))
            id_, text = f"{self._header.table.name}.{key}", heading(label)
            fields = {LABEL: Field(f"{id_}.{LABEL}", (), label)}
            for column, passage in row.items():
                if column != LABEL:
                    fields[column] = self._field(passage, f"{id_}.{column}", (text, self._table.columns[column]), column)
            self._put(id_, key, text, fields)

    def _put(self, id_: str, key: str, text: str, fields: dict[str, Field]) -> None:
        above = self._outline.above(self._table.rows, text, self._split)  # 1.办公费 below 一、基本支出
        self._table.add(Row(id_, key, text, fields, self._split, above or self._parent(key)))

    def _parent(self, key: str) -> str:
        """The row this one is a part of, when that row is there: 人员经费 of 基本支出. Parts of the whole have none."""
        table = self._header.table
        wholes = [whole for whole, parts in table.parts.items() if key in parts and any(row.key == whole for row in self._table.rows)]
        return f"{table.name}.{wholes[0]}" if wholes else ""


class Sideways(Named):
    """The table laid on its side: a line for every column, the names of the rows above them. Rows are complete only with the last line."""

    def __init__(self, draft: Draft, header: Header) -> None:
        super().__init__(draft, header)
        lexicon = self._words.ruled[header.table.name]
        known = weighed([(*found, cell) for cell in header.taken if (found := lexicon.find(cell.text))])
        points = [(key, cell) for key, _, cell in known if header.table.numbers.get(key) == "points"]
        heads = dict(points) if len(dict(points)) == len(points) else {}  # of two scores neither is known
        self._across = {key: cell for key, cell in (header.across or {}).items() if cell not in heads.values()}
        self._points = {key: (cell.column, cell.column + cell.columns) for key, cell in heads.items()}  # of the whole, in whatever line
        self._table.columns.update({key: heading(cell) for key, cell in heads.items()})
        self._scored: dict[str, Cell] = {}
        self._lines: dict[str, tuple[Cell, dict[str, Cell]]] = {}
        self._start = len(self._table.rows)

    def take(self, row: GridRow) -> bool:
        before = [cell for cell in row.cells if cell.column < self._header.first and cell.text.strip()]
        column = next((key for cell in before if (key := self._words.ruled[self._header.table.name].key(cell.text))), "")
        if not before and not self._lines and self._asked(row):
            before, column = [next(iter(row.over), row.cells[0])], ASKED
        if not column or column in self._lines:
            return False
        first = self._header.first
        cells = {key: cell for key, span in self._header.spans.items() if (cell := row.at(*span)) is not None and cell.column >= first}
        self._lines[column] = before[-1], cells
        points = {key: cell for key, span in self._points.items() if (cell := row.at(*span)) is not None and numeric(cell)}
        self._scored |= points
        self._table.columns[column] = heading(before[-1])
        self._units[column] = unit_of(before[-1].text) or self._units.get(column, "")
        self._hidden = row.table.hidden
        self._left_over(row, [*before, *cells.values(), *points.values()])
        self._table.drop(self._start)
        self._outline = _Outline()
        for key, label in self._across.items():
            split = self._header.sections.get(key)
            self._split = heading(split) if split else ""
            printed = {each: line[key] for each, (_, line) in self._lines.items() if key in line}
            self._add(self._table.free(key), label, printed | (self._scored if key == "total" else {}))
        return True

    def _asked(self, row: GridRow) -> bool:
        """A line of amounts that nothing names, as a form has them that asks for money."""
        printed = [cell for cell in row.cells if cell.text.strip()]
        return bool(self._header.table.alone) and len(printed) == len(self._across) and all(map(numeric, printed))
