"""A report costs less than what it reports on: counted in steps, as seconds depend on what else a machine does. Those are in docs/speed.md."""

from functools import cache
from pathlib import Path

import pytest

from formlint.checks import SHIPPED, load
from formlint.cli._outputs import rendered
from formlint.definitions import shipped
from formlint.lint import Setup, lint
from formlint.reporters import NAMES, View
from formlint.results import Result
from tests.steps import steps

FORM = Path(__file__).parent.parent.parent / "fixtures" / "2022" / "form.pdf"


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED), keep=True)


@cache
def checked() -> tuple[Result, int]:
    """The result, and the steps of a check that is not the first of its process: that one loads what it needs."""
    result = Result((lint(FORM, setup()),))
    return result, steps(lambda: lint(FORM, setup()))


@pytest.mark.parametrize("name", NAMES)
def test_a_report_costs_half_of_the_check_at_most(name: str) -> None:
    result, check = checked()
    view = View(setup().checks, setup().definitions, source=lambda _: FORM.read_bytes())
    rendered(name, result, view)
    assert steps(lambda: rendered(name, result, view)) < check / 2
