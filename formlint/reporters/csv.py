"""A list for reviewers, one finding a row, as comma-separated values (RFC 4180) that Excel and WPS open by a double click: UTF-8 with a mark.

A text that a table program would take for a formula gets an apostrophe in front (=, +, -, @, also full-width, also behind blanks); a plain number, as
-5, is no formula and stays. `json` has the texts as they are.
"""

import csv
import re
from typing import TextIO

from formlint.reporters import View
from formlint.reporters.listing import heads, items
from formlint.results import Result

NAME = "csv"
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d,]+(?:\.\d+)?%?")


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the head and the rows."""
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads(view.lang))
    writer.writerows([inert(text) for text in item.cells()] for item in items(result, view))


def inert(text: str) -> str:
    """The text so that no table program runs it."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
