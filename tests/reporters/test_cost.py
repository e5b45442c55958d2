"""A report costs less than what it reports on: measured beside each other, the best of several goes."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from formlint.annotating import annotated
from formlint.checks import SHIPPED, load
from formlint.cli._outputs import rendered
from formlint.definitions import shipped
from formlint.lint import Setup, lint
from formlint.reporters import NAMES, View
from formlint.results import Result

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
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
def checking(name: str) -> float:
    return best(lambda: lint(FIXTURES / name, setup()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["2022/form.pdf", "2022/form.xlsx"])
def test_a_report_costs_less_than_the_check(name: str, form: str) -> None:
    """Without pictures of pages, which cost more than reading them."""
    result = Result((lint(FIXTURES / form, setup()),))
    assert best(lambda: rendered(name, result, view())) < checking(form)


@pytest.mark.parametrize("form", ["2022/form.pdf", "2022/form.xlsx"])
def test_a_copy_with_notes_costs_less_than_the_check(form: str) -> None:
    result, data = replace(lint(FIXTURES / form, setup()), document=None), (FIXTURES / form).read_bytes()
    assert best(lambda: annotated(data, result, view())) < checking(form)
