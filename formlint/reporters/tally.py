"""What a run amounts to: the state of every document, how many figures are accounted for, and what could not be judged, with the reason."""

from collections.abc import Iterator

from formlint.findings import Severity
from formlint.reporters import View
from formlint.reporters.cutting import cut
from formlint.reporters.ink import Ink
from formlint.reporters.messages import reasons
from formlint.results import DocumentResult, Entry, Result, Standing
from formlint.words import say

MOST_REASONS = 10
MOST_UNREAD = 3

_STYLES = {"bad": "error", "good": "mend", "unchecked": "warning"}


def standing(document: DocumentResult) -> str:
    """bad: a warning or an error; good: something was judged and all of it held; unchecked: nothing was judged."""
    judged = sum(run.judged for form in document.forms for run in form.rules)
    if not judged:
        return "unchecked"
    return "bad" if any(finding.severity is not Severity.INFO for finding in document.all_findings) else "good"


def state(document: DocumentResult, view: View, ink: Ink) -> str:
    """In words, with the number of findings."""
    found = standing(document)
    counts = [(severity, sum(finding.severity is severity for finding in document.all_findings)) for severity in Severity]
    listed = ", ".join(f"{say('interface', severity.value, view.lang)} {count}" for severity, count in counts if count)
    return ink(_STYLES[found], say("interface", found, view.lang)) + (f" ({listed})" if listed else "")


def remainder(document: DocumentResult, view: View) -> Iterator[str]:
    """What was not judged, and the text that no field took; all of it is in the JSON report."""
    why = list(dict.fromkeys(reason for form in document.forms for run in form.rules for reason in reasons(run, view)))
    if why:
        yield ""
        yield say("interface", "not-run", view.lang) + ":"
        yield from (f"  - {reason}" for reason in why[:MOST_REASONS])
        if len(why) > MOST_REASONS:
            yield "  - " + say("interface", "and-more", view.lang, count=len(why) - MOST_REASONS)
    unread = [each.text for form in document.forms for each in form.form.unread]
    if unread:
        texts = ", ".join(f'"{cut(text, 24).text}"' for text in unread[:MOST_UNREAD]) + (" .." if len(unread) > MOST_UNREAD else "")
        if not why:
            yield ""
        yield say("interface", "unread", view.lang, count=len(unread), texts=texts)


def totals(result: Result, view: View) -> Iterator[str]:
    """The end of the report: documents, findings, figures."""
    states = [standing(document) for document in result.documents]
    counts = {name: states.count(name) for name in _STYLES}
    yield say("interface", "documents", view.lang, count=len(states), **counts)
    yield say("interface", "findings", view.lang, **{severity.value: result.count(severity) for severity in Severity})
    entries = [entry for document in result.documents for form in document.forms for entry in form.ledger]
    yield say(
        "interface",
        "figures",
        view.lang,
        verified=_count(entries, Standing.VERIFIED),
        conflict=_count(entries, Standing.CONFLICT),
        uncovered=_count(entries, Standing.NOT_COVERED),
    )


def _count(entries: list[Entry], which: Standing) -> int:
    return sum(entry.standing is which for entry in entries)
