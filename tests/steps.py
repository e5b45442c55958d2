"""What a work takes, in calls of functions (Python's and those written in C): the same on every machine, whatever else it does. Seconds are for
`make bench`."""

import sys
from collections.abc import Callable
from types import FrameType

CALLS = ("call", "c_call")


def steps(work: Callable[[], object]) -> int:
    """The calls that this thread makes."""
    made = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal made
        made += event in CALLS

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made
