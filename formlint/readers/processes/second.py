"""A second process that works beside this one and sends what it made as bytes.

Forking is safe where this process has no other threads, and known to be cheap on Linux (2 ms); elsewhere there is none. Nor is there one where the
system allows no more processes, or ends of processes are ignored (SIGCHLD), so that its number may be another's when it is to be ended.
"""

import ctypes
import os
import select
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from io import BufferedReader, BufferedWriter
from typing import NoReturn

_AHEAD = 1 << 20  # bytes that wait to be taken, some 15 pages; what Linux lets a pipe hold without privileges
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

Send = Callable[[BufferedWriter], None]


def two_can_work() -> bool:
    """Whether a second process is safe to have and has a processor to run on."""
    if sys.platform != "linux" or threading.active_count() > 1 or signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        return False
    return len(os.sched_getaffinity(0)) > 1


class Second:
    """It begins when this is made, and ends when `send` does, or with `end`. `sent` is what it sends; it tells nobody why it could not go on."""

    def __init__(self, send: Send) -> None:
        taking, giving = os.pipe()
        self._process = _forked()
        if self._process == 0:
            _work(send, taking, giving)
        os.close(giving)
        self.sent: BufferedReader = os.fdopen(taking, "rb")

    def has_sent(self) -> bool:
        """Whether something has come, or nothing more will."""
        coming = select.poll()  # not select(), which knows but 1,024 open files
        coming.register(self.sent, select.POLLIN)
        return bool(coming.poll(0))

    def end(self) -> None:
        """Whatever it is doing."""
        if self.sent.closed:
            return
        self.sent.close()
        if self._process is not None:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _forked() -> int | None:
    """The number of the second process, 0 in that one; None where there can be no more, and nothing is sent."""
    with warnings.catch_warnings(), suppress(OSError):
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: numpy's, which wait for matrices to multiply
        return os.fork()
    return None


def _work(send: Send, taking: int, giving: int) -> NoReturn:
    status = 1
    try:
        from fcntl import F_SETPIPE_SZ, fcntl  # noqa: PLC0415 - not there on Windows

        with suppress(OSError, AttributeError):  # else a page without end is worked on when the process that wants it was killed
            ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
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
