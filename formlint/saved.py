"""A run, saved: what the JSON report keeps of a result, so that `formlint report` can show it again in any format and language without the
documents.

Kept are all findings, what became of every rule, the counts of the ledger (all of it with `--ledger`), the rows and fields of every form that
findings speak of, and, in both languages, the words of the rules, the titles of the checks and those of their messages that the run tells. Not kept
is the rest of the form and what it looks like: copies with notes and pictures of pages in the HTML report need the document itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from formlint.checks import Check, Words
from formlint.definitions import Definition, Recognition, Rule
from formlint.documents import Passage
from formlint.findings import Comparison, Finding, Mention
from formlint.forms import Field, Form, FormTable, Row
from formlint.records import record, replace
from formlint.relations import Outcome
from formlint.results import PASSED, DocumentResult, Entry, FormResult, Passed, Result, RuleOutcome, RuleRun, Settled, Standing, Stated
from formlint.typed_json import decoded
from formlint.verdicts import Verdict

VERSION = 1
ALWAYS = ("unit", "dept", "project", "title")  # fields that say which form it is
KINDS = ("accepted", "false-positive", "fixme", "baseline")
_NAME = re.compile(r"[\w./-]{1,200}")  # ids of checks, rules and definitions
MOST = 100_000  # rows of a table, figures of a form: a hostile file must not ask for more


@record(frozen=True, slots=True)
class SavedCell:
    """A field by its text."""

    id: str
    label: tuple[str, ...]
    text: str


@record(frozen=True, slots=True)
class SavedRow:
    """A row that a finding speaks of; `number` counts from 0."""

    number: int
    id: str
    key: str
    label: str
    cells: Mapping[str, SavedCell]


@record(frozen=True, slots=True)
class SavedTable:
    """A table by its headings and some of its rows, of which it has `height`."""

    columns: Mapping[str, str]
    height: int
    rows: tuple[SavedRow, ...] = ()
    lost: Mapping[str, str] = field(default_factory=dict)


@record(frozen=True, slots=True)
class SavedForm:
    """A form, and what became of it."""

    definition: str
    kind: str
    year: int | None
    ruled: bool
    doubtful: frozenset[str]
    fields: Mapping[str, SavedCell]
    tables: Mapping[str, SavedTable]
    unread: tuple[str, ...]
    findings: tuple[Finding, ...]
    rules: tuple[RuleRun, ...]
    left_out: tuple[str, ...]
    standings: Mapping[str, int]
    outcomes: Mapping[str, int]
    ledger: tuple[Entry, ...] = ()
    stated: tuple[Stated, ...] = ()
    inferred: tuple[Mention, ...] = ()


@record(frozen=True, slots=True)
class SavedDocument:
    """A document, and what became of it."""

    path: str
    format: str
    sha256: str
    forms: tuple[SavedForm, ...] = ()
    findings: tuple[Finding, ...] = ()
    settled: tuple[Settled, ...] = ()


@record(frozen=True, slots=True)
class SavedCheck:
    """The words of a check: its title, and those of its messages that the run tells."""

    title: Words
    says: Mapping[str, Words]


@record(frozen=True, slots=True)
class Saved:
    """A whole run; `rules` has what the rules say, by definition and rule, in both languages."""

    version: int
    documents: tuple[SavedDocument, ...]
    checks: Mapping[str, SavedCheck]
    rules: Mapping[str, Mapping[str, Mapping[str, str]]]
    passed: tuple[Passed, ...] = ()


def head(result: Result, checks: Mapping[str, Check], definitions: Sequence[Definition]) -> dict[str, Any]:
    """All of a saved run but its documents."""
    forms = [form for document in result.documents for form in document.forms]
    rules = {(form.form.definition, run.rule) for form in forms for run in form.rules}
    used = {run.check for form in forms for run in form.rules}
    said: dict[str, dict[str, Mapping[str, str]]] = {}
    for definition in definitions:
        for rule in definition.rules:
            if (definition.id, rule.id) in rules and rule.id not in said.get(definition.id, {}):
                said.setdefault(definition.id, {})[rule.id] = dict(rule.says)
    told = set(_told(result))
    words = {
        id_: SavedCheck(check.title, {message: says for message, says in check.says.items() if (id_, message) in told})
        for id_, check in checks.items()
        if id_ in used
    }
    passed = {"passed": result.passed} if result.passed else {}
    return {"version": VERSION, "checks": words, "rules": said, **passed}


def _told(result: Result) -> Iterator[tuple[str, str]]:
    """Check and message of all that the run tells in words."""
    for document in result.documents:
        for finding in (*document.all_findings, *(each.finding for each in document.settled)):
            yield finding.check, finding.message
            yield from ((each.check, each.message) for each in finding.consequences)
        for run in (run for form in document.forms for run in form.rules if run.why or run.remarks):
            yield from ((run.check, message) for message, _ in (*run.why, *run.remarks))


def document(result: DocumentResult, *, ledger: bool) -> SavedDocument:
    """One document of a saved run, with its whole `ledger` or how many figures have which standing."""
    forms = tuple(_saved(form, result, ledger=ledger) for form in result.forms)
    return SavedDocument(result.path, result.format, result.sha256, forms, result.findings, result.settled)


def restored(data: Any) -> tuple[Result, dict[str, Check], tuple[Definition, ...]]:
    """The result, and checks and definitions that have its words and nothing else. Raises ValueError."""
    saved: Saved = decoded(data, Saved)
    if saved.version != VERSION:
        raise ValueError("version")
    known = all(each.reason in PASSED and each.count > 0 for each in saved.passed)
    if not known or not all(_sound(document, len(saved.documents)) for document in saved.documents):
        raise ValueError("names")
    checks = {id_: Check(_nothing, each.title, each.says, (), id_) for id_, each in saved.checks.items()}
    definitions = tuple(
        Definition(id_, {}, Recognition((), ()), {}, rules=tuple(Rule(rule, says=says) for rule, says in rules.items()))
        for id_, rules in saved.rules.items()
    )
    return Result(tuple(_document(each) for each in saved.documents), saved.passed), checks, definitions


def _sound(document: SavedDocument, count: int) -> bool:
    """Whether all names in it are such as formlint gives: reports print them as they are, or look up words by them."""
    forms, outcomes = document.forms, {outcome.value for outcome in Outcome}
    settled = [each.finding for each in document.settled]
    findings = [*document.findings, *settled, *(finding for form in forms for finding in form.findings)]
    runs = [run for form in forms for run in form.rules]
    stated = [each for form in forms for each in form.stated]
    names = [form.definition for form in forms] + [name for run in runs for name in (run.rule, run.check)] + [each.check for each in stated]
    return (
        all(_known(finding, count) for finding in findings)
        and all(each.kind in KINDS for each in document.settled)
        and all(set(form.outcomes) == outcomes for form in forms)
        and all(each.outcome in outcomes and _operates(each.comparison) for each in stated)
        and all(map(_NAME.fullmatch, filter(None, names)))
    )


def _known(finding: Finding, count: int) -> bool:
    names = (finding.check, *finding.related, *(each.check for each in finding.consequences))
    cited = all(0 < number <= count for number, _ in finding.elsewhere)
    return all(map(_NAME.fullmatch, names)) and cited and finding.grade in ("", *Outcome) and _operates(finding.comparison)


def _operates(comparison: Comparison | None) -> bool:
    return comparison is None or comparison.operator in ("=", "<=", ">=")


def _saved(result: FormResult, whole: DocumentResult, *, ledger: bool) -> SavedForm:
    form = result.form
    cited = set(_cited(result, whole))
    return SavedForm(
        form.definition,
        form.kind,
        form.year,
        form.ruled,
        form.doubtful,
        {name: _cell(each) for name, each in form.fields.items() if name in ALWAYS or each.id in cited},
        {name: _table(each, cited) for name, each in form.tables.items()},
        tuple(each.text for each in form.unread),
        result.findings,
        tuple(map(_run, result.rules)),
        result.left_out,
        result.standings,
        result.outcomes,
        result.ledger if ledger else (),
        result.stated,
        result.inferred,
    )


def _cited(result: FormResult, whole: DocumentResult) -> Iterator[str]:
    """Ids of the fields that findings speak of."""
    for finding in (*result.findings, *(each.finding for each in whole.settled)):
        suspects = [suspect.mention for suspect in finding.suspects]
        terms = [term.mention for term in finding.comparison.terms if term.mention] if finding.comparison else []
        later = [each.subject for each in finding.consequences]
        yield from (mention.id.partition("@")[0] for mention in (finding.subject, *finding.evidence, *suspects, *terms, *later))


def _table(table: FormTable, cited: set[str]) -> SavedTable:
    rows = [
        SavedRow(number, row.id, row.key, row.label, {name: _cell(each) for name, each in row.cells.items()})
        for number, row in enumerate(table.rows)
        if any(each.id in cited for each in row.cells.values())
    ]
    return SavedTable(dict(table.columns), len(table.rows), tuple(rows), dict(table.lost))


def _cell(each: Field) -> SavedCell:
    return SavedCell(each.id, each.label, each.text)


def _run(run: RuleRun) -> RuleRun:
    """Of a crash only the last line: the others name paths of the machine."""
    if run.outcome is not RuleOutcome.CRASHED:
        return run
    return replace(run, why=(("crashed", (("trace", run.fault),)),))


def _document(saved: SavedDocument) -> DocumentResult:
    forms = tuple(map(_form, saved.forms))
    return DocumentResult(saved.path, saved.format, saved.sha256, forms, saved.findings, settled=saved.settled)


def _form(saved: SavedForm) -> FormResult:
    form = Form(
        saved.definition,
        saved.kind,
        {name: _field(each) for name, each in saved.fields.items()},
        {name: _whole(name, each) for name, each in saved.tables.items()},
        year=saved.year,
        ruled=saved.ruled,
        doubtful=saved.doubtful,
        unread=tuple(map(Passage, saved.unread)),
    )
    standings = {standing.value: _at_most(saved.standings.get(standing.value, 0)) for standing in Standing}
    told = saved.ledger, saved.stated, saved.left_out, saved.inferred, tuple(saved.outcomes.items())
    return FormResult(form, (), saved.findings, standings, saved.rules, *told)


def _whole(name: str, saved: SavedTable) -> FormTable:
    rows = [Row("", "", "", {})] * _at_most(saved.height)
    for each in saved.rows:
        if not 0 <= each.number < len(rows):
            raise ValueError("no such row")
        rows[each.number] = Row(each.id, each.key, each.label, {key: _field(cell) for key, cell in each.cells.items()})
    return FormTable(name, saved.columns, tuple(rows), saved.lost)


def _field(saved: SavedCell) -> Field:
    return Field(saved.id, saved.label, Passage(saved.text))


def _at_most(number: int) -> int:
    if not 0 <= number <= MOST:
        raise ValueError("too many")
    return number


def _nothing(form: Form, **options: object) -> Iterator[Verdict]:
    """Saved checks have words only."""
    return iter(())
