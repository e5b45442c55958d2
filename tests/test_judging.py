"""Every rule is run and accounted for, whatever a check does."""

from collections.abc import Iterator

from formlint.checks import Check, Words
from formlint.definitions import Rule
from formlint.findings import Severity
from formlint.forms import Form
from formlint.judging import judge_form
from formlint.results import RuleOutcome
from formlint.verdicts import Verdict, state, unverifiable
from tests.forge import adds_up

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


def test_verdicts_carry_their_rule_and_its_severity() -> None:
    (verdict,), _ = judge_form(FORM, [Rule("r", "p/breaks", "warning")], CHECKS)
    assert (verdict.rule, verdict.check, verdict.severity) == ("r", "p/breaks", Severity.WARNING)


def test_what_could_not_be_judged_says_why() -> None:
    _, (run,) = judge_form(FORM, [Rule("r", "p/cannot")], CHECKS)
    assert run.why == (("m", (("column", "执行数"),)),)
