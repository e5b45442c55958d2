"""A PDF whose pages are drawn while it is still being checked: by a second process, which opens it itself, held as most are held.

A long one is left to the two processes that read it.
"""

from collections.abc import Sequence
from importlib import import_module

from formlint.drawing._beside import Beside, Draw
from formlint.drawing._pictures import Picture
from formlint.readers.processes.forked import FEWEST

LARGEST = 5_000_000  # bytes


class Early:
    """The first pages of the PDF in these bytes. Nothing is done for a large one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        import_module("formlint.readers.pdfs.pdfium")  # both processes need it: imported once
        self._beside = Beside(range(1, FEWEST), _Drawer(data)) if len(data) <= LARGEST else None

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


class _Drawer:
    """Opens the file when a page is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._draw: Draw | None = None

    def __call__(self, number: int) -> Picture | None:
        if not self._draw:
            self._draw = _opened(self._data)
        return self._draw(number)


def _opened(data: bytes) -> Draw:
    """EOFError for a long file: then the second process ends."""
    from formlint.drawing._pages import count, drawer  # noqa: PLC0415 - only for files that are drawn

    if count(data) >= FEWEST:
        raise EOFError
    return drawer(data, {})
