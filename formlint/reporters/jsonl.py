"""The findings as JSON, one a line, for programs that read as they go; the last line is the summary. The objects are those of `json`."""

from typing import TextIO

from formlint.reporters import View
from formlint.reporters.json import document, findings, line, passed, summary
from formlint.results import Result

NAME = "jsonl"


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes a line for every finding, and one for the summary, which lists the documents and what was passed over."""
    for finding in findings(result, view):
        out.write(line(finding) + "\n")
    documents = [document(each, number, view) for number, each in enumerate(result.documents, 1)]
    out.write(line({"summary": {**summary(result), "files": documents, **passed(result)}}) + "\n")
