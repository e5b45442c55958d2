"""Tables in a notation anyone can write (.md): how examples and fixtures are written.

    # 2022年度部门整体支出绩效自评表
    | 资金来源   | 年初预算数 | 全年执行数 | 执行率  |
    |------------|------------|------------|---------|
    | 年度资金总额 | 382.37     | 450.50     | 98.81%  |
    | 说明       | 一次性追加 | <          | <       |

A line that starts with `|` is a row; an empty line or any other line ends the table. A row of `---` only is skipped. A cell `<` continues the cell
to its left, a cell `^` the cell above, and what they make together must be a rectangle. `\\|` is a bar, `<br>` a new line. Every other line is a line
of text, without the `#` of a heading and without the blanks at its ends.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from formlint.documents import Cell, Document, Line, NodeSpot, Passage, Table
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers import Source
from formlint.readers.text import MOST_LINES, decode

SUFFIXES = (".md",)

Box = tuple[int, int]  # row, column, 0-based

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-{3,}:?|:-+:?|-+:")
_BREAK = re.compile(r"(?:(?<!\s)\s+)?<br\s*+/?>\s*", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+")


def read(source: Source) -> Document:
    """The tables and lines of a Markdown file."""
    return parse(decode(source.data))


def parse(text: str) -> Document:
    """The tables and lines of a text in our notation."""
    rows = text.splitlines()
    if len(rows) > MOST_LINES:
        raise ReadError("too-many-lines", most=str(MOST_LINES))
    if text.count("|") > 2 * allowed().cells:  # no row has more bars than two a cell
        raise ReadError("too-many-table-cells", most=str(allowed().cells))
    return Document("markdown", tuple(_blocks(rows)))


def _blocks(rows: Iterable[str]) -> Iterator[Table | Line]:
    tables = paragraphs = 0
    for is_table, group in groupby(enumerate(map(str.strip, rows), start=1), key=lambda row: row[1].startswith("|")):
        numbered = list(group)
        if is_table:
            tables += 1
            yield Table(tuple(_cells([row for _, row in numbered], tables, line=numbered[0][0])))
            continue
        for text in (_HEADING.sub("", row, count=1) for _, row in numbered if row):
            paragraphs += 1
            yield Line(Passage.at(text, NodeSpot((paragraphs,), 0, len(text))))


def _cells(rows: Iterable[str], table: int, line: int) -> Iterator[Cell]:
    """The cells of one table, row by row."""
    texts = [row for row in map(_split, rows) if not all(map(_RULE.fullmatch, row))]
    for (row, column), boxes in _merged(texts).items():
        height, width = 1 + max(box[0] for box in boxes) - row, 1 + max(box[1] for box in boxes) - column
        if height * width != len(boxes):
            raise ReadError("broken-span", line=str(line))
        text = _BREAK.sub("\n", texts[row][column]).replace("\\|", "|")
        yield Cell(row, column, Passage.at(text, NodeSpot((table, row + 1, column + 1), 0, len(text))), height, width)


def _merged(texts: list[list[str]]) -> dict[Box, list[Box]]:
    """For the first box (row, column) of every cell all boxes it covers. A mark with nothing to continue is text."""
    first: dict[Box, Box] = {}
    boxes: dict[Box, list[Box]] = {}
    for row, cells in enumerate(texts):
        for column, text in enumerate(cells):
            before = {"<": (row, column - 1), "^": (row - 1, column)}.get(text)
            owner = first.get(before, (row, column)) if before else (row, column)
            first[row, column] = owner
            boxes.setdefault(owner, []).append((row, column))
    return boxes


def _split(row: str) -> list[str]:
    """`| a | b |` -> a, b. The bar at the end may be missing."""
    cells = [cell.strip() for cell in _BAR.split(row)[1:]]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells
