"""A verdict: what became of one relation or judgement. Checks yield them, also when all is well; diagnosis turns them into findings."""

from collections.abc import Iterable, Sequence
from typing import Any

from formlint.figures import Figure, Malformed
from formlint.findings import Args, Confidence, Mention, Severity
from formlint.forms import Field
from formlint.records import record, replace
from formlint.relations import HOLDS, IMPROBABLE, JOINT, MODE, UNVERIFIABLE, VIOLATED, Outcome, Relation
from formlint.relations.solving import judge

Subject = Figure | Field

_BAD = (VIOLATED, MODE, JOINT, IMPROBABLE)


@record(frozen=True, slots=True)
class Verdict:
    """`subject` is what is judged, and where a finding stands; `message` and `args` say what is wrong, or why it could not be judged.

    `cause` joins verdicts of one check that have one cause beyond shared figures (four rows that lost points under one empty column).
    `remark` marks what a person should be told even when it holds. Runners fill in `check` and `rule`; a check sets `severity` only where it differs
    from its rule's.
    """

    outcome: Outcome
    subject: Subject
    message: str
    args: Args = ()
    relation: Relation | None = None
    evidence: tuple[Subject, ...] = ()
    severity: Severity | None = None
    confidence: Confidence = Confidence.CERTAIN
    cause: str = ""
    remark: bool = False
    check: str = ""
    rule: str = ""
    elsewhere: tuple[tuple[int, Subject], ...] = ()  # what it cites of the forms beside this one, by their position among them
    count: int = 1  # how many things it judges: rows of which nothing is wrong have one verdict together

    @property
    def bad(self) -> bool:
        return self.outcome is not HOLDS and self.outcome in _BAD

    def figures(self) -> tuple[Figure, ...]:
        """All figures it speaks of, the relation's first."""
        told = {ref.figure.id: ref.figure for ref in self.relation.refs} if self.relation else {}
        for item in (self.subject, *self.evidence):
            figure = item if isinstance(item, Figure) else item.figure
            if figure:
                told[figure.id] = figure
        return tuple(told.values())


def stamped(verdicts: Iterable[Verdict], check: str, rule: str, severity: Severity) -> list[Verdict]:
    """The verdicts as the rule's own, with its severity unless they know better: filled in, as a check has just made them and nobody else holds them.
    Those that are another rule's are copied."""
    own = []
    filled: Any
    for filled in verdicts:
        if filled.rule:
            filled = replace(filled)  # noqa: PLW2901
        filled.check, filled.rule = check, rule
        if filled.severity is None:
            filled.severity = severity
        own.append(filled)
    return own


def state(
    relation: Relation,
    subject: Subject,
    message: str,
    *,
    args: Args = (),
    evidence: Sequence[Subject] = (),
    severity: Severity | None = None,
    confidence: Confidence = Confidence.CERTAIN,
    remark: bool = False,
) -> Verdict:
    """States a relation and judges it: the way a check does arithmetic."""
    return Verdict(judge(relation), subject, message, args, relation, tuple(evidence), severity, confidence, "", remark)


def cut_remarked(verdict: Verdict) -> Verdict:
    """The verdict; only a remark where the number was cut off instead of rounded."""
    return replace(verdict, severity=Severity.INFO) if verdict.outcome is MODE else verdict


def unverifiable(subject: Subject, why: str, **args: str) -> Verdict:
    """Could not be judged; `why` names one of the check's messages."""
    return Verdict(UNVERIFIABLE, subject, why, tuple(args.items()))


def unreadable(cells: Iterable[Field | None]) -> Field | None:
    """The first of the cells that prints something in a number's place that is none (3O5, #REF!), or digits that are no one number (20+5, 见附表2):
    what it is a part of cannot be judged."""
    for cell in cells:
        if cell is None or cell.figure is not None:  # nearly all
            continue
        if isinstance(cell.number, Malformed) or any(map(str.isdigit, cell.text)):
            return cell
    return None


def mention(subject: Subject) -> Mention:
    """The subject as findings and the ledger cite it."""
    text = subject.line if isinstance(subject, Figure) else subject.text.strip()
    return Mention(subject.id, subject.label, text, subject.place)
