"""A report costs less than what it reports on: measured beside each other, the best of several goes."""

import gc
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from formlint.checks import SHIPPED, load
from formlint.cli._outputs import rendered
from formlint.definitions import shipped
from formlint.drawing._pages import SCALE
from formlint.lint import Setup, lint
from formlint.reporters import NAMES, View
from formlint.results import Result

FORM = Path(__file__).parent.parent.parent / "fixtures" / "2022" / "form.pdf"
GOES = 5


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED), keep=True)


def view() -> View:
    return View(setup().checks, setup().definitions, source=lambda _: FORM.read_bytes())


def best(*works: Callable[[], object]) -> list[float]:
    """Seconds of the processor that each takes, in turns: what else the machine does must not count, nor what else this process holds.

    The command collects garbage seldom, too.
    """
    taken: list[list[float]] = [[] for _ in works]
    gc.collect()
    gc.disable()
    try:
        for _ in range(GOES):
            for work, times in zip(works, taken, strict=True):
                begun = time.process_time()
                work()
                times.append(time.process_time() - begun)
    finally:
        gc.enable()
    return [min(times) for times in taken]


def drawn() -> None:
    """What pdfium needs to open the form and draw its pages in grey, and to find the fonts that the form does not bring along."""
    for page in pypdfium2.PdfDocument(FORM):
        page.render(scale=SCALE, grayscale=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_costs_less_than_the_check(name: str) -> None:
    """Without what pdfium alone needs to draw the pages, where the report shows them."""
    result = Result((lint(FORM, setup()),))
    report, check, pages = best(lambda: rendered(name, result, view()), lambda: lint(FORM, setup()), drawn)
    assert report < check + (pages if name == "html" else 0)
