"""Workbooks of old Excel, WPS and LibreOffice (.xls, .xlt, .et, .ett): read as xlsx is, one table a sheet, every cell as it is printed. [MS-XLS].

Numbers go through their number format, formulas by the result they were saved with, days from 1900 or 1904. A merged range is one cell; hidden rows,
columns and sheets are read and marked. Passwords, macros and links are never tried. xlrd takes the records apart; what it stumbles over is told as
damage, never read by half.
"""

import io
from collections.abc import Iterator
from typing import Any

import xlrd

from formlint.documents import Document, Notice, Table
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers import Source
from formlint.readers.sheets.builtin_formats import BUILT_IN
from formlint.readers.sheets.number_format import printed, printed_text
from formlint.readers.sheets.stored import MOST_BLANKS, MOST_COLUMNS, MOST_MERGES, MOST_TEXT, Found, cells, merged_nowhere, ref, told, too_many

SUFFIXES = (".xls", ".xlt", ".et", ".ett")

_VISIBLE = 0


def read(source: Source) -> Document:
    """The tables of an old workbook."""
    if len(source.data) > allowed().slow_megabytes * 1_000_000:
        raise ReadError("too-big", most=str(allowed().slow_megabytes))
    book = _opened(source.data)
    tables: list[Table] = []
    notices: list[Notice] = []
    room = allowed().cells
    for sheet in book.sheets():
        found, hidden = _found(book, sheet, room), sheet.visibility != _VISIBLE
        shown = tuple(cells(found, sheet.name, room))
        room -= len(shown)
        notices += told(found, sheet.name, shown, hidden=hidden)
        if shown:
            tables.append(Table(shown, sheet.name, hidden, merged_nowhere(shown)))
    return Document("xls", tuple(tables), notices=tuple(notices))


def _opened(data: bytes) -> Any:
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except Exception as error:  # xlrd: whatever indexing, unpacking and asserting raise on bytes that are no workbook
        text = str(error)
        if "encrypted" in text:
            raise ReadError("encrypted-workbook") from error
        raise ReadError("damaged-workbook", part=text[:60] or type(error).__name__) from error


def _found(book: Any, sheet: Any, room: int) -> Found:
    """The sheet as it is stored."""
    found = Found()
    found.merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells if bottom > top and right > left]
    if len(found.merges) > MOST_MERGES:
        raise too_many(sheet.name, MOST_MERGES)
    for row in sorted(number for number, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0):
        found.hidden_rows.add(row, row)
    for column in sorted(number for number, info in sheet.colinfo_map.items() if info.hidden or info.width == 0):
        found.hidden_columns.add(column, column)
    for row, column, cell in _stored(sheet):
        text = _shown(book, cell)
        if not text:
            found.blanks.append(row * MOST_COLUMNS + column)
        else:
            found.texts[row, column] = text
            if cell.ctype == xlrd.XL_CELL_ERROR:
                found.errors.append((ref((row, column, row, column)), text))
        if len(found.texts) > room or len(found.blanks) > MOST_BLANKS:
            raise too_many(sheet.name, room if len(found.texts) > room else MOST_BLANKS)
    return found


def _stored(sheet: Any) -> Iterator[tuple[int, int, Any]]:
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype != xlrd.XL_CELL_EMPTY:
                yield row, column, cell


def _shown(book: Any, cell: Any) -> str:
    """The text that a cell prints."""
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_TEXT:
        if len(value) > MOST_TEXT:
            raise ReadError("text-too-long", most=str(MOST_TEXT))
        return printed_text(value.replace("\r\n", "\n").replace("\r", "\n"), _code(book, cell.xf_index))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        # repr gives the shortest digits that make this number, which are those that were typed
        return printed(repr(value).removesuffix(".0"), _code(book, cell.xf_index), since_1904=book.datemode == 1)
    return ""


def _code(book: Any, style: int | None) -> str:
    """The number format code of a style; one that is not there prints as General, as it does in Excel after its repair."""
    if style is None or not 0 <= style < len(book.xf_list):
        return "General"
    key = book.xf_list[style].format_key
    own = book.format_map.get(key)
    if own is None or (own not in book.format_list and key in BUILT_IN):
        return BUILT_IN.get(key, "General")
    return own.format_str or BUILT_IN.get(key, "General")
