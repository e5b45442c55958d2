"""Work done ahead ends as if it had been done when it was wanted; a file that is given up half way leaves nothing open."""

import threading

import pytest

from formlint.errors import ReadError
from formlint.readers import Source, pdf
from formlint.readers.pdfs.pdfium import opened
from formlint.readers.processes.ahead import Ahead
from tests.readers.printed import Sheet, grid, text
from tests.readers.printed import pdf as printed

FORM = grid((50, 150, 250), (750, 730, 710)) + text(55, 735, "Total") + text(155, 735, "450.50")


def failing() -> str:
    raise ValueError("no")


def test_what_was_worked_out_is_there_when_it_is_wanted() -> None:
    ahead = Ahead(lambda: threading.current_thread().name)
    assert ahead.result() == ahead.result() == "formlint-ahead"
    assert ahead.results() == ["formlint-ahead"]


def test_an_error_is_raised_where_the_result_is_wanted() -> None:
    ahead = Ahead(failing)
    assert ahead.results() == []
    with pytest.raises(ValueError, match="no"):
        ahead.result()


def test_a_file_may_be_closed_while_its_next_page_is_loaded() -> None:
    for wanted in range(3):
        with opened(printed(*[Sheet(FORM)] * 3)) as file:
            pages = file.pages()
            for _ in range(wanted):
                assert next(pages)
    assert not [thread for thread in threading.enumerate() if thread.name == "formlint-ahead"]


def test_a_page_that_is_refused_ends_the_reading_and_not_the_process() -> None:
    crowded = Sheet("".join(text(0, 10 * row, "x" * 1_000, 1) for row in range(51)))
    for _ in range(3):
        with pytest.raises(ReadError) as error:
            pdf.read(Source("x.pdf", printed(Sheet(FORM), crowded, Sheet(FORM), Sheet(FORM))))
        assert error.value.message == "too-many-characters"
    assert len(pdf.read(Source("x.pdf", printed(Sheet(FORM), Sheet(FORM)))).tables) == 1
