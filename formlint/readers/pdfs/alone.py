"""pdfium is not thread-safe, not even across documents: whoever is in it holds this lock, and gives everything back before letting go of it.

What pypdfium2 gives back by itself, when nobody has it any more, it gives back without the lock: so files are closed here, and what is made of
them (pages, pictures) does not outlive the lines that hold it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pypdfium2

ALONE = Lock()
if hasattr(os, "register_at_fork"):  # not there on Windows; a process that is forked beside a thread in pdfium would wait for that thread for ever
    os.register_at_fork(before=ALONE.acquire, after_in_parent=ALONE.release, after_in_child=ALONE.release)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The file in these bytes, a PdfDocument of pypdfium2, for one who is alone with it. PdfiumError for one that cannot be opened."""
    with ALONE:
        file = pypdfium2.PdfDocument(data)
        try:
            yield file
        finally:
            file.close()
