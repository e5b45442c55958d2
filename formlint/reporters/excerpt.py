"""Draws the row of the form in which a number stands, with the guilty number underlined:

      | 三级指标           | 实际完成值(B)              | 分值 | 得分
    6 | 州直机关党务干部.. | ..培训人数719人，其中党..  | 5    | 5
      |                              ^^^^^ 此处写 719人

ASCII frame only, so that it lines up in every font (`width.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from formlint.findings import Mention
from formlint.forms import Field, Form, FormTable, Row
from formlint.records import record
from formlint.reporters.cutting import Cut, Span, cut, span_of
from formlint.reporters.ink import Ink
from formlint.reporters.width import padded, width

WIDEST = 34  # columns of a cell that a mark stands in
NARROW = 16  # ... of any other, and of a heading
LABEL = 26  # ... of the name of the row


@record(frozen=True, slots=True)
class Laid:
    """A form, and its fields by id: with their table if they are in one, and the number of their row, from 0."""

    form: Form
    fields: Mapping[str, tuple[Field, FormTable | None, int]]

    @classmethod
    def out(cls, form: Form) -> "Laid":
        """Looked through once for all that is drawn of it."""
        found: dict[str, tuple[Field, FormTable | None, int]] = {}
        for table in form.tables.values():
            for number, row in enumerate(table.rows):
                for cell in row.cells.values():
                    found.setdefault(cell.id, (cell, table, number))
        for each in form.fields.values():
            found.setdefault(each.id, (each, None, 0))
        return cls(form, found)


@record(frozen=True, slots=True)
class Mark:
    """A stretch of a field to be underlined: with `^` if it is the guilty one, else with `-`."""

    mention: Mention
    guilty: bool = False
    note: str = ""

    @property
    def field(self) -> str:
        """Id of the field it stands in."""
        return self.mention.id.partition("@")[0]

    def span(self, text: str) -> Span:
        """Where it stands in the text of that field."""
        offset = self.mention.id.partition("@")[2]
        if offset.isdecimal():
            return span_of(text, int(offset), self.mention.text)
        return span_of(text, max(0, text.find(self.mention.text)), self.mention.text)


@record(frozen=True, slots=True)
class _Column:
    heading: str
    cell: Cut
    marks: Sequence[Mark]
    wide: int  # columns of the console


def excerpt(laid: Laid, marks: Sequence[Mark], ink: Ink, style: str, most: int) -> Iterator[str]:
    """The row in which the first mark stands, with all marks in it; nothing when the form has no such field."""
    found = laid.fields.get(marks[0].field)
    if found is None:
        return
    field, table, at = found
    if table is None:
        mine = [mark for mark in marks if mark.field == field.id]
        columns = [_column(field.label[-1] if field.label else "", field.text, mine, most - 6)]
        number = ""
    else:
        columns = _columns(table, table.rows[at], marks, most - 6)
        number = str(at + 1)
    gutter = ink("place", f"{' ' * max(2, len(number))} | ")
    yield gutter + ink("dim", " | ".join(padded(each.heading, each.wide) for each in columns).rstrip())
    yield ink("place", f"{number:>2} | ") + " | ".join(padded(each.cell.text, each.wide) for each in columns).rstrip()
    for line in _underlines(columns, ink, style):
        yield gutter + line


def _columns(table: FormTable, row: Row, marks: Sequence[Mark], most: int) -> list[_Column]:
    """The name of the row, the columns with marks, and of the others as many as there is room for; in the order of the form."""
    fields = [mark.field for mark in marks]
    keys = [key for key in row.cells if key not in table.columns] + [key for key in table.columns if key in row.cells]
    named = next((key for key in keys if key not in table.columns or row.cells[key].text.strip() == row.label.strip()), None)
    behind = keys.index(named) if named else 0
    on = {key: [mark for mark, field in zip(marks, fields, strict=True) if field == row.cells[key].id] for key in keys}
    most_of = {key: WIDEST if on[key] else LABEL if key == named else NARROW for key in keys}
    made = {key: _column(table.columns.get(key, ""), row.cells[key].text, on[key], most_of[key]) for key in keys}
    chosen = {key for key in keys if on[key] or key == named}
    left = most - sum(made[key].wide + 3 for key in chosen)
    for key in sorted(keys, key=lambda key: (key in keys[:behind], made[key].wide)):  # what stands before the name only groups the rows
        if key not in chosen and not row.cells[key].blank and made[key].wide + 3 <= left:
            chosen.add(key)
            left -= made[key].wide + 3
    first = next((key for key in keys if marks[0] in on[key]), None)
    if first and left:  # room that is left shows more of what stands around the number, room that is lacking less
        made[first] = _column(table.columns.get(first, ""), row.cells[first].text, on[first], max(NARROW, WIDEST + left))
    columns = [made[key] for key in keys if key in chosen]
    return columns if named or not row.label else [_column("", row.label, (), LABEL), *columns]


def _column(heading: str, text: str, marks: Sequence[Mark], most: int) -> _Column:
    head, cell = cut(heading, max(NARROW, most)).text, cut(text, most, [mark.span(text) for mark in marks])
    return _Column(head, cell, marks, max(width(head), width(cell.text)))


@record(frozen=True, slots=True)
class _Stroke:
    start: int  # column of the line
    end: int
    guilty: bool
    note: str


def _underlines(columns: Sequence[_Column], ink: Ink, style: str) -> Iterator[str]:
    """The strokes under the row, their notes behind them where there is room, else below."""
    strokes = sorted(_strokes(columns), key=lambda stroke: stroke.start)
    if not strokes:
        return
    ends = [*(each.start - 1 for each in strokes[1:]), None]
    beside = [each for each, end in zip(strokes, ends, strict=True) if end is None or each.end + 1 + width(each.note) < end]
    yield _painted([part for each in strokes for part in _parts(each, noted=each in beside)], ink, style)
    noted = [each for each in strokes if each.note and each not in beside]
    while noted:
        last = noted.pop()
        yield _painted([*((each.start, "|", each) for each in noted), (last.start, f"`- {last.note}", last)], ink, style)


def _strokes(columns: Sequence[_Column]) -> Iterator[_Stroke]:
    at = 0
    for column in columns:
        for mark, (start, end) in zip(column.marks, column.cell.spans, strict=True):
            if start < end:
                yield _Stroke(at + start, at + end, mark.guilty, mark.note)
        at += column.wide + 3


def _parts(stroke: _Stroke, *, noted: bool) -> Iterator[tuple[int, str, _Stroke]]:
    yield stroke.start, ("^" if stroke.guilty else "-") * (stroke.end - stroke.start), stroke
    if noted:
        yield stroke.end + 1, stroke.note, stroke


def _painted(parts: Iterable[tuple[int, str, _Stroke]], ink: Ink, style: str) -> str:
    """One line with every text at its column; what would overlap is left out."""
    line, at = "", 0
    for column, text, stroke in parts:
        if not text or column < at:
            continue
        line += " " * (column - at) + ink(style if stroke.guilty else "place", text)
        at = column + width(text)
    return line
