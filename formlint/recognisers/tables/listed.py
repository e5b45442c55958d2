"""Numbered rows in sections become rows of the form's table: the indicators, and their first and second level."""

import re
from collections.abc import Sequence
from itertools import pairwise

from formlint.documents import Cell
from formlint.forms import Field, Row
from formlint.forms.matching import unpointed
from formlint.recognisers.clauses import of_heading
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import STARRED, plain
from formlint.recognisers.levels import Levels, depth
from formlint.recognisers.tables.closing import LEVEL_WEIGHTS, called_subtotal
from formlint.recognisers.tables.grid_rows import GridRow, numeric
from formlint.recognisers.tables.headers import Header
from formlint.recognisers.tables.heading_columns import LEVELS
from formlint.recognisers.tables.indicators import IN_NAME, Indicators
from formlint.recognisers.tables.rows import heading, prints_nothing
from formlint.recognisers.tables.summed import NUMBERED
from formlint.records import replace

_IN_BRACKETS = re.compile(r"[（(]\s*\d{1,3}(?:\.\d{1,2})?\s*分\s*[)）]\s*$|[（(]\s*\d{1,3}\s*[-—~～－至]\s*\d{1,3}\s*[)）]?\s*分")
FIELD = 2  # cells of a row that is a label and its text
LEVEL_POINTS = (*LEVEL_WEIGHTS, "l2_score")
LEAST = 4  # cells of a row that tells two amounts
LONGEST = 24  # characters of a section that has no word; a note (满分100分) is longer


class Listed(Indicators):
    """Numbered rows in sections: the indicators.

    A merged cell of the first or second level holds for all rows it covers, and where a level is blank the one above holds.
    """

    def __init__(self, draft: Draft, header: Header) -> None:
        super().__init__(draft, header)
        self._level1: Cell | None = None
        self._level2: Cell | None = None
        self._levels_above = Levels(self._words.sections.find)
        self._depth = 0  # of the mark before the last section
        self._points_above: dict[str, Cell] = {}  # of a second level whose first indicator is to come
        self._levelled = any(level in header.table.columns for level in LEVELS)  # else what stands left of all columns is one nobody asked for
        self._begins = header.first if self._levelled else min([header.first, *(cell.column for cell in header.taken if cell.text.strip())])

    def take(self, row: GridRow) -> bool:
        printed: Sequence[Cell] = row.printed
        if self._closed:
            return bool(printed) and self._closes_again(row, printed[0])
        if not printed:
            return True
        self._hidden = row.table.hidden
        aside = len(printed) > 1 and printed[0].column + printed[0].columns <= self._header.first
        if aside and (numeric(printed[0]) or self._closings.key(printed[1].text) == "total"):
            printed = printed[1:]  # the number of the row, or a side title (自评结果), left of all columns
        label = self._first(printed)
        closing = self._closings.key(label.text) or self._below_a_spill(label) or self._scored_whole(row, label) or called_subtotal(label.text)
        if closing:
            return self._close(row, label, closing)
        if len(printed) == 1 and self._wide(printed[0]):
            return self._band(printed[0]) or self._within(printed[0])
        if self._summed(row):
            return self._band_with_points(row, printed[0])
        if self._foreign(printed[0]) or self._labelled(printed) or self._of_amounts(printed) or self._fields_below(row, printed):
            return False
        self._indicator(row)
        return True

    def _first(self, printed: Sequence[Cell]) -> Cell:
        """The leftmost cell that may name the row: where the weights stand before the names, it is behind its own."""
        if printed[0].column not in self._header.points:
            return printed[0]
        return next((cell for cell in printed if cell.column not in self._header.points), printed[0])

    def _below_a_spill(self, cell: Cell) -> str:
        """The last line of a merged label: a row printed too low lets the end of its text (服务对象满意度指|标) fall into the one below it."""
        *spilled, last = cell.text.split("\n")
        closing = self._closings.key(last) if spilled and cell.columns > 1 else ""
        return closing if closing == "total" else ""

    def _scored_whole(self, row: GridRow, label: Cell) -> str:
        """`自评得分 | 100 | 98.77` over all columns left of the points: the total, called as a field of the form is."""
        if self._words.fields.key(label.text) != "total.score" or not self._wide(label):
            return ""
        points = [cell for column in ("weight", "score") if (cell := self._under(row, column)) is not None and numeric(cell)]
        return "total" if len(points) > 1 and points[0] is not points[1] else ""

    def _wide(self, cell: Cell) -> bool:
        """Covers more than half of the columns, as the heading of a section or a title does."""
        covered = [key for key, (start, _) in self._header.spans.items() if cell.column <= start < cell.column + cell.columns]
        return len(covered) * 2 > len(self._header.spans)

    def _foreign(self, cell: Cell) -> bool:
        """Begins with a label of the form's head, left of the names of the indicators: the table is over."""
        if cell.column < self._begins and not self._level(cell):
            return not (self._section(cell) and self._sections_aside())
        spans = self._header.spans
        start, end = spans.get("name") or spans.get("l2") or min(spans.values())
        if start <= cell.column and cell.column + cell.columns <= end:
            return False
        found = self._words.fields.find(cell.text)
        return bool(found and found[1] < STARRED and not self._section(cell))

    def _sections_aside(self) -> bool:
        """The first section stands beside the headings, left of all columns: 产出指标（50分） | 序号 | 指标 | 完成 | 得分."""
        return any(cell.column < self._header.first and self._section(cell) for cell in self._header.taken)

    def _labelled(self, printed: Sequence[Cell]) -> bool:
        """`未完成原因及改进措施 | …` with nothing but one text beside it, over most of the columns."""
        found = self._words.fields.find(printed[0].text) if len(printed) == FIELD else None
        return bool(found and found[1] < STARRED and self._wide(printed[1]) and not self._section(printed[0]))

    def _fields_below(self, row: GridRow, printed: Sequence[Cell]) -> bool:
        """`预付款 | 200.00 | 应付款 | 357.80` below a list whose total is not printed: labels of fields where names stand."""
        words = self._words.fields
        if not self._free():
            return False
        named = [cell for cell in printed if (found := words.find(cell.text)) and found[1] < STARRED]
        if not named or named[0] is not printed[0]:
            return False
        filled = [column for column in self._header.table.numbers if all(each.figure(column) for each in self._table.rows)]
        numbers = {id(cell) for column in filled if (cell := self._under(row, column)) and not prints_nothing(cell)}
        return len(named) > 1 or len(numbers) < len(filled)

    def _of_amounts(self, printed: Sequence[Cell]) -> bool:
        """`年初预算 | 126.00 | 执行数 | 122.22`: headings of a table of amounts that such a table needs, each with its own behind it."""
        if len(printed) < LEAST or not numeric(printed[1]):
            return False
        for table in self._draft.definition.tables.values():
            words = self._words.ruled[table.name]
            keys = set() if table.listed else {words.key(one.text) for one, other in pairwise(printed) if numeric(other)}
            if keys and all(keys.intersection(group) for group in table.needs):
                return True
        return False

    def _level(self, cell: Cell) -> str:
        return next((key for key in ("l1", "l2", "name") if key in self._header.spans and self._covers(cell, key)), "")

    def _band(self, cell: Cell) -> bool:
        """`一、产出指标（50分）` across the table; also a section that has no word, when it prints its points."""
        told = len(plain(cell.text)) <= LONGEST and IN_NAME.search(cell.text) and not self._words.fields.find(cell.text)
        if not (self._section(cell) or told):
            return False
        number_mark = NUMBERED.match(cell.text)
        start = number_mark.end() if number_mark else 0
        self._depth = depth(cell.text)
        self._enter(replace(cell, passage=cell.passage.cut(start)))
        return True

    def _within(self, cell: Cell) -> bool:
        """A heading among the rows of a list without sections that a total will close, or a row whose numbers are blank: nothing is read of it."""
        if not self._free() or len(plain(cell.text)) > LONGEST or self._words.fields.find(cell.text) or self._words.titles.find(cell.text):
            return False
        self._draft.unread.append(cell.passage)
        return True

    def _free(self) -> bool:
        """Within a list of anything, which a total may close: an evaluation has sections, and its own words for whatever stands among them."""
        table = self._header.table
        return bool(not self._levelled and not table.scored and table.total and self._table.rows)

    def _band_with_points(self, row: GridRow, cell: Cell) -> bool:
        """The section, and its points as those of a subtotal; of a second level within a section, those that its first indicator prints beside it."""
        if self._level1 is not None and 0 < self._depth < depth(cell.text) and not self._section(cell):
            self._level2 = cell
            points = {f"l2_{column}": self._under(row, column) for column in ("weight", "score")}
            self._points_above = {column: each for column, each in points.items() if each is not None and each is not cell and numeric(each)}
            return True
        self._depth = depth(cell.text)
        if not self._band(cell):
            self._enter(replace(cell, passage=cell.passage.cut(mark.end() if (mark := NUMBERED.match(cell.text)) else 0)))
        for column, span in self._header.spans.items():
            beside = row.at(*span)
            if beside is None or not span[0] <= beside.column < span[1] or column in LEVEL_WEIGHTS:
                continue  # one merged over weight and score is the weight
            if beside is not cell and beside.row == row.number and numeric(beside):
                self._subtotal(column, self._header.table.numbers.get(column, ""), beside, cell)
        return True

    def _enter(self, cell: Cell) -> None:
        """A new first-level section."""
        self._level1, self._level2 = cell, None
        self._points_above = {}
        table = self._draft.table("section")
        table.columns.setdefault("label", "")
        key = self._section(cell) or self._section(cell, parts=True)
        id_ = f"section[{len(table.rows)}]"
        field = Field(f"{id_}.label", (), cell.passage, None, cell.hidden or self._hidden)
        name = unpointed(cell.text)
        own = name if not key or any(other != name for other in table.headings(key)) else ""
        table.add(Row(id_, table.free(key or "section"), heading(cell), {"label": field}, section=key))
        if (key and not own) or (_IN_BRACKETS.search(cell.text) and len(own) <= LONGEST and "." not in own):  # a point parts the name of a clause
            self._draft.clauses += of_heading(own or key, cell.passage, field.id)

    def _levels(self, row: GridRow) -> None:
        """Brings the first and the second level up to this row."""
        spans = self._header.spans
        first = row.at(*spans["l1"]) if "l1" in spans else None
        second = row.at(*spans["l2"]) if "l2" in spans else None
        if first is None and second is not None and self._section(second) and not self._section(second, parts=True):
            first, second = (None, second) if self._levels_above.holds(second.text) else (second, None)
        if first is not None and first.text.strip() and first.row == row.number and first is not self._level1:
            self._enter(first)
            self._levels_above.take(first.text, second.text if second is not None and second.row == row.number else "")
        elif second is not None and second.row == row.number and second is not first:
            self._levels_above.take("", second.text)
        if second is not None and second.text.strip() and second is not first:
            self._level2 = second

    def _indicator(self, row: GridRow) -> None:
        self._levels(row)
        cells = self._cells(row) | self._points_above
        self._points_above = {}
        self._left_over(row, [*cells.values(), self._level1, self._level2])
        if not "".join([cell.text for cell in cells.values()]).strip():
            return  # 生态效益指标 with nothing beside it
        id_ = self._id()
        named = cells.get("name") or (row.at(*self._header.spans["name"]) if "name" in self._header.spans else self._level2)  # 预算执行率 over all
        name, heads = heading(named) if named else "", self._table.columns
        fields: dict[str, Field] = {}
        for column, cell in {"l1": self._level1, "l2": self._level2, **cells}.items():
            if cell is None:
                continue
            told = name
            if column in LEVEL_POINTS and (level := self._level1 if column == "l1_weight" else self._level2):
                told = heading(level)
            fields[column] = self._field(cell.passage, f"{id_}.{column}", (told, heads.get(column, "")), column, hidden=cell.hidden)
        level2 = self._level2 if self._level2 is not None and self._level2.row == row.number else None
        self._add(id_, name, fields, self._in_names(id_, l2_weight=level2, weight=cells.get("name")), self._in_section())
        self._beside(row)

    def _in_section(self) -> str:
        """The section that the levels name."""
        if self._level1 is None and self._level2 is None:
            return ""
        return self._section(self._level1) or self._section(self._level1, parts=True) or self._section(self._level2, parts=True)

    def _cells(self, row: GridRow) -> dict[str, Cell]:
        """The cells of the columns beside the levels. A number that stands beside several rows is that of the first."""
        kinds = self._header.table.numbers
        found: dict[str, Cell] = {}
        begins = row.begins
        for key, (start, end) in self._header.spans.items():
            if key in LEVELS:
                continue
            cell = begins.get(start)
            if cell is None and ((cell := row.at(start, end)) is None or (cell.row != row.number and key in kinds)):
                continue
            if cell is self._level1 or cell is self._level2:
                continue
            if key not in LEVEL_WEIGHTS or not prints_nothing(cell):
                found[key] = cell
        return found
