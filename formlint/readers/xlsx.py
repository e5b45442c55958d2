"""Workbooks of Excel, WPS and LibreOffice (.xlsx, .xlsm): one table a sheet, every cell as it is printed. ECMA-376, both namespaces.

Numbers go through their number format (0.9881 as `0.00%` reads 98.81%), formulas by the result they were saved with; macros and links are never
looked at. Rows and columns count from A1. A merged range is one cell; a sheet without any is `bare`, as programs write it that only fill in texts.
Cells without text count only inside the area that holds text, where they are what the form left blank. Hidden rows, columns and sheets are read and
marked as hidden. Sheets without text give no table.
"""

from formlint.documents import Document, Notice, Table
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers import Source
from formlint.readers.sheets.sheet import read_sheet
from formlint.readers.sheets.stored import merged_nowhere
from formlint.readers.sheets.workbook import open_workbook

SUFFIXES = (".xlsx", ".xlsm")


def read(source: Source) -> Document:
    """The tables of a workbook."""
    if not source.data.startswith(b"PK"):
        raise ReadError("not-a-workbook")
    book = open_workbook(source.data)
    tables: list[Table] = []
    notices: list[Notice] = []
    room = allowed().cells
    for sheet in book.sheets:
        cells, said = read_sheet(book, sheet, room)
        room -= len(cells)
        notices += said
        if cells:
            tables.append(Table(cells, sheet.name, sheet.hidden, merged_nowhere(cells)))
    return Document("xlsx", tuple(tables), notices=tuple(notices))
