"""Counts instead of findings, for those who have thousands of forms: how each unit stands, what each check found, and the totals."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from formlint.reporters import View
from formlint.reporters.counts import Count, by_check, by_unit
from formlint.reporters.ink import Ink
from formlint.reporters.messages import titled
from formlint.reporters.tally import totals, worst
from formlint.reporters.width import padded, width
from formlint.results import Result
from formlint.words import say

NAME = "statistics"
UNITS = ("unit", "documents", "bad", "unchecked", "errors", "warnings", "notes")
CHECKS = ("check-title", "check-id", "errors", "warnings", "notes", "documents")


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes a table of the units, one of the checks, the documents to begin with, and the totals."""
    ink = Ink(view.colour)
    units, checks = by_unit(result), by_check(result)
    out.writelines(f"{line}\n" for line in _table("sheet-units", UNITS, [unit_cells(each, view) for each in units], view, ink))
    out.writelines(f"{line}\n" for line in _table("sheet-checks", CHECKS, [check_cells(each, view) for each in checks], view, ink))
    out.writelines(f"{line}\n" for line in (*worst(result, view), *totals(result, view)))


def unit_cells(count: Count, view: View) -> tuple[int | str, ...]:
    """In the order of UNITS."""
    return count.name or say("interface", "no-unit", view.lang), count.documents, count.bad, count.unchecked, *count.levels


def check_cells(count: Count, view: View) -> tuple[int | str, ...]:
    """In the order of CHECKS. What is wrong with a document as a whole is said by its own words, not by a check's."""
    whole = count.name.startswith("document/")
    title = say("interface", "whole-document", view.lang) if whole else titled(count.name, view)
    return title, count.name, *count.levels, count.documents


def heads(names: Sequence[str], lang: str) -> list[str]:
    """What the columns are called."""
    return [say("interface", f"list-{name}", lang) for name in names]


def _table(title: str, names: Sequence[str], rows: Sequence[Sequence[int | str]], view: View, ink: Ink) -> Iterator[str]:
    """Numbers end below the ends of their heads, and stand before the names, which are of any length."""
    if not rows:
        return
    order = sorted(range(len(names)), key=lambda at: isinstance(rows[0][at], str))
    told = [heads(names, view.lang), *([str(cell) for cell in row] for row in rows)]
    wide = [max(width(row[column]) for row in told) for column in range(len(names))]
    yield ink("bold", say("interface", title, view.lang))
    for row in told:
        cells = (padded(row[at], wide[at], right=isinstance(rows[0][at], int)) for at in order)
        yield f"  {'  '.join(cells)}".rstrip()
    yield ""
