"""Tables that no definition knows, read for what they say of themselves: a 合计 among the headings or the rows, formulas in the headings.

    单位 | 合计 | 艾滋病防治 | 结核病防治            全年预算数(A) 到位资金(B) 到位率(B/A×100%)
    市卫健委 | 63 | 40 | 23                         52.80 30.80 58.33%

Cells stand in a grid, between bars, or between blanks on lines that have as many of them as the headings. Of a row of another shape only the name is
known, and where it prints numbers it is a row without any; a table with fewer than two rows of numbers is none. Every table is a `FormTable` named
sums, sums2, ...; its columns are c0, c1, ... from the left. A row that numbers the columns (栏次 | 1 | 2 | 3=1+2) goes to the headings.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from formlint.documents import Document, Line, Passage, Table
from formlint.figures import Figure
from formlint.forms import Field, FormTable, Row
from formlint.patterns import late
from formlint.recognisers.headings import plain, unit_of
from formlint.recognisers.listed_amounts import listed_amounts
from formlint.recognisers.numbers import number
from formlint.recognisers.texts.barred import by_bars
from formlint.recognisers.texts.spaced import by_blanks
from formlint.records import record

FEWEST = 2  # rows with numbers
MOST_ROWS = 2_000
MOST_COLUMNS = 60
LONGEST = 80  # characters of a heading

_NUMBER = re.compile(r"¥?[-+−]?\(?\d[\d,]*(?:\.\d+)?\)?(?:万元|亿元|千元|元|万|分|%|‰)?")
_BARE = late(r"-?\d+(?:\.\d+)?")
_INDEX = late(r"\d{1,2}(?:=[\d+\-*/×÷()%]+)?|[A-Z](?:=[A-Z\d+\-*/×÷()%]+)?")
_ORDINAL = late(r"栏次|列次|行次|序号|编号|代码|编码|(?:年度|年份)(?=$|[·(（])|电话|邮编|日期|时间")
_COUNTED = late("(?:[人户期次个件场处台套家名辆间所篇份批项]数|(?:项目|指标|任务)数|人次|数量)$")
_RATE = late("(?:率|比例|占比|比重|增幅|进度)$")  # 96.00 below it is no amount of money
_MONEY = late(r"单位\s*+[:：]\s*+(?:人民币)?\s*+(万元|元|亿元|千元)")

Cells = dict[int, Passage]  # by column


@record(frozen=True, slots=True)
class _Sheet:
    """Rows of cells under each other, and the money unit that a line above them told. A row of lines with fewer cells than `width` is torn."""

    rows: tuple[Cells, ...]
    unit: str = ""
    width: int = 0


def figure_tables(document: Document, name: str) -> Iterator[FormTable]:
    """The tables of figures in the order of the document."""
    found = 0
    for sheet in _sheets(document):
        table = _read(sheet, f"{name}{found + 1 if found else ''}")
        if table:
            found += 1
            yield table


def _sheets(document: Document) -> Iterator[_Sheet]:
    unit, waiting = "", list[Line]()
    for block in document.blocks:
        if isinstance(block, Line) and _parts(block):
            waiting.append(block)
            continue
        yield from _of_lines(waiting, unit)
        waiting = []
        told = _MONEY.search(block.text if isinstance(block, Line) else "".join(cell.text for cell in block.cells[:6]))
        unit = told[1] if told else unit
        if isinstance(block, Table):
            yield _Sheet(tuple(_of_table(block)), unit)
    yield from _of_lines(waiting, unit)
    if not document.ruled:
        yield from (_Sheet(rows, unit) for rows in listed_amounts(document.lines))


def _of_table(table: Table) -> Iterator[Cells]:
    """The rows; a cell that covers several columns or rows stands in all of them, so that headings over headings are known."""
    rows: dict[int, Cells] = {}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rows, cell.row + MOST_ROWS)):
            for column in range(cell.column, min(cell.column + cell.columns, cell.column + MOST_COLUMNS)):
                rows.setdefault(row, {})[column] = cell.passage
    yield from (rows[row] for row in sorted(rows)[:MOST_ROWS])


def _parts(line: Line) -> list[Passage]:
    """The cells of a line; none when it is a sentence or holds only one."""
    parts = by_bars(line.passage)
    if len(parts) > 1:
        return parts
    if re.search(r"[。；]\s*$", line.text):
        return []
    parts = by_blanks(line.passage)
    return parts if len(parts) > 2 else []


def _of_lines(lines: Sequence[Line], unit: str) -> Iterator[_Sheet]:
    """One sheet for every header among the lines, with the rows below that have its number of cells, and the names of those that have not."""
    rows: list[Cells] = []
    for line in lines[:MOST_ROWS]:
        parts = _parts(line)
        told = _MONEY.search(line.text)
        unit = told[1] if told else unit
        least = len(rows[0]) if rows else 0
        while len(parts) > least and not parts[-1].text.strip():
            parts = parts[:-1]
        if _is_head([plain(part.text) for part in parts]):
            if rows:
                yield _Sheet(tuple(rows), unit, len(rows[0]))
            rows = [dict(enumerate(parts))]
        elif rows and len(parts) == len(rows[0]):
            rows.append(dict(enumerate(parts)))
        elif rows and any(_NUMBER.fullmatch(plain(part.text)) for part in parts):
            rows.append({0: parts[0]})
    if rows:
        yield _Sheet(tuple(rows), unit, len(rows[0]))


def _is_head(texts: Sequence[str]) -> bool:
    return len(texts) > 2 and all(texts) and not any(_NUMBER.fullmatch(text) for text in texts)


def _read(sheet: _Sheet, name: str) -> FormTable | None:
    """The table of a sheet: headings up to the first row of numbers, then its rows."""
    first = next((place for place, row in enumerate(sheet.rows) if _has_numbers(row) or len(row) < sheet.width), None)
    return table_of(sheet.rows, first, name, sheet.unit, sheet.width) if first else None


def table_of(sheet: Sequence[Cells], height: int, name: str, unit: str, width: int = 0, *, fewest: int = FEWEST) -> FormTable | None:
    """The table of figures that these rows make, the first `height` of them headings; None when fewer than `fewest` print numbers."""
    index = {column: plain(cell.text) for column, cell in sheet[height].items() if plain(cell.text)}
    numbered = _numbers_columns(list(index.values()))
    heads = _headings(sheet[:height], index if numbered else {})
    body = sheet[height + numbered :]
    filled = {column for row in body for column, cell in row.items() if cell.text.strip()}
    columns = {column: head for column, head in heads.items() if column < MOST_COLUMNS and (column in filled or heads.get(column - 1) != head)}
    amounts = [column for column, head in columns.items() if measured(head, [row[column].text for row in body if column in row])]
    if not amounts or not 0 < len(body) <= MOST_ROWS:
        return None
    units = {column: _unit(columns[column], [row[column].text for row in body if column in row], unit) for column in amounts}
    rows = tuple(_row(f"{name}[{place}]", row, columns, units) for place, row in enumerate(body))
    told = {row.id for row in rows if any(cell.number for cell in row.cells.values())}
    kept = tuple(row for row in rows if row.id in told or len(row.cells) < width)
    if len(told) < fewest and not numbered and not any(re.search(r"[A-Z]\s*[/÷+\-×*]", head) for head in columns.values()):
        return None
    return FormTable(name, {f"c{column}": head for column, head in columns.items()}, kept) if told else None


def is_number(text: str) -> bool:
    """All that is printed is a number, perhaps with its unit of money."""
    return bool(_NUMBER.fullmatch(plain(text)))


def _numbers_columns(texts: Sequence[str]) -> bool:
    """1, 2, 3=1+2 or A, B, C=A-B, perhaps behind a heading of their own (栏次)."""
    marks = [text.partition("=")[0] for text in texts if _INDEX.fullmatch(text)]
    if len(marks) < max(2, len(texts) - 1):
        return False
    places = [int(mark) if mark.isdigit() else ord(mark) for mark in marks]
    return all(after - before == 1 for before, after in pairwise(places)) and places[0] in (0, 1, ord("A"))


def _has_numbers(row: Mapping[int, Passage]) -> bool:
    texts = [plain(text) for text in dict.fromkeys(cell.text for cell in row.values()) if text.strip()]
    return sum(bool(_NUMBER.fullmatch(text)) for text in texts) * 3 >= len(texts) > 1


def _headings(rows: Sequence[Cells], index: Mapping[int, str]) -> dict[int, str]:
    """The headings over every column, the outer before the inner, with the number of the column behind them."""
    found: dict[int, list[str]] = {}
    for row in rows:
        texts = {cell.text for cell in row.values()}
        if len(texts) < 2:
            continue  # a title across the table
        for column, cell in row.items():
            text = "".join(cell.text.split())
            if text and len(text) <= LONGEST and text not in found.get(column, []):
                found.setdefault(column, []).append(text)
    heads = {column: "·".join(texts) for column, texts in found.items()}
    return {column: f"{head}({index[column]})" if _INDEX.fullmatch(index.get(column, "")) else head for column, head in heads.items()}


def measured(head: str, texts: Iterable[str]) -> bool:
    """A column of numbers: nothing else is printed in it, and they number nothing."""
    printed = [text for text in map(plain, texts) if text.strip("-—–/－") and text != "无"]
    return bool(printed) and not _ORDINAL.search(head) and all(map(_NUMBER.fullmatch, printed))


def _unit(head: str, texts: Iterable[str], money: str) -> str:
    """What a bare number of the column is counted in: what its heading says, else money, but for things that are counted and for rates."""
    inner = plain(head).split("·")[-1].partition("(")[0]
    if (own := unit_of(head)) or _COUNTED.search(inner):
        return own
    if not _RATE.search(inner):
        return money
    bare = [text for text in map(plain, texts) if _BARE.fullmatch(text)]
    return "%" if any(len(text.lstrip("-").partition(".")[0]) > 1 for text in bare) else ""  # 96.00, and then 3.50 beside it; all 0.96 are shares


def _row(id_: str, row: Cells, columns: Mapping[int, str], units: Mapping[int, str]) -> Row:
    """`units` are those of the columns of numbers."""
    names = [cell for column, cell in sorted(row.items()) if column not in units and cell.text.strip()]
    label = "".join(names[0].text.split()) if names else ""
    cells: dict[str, Field] = {}
    for column, head in columns.items():
        passage = row.get(column)
        if passage is None:
            continue
        name, heads = f"{id_}.c{column}", (label, head)
        read = number("amount", passage, id=name, label=heads, unit=units[column]) if column in units else None
        cells[f"c{column}"] = Field(name, heads, passage, read if isinstance(read, Figure) else None)
    return Row(id_, id_.partition("[")[2].rstrip("]"), label, cells)
