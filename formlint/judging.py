"""Runs the rules of a definition over a form: what every check says, and what became of every rule."""

import traceback
from collections.abc import Mapping, Sequence

from formlint.checks import Check
from formlint.definitions import Rule
from formlint.explaining import arguments, comparison
from formlint.findings import Args, Confidence, Severity
from formlint.forms import Form
from formlint.relations import Outcome
from formlint.results import RuleOutcome, RuleRun
from formlint.verdicts import Verdict


def judge_form(form: Form, rules: Sequence[Rule], checks: Mapping[str, Check]) -> tuple[tuple[Verdict, ...], tuple[RuleRun, ...]]:
    """All verdicts in the order of the rules, and what became of each rule. A check that fails of itself does not stop the others."""
    verdicts: list[Verdict] = []
    runs = []
    for rule in rules:
        check = checks[rule.check]
        try:
            found = [_stamped(verdict, rule, form) for verdict in check.run(form, **_options(rule))]
        except Exception:  # noqa: BLE001  the border to foreign code: a pack's fault must not hide what the other checks found
            runs.append(RuleRun(rule.id, rule.check, RuleOutcome.CRASHED, why=(("crashed", (("trace", traceback.format_exc()),)),)))
            continue
        verdicts += found
        runs.append(_run(rule, found))
    return tuple(verdicts), tuple(runs)


def _options(rule: Rule) -> dict[str, object]:
    place = {"place": rule.place} if rule.place else {}
    formula = {"formula": rule.formula} if rule.formula else {}
    return {**place, **formula, **rule.options}


def _stamped(verdict: Verdict, rule: Rule, form: Form) -> Verdict:
    """The verdict under its check, rule and severity. A complaint that rests on a doubtful reading is a remark: the reading may be what is wrong."""
    if verdict.bad and form.doubtful & _tables(verdict):
        return verdict.under(rule.check, rule.id, Severity.INFO, Confidence.POSSIBLE)
    return verdict.under(rule.check, rule.id, verdict.severity or Severity(rule.severity), verdict.confidence)


def _told(verdict: Verdict) -> Args:
    return arguments(verdict, comparison(verdict.relation) if verdict.relation else None)


def _tables(verdict: Verdict) -> set[str]:
    """The tables, and other first parts of ids, that it speaks of."""
    return {subject.id.partition(".")[0].partition("[")[0] for subject in (verdict.subject, *verdict.figures(), *verdict.evidence)}


def _run(rule: Rule, verdicts: Sequence[Verdict]) -> RuleRun:
    judged = [verdict for verdict in verdicts if verdict.outcome is not Outcome.UNVERIFIABLE]
    why = tuple(dict.fromkeys((verdict.message, verdict.args) for verdict in verdicts if verdict.outcome is Outcome.UNVERIFIABLE))
    if any(verdict.bad and verdict.severity is not Severity.INFO for verdict in judged):
        outcome = RuleOutcome.FAIL
    elif judged:
        outcome = RuleOutcome.PASS
    else:
        outcome = RuleOutcome.NOT_EVALUATED if why else RuleOutcome.NOT_APPLICABLE
    remarks = tuple((verdict.message, _told(verdict)) for verdict in judged if verdict.remark and not verdict.bad)
    return RuleRun(rule.id, rule.check, outcome, len(judged), why, remarks)
