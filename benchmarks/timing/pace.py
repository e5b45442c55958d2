"""How fast this machine is now, beside the one that the goals in milliseconds were laid down on.

Nothing but a rival tells: a machine that is shared takes two or three times as long in one hour as in another. pdfplumber is taken, pure Python as
formlint's own rooms are, which that machine was measured with, too.
"""

from collections.abc import Callable
from functools import partial
from statistics import median
from typing import NamedTuple

from benchmarks.timing.rivals import MADE_BY_CALC, plumb, two_pages
from benchmarks.timing.turns import every_turn, spent_in_turns

PAGE = 77.1  # ms of processor that pdfplumber's characters and edges took there for a page of MADE_BY_CALC
FIXTURE = 0.642  # of that, medians of 9 turns twice: the same for a page of the fixture that is taken where MADE_BY_CALC is not
AGAIN = 8  # times in a turn at most: a form takes a tenth of pdfplumber's time, and pages were taken one after the other there, too


class Paced(NamedTuple):
    """Milliseconds of processor here, and what they would be where the goals were laid down."""

    here: float
    there: float


def paced(rival: Callable[[], object], runs: int) -> Paced:
    """The rival in turns with pdfplumber on the two pages, as often in a turn as fits beside it: the medians of its time, and of what it takes of
    pdfplumber's in each turn."""
    plumber = partial(plumb, two_pages())
    ours, theirs = spent_in_turns([rival, plumber], 1)
    times = max(1, min(AGAIN, int(theirs.processor / ours.processor)))

    def again() -> None:
        for _ in range(times):
            rival()

    turns = list(zip(*every_turn([again, plumber], runs), strict=True))
    page = PAGE * (1 if MADE_BY_CALC.exists() else FIXTURE)
    beside = median(ours.processor / theirs.processor for ours, theirs in turns)
    return Paced(median(ours.processor for ours, _ in turns) / times, beside / times * 2 * page)
