"""Tables that a page break cut, put together again.

Where the rules are left open at the break (Calc, Excel), they say themselves which cells go on. Where every part got a closed frame (Word, Writer), a
row that goes on is told by its text: what is printed on both sides of the break was wrapped there, and what is complete has nothing below. The two
parts keep their places, so that a wrong guess can be seen.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from formlint.documents import Cell, PageSpot, Passage, Table
from formlint.readers.lattice.grids import NEAR
from formlint.readers.lattice.heads import without_head
from formlint.readers.lattice.panels import NUMBER, Panel, Part

_WORD = re.compile(r"[\w.．,，%％]+", re.ASCII)  # what no program breaks
_TORN = re.compile(r"\d(?![．，])")  # these two begin no line: they take the digit before them along, 933 / 9．15504
_OPENED, _CLOSING = re.compile(r"[（(][^（()）]*\Z"), re.compile(r"[^（()）]*[）)]")
_ENDING = re.compile(r"[（(][^（()）]*[）)]?")  # the last bracket may stand on the next page but one
_ORDINAL = re.compile(r"[（(]\s*(?:[一二三四五六七八九十]+|\d)\s*[）)]")  # a weight has two digits: 产出 / （40）
_SENTENCE_END = ("。", "；", "：", "！", ";", ":")


@dataclass(slots=True)
class _Draft:
    """A cell being put together: rows and columns of the whole table, and its parts, from page to page."""

    row: int
    last_row: int
    column: int
    last_column: int
    roofless: bool
    floorless: bool
    parts: list[Part] = field(default_factory=list)

    @property
    def columns(self) -> tuple[int, int]:
        return self.column, self.last_column

    @property
    def text(self) -> str:
        """Of the part on the page before the break, or after it."""
        return self.parts[-1].passage.text

    @property
    def spans(self) -> bool:
        return self.last_row > self.row


def goes_on(upper: Panel, lower: Panel, *, parted: bool) -> bool:
    """Whether the lower table is the rest of the upper one. `parted`: text stands between them, which only open rules outweigh."""
    if lower.page != upper.page + 1 or not upper.framed_as(lower.xs):
        return False
    return not parted or (any(upper.floorless) and any(lower.roofless))


def printed_again(line: str, upper: Panel) -> bool:
    """Whether a line is left over from a cell that is open below: Calc prints its text on both pages, each time with the rest hidden."""
    last = (part for part in upper.parts if part.last_row == upper.height - 1)
    return any(line in part.passage.text.split("\n") for part in last if upper.floorless[upper.xs.index(part.box[0])])


def joined(panels: Sequence[Panel]) -> Table:
    """One table of its parts, page by page."""
    borders = _together(x for panel in panels for x in panel.xs)
    if len(panels) == 1:
        return Table(tuple([_whole(part, 0, borders) for part in panels[0].parts]))
    whole: list[Cell] = []
    cut: list[_Draft] = []  # or may be: they touch a break
    last: dict[tuple[int, int], _Draft] = {}  # the cells that end with the page before
    base = 0
    for number, given in enumerate(panels):
        panel = without_head(given, panels[:number], borders) if number else given
        drafts = _drafts(panel, base, borders)
        first = {draft.columns: draft for draft in drafts if draft.row == base}
        pairs = [(last[columns], draft) for columns, draft in first.items() if columns in last]
        shift = bool(last) and len(pairs) == len(first) == len(last) and _row_goes_on(pairs)
        gone = set()
        if shift:
            base -= 1
            _lift(drafts)
        for upper, lower in pairs:
            if shift or _cell_goes_on(upper, lower):
                _take_up(upper, lower)
                gone.add(id(lower))
        drafts = [draft for draft in drafts if id(draft) not in gone]
        cut += drafts
        whole += [_whole(part, base, borders) for part in panel.parts if not _at_the_edge(part, panel)]
        base += panel.height
        last = {draft.columns: draft for draft in (*last.values(), *drafts) if draft.last_row == base - 1}
    return Table(tuple(sorted([*whole, *map(_cell, cut)], key=lambda cell: (cell.row, cell.column))))


def _together(xs: Iterable[float]) -> dict[float, int]:
    """Every border of the parts: its number among those of the whole table."""
    numbers: dict[float, int] = {}
    before, number = -NEAR, -1
    for x in sorted(set(xs)):
        number += x - before > NEAR
        numbers[x] = number
        before = x
    return numbers


def _at_the_edge(part: Part, panel: Panel) -> bool:
    return not part.row or part.last_row == panel.height - 1


def _drafts(panel: Panel, base: int, borders: dict[float, int]) -> list[_Draft]:
    """The cells that stand in its first or last row."""
    drafts = []
    for part in panel.parts:
        if not _at_the_edge(part, panel):
            continue
        left, right = borders[part.box[0]], borders[part.box[2]] - 1
        roofless = not part.row and _all_along(part, panel, panel.roofless)
        floorless = part.last_row == panel.height - 1 and _all_along(part, panel, panel.floorless)
        drafts.append(_Draft(part.row + base, part.last_row + base, left, right, roofless, floorless, [part]))
    return drafts


def _all_along(part: Part, panel: Panel, flags: Sequence[bool]) -> bool:
    """Whether all columns of the part have this flag."""
    return all(flags[panel.xs.index(part.box[0]) : panel.xs.index(part.box[2])])


def _lift(drafts: Iterable[_Draft]) -> None:
    for draft in drafts:
        draft.row -= 1
        draft.last_row -= 1


def _take_up(upper: _Draft, lower: _Draft) -> None:
    upper.last_row = lower.last_row
    upper.floorless = lower.floorless
    upper.parts += lower.parts


def _cell_goes_on(upper: _Draft, lower: _Draft) -> bool:
    if upper.floorless and lower.roofless:
        return True
    if upper.spans and lower.spans and not upper.text:
        return True
    return (upper.spans or lower.spans) and (not lower.text or _in_brackets(upper, lower))


def _in_brackets(upper: _Draft, lower: _Draft) -> bool:
    """Whether the break stands before or inside the brackets that end a label: 效益指标 / （30分）. A number in brackets begins one: （二）."""
    if _OPENED.search(upper.text):
        return bool(_CLOSING.match(lower.text))
    return bool(upper.text) and not upper.text.endswith(("）", ")")) and bool(_ENDING.fullmatch(lower.text)) and not _ORDINAL.match(lower.text)


def _row_goes_on(pairs: Sequence[tuple[_Draft, _Draft]]) -> bool:
    """Whether the first row after the break is the rest of the last row before it; each pair stands in the same columns."""
    if all(upper.floorless and lower.roofless for upper, lower in pairs):
        return True
    texts = [(upper, lower) for upper, lower in pairs if not (upper.spans or lower.spans)]
    if any(lower.text and not upper.text for upper, lower in texts):
        return False  # a row that goes on has begun in every cell
    running = [(upper, lower) for upper, lower in texts if lower.text]
    if not running:
        return any(_too_low(upper, lower) for upper, lower in texts)
    if not all(_full(upper, lower) for upper, lower in running):
        return False
    # digits go on only below a row that has words, in one that has none: else 10 above 20 are two rows
    named = any(upper.text and not NUMBER.fullmatch(upper.text) for upper, lower in texts if not lower.text)
    return not any(_is_number(upper, lower) for upper, lower in running) or (named and all(_is_number(upper, lower) for upper, lower in running))


def _is_number(upper: _Draft, lower: _Draft) -> bool:
    return bool(NUMBER.fullmatch(upper.text) and NUMBER.fullmatch(lower.text))


def _too_low(upper: _Draft, lower: _Draft) -> bool:
    """Whether the lower part has room for one line at most, and none is there: what is left of a row, not a row to fill in."""
    _, top, _, bottom = lower.parts[0].box
    spot = upper.parts[-1].passage.pieces[-1].spot
    return bool(upper.text) and isinstance(spot, PageSpot) and bottom - top < 1.6 * (spot.bottom - spot.top)


def _full(upper: _Draft, lower: _Draft) -> bool:
    """Whether the text is full to the floor of its box, and its last line has no room for what follows, or ends a sentence: it may run on."""
    left, _, right, bottom = upper.parts[-1].box
    spot = upper.parts[-1].passage.pieces[-1].spot
    if not isinstance(spot, PageSpot) or bottom - spot.bottom > 2 * (spot.bottom - spot.top):
        return False
    first, _, last, _ = spot.box
    room = right - left - (last - first)
    torn = upper.text[-1:].isdecimal() and _TORN.match(lower.text)  # 95 above 1726.17: if one number, then it broke for want of a character
    word = None if torn else _WORD.match(lower.text)
    after = lower.parts[0].passage.cut(0, word.end()).pieces[0].spot if word else spot
    wide = after.box[2] - after.box[0] if word and isinstance(after, PageSpot) else 0.0
    wrapped = room < max(wide, spot.bottom - spot.top) + 1.5 * (spot.bottom - spot.top)  # the next word, or a character, and the margins of the cell
    return wrapped or ("\n" in upper.text and upper.text.endswith(_SENTENCE_END))


def _whole(part: Part, base: int, borders: Mapping[float, int]) -> Cell:
    """A cell that stands on one page; `base` is the row of the table that the page begins with."""
    column = borders[part.box[0]]
    return Cell(part.row + base, column, part.passage, 1 + part.last_row - part.row, borders[part.box[2]] - column)


def _cell(draft: _Draft) -> Cell:
    passages = [part.passage for part in draft.parts]
    if len(passages) > 1:
        passages = [passage for passage in passages if passage.text] or passages
    passage = passages[0] if len(passages) == 1 else Passage.join(passages, "\n" if passages[0].text else "")
    return Cell(draft.row, draft.column, passage, 1 + draft.last_row - draft.row, 1 + draft.last_column - draft.column)
