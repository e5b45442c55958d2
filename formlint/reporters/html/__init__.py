"""The report as one HTML page that needs nothing else: the form as the person knows it, the guilty numbers boxed, what is wrong and how to mend it
beside them. Several documents are one page too, with an overview.

Nothing on the page is asked from outside, and nothing a form says can run: templates escape, and the page forbids (CSP) whatever it did not bring
along itself. Pictures of pages are made here, when the file can still be opened and is what was checked; else the page shows what was read.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TextIO

from formlint.reporters import View
from formlint.reporters.counts import by_check, by_unit
from formlint.reporters.html._compiled import FOLDER, template
from formlint.reporters.html._faces import Face, face
from formlint.reporters.html._shown import Article, Cited, cited, heat, shown
from formlint.reporters.messages import reasons, remarks
from formlint.reporters.statistics import CHECKS, UNITS, check_cells, heads, unit_cells
from formlint.reporters.tally import passed_over, readings, standing, totals
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Result, Standing, standings
from formlint.words import led, say

NAME = "html"
MOST_FACES = 40  # documents that are shown as they look; of further ones the findings only


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the page."""
    single = len(result.documents) == 1
    with_findings = [document for document in result.documents if document.all_findings][:MOST_FACES]
    pictured = {id(document) for document in (result.documents if single else with_findings)}
    paths = [document.path for document in result.documents]
    first = face(result.documents[0], "", view) if single else None  # pages are drawn while the template is made
    page = template()
    documents = [
        _section(each, number, paths, view, (first or face(each, f"d{number}", view)) if id(each) in pictured else None)
        for number, each in enumerate(result.documents, 1)
    ]
    out.write(
        page.render(
            lang="zh-CN" if view.lang == "zh" else "en",
            say=lambda message, **details: say("interface", message, view.lang, **details),
            led=lambda head, text: led(head, text, view.lang),
            documents=documents,
            single=single,
            totals=list(totals(result, view)),
            passed=[passed_over(each, view.lang) for each in result.passed],
            heat=heat(result, view) if not single else None,
            counts=_counts(result, view) if not single else [],
            style=_beside("style.css"),
            script=_beside("script.js"),
            style_hash=_hash("style.css"),
            script_hash=_hash("script.js"),
        )
    )


class Counts(NamedTuple):
    """A table of counts: its title, its heads, its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[int | str]]


def _counts(result: Result, view: View) -> list[Counts]:
    """How each unit stands, and what each check found."""
    tables = (
        ("sheet-units", UNITS, [unit_cells(each, view) for each in by_unit(result)]),
        ("sheet-checks", CHECKS, [check_cells(each, view) for each in by_check(result)]),
    )
    return [Counts(say("interface", title, view.lang), heads(names, view.lang), rows) for title, names, rows in tables if rows]


class Section(NamedTuple):
    """A document as the page tells it: `counts` by severity, `figures` by standing."""

    id: str
    name: str
    title: str
    state: str
    findings: Sequence[Article]
    counts: Mapping[str, int]
    face: Face | None
    drawn: bool
    remarks: Sequence[str]
    reasons: Sequence[str]
    uncovered: Sequence[Cited]  # a saved run may have their number only
    unread: Sequence[str]
    figures: Mapping[str, int]


def _section(document: DocumentResult, number: int, paths: Sequence[str], view: View, shows: Callable[[], Face | None] | None) -> Section:
    findings = shown(document, "" if len(paths) == 1 else f"d{number}", paths, view)
    runs = [run for form in document.forms for run in form.rules]
    entries = [entry for form in document.forms for entry in form.ledger]
    levels = [each.level for each in findings]
    return Section(
        id=f"d{number}",
        name=visible(document.path.rpartition("/")[2]),
        title=_title(document),
        state=standing(document),
        findings=findings,
        counts={level: levels.count(level) for level in ("error", "warning", "info")},
        face=shows() if shows else None,
        drawn=bool(shows) or not document.forms,
        remarks=list(dict.fromkeys(note for run in runs if run.remarks for note in remarks(run, view))),
        reasons=list(dict.fromkeys([*readings(document, view), *(reason for run in runs if run.why for reason in reasons(run, view))])),
        uncovered=[cited(each.mention, view) for each in entries if each.standing is Standing.NOT_COVERED and each.mention.id],
        unread=[visible(each.text.strip()) for form in document.forms for each in form.form.unread],
        figures=standings(document.forms),
    )


def _title(document: DocumentResult) -> str:
    """What the form calls itself, else nothing."""
    titles = (form.form.fields.get("title") for form in document.forms)
    return next((visible("".join(title.text.split())) for title in titles if title), "")


@cache
def _beside(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _hash(name: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(_beside(name).encode()).digest()).decode()}"
