"""A form whose cells a converter has glued into one stream: no bars, no lines, blanks anywhere or nowhere.

    …年度资金总额194.9194.9100%…一级指标二级指标三级指标年度指标值全年完成值产出指标数量指标库存真实率100%100%…

What is known of it is the order of its words. Headings of one table that stand side by side begin it; names of rows, levels and the shapes of values
cut what follows; digits that were glued (`194.9194.9100%`, `1010`) are cut where the rate is executed over budget and no score exceeds its weight.
A row that can be cut in two ways, or in none, stays unread. The tables so found are read by the grid road.
"""

import re
from collections.abc import Iterator, Sequence

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell, Document, Line, Passage, Table
from formlint.recognisers.headings import Lexicon, vocabulary
from formlint.recognisers.streams import cutting
from formlint.recognisers.streams.cut_amounts import amounts
from formlint.recognisers.streams.cutting import total
from formlint.recognisers.streams.stream import Stream, Word, count, headers, pattern, stream_of, words_in
from formlint.recognisers.texts.fitting import Columns

LONG = 150  # characters of a line that holds more than a row
MOST = 20_000  # characters of a stream; the longest form we know has 6,000
NAME = 70  # characters of a row's name; a longer one is a text that belongs to no row

_TITLE = re.compile(r"[^。；:：]{0,60}?(?:自评表|评价表|申报表|目标表|监控表|评分表|批复表)")
_ENDED = re.compile(r"[\d—–/-]|其中|其他|上年|年度|$")  # what may stand behind the name of a row: its amounts, or another row
_ROW = re.compile(r"[≥≤<>]\d|\d%\d|\d{4}[一-鿿]{0,2}\d{3}")  # values inside what looked like a name
_AMOUNTS = re.compile(r"([\d.,%]*)[—–/-]*")
_VALUE = re.compile(r"[≥≤<>=]{0,2}\d")
_DIGITS = re.compile(r"[\d.,]+%?(?:[\d.,]+%?)*|[—–/-]{1,2}")


def unglued(document: Document, definition: Definition) -> Document | None:
    """The document with the tables that its stream holds; nothing when it holds none."""
    lines = document.lines
    first = next((place for place, line in enumerate(lines) if len(line.text) >= LONG), None)
    if any(_heads(line, definition) for line in lines[:first]):
        first = 0
    while first and count(lines[first - 1]) and count(lines[first - 1]) + 1 == count(lines[first]):
        first -= 1
    if first is None or sum(len(line.text) for line in lines[first:]) > MOST:
        return None
    stream = stream_of(lines[first:])
    funds, listed = (headers(stream, definition, each) for each in _pair(definition))
    if not funds and not listed:
        return None
    blocks: list[Table | Line] = list(lines[:first])
    begin = min(header[0].start for header in (*funds, *listed))
    blocks += _head(stream, definition, begin)
    starts = sorted(header[0].start for header in (*funds, *listed))
    for header in sorted((*funds, *listed), key=lambda each: each[0].start):
        end = next((start for start in starts if start > header[0].start), len(stream.text))
        table = (_funds if header in funds else _listed)(stream, definition, header, end)
        if table:
            blocks.append(table)
    if not any(isinstance(block, Table) for block in blocks):
        return None
    return Document(document.format, (*blocks, *(Line(stream.passage.cut(*each)) for each in stream.unread)), notices=document.notices)


def _heads(line: Line, definition: Definition) -> bool:
    """The header of a table, its cells glued: 全年预算数(A)全年执行数(B)执行率(B/A)."""
    return " " not in line.text.strip() and any(headers(stream_of([line]), definition, table) for table in _pair(definition))


def _pair(definition: Definition) -> tuple[TableDefinition | None, TableDefinition | None]:
    """The table with named rows and the listed one."""
    named = next((table for table in definition.tables.values() if not table.listed), None)
    return named, next((table for table in definition.tables.values() if table.listed), None)


def _head(stream: Stream, definition: Definition, end: int) -> Iterator[Table | Line]:
    """The title, and labels with the text up to the next label."""
    title = _TITLE.match(stream.text, 0, end)
    if title:
        yield Line(stream.passage.cut(*title.span()))
    labels = [word for word in words_in(stream, definition, "fields", span=(title.end() if title else 0, end)) if word.key]
    cells: list[Cell] = []
    for row, (label, after) in enumerate(zip(labels, [*(each.start for each in labels[1:]), end], strict=False)):
        side = pattern(definition, "levels").search(stream.text, label.end, after)
        stop = side.start() if side else after
        stream.leave(stop, after)
        if label.end < stop:
            cells += [stream.cell(row, 0, label.start, label.end), stream.cell(row, 1, label.end, stop)]
    stream.leave(title.end() if title else 0, labels[0].start if labels else end)
    if cells:
        yield Table(tuple(cells))


def _funds(stream: Stream, definition: Definition, header: Sequence[Word], end: int) -> Table | None:
    """Names of rows with the digits behind them, up to the first thing that is neither."""
    name = next(table.name for table in definition.tables.values() if not table.listed)
    keys = [word.key for word in header]
    cells = [stream.cell(0, place, word.start, word.end) for place, word in enumerate(header, 1)]
    points = re.search(r"\((\d{1,3})分", stream.text[header[-1].start : header[-1].end])
    labels = [label for label in words_in(stream, definition, "rows", name, (header[-1].end, end)) if _ENDED.match(stream.text, label.end)]
    rows, last = list[tuple[int, int, int, int]](), header[-1].end  # where a name begins and ends, and its digits and its dashes end
    for label in labels:
        if label.start - last > NAME:
            break
        lead = re.search(r"其中:?$", stream.text[last : label.start])
        begin = label.start - len(lead[0]) if lead else label.start
        stream.leave(last, begin)
        digits, behind = _AMOUNTS.match(stream.text, label.end), label.end
        if digits:
            behind, last = digits.end(1), digits.end()
        rows.append((begin, label.end, behind, last))
    told = amounts([stream.text[start:stop] for _, start, stop, _ in rows], keys, definition.tables[name].numbers, points[1] if points else "")
    torn = any(start < stop and not cuts for (_, start, stop, _), cuts in zip(rows, told, strict=True))
    first = next((place for place, cuts in enumerate(told) if cuts), 0)
    told = [cuts if place == first or not torn else {} for place, cuts in enumerate(told)]  # with a part that could not be cut the others are no sum
    row = 1
    for (begin, start, stop, _), cuts in zip(rows, told, strict=True):
        if start < stop and not cuts:
            stream.leave(begin, stop)
            continue
        cells.append(stream.cell(row, 0, begin, start))
        cells += [stream.cell(row, place + 1, start + first, start + after) for place, (first, after) in sorted(cuts.items())]
        row += 1
    stream.leave(last, end)
    return Table(tuple(cells)) if row > 1 and len(cells) > len(header) + row - 1 else None


def _listed(stream: Stream, definition: Definition, header: Sequence[Word], end: int) -> Table | None:
    """Levels, a name and values, again and again, then the total."""
    table = next(each for each in definition.tables.values() if each.listed)
    words = vocabulary(definition)
    keys = [word.key for word in header]
    values = Columns(words, table.name, [key for key in keys if key not in ("l1", "l2", "reason")], table.numbers)
    cells = [_heading(stream, table, words.columns[table.name], place, word) for place, word in enumerate(header) if word.key != "reason"]
    position, row, purse = header[-1].end, 1, cutting.Purse()
    while position < end:
        levels, begin = _levels(stream, definition, position, end)
        closing = pattern(definition, "closing", table.name).match(stream.text, begin, end)
        if closing:
            digits = _DIGITS.match(stream.text, closing.end())
            places = total(digits[0], keys) if digits else {}
            cells.append(stream.cell(row, 0, begin, closing.end()))
            cells += [stream.cell(row, place, closing.end() + start, closing.end() + stop) for place, (start, stop) in places.items()]
            position = digits.end() if digits and places else closing.end()
            row += 1
            break
        found = cutting.row(stream.text, begin, end, values, purse)
        if found is None or found.start - begin > NAME:
            break
        if _ROW.search(stream.text[begin : found.start]):  # a row that could not be cut
            stream.leave(begin, found.end)
            position = found.end
            continue
        again = _within(stream, definition, table, begin, found.start)
        if again:  # what stands before another level or the total is the reason of the row above
            stream.leave(begin, again)
            position = again
            continue
        named = dict(_named(stream, definition, levels, keys)) | dict(found.cells)
        cells += [stream.cell(row, keys.index(key), *span) for key, span in named.items()]
        position = found.end
        row += 1
    stream.leave(position, end)
    return Table(tuple(cells)) if row > 1 else None


def _levels(stream: Stream, definition: Definition, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """The levels that stand before a name, without side titles, and where they end."""
    sides = vocabulary(definition).sides
    found: list[tuple[int, int]] = []
    while match := pattern(definition, "levels").match(stream.text, start, end):
        if not sides.find(match[0]):
            found.append(match.span())
        start = match.end()
    told = stream.text[slice(*found[-1])] if len(found) > 1 else "指标"
    if not told.endswith("指标") and _VALUE.match(stream.text, start):  # what looks like another level is the name: 服务对象满意度≥90%
        start = found.pop()[0]
    return found[-2:], start


def _named(stream: Stream, definition: Definition, levels: Sequence[tuple[int, int]], keys: Sequence[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The levels with their columns: of two the first is the first, one alone is what its word is."""
    words = vocabulary(definition)
    for place, (start, stop) in enumerate(levels):
        text = stream.text[start:stop]
        second = place > 0 or (len(levels) == 1 and bool(words.parts.find(text)))
        key = "l2" if second and "l2" in keys else "l1"
        if key in keys:
            yield key, (start, stop)


def _within(stream: Stream, definition: Definition, table: TableDefinition, start: int, end: int) -> int:
    """Where levels or the total begin inside what looked like a name; 0 where none does."""
    levels = [match for match in pattern(definition, "levels").finditer(stream.text, start + 1, end) if "指标" in match[0] and match.end() < end]
    totals = [match for match in pattern(definition, "closing", table.name).finditer(stream.text, start + 1, end) if match.end() == end]
    return next((match.start() for match in (*levels, *totals)), 0)


def _heading(stream: Stream, table: TableDefinition, lexicon: Lexicon, place: int, word: Word) -> Cell:
    """A heading as it stands; one that nobody can read as it should."""
    cell = stream.cell(0, place, word.start, word.end)
    guessed = word.key == "actual" and lexicon.key(cell.text) != "actual"
    return Cell(0, place, Passage(table.columns["actual"][0])) if guessed else cell
