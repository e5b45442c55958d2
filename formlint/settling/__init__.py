"""Takes out of a result what was settled before: findings that somebody has judged (suppressions), and those that were there before formlint was (a
baseline). Nothing vanishes: they are kept beside the others, with the reason, and reports count them.

Whether an entry is unused is judged only where its check ran on its document. A suppression is an answer, an entry of a baseline a question put off.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from formlint.documents import Place, SheetSpot
from formlint.findings import Confidence, Finding, Mention, Severity, canonical, folded
from formlint.records import replace
from formlint.results import DocumentResult, FormResult, Settled
from formlint.settling.baseline import Known
from formlint.settling.suppressions import Entry

OWN = ("document", "suppression")  # packs of findings about a document or an entry: no entry settles them


def suppressed(document: DocumentResult, entries: Sequence[Entry], known: Collection[str], today: date) -> DocumentResult:
    """The document without what its entries suppress, and with what is wrong with them. `known` are the ids of all checks there are."""
    settled: dict[int, Settled] = {}
    complaints = []
    for entry in entries:
        complaint = _applied(document, entry, known, today, settled)
        if complaint:
            complaints.append(_complaint(complaint, entry))
    return replace(_without(document, settled), findings=(*document.findings, *complaints))


def against_baseline(document: DocumentResult, known: Sequence[Known]) -> tuple[DocumentResult, tuple[Known, ...]]:
    """The document without what the baseline has, the others marked new or updated; and the entries that nothing in it fits any more."""
    ran = {(key, run.check) for key, form in zip(document.form_keys, document.forms, strict=True) for run in form.rules}
    mine = [each for each in known if (each.document, each.check) in ran]
    exact = {(each.document, each.check, each.value, each.occurrence) for each in mine}  # several where a form is there in several formats
    settled, found = {}, set()
    for key, _, finding in by_form(document):
        what = (key, finding.check, finding.fingerprint, finding.occurrence)
        if what in exact:
            settled[id(finding)] = Settled(replace(finding, baseline="unchanged"), "baseline", "", "")
            found.add(what)
    left = [each for each in mine if (each.document, each.check, each.value, each.occurrence) not in found]
    anchors = {(each.document, each.check, each.anchor) for each in left}
    changed = {(key, finding.check, finding.anchor) for key, _, finding in by_form(document) if id(finding) not in settled}
    marked = _without(document, settled)
    forms = tuple(
        replace(form, findings=tuple(_marked(key, finding, anchors) for finding in form.findings))
        for key, form in zip(document.form_keys, marked.forms, strict=True)
    )
    return replace(marked, forms=forms), tuple(each for each in left if (each.document, each.check, each.anchor) not in changed)


def gone(compared: Sequence[tuple[DocumentResult, tuple[Known, ...]]]) -> set[Known]:
    """The entries that no document fits any more, of what `against_baseline` gave for each; what a second document with that form still has stays."""
    stale: dict[str, list[set[Known]]] = {}
    for document, entries in compared:
        for key in document.form_keys:
            stale.setdefault(key, []).append({each for each in entries if each.document == key})
    return {each for sets in stale.values() for each in set.intersection(*sets)}


def _applied(document: DocumentResult, entry: Entry, known: Collection[str], today: date, settled: dict[int, Settled]) -> str:
    """Settles what an entry means; the name of what is wrong with it, if something is."""
    if entry.check not in known or entry.check.partition("/")[0] in OWN:
        return "unknown-check"
    if not entry.reasoned:
        return "no-reason"
    if entry.expires and entry.expires < today:
        return "expired"
    near = [finding for _, form, finding in by_form(document) if finding.check == entry.check and located(entry, form, finding)]
    fitting = [finding for finding in near if _pinned(entry, finding)]
    if len(fitting) == 1:
        (finding,) = fitting
        until = entry.expires.isoformat() if entry.expires else ""
        settled[id(finding)] = Settled(finding, entry.kind, entry.reason, entry.where, until)
        return ""
    if fitting:
        return "ambiguous"
    if any(_changed(entry, finding) for finding in near):
        return "changed"
    return "unused" if _ran(document, entry.check) else ""


def located(entry: Entry, form: FormResult, finding: Finding) -> bool:
    """Whether the finding of that form stands where the entry says."""
    if entry.form and not form.is_called(entry.form):
        return False
    if not entry.at:
        return True
    mentions = [finding.subject, *([finding.culprit.mention] if finding.culprit else [])]
    return any(
        entry.at in (each.id, each.id.partition("@")[0], *_cells(each.place)) or folded(entry.at) in map(folded, each.label) for each in mentions
    )


def _cells(place: Place) -> Iterable[str]:
    return (f"{spot.sheet}!{spot.ref}" for spot in place.spots if isinstance(spot, SheetSpot))


def _pinned(entry: Entry, finding: Finding) -> bool:
    """The numbers are those that were judged."""
    if entry.occurrence and entry.occurrence != finding.occurrence:
        return False
    if entry.fingerprint:
        return entry.fingerprint == finding.fingerprint
    actual, expected = pins(finding)
    return canonical(entry.actual) == canonical(actual) and (not entry.expected or canonical(entry.expected) == canonical(expected))


def _changed(entry: Entry, finding: Finding) -> bool:
    """It is the same finding, with other numbers."""
    return entry.anchor == finding.anchor if entry.anchor else bool(entry.at)


def pins(finding: Finding) -> tuple[str, str]:
    """What is printed, and what it should be, if that can be told."""
    told = finding.comparison
    return (told.actual_text, told.spelled(told.expected)) if told else (finding.subject.text, "")


def by_form(document: DocumentResult) -> list[tuple[str, FormResult, Finding]]:
    """The findings that an entry can settle: those of its forms, with the key of the form."""
    forms = zip(document.form_keys, document.forms, strict=True)
    return [(key, form, finding) for key, form in forms for finding in form.findings if finding.check.partition("/")[0] not in OWN]


def _ran(document: DocumentResult, check: str) -> bool:
    return any(run.check == check for form in document.forms for run in form.rules)


def _without(document: DocumentResult, settled: dict[int, Settled]) -> DocumentResult:
    if not settled:
        return document
    forms = tuple(_left(form, settled) for form in document.forms)
    return replace(document, forms=forms, settled=(*document.settled, *settled.values()))


def _left(form: FormResult, settled: dict[int, Settled]) -> FormResult:
    return replace(form, findings=tuple(finding for finding in form.findings if id(finding) not in settled))


def _marked(key: str, finding: Finding, anchors: Collection[tuple[str, str, str]]) -> Finding:
    if finding.check.partition("/")[0] in OWN:
        return finding
    return replace(finding, baseline="updated" if (key, finding.check, finding.anchor) in anchors else "new")


def _complaint(message: str, entry: Entry) -> Finding:
    whole = Mention("", (), "", Place())
    args = (("check", entry.check), ("where", entry.where), ("reason", entry.reason))
    return Finding(f"suppression/{message}", "", message, args, Severity.WARNING, Confidence.CERTAIN, whole)
