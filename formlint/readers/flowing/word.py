"""One story of a Word document (its body, a header, its notes), from a stream of XML: paragraphs as strings, tables as grids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.flowing.flow import MOST_NESTING, MOST_SPAN, Grid, Slot

_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_MATH = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
NAMESPACES = frozenset({*_WORD, *_MATH, "http://schemas.openxmlformats.org/markup-compatibility/2006"})

MOST_PARAGRAPHS = 1_000_000  # blank ones counted

# What is struck out, what was before a change, the reading above a Han character, what a control is made of.
_SKIPPED = {"del", "moveFrom", "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange", "sectPrChange", "rt", "sdtPr"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "den": "/"}
# Characters of symbol fonts, stored by their number in the font: the signs that forms use.
_SYMBOLS = {
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xB7: "·", 0xB9: "≠", 0xBB: "≈"},
    "wingdings": {0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0xFC: "√", 0xFB: "×"},
    "wingdings 2": {0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x50: "√"},
}


_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str]
    boxes: list[str | Grid] = field(default_factory=list)  # what its text boxes hold
    goes_on: bool = False  # its end is struck out: the next paragraph continues it


@dataclass(slots=True)
class _Cell:
    content: list[str | Grid]
    columns: int = 1
    below: str = ""  # "continue": goes on from the cell above
    beside: str = ""  # "continue": goes on from the cell to the left


@dataclass(slots=True)
class _Table:
    """A table that is being read, row by row; `above` holds the slot that reaches down to the row, by its column."""

    grid: Grid = field(default_factory=Grid)
    height: int = 0
    above: dict[int, Slot] = field(default_factory=dict)
    row: list[_Cell] = field(default_factory=list)
    before: int = 0  # columns left out before the first cell of the row
    dropped: bool = False  # the row is struck out or hidden

    def place(self) -> None:
        """Puts the row into the grid."""
        column, above, left = self.before, {}, None
        for cell in [] if self.dropped else self.row:
            slot = self.above.get(column) if cell.below == "continue" else None
            if cell.beside == "continue" and left:
                left.columns += cell.columns
            elif slot and slot.columns == cell.columns:  # Word merges cells of one width only
                slot.rows += 1
                above[column] = left = slot
            else:
                left = Slot(self.height, column, 1, cell.columns, cell.content)
                self.grid.slots.append(left)
                above[column] = left
            column += cell.columns
        if not self.dropped:
            self.above, self.height = above, self.height + 1
        self.row, self.before, self.dropped = [], 0, False


class Story:
    """Told of elements by `packages.xml`; what it found is in `content`, the headers that its sections name (by relation) in `headers`."""

    def __init__(self) -> None:
        self.content: list[str | Grid] = []
        self.headers: list[str] = []
        self.is_word = False
        self._into = [self.content]  # where paragraphs go: the story, a cell, a text box; innermost last
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._cells: list[_Cell] = []
        self._runs: list[bool] = []  # whether it is hidden
        self._fields: list[bool] = []  # whether its result has begun
        self._chosen: list[bool] = []  # whether one of the alternatives was read
        self._path: list[str] = []
        self._skipped = 0  # elements open inside one that does not count
        self._wanted = False
        self._continued: list[str | Grid] | None = None  # where the last paragraph goes on with the next
        self._counted = [0, 0]  # paragraphs, cells

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped or self._is_skipped(tag):
            self._skipped += 1
            return
        if tag == "t":
            self._wanted = self._shown()
        elif tag in _SIGNS:
            self._sign(_SIGNS[tag])
        elif begin := _STARTED.get(tag):
            begin(self, attributes)
        self._path.append(tag)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._path.pop()
        if tag == "t":
            self._wanted = False
        elif finish := _ENDED.get(tag):
            finish(self)

    def text(self, data: str) -> None:
        if self._wanted and not self._skipped and self._paragraphs:
            self._paragraphs[-1].pieces.append(data)

    def _is_skipped(self, tag: str) -> bool:
        """Whether an element does not count; a mark that says so of its paragraph or row is noted there."""
        if tag in ("Choice", "Fallback") and self._chosen:
            was, self._chosen[-1] = self._chosen[-1], True
            return was
        if tag in ("del", "moveFrom"):
            if self._path[-2:] == ["pPr", "rPr"] and self._paragraphs:
                self._paragraphs[-1].goes_on = True
            elif self._path[-1:] == ["trPr"] and self._tables:
                self._tables[-1].dropped = True
        return tag in _SKIPPED

    def _shown(self) -> bool:
        return not any(self._runs) and all(self._fields)

    def _sign(self, sign: str) -> None:
        # tabs stand among the settings of a paragraph too
        if self._paragraphs and self._shown() and self._path[-1:] != ["tabs"]:
            self._paragraphs[-1].pieces.append(sign)

    def _symbol(self, attributes: dict[str, str]) -> None:
        font, code = _value(attributes, "font").lower(), _value(attributes, "char")
        try:
            number = int(code, 16) & 0xFFF if code.upper().startswith("F0") else int(code, 16)
            self._sign(_SYMBOLS.get(font, {}).get(number) or chr(int(code, 16)))
        except (ValueError, OverflowError):  # no character
            return

    def _start_paragraph(self, _: dict[str, str]) -> None:
        into = self._into[-1]
        goes_on = self._continued is into and into and isinstance(into[-1], str)
        self._paragraphs.append(_Paragraph([str(into.pop())] if goes_on else []))
        self._continued = None
        self._count(0, MOST_PARAGRAPHS, "too-many-lines")

    def _end_paragraph(self) -> None:
        paragraph, into = self._paragraphs.pop(), self._into[-1]
        into.append("".join(paragraph.pieces))
        into += paragraph.boxes
        self._continued = into if paragraph.goes_on and not paragraph.boxes else None
        if not self._paragraphs and not all(self._fields):
            self._fields.clear()  # a field that never ends hides its own paragraph, not the document

    def _start_run(self, _: dict[str, str]) -> None:
        self._runs.append(False)

    def _end_run(self) -> None:
        self._runs.pop()

    def _hide(self, attributes: dict[str, str]) -> None:
        if self._path[-2:] == ["r", "rPr"]:
            self._runs[-1] = _value(attributes, "val") not in _OFF

    def _hide_row(self, attributes: dict[str, str]) -> None:
        if self._path[-1:] == ["trPr"] and self._tables and _value(attributes, "val") not in _OFF:
            self._tables[-1].dropped = True

    def _field(self, attributes: dict[str, str]) -> None:
        kind = _value(attributes, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _start_alternatives(self, _: dict[str, str]) -> None:
        self._chosen.append(False)

    def _end_alternatives(self) -> None:
        self._chosen.pop()

    def _start_box(self, _: dict[str, str]) -> None:
        self._into.append(self._paragraphs[-1].boxes if self._paragraphs else self._into[-1])

    def _end_box(self) -> None:
        self._into.pop()

    def _start_table(self, _: dict[str, str]) -> None:
        self._tables.append(_Table())
        if len(self._tables) > MOST_NESTING:
            raise ReadError("nested-too-deep", most=str(MOST_NESTING))

    def _end_table(self) -> None:
        self._into[-1].append(self._tables.pop().grid)

    def _end_row(self) -> None:
        if self._tables:
            self._tables[-1].place()

    def _before(self, attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].before = _number(attributes)

    def _start_cell(self, _: dict[str, str]) -> None:
        self._cells.append(_Cell([]))
        self._into.append(self._cells[-1].content)

    def _end_cell(self) -> None:
        self._into.pop()
        cell = self._cells.pop()
        if self._tables:
            self._tables[-1].row.append(cell)
        self._count(1, allowed().cells, "too-many-table-cells")

    def _span(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].columns = max(1, _number(attributes))

    def _merge_below(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].below = _value(attributes, "val") or "continue"

    def _merge_beside(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].beside = _value(attributes, "val") or "continue"

    def _name_header(self, attributes: dict[str, str]) -> None:
        if _value(attributes, "type") != "even":
            self.headers.append(_value(attributes, "id"))

    def _document(self, _: dict[str, str]) -> None:
        self.is_word = self.is_word or not self._path

    def _count(self, what: int, most: int, message: str) -> None:
        self._counted[what] += 1
        if self._counted[what] > most:
            raise ReadError(message, most=str(most))


_STARTED: Mapping[str, Callable[[Story, dict[str, str]], None]] = {
    "AlternateContent": Story._start_alternatives,
    "document": Story._document,
    "fldChar": Story._field,
    "gridBefore": Story._before,
    "gridSpan": Story._span,
    "hMerge": Story._merge_beside,
    "headerReference": Story._name_header,
    "hidden": Story._hide_row,
    "p": Story._start_paragraph,
    "r": Story._start_run,
    "sym": Story._symbol,
    "tbl": Story._start_table,
    "tc": Story._start_cell,
    "txbxContent": Story._start_box,
    "vMerge": Story._merge_below,
    "vanish": Story._hide,
}
_ENDED: Mapping[str, Callable[[Story], None]] = {
    "AlternateContent": Story._end_alternatives,
    "p": Story._end_paragraph,
    "r": Story._end_run,
    "tbl": Story._end_table,
    "tc": Story._end_cell,
    "tr": Story._end_row,
    "txbxContent": Story._end_box,
}


def _value(attributes: dict[str, str], name: str) -> str:
    """An attribute by its local name; empty when it is not there."""
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == name), "")


def _number(attributes: dict[str, str]) -> int:
    """A count of columns, at most MOST_SPAN; 0 for what is none."""
    text = _value(attributes, "val")
    return min(int(text[:9]), MOST_SPAN) if text.isascii() and text.isdecimal() else 0
