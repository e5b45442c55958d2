"""Where all other sums of a table are exact, one number that spoils its row and its column was not rounded."""

import pytest

from formlint.findings import Severity
from formlint.reckoning.exact_sums import SHOWN, without_excuse
from formlint.relations import HOLDS, ROUNDING, VIOLATED, Ref, adds_up
from formlint.verdicts import Verdict, state
from tests.forge import figure


def added(stated: str, *parts: str) -> Verdict:
    """The sum of a row or a column; a number `6@a` has the id a, so that it may stand in both."""
    made = []
    for at, text in enumerate((stated, *parts)):
        number, _, id_ = text.partition("@")
        made.append(figure(number, id_ or f"{stated}-{at}-{len(parts)}"))
    whole, *others = map(Ref, made)
    return state(adds_up(whole, others), made[0], "mismatch")


def exact(count: int) -> list[Verdict]:
    return [added(f"{20 + at}", "10", f"{10 + at}") for at in range(count)]


ROW, COLUMN = added("134", "90", "36", "6@cell"), added("73", "45", "20", "6@cell")


def outcomes(*verdicts: Verdict) -> list[object]:
    return [verdict.outcome for verdict in without_excuse(verdicts) if verdict.outcome is not HOLDS]


def test_both_sums_are_asked_about() -> None:
    told = [verdict for verdict in without_excuse([ROW, COLUMN, *exact(SHOWN)]) if verdict.outcome is VIOLATED]
    assert [verdict.severity for verdict in told] == [Severity.WARNING, Severity.WARNING]


@pytest.mark.parametrize(
    "verdicts",
    [
        [ROW, COLUMN, *exact(SHOWN - 1)],
        [ROW, COLUMN, added("31", "10", "10", "10"), *exact(SHOWN)],
        [ROW, added("73", "45", "20", "6"), *exact(SHOWN)],
        [ROW, added("69", "45", "20", "6@cell"), *exact(SHOWN)],
        [added("133", "90", "36", "6@cell"), added("72", "45", "20", "6@cell"), *exact(SHOWN)],
        [ROW, *exact(SHOWN)],
    ],
    ids=["too few sums", "a third is off", "no number is part of both", "one lacks what the other has too much", "by one digit", "one alone"],
)
def test_what_may_be_rounding_stays_so(verdicts: list[Verdict]) -> None:
    assert set(outcomes(*verdicts)) == {ROUNDING}
