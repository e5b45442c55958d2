"""How much a document may hold before it is refused: a form has a hundredth of each, and what has more is no form or means harm.

They hold for a whole run, as the context of `decimal` does: `with within(Limits(pages=5_000)): lint(...)`. On the command line the configuration of
the run lays them down (`limits`), never one that lies beside a document, which may come from whoever handed the document in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from formlint.records import record


@record(frozen=True, slots=True)
class Limits:
    """The names are those of the configuration, there with - for _."""

    megabytes: int = 100  # of a file; a form is 10 kB to 1 MB, a scan of one 20 MB
    slow_megabytes: int = 20  # of text, HTML, .xls (xlrd takes 1 s a megabyte) and what LibreOffice opens
    pages: int = 2_000
    characters: int = 50_000  # of a page; a dense form has 3,000
    rules: int = 20_000  # lines drawn on a page; a form whose every box draws its own frame has 2,000
    cells: int = 200_000  # of the tables of a document; 600 bytes and 15 microseconds each, a form has 100 to 1,000
    parts: int = 5_000  # files within a zip: docx, xlsx, OFD
    inflated_megabytes: int = 128  # of all parts together, as declared and as it really comes; at 10 MB a second of XML
    recognised_pages: int = 100  # of a scan; each takes a second or two
    seconds: float = 30  # of LibreOffice, which takes 3 to 4 for a form on an idle machine


_CURRENT: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039 - frozen


def allowed() -> Limits:
    """What is allowed here."""
    return _CURRENT.get()


@contextmanager
def within(wanted: Limits) -> Iterator[None]:
    """These hold inside."""
    token = _CURRENT.set(wanted)
    try:
        yield
    finally:
        _CURRENT.reset(token)
