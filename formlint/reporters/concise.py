"""A line for every finding, `path:place: severity pack/name message`, for hooks, editors and grep."""

from typing import TextIO

from formlint.reporters import View
from formlint.reporters.elsewhere import told_with_elsewhere
from formlint.reporters.places import in_words
from formlint.reporters.visible import visible
from formlint.results import Result

NAME = "concise"


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the findings in the order of the documents, worst first within one; nothing when there are none."""
    for document in result.documents:
        for finding in document.all_findings:
            place = in_words((finding.culprit.mention if finding.culprit else finding.subject).place, view.lang)
            where = ":".join(part for part in (visible(document.path), visible(place)) if part)
            out.write(f"{where}: {finding.severity.value} {finding.check} {told_with_elsewhere(finding, result, view)}\n")
