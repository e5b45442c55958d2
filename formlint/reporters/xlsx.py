"""A workbook for reviewers: a sheet with all findings, a sheet with all documents, heads frozen, filters on, the severity coloured.

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
from formlint.reporters.listing import COLUMNS, heads, items
from formlint.reporters.tally import standing
from formlint.reporters.visible import visible
from formlint.results import Result, Standing
from formlint.words import say

NAME = "xlsx"
CREATED = datetime(2024, 1, 1)  # no clock
LONGEST = 32_000  # characters; Excel keeps 32,767 of a cell
WIDTHS = {"file": 34, "unit": 20, "year": 8, "severity": 8, "confidence": 12, "place": 16, "label": 30, "printed-text": 16, "suggested": 16}
WIDTHS |= {"problem": 60, "elsewhere": 40, "source": 36, "check-id": 24, "fingerprint": 12}
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
    _sheet(book, say("interface", "sheet-findings", view.lang), columns, rows, colours)
    names = [say("interface", f"list-{name}", view.lang) for name in ("file", "state", "errors", "warnings", "notes", "verified", "uncovered")]
    _sheet(book, say("interface", "sheet-documents", view.lang), dict(zip(names, (40, 14, 8, 8, 8, 10, 10), strict=True)), _documents(result, view))
    book.close()
    return out.getvalue()


def _documents(result: Result, view: View) -> list[Sequence[str | int]]:
    rows: list[Sequence[str | int]] = []
    for document in result.documents:
        counts = [sum(finding.severity is severity for finding in document.all_findings) for severity in Severity]
        entries = [entry.standing for form in document.forms for entry in form.ledger]
        state = say("interface", standing(document), view.lang)
        rows.append([visible(document.path), state, *counts, entries.count(Standing.VERIFIED), entries.count(Standing.NOT_COVERED)])
    return rows


def _sheet(book: Any, name: str, columns: Mapping[str, int], rows: Sequence[Sequence[str | int]], colours: Colours = MappingProxyType({})) -> None:
    """A sheet with columns of these names and widths."""
    sheet = book.add_worksheet(name)
    bold, wrapped = book.add_format({"bold": True, "bottom": 1, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    filled = {cell: book.add_format({"text_wrap": True, "valign": "top", "bg_color": colour}) for cell, colour in colours.items()}
    for column, (head, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value, wrapped)
            else:
                usual = quoted if value.lstrip().startswith(SIGNS) else wrapped
                sheet.write_string(number, column, value[:LONGEST], filled.get((column, value), usual))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
