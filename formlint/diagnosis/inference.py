"""Findings that rest on inference: a number of a dump that was put into its row, and that nothing confirms there, may simply be another row's.

Such a finding says which of its numbers are inferred, is no error, and never certain. A relation over a whole column rests on no such thing: the sum
of the weights is the same in whatever rows they stand.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import chain

from formlint.findings import Confidence, Finding, Mention, Severity
from formlint.forms import Form
from formlint.forms.whole import per_form
from formlint.records import replace

_CONFIDENCES = list(Confidence)


def resting(finding: Finding, form: Form) -> Finding:
    """The finding about this form, with what of it is inferred."""
    if not form.inferred:
        return finding
    cited = {_field(mention): mention for mention in (*finding.evidence, finding.subject)}
    named = {id_ for id_ in cited.keys() & form.inferred if cited[id_].text}
    if not named:
        return finding
    whole = set(_columns(form, cited.keys()))
    guessed = tuple(mention for id_, mention in cited.items() if id_ in named - whole)
    if not guessed:
        return finding
    severity = max(finding.severity, Severity.WARNING, key=lambda each: each.rank)
    return replace(finding, severity=severity, confidence=max(finding.confidence, Confidence.LIKELY, key=_CONFIDENCES.index), inferred=guessed)


def _field(mention: Mention) -> str:
    """The id of the field; a figure of a text stands at an offset in it."""
    return mention.id.partition("@")[0]


def _columns(form: Form, cited: Set[str]) -> Iterator[str]:
    """The ids of columns with several numbers of which every number is cited, and nothing else of their rows."""
    for rows, columns in _numbers(form):
        whole = [ids for ids in columns if ids <= cited]
        if whole and not any(len(ids & cited) > 1 for ids in rows):
            yield from chain.from_iterable(whole)


@per_form
def _numbers(form: Form) -> Sequence[tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]]]:
    """Of each table the ids of the numbers of every row, and of every column that has several; rows that are a part of another left out."""
    found = []
    for table in form.tables.values():
        rows = [{column: cell.id for column, cell in row.cells.items() if cell.figure} for row in table.rows if not row.parent]
        columns = [frozenset([row[column] for row in rows if column in row]) for column in table.columns]
        found.append(([frozenset(row.values()) for row in rows], [ids for ids in columns if len(ids) > 1]))
    return found
