"""Every rule is run and accounted for, whatever a check does."""

from collections.abc import Iterator

import pytest

from formlint.checks import Check, Words
from formlint.definitions import Rule
from formlint.figures import Hedge
from formlint.findings import Severity
from formlint.forms import Form
from formlint.judging import judge_form
from formlint.relations import Operator, Outcome, Ref, Relation
from formlint.results import RuleOutcome, crash_finding
from formlint.verdicts import Verdict, state, unverifiable
from tests.forge import adds_up, figure

FORM = Form("d", "", {})
SAID = {"m": Words("错", "wrong")}


def holds(form: Form, **options: object) -> Iterator[Verdict]:
    relation = adds_up("3", "1", "2")
    yield state(relation, relation.figures()[0], "m")


def breaks(form: Form, **options: object) -> Iterator[Verdict]:
    relation = adds_up("9", "1", "2")
    yield state(relation, relation.figures()[0], "m")


def cannot(form: Form, **options: object) -> Iterator[Verdict]:
    yield unverifiable(adds_up("9", "1", "2").figures()[0], "m", column="执行数")


def nothing(form: Form, **options: object) -> Iterator[Verdict]:
    yield from ()


def crashes(form: Form, **options: object) -> Iterator[Verdict]:
    raise ZeroDivisionError("a fault of the check")
    yield


CHECKS = {f"p/{run.__name__}": Check(run, SAID["m"], SAID, ()) for run in (holds, breaks, cannot, nothing, crashes)}


def outcomes(*names: str) -> dict[str, RuleOutcome]:
    _, runs = judge_form(FORM, [Rule(name, f"p/{name}", "warning") for name in names], CHECKS)
    return {run.rule: run.outcome for run in runs}


def test_every_rule_ends_in_an_outcome() -> None:
    assert outcomes("holds", "breaks", "cannot", "nothing") == {
        "holds": RuleOutcome.PASS,
        "breaks": RuleOutcome.FAIL,
        "cannot": RuleOutcome.NOT_EVALUATED,
        "nothing": RuleOutcome.NOT_APPLICABLE,
    }


def test_a_crash_in_one_check_leaves_the_others_their_say() -> None:
    assert outcomes("crashes", "breaks") == {"crashes": RuleOutcome.CRASHED, "breaks": RuleOutcome.FAIL}


def test_a_crash_is_told_with_the_place_of_what_was_judged_last() -> None:
    def halfway(form: Form, **options: object) -> Iterator[Verdict]:
        yield from holds(form)
        raise KeyError("a fault of the check")

    verdicts, (run,) = judge_form(FORM, [Rule("r", "p/halfway")], {"p/halfway": Check(halfway, SAID["m"], SAID, ())})
    finding = crash_finding(run)
    assert (verdicts, run.outcome) == ((), RuleOutcome.CRASHED)
    assert (finding.check, finding.subject.id) == ("document/check-crashed", "t")
    assert dict(finding.args) == {"check": "p/halfway", "rule": "r", "fault": "KeyError: 'a fault of the check'"}


@pytest.mark.parametrize("fault", ["text", Verdict(Outcome.VIOLATED, "t", "m"), Verdict(Outcome.VIOLATED, None, "m")])  # type: ignore[arg-type]  # a pack's fault
def test_a_pack_that_yields_what_is_no_verdict_leaves_the_others_their_say(fault: Verdict) -> None:
    def strange(form: Form, **options: object) -> Iterator[Verdict]:
        yield from holds(form)
        yield fault

    checks = {**CHECKS, "p/strange": Check(strange, SAID["m"], SAID, ())}
    _, runs = judge_form(FORM, [Rule("r", "p/strange"), Rule("b", "p/breaks")], checks)
    assert [run.outcome for run in runs] == [RuleOutcome.CRASHED, RuleOutcome.FAIL]
    assert crash_finding(runs[0]).subject.id == "t"


@pytest.mark.parametrize(("hedge", "severity"), [(Hedge.ABOUT, Severity.INFO), (Hedge.UNDER, Severity.INFO), (Hedge.OVER, Severity.ERROR)])
def test_a_loosely_told_number_accuses_nobody(hedge: Hedge, severity: Severity) -> None:
    def told(form: Form, **options: object) -> Iterator[Verdict]:
        relation = Relation(Ref(figure("500", "t", hedge=hedge)), Operator.EQUAL, Ref(figure("719", "u"), exact=True))
        yield state(relation, relation.figures()[0], "m")

    (verdict,), _ = judge_form(FORM, [Rule("r", "p/told")], {"p/told": Check(told, SAID["m"], SAID, ())})
    assert verdict.severity is severity


def test_verdicts_carry_their_rule_and_its_severity() -> None:
    (verdict,), _ = judge_form(FORM, [Rule("r", "p/breaks", "warning")], CHECKS)
    assert (verdict.rule, verdict.check, verdict.severity) == ("r", "p/breaks", Severity.WARNING)


def test_a_rule_tells_what_holds_and_is_remarked_on() -> None:
    def remarks(form: Form, **options: object) -> Iterator[Verdict]:
        for stated, message, remark in (("3", "told", True), ("3", "m", False), ("9", "wrong", True)):
            relation = adds_up(stated, "1", "2")
            yield state(relation, relation.figures()[0], message, remark=remark)

    _, (run,) = judge_form(FORM, [Rule("r", "p/remarks")], {"p/remarks": Check(remarks, SAID["m"], SAID, ())})
    assert [message for message, _ in run.remarks] == ["told"]


def test_what_could_not_be_judged_says_why() -> None:
    _, (run,) = judge_form(FORM, [Rule("r", "p/cannot")], CHECKS)
    assert run.why == (("m", (("column", "执行数"),)),)
