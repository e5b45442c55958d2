"""What a run amounts to: the state of every document, how many figures are accounted for, and what could not be judged, with the reason."""

from collections.abc import Iterator, Sequence

from formlint.findings import Mention, Severity
from formlint.forms import Form
from formlint.reporters import View
from formlint.reporters.ink import Ink
from formlint.reporters.messages import reasons, remarks, told
from formlint.reporters.places import in_words
from formlint.reporters.visible import visible
from formlint.reporters.width import short
from formlint.results import DocumentResult, FormResult, Passed, Result, Settled, standings
from formlint.words import aside, led, listed, say, strung

MOST_REASONS = 10
MOST_UNREAD = 3
MOST_PASSED = 5  # files whose names are told
MOST_INFERRED = 5
MANY = 20  # documents that can still be looked through from above
MOST_WORST = 10

_STYLES = {"bad": "error", "good": "mend", "known": "mend", "part": "warning", "unchecked": "warning", "idle": "warning"}
_TRIAGE = ("bad", "unchecked", "part", "known", "idle", "good")
_PUT_OFF = ("baseline", "fixme")  # settled, and a problem all the same; what somebody accepted, or called a false alarm, is none
_IDLE = ("document/nothing-beside", "document/none-chosen-applies")


def standing(document: DocumentResult) -> str:
    """bad: a warning or an error; good: something was judged and all of it held; part: so it did, but a table is a doubtful reading, or no
    number of a form could be recomputed; known: it has problems, all of which were put off before; unchecked: nothing was judged; idle: nor should
    it be, by the choice of checks.
    """
    judged = sum(run.judged for form in document.forms for run in form.rules)
    if not judged:
        return "idle" if any(finding.check in _IDLE for finding in document.findings) else "unchecked"
    if any(finding.severity is not Severity.INFO for finding in document.all_findings):
        return "bad"
    if any(each.kind in _PUT_OFF and each.finding.severity is not Severity.INFO for each in document.settled):
        return "known"
    return "part" if any(form.form.doubtful or form.unrelated for form in document.forms) else "good"


def worst_first(result: Result) -> list[tuple[int, DocumentResult]]:
    """The documents with their numbers, from 1, in the order in which a reviewer takes them: with problems, the most errors first; what could not
    be checked; what was checked in part; the rest. Equals stay in the order of the run."""
    return sorted(enumerate(result.documents, 1), key=lambda numbered: _urgency(numbered[1]))


def worst(result: Result, view: View) -> Iterator[str]:
    """Where to begin: of many documents the few with the most problems, or that could not be checked, a line each; nothing of few documents."""
    if len(result.documents) <= MANY:
        return
    found = [document for _, document in worst_first(result) if standing(document) in ("bad", "unchecked")]
    if not found:
        return
    yield led(say("interface", "worst", view.lang, count=min(len(found), MOST_WORST), whole=len(found)), "", view.lang)
    for document in found[:MOST_WORST]:
        errors, warnings = (f"{say('interface', level.value, view.lang)} {_of(document, level):<3}" for level in (Severity.ERROR, Severity.WARNING))
        unchecked = say("interface", "unchecked", view.lang) if standing(document) == "unchecked" else ""
        yield f"  {errors} {warnings} {visible(document.path)}{aside(unchecked, view.lang)}"
    yield ""


def _of(document: DocumentResult, severity: Severity) -> int:
    return sum(finding.severity is severity for finding in document.all_findings)


def _urgency(document: DocumentResult) -> tuple[int, ...]:
    return _TRIAGE.index(standing(document)), -_of(document, Severity.ERROR), -_of(document, Severity.WARNING)


def unit(document: DocumentResult) -> str:
    """The unit that a form of the document tells, or what else it is about, the first that does; empty where none does."""
    return visible(next(filter(None, (form.whose for form in document.forms)), ""))


def year(document: DocumentResult) -> str:
    """The year likewise."""
    return str(next(filter(None, (form.form.year for form in document.forms)), ""))


def state(document: DocumentResult, view: View, ink: Ink) -> str:
    """In words, with the number of findings."""
    found = standing(document)
    counts = [(severity, _of(document, severity)) for severity in Severity]
    listed = [f"{say('interface', severity.value, view.lang)} {count}" for severity, count in counts if count]
    if found in ("good", "known") and any(form.inferred or any(run.why for run in form.rules) for form in document.forms):
        listed.append(say("interface", "in-part", view.lang))
    if any(form.left_out for form in document.forms):
        listed.append(say("interface", "chosen-only", view.lang))
    return ink(_STYLES[found], say("interface", found, view.lang)) + aside(strung(listed, view.lang), view.lang)


def remainder(document: DocumentResult, view: View) -> Iterator[str]:
    """What holds and is worth telling, what was not judged, and the text that no field took; all of it is in the JSON report."""
    runs = [run for form in document.forms for run in form.rules]
    notes = _list("remarks", [note for run in runs for note in remarks(run, view)], view)
    alone = [say("interface", "unrelated", view.lang, count=form.unrelated) for form in document.forms if form.unrelated]
    why = _list("not-run", [*readings(document, view), *alone, *(reason for run in runs for reason in reasons(run, view))], view)
    unread = _unread(document, view)
    left_out = {id_ for form in document.forms for id_ in form.left_out}
    chosen = [say("interface", "left-out", view.lang, count=len(left_out))] if left_out else []
    settled = _settled(document, view)
    if notes or why or unread or chosen or settled:
        yield ""
    yield from (*notes, *why, *unread, *chosen, *settled)


def readings(document: DocumentResult, view: View) -> list[str]:
    """What may have been read wrong of a text dump: tables that their numbers do not confirm, rows that were put together by inference."""
    doubts = [say("interface", "doubtful", view.lang, table=_name(form.form, table)) for form in document.forms for table in _doubtful(form.form)]
    return [*doubts, *(_inferred(form, view) for form in document.forms if form.inferred)]


def _settled(document: DocumentResult, view: View) -> list[str]:
    """How many findings were settled before; with `--show-suppressed` which ones, and why."""
    if not document.settled:
        return []
    known = sum(each.kind == "baseline" for each in document.settled)
    line = say("interface", "settled", view.lang, judged=len(document.settled) - known, known=known)
    return [line, *(_reason(each, view) for each in document.settled)] if view.suppressed else [line]


def _reason(settled: Settled, view: View) -> str:
    kind = say("interface", f"settled-{settled.kind}", view.lang)
    why = led(kind, visible(settled.reason) + aside(visible(settled.where), view.lang), view.lang) if settled.reason else kind
    return f"  - [{settled.finding.check}] {told(settled.finding, view)} {why}"


def _doubtful(form: Form) -> list[str]:
    return sorted(form.doubtful & form.tables.keys())


def _inferred(form: FormResult, view: View) -> str:
    """How many rows were put together by inference, and where the first of them stand."""
    told = [_torn(each, view.lang) for each in form.inferred[:MOST_INFERRED]]
    rows = ("、" if view.lang == "zh" else ", ").join(told) + (" .." if len(form.inferred) > len(told) else "")
    return say("interface", "inferred-rows", view.lang, count=len(form.inferred), rows=rows)


def _torn(row: Mention, lang: str) -> str:
    name = short(visible("".join(row.label[:1]) or row.text), 24)
    return say("interface", "inferred-row", lang, where=in_words(row.place, lang), name=name).strip()


def _name(form: Form, table: str) -> str:
    """A table by its first headings, which a reader of the form knows."""
    return visible("、".join(list(form.table(table).columns.values())[:3])) or table


def _list(heading: str, told: Sequence[str], view: View) -> list[str]:
    """A heading and a line each, no line twice and not more than MOST_REASONS."""
    lines = list(dict.fromkeys(told))
    if not lines:
        return []
    more = [say("interface", "and-more", view.lang, count=len(lines) - MOST_REASONS)] if len(lines) > MOST_REASONS else []
    return [led(say("interface", heading, view.lang), "", view.lang), *(f"  - {line}" for line in (*lines[:MOST_REASONS], *more))]


def _unread(document: DocumentResult, view: View) -> list[str]:
    unread = [each.text for form in document.forms for each in form.form.unread]
    if not unread:
        return []
    first = [short(visible(text), 24) for text in unread[:MOST_UNREAD]]
    texts = listed(first, view.lang) if view.lang == "zh" else ", ".join(f'"{text}"' for text in first)
    texts += " .." if len(unread) > MOST_UNREAD else ""
    return [say("interface", "unread", view.lang, count=len(unread), texts=texts)]


def passed_over(passed: Passed, lang: str) -> str:
    """What of the folders was not looked at."""
    return say("interface", passed.reason, lang, count=passed.count, listed=names(passed))


def names(passed: Passed) -> str:
    """The first of what was passed over."""
    return ", ".join(visible(name) for name in passed.listed[:MOST_PASSED]) + (" .." if len(passed.listed) > MOST_PASSED else "")


def totals(result: Result, view: View) -> Iterator[str]:
    """The end of the report: documents, findings, figures, and what was not looked at."""
    yield from _counts(result, view)
    yield from (passed_over(each, view.lang) for each in result.passed)


def _counts(result: Result, view: View) -> Iterator[str]:
    states = [standing(document) for document in result.documents]
    counts = {name: states.count(name) for name in _STYLES}
    further = [(name, counts.pop(name)) for name in ("known", "part", "idle")]
    more = "".join(say("interface", f"documents-{name}", view.lang, count=count) for name, count in further if count)
    yield say("interface", "documents", view.lang, count=len(states), **counts) + more
    yield say("interface", "findings", view.lang, **{severity.value: result.count(severity) for severity in Severity})
    figures = standings(form for document in result.documents for form in document.forms)
    if not any(figures.values()):  # nothing could be read: rows of zeros would look like a check that was made
        return
    yield _related(result, view)
    yield say(
        "interface",
        "figures",
        view.lang,
        verified=figures["verified"],
        conflict=figures["in-conflict"],
        uncovered=figures["not-covered"],
    )


def _related(result: Result, view: View) -> str:
    counted = [form.outcomes for document in result.documents for form in document.forms]
    doubted = sum(each[name] for each in counted for name in ("improbable", "mode", "joint"))
    sums = {name: sum(each[name] for each in counted) for name in ("holds", "rounding", "violated")}
    return say("interface", "relations", view.lang, **sums, doubted=doubted)
