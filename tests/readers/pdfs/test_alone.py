"""Whoever is in pdfium is alone there, whatever threads a program has: to read, to draw and to write into a PDF."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

import pytest

from formlint.annotating import annotated
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.drawing import drawn
from formlint.lint import Setup, lint_source
from formlint.readers import Source, read
from formlint.readers.pdfs import pdfium
from formlint.readers.pdfs.alone import ALONE
from formlint.reporters import View

FIXTURES = Path(__file__).parents[3] / "fixtures"
DATA = (FIXTURES / "project" / "faulty.pdf").read_bytes()
IN_PDFIUM = (
    "pypdfium2/_helpers/",
    "pypdfium2/internal/",
    "formlint/readers/pdfs/drawing.py",
    "formlint/readers/pdfs/notes.py",
    "formlint/drawing/_inks.py",
)


def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED))


def reads() -> None:
    assert read(Source("form.pdf", DATA)).tables


def gives_up_half_way() -> None:
    with pdfium.opened(DATA) as file:
        next(file.pages())


def draws() -> None:
    sheets, _ = drawn(read(Source("form.pdf", DATA)), DATA, ())
    assert sheets


def annotates() -> None:
    assert annotated(DATA, lint_source(Source("form.pdf", DATA), "form.pdf", setup()), View(setup().checks, setup().definitions, "zh"))


def cannot_open() -> None:
    assert drawn(read(Source("form.pdf", DATA)), b"%PDF-1.4 no more", ()) == ((), 0)


@pytest.fixture
def intruders() -> Iterator[list[str]]:
    """The functions that were called in pdfium, by this thread or one of its own, while nobody was alone there."""
    found = list[str]()

    def watch(frame: FrameType, event: str, _: object) -> None:
        called = event == "call" and frame.f_code.co_name != "<module>"  # to import one of these is no call of pdfium
        if called and not ALONE.locked() and any(part in Path(frame.f_code.co_filename).as_posix() for part in IN_PDFIUM):
            found.append(frame.f_code.co_qualname)

    threading.setprofile(watch)
    sys.setprofile(watch)
    yield found
    sys.setprofile(None)
    threading.setprofile(None)


@pytest.mark.parametrize("work", [reads, gives_up_half_way, draws, annotates, cannot_open])
def test_nobody_is_in_pdfium_without_the_lock(work: Callable[[], None], intruders: list[str]) -> None:
    work()
    assert not intruders


def test_a_page_that_is_a_picture_is_rendered_with_the_lock(intruders: list[str]) -> None:
    of_pdf = pytest.importorskip("formlint.readers.scans.of_pdf", reason="needs formlint[ocr]: make test-ocr")
    assert of_pdf.rendered(DATA, 1)
    assert not intruders


def test_threads_that_read_and_draw_get_what_one_gets() -> None:
    document = read(Source("form.pdf", DATA))
    sheets = drawn(document, DATA, ())
    with ThreadPoolExecutor(4) as threads:
        read_there = [threads.submit(read, Source("form.pdf", DATA)) for _ in range(4)]
        drawn_there = [threads.submit(drawn, document, DATA, ()) for _ in range(4)]
    assert all(each.result() == document for each in read_there)
    assert all(each.result() == sheets for each in drawn_there)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on Windows")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_that_is_forked_beside_a_thread_in_pdfium_can_go_there_too() -> None:
    inside = threading.Event()

    def stays() -> None:
        with ALONE:
            inside.set()
            sum(range(1_000_000))

    thread = threading.Thread(target=stays)
    thread.start()
    inside.wait()
    forked = os.fork()
    if not forked:
        os._exit(ALONE.locked())
    thread.join()
    assert os.waitpid(forked, 0)[1] == 0
    assert not ALONE.locked()
