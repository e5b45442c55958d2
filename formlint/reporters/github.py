"""Annotations for GitHub workflows: one command a finding, one for what may have been read wrong, one for what was passed over. Shown in the log and
on the file; of binary files no line can be named.
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from typing import TextIO

from formlint.documents import TextSpot
from formlint.findings import Finding, Severity
from formlint.reporters import View
from formlint.reporters.elsewhere import told_with_elsewhere
from formlint.reporters.places import in_words
from formlint.reporters.tally import passed_over, readings
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Result

NAME = "github"
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the commands."""
    for document in result.documents:
        out.writelines(_command(finding, document, result, view) for finding in document.all_findings)
        file = _property(visible(document.path))
        out.writelines(f"::notice file={file},title=formlint::{_data(doubt)}\n" for doubt in readings(document, view))
    for passed in result.passed:
        out.write(f"::{'error' if passed.grave else 'notice'} title=formlint::{_data(passed_over(passed, view.lang))}\n")


def _command(finding: Finding, document: DocumentResult, result: Result, view: View) -> str:
    mention = finding.culprit.mention if finding.culprit else finding.subject
    spot = next(iter(mention.place.spots), None)
    line = {"line": str(spot.line), "col": str(spot.column)} if isinstance(spot, TextSpot) else {}
    properties = {"file": visible(document.path), **line, "title": finding.check}
    place = visible(in_words(mention.place, view.lang))
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {listed}::{_data(f'{place}: ' * bool(place) + told_with_elsewhere(finding, result, view))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
