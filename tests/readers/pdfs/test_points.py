"""The points of a path are the same, read where pdfium keeps them or asked for one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium
import pytest

from formlint.readers.pages.paths import CURVE, LINE, MOVE
from formlint.readers.pdfs import calls as call
from formlint.readers.pdfs import points as read
from formlint.readers.pdfs.fonts import for_reading
from tests.readers.printed import Sheet
from tests.readers.printed import pdf as printed

LONG = "10 10 m " + " ".join(f"{10 + step} {10 + step % 7}.25 l" for step in range(100)) + " S\n"
PATHS = "50 700 100 20 re S\n1 2 m 3.5 4 5 6 7 8 c 9 10 l h S\n0 0 m 5 0 l 5 5 m 9 9 l S\n" + LONG


@contextmanager
def paths(operators: str) -> Iterator[list[call.Handle]]:
    """The paths of a page."""
    data = printed(Sheet(operators))
    with for_reading():
        file = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        page = pdfium.FPDF_LoadPage(file, 0)
        objects = call.handles(
            map(call.page_object, [call.handle(page)] * pdfium.FPDFPage_CountObjects(page), range(pdfium.FPDFPage_CountObjects(page)))
        )
        yield [each for each in objects if call.object_type(each) == pdfium.FPDF_PAGEOBJ_PATH]
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(file)


def told(found: read.Points) -> list[list[float]]:
    return [each.tolist() for each in found]


@pytest.fixture(params=[True, False], ids=["as known", "in another way"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pdfium that keeps points as known, and one that does not."""
    if not request.param:
        monkeypatch.setattr(read, "_lie_as_known", lambda: False)


@pytest.mark.usefixtures("kept")
def test_points_are_read_in_their_order_with_how_the_pen_gets_there() -> None:
    with paths(PATHS) as found:
        counts = call.numbers(call.count_segments, found)
        x, y, kinds = told(read.points(call.segment, counts, found))
    assert counts.tolist()[:3] == [5, 6, 4]
    assert list(zip(x, y, strict=True))[:11] == [
        *((50, 700), (150, 700), (150, 720), (50, 720), (50, 700)),
        *((1, 2), (3.5, 4), (5, 6), (7, 8), (9, 10), (1, 2)),
    ]
    assert kinds[:15] == [*(MOVE, LINE, LINE, LINE, LINE), *(MOVE, CURVE, CURVE, CURVE, LINE, LINE), *(MOVE, LINE, MOVE, LINE)]
    assert (x[-1], y[-1]) == (109, 11.25)


@pytest.mark.parametrize("wrong", [0, 2, 3], ids=["a rectangle", "four points", "a hundred points"])
def test_points_of_a_path_that_does_not_end_where_it_should_are_not_read_where_they_stand(wrong: int) -> None:
    with paths(PATHS) as found:
        counts = call.numbers(call.count_segments, found)

        def astray(path: call.Handle, number: int) -> Any:
            return call.segment(path, number) + 4 * (path is found[wrong] and number == counts[wrong] - 1)

        def without(path: call.Handle, number: int) -> Any:
            return None if path is found[wrong] else call.segment(path, number)

        assert read._lying(call.segment, counts, (found,))
        assert read._lying(astray, counts, (found,)) is None
        assert read._lying(without, counts, (found,)) is None


def test_how_points_are_kept_is_learned_from_pdfium_itself() -> None:
    with for_reading():
        assert read._lie_as_known()
