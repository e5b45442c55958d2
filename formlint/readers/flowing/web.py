"""One web page, from a stream of tags: paragraphs as strings, tables as grids. Cells go where the HTML standard puts them (4.9.12)."""

import re
from dataclasses import dataclass, field

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.flowing.flow import MOST_COVERED, MOST_NESTING, MOST_SPAN, Grid, Slot
from formlint.readers.flowing.markup import attributes, tokens

MOST_ROWS = 65_534  # that a cell may span

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li"),
    *("main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul"),
}
_SECTIONS = {"thead", "tbody", "tfoot"}
_DROPPED = {"template", "svg", "noscript", "video", "audio", "canvas", "object", "datalist", "rt", "rp"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source"}
_ENDS_ITSELF = {"p", "li", "dt", "dd", "option", "rt", "rp"}  # at the next of its kind, and at the latest with its cell
_WITH_THE_CELL = {"td", "th", "tr", "table", "/td", "/th", "/tr", "/table", "/select", "/ul", "/ol", "/div", "/ruby"}

_HIDES = re.compile(r"hidden|display", re.IGNORECASE)
_NOT_DISPLAYED = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WRAPPED = re.compile(rf"(?<={_WIDE})[ \t]*+[\r\n]++[ \t\r\n]*+(?={_WIDE})")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAKS = re.compile(r" ?\n ?")


@dataclass(slots=True)
class _Table:
    """A table that is being read: `taken[c]` is the first row in which column c is free."""

    grid: Grid = field(default_factory=Grid)
    row: int = -1
    column: int = 0
    taken: list[int] = field(default_factory=list)
    tall: list[Slot] = field(default_factory=list)  # cells that span rows of this section
    in_row: bool = False
    hidden_row: bool = False
    open: bool = False  # a cell is

    def next_row(self, hidden: bool = False) -> None:
        self.in_row, self.hidden_row = True, hidden
        if not hidden:
            self.row, self.column = self.row + 1, 0

    def place(self, rows: int, columns: int) -> Slot:
        """The next cell of the row, where there is room: a cell that reaches down from above cuts it off."""
        taken, row = self.taken, self.row
        while self.column < len(taken) and taken[self.column] > row:
            self.column += 1
        first = self.column
        while self.column < first + columns and not (self.column < len(taken) and taken[self.column] > row):
            if self.column == len(taken):
                taken.append(0)
            taken[self.column] = row + rows
            self.column += 1
        slot = Slot(row, first, rows, self.column - first)
        self.grid.slots.append(slot)
        if rows > 1:
            self.tall.append(slot)
        return slot

    def end_section(self) -> None:
        """No cell reaches over the end of a section, or of the table."""
        for slot in self.tall:
            slot.rows = min(slot.rows, self.row + 1 - slot.row)
        self.tall, self.taken, self.in_row = [], [], False


class Page:
    """What a page shows, in `content`."""

    def __init__(self) -> None:
        self.content: list[str | Grid] = []
        self._into = [self.content]  # where paragraphs go: the page, a cell; innermost last
        self._tables: list[_Table] = []
        self._pieces: list[str] = []
        self._hidden = ""  # the element whose end brings text back
        self._depth = 0  # elements of this name open
        self._verbatim = False  # in <pre>
        self._cells = self._covered = 0

    def read(self, text: str) -> None:
        """Reads a page."""
        for tag, data in tokens(text):
            if self._hidden and self._stays_hidden(tag):
                continue
            if not tag:
                self._text(data)
            elif tag[0] == "/":
                self._end(tag[1:])
            else:
                self._start(tag, data)
        while self._tables:
            self._end_table()
        self._flush()

    def _stays_hidden(self, tag: str) -> bool:
        """Whether the text is still hidden after this tag, and the tag is done with."""
        if self._hidden in _ENDS_ITSELF and (tag == self._hidden or tag in _WITH_THE_CELL):
            self._hidden = ""
            return False
        self._depth += (tag == self._hidden) - (tag == "/" + self._hidden)
        if not self._depth:
            self._hidden = ""
        return True

    def _start(self, tag: str, data: str) -> None:
        given = attributes(data) if data and (tag in ("td", "th", "input") or _HIDES.search(data)) else {}
        hidden = "hidden" in given or bool(_NOT_DISPLAYED.search(given.get("style", "")))
        if tag == "tr":
            self._start_row(hidden)
        elif tag in ("td", "th"):
            self._start_cell(given, hidden)
        elif (tag in _DROPPED and not data.endswith("/")) or (hidden and tag not in _VOID) or (tag == "option" and "selected" not in data.lower()):
            self._hidden, self._depth = tag, 1
        elif tag == "table":
            self._start_table()
        elif tag in _SECTIONS:
            self._end_section()
        elif tag == "br":
            self._pieces.append("\n")
        elif tag == "input" and not hidden:
            self._input(given)
        elif tag in _BLOCKS:
            self._flush()
            self._verbatim = self._verbatim or tag == "pre"

    def _end(self, tag: str) -> None:
        if tag == "table":
            self._end_table()
        elif tag in ("td", "th", "tr"):
            self._end_cell()
            if tag == "tr" and self._tables:
                self._tables[-1].in_row = False
        elif tag in _SECTIONS:
            self._end_section()
        elif tag in _BLOCKS:
            self._flush()
            self._verbatim = self._verbatim and tag != "pre"
        elif tag == "br":
            self._pieces.append("\n")

    def _text(self, data: str) -> None:
        if self._verbatim:
            self._pieces.append(data.replace("\r\n", "\n"))
        else:
            self._pieces.append(_BLANKS.sub(" ", _WRAPPED.sub("", data)))

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower()
        if kind in ("checkbox", "radio"):
            self._pieces.append("☑" if "checked" in given else "□")
        elif kind in ("text", "number", "date", "tel", "email", "search", "url"):
            self._text(given.get("value", ""))

    def _flush(self) -> None:
        """The text so far is a paragraph."""
        if not self._pieces:
            return
        text = _AROUND_BREAKS.sub("\n", re.sub(" {2,}", " ", "".join(self._pieces))).strip(" \n")
        if text:
            self._into[-1].append(text)
        self._pieces = []

    def _start_table(self) -> None:
        self._flush()
        self._tables.append(_Table())
        if len(self._tables) > MOST_NESTING:
            raise ReadError("nested-too-deep", most=str(MOST_NESTING))

    def _end_table(self) -> None:
        self._end_cell()
        if self._tables:
            table = self._tables.pop()
            table.end_section()
            self._into[-1].append(table.grid)

    def _end_section(self) -> None:
        self._end_cell()
        if self._tables:
            self._tables[-1].end_section()

    def _start_row(self, hidden: bool) -> None:
        self._end_cell()
        if self._tables:
            self._tables[-1].next_row(hidden)

    def _start_cell(self, given: dict[str, str], hidden: bool) -> None:
        self._end_cell()
        if not self._tables:
            return
        table = self._tables[-1]
        if not table.in_row:
            table.next_row()
        table.open = True
        if hidden or table.hidden_row:  # takes no place in the grid
            self._into.append([])
            return
        columns = max(1, _span(given.get("colspan", ""), MOST_SPAN, 1))
        rows = _span(given.get("rowspan", ""), MOST_ROWS, 1) or MOST_ROWS  # 0: to the end of the section
        before = table.column
        slot = table.place(rows, columns)
        self._into.append(slot.content)
        self._cells, self._covered = self._cells + 1, self._covered + table.column - before  # passed over or taken: what placing it cost
        if self._cells > allowed().cells or self._covered > MOST_COVERED:
            raise ReadError("too-many-table-cells", most=str(allowed().cells))

    def _end_cell(self) -> None:
        self._flush()
        if self._tables and self._tables[-1].open:
            self._tables[-1].open = False
            self._into.pop()


def _span(text: str, most: int, otherwise: int) -> int:
    """The number that an attribute starts with, at most `most`."""
    digits = re.match(r"\s*\+?([0-9]+)", text)
    return min(int(digits[1][:9]), most) if digits else otherwise
