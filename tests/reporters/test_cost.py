"""A report costs less than what it reports on: measured beside each other, the best of several goes."""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from formlint.checks import SHIPPED, load
from formlint.cli._outputs import rendered
from formlint.definitions import shipped
from formlint.lint import Setup, lint
from formlint.reporters import NAMES, View
from formlint.results import Result

FORM = Path(__file__).parent.parent.parent / "fixtures" / "2022" / "form.pdf"
GOES = 5


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED), keep=True)


def view() -> View:
    return View(setup().checks, setup().definitions)


def best(work: Callable[[], object]) -> float:
    """Seconds."""
    taken = []
    for _ in range(GOES):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


@cache
def checking() -> float:
    return best(lambda: lint(FORM, setup()))


@pytest.mark.parametrize("name", NAMES)
def test_a_report_costs_less_than_the_check(name: str) -> None:
    """Without pictures of pages, which cost more than reading them."""
    result = Result((lint(FORM, setup()),))
    assert best(lambda: rendered(name, result, view())) < checking()
