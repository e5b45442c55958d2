"""Findings as the page tells them, and the overview of many documents."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from formlint.findings import Comparison, Finding, Mention, Severity, Suspect
from formlint.reporters import View
from formlint.reporters.advice import change, how
from formlint.reporters.messages import spoken, titled, told
from formlint.reporters.places import in_words
from formlint.reporters.sums import SIGNS
from formlint.reporters.tally import standing, unit, worst_first
from formlint.reporters.visible import visible
from formlint.reporters.width import heading, short
from formlint.results import DocumentResult, Result
from formlint.words import aside, say, strung

LABEL = 36  # columns of a heading
RESULTS = {"=": "should-be", "<=": "at-most", ">=": "at-least"}


class Summand(NamedTuple):
    """A line of a sum: `kind` is term, result or printed."""

    sign: str
    label: str
    number: str
    kind: str


class Cited(NamedTuple):
    """A number with its headings and its place; one of another document with the id of its section, and its path."""

    label: str
    text: str
    place: str
    id: str = ""
    path: str = ""


class Doubted(NamedTuple):
    """One of several numbers that may be wrong."""

    label: str
    text: str
    suggestion: str
    how: str
    share: str


class Article(NamedTuple):
    """A finding as the page tells it: all its texts are made visible, none is markup."""

    id: str
    number: int
    level: str
    sure: str
    message: str
    place: str
    label: str
    check: str
    title: str
    sum: Sequence[Summand]
    fix: str
    suspects: Sequence[Doubted]
    then: Sequence[str]
    also: str
    basis: str
    grade: str
    elsewhere: Sequence[Cited]


def shown(document: DocumentResult, prefix: str, paths: Sequence[str], view: View) -> list[Article]:
    """All findings of a document; `paths` are those of all documents of the run."""
    definitions = {id(finding): form.form.definition for form in document.forms for finding in form.findings}
    told = enumerate(document.all_findings, 1)
    return [_article(each, number, view, prefix=prefix, definition=definitions.get(id(each), ""), paths=paths) for number, each in told]


def _article(finding: Finding, number: int, view: View, *, prefix: str, definition: str, paths: Sequence[str]) -> Article:
    guilty = finding.culprit.mention if finding.culprit else finding.subject
    rule = view.rule(definition, finding.rule)
    basis = [visible(text) for text in (spoken(rule.says, view.lang) if rule else "", finding.source) if text]
    return Article(
        id=f"{prefix}f{number}",
        number=number,
        level=finding.severity.value,
        sure="" if finding.confidence == "certain" else aside(say("interface", finding.confidence.value, view.lang), view.lang),
        message=told(finding, view),
        place=visible(in_words(guilty.place, view.lang)),
        label=" / ".join(map(_short, guilty.label)),
        check=finding.check,
        title=titled(finding.check, view) if not finding.check.startswith("document/") else "",
        sum=list(_sum(finding.comparison, finding, view)) if finding.comparison else [],
        fix=_fix(finding, view),
        suspects=[_suspect(each, view.lang) for each in finding.suspects if each.share] if not finding.culprit else [],
        then=[told(each, view) for each in finding.consequences],
        also=strung((titled(each, view) for each in finding.related), view.lang, ";"),
        basis=" / ".join(basis),
        grade=say("interface", f"grade-{finding.grade}", view.lang) if finding.grade else "",
        elsewhere=[_elsewhere(document, paths[document - 1], mention, view) for document, mention in finding.elsewhere],
    )


def cited(mention: Mention, view: View) -> Cited:
    """A number of this document."""
    return Cited(*_cited(mention, view))


def _elsewhere(number: int, path: str, mention: Mention, view: View) -> Cited:
    return Cited(*_cited(mention, view), f"d{number}", visible(path))


def _cited(mention: Mention, view: View) -> tuple[str, str, str]:
    label = " / ".join(map(_short, mention.label)) or mention.id
    return label, short(visible(" ".join(mention.text.split())), LABEL), visible(in_words(mention.place, view.lang))


def _sum(comparison: Comparison, finding: Finding, view: View) -> Iterator[Summand]:
    """The sum on paper, line by line; the last is what is printed."""
    for term in comparison.terms:
        yield Summand(SIGNS.get(term.sign, term.sign), visible(term.label), visible(term.text), "term")
    expected = comparison.spelled(comparison.expected)
    sure = (finding.culprit is None and not finding.suspects) or (finding.culprit is not None and finding.culprit.mention.id == finding.subject.id)
    word = RESULTS[comparison.operator] if sure or comparison.operator != "=" else "comes-to"
    if not (len(comparison.terms) == 1 and comparison.terms[0].text == expected):
        sign = comparison.operator.replace("<=", "≤").replace(">=", "≥")
        yield Summand(sign, say("interface", word, view.lang), expected, "result")
    by = comparison.difference
    more = aside(say("interface", "more" if by > 0 else "less", view.lang, by=comparison.spelled(abs(by))), view.lang) if by else ""
    yield Summand("", say("interface", "printed", view.lang) + more, visible(comparison.actual_text), "printed")


def _fix(finding: Finding, view: View) -> str:
    if not finding.culprit:
        return ""
    mention = finding.culprit.mention
    place = " / ".join(map(_short, mention.label)) or mention.id
    return change(finding.culprit, place, view.lang)


def _short(label: str) -> str:
    return heading(label, LABEL)


def _suspect(suspect: Suspect, lang: str) -> Doubted:
    label = " / ".join(map(_short, suspect.mention.label))
    return Doubted(label, visible(suspect.mention.text), visible(suspect.suggestion), how(suspect, lang), f"{suspect.share:.0%}")


def heat(result: Result, view: View) -> dict[str, Any]:
    """Which checks found something in which document, and how many documents are in which state: rows are documents, the worst first, columns
    are checks, the most frequent first."""
    counts: dict[str, int] = {}
    for finding in result.findings:
        if finding.severity is not Severity.INFO:
            counts[_column(finding)] = counts.get(_column(finding), 0) + 1
    checks = sorted(counts, key=lambda check: (-counts[check], check))
    rows = [_heat_row(document, number, checks) for number, document in worst_first(result)]
    names = [
        {"id": check, "title": titled(check, view) if check != "document" else say("interface", "whole-document", view.lang)} for check in checks
    ]
    return {"checks": names, "rows": rows, "states": Counter(row["state"] for row in rows)}


def _heat_row(document: DocumentResult, number: int, checks: list[str]) -> dict[str, Any]:
    found = [finding for finding in document.all_findings if finding.severity is not Severity.INFO]
    return {
        "id": f"d{number}",
        "path": visible(document.path),
        "unit": unit(document),
        "state": standing(document),
        "errors": sum(finding.severity is Severity.ERROR for finding in found),
        "warnings": sum(finding.severity is Severity.WARNING for finding in found),
        "cells": [_cell([finding for finding in found if _column(finding) == check]) for check in checks],
    }


def _column(finding: Finding) -> str:
    """Its check; what is wrong with files as a whole, whatever that is, is one column."""
    return "document" if finding.check.startswith("document/") else finding.check


def _cell(found: list[Finding]) -> dict[str, Any]:
    level = "" if not found else "error" if any(finding.severity is Severity.ERROR for finding in found) else "warning"
    return {"count": len(found), "level": level}
