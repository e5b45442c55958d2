"""A finding: what a person sees. It holds no prose: check id, message id, arguments and places; the text is made when it is shown, in the
reader's language.

Findings are plain data that crosses a process as JSON, and have a total order that does not depend on how they were found.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from formlint.documents import Place
from formlint.figures import spelled
from formlint.patterns import late
from formlint.records import record

_NUMBER = late(r"\d+(?:\.\d+)?")


class Severity(StrEnum):
    """How bad it is. Members stand in order, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANKS[self]

    def raised(self) -> "Severity":
        """One level worse."""
        return list(Severity)[max(0, self.rank - 1)]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Confidence(StrEnum):
    """How sure it is. Members stand in order, surest first."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


Arg = str | tuple[str, ...]  # numbers are exact decimals or as the form writes them; several names are told one after the other
Args = tuple[tuple[str, Arg], ...]  # named arguments of a message


def text_of(args: Args, name: str) -> str:
    """The argument of that name; nothing where there is none, or it is several names."""
    return next((value for key, value in args if key == name and isinstance(value, str)), "")


@record(frozen=True, slots=True)
class Mention:
    """A number, cell or phrase of the form as a finding cites it."""

    id: str  # of its field, or of its figure: funds.total.initial, indicators[5].actual@31
    label: tuple[str, ...]
    text: str
    place: Place


@record(frozen=True, slots=True)
class Term:
    """One line of a sum on paper: `+ 基本支出 353.88`. `sign` is one of '', +, -, x, /, min, max, =."""

    sign: str
    label: str
    text: str
    mention: Mention | None = None


@record(frozen=True, slots=True)
class Comparison:
    """What is printed beside what follows: all numbers exact decimals in the unit of the printed one, `low` to `high` being what rounding allows."""

    operator: str  # =, <=, >=
    actual: Decimal
    actual_text: str
    expected: Decimal  # nominal, with the printed one's digits or a few more
    low: Decimal | None
    high: Decimal | None
    unit: str
    formula: str  # ids of the form: funds.total.initial = funds.basic.initial + funds.project.initial
    terms: tuple[Term, ...]

    @property
    def difference(self) -> Decimal:
        """Printed minus expected."""
        return self.actual - self.expected

    @property
    def unit_told(self) -> str:
        """The unit, when the printed number carries it."""
        return self.unit if self.actual_text.endswith(self.unit) else ""

    def spelled(self, number: Decimal) -> str:
        """The number as the printed one is written."""
        return spelled(number, self.actual_text) + self.unit_told


@record(frozen=True, slots=True)
class Suspect:
    """A figure that could be the wrong one, and what it should read then. `share` is its part of the probability, 0 to 1, two digits.

    `kind` names the slip: digit, look-alike, swap, lost-digit, added-digit, shift, unit, sign, reckoned, zero, other.
    """

    mention: Mention
    suggestion: str
    share: Decimal
    kind: str


@record(frozen=True, slots=True)
class Misreading:
    """A digit of a scan that the recogniser was not sure of, and that ends the contradiction when it is another: `character` was read, `instead` may
    stand there, and the figure then says `text`. `seen`: the recogniser itself thought of it; else the two only look alike."""

    mention: Mention
    character: str
    instead: str
    text: str
    seen: bool


@record(frozen=True, slots=True)
class Consequence:
    """What else changes once the suspect is put right: a target that is then missed, a score that is then too high."""

    check: str
    message: str
    args: Args
    subject: Mention


@record(frozen=True, slots=True)
class Finding:
    """The violated verdicts that share one cause. `suspects` are ranked; the first is named as the culprit only when `culprit` says so."""

    check: str  # pack/name
    rule: str
    message: str  # id of one of the check's messages
    args: Args
    severity: Severity
    confidence: Confidence
    subject: Mention
    evidence: tuple[Mention, ...] = ()
    comparison: Comparison | None = None
    suspects: tuple[Suspect, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    related: tuple[str, ...] = ()  # ids of the other checks whose verdicts went into it
    source: str = ""  # clause that demands it
    elsewhere: tuple[tuple[int, Mention], ...] = ()  # what it cites of other documents of the run, by their number from 1
    grade: str = ""  # improbable, mode, joint: what rounding could explain, and why it does not; empty when nothing explains it
    baseline: str = ""  # new, updated, unchanged: beside a baseline; empty when the run has none
    occurrence: int = 1  # n-th finding of this form with the same anchor
    inferred: tuple[Mention, ...] = ()  # of what it cites, what was put into its place by inference: that may be what is wrong
    misreading: Misreading | None = None  # set when a doubtful digit of a scan explains it: then nobody is accused

    @property
    def culprit(self) -> Suspect | None:
        """The figure that is most likely wrong, when the numbers give it away."""
        return named(self.suspects)

    @property
    def anchor(self) -> str:
        """What stays the same when the form is laid out anew, re-ordered or its numbers change: check, message and labels."""
        return _hash("anchor/v1", self.check, self.message, *(folded(part) for part in self.subject.label))

    @property
    def fingerprint(self) -> str:
        """The anchor and the numbers: changes exactly when one of them does. No place, row number, path or version goes in."""
        cited = sorted(canonical(mention.text) for mention in (self.subject, *self.evidence, *(each for _, each in self.elsewhere)))
        return _hash("value/v1", self.anchor, *cited)


_NAMED, _AHEAD = Decimal("0.8"), Decimal("0.5")


def named(suspects: Sequence[Suspect]) -> Suspect | None:
    """The first of the ranked suspects, when it is to be named: share at least 0.8, and 0.5 before the next."""
    if not suspects or suspects[0].share < _NAMED:
        return None
    return suspects[0] if len(suspects) == 1 or suspects[0].share - suspects[1].share >= _AHEAD else None


def ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Worst first, then as found (which is the order of the rules, and of the form within a rule)."""
    return tuple(sorted(findings, key=lambda finding: finding.severity.rank))


def folded(label: str) -> str:
    """The text as it is compared: without blanks, in one width and case."""
    return "".join(unicodedata.normalize("NFKC", label).split()).casefold()


def canonical(text: str) -> str:
    """The text with its numbers in one spelling: 98.0 and 98.00 are equal."""
    return _NUMBER.sub(lambda match: _shortest(match[0]), folded(text))


def _shortest(number: str) -> str:
    whole, _, part = number.partition(".")
    return ".".join(each for each in (whole.lstrip("0") or "0", part.rstrip("0")) if each)


def _hash(*parts: str) -> str:
    """128 bits over length-prefixed parts, in hexadecimal."""
    told = [part.encode("utf-8", "surrogatepass") for part in parts]
    return hashlib.sha256(b"".join([len(each).to_bytes(4, "big") + each for each in told])).hexdigest()[:32]
