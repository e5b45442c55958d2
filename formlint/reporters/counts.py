"""What a run amounts to when it is too long to be read: how often each check found something and in how many documents, and how each unit stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from formlint.findings import Finding, Severity
from formlint.reporters.tally import standing
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Result


@dataclass(slots=True)
class Count:
    """Of one check or unit: its findings by severity, its documents, how many of these have errors or warnings, and could not be checked."""

    name: str
    findings: Counter[Severity] = field(default_factory=Counter)
    documents: int = 0
    bad: int = 0
    unchecked: int = 0

    @property
    def levels(self) -> tuple[int, ...]:
        """How many findings of each severity, the gravest first."""
        return tuple(self.findings[severity] for severity in Severity)


def by_check(result: Result) -> list[Count]:
    """The checks that found something, those with the most errors first."""
    counts: dict[str, Count] = {}
    for document in result.documents:
        for name in _add(counts, ((finding.check, finding) for finding in document.all_findings)):
            counts[name].documents += 1
    return _ordered(counts)


def by_unit(result: Result) -> list[Count]:
    """The units whose forms were in the run, those with the most errors first; last what names no unit. Where a document holds forms of several, it
    is one of each, and what is wrong with it as a whole is told of the first."""
    counts: dict[str, Count] = {}
    for document in result.documents:
        units = {visible(form.whose): None for form in document.forms} or {"": None}
        found = [(next(iter(units)), finding) for finding in document.findings]
        found += [(visible(form.whose), finding) for form in document.forms for finding in form.findings]
        _add(counts, found)
        bad = {name for name, finding in found if finding.severity is not Severity.INFO}
        for name in units:
            count = counts.setdefault(name, Count(name))
            count.documents += 1
            count.bad += name in bad and not _unchecked(document)
            count.unchecked += _unchecked(document)
    return sorted(_ordered(counts), key=lambda count: not count.name)


def _add(counts: dict[str, Count], found: Sequence[tuple[str, Finding]] | Iterator[tuple[str, Finding]]) -> set[str]:
    """Counts findings under their names; the names that had any."""
    names = set()
    for name, finding in found:
        names.add(name)
        counts.setdefault(name, Count(name)).findings[finding.severity] += 1
    return names


def _ordered(counts: dict[str, Count]) -> list[Count]:
    """Equals by their names, so that the order of the files says nothing."""
    return sorted(counts.values(), key=lambda count: ([-each for each in count.levels], -count.bad, -count.unchecked, count.name))


def _unchecked(document: DocumentResult) -> bool:
    return standing(document) == "unchecked"
