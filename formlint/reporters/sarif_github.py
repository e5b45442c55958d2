"""SARIF for GitHub code scanning, which shows the message and one line of one location only: so the place stands before the message, and every
result lies on line 1 of its file. GitHub takes 25,000 results and tells them apart by primaryLocationLineHash.
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from typing import TextIO

from formlint.findings import Finding
from formlint.reporters import View
from formlint.reporters.elsewhere import told_with_elsewhere
from formlint.reporters.places import Json, in_words
from formlint.reporters.sarif import core, uri, write
from formlint.reporters.visible import visible
from formlint.results import Result

NAME = "sarif:github"
MOST_RESULTS = 25_000
REGION = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the log; the worst results when there are too many."""
    found = [(number, *each) for number, document in enumerate(result.documents) for each in document.told_apart]
    found.sort(key=lambda each: each[1].severity.rank)  # stable: the order of the documents within a severity
    kept = [_result(finding, name, number, result, view) for number, finding, name in found[:MOST_RESULTS]]
    write(result, out, view, kept, max(0, len(found) - MOST_RESULTS))


def _result(finding: Finding, name: str, number: int, result: Result, view: View) -> Json:
    mention = finding.culprit.mention if finding.culprit else finding.subject
    physical = {"artifactLocation": {"uri": uri(result.documents[number].path), "index": number}, "region": REGION}
    prints = {"formlint/anchor/v1": finding.anchor, "formlint/value/v1": finding.fingerprint}
    where = visible(in_words(mention.place, view.lang))
    return {
        **core(finding, view),
        "message": {"text": f"{where}: " * bool(where) + told_with_elsewhere(finding, result, view)},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"primaryLocationLineHash": name, **prints},
    }
