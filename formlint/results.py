"""What a run gives: for every document its forms, findings and ledger. Reporters take this and compute nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from enum import StrEnum
from itertools import chain

from formlint.documents import Document, Place, SheetSpot
from formlint.findings import Args, Comparison, Confidence, Finding, Mention, Severity, folded, ordered, text_of
from formlint.forms import Form, FormTable
from formlint.records import record, replace
from formlint.relations import Outcome
from formlint.verdicts import Verdict

PASSED = ("closed-folder", "passed-over", "passed-archives", "own-outputs", "excluded")
IDENTITY = ("unit", "dept", "project")  # fields that say whose form it is


class Standing(StrEnum):
    """How a figure of the form stands when all relations are judged. No figure is left out: what nothing looked at is NOT_COVERED."""

    VERIFIED = "verified"
    CONFLICT = "in-conflict"
    NOT_COVERED = "not-covered"


NOT_COVERED = Standing.NOT_COVERED.value


@record(frozen=True, slots=True)
class Entry:
    """A figure and its standing, with the relations that made it so and their rules: the broken ones where there are any, else those that hold."""

    mention: Mention
    standing: Standing
    rules: tuple[str, ...] = ()
    relations: tuple[int, ...] = ()  # numbers of `Stated`, from 1


@record(frozen=True, slots=True)
class Stated:
    """A relation that was judged, and what became of it (`Outcome`). `subject` is the number that is stated."""

    number: int  # from 1, in the order of the rules
    check: str
    rule: str
    outcome: str
    subject: Mention
    comparison: Comparison | None  # None where it cannot be written down as a sum


class RuleOutcome(StrEnum):
    """PASS: judged, and all held. FAIL: a finding at warning or error. NOT_APPLICABLE: the form has nothing it speaks of.
    NOT_EVALUATED: the form has it, but it could not be judged; `why` says what was missing. CRASHED: a fault of the check."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    NOT_EVALUATED = "not-evaluated"
    CRASHED = "crashed"


@record(frozen=True, slots=True)
class RuleRun:
    """What became of one rule on one form. `why` and `remarks` are messages of the check with their arguments: for what could not be judged, and for
    what holds and is worth telling. `at` is where a check was when it failed of itself."""

    rule: str
    check: str
    outcome: RuleOutcome
    judged: int = 0
    why: tuple[tuple[str, Args], ...] = ()
    remarks: tuple[tuple[str, Args], ...] = ()
    at: Mention | None = None

    @property
    def fault(self) -> str:
        """How a check failed of itself: the last line of the traceback, the others name paths of the machine."""
        lines = text_of(next((args for message, args in self.why if message == "crashed"), ()), "trace").strip().splitlines()
        return lines[-1] if lines else ""


@record(frozen=True, slots=True)
class FormResult:
    """One form of a document: what was read, what became of it."""

    form: Form
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    standings: Mapping[str, int]  # how many figures stand how, in the order of `Standing`
    rules: tuple[RuleRun, ...]
    ledger: tuple[Entry, ...] = ()  # every figure and its standing, when the run was asked for it
    stated: tuple[Stated, ...] = ()  # every relation with its arithmetic, when the run was asked for it
    left_out: tuple[str, ...] = ()  # ids of the rules that the user did not want to run
    inferred: tuple[Mention, ...] = ()  # what was put into its place by inference, see `inferred_rows`
    counted: tuple[tuple[str, int], ...] = ()  # outcomes, where the verdicts are not kept

    @property
    def outcomes(self) -> dict[str, int]:
        """How many relations came to which end, in the order of `Outcome`."""
        if self.counted:
            return dict(self.counted)
        counted = Counter(verdict.outcome for verdict in self.verdicts if verdict.relation)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def judged(self) -> int:
        """How many verdicts were reached: none means that nothing was checked."""
        return sum(run.judged for run in self.rules)

    @property
    def unrelated(self) -> int:
        """How many figures it has where something was judged and no relation speaks of any: nothing was recomputed, and not by choice."""
        alone = self.standings.get(NOT_COVERED, 0) == sum(self.standings.values())
        return self.standings.get(NOT_COVERED, 0) if alone and self.judged and not self.left_out else 0

    @property
    def about(self) -> str:
        """What the form is about: definition, kind, year, unit, project; empty when it names nobody."""
        form, named = self.form, self._named(IDENTITY)
        return "/".join([form.definition, form.kind, str(form.year or ""), *named]) if named else ""

    @property
    def whose(self) -> str:
        """Whose form it is, as it is printed: the unit, else the department above it, else the project; empty when it names nobody."""
        fields = (self.form.fields.get(name) for name in IDENTITY)
        return next((field.text.strip() for field in fields if field and any(map(str.isalnum, field.text))), "")  # a dash names nobody

    @property
    def sheet(self) -> str:
        """The sheet of a workbook that it stands on; empty in other documents."""
        spots = (spot for each in self.form.all_fields() for spot in each.place.spots)
        return next((spot.sheet for spot in spots if isinstance(spot, SheetSpot)), "")

    def is_called(self, name: str) -> bool:
        """Whether a person would call it that: by its unit, project, title, year or sheet, or by all it is about."""
        return folded(name) in {self.about, str(self.form.year or ""), folded(self.sheet), *self._named((*IDENTITY, "title"))}

    def _named(self, fields: tuple[str, ...]) -> list[str]:
        return [folded(self.form.fields[name].text) for name in fields if name in self.form.fields and not self.form.fields[name].blank]


class Status(StrEnum):
    """CHECKED: read whole and judged. PARTIAL: something was not understood or could not be run. UNCHECKED: nothing could be judged."""

    CHECKED = "checked"
    PARTIAL = "partial"
    UNCHECKED = "unchecked"


@record(frozen=True, slots=True)
class Settled:
    """A finding that is not reported again: `kind` is accepted, false-positive or fixme (somebody judged it, with a reason), or baseline."""

    finding: Finding
    kind: str
    reason: str
    where: str  # FILE:LINE of the entry
    expires: str = ""  # YYYY-MM-DD


@record(frozen=True, slots=True)
class DocumentResult:
    """One document. `findings` are those about the document as a whole (unreadable, not recognised, hidden sheet): ids `document/...`."""

    path: str  # as given, with / between folders
    format: str  # pdf, xlsx, text ...; empty when it could not be told
    sha256: str
    forms: tuple[FormResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    document: Document | None = None  # what was read, when the run was asked to keep it
    settled: tuple[Settled, ...] = ()  # findings that were suppressed, or are in the baseline

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the document, then those of its forms; worst first."""
        return ordered([*self.findings, *(finding for form in self.forms for finding in form.findings)])

    @property
    def form_keys(self) -> tuple[str, ...]:
        """For every form what it is about, else the path. Forms that are alike in this are told apart by their sheets, and at last by their order."""
        keys = [form.about or self.path for form in self.forms]
        keys = [f"{key}#{form.sheet}" if keys.count(key) > 1 and form.sheet else key for key, form in zip(keys, self.forms, strict=True)]
        return tuple(f"{key}#{keys[:at].count(key) + 1}" if key in keys[:at] else key for at, key in enumerate(keys))

    @property
    def without_verdicts(self) -> "DocumentResult":
        """All that reports tell. The verdicts are a third of what a result takes in memory, and are only counted: of 3,000 forms that is 200 MB."""
        forms = tuple(replace(form, verdicts=(), counted=tuple(form.outcomes.items())) for form in self.forms)
        return replace(self, forms=forms)

    @property
    def told_apart(self) -> tuple[tuple[Finding, str], ...]:
        """All findings, each with what no other of the document has: its anchor and occurrence, which are those of its form, and where there are
        several forms what identifies this one."""
        several = len(self.forms) > 1
        own = {id(finding): key for form, key in zip(self.forms, self.form_keys, strict=True) for finding in form.findings if several}
        seen: Counter[str] = Counter()
        found = []
        for finding in self.all_findings:
            name = f"{finding.anchor}:{finding.occurrence}"
            if id(finding) in own:
                name += f":{hashlib.sha256(own[id(finding)].encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
            seen[name] += 1
            found.append((finding, name if seen[name] == 1 else f"{name}:{seen[name]}"))
        return tuple(found)

    @property
    def status(self) -> Status:
        if not any(form.judged for form in self.forms):
            return Status.UNCHECKED
        crashed = any(run.outcome is RuleOutcome.CRASHED for form in self.forms for run in form.rules)
        told = any(finding.check.startswith("document/") and finding.severity is not Severity.INFO for finding in self.findings)
        partly = told or crashed or any(form.form.doubtful or form.unrelated for form in self.forms)
        return Status.PARTIAL if partly else Status.CHECKED


def standings(forms: Iterable[FormResult]) -> dict[str, int]:
    """How many figures of these forms stand how."""
    counted = [form.standings for form in forms]
    return {standing.value: sum([each.get(standing.value, 0) for each in counted]) for standing in Standing}


@record(frozen=True, slots=True)
class Passed:
    """What of the folders of a run was not looked at. `reason` is one of PASSED and has words; `listed` are names, or what else tells which ones."""

    reason: str
    count: int
    listed: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The files and folders that are named: files that are not read are only counted, by their suffixes."""
        return self.listed if self.reason != "passed-over" else ()

    @property
    def grave(self) -> bool:
        """What is in there was meant, and may be anything."""
        return self.reason == "closed-folder"


@record(frozen=True, slots=True)
class Result:
    """A whole run, documents in the order they were given, and what was passed over."""

    documents: tuple[DocumentResult, ...]
    passed: tuple[Passed, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for document in self.documents for finding in document.all_findings)

    @property
    def crashed(self) -> bool:
        """A check failed of itself somewhere: the run is not to be trusted as a whole."""
        return any(run.outcome is RuleOutcome.CRASHED for document in self.documents for form in document.forms for run in form.rules)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def inferred_rows(form: Form) -> tuple[Mention, ...]:
    """What of the form was put there by inference: fields outside the tables, rows, each where its name stands, if it has one, and what is printed
    once for several rows, as the heading of a section is."""
    if not form.inferred:
        return ()
    told = [Mention(id_, field.label, field.text.strip(), field.place) for id_, field in form.fields.items() if id_ in form.inferred]
    return (*told, *chain.from_iterable(_torn(table, form.inferred) for table in form.tables.values()))


def _torn(table: FormTable, inferred: Set[str]) -> Iterator[Mention]:
    rows = [(row, [cell for cell in row.cells.values() if cell.id in inferred]) for row in table.rows]
    printed = Counter(chain.from_iterable({cell.place for cell in torn if cell.text.strip()} for _, torn in rows))
    told: set[Place] = set()
    for row, torn in rows:
        shared = [cell for cell in torn if printed[cell.place] > 1]
        for cell in shared:
            if cell.place not in told:
                told.add(cell.place)
                yield Mention(cell.id, (), cell.text.strip(), cell.place)
        if len(shared) < len(torn):
            name = "".join(row.label.split())
            named = next((cell for cell in row.cells.values() if cell.unbroken == name), torn[0])
            yield Mention(row.id, (row.name,), named.text.strip(), named.place)


def crash_finding(run: RuleRun) -> Finding:
    """A check failed of itself: told where it happened. Of the traceback only the last line is told, which names no path of this machine."""
    told = (("check", run.check), ("rule", run.rule), ("fault", run.fault))
    return Finding("document/check-crashed", "", "check-crashed", told, Severity.ERROR, Confidence.CERTAIN, run.at or Mention("", (), "", Place()))


def document_finding(message: str, args: Args = (), *, severity: Severity = Severity.ERROR) -> Finding:
    """A finding about a document as a whole, from a reader's error or notice: its words are in `formlint/words.yaml`, under `documents`."""
    whole = Mention("", (), "", Place())
    return Finding(f"document/{message}", "", message, args, severity, Confidence.CERTAIN, whole)
