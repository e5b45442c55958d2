"""JUnit XML, as CI servers read it: a suite a document, a case a rule. A rule that found something failed, one that could not be judged was skipped,
with the reason; a document that could not be read is an error. What may have been read wrong of it is its output. What of folders was not looked at
is a suite of its own.
"""

from collections.abc import Iterator, Sequence
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from formlint.findings import Finding, Severity
from formlint.reporters import View
from formlint.reporters.elsewhere import told_with_advice, told_with_elsewhere
from formlint.reporters.messages import reasons, told
from formlint.reporters.places import in_words
from formlint.reporters.tally import passed_over, readings
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, FormResult, Passed, Result, RuleOutcome, RuleRun

NAME = "junit"
COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}  # element: attribute
Case = tuple[str, str]  # what became of it: failure, error, skipped or empty; the element


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the suites."""
    suites = [(document, [*_document_cases(document, view), *_cases(document, result, view)]) for document in result.documents]
    passed = [_passed(each, view) for each in result.passed]
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    whole = [*(case for _, cases in suites for case in cases), *passed]
    out.write(f'<testsuites name="formlint" {_counts(whole, "failure", "error")}>\n')  # junit-10.xsd of Jenkins knows no skipped here
    for document, cases in suites:
        doubts = "\n".join(readings(document, view))
        out.write(_suite(visible(document.path), cases, f"<system-out>{escape(_clean(doubts))}</system-out>\n" if doubts else ""))
    out.write(_suite("formlint", passed) if passed else "")
    out.write("</testsuites>\n")


def _suite(name: str, cases: Sequence[Case], output: str = "") -> str:
    elements = "".join(f"{element}\n" for _, element in cases)
    return f"<testsuite name={quoteattr(name)} {_counts(cases, *COUNTED)}>\n{elements}{output}</testsuite>\n"


def _passed(passed: Passed, view: View) -> Case:
    outcome = "error" if passed.grave else "skipped"
    return outcome, _case("formlint", passed.reason, f"<{outcome} message={quoteattr(_clean(passed_over(passed, view.lang)))}/>")


def _counts(cases: Sequence[Case], *outcomes: str) -> str:
    counted = (f' {COUNTED[name]}="{sum(outcome == name for outcome, _ in cases)}"' for name in outcomes)
    return f'tests="{len(cases)}"{"".join(counted)}'


def _document_cases(document: DocumentResult, view: View) -> Iterator[Case]:
    for finding in document.findings:
        outcome = "error" if finding.severity is Severity.ERROR else "failure"
        yield outcome, _case(finding.check, "document", f"<{outcome} message={quoteattr(_clean(told(finding, view)))}/>")


def _cases(document: DocumentResult, result: Result, view: View) -> Iterator[Case]:
    for number, form in enumerate(document.forms, 1):
        suffix = f" [{number}]" if len(document.forms) > 1 else ""
        for run in form.rules:
            if run.outcome is not RuleOutcome.NOT_APPLICABLE:
                yield _rule_case(run, form, suffix, result, view)


def _rule_case(run: RuleRun, form: FormResult, suffix: str, result: Result, view: View) -> Case:
    found = [finding for finding in form.findings if finding.rule == run.rule and finding.severity is not Severity.INFO]
    if found:
        text = escape(_clean("\n".join(_told(finding, result, view) for finding in found)))
        summary = quoteattr(_clean(told_with_advice(found[0], view)))
        return "failure", _case(run.check, run.rule + suffix, f"<failure message={summary}>{text}</failure>")
    if run.outcome is RuleOutcome.CRASHED:
        return "error", _case(run.check, run.rule + suffix, f"<error message={quoteattr(_clean(' '.join(reasons(run, view))))}/>")
    if run.outcome is RuleOutcome.NOT_EVALUATED:
        return "skipped", _case(run.check, run.rule + suffix, f"<skipped message={quoteattr(_clean(' '.join(reasons(run, view))))}/>")
    return "", _case(run.check, run.rule + suffix, "")


def _told(finding: Finding, result: Result, view: View) -> str:
    place = visible(in_words((finding.culprit.mention if finding.culprit else finding.subject).place, view.lang))
    return f"{place}: " * bool(place) + told_with_elsewhere(finding, result, view)


def _case(check: str, name: str, inside: str) -> str:
    return f"<testcase classname={quoteattr(check)} name={quoteattr(name)}>{inside}</testcase>"


def _clean(text: str) -> str:
    """Without what XML 1.0 cannot hold."""
    return "".join(each for each in text if each in "\t\n" or (each >= " " and each not in "\ufffe\uffff"))
