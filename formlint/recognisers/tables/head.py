"""Fields outside the tables, titles and notes.

`主管部门 | 民政局` side by side, `预期目标` above its text, `联系人：〔姓名〕   联系电话：0000000` in a line.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from formlint.documents import Cell, Passage
from formlint.patterns import late
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import LONGEST, STARRED, SUBTITLE, Vocabulary, fold, plain, unit_of, vocabulary
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.grid_rows import GridRow

MONEY = ("万元", "元", "亿元", "千元", "百元", "万美元", "美元")
GOAL, ACTUAL, LAST = "narrative.goal", "narrative.actual", 98  # what a side title of goals stands beside, when no heading does
GOALS = (GOAL, ACTUAL)
SENTENCE = 12  # characters; what is shorter may be a heading that no word fits
_MONEY = re.compile(r"单位\s*+[:：]\s*+(?:人民币)?\s*+(万元|元|亿元|千元|百元|万美元|美元)")
_NOTE = re.compile(r"\s*(?:注|备注|填表说明|说明)\s*[:：]|\s*注\s*\d")
_REMARK = re.compile(r"\s*(?:备注|其他说明)\s*([:：])(?!.*(?:\d\s*分|分值|得分|填[报写列]))", re.DOTALL)  # of this form, not of the printed one
_GOES_ON = re.compile(r"\s*[(（]?\d{1,2}\s*[.、．)）]")
_PAGE_MARK = re.compile(r"\s*(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d+\s*页.{0,12}|\d{1,3}(?:\s*/\s*\d{1,3})?)\s*")
_ANNEX = re.compile(r"\s*附\s*[件表]\s*+[\d一二三四五六七八九十]{0,3}(?:[-—.]\d{1,2})?\s*+[:：.、]\s*")
_ORDINAL = late(r"\s*[(（]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．]")
MOST_NUMBERS = 2  # in a row below labels: 自评总分 | 复核得分 over 98 | 97
_BREAK = re.compile(r"[\s;；,，。|]+")


class Head:
    """Reads what stands outside the tables of the form into a draft. Headings above their text wait in `_below` for the next row."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._words: Vocabulary = vocabulary(draft.definition)
        self._below: dict[int, tuple[str, int, Cell]] = {}
        self._noting = False
        self._hidden = False
        self._across = False  # the row above is one cell

    def line(self, passage: Passage) -> None:
        """A line of its own, or the only cell of a row."""
        text = passage.text
        if not text.strip() or _PAGE_MARK.fullmatch(text):
            return
        if not (self._note(passage) or self._inline(passage) or self._special(passage)):
            self._draft.unread.append(passage)

    def row(self, row: GridRow) -> None:
        """A row of a ruled table that belongs to no table of the form."""
        waiting, self._below = self._below, {}
        self._hidden = row.table.hidden
        title, self._across = self._across, len(row.cells) == 1 and row.cells[0].columns > 1 and not row.over
        cells, printed = list(row.cells), row.printed
        if waiting and sum(number("amount", cell.passage, id="", label=()) is not None for cell in printed) > MOST_NUMBERS:
            waiting = {column: each for column, each in waiting.items() if each[0] != "total.score"}  # a score among amounts is that of the amounts
        if len(printed) == 1 and printed[0].column not in waiting and not self._key(printed[0]):
            self.line(printed[0].passage)
            cells = []
        position = 0
        while position < len(cells):
            right = cells[position + 1] if position + 1 < len(cells) else None
            beyond = self._beyond(cells, position)
            read = self._cell(cells[position], beyond or right, waiting)
            position += read + (beyond is not None and read > 1)
        self._goal_above(printed)
        for key, rank, label in waiting.values():
            if not (_ORDINAL.match(label.text) or (title and self._below)):  # 二、总体目标完成情况 across the table, above 总体目标 | 实际完成
                self._put(key, rank, label, Cell(label.row, label.column, Passage("")))

    def _beyond(self, cells: Sequence[Cell], position: int) -> Cell | None:
        """The value of a label over two columns that were not merged: the first blank, the second printed and no label,
        nor is it one that we do not know, with a value of its own behind it."""
        if position + 2 >= len(cells) or cells[position + 1].text.strip() or cells[position].columns > 1:
            return None
        key, value = self._key(cells[position]), cells[position + 2]
        after = cells[position + 3] if position + 3 < len(cells) else None
        if not value.text.strip() or self._key(value) or (after and after.text.strip() and not self._key(after)):
            return None
        return value if key and not key.startswith("narrative") else None

    def close(self) -> None:
        """No row follows: headings that still wait have no text below. One across the table, or a numbered one, is the title of what follows."""
        for key, rank, label in self._below.values():
            if not (self._across or _ORDINAL.match(label.text)):
                self._put(key, rank, label, Cell(label.row, label.column, Passage("")))
        self._below = {}

    def _cell(self, cell: Cell, right: Cell | None, waiting: dict[int, tuple[str, int, Cell]]) -> int:
        """Reads one cell, and with it the one to its right when that is its value. Gives how many cells were read."""
        found = self._found(cell)
        if found is None or (right is not None and self._heads(cell, right)):
            if cell.column in waiting:
                self._put(*waiting.pop(cell.column), cell)
            elif right is not None and self._goal(cell, right):
                self._put(GOAL, LAST, cell, right)
                return 2
            elif cell.text.strip():
                self._loose(cell, right)
            return 1
        key, rank = found
        if key == "annex":
            self._draft.put(key, cell.passage)
            return 1
        blank = right is not None and not right.text.strip()
        above = key.startswith("narrative") and cell.rows == 1  # its text may stand below
        aside = blank and (bool(self._below) or above)  # of a cell that was not merged, or behind the frame
        if right is not None and not aside and not self._key(right):
            self._put(key, rank, cell, right)
            return 2
        if right is not None and not above:
            if cell.rows == 1:
                self._put(key, rank, cell, Cell(cell.row, cell.column, Passage("")))
            return 1
        self._below[cell.column] = key, rank, cell
        return 1

    def _heads(self, cell: Cell, right: Cell) -> bool:
        """Of the labels that are so in cells only, one beside a heading is a heading too: 部门 | 下达 | 支出."""
        words = self._words
        return not words.fields.find(cell.text) and not self._key(right) and any(each.find(right.text) for each in words.ruled.values())

    def _goal(self, cell: Cell, right: Cell) -> bool:
        """A side title of goals or tasks with a sentence beside it, and no heading between them: 绩效目标 | 1.改造厕所3000户。 Also 年度目标1."""
        words = self._words
        known = (words.fields, words.sides, words.sections, words.parts, *words.columns.values(), *words.rows.values())
        beside = right.row == cell.row and right.column == cell.column + cell.columns and len(plain(right.text)) >= SENTENCE
        title = fold(cell.text).rstrip("0123456789")
        return bool(beside and words.sides.find(title) and title.endswith(("目标", "任务")) and not any(each.find(right.text) for each in known))

    def _goal_above(self, printed: Sequence[Cell]) -> None:
        """A side title of goals beside the heading of what was done heads the goals below it: 绩效目标 | 完成情况 over two texts."""
        for cell, right in itertools.pairwise(printed[-2:]):
            heads = self._below.get(right.column, ("",))[0] == ACTUAL and cell.rows == 1 and not self._found(cell)
            if heads and self._words.sides.find(cell.text) and plain(cell.text).endswith(("目标", "任务")):
                self._below[cell.column] = GOAL, LAST, cell

    def _loose(self, cell: Cell, right: Cell | None) -> None:
        """A cell that is no label: a side title, a line of labels with their values, or not understood."""
        side = cell.rows > 1 and right is not None and len(cell.text) <= LONGEST
        if side or self._words.sides.find(cell.text) or self._inline(cell.passage):
            return
        if not self._year_of_amounts(cell, right) and self._special(cell.passage):
            return
        self._draft.unread.append(cell.passage)

    def _year_of_amounts(self, cell: Cell, right: Cell | None) -> bool:
        """A year among other cells, below what the form is about: it heads a column or names a row (2022年 | 1,200.00), and is not the form's."""
        if right is None or not self._draft.found.keys() & {"project", "unit", "dept"} or not SUBTITLE.fullmatch(cell.text.strip()):
            return False
        amount = number("amount", right.passage, id="", label=()) is not None
        return amount or plain(cell.text).endswith("年") or SUBTITLE.fullmatch(right.text.strip()) is not None

    def _found(self, cell: Cell) -> tuple[str, int] | None:
        return self._words.in_cells.find(cell.text)

    def _key(self, cell: Cell) -> str:
        """The field that the cell is a label of."""
        found = self._found(cell)
        return found[0] if found and found[0] != "annex" else ""

    def _put(self, key: str, rank: int, label: Cell, value: Cell) -> None:
        if key in GOALS and (parts := self._goals_in(value.passage)):
            for part, goal, text in parts:
                self._draft.put(part, text, label=goal, rank=rank, hidden=value.hidden or self._hidden)
            return
        name = key if key != "unit" or plain(value.text) not in MONEY else "money_unit"
        if name == "money_unit":
            self._draft.money = plain(value.text)
        read = number("points", value.passage, id=key, label=("".join(label.text.split()),)) if key == "total.score" else None
        self._draft.put(name, value.passage, label=label.passage, rank=rank, number=read, hidden=value.hidden or self._hidden)

    def _goals_in(self, passage: Passage) -> list[tuple[str, Passage, Passage]]:
        """Goal and outcome told in one cell, each behind its label: 预期目标：…。 完成情况：…。"""
        labels = [(start, colon, key) for start, colon, key, _ in self._labels(passage.text) if key in GOALS]
        if {key for _, _, key in labels} != set(GOALS) or len(labels) > len(GOALS) or passage.text[: labels[0][0]].strip():
            return []
        ends = [*(start for start, _, _ in labels[1:]), len(passage.text)]
        return [(key, passage.cut(start, colon), passage.cut(colon + 1, end).strip()) for (start, colon, key), end in zip(labels, ends, strict=True)]

    def _note(self, passage: Passage) -> bool:
        """A note, or a line that goes on one: numbered, or without a label."""
        text = passage.text
        remark = _REMARK.match(text)
        if remark and passage.text[remark.end(1) :].strip():
            self._noting = False
            self._draft.put("remarks", passage.cut(remark.end(1)).strip(), label=passage.cut(0, remark.start(1)).strip())
            return True
        goes_on = self._noting and (bool(_GOES_ON.match(text)) or next(self._labels(text), None) is None)
        self._noting = goes_on or bool(_NOTE.match(text))
        if self._noting:
            self._draft.notes.append(passage)
        return self._noting

    def _inline(self, passage: Passage) -> bool:
        """`单位（盖章）：教育局      填报日期：2023年7月12日`; true when the text begins with a label."""
        if len(passage.text) > 6 * LONGEST:
            return False
        labels = list(self._labels(passage.text))
        if not labels or passage.text[: labels[0][0]].strip(" \t\n(（\u3000"):
            return False
        for (start, colon, key, rank), after in zip(labels, [*(each[0] for each in labels[1:]), len(passage.text)], strict=True):
            label = Cell(0, 0, passage.cut(start, colon))
            self._put(key, rank, label, Cell(0, 0, passage.cut(colon + 1, after).strip()))
        return True

    def _labels(self, text: str) -> Iterator[tuple[int, int, str, int]]:
        """Start, place of the colon, key and rank of every label that a colon ends."""
        since = 0
        for colon in re.finditer("[:：]", text):
            before = text[since : colon.start()]
            for start in (0, *(each.end() for each in _BREAK.finditer(before))):
                found = self._words.fields.find(before[start:]) if before[start:].strip() else None
                if found and found[1] < STARRED:
                    lead = len(before[start:]) - len(before[start:].lstrip())
                    yield since + start + lead, colon.start(), *found
                    since = colon.end()
                    break

    def _special(self, passage: Passage) -> bool:
        """Titles, the year below them, marks of the annex, the money unit."""
        text = passage.text
        money = _MONEY.search(text)
        if money and len(text) <= LONGEST:
            self._draft.money = money[1]
        if self.is_title(text):
            self._draft.put("title", passage.cut(_behind_annex(text)).strip())
        elif SUBTITLE.fullmatch(text.strip()):
            self._draft.put("subtitle", passage.strip())
        elif (self._words.fields.find(text) or ("",))[0] == "annex":
            self._draft.put("annex", passage.strip())
        else:
            return bool(self._words.sides.find(text) or (money and unit_of(f"({text})") and len(text) < 20))
        return True

    def is_title(self, text: str) -> bool:
        return bool(self._words.titles.find(text)) and not re.search("[:：，。；]", text[_behind_annex(text) :])


def _behind_annex(text: str) -> int:
    """Where the title begins: 附件3-1：项目支出绩效自评表."""
    annex = _ANNEX.match(text)
    return annex.end() if annex else 0
