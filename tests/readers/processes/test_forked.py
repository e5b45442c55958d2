"""Two processes read a long file between them, and whatever becomes of the second, every page arrives once and in its place.

The reading is done in a process of its own: the one that runs the tests has threads, where nothing is forked.
"""

import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from pathlib import Path
from signal import SIGKILL

import numpy as np
import pytest

from formlint.readers import pdf
from formlint.readers.pages import Page
from formlint.readers.processes import forked
from formlint.readers.processes.forked import FEWEST, pages
from tests.readers.printed import Sheet, grid, text
from tests.readers.printed import pdf as printed

PATIENCE = 30  # seconds
ROOT = Path(__file__).parents[3]
FRAME = grid((50, 150, 250), (750, 730, 710))
COUNT = 3 * FEWEST
BREAK = COUNT // 2 + forked.OWN  # the other process is to read it
two_processors = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="a second process reads on Linux with two processors"
)


def page(index: int) -> Page:
    """One with as many characters as its index, and the process that read it in `on_images`."""
    codes = np.full(index, ord("a") + index % 26, np.uint32)
    boxes, floors, spaced = np.full((index, 4), index / 3), np.full(index, index / 7), np.arange(index) % 2 == 1
    return Page(index + 1, 595.3, 841.9, codes, boxes, floors, spaced, np.full((index % 3, 4), 0.1), 0.25, os.getpid(), index % 4)


def reads(indices: Sequence[int], *, alone: bool) -> Generator[Page | None]:
    yield from map(page, indices)


def cannot_read_every_fifth(indices: Sequence[int], *, alone: bool) -> Generator[Page | None]:
    yield from (page(index) if index % 5 else None for index in indices)


def fails_elsewhere(indices: Sequence[int], *, alone: bool) -> Generator[Page | None]:
    for index in indices:
        if index >= BREAK and os.getpid() != MAIN:
            raise ValueError
        yield page(index)


def dies_elsewhere(indices: Sequence[int], *, alone: bool) -> Generator[Page | None]:
    for index in indices:
        if index >= BREAK and os.getpid() != MAIN:
            os.kill(os.getpid(), SIGKILL)
        yield page(index)


def kills_its_reader(indices: Sequence[int], *, alone: bool) -> Generator[Page | None]:
    """And goes on with a page that has no end."""
    for index in indices:
        if os.getpid() != MAIN:
            os.kill(MAIN, SIGKILL)
            select.select([], [], [], 2 * PATIENCE)
        yield page(index)


MAIN = os.getpid()
WAYS = {read.__name__: read for read in (reads, cannot_read_every_fifth, fails_elsewhere, dies_elsewhere)}


def seen(way: str) -> list[tuple[int, bool] | None]:
    """Of every page that comes its number, and whether this process read it; None of one that cannot be read."""
    found = list(pages(COUNT, WAYS[way]))
    for index, each in enumerate(found):
        assert not each or all(np.array_equal(getattr(each, name), getattr(page(index), name)) for name in Page.__slots__ if name != "on_images")
    return [(each.number, each.on_images == MAIN) if each else None for each in found]


def left_behind() -> bool:
    """Whether a process is left when nobody wants the rest of the pages."""
    coming = pages(COUNT, reads)
    next(coming)
    coming.close()  # type: ignore[attr-defined]
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def same_tables() -> bool:
    """Whether a long PDF gives the same to two processes as to one."""
    sheets = [Sheet(FRAME + text(55, 735, f"Page {number}") + text(55, 600, "parted")) for number in range(COUNT)]
    data = printed(*sheets)
    by_two = pdf.reading(data, pdf.PDFIUM)
    forked.FEWEST = COUNT + 1
    return by_two == pdf.reading(data, pdf.PDFIUM) and len(by_two.blocks) == 2 * COUNT


def elsewhere(call: str) -> object:
    """What the call of a function of this module gives in a process without threads."""
    asked = f"import json; from tests.readers.processes import test_forked; print(json.dumps(test_forked.{call}))"
    ran = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert not ran.stderr
    return json.loads(ran.stdout)


@two_processors
def test_two_processes_share_the_pages_and_they_come_in_their_order() -> None:
    found = elsewhere("seen('reads')")
    assert isinstance(found, list)
    assert [number for number, _ in found] == list(range(1, COUNT + 1))
    assert {here for _, here in found} == {True, False}


@two_processors
def test_a_page_that_cannot_be_read_stays_in_its_place() -> None:
    found = elsewhere("seen('cannot_read_every_fifth')")
    assert isinstance(found, list)
    assert [each and each[0] for each in found] == [index + 1 if index % 5 else None for index in range(COUNT)]


@two_processors
@pytest.mark.parametrize("way", ["fails_elsewhere", "dies_elsewhere"])
def test_what_the_second_process_does_not_send_is_read_here(way: str) -> None:
    found = elsewhere(f"seen('{way}')")
    assert isinstance(found, list)
    assert [number for number, _ in found] == list(range(1, COUNT + 1))
    assert all(here for _, here in found[BREAK:])


@two_processors
def test_no_process_is_left_when_the_pages_are_not_wanted_any_more() -> None:
    assert elsewhere("left_behind()") is False


@two_processors
def test_the_second_process_ends_when_the_first_is_killed() -> None:
    asked = "from tests.readers.processes.test_forked import *; list(pages(COUNT, kills_its_reader))"
    ran = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, stdout=subprocess.PIPE, check=False, timeout=PATIENCE)  # until both have ended
    assert ran.returncode == -SIGKILL


@two_processors
def test_a_long_pdf_gives_the_same_to_two_processes_as_to_one() -> None:
    assert elsewhere("same_tables()") is True


def test_nothing_is_forked_beside_another_thread() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    found = list(pages(COUNT, reads))
    ended.set()
    other.join()
    assert {each.on_images for each in found if each} == {os.getpid()}


def test_a_short_file_is_read_by_one() -> None:
    assert [each.number for each in pages(FEWEST - 1, reads) if each] == list(range(1, FEWEST))
