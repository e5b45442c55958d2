"""How the numbers of one form were cut to their digits: rounded, as nearly everybody does, or cut off.

Checks judge by rounding half-up, and what only cutting off explains is a conflict of modes. Whether it stays one is for the form as a whole to say:
every derived number (a rate, a score) votes by what it fits. A form that cuts off most of them, and three or more, cuts off: then what fits cutting
off is fine, and a number that only rounding explains is the odd one. A clause such as 尾数差异系四舍五入所致 settles it, and so does `rounding:` in
the form definition, where `unknown` allows what either way could have printed.
"""

from collections.abc import Sequence

from formlint.findings import Confidence, Severity
from formlint.forms import Form
from formlint.patterns import late
from formlint.records import replace
from formlint.relations import HOLDS, IMPROBABLE, MODE, ROUNDING, UNVERIFIABLE, Least, Most, Product, Quotient, Ref
from formlint.relations.intervals import Mode
from formlint.relations.solving import sound
from formlint.verdicts import Verdict

LEAST_VOTES = 3  # two cells are cut off by chance in one form of fifty, and a score beside its rate is one story told twice
SAYS_ROUNDED = late(r"四舍五入")

_SOUND = (HOLDS, ROUNDING, IMPROBABLE)


def settled(verdicts: Sequence[Verdict], form: Form, laid_down: Mode | None = None) -> Sequence[Verdict]:
    """The verdicts under the form's own mode. Forms that round, which are nearly all, get theirs back, the very same."""
    mode = laid_down or _inferred(verdicts, form)
    if mode is Mode.HALF_UP:
        return verdicts
    return [_under(verdict, mode) for verdict in verdicts]


def _inferred(verdicts: Sequence[Verdict], form: Form) -> Mode:
    cut = len([verdict for verdict in verdicts if verdict.outcome is MODE and _votes(verdict)])
    if cut < LEAST_VOTES or any(SAYS_ROUNDED.search(text) for text in _texts(form)):
        return Mode.HALF_UP
    rounded = sum(verdict.outcome in _SOUND and _votes(verdict) and not _fits(verdict, Mode.TRUNCATED) for verdict in verdicts)
    return Mode.TRUNCATED if cut > rounded else Mode.HALF_UP


def _votes(verdict: Verdict) -> bool:
    """A number that was worked out from others, by a formula that is sure."""
    relation = verdict.relation
    if relation is None or verdict.confidence is not Confidence.CERTAIN:
        return False
    return isinstance(relation.left, Ref) and not relation.left.exact and isinstance(relation.right, Product | Quotient | Least | Most)


def _under(verdict: Verdict, mode: Mode) -> Verdict:
    """What the mode explains is rounding; what only rounding explains, in a form that cuts off, is remarked."""
    if verdict.relation is None or verdict.outcome is UNVERIFIABLE:
        return verdict
    if verdict.bad:
        return replace(verdict, outcome=ROUNDING) if _fits(verdict, mode) else verdict
    if mode is Mode.TRUNCATED and _votes(verdict) and not _fits(verdict, mode):
        return replace(verdict, outcome=MODE, severity=Severity.INFO)
    return verdict


def _fits(verdict: Verdict, mode: Mode) -> bool:
    return verdict.relation is not None and sound(verdict.relation, mode)


def _texts(form: Form) -> list[str]:
    return [*(field.text for field in form.fields.values()), *(passage.text for passage in form.unread)]
