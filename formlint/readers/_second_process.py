"""A second process that works beside this one and sends what it made as bytes.

Forking is safe where this process has no other threads, and known to be cheap on Linux (2 ms); elsewhere there is none.
"""

import ctypes
import os
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from io import BufferedReader, BufferedWriter
from signal import SIGKILL
from typing import NoReturn

_AHEAD = 1 << 20  # bytes that wait to be taken, some 15 pages; what Linux lets a pipe hold without privileges
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

Send = Callable[[BufferedWriter], None]


def two_can_work() -> bool:
    """Whether a second process is safe to have and has a processor to run on."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


class Second:
    """It begins when this is made, and ends when `send` does, or with `end`. `sent` is what it sends; it tells nobody why it could not go on."""

    def __init__(self, send: Send) -> None:
        taking, giving = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: numpy's, which wait for matrices to multiply
            self._process = os.fork()
        if not self._process:
            _work(send, taking, giving)
        os.close(giving)
        self.sent: BufferedReader = os.fdopen(taking, "rb")

    def end(self) -> None:
        """Whatever it is doing."""
        if self.sent.closed:
            return
        self.sent.close()
        os.kill(self._process, SIGKILL)
        os.waitpid(self._process, 0)


def _work(send: Send, taking: int, giving: int) -> NoReturn:
    from fcntl import F_SETPIPE_SZ, fcntl  # noqa: PLC0415 - not there on Windows

    status = 1
    try:
        with suppress(OSError, AttributeError):  # else a page without end is worked on when the process that wants it was killed
            ctypes.CDLL(None).prctl(_END_WITH_PARENT, SIGKILL)
        os.close(taking)
        with suppress(OSError):  # it waits more often then
            fcntl(giving, F_SETPIPE_SZ, _AHEAD)
        with os.fdopen(giving, "wb") as pipe:
            send(pipe)
        status = 0
    finally:
        os._exit(status)  # without the cleaning up that is its parent's to do


def exactly(count: int, sent: BufferedReader) -> bytes:
    """So many bytes; EOFError when no more come."""
    found = sent.read(count)
    if len(found) < count:
        raise EOFError
    return found
