"""The pipeline, on one screen: the first file to read.

    path ──readers──▶ Document ──recognisers──▶ Form ──checks──▶ Verdicts ──diagnosis──▶ Findings ──reporters──▶ text, JSON

Nothing flows back. A room knows only the type it takes and the type it gives.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from formlint.checks import Check
from formlint.definitions import Definition, Rule
from formlint.diagnosis import across, diagnose
from formlint.diagnosis.inference import resting
from formlint.documents import Document
from formlint.errors import ReadError
from formlint.findings import Finding, Severity, ordered
from formlint.forms import Form
from formlint.judging import judge_beside, judge_form
from formlint.kinship import Family, family
from formlint.ledger import ledger, related, standings, stated
from formlint.readers import Source, open_source, read
from formlint.recognisers import recognise
from formlint.records import record, replace
from formlint.relations.intervals import Mode
from formlint.results import DocumentResult, FormResult, RuleOutcome, crash_finding, document_finding, inferred_rows

CRASHED = RuleOutcome.CRASHED
IDLE = ("document/nothing-beside", "document/none-chosen-applies", "document/nothing-judged")


@record(frozen=True, slots=True)
class Setup:
    """What a run judges by: the form definitions with their rules, the checks, and which rules were chosen (None: all).

    `severities` are those that the user laid down, by rule: findings get them whatever the check thinks, but notes stay notes.
    """

    definitions: Sequence[Definition]
    checks: Mapping[str, Check]
    chosen: frozenset[str] | None = None  # ids of rules
    severities: Mapping[str, Severity] = field(default_factory=dict)
    ledger: bool = False  # write every relation down with its arithmetic, also where all is well, and every number with its relations
    keep: bool = False  # keep what was read in the result, and how every number stands, for reports that show it

    def rules(self, form: Form) -> tuple[Rule, ...]:
        """The rules for this form, in the order of its definition."""
        rules = self.definition(form).rules
        return rules if self.chosen is None else tuple(rule for rule in rules if rule.id in self.chosen)

    def left_out(self, form: Form) -> tuple[str, ...]:
        """Ids of the rules for this form that were not chosen."""
        return () if self.chosen is None else tuple(rule.id for rule in self.definition(form).rules if rule.id not in self.chosen)

    def laid_down(self, finding: Finding) -> Finding:
        """The finding with the severity that the user wants for its rule."""
        wanted = self.severities.get(finding.rule)
        return replace(finding, severity=wanted) if wanted and finding.severity is not Severity.INFO else finding

    def mode(self, form: Form) -> Mode | None:
        """How its numbers were cut to their digits, when the definition lays it down."""
        laid_down = self.definition(form).rounding
        return Mode(laid_down) if laid_down else None

    def definition(self, form: Form) -> Definition:
        """The definition that the form was recognised by."""
        return next(definition for definition in self.definitions if definition.id == form.definition)


def lint(path: Path, setup: Setup) -> DocumentResult:
    """Checks one file. Whatever is in it, the answer is a DocumentResult: what cannot be read is a finding that says what to do."""
    try:
        source = open_source(path)
    except ReadError as error:
        return DocumentResult(path.as_posix(), "", "", findings=(document_finding(error.message, tuple(error.details.items())),))
    unjudged, document = _read(source, path.as_posix(), setup)
    del source  # before there are forms, and the document before they are judged: each is a third of the room that a long file takes
    forms = recognise(document, setup.definitions) if document else None
    del document
    return _judged(unjudged, forms, setup)


def lint_source(source: Source, path: str, setup: Setup) -> DocumentResult:
    """Checks the bytes of one file; `path` is only what the result calls it."""
    unjudged, document = _read(source, path, setup)
    return _judged(unjudged, recognise(document, setup.definitions) if document else None, setup)


def _read(source: Source, path: str, setup: Setup) -> tuple[DocumentResult, Document | None]:
    """What is to be said of a file before its forms are judged, and the document; None for a file that cannot be read."""
    digest = hashlib.sha256(source.data).hexdigest()
    try:
        document = read(source)
    except ReadError as error:
        return DocumentResult(path, "", digest, findings=(document_finding(error.message, tuple(error.details.items())),)), None
    notices = tuple(document_finding(notice.message, notice.args, severity=Severity.WARNING) for notice in document.notices)
    return DocumentResult(path, document.format, digest, findings=notices, document=document if setup.keep else None), document


def _judged(unjudged: DocumentResult, forms: tuple[Form, ...] | None, setup: Setup) -> DocumentResult:
    if forms is None:
        return unjudged
    results = tuple(check_form(form, setup) for form in forms)
    notices = [*unjudged.findings]
    if not forms:
        notices.append(document_finding("not-recognised"))
    elif not any(result.judged for result in results):
        notices.append(_idle(forms, setup) if any(result.left_out for result in results) else document_finding("nothing-judged"))
    return replace(unjudged, forms=results, findings=tuple(notices))


def _idle(forms: Sequence[Form], setup: Setup) -> Finding:
    """Nothing was judged by the user's own choice, which is told, and no error."""
    alone = all(setup.checks[rule.check].beside for form in forms for rule in setup.rules(form))
    return document_finding("nothing-beside", severity=Severity.INFO) if alone else document_finding("none-chosen-applies", severity=Severity.WARNING)


def check_form(form: Form, setup: Setup) -> FormResult:
    """Judges one form: every rule of its definition, every verdict, and what they amount to."""
    rules = setup.rules(form)
    verdicts, runs = judge_form(form, rules, setup.checks, setup.mode(form))
    figures = tuple(form.figures())
    judged = related(verdicts)
    diagnosed = diagnose(verdicts, {rule.id: rule for rule in rules}, figures, judged)
    findings = [setup.laid_down(resting(finding, form)) for finding in diagnosed]
    crashes = [crash_finding(run) for run in runs if run.outcome is CRASHED]
    told = stated(judged) if setup.ledger else ()
    listed = ledger(figures, judged) if setup.ledger or setup.keep else ()
    counted, found = standings(figures, judged), ordered([*crashes, *findings])
    return FormResult(form, verdicts, found, counted, runs, listed, told, setup.left_out(form), inferred=inferred_rows(form))


def lint_together(documents: Sequence[DocumentResult], setups: Sequence[Setup]) -> tuple[DocumentResult, ...]:
    """The documents of a run, each with the setup it was judged by, and now with what forms of one unit say about each other, and which
    files are the same once more. Alone a form says nothing."""
    documents = _repeated(documents)
    forms = [(number, result) for number, document in enumerate(documents, 1) for result in document.forms]
    if len(forms) < 2 or not any(check.beside for setup in setups for check in setup.checks.values()):
        return documents
    kin = family([result.form for _, result in forms])
    seen = {id(result): beside(at, forms, kin, setups[number - 1]) for at, (number, result) in enumerate(forms)}
    return tuple(_joined(document, [seen[id(result)] for result in document.forms]) for document in documents)


def _repeated(documents: Sequence[DocumentResult]) -> tuple[DocumentResult, ...]:
    """The documents, those with the bytes of an earlier one with a note that tells it: somebody handed it in twice, or under two names."""
    first: dict[str, str] = {}
    told = []
    for document in documents:
        original = first.setdefault(document.sha256, document.path) if document.forms else document.path
        note = () if original == document.path else (document_finding("same-content", (("path", original),), severity=Severity.INFO),)
        told.append(replace(document, findings=(*document.findings, *note)) if note else document)
    return tuple(told)


def _joined(document: DocumentResult, forms: Sequence[FormResult]) -> DocumentResult:
    """The document with what its forms say beside their kin; that nothing was judged is no longer said when something was."""
    judged = any(result.judged for result in forms)
    findings = tuple(each for each in document.findings if not (judged and each.check in IDLE))
    return replace(document, forms=tuple(forms), findings=findings)


def beside(at: int, forms: Sequence[tuple[int, FormResult]], kin: Family, setup: Setup) -> FormResult:
    """The result of one form among (number of its document, result), with what it says beside its kin."""
    result = forms[at][1]
    for rule in setup.rules(result.form):
        check = setup.checks[rule.check]
        others = kin.beside(at, check.beside) if check.beside else ()
        if not others:
            continue
        verdicts, run = judge_beside(result.form, [kin.forms[other] for other in others], rule, check)
        said = [across(verdict, rule, [forms[other][0] for other in others]) for verdict in verdicts if verdict.bad]
        found = [setup.laid_down(resting(finding, result.form)) for finding in said]
        found += [crash_finding(run)] if run.outcome is CRASHED else []
        result = replace(result, rules=(*result.rules, run), findings=ordered([*result.findings, *found]))
    return result


def recognised(document: Document, setup: Setup) -> tuple[Form, ...]:
    """The forms of a document, for those who only want to see what was read."""
    return recognise(document, setup.definitions)
