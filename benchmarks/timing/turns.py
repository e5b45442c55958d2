"""Time and memory of rivals that run in turns, so that a noisy machine is noisy for all of them."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

USED = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, used.ru_maxrss, used.ru_utime + used.ru_stime)
"""  # from a small process: Linux counts what a process had before it became another


def started(command: Sequence[str], environment: Mapping[str, str]) -> Callable[[], None]:
    """1 (findings) is a right answer too."""

    def start() -> None:
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        assert done.returncode in (0, 1), done.returncode

    return start


class Spent(NamedTuple):
    """Milliseconds by the clock, and of all processors: of this process and those it had."""

    wall: float
    processor: float

    def beyond(self, other: "Spent") -> "Spent":
        """What is spent beside what the other spends."""
        return Spent(self.wall - other.wall, self.processor - other.processor)


def in_turns(rivals: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Median milliseconds of each, taken in turns after one unmeasured run of each."""
    return [spent.wall for spent in spent_in_turns(rivals, runs)]


def spent_in_turns(rivals: Sequence[Callable[[], object]], runs: int) -> list[Spent]:
    """As `in_turns`, with the time of the processors."""
    return [Spent(*map(statistics.median, zip(*taken, strict=True))) for taken in every_turn(rivals, runs)]


def ratio(ours: Sequence[Spent], theirs: Sequence[Spent]) -> float:
    """By the clock, the median of all turns: what slows a turn down slows both, and medians of each may come from different turns."""
    return statistics.median(our.wall / their.wall for our, their in zip(ours, theirs, strict=True))


def every_turn(rivals: Sequence[Callable[[], object]], runs: int) -> list[list[Spent]]:
    """What each rival spent in each turn."""
    times: list[list[Spent]] = [[] for _ in rivals]
    for run in range(runs + 1):
        for rival, taken in zip(rivals, times, strict=True):
            wall, processor = time.perf_counter(), _processor()
            rival()
            if run:
                taken.append(Spent((time.perf_counter() - wall) * 1000, (_processor() - processor) * 1000))
    return times


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def used(*command: str) -> tuple[int, float]:
    """The most bytes of memory that the command took, and its seconds of processor."""
    status, memory, seconds = subprocess.run([sys.executable, "-c", USED, *command], capture_output=True, text=True, check=True).stdout.split()
    assert status in ("0", "1"), status
    return int(memory) * (1 if sys.platform == "darwin" else 1024), float(seconds)
