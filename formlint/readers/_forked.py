"""The pages of a long file, read by two processes at once: three fifths of a long PDF's reading is pdfium's, and pdfium cannot run twice in one.

This process reads the first OWN of every STRETCH pages and makes tables of them all; the forked one only reads, so it takes the larger share. It
sends what it read as plain numbers, so nothing that comes from it can be more than a page. Whatever it does not send (it met an error, or died), this
process reads itself: then the error is met, and told, here.

Forking is safe where this process has no other threads, and known to be cheap on Linux (2 ms); elsewhere, and for short files, one process reads.
"""

import ctypes
import os
import sys
import threading
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader
from signal import SIGKILL
from struct import Struct
from typing import NoReturn, Protocol

import numpy as np

from formlint.readers._pages import Page

FEWEST = 16  # pages; below, the second process has hardly begun when the first is done
STRETCH, OWN = 8, 3
_AHEAD = 1 << 20  # bytes that wait to be taken, some 15 pages; what Linux lets a pipe hold without privileges
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_HEAD = Struct("<?I3d4I")  # whether the page could be read; its numbers, with those of its characters and rules, which follow


class Read(Protocol):
    """Gives the pages with these indices (from 0), None for one that cannot be read; `alone` when no other process reads, too."""

    def __call__(self, indices: Sequence[int], *, alone: bool) -> Generator[Page | None]: ...


def pages(count: int, read: Read) -> Iterator[Page | None]:
    """All pages in their order."""
    if count < FEWEST or not _two_can_work():
        yield from read(range(count), alone=True)
        return
    theirs = [index for index in range(count) if index % STRETCH >= OWN]
    with _elsewhere(read, theirs) as sent:
        own = read([index for index in range(count) if index % STRETCH < OWN], alone=False)
        for index in range(count):
            if index % STRETCH < OWN:
                yield next(own)
                continue
            try:
                page = _received(sent)
            except EOFError:
                break
            yield page
        else:
            return
        own.close()
    yield from read(range(index, count), alone=True)


def _two_can_work() -> bool:
    """Whether a second process is safe to have and has a processor to run on."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


@contextmanager
def _elsewhere(read: Read, indices: Sequence[int]) -> Iterator[BufferedReader]:
    """What a forked process sends of the pages with these indices."""
    taking, giving = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: numpy's, which wait for matrices to multiply
        process = os.fork()
    if not process:
        _send(read, indices, taking, giving)
    os.close(giving)
    try:
        with os.fdopen(taking, "rb") as sent:
            yield sent
    finally:
        os.kill(process, SIGKILL)
        os.waitpid(process, 0)


def _send(read: Read, indices: Sequence[int], taking: int, giving: int) -> NoReturn:
    """All that the forked process does: it ends here, and tells nobody why where it could not go on."""
    from fcntl import F_SETPIPE_SZ, fcntl  # noqa: PLC0415 - not there on Windows

    status = 1
    try:
        with suppress(OSError, AttributeError):  # else a page without end is read on when the process that wants it was killed
            ctypes.CDLL(None).prctl(_END_WITH_PARENT, SIGKILL)
        os.close(taking)
        with suppress(OSError):  # it waits more often then
            fcntl(giving, F_SETPIPE_SZ, _AHEAD)
        with os.fdopen(giving, "wb") as pipe:
            for page in read(indices, alone=False):
                pipe.write(_packed(page))
        status = 0
    finally:
        os._exit(status)  # without the cleaning up that is its parent's to do


def _packed(page: Page | None) -> bytes:
    if not page:
        return _HEAD.pack(False, 0, 0.0, 0.0, 0.0, 0, 0, 0, 0)
    numbers = (page.number, page.width, page.height, page.pictured, page.on_images, page.turned, len(page.codes), len(page.rules))
    return b"".join((_HEAD.pack(True, *numbers), *(array.tobytes() for array in (page.codes, page.boxes, page.floors, page.spaced, page.rules))))


def _received(sent: BufferedReader) -> Page | None:
    """The next page; EOFError when no more comes."""
    readable, number, width, height, pictured, on_images, turned, characters, rules = _HEAD.unpack(_exactly(_HEAD.size, sent))
    if not readable:
        return None
    codes = np.frombuffer(_exactly(4 * characters, sent), np.uint32)
    boxes = np.frombuffer(_exactly(32 * characters, sent)).reshape(-1, 4)
    floors = np.frombuffer(_exactly(8 * characters, sent))
    spaced = np.frombuffer(_exactly(characters, sent), np.bool_)
    ruled = np.frombuffer(_exactly(32 * rules, sent)).reshape(-1, 4)
    return Page(number, width, height, codes, boxes, floors, spaced, ruled, pictured, on_images, turned)


def _exactly(count: int, sent: BufferedReader) -> bytes:
    found = sent.read(count)
    if len(found) < count:
        raise EOFError
    return found
