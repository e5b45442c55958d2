"""A PDF whose pages are drawn while it is still being checked: by a second process, which opens it itself, held as most are held.

A long one is left to the two processes that read it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module

from formlint.drawing._beside import Beside, Draw
from formlint.readers.processes.forked import FEWEST

LARGEST = 5_000_000  # bytes


class Early:
    """The first pages of the PDF in these bytes. Nothing is done for a large one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        import_module("formlint.readers.pdfs.pdfium")  # both processes need it: imported once
        self._beside = Beside(range(1, FEWEST), partial(_drawer, data)) if len(data) <= LARGEST else None

    def taken(self, data: bytes, wanted: Sequence[int]) -> Beside | None:
        """Its pages, if these are they: all pages of the same bytes."""
        if self._beside and self._data == data and tuple(wanted) == tuple(range(1, len(wanted) + 1)) and len(wanted) < FEWEST:
            return self._beside
        self.end()
        return None

    def end(self) -> None:
        """Nobody wants them any more."""
        if self._beside:
            self._beside.end()
        self._beside = None


@contextmanager
def _drawer(data: bytes) -> Iterator[Draw]:
    from formlint.drawing._pages import drawer  # noqa: PLC0415 - only for files that are drawn

    with drawer(data, {}, most=FEWEST - 1) as draw:  # of a longer one the second process draws nothing
        yield draw
