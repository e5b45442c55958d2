"""Runs the rules of a definition over a form: what every check says, and what became of every rule."""

import traceback
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

from formlint.checks import Check
from formlint.definitions import Rule
from formlint.explaining import arguments, numbers
from formlint.figures import Figure, Hedge
from formlint.findings import Args, Confidence, Severity
from formlint.forms import Field, Form
from formlint.judging.modes import settled
from formlint.judging.together import reconciled
from formlint.relations import HOLDS, UNVERIFIABLE
from formlint.relations.intervals import Mode
from formlint.results import RuleOutcome, RuleRun
from formlint.verdicts import Verdict, mention, stamped

_NOTHING: Mapping[str, object] = MappingProxyType({})
PASS, FAIL, NOT_APPLICABLE = RuleOutcome.PASS, RuleOutcome.FAIL, RuleOutcome.NOT_APPLICABLE  # a member of an enum is looked up in 50 ns, a name in 5
INFO = Severity.INFO
_SEVERITIES = {severity.value: severity for severity in Severity}


def judge_form(
    form: Form, rules: Sequence[Rule], checks: Mapping[str, Check], mode: Mode | None = None
) -> tuple[tuple[Verdict, ...], tuple[RuleRun, ...]]:
    """All verdicts in the order of the rules, and what became of each rule. A check that fails of itself does not stop the others.

    `mode` is how the form definition says that its numbers are cut to their digits; without it the form itself tells.
    """
    alone = [(rule, check) for rule in rules if not (check := checks[rule.check]).beside]
    crashed: dict[str, RuleRun] = {}
    said = [_said(rule, check, form, crashed) for rule, check in alone]
    first = list(chain.from_iterable(said))
    verdicts = reconciled(settled(first, form, mode))
    if verdicts is not first:
        rest = iter(verdicts)
        said = [list(islice(rest, len(found))) for found in said]
    runs = [_run(rule, found) if found else _silent(rule.id, rule.check) for (rule, _), found in zip(alone, said, strict=True)]
    return tuple(verdicts), tuple([crashed.get(run.rule, run) for run in runs] if crashed else runs)


def judge_beside(form: Form, others: Sequence[Form], rule: Rule, check: Check) -> tuple[tuple[Verdict, ...], RuleRun]:
    """What a check across forms says of a form beside others of its unit."""
    crashed: dict[str, RuleRun] = {}
    said = _said(rule, check, form, crashed, {"beside": tuple(others)})
    return tuple(said), crashed.get(rule.id) or _run(rule, said)


def _said(rule: Rule, check: Check, form: Form, crashed: dict[str, RuleRun], given: Mapping[str, object] = _NOTHING) -> list[Verdict]:
    """The verdicts of one check. Should it have failed there are none, and `crashed` gets its run, with what it judged last as the place."""
    found: list[Verdict] = []
    try:
        # what came before a crash stays in it: that is told with what was judged last
        found.extend(check.run(form, **rule.given, **given) if given else check.run(form, **rule.given))
        if not found:  # half of them
            return found
        own = stamped(found, rule.check, rule.id, _SEVERITIES[rule.severity])
        for verdict in own:
            if verdict.outcome is not HOLDS and verdict.bad:
                _soften(verdict, form)
    except Exception:  # noqa: BLE001  the border to foreign code: a pack's fault must not hide what the other checks found
        at = next((each.subject for each in reversed(found) if _sound(each)), None) or _first(form, rule)
        why = ("crashed", (("trace", traceback.format_exc()),))
        crashed[rule.id] = RuleRun(rule.id, rule.check, RuleOutcome.CRASHED, why=(why,), at=mention(at) if at else None)
        return []
    return own


def _sound(verdict: object) -> bool:
    """It is one, about something that the form prints, as far as a pack keeps to its types."""
    return isinstance(verdict, Verdict) and isinstance(verdict.subject, Figure | Field)


def _first(form: Form, rule: Rule) -> Field | None:
    """The first cell of the table that a rule is about, else of the form."""
    rows = form.table(rule.place.partition("[")[0]).rows
    return next((field for row in rows for field in row.cells.values()), next(form.all_fields(), None))


def _soften(verdict: Verdict, form: Form) -> None:
    """A complaint that rests on a doubtful reading is a remark: the reading may be what is wrong. So is one of numbers that are told loosely."""
    softened: Any = verdict
    if form.doubtful and form.doubtful & _tables(verdict):
        softened.severity, softened.confidence = INFO, Confidence.POSSIBLE
    elif True in [figure.hedge in _LOOSE for figure in verdict.figures()]:
        softened.severity = INFO


_LOOSE = (Hedge.ABOUT, Hedge.UNDER)  # 约200, 近4000: how far off they may be is a guess, so they accuse nobody


def _told(verdict: Verdict) -> Args:
    return arguments(verdict, numbers(verdict.relation) if verdict.relation else None)


def _tables(verdict: Verdict) -> set[str]:
    """The tables, and other first parts of ids, that it speaks of."""
    return {subject.id.partition(".")[0].partition("[")[0] for subject in (verdict.subject, *verdict.figures(), *verdict.evidence)}


def _run(rule: Rule, verdicts: Sequence[Verdict]) -> RuleRun:
    held, remarks = 0, False
    for verdict in verdicts:
        if verdict.outcome is not HOLDS:
            break
        held += verdict.count
        remarks = remarks or verdict.remark
    else:  # four of five
        return RuleRun(rule.id, rule.check, PASS, held, (), _remarks(verdicts)) if remarks else _passed(rule.id, rule.check, held)
    judged = [verdict for verdict in verdicts if verdict.outcome is not UNVERIFIABLE]
    unjudged = [(verdict.message, verdict.args) for verdict in verdicts if verdict.outcome is UNVERIFIABLE] if len(judged) < len(verdicts) else ()
    failed = [verdict for verdict in judged if verdict.severity is not INFO and verdict.bad]
    outcome = FAIL if failed else PASS if judged else RuleOutcome.NOT_EVALUATED
    return RuleRun(rule.id, rule.check, outcome, sum([verdict.count for verdict in judged]), tuple(dict.fromkeys(unjudged)), _remarks(judged))


@cache
def _silent(rule: str, check: str) -> RuleRun:
    """That of a rule which a form has nothing for: half of them."""
    return RuleRun(rule, check, NOT_APPLICABLE)


@lru_cache(maxsize=4096)
def _passed(rule: str, check: str, judged: int) -> RuleRun:
    """That of a rule by which all is well, and nothing worth telling."""
    return RuleRun(rule, check, PASS, judged)


def _remarks(judged: Sequence[Verdict]) -> tuple[tuple[str, Args], ...]:
    """What holds and is worth telling."""
    return tuple([(verdict.message, _told(verdict)) for verdict in judged if verdict.remark and not verdict.bad])
