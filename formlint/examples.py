"""The examples that checks and rules carry, run: a good one must be silent, a bad one found where it says. `formlint test` calls this.

A check is tried under the rules that use it, on each example as a form of its definition; a rule of a definition on its own `good` and `bad`.
Remarks (severity info) count only where the rules make nothing else, and in examples of a remark.
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.checks import Bad, Check, Good, Remark
from formlint.definitions import Definition, Rule
from formlint.diagnosis import diagnose
from formlint.findings import Finding, Severity, text_of
from formlint.judging import judge_beside, judge_form
from formlint.kinship import family
from formlint.readers.markdown import parse
from formlint.recognisers import recognise
from formlint.records import record, replace
from formlint.results import RuleOutcome
from formlint.verdicts import Verdict


@record(frozen=True, slots=True)
class Trial:
    """One example and what came of it. `fault` is empty when that is what it should be, else the id of a message in `interface`."""

    owner: str  # id of the check or rule
    number: int  # among its examples, from 1
    example: Good | Bad
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()  # those that count
    fault: str = ""
    trace: str = ""  # of a check that failed of itself


def of_check(check: Check, definitions: Sequence[Definition], checks: Mapping[str, Check], *, good: bool = True) -> Iterator[Trial]:
    """All examples of a check; without a rule that uses it none can be run. Unless `good`, good ones are not: nothing is found in them anyway."""
    for number, example in enumerate(check.examples, 1):
        definition = next((each for each in definitions if each.id == example.form), None)
        rules = [rule for rule in definition.rules if rule.check == check.id] if definition else []
        if definition is None or not rules:
            yield Trial(check.id, number, example, fault="example-no-rule")
            return
        trial = Trial(check.id, number, example)
        yield _tried(trial, definition, rules, checks) if good or isinstance(example, Bad) else trial


def of_rule(rule: Rule, definition: Definition, checks: Mapping[str, Check]) -> Iterator[Trial]:
    """All examples of a rule, good ones first."""
    examples: list[Good | Bad] = [Good(text, definition.id) for text in rule.good]
    examples += [Bad(text, "", form=definition.id) for text in rule.bad]
    for number, example in enumerate(examples, 1):
        yield _tried(Trial(rule.id, number, example), definition, [rule], checks)


def _tried(trial: Trial, definition: Definition, rules: Sequence[Rule], checks: Mapping[str, Check]) -> Trial:
    forms = recognise(parse(trial.example.text), [definition], force=definition.id)
    if not forms:
        return replace(trial, fault="example-no-form")
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    kin = family(forms)
    for at, form in enumerate(forms):
        said, runs = judge_form(form, rules, checks)
        for rule in rules:
            wanted = checks[rule.check].beside
            others = kin.beside(at, wanted) if wanted else ()
            if others:
                more, run = judge_beside(form, [forms[other] for other in others], rule, checks[rule.check])
                said, runs = (*said, *more), (*runs, run)
        crashed = next((run for run in runs if run.outcome is RuleOutcome.CRASHED), None)
        if crashed:
            return replace(trial, fault="example-crashed", trace=text_of(crashed.why[0][1], "trace"))
        verdicts += said
        findings += diagnose(said, {rule.id: rule for rule in rules}, form.figures())
    remarks = isinstance(trial.example, Remark) or all(rule.severity == Severity.INFO for rule in rules)
    counting = tuple(finding for finding in findings if remarks or finding.severity is not Severity.INFO)
    return replace(trial, verdicts=tuple(verdicts), findings=counting, fault=_fault(trial.example, counting))


def _fault(example: Good | Bad, findings: Sequence[Finding]) -> str:
    if isinstance(example, Good):
        return "example-not-silent" if findings else ""
    wanted = [each for each in findings if (each.severity is Severity.INFO) >= isinstance(example, Remark)]
    fits = (example.at in ("", each.subject.text) and example.message in ("", each.message) for each in wanted)
    return "" if any(fits) else "example-not-found"
