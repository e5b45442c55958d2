"""The diagnostic format of reviewdog: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Ranges name lines only: its columns are bytes of
the line, which a report does not know. Binary files have no range; run reviewdog with -filter-mode=file or nofilter.
"""

import json
from typing import TextIO

from formlint.documents import TextSpot
from formlint.findings import Finding, Mention, Severity
from formlint.reporters import View
from formlint.reporters.elsewhere import cited, told_with_elsewhere
from formlint.reporters.places import Json, in_words
from formlint.reporters.visible import as_json, visible
from formlint.results import DocumentResult, Result

NAME = "rdjson"
SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the object, a diagnostic a line."""
    found = [_diagnostic(finding, document, result, view) for document in result.documents for finding in document.all_findings]
    lines = ",".join(f"\n{as_json(json.dumps(each, ensure_ascii=False, separators=(',', ':')))}" for each in found)
    out.write(f'{{"source":{{"name":"formlint"}},"diagnostics":[{lines}]}}\n')


def _diagnostic(finding: Finding, document: DocumentResult, result: Result, view: View) -> Json:
    mention = finding.culprit.mention if finding.culprit else finding.subject
    place = visible(in_words(mention.place, view.lang))
    related = [{"message": visible(each.text), "location": _location(each, other)} for _, other, each in cited(finding, result)]
    return {
        "message": f"{place}: " * bool(place) + told_with_elsewhere(finding, result, view),
        "location": _location(mention, document),
        **({"related_locations": related} if related else {}),
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.check},
    }


def _location(mention: Mention, document: DocumentResult) -> Json:
    lines = [spot.line for spot in mention.place.spots if isinstance(spot, TextSpot)]
    span: Json = {"range": {"start": {"line": min(lines)}, "end": {"line": max(lines)}}} if lines else {}
    return {"path": document.path, **span}
