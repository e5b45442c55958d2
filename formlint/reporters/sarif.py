"""SARIF 2.1.0, as the standard has it: what code scanners and their viewers read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/

A PDF or a workbook has no lines: its results lie in the whole file (3.29.4), and logical locations say where in it - a page, a cell of a sheet, a
cell of a table - with the rectangles of a page beside them. Texts have regions. `sarif:github` is the profile that GitHub takes.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import TextIO
from urllib.parse import quote

from formlint import __version__
from formlint.checks import Check
from formlint.findings import Finding, Mention, Severity
from formlint.reporters import View
from formlint.reporters.elsewhere import cited, told_with_advice
from formlint.reporters.messages import spoken
from formlint.reporters.places import Json, in_words, location
from formlint.reporters.tally import passed_over, readings, standing
from formlint.reporters.visible import as_json
from formlint.results import DocumentResult, Passed, Result
from formlint.words import say

NAME = "sarif"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
KINDS = {"pdf": "page", "xlsx": "cell", "docx": "cell", "text": "line"}


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the log, a result a line."""
    found = [located(finding, number, result, view) for number, _, finding in all_findings(result)]
    write(result, out, view, [*found, *_settled(result, view)])


def write(result: Result, out: TextIO, view: View, results: Sequence[Json], dropped: int = 0) -> None:
    """The log with these results; `dropped` of them had to be left out."""
    run: Json = {"tool": {"driver": driver(result, view)}, "language": _language(view), "columnKind": "unicodeCodePoints"}
    run |= {"artifacts": [_artifact(document) for document in result.documents], "invocations": [_invocation(result, view, dropped)]}
    head = _line({"$schema": SCHEMA, "version": "2.1.0"})[:-1] + ',"runs":[' + _line(run)[:-1]
    out.write(f'{head},"results":[{",".join(f"{chr(10)}{_line(each)}" for each in results)}]}}]}}\n')


def all_findings(result: Result) -> Iterator[tuple[int, DocumentResult, Finding]]:
    """Every finding with the number of its document, from 0."""
    for number, document in enumerate(result.documents):
        yield from ((number, document, finding) for finding in document.all_findings)


def located(finding: Finding, number: int, result: Result, view: View) -> Json:
    """One result with all places it speaks of, also in other documents. `number` is that of its own, from 0."""
    document = result.documents[number]
    subject = finding.culprit.mention if finding.culprit else finding.subject
    others = [_location(each, number, document) for each in (finding.subject, *finding.evidence) if each.id != subject.id]
    others += [_location(each, other, theirs) for other, theirs, each in cited(finding, result)]
    properties: Json = {"confidence": finding.confidence.value, "occurrence": finding.occurrence}
    if finding.culprit:
        properties["suggestion"] = finding.culprit.suggestion
    return {
        **core(finding, view),
        "locations": [_location(subject, number, document)],
        **({"relatedLocations": others} if others else {}),
        "partialFingerprints": {"formlint/anchor/v1": finding.anchor, "formlint/value/v1": finding.fingerprint},
        "properties": properties,
        **({"baselineState": finding.baseline} if finding.baseline else {}),
    }


def _settled(result: Result, view: View) -> Iterator[Json]:
    """What is not reported again: results with a suppression (3.35), whose kind is external since it stands in another file."""
    for number, document in enumerate(result.documents):
        for each in document.settled:
            why: Json = {
                "kind": "external",
                "status": "accepted",
                "justification": each.reason or say("interface", f"settled-{each.kind}", view.lang),
            }
            file, _, line = each.where.rpartition(":")
            if file and line.isdecimal():
                why["location"] = {"physicalLocation": {"artifactLocation": {"uri": uri(file)}, "region": {"startLine": int(line)}}}
            yield {**located(each.finding, number, result, view), "suppressions": [why]}


def core(finding: Finding, view: View) -> Json:
    """What is wrong and what to do."""
    return {"ruleId": finding.check, "level": LEVELS[finding.severity], "message": {"text": told_with_advice(finding, view)}}


def uri(path: str) -> str:
    """The path as a relative reference, or as file: when it is absolute; a `:` in its first part would read as a scheme. Bytes of a name that are no
    UTF-8 stay these bytes."""
    quoted = quote(path, errors="surrogateescape")
    if path.startswith("//"):  # a share of a network; the pair of slashes is there already
        return f"file:{quoted}"
    if PureWindowsPath(path).drive:
        return f"file:///{path[:2]}{quote(path[2:], errors='surrogateescape')}"
    return f"file://{quoted}" if PurePosixPath(path).is_absolute() else quoted


def driver(result: Result, view: View) -> Json:
    """The tool, with the checks that found something."""
    found = sorted({finding.check for _, _, finding in all_findings(result)})
    rules = [_rule(check, view.checks.get(check), view.lang) for check in found]
    return {"name": "formlint", "version": __version__, "language": _language(view), "rules": rules}


def _rule(id_: str, check: Check | None, lang: str) -> Json:
    title = spoken(check.title, lang) if check else id_
    manual = spoken(check.manual, lang) if check else ""
    return {"id": id_, "shortDescription": {"text": title}, "fullDescription": {"text": manual or title}, "help": {"text": manual or title}}


def _artifact(document: DocumentResult) -> Json:
    hashes: Json = {"hashes": {"sha-256": document.sha256}} if document.sha256 else {}
    return {"location": {"uri": uri(document.path)}, **hashes}


def _location(mention: Mention, number: int, document: DocumentResult) -> Json:
    place = location(mention.place)
    physical: Json = {"artifactLocation": {"uri": uri(document.path), "index": number}}
    if place["kind"] == "text":
        names = {"line": "startLine", "column": "startColumn", "end_line": "endLine", "end_column": "endColumn"}
        physical["region"] = {names[key]: value for key, value in place.items() if key in names}
    logical = in_words(mention.place, "en")
    found: Json = {"physicalLocation": physical}
    if logical:
        name = " / ".join(mention.label) or mention.id
        found["logicalLocations"] = [{"fullyQualifiedName": logical, "name": name, "kind": KINDS.get(str(place["kind"]), "element")}]
    if mention.text:
        found["message"] = {"text": mention.text}
    if "rects" in place:
        found["properties"] = {"formlint:rects": place["rects"]}
    return found


def _invocation(result: Result, view: View, dropped: int) -> Json:
    unread = [document for document in result.documents if standing(document) == "unchecked"]
    told_of = [_notification(say("interface", "unread-document", view.lang, path=document.path), document.path) for document in unread]
    told_of += [_notification(doubt, document.path, level="note") for document in result.documents for doubt in readings(document, view)]
    told_of += [_passed(each, view) for each in result.passed]
    if dropped:
        told_of.append(_notification(say("interface", "results-dropped", view.lang, count=dropped)))
    return {"executionSuccessful": not result.crashed, **({"toolExecutionNotifications": told_of} if told_of else {})}


def _passed(passed: Passed, view: View) -> Json:
    """What of the folders was not looked at; none of it is an artifact, since nothing of it was scanned."""
    level = "error" if passed.grave else "warning" if passed.reason == "passed-archives" else "note"
    return _notification(passed_over(passed, view.lang), *passed.paths, level=level)


def _notification(text: str, *paths: str, level: str = "warning") -> Json:
    where: Json = {"locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}} for path in paths]} if paths else {}
    return {"level": level, "message": {"text": text}, **where}


def _language(view: View) -> str:
    return "zh-CN" if view.lang == "zh" else "en"


def _line(value: object) -> str:
    return as_json(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
