"""How fast this machine is now, beside the one that the goals in milliseconds were laid down on.

Nothing but a rival tells: a machine that is shared takes two or three times as long in one hour as in another. pdfplumber is taken, pure Python as
formlint's own rooms are, which that machine was measured with, too.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from benchmarks.timing.rivals import MADE_BY_CALC, plumb, two_pages
from benchmarks.timing.turns import spent_in_turns

PAGE = 77.1  # ms of processor that pdfplumber's characters and edges took there for a page of MADE_BY_CALC
FIXTURE = 0.642  # of that, medians of 9 turns twice: the same for a page of the fixture that is taken where MADE_BY_CALC is not


class Paced(NamedTuple):
    """Milliseconds of processor here, and what they would be where the goals were laid down."""

    here: float
    there: float


def paced(rival: Callable[[], object], runs: int) -> Paced:
    """The median of the rival, in turns with pdfplumber on the two pages."""
    ours, plumber = spent_in_turns([rival, partial(plumb, two_pages())], runs)
    page = PAGE * (1 if MADE_BY_CALC.exists() else FIXTURE)
    return Paced(ours.processor, ours.processor * 2 * page / plumber.processor)
