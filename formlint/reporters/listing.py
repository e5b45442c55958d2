"""All findings of a run as rows of a list: what the lists for reviewers (csv, xlsx) and the summaries are made of."""

from collections.abc import Iterator, Sequence

from formlint.findings import Finding
from formlint.records import record
from formlint.reporters import View
from formlint.reporters.elsewhere import in_a_line
from formlint.reporters.messages import spoken, told
from formlint.reporters.places import in_words
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, FormResult, Result
from formlint.words import say

COLUMNS = (
    "file",
    "unit",
    "year",
    "severity",
    "confidence",
    "place",
    "label",
    "printed-text",
    "suggested",
    "problem",
    "source",
    "elsewhere",
    "check-id",
    "fingerprint",
)


@record(frozen=True, slots=True)
class Item:
    """A finding as a person lists it; texts are made visible. `printed` and `suggested` are as the form writes numbers."""

    file: str
    unit: str
    year: str
    severity: str
    confidence: str
    place: str
    label: str
    printed: str
    suggested: str
    problem: str
    source: str
    elsewhere: str
    check: str
    fingerprint: str

    def cells(self) -> tuple[str, ...]:
        """In the order of COLUMNS."""
        return tuple(getattr(self, name) for name in self.__slots__)


def heads(lang: str) -> tuple[str, ...]:
    """What the columns are called."""
    return tuple(say("interface", f"list-{column}", lang) for column in COLUMNS)


def items(result: Result, view: View) -> Iterator[Item]:
    """In the order of the documents, worst first within one."""
    for document in result.documents:
        yield from of_document(document, result, view)


def of_document(document: DocumentResult, result: Result, view: View) -> Iterator[Item]:
    """Those of one document of the run, worst first."""
    forms: dict[int, FormResult] = {id(finding): form for form in document.forms for finding in form.findings}
    paths = [each.path for each in result.documents]
    yield from (_item(finding, document, forms.get(id(finding)), paths, view) for finding in document.all_findings)


def _item(finding: Finding, document: DocumentResult, form: FormResult | None, paths: Sequence[str], view: View) -> Item:
    """One finding; `form` is the one it is in, none for one about the document as a whole; `paths` those of all documents."""
    mention = finding.culprit.mention if finding.culprit else finding.subject
    rule = view.rule(form.form.definition, finding.rule) if form else None
    basis = [text for text in (spoken(rule.says, view.lang) if rule else "", finding.source) if text]
    return Item(
        file=visible(document.path),
        unit=visible(form.whose) if form else "",
        year=str(form.form.year or "") if form else "",
        severity=say("interface", finding.severity.value, view.lang),
        confidence=say("interface", finding.confidence.value, view.lang),
        place=visible(in_words(mention.place, view.lang)),
        label=" / ".join(visible(part) for part in mention.label),
        printed=visible(mention.text),
        suggested=visible(finding.culprit.suggestion) if finding.culprit else "",
        problem=told(finding, view),
        source=visible(" / ".join(basis)),
        elsewhere=in_a_line(finding, paths, view.lang),
        check=finding.check,
        fingerprint=f"{finding.fingerprint}:{finding.occurrence}",
    )
