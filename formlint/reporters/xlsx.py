"""A workbook for reviewers: a sheet with all findings, one with all documents, of several documents one with the units and one with the checks, and
one with what was passed over; heads frozen, filters on, the severity coloured. Every row is as high as its texts need, since not every program finds
that out when it opens a file. On paper (A4, landscape, heads on every page) a finding is one row up to its basis; what is for programs, further to
the right, stays on the screen.

Every text is stored as text: nothing a form says can become a formula or a link, also where somebody edits the cell. Same result in, same bytes out.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import xlsxwriter

from formlint.findings import Severity
from formlint.reporters import View
from formlint.reporters.counts import by_check, by_unit
from formlint.reporters.listing import COLUMNS, heads, items
from formlint.reporters.statistics import check_cells, unit_cells
from formlint.reporters.tally import passed_over, readings, standing, unit, worst_first, year
from formlint.reporters.visible import visible
from formlint.reporters.width import width
from formlint.results import Result, Standing, standings
from formlint.words import say

NAME = "xlsx"
CREATED = datetime(2024, 1, 1)  # no clock
LONGEST = 32_000  # characters; Excel keeps 32,767 of a cell
WIDTHS = {"file": 26, "unit": 18, "year": 8, "severity": 10, "confidence": 12, "place": 20, "label": 26, "printed-text": 12, "suggested": 12}
WIDTHS |= {"problem": 52, "source": 28, "elsewhere": 40, "check-id": 26, "fingerprint": 38}
DOCUMENTS = {"file": 50, "unit": 24, "year": 8, "state": 18, "errors": 9, "warnings": 9, "notes": 9, "verified": 14, "uncovered": 14}
UNITS = {"unit": 50, "documents": 12, "bad": 14, "unchecked": 13, "errors": 9, "warnings": 9, "notes": 9}
CHECKS = {"check-title": 60, "check-id": 32, "errors": 9, "warnings": 9, "notes": 9, "documents": 12}
PASSED = {"passed": 70, "count": 9, "names": 60}
COMPARE = 60  # of what a person should compare with the form
LINE, EDGES, TALLEST = 16.0, 4.0, 400.0  # points; Excel allows a row 409
LOOK = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D9D9D9"}
HEAD = {"bold": True, "bottom": 1, "valign": "top"}
CENTRED = {"align": "center"}  # counts below their heads, whose right end the button of the filter covers
A4 = 9
MARGIN = 0.4  # inches
COLOURS = {Severity.ERROR: "#F4B0B0", Severity.WARNING: "#FFE08A", Severity.INFO: "#FFF3C4"}
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # with these a formula begins, when a cell is edited
MOST_ROWS = 1_000_000  # a sheet has 1,048,576

Colours = Mapping[tuple[int, str], str]  # of cells: by column and text


def made(result: Result, view: View) -> bytes:
    """The bytes of the workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"created": CREATED, "author": "formlint"})
    rows = [item.cells() for item in items(result, view)][:MOST_ROWS]
    colours = {(COLUMNS.index("severity"), say("interface", severity.value, view.lang)): colour for severity, colour in COLOURS.items()}
    columns = dict(zip(heads(view.lang), (WIDTHS[column] for column in COLUMNS), strict=True))
    _sheet(book, say("interface", "sheet-findings", view.lang), columns, rows, last=COLUMNS.index("source"), colours=colours)
    widths = {say("interface", f"list-{name}", view.lang): wide for name, wide in DOCUMENTS.items()}
    if any(readings(document, view) for document in result.documents):  # of text dumps only
        widths[say("interface", "list-compare", view.lang)] = COMPARE
    told = [row[: len(widths)] for row in _documents(result, view)]
    _sheet(book, say("interface", "sheet-documents", view.lang), widths, told, last=len(widths) - 1)
    if len(result.documents) > 1:
        _counts(book, result, view)
    if result.passed:
        rest = [(passed_over(each, view.lang), each.count, "\n".join(map(visible, each.listed))) for each in result.passed]
        _listed(book, "sheet-passed", PASSED, rest, view)
    book.close()
    return out.getvalue()


def _counts(book: Any, result: Result, view: View) -> None:
    """How each unit stands, and what each check found."""
    _listed(book, "sheet-units", UNITS, [unit_cells(each, view) for each in by_unit(result)], view)
    _listed(book, "sheet-checks", CHECKS, [check_cells(each, view) for each in by_check(result)], view)


def _listed(book: Any, name: str, wide: Mapping[str, int], rows: Sequence[Sequence[str | int]], view: View) -> None:
    """A sheet of words and numbers alone."""
    widths = {say("interface", f"list-{column}", view.lang): columns for column, columns in wide.items()}
    _sheet(book, say("interface", name, view.lang), widths, rows, last=len(widths) - 1)


def _documents(result: Result, view: View) -> list[Sequence[str | int]]:
    """Worst first; last what may have been read wrong."""
    rows: list[Sequence[str | int]] = []
    for _, document in worst_first(result):
        counts = [sum(finding.severity is severity for finding in document.all_findings) for severity in Severity]
        counted = standings(document.forms)
        state = say("interface", standing(document), view.lang)
        figures = counted[Standing.VERIFIED.value], counted[Standing.NOT_COVERED.value]
        rows.append([visible(document.path), unit(document), year(document), state, *counts, *figures, " ".join(readings(document, view))])
    return rows


def _sheet(
    book: Any, name: str, columns: Mapping[str, int], rows: Sequence[Sequence[str | int]], *, last: int, colours: Colours = MappingProxyType({})
) -> None:
    """A sheet with columns of these names and widths, of which paper gets those up to the `last`."""
    sheet = book.add_worksheet(name)
    _on_paper(sheet, len(rows), last)
    bold, wrapped = book.add_format(HEAD), book.add_format(LOOK)
    counted, number_head = book.add_format(LOOK | CENTRED), book.add_format(HEAD | CENTRED)
    quoted = book.add_format(LOOK | {"quote_prefix": True})
    filled = {cell: book.add_format(LOOK | {"bg_color": colour}) for cell, colour in colours.items()}
    for column, (head, wide) in enumerate(columns.items()):
        sheet.set_column(column, column, wide)
        sheet.write_string(0, column, head, number_head if rows and isinstance(rows[0][column], int) else bold)
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _height(row, tuple(columns.values())))
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value, counted)
            else:
                usual = quoted if value.lstrip().startswith(SIGNS) else wrapped
                sheet.write_string(number, column, value[:LONGEST], filled.get((column, value), usual))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)


def _on_paper(sheet: Any, rows: int, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(MARGIN, MARGIN, MARGIN, MARGIN + 0.2)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, rows, last)
    sheet.set_footer("&C&P / &N")


def _height(row: Sequence[str | int], widths: Sequence[int]) -> float:
    """In points. A line holds two columns less than its cell is wide: neither a word nor a wide character is cut in two."""
    lines = max(-(-width(str(value)) // (columns - 2)) for value, columns in zip(row, widths, strict=True))
    return min(LINE * max(1, lines) + EDGES, TALLEST)
