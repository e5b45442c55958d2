"""Every check is shown at work: its good examples are silent, its bad ones are found, and each of its messages is told, in both languages.

What only a text dump makes a check say (a column is lost) is shown by the dumps of fixtures/.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from formlint.checks import SHIPPED, Bad, Check, Good, load
from formlint.definitions import Definition, Rule, shipped
from formlint.diagnosis import diagnose
from formlint.findings import Finding, Severity
from formlint.judging import judge_form
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.readers.markdown import parse
from formlint.recognisers import recognise
from formlint.results import RuleOutcome
from formlint.verdicts import Verdict

CHECKS = load(SHIPPED)
DUMPS = sorted((Path(__file__).parent.parent / "fixtures").glob("*/form.txt"))
LOSSES = (("", ""), ("万元", ""), ("24场 10 10", "24场 10"))  # nothing; the unit of the cost rows; a score
EXAMPLES = [(check, example) for check in CHECKS.values() for example in check.examples]
NAMES = [f"{check.id}-{at}-{type(example).__name__}" for check in CHECKS.values() for at, example in enumerate(check.examples)]


def definition(form: str) -> Definition:
    return next(each for each in shipped() if each.id == form)


def rules_of(check: Check, form: str) -> list[Rule]:
    return [rule for rule in definition(form).rules if rule.check == check.id]


@cache
def judged(text: str, form: str, check_id: str) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """The verdicts and findings of one check on one example."""
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    rules = rules_of(CHECKS[check_id], form)
    forms = recognise(parse(text), [definition(form)], force=form)
    assert forms, "the example is not read as a form"
    for each in forms:
        said, runs = judge_form(each, rules, CHECKS)
        assert not [run.why for run in runs if run.outcome is RuleOutcome.CRASHED]
        verdicts += said
        findings += diagnose(said, {rule.id: rule for rule in rules}, each.figures())
    return tuple(verdicts), tuple(findings)


def heard(findings: tuple[Finding, ...], check: Check) -> list[Finding]:
    """The findings that count: remarks only where the check makes nothing else."""
    remarks = all(rule.severity == Severity.INFO for each in shipped() for rule in each.rules if rule.check == check.id)
    return [finding for finding in findings if remarks or finding.severity is not Severity.INFO]


@pytest.mark.parametrize(
    ("check", "example"), [pair for pair in EXAMPLES if isinstance(pair[1], Good)], ids=[name for name in NAMES if "Good" in name]
)
def test_a_good_example_is_silent(check: Check, example: Good) -> None:
    _, findings = judged(example.text, example.form, check.id)
    assert heard(findings, check) == []


@pytest.mark.parametrize(("check", "example"), [pair for pair in EXAMPLES if isinstance(pair[1], Bad)], ids=[name for name in NAMES if "Bad" in name])
def test_a_bad_example_is_found_where_it_says(check: Check, example: Bad) -> None:
    _, findings = judged(example.text, example.form, check.id)
    found = [(finding.subject.text, finding.message) for finding in heard(findings, check)]
    assert any(text == example.at and example.message in ("", message) for text, message in found), found


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_is_shown_both_ways(check: Check) -> None:
    """Silence is tested at least as hard as alarm: as many good examples, and two or more."""
    bad = sum(isinstance(example, Bad) for example in check.examples)
    good = sum(isinstance(example, Good) for example in check.examples)
    assert bad >= 1
    assert good >= max(bad, 2)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_has_a_manual_and_a_title_in_both_languages(check: Check) -> None:
    for words in (check.manual, check.title, *check.says.values()):
        assert re.search("[一-鿿]", words.zh)
        assert re.search("[A-Za-z]{3}", words.en)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_both_languages_of_a_message_use_the_same_arguments(check: Check) -> None:
    for words in check.says.values():
        used = [set(re.findall(r"{(\w+)}", text)) for text in (words.zh, words.en)]
        assert used[0] == used[1]


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_verdict_of_the_examples_can_be_told(check: Check) -> None:
    """What a check says has words, and the arguments that the words ask for."""
    for example in check.examples:
        verdicts, findings = judged(example.text, example.form, check.id)
        assert {verdict.message for verdict in verdicts} <= set(check.says)
        for finding in findings:
            assert check.says[finding.message].zh.format_map(dict(finding.args))
            assert check.says[finding.message].en.format_map(dict(finding.args))


@cache
def told_of_dumps() -> frozenset[tuple[str, str]]:
    """Check and message of every verdict on the dumps of fixtures/, as they are and with what LOSSES takes away."""
    texts = [path.read_text(encoding="utf-8").replace(*loss) for path in DUMPS for loss in LOSSES]
    results = [lint_source(Source("form.txt", text.encode()), "form.txt", Setup(shipped(), CHECKS)) for text in texts]
    return frozenset((verdict.check, verdict.message) for result in results for form in result.forms for verdict in form.verdicts)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_message_of_a_check_is_told_somewhere(check: Check) -> None:
    """A message that no example and no dump brings up has never been seen by anyone."""
    told = {verdict.message for example in check.examples for verdict in judged(example.text, example.form, check.id)[0]}
    told |= {message for name, message in told_of_dumps() if name == check.id}
    assert set(check.says) <= told


def test_every_rule_names_a_check_and_every_check_has_a_rule() -> None:
    used = {rule.check for each in shipped() for rule in each.rules}
    assert used == set(CHECKS)


def test_every_rule_says_what_it_demands_in_both_languages() -> None:
    assert all({"zh", "en"} <= set(rule.says) for each in shipped() for rule in each.rules)
