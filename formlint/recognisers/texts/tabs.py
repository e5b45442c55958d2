"""Text copied out of a sheet or a table of Word: tabs between the cells.

    年度资金总额⇥320⇥356.5⇥341.78⇥10⇥95.87%⇥9.59      a sheet gives every row as many cells, blank ones among them,
    ⇥其中：财政拨款⇥320⇥356.5⇥341.78⇥—⇥95.87%⇥—        and puts a cell of several lines between quotation marks

Rows of one width are a table with all its cells, as of a file of separated fields; the lines above and below it are its titles and notes. Rows that
are ragged (Word prints merged cells once) are read as those with bars, which stand for their tabs. So are rows with commas between their cells, where
no commas group digits.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from formlint.documents import Cell, Document, Line, Passage, Table
from formlint.records import replace

FEWEST = 5  # lines with two tabs; fewer may be drawn with tabs by chance
WIDE = 4  # cells of a row in a sheet that holds a form
LONGEST = 40  # lines of a cell between quotation marks
MOST = 100  # lines of a row with such cells

_OPENED = re.compile(r'(?:^|\t)"(?:[^"]|"")*$')
_CLOSED = re.compile(r'(?:[^"]|"")*"(?=\t|$)')
_SENTENCE = re.compile("[。；]")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"\s*')


def tabbed(document: Document) -> Document | None:
    """The document with its rows as a table, or with bars for its tabs; nothing when it has no such lines."""
    printed = document.lines
    text = document.whole
    if text.count("\t") < 2 * FEWEST or sum(line.text.strip(" ").count("\t") > 1 for line in printed) < FEWEST:
        return _separated(document) if text.count(",") >= FEWEST * WIDE else None
    lines = list(_whole(printed))
    first, *_, last = (number for number, line in enumerate(lines) if "\t" in line.text)
    rows = lines[first : last + 1]
    widths = Counter(line.text.count("\t") + 1 for line in rows if line.text.strip())
    width, times = widths.most_common(1)[0]
    if width >= WIDE and times * 10 >= 9 * widths.total():
        table = _table([line for line in rows if line.text.count("\t") + 1 == width])
        return replace(document, blocks=(*lines[:first], table, *lines[last + 1 :]), ruled=True)
    return replace(document, blocks=tuple(Line(Passage(line.text.replace("\t", "|"), line.passage.pieces)) for line in lines))


def _separated(document: Document) -> Document | None:
    """The document with bars for the commas between its cells; nothing where few lines have so many, or rows have more than the headings above them:
    then commas group digits (1,126.38)."""
    rows = [text for text in document.texts if text.count(",") >= WIDE]
    headed = [(upper, lower) for upper, lower in pairwise(rows) if not any(map(str.isdigit, upper))]
    if len(rows) < FEWEST or any(lower.count(",") > upper.count(",") for upper, lower in headed):
        return None
    lines = (line.text if _SENTENCE.search(line.text) else line.text.replace(",", "|") for line in document.lines)
    return replace(document, blocks=tuple(Line(Passage(text, line.passage.pieces)) for text, line in zip(lines, document.lines, strict=True)))


def _whole(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those of a cell between quotation marks in one."""
    place = 0
    while place < len(lines):
        end = _end(lines, place)
        yield lines[place] if end == place + 1 else Line(Passage.join((line.passage for line in lines[place:end]), "\n"))
        place = end


def _end(lines: Sequence[Line], place: int) -> int:
    """The end of the row that begins in this line: behind the line that closes the last cell that a quotation mark opens."""
    rest, last = lines[place].text, place
    while _OPENED.search(rest):
        near = range(last + 1, min(last + LONGEST, place + MOST, len(lines)))
        closed = next(((more, mark) for more in near if (mark := _CLOSED.match(lines[more].text))), None)
        if closed is None:
            return place + 1
        last, rest = closed[0], lines[closed[0]].text[closed[1].end() :]
    return last + 1


def _table(lines: Sequence[Line]) -> Table:
    return Table(tuple(cell for row, line in enumerate(lines) for cell in _cells(line.passage, row)), bare=True)


def _cells(passage: Passage, row: int) -> Iterator[Cell]:
    start = 0
    for column, part in enumerate(passage.text.split("\t")):
        quoted = _QUOTED.fullmatch(part)
        first, last = (start + quoted.start(1), start + quoted.end(1)) if quoted else (start, start + len(part))
        yield Cell(row, column, passage.cut(first, last).strip())
        start += len(part) + 1
