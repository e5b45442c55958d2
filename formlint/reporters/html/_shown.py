"""Findings as the page tells them, and the overview of many documents."""

from collections.abc import Iterator, Sequence
from typing import Any

from formlint.findings import Comparison, Finding, Mention, Severity, Suspect
from formlint.reporters import View
from formlint.reporters.advice import change, how
from formlint.reporters.messages import spoken, titled, told
from formlint.reporters.places import in_words
from formlint.reporters.tally import standing
from formlint.reporters.visible import visible
from formlint.reporters.width import heading, short
from formlint.results import DocumentResult, Result
from formlint.words import say

LABEL = 36  # columns of a heading
SIGNS = {"x": "×", "/": "÷", "-": "−", "min": "≤", "max": "≥"}
RESULTS = {"=": "should-be", "<=": "at-most", ">=": "at-least"}


def shown(finding: Finding, number: int, prefix: str, document: DocumentResult, view: View) -> dict[str, Any]:
    """One finding: all its texts are made visible, none is markup."""
    guilty = finding.culprit.mention if finding.culprit else finding.subject
    definition = next((form.form.definition for form in document.forms if any(finding is each for each in form.findings)), "")
    rule = view.rule(definition, finding.rule)
    basis = [visible(text) for text in (spoken(rule.says, view.lang) if rule else "", finding.source) if text]
    return {
        "id": f"{prefix}f{number}",
        "number": number,
        "level": finding.severity.value,
        "sure": "" if finding.confidence == "certain" else say("interface", finding.confidence.value, view.lang),
        "message": told(finding, view),
        "place": visible(in_words(guilty.place, view.lang)),
        "label": " / ".join(map(_short, guilty.label)),
        "check": finding.check,
        "title": titled(finding.check, view) if not finding.check.startswith("document/") else "",
        "sum": list(_sum(finding.comparison, finding, view)) if finding.comparison else [],
        "fix": _fix(finding, view),
        "suspects": [_suspect(each, view.lang) for each in finding.suspects if each.share] if not finding.culprit else [],
        "then": [told(each, view) for each in finding.consequences],
        "also": [titled(each, view) for each in finding.related],
        "basis": " / ".join(basis),
        "grade": say("interface", f"grade-{finding.grade}", view.lang) if finding.grade else "",
    }


def cited(mention: Mention, view: View) -> dict[str, str]:
    """A number with its headings and its place."""
    label = " / ".join(map(_short, mention.label)) or mention.id
    return {"label": label, "text": short(visible(" ".join(mention.text.split())), LABEL), "place": visible(in_words(mention.place, view.lang))}


def elsewhere(finding: Finding, paths: Sequence[str], view: View) -> list[dict[str, str]]:
    """What it cites of other documents of the run, with the ids of their sections."""
    return [{"id": f"d{number}", "path": visible(paths[number - 1]), **cited(mention, view)} for number, mention in finding.elsewhere]


def _sum(comparison: Comparison, finding: Finding, view: View) -> Iterator[dict[str, str]]:
    """The sum on paper, line by line; the last is what is printed."""
    for term in comparison.terms:
        yield {"sign": SIGNS.get(term.sign, term.sign), "label": visible(term.label), "number": visible(term.text), "kind": "term"}
    expected = comparison.spelled(comparison.expected)
    sure = (finding.culprit is None and not finding.suspects) or (finding.culprit is not None and finding.culprit.mention.id == finding.subject.id)
    word = RESULTS[comparison.operator] if sure or comparison.operator != "=" else "comes-to"
    if not (len(comparison.terms) == 1 and comparison.terms[0].text == expected):
        yield {
            "sign": comparison.operator.replace("<=", "≤").replace(">=", "≥"),
            "label": say("interface", word, view.lang),
            "number": expected,
            "kind": "result",
        }
    by = comparison.difference
    more = f" ({say('interface', 'more' if by > 0 else 'less', view.lang, by=comparison.spelled(abs(by)))})" if by else ""
    yield {"sign": "", "label": say("interface", "printed", view.lang) + more, "number": visible(comparison.actual_text), "kind": "printed"}


def _fix(finding: Finding, view: View) -> str:
    if not finding.culprit:
        return ""
    mention = finding.culprit.mention
    place = " / ".join(map(_short, mention.label)) or mention.id
    return change(finding.culprit, place, view.lang)


def _short(label: str) -> str:
    return heading(label, LABEL)


def _suspect(suspect: Suspect, lang: str) -> dict[str, str]:
    return {
        "label": " / ".join(map(_short, suspect.mention.label)),
        "text": visible(suspect.mention.text),
        "suggestion": visible(suspect.suggestion),
        "how": how(suspect, lang),
        "share": f"{suspect.share:.0%}",
    }


def heat(result: Result, view: View) -> dict[str, Any]:
    """Which checks found something in which document: columns are checks, the most frequent first."""
    counts: dict[str, int] = {}
    for finding in result.findings:
        if finding.severity is not Severity.INFO:
            counts[finding.check] = counts.get(finding.check, 0) + 1
    checks = sorted(counts, key=lambda check: (-counts[check], check))
    rows = [_heat_row(document, number, checks) for number, document in enumerate(result.documents, 1)]
    names = [
        {"id": check, "title": titled(check, view) if not check.startswith("document/") else say("interface", "whole-document", view.lang)}
        for check in checks
    ]
    return {"checks": names, "rows": rows}


def _heat_row(document: DocumentResult, number: int, checks: list[str]) -> dict[str, Any]:
    found = [finding for finding in document.all_findings if finding.severity is not Severity.INFO]
    unit = next((form.form.fields["unit"].text for form in document.forms if "unit" in form.form.fields), "")
    return {
        "id": f"d{number}",
        "path": visible(document.path),
        "unit": visible(unit.strip()),
        "state": standing(document),
        "errors": sum(finding.severity is Severity.ERROR for finding in found),
        "warnings": sum(finding.severity is Severity.WARNING for finding in found),
        "cells": [_cell([finding for finding in found if finding.check == check]) for check in checks],
    }


def _cell(found: list[Finding]) -> dict[str, Any]:
    level = "" if not found else "error" if any(finding.severity is Severity.ERROR for finding in found) else "warning"
    return {"count": len(found), "level": level}
