"""Code quality for GitLab merge requests: a JSON array, an object a finding. Binary files have no lines, so all lie on line 1; equal fingerprints
would be shown as one, so what tells findings and documents apart goes into them. https://docs.gitlab.com/ci/testing/code_quality/
"""

import hashlib
import json
from typing import TextIO

from formlint.documents import TextSpot
from formlint.findings import Finding, Severity
from formlint.reporters import View
from formlint.reporters.elsewhere import told_with_elsewhere
from formlint.reporters.places import Json, in_words
from formlint.reporters.visible import as_json, visible
from formlint.results import DocumentResult, Result

NAME = "gitlab"
SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the array, an object a line."""
    issues = [_issue(finding, name, document, result, view) for document in result.documents for finding, name in document.told_apart]
    lines = ",".join(f"\n{as_json(json.dumps(each, ensure_ascii=False, separators=(',', ':')))}" for each in issues)
    out.write(f"[{lines}]\n")


def _issue(finding: Finding, name: str, document: DocumentResult, result: Result, view: View) -> Json:
    mention = finding.culprit.mention if finding.culprit else finding.subject
    spot = next(iter(mention.place.spots), None)
    place = visible(in_words(mention.place, view.lang))
    known = f"{document.path}\0{finding.fingerprint}\0{name}".encode("utf-8", "surrogateescape")
    return {
        "description": f"{place}: " * bool(place) + told_with_elsewhere(finding, result, view),
        "check_name": finding.check,
        "fingerprint": hashlib.sha256(known).hexdigest()[:32],
        "severity": SEVERITIES[finding.severity],
        "location": {"path": document.path, "lines": {"begin": spot.line if isinstance(spot, TextSpot) else 1}},
    }
