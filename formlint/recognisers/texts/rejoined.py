"""Rows between bars that a web page copied as text prints over several lines, made one line each again.

    预算资金（万元） |              what such a page keeps is the width of its table: every row has as many bars,
    年初预算数 | 全年预算数 | |||   those of merged cells at its end, so that a row goes on
    合计 | 40 | 40 | |||           until it has all of them

Only a table whose lines all make such rows is touched.
"""

from collections.abc import Iterator, Sequence

from formlint.documents import Line, Passage
from formlint.patterns import late
from formlint.records import replace

FEWEST = 4  # rows of a table; fewer may come out even by chance
PADDED = 4  # at least every so many rows must end in bars with nothing between them
MOST_BARS = 60  # of a row
MOST_LINES = 5_000  # of a table; a form has 30 to 300
BROKEN = 4  # lines without a bar that a cell may be broken over

_BAR = late(r"[|｜│]")
_PADDING = late(r"[|｜│]{2}\s*$")
_RULE = late(r"(?=.*---)[\s:|｜│-]*")  # below the header of a table in Markdown, whose rows are whole


def rejoined(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, each row of a table in one of them."""
    found: list[Line] = []
    for block in _blocks(lines):
        rows = _rows(block)
        found += [replace(row[0], passage=Passage.join(each.passage for each in row)) for row in rows] if rows else block
    return found


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The tables, and what stands between them. Lines without a bar are inside a table where a row may go on behind them."""
    block: list[Line] = []
    barred = False
    for place, line in enumerate(lines):
        if bool(_BAR.search(line.text)) != barred and not (barred and _goes_on(lines, place)):
            if block:
                yield block
            block, barred = [], not barred
        block.append(line)
    if block:
        yield block


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """A cell that the lines here break: the row above has not ended, and bars follow soon."""
    above = next((line for line in reversed(lines[max(0, place - BROKEN) : place]) if _BAR.search(line.text)), None)
    below = next((more for more, line in enumerate(lines[place : place + BROKEN]) if _BAR.search(line.text) or not line.text.strip()), None)
    return above is not None and not _PADDING.search(above.text) and below is not None and bool(lines[place + below].text.strip())


def _rows(block: Sequence[Line]) -> list[Sequence[Line]]:
    """The rows of the table, of the fewest bars that cut it; none when it is no such table."""
    bars = [len(_BAR.findall(line.text)) for line in block]
    padded = [_PADDING.search(line.text) is not None for line in block]
    if not any(padded) or len(block) > MOST_LINES or any(_RULE.fullmatch(line.text) for line in block):
        return []
    for width in range(max(bars), MOST_BARS + 1):
        ends = _cut(bars, padded, width)
        if len(ends) >= FEWEST and sum(padded[end - 1] for end in ends) * PADDED >= len(ends):
            return [block[start:end] for start, end in zip([0, *ends], [*ends, len(block)], strict=True) if start < end]
    return []


def _cut(bars: Sequence[int], padded: Sequence[bool], width: int) -> list[int]:
    """Where the rows of so many bars end; nothing when they do not come out even. The last row may be cut off."""
    ends: list[int] = []
    count = 0
    for place, (here, ended) in enumerate(zip(bars, padded, strict=True)):
        if not here and not count:
            return []  # a line between two rows
        count += here
        if count > width or (count < width and ended):
            return []
        if count == width:
            ends.append(place + 1)
            count = 0
    return ends
