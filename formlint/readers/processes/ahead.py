"""Work that a thread of its own does, while the present page is put into lines and tables.

Worth it only for work that lets go of the interpreter's lock at once: pdfium parses a page in 2 ms, the one before takes 1.5 ms to become a table.
"""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Ahead(Generic[Result]):
    """The work is begun when this is made: a thread that starts has the interpreter until it lets go."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._results: list[Result] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, name="formlint-ahead")
        self._thread.start()

    def _run(self) -> None:
        try:
            self._results.append(self._work())
        except BaseException as error:  # noqa: BLE001  raised again where the result is wanted
            self._error = error

    def result(self) -> Result:
        """What came of it, as soon as it is done; or its error is raised."""
        self._thread.join()
        if self._error:
            raise self._error
        return self._results[0]

    def results(self) -> list[Result]:
        """As `result`, for one who has to clean up: nothing where it failed."""
        self._thread.join()
        return self._results
