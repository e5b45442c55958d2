"""Verdicts to findings: which number is wrong, and what it should be. (first form, replaced below)"""

from collections.abc import Mapping, Sequence

from formlint.definitions import Rule
from formlint.findings import Confidence, Finding, Severity
from formlint.ledger import mention
from formlint.verdicts import Verdict


def diagnose(verdicts: Sequence[Verdict], rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """One finding for every bad verdict."""
    return tuple(
        Finding(
            verdict.check,
            verdict.rule,
            verdict.message,
            verdict.args,
            verdict.severity or Severity.ERROR,
            verdict.confidence,
            mention(verdict.subject),
            tuple(mention(item) for item in verdict.figures()),
            source=rules[verdict.rule].source,
        )
        for verdict in verdicts
        if verdict.bad
    )
