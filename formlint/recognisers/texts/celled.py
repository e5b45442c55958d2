"""Text with a cell a line, as web pages are copied whose tables were taken apart cell by cell.

    年度资金总额         a line or a paragraph each, a bar behind each, blank cells kept as blanks or dropped:
    60.5                what is known is the order of the cells, and what each may hold
    60.5
    48.4

Headings that stand in a row begin a table. Behind those of the funds every name of a row takes the cells up to the next; behind those of the
indicators the cells are cut into rows so that they fit their columns best, all rows together. `barred` then reads the rows as those with bars.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Document, Line, Passage
from formlint.recognisers.headings import STARRED, vocabulary
from formlint.recognisers.texts.barred import FEWEST, by_bars, has_bars
from formlint.recognisers.texts.fitting import OTHER, Columns, points_of_levels
from formlint.recognisers.texts.walk import DOTS, Parts, Walk, found

MOST = 600  # cells; a form has 60 to 400, and every row of each length is tried
HALF = 2  # every so many lines must be empty, or end in a bar, for these to tell the cells
ROW = 0.3  # what a row costs, so that few rows are preferred
WIDE = 60  # characters of the line above which it holds more than a cell
PIECES = 3  # lines of a heading
UPRIGHT = 8  # characters of one that is written upright
_POINTS = re.compile(r"\d{1,3}分?")
_TORN = re.compile(r"\d{1,3}分[)）]")
_COUNTED = re.compile(r"指标\d")
_BELOW = re.compile(
    r"(?:注|备注|填表说明|填报说明|说明|附件|附)\s*[:：]|注\s*\d|扫一扫|【?\[?打印|【?\[?关闭|责任编辑|上一篇|下一篇|相关链接|相关解读|分享到"
)
_BAR_BEHIND = re.compile(r"[^|｜│]*[|｜│]\s*")
CLOSING = 4  # 总分, its weight, its score and the grade
LEVELS = ("l1", "l2", "name")


def ended(document: Document) -> bool:
    """Most lines are a cell with a bar behind it."""
    return has_bars(document) and _ended([line for line in document.lines if line.text.strip()])


def celled(document: Document, definition: Definition) -> tuple[Document, frozenset[str]] | None:
    """The document with tables instead of its cells, and the names of the doubtful ones; nothing when its lines are no cells."""
    cells = _cells(document.lines)
    if not FEWEST <= len(cells) <= MOST:
        return None
    reading = _Reading(definition, _headings_joined(_upright_joined(_points_joined(cells), definition), definition), Walk(definition))
    reading.read()
    return found(document, reading.walk)


def _ended(printed: Sequence[Line]) -> bool:
    return sum(_BAR_BEHIND.fullmatch(line.text) is not None for line in printed) * HALF > len(printed)


def _cells(lines: Sequence[Line]) -> Parts:
    printed = [line for line in lines if line.text.strip()]
    if _ended(printed):
        return [by_bars(line.passage)[0] for line in printed]
    if (len(lines) - len(printed)) * HALF > len(printed):
        return list(_paragraphs(lines))
    return [line.passage.strip() for line in printed]


def _paragraphs(lines: Sequence[Line]) -> Iterator[Passage]:
    """What stands between empty lines; a line of blanks is a blank cell."""
    waiting: Parts = []
    for line in lines:
        if line.text:
            waiting.append(line.passage.strip())
        elif waiting:
            yield Passage.join(waiting)
            waiting = []
    if waiting:
        yield Passage.join(waiting)


def _points_joined(cells: Parts) -> Parts:
    """The cells, points without their opening bracket behind what they belong to: 年度绩效目标, 80分)."""
    joined: Parts = []
    for cell in cells:
        joined[-1:] = [Passage.join((*joined[-1:], cell))] if joined and _TORN.fullmatch(cell.text) else [*joined[-1:], cell]
    return joined


def _upright_joined(cells: Parts, definition: Definition) -> Parts:
    """The cells, what was written upright whole: 绩, 效, 指, 标. Only where that is a side title or a level."""
    words, joined, place = vocabulary(definition), Parts(), 0
    while place < len(cells):
        end = place
        while end < min(place + UPRIGHT, len(cells)) and len(cells[end].text) == 1:
            end += 1
        texts = {more: "".join(each.text for each in cells[place:more]) for more in range(end, place + 1, -1)}
        known = (more for more, text in texts.items() if any(each.find(text) for each in (words.sides, words.sections, words.parts)))
        end = next(known, place + 1)
        joined.append(Passage.join(cells[place:end]))
        place = end
    return joined


def _headings_joined(cells: Parts, definition: Definition) -> Parts:
    """The cells, headings and levels whole that stand in several lines: 年初, 预算数."""
    words, joined, place = vocabulary(definition), Parts(), 0
    levels = (words.sections, words.parts)
    others = (*words.columns.values(), *words.rows.values(), words.fields, *words.closing.values())
    while place < len(cells):
        count = 1
        for more in range(min(PIECES, len(cells) - place), 1, -1):
            pieces = cells[place : place + more]
            text = "".join(each.text for each in pieces)
            new = not any(_sure(each.find(pieces[0].text)) for each in (*words.columns.values(), *words.rows.values()))
            new = new or any(_better(each.find(text), each.find(pieces[0].text)) for each in words.columns.values())
            if all(each.text for each in pieces) and (
                any(each.find(text) for each in levels) or (new and any(_sure(each.find(text)) for each in others))
            ):
                count = more
                break
        joined.append(Passage.join(cells[place : place + count]))
        place += count
    return joined


def _better(whole: tuple[str, int] | None, piece: tuple[str, int] | None) -> bool:
    """The same heading, spelt in full: 一级指标 of 一级."""
    return whole is not None and piece is not None and whole[0] == piece[0] and whole[1] < piece[1] and piece[0] in LEVELS[:2]


def _sure(known: tuple[str, int] | None) -> bool:
    return known is not None and known[1] < STARRED


@dataclass(slots=True)
class _Reading:
    """The cells in order, and the walk that takes their rows."""

    definition: Definition
    cells: Parts
    walk: Walk

    def read(self) -> None:
        place = 0
        while place < len(self.cells):
            header = self._header(place)
            if header:
                table, heads = header
                self.walk.row(_turned(table, heads, self.definition))
                place += len(heads)
                place = self._listed(table, heads, place) if table.listed else self._named(table, heads, place)
            else:
                place = self._beside(place)

    def _keys(self, table: TableDefinition, passage: Passage) -> str:
        return vocabulary(self.definition).columns[table.name].key(passage.text)

    def _header(self, place: int) -> tuple[TableDefinition, Parts] | None:
        """The headings of a table that begin here."""
        for table in self.definition.tables.values():
            end = place
            while end < len(self.cells) and self._keys(table, self.cells[end]):
                end += 1
            heads = self.cells[place:end]
            keys = {self._keys(table, each) for each in heads}
            if len(keys) >= table.at_least and all(keys & set(group) for group in table.needs):
                return table, [*heads, *self._points(end)] if table.listed else heads
        return None

    def _points(self, place: int) -> Parts:
        """The points that stand above a column instead of a heading, before the first level."""
        words, cells = vocabulary(self.definition), self.cells[place : place + 2]
        level = len(cells) == 2 and (words.sections.find(cells[1].text) or words.parts.find(cells[1].text))
        return cells[:1] if level and _POINTS.fullmatch(cells[0].text) else []

    def _named(self, table: TableDefinition, heads: Parts, place: int) -> int:
        """Rows of amounts: a name, and the cells up to the next."""
        rows = vocabulary(self.definition).rows[table.name]
        place = self._printed(place)
        while place < len(self.cells) and rows.find(self.cells[place].text):
            end = place + 1
            while end < len(self.cells) and end - place <= len(heads) and not self._known(self.cells[end]) and not rows.find(self.cells[end].text):
                end += 1
            self.walk.row(self.cells[place:end])
            place = self._printed(end)
        return place

    def _printed(self, place: int) -> int:
        """The first cell from the place on that is not blank."""
        return next((at for at in range(place, len(self.cells)) if self.cells[at].text), len(self.cells))

    def _known(self, passage: Passage) -> bool:
        """A label or a side title: no cell of a row of values."""
        words = vocabulary(self.definition)
        return bool(passage.text) and (_sure(words.fields.find(passage.text)) or words.sides.find(passage.text) is not None)

    def _listed(self, table: TableDefinition, heads: Parts, place: int) -> int:
        """Rows of indicators, up to a label, the next header or title, a note or what the page prints below, cut so that together they fit best."""
        words, end = vocabulary(self.definition), place
        inside = (words.sections, words.parts, words.closing[table.name])
        while end < len(self.cells) and (not self._known(self.cells[end]) or any(each.find(self.cells[end].text) for each in inside)):
            if self._header(end) or _BELOW.match(self.cells[end].text) or words.titles.find(self.cells[end].text):
                break
            end += 1
        keys = [self._keys(table, each) or OTHER for each in _turned(table, heads, self.definition)]
        keys = points_of_levels([*(key for key in LEVELS[:2] if key not in keys), *keys])
        for row in self._cut(Columns(words, table.name, keys, table.numbers), self.cells[place:end]):
            self.walk.row(row)
        return end

    def _cut(self, columns: Columns, cells: Parts) -> list[Parts]:
        """The cells in rows, the cheapest way."""
        words = vocabulary(self.definition)
        texts = [each.text for each in cells]
        level = [bool(words.sections.find(text) or words.parts.find(text)) for text in texts]
        begins = [level[place] or bool(_COUNTED.match(text)) for place, text in enumerate(texts)]
        if "l1_weight" in columns.keys:  # the points of a level stand between it and the next
            level = [each or (place > 0 and level[place - 1] and bool(_POINTS.fullmatch(texts[place]))) for place, each in enumerate(level)]
        alone = [words.closing[columns.table].find(text) is not None or (bool(text) and not text.strip(DOTS)) for text in texts]
        best: list[tuple[float, int]] = [(0.0, 0)]  # for every number of cells, the cheapest rows of them, and where the last row begins
        for end in range(1, len(texts) + 1):
            cheapest = (inf, 0)
            for start in range(end - 1, max(-1, end - 1 - len(columns.keys)), -1):
                if start < end - 1 and (alone[start + 1] or (begins[start + 1] and not level[start])):
                    break  # what stands behind this cell begins a row
                if best[start][0] + ROW < cheapest[0]:  # no row costs less than nothing
                    cheapest = min(cheapest, (best[start][0] + ROW + columns.fit(texts[start:end])[1], start))
            best.append(cheapest)
        rows: list[Parts] = []
        end = len(texts)
        while end:
            rows.insert(0, cells[best[end][1] : end])
            end = best[end][1]
        return rows

    def _beside(self, place: int) -> int:
        """A label and its value, two goals and their texts, a total apart from its table, or a line that is none of them."""
        words, cell = vocabulary(self.definition), self.cells[place]
        if any(each.find(cell.text) for each in words.closing.values()):
            end = place + 1
            while end < min(place + CLOSING, len(self.cells)) and not self._known(self.cells[end]):
                end += 1
            self.walk.row(self.cells[place:end])
            return end
        label = words.fields.find(cell.text)
        behind = self.cells[place + 1 : place + 2]
        if not _sure(label) or not label or not behind:
            if cell.text:
                self.walk.line(Line(cell))
            return place + 1
        goals = [place + step for step in (0, 1) if (words.fields.find(self.cells[place + step].text) or ("", 0))[0].startswith("narrative")]
        below = self._printed(place + 2)
        second = self._printed(below + 1)
        second = second if second < len(self.cells) and not self._known(self.cells[second]) else below + 1
        texts = [*self.cells[below : below + 1], *self.cells[second : second + 1]]
        if len(goals) == 2 and len(texts) == 2 and not any(self._known(each) for each in texts):
            self.walk.row(self.cells[place : place + 2])
            self.walk.row(texts)
            return second + 1
        if self._known(behind[0]) or self._header(place + 1):
            self.walk.line(Line(cell))
            return place + 1
        self.walk.row([cell, *behind])
        return place + 2


def _turned(table: TableDefinition, heads: Parts, definition: Definition) -> Parts:
    """The headings in the order of the columns: of two rows of headings the lower one stands in the place of what it parts (年度指标值)."""
    keys = [vocabulary(definition).columns[table.name].key(each.text) for each in heads]
    first = next((place for level in (LEVELS[:2], LEVELS[2:]) for place, key in enumerate(keys) if key in level), 0)
    lower = keys[first:]
    return [*heads[first:], *(head for head, key in zip(heads[:first], keys[:first], strict=True) if key not in lower)]
