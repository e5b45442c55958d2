"""The report as one JSON object, for programs: `formlint/schemas/report.schema.json` describes it.

Numbers of the form are strings with their exact decimals; every place is 1-based. Same input, same bytes: no clock, and no path that was not given.
What `formlint report` needs to show the run again stands at the end, under `record`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TextIO

from formlint import __version__
from formlint.findings import Comparison, Consequence, Finding, Mention, Misreading, Severity, Suspect, Term
from formlint.relations import Outcome
from formlint.reporters import View
from formlint.reporters.advice import how
from formlint.reporters.messages import reasons, remarks, told
from formlint.reporters.places import Json, location
from formlint.reporters.visible import as_json
from formlint.results import DocumentResult, Entry, FormResult, Passed, Result, RuleOutcome, RuleRun, Stated, Status, standings
from formlint.saved import document as saved_document
from formlint.saved import head as saved_head
from formlint.typed_json import text
from formlint.words import say

NAME = "json"
SCHEMA_VERSION = "2.0"
# what became of a rule in a document with several forms is the first of these that became of it in one
_GRAVEST = (RuleOutcome.CRASHED, RuleOutcome.FAIL, RuleOutcome.NOT_EVALUATED, RuleOutcome.PASS, RuleOutcome.NOT_APPLICABLE)


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the report: documents and findings a line each, so that two reports can be compared line by line."""
    head: Json = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "formlint", "version": __version__},
        "run": {"lang": view.lang, "fail_on": view.fail_on},
    }
    out.write("{" + line(head)[1:-1] + ",\n")
    out.write(f'"documents":[{_lines(document(each, number, view) for number, each in enumerate(result.documents, 1))}],\n')
    out.write(f'"findings":[{_lines(findings(result, view))}],\n')
    if any(each.settled for each in result.documents):
        out.write(f'"settled":[{_lines(settled(result, view))}],\n')
    if result.passed:
        out.write(f'"passed":[{_lines(_passed(each) for each in result.passed)}],\n')
    out.write(f'"summary":{line(summary(result))},\n')
    saved = _lines(saved_document(each, ledger=view.ledger) for each in result.documents)
    out.write(f'"record":{line(saved_head(result, view.checks, view.definitions))[:-1]},"documents":[{saved}]}}}}\n')


def line(value: object) -> str:
    """One line of JSON, with everything that is not seen escaped."""
    return as_json(text(value))


def findings(result: Result, view: View) -> Iterator[Json]:
    """All findings in the order of the documents, worst first within one."""
    for number, each in enumerate(result.documents, 1):
        for finding in each.all_findings:
            yield _finding(finding, number, view)


def settled(result: Result, view: View) -> Iterator[Json]:
    """The findings that are not reported again, with the reason."""
    for number, each in enumerate(result.documents, 1):
        for known in each.settled:
            why: Json = {"kind": known.kind, "reason": known.reason, "source": known.where, "expires": known.expires}
            yield {**_finding(known.finding, number, view), "suppression": {key: value for key, value in why.items() if value}}


def document(result: DocumentResult, number: int, view: View) -> Json:
    """One document: what it is, what became of every rule, and how many of its figures are accounted for."""
    return {
        "id": number,
        "path": result.path,
        "format": result.format or "unknown",
        "sha256": result.sha256 or None,
        "status": result.status.value,
        "forms": [{**_form(each, number), **(_account(each, number) if view.ledger else {})} for each in result.forms],
        "checks": _checks(result.forms, view),
        "ledger": _ledger(result.forms),
        "unread": [each.text.strip() for form in result.forms for each in form.form.unread],
    }


def _form(result: FormResult, number: int) -> Json:
    form = result.form
    doubt: Json = {"doubtful": sorted(form.doubtful)} if form.doubtful else {}
    guessed: Json = {"inferred": [_at(each, number) for each in result.inferred]} if result.inferred else {}
    return {"definition": form.definition, "kind": form.kind, "year": form.year, **doubt, **guessed}


def passed(result: Result) -> Json:
    """What of the folders was not looked at; nothing where there is none."""
    return {"passed": [_passed(each) for each in result.passed]} if result.passed else {}


def _passed(each: Passed) -> Json:
    return {"reason": each.reason, "count": each.count, "listed": list(each.listed)}


def summary(result: Result) -> Json:
    """The counts at the end of every report."""
    statuses = [each.status for each in result.documents]
    return {
        "documents": {status.value: statuses.count(status) for status in Status},
        "findings": {severity.value: result.count(severity) for severity in Severity},
        "figures": _ledger([form for each in result.documents for form in each.forms]),
        "relations": _outcomes([form for each in result.documents for form in each.forms]),
    }


def _lines(objects: Iterable[object]) -> str:
    return ",".join(f"\n{line(each)}" for each in objects)


def _checks(forms: Sequence[FormResult], view: View) -> Json:
    runs: dict[str, list[RuleRun]] = {}
    for run in chain.from_iterable([form.rules for form in forms]):
        runs.setdefault(run.rule or run.check, []).append(run)
    return {rule: _outcome(each, view) for rule, each in runs.items()}


def _outcome(runs: Sequence[RuleRun], view: View) -> Json:
    outcome = runs[0].outcome if len(runs) == 1 else min([run.outcome for run in runs], key=_GRAVEST.index)
    told: Json = {"check": runs[0].check, "outcome": outcome.value, "evaluated": sum([run.judged for run in runs])}
    why = [reason for run in runs if run.why for reason in reasons(run, view)]
    notes = [note for run in runs if run.remarks for note in remarks(run, view)]
    told |= {"why": " ".join(dict.fromkeys(why))} if why else {}
    return told | {"remarks": list(dict.fromkeys(notes))} if notes else told


def _ledger(forms: Sequence[FormResult]) -> Json:
    return {name.replace("-", "_"): count for name, count in standings(forms).items()}


def _outcomes(forms: Sequence[FormResult]) -> Json:
    counted = [form.outcomes for form in forms]
    return {outcome.value: sum(each[outcome.value] for each in counted) for outcome in Outcome}


def _account(result: FormResult, number: int) -> Json:
    """Every relation of a form with its arithmetic, and every figure with the numbers of its relations."""
    return {"relations": [_stated(each, number) for each in result.stated], "figures": [_entry(each, number) for each in result.ledger]}


def _stated(stated: Stated, number: int) -> Json:
    shown = {"comparison": _comparison(stated.comparison, number)} if stated.comparison else {}
    told: Json = {"number": stated.number, "check": stated.check, "rule": stated.rule, "outcome": stated.outcome}
    return {**told, "location": _at(stated.subject, number), **shown}


def _entry(entry: Entry, number: int) -> Json:
    told: Json = {"text": entry.mention.text, "standing": entry.standing.value.replace("-", "_"), "relations": list(entry.relations)}
    return {**told, "location": _at(entry.mention, number)}


def _finding(finding: Finding, number: int, view: View) -> Json:
    culprit = finding.culprit
    terms = {term.mention.id for term in finding.comparison.terms if term.mention} if finding.comparison else set()
    found: Json = {
        "check": finding.check,
        "rule": finding.rule or None,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message_id": finding.message,
        "args": dict(finding.args),
        "message": told(finding, view),
        "location": _at(finding.subject, number),
        "related": [
            *({**_at(each, number), "role": "term" if each.id in terms else "evidence"} for each in finding.evidence),
            *({**_at(each, other), "role": "evidence"} for other, each in finding.elsewhere),
        ],
        "also": list(finding.related),
        "grade": finding.grade,
        "comparison": _comparison(finding.comparison, number) if finding.comparison else None,
        "suspects": [_suspect(each, number) for each in finding.suspects],
        "culprit": _suspect(culprit, number) if culprit else None,
        "consequences": [_consequence(each, number, view) for each in finding.consequences],
        "fixes": [_fix(culprit, view)] if culprit else [],
        "inferred": [_at(each, number) for each in finding.inferred],
        "misreading": _misreading(finding.misreading, number) if finding.misreading else None,
        "source": finding.source,
        "baseline": finding.baseline,
        "fingerprints": {"anchor/v1": finding.anchor, "value/v1": finding.fingerprint, "occurrence": finding.occurrence},
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _at(mention: Mention, number: int) -> Json:
    """Where a mention stands, and what it is called there."""
    first = location(mention.place)
    here: Json = {"kind": first.pop("kind"), "document": number, **first}
    if mention.id:
        here |= {"logical": {"field": mention.id, "path": list(mention.label)}, "snippet": mention.text}
    return here


def _comparison(comparison: Comparison, number: int) -> Json:
    unit = {"unit": comparison.unit} if comparison.unit else {}
    shown: Json = {
        "relation": "==" if comparison.operator == "=" else comparison.operator,
        "actual": {"value": f"{comparison.actual:f}", **unit, "as_written": comparison.actual_text},
        "expected": {"value": f"{comparison.expected:f}", **unit},
        "difference": f"{comparison.difference:f}",
        "formula": comparison.formula,
        "terms": [_term(term, number) for term in comparison.terms],
    }
    bounds = {"low": comparison.low, "high": comparison.high}
    allowed = {name: f"{bound:f}" for name, bound in bounds.items() if bound is not None}
    return {**shown, "allowed": allowed} if allowed else shown


def _term(term: Term, number: int) -> Json:
    told: Json = {"sign": term.sign, "label": term.label, "text": term.text}
    return {**told, "location": _at(term.mention, number)} if term.mention else told


def _misreading(found: Misreading, number: int) -> Json:
    read: Json = {"text": found.mention.text, "character": found.character, "instead": found.instead, "reading": found.text}
    return {**read, "basis": "recogniser" if found.seen else "look_alike", "location": _at(found.mention, number)}


def _suspect(suspect: Suspect, number: int) -> Json:
    return {
        "text": suspect.mention.text,
        "suggestion": suspect.suggestion,
        "share": f"{suspect.share:f}",
        "kind": suspect.kind,
        "location": _at(suspect.mention, number),
    }


def _consequence(consequence: Consequence, number: int, view: View) -> Json:
    return {
        "check": consequence.check,
        "message_id": consequence.message,
        "args": dict(consequence.args),
        "message": told(consequence, view),
        "location": _at(consequence.subject, number),
    }


def _fix(culprit: Suspect, view: View) -> Json:
    """Formlint changes no document: a fix is for people to read."""
    place = " · ".join(culprit.mention.label)
    message = say(
        "interface", "change", view.lang, place=place, text=culprit.mention.text, suggestion=culprit.suggestion, how=how(culprit, view.lang)
    )
    return {"applicability": "display", "message": message, "field": culprit.mention.id, "from": culprit.mention.text, "to": culprit.suggestion}
