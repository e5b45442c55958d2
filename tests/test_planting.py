"""A sample of the experiment behind docs/accuracy.md: wrong numbers planted into clean forms are found, and rightly blamed."""

from benchmarks.accuracy import experiment
from benchmarks.plain_methods import rounded_sums
from benchmarks.planting import planted
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup
from formlint.readers import open_source, read
from tests.test_fixtures import FIXTURES

FORM = FIXTURES / "clean" / "form.md"


def test_planting_is_the_same_every_time() -> None:
    setup = Setup(shipped(), load(SHIPPED))
    document = read(open_source(FORM))
    one, other = ([(each.figure, each.printed) for each in planted(document, setup)] for _ in range(2))
    assert one == other
    assert len(one) > 200


def test_the_planted_number_is_suspected_first_and_named_rightly() -> None:
    """On one form; the goals over all of them are 85%, 97% and 99%."""
    found = experiment([FORM])
    slips = found.kinds["all"]
    assert slips.first >= 0.8 * slips.breaking
    assert slips.three >= 0.95 * slips.breaking
    assert slips.wrongly <= 0.02 * slips.named
    assert found.alarms["formlint"] == 0


def test_rounded_sums_raise_no_alarm() -> None:
    assert [each.alarms["formlint"] for each in rounded_sums(runs=20)] == [0] * 5
