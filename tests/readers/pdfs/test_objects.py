"""What is told of objects on a page is the same, read where pdfium keeps it or asked for one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
import pytest

from formlint.readers import Source, read
from formlint.readers.pages.shades import INK, WHITE_INK
from formlint.readers.pdfs import calls as call
from formlint.readers.pdfs import objects as of_page
from formlint.readers.pdfs.drawing import drawing
from formlint.readers.pdfs.fonts import for_reading
from formlint.readers.pdfs.ink import limits, of_paths
from tests.readers.printed import Sheet
from tests.readers.printed import pdf as printed

PATHS = (
    "50 700 100 20 re S\n"
    "1 g 50 600 100 20 re f\n"
    "0.5 g 1 0 0 RG 2 0 0 3 10 20 cm 5 5 m 9 9 l 20 3 l B*\n"
    "q 0 0 30 30 re W n 1 1 80 20 re f 1 1 1 RG 3 3 m 4 90 l S Q\n"
    "7 7 m 8 8 l n\n"
)
TEXTS = "BT /L 12 Tf 100 500 Td (seen) Tj 1 g (white) Tj 3 Tr (unseen) Tj ET\n"


@contextmanager
def opened(operators: str) -> Iterator[Any]:
    """The page with these operators."""
    data = printed(Sheet(operators))
    with for_reading():
        file = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        page = pdfium.FPDF_LoadPage(file, 0)
        yield page
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(file)


def objects(page: Any) -> of_page.Objects:
    count = pdfium.FPDFPage_CountObjects(page)
    return of_page.Objects.at(call.each(call.page_object, [call.handle(page)] * count, range(count)))


def paths(page: Any) -> of_page.Objects:
    return objects(page).by_kind()[pdfium.FPDF_PAGEOBJ_PATH]


@pytest.fixture(params=[True, False], ids=["as known", "in another way"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """A pdfium that keeps objects as known, and one that does not."""
    if not request.param:
        monkeypatch.setattr(of_page, "_lie_as_known", lambda: False)
    return bool(request.param)


@pytest.mark.usefixtures("kept")
def test_kinds_boxes_and_the_way_paths_are_drawn() -> None:
    with opened(PATHS + TEXTS) as page:
        kinds, ruled = objects(page).by_kind(), paths(page)
        filled, stroked, matrices = ruled.drawn()
        boxes = ruled.boxes().tolist()
    assert sorted(kinds) == [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH]
    assert filled.tolist()[:5] == [False, True, True, True, False]
    assert stroked.tolist()[:5] == [True, False, True, False, True]
    assert boxes[1] == [50, 600, 150, 620]
    assert matrices[2].tolist() == [2, 0, 0, 3, 10, 20]


@pytest.mark.usefixtures("kept")
def test_the_ink_of_paths_and_what_cuts_them_off() -> None:
    with opened(PATHS) as page:
        ruled = paths(page)
        fill, stroke = of_paths(ruled, *ruled.drawn()[:2])
        cut = limits(ruled)
    assert fill.tolist()[1:3] == [WHITE_INK, INK]
    assert stroke.tolist()[4] == WHITE_INK
    assert cut is not None
    assert np.isinf(cut[:3]).all()
    assert cut[3].tolist() == cut[4].tolist() == [10, 20, 70, 110]


def test_a_page_is_drawn_alike_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(PATHS + TEXTS) as page:
        read_there = drawing(page, 1)
        monkeypatch.setattr(of_page, "_lie_as_known", lambda: False)
        asked = drawing(page, 1)
    assert read_there.rules.tolist() == asked.rules.tolist() != []
    assert read_there.shades.tolist() == asked.shades.tolist() != []
    assert read_there.doubtful.inks.tolist() == asked.doubtful.inks.tolist() != []
    assert read_there.doubtful.handles.tolist() == asked.doubtful.handles.tolist()


NESTED = 200  # clips, each within the last


def test_clips_within_clips_are_each_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first and last of 200 nested ones, then those of a second stack and one that begins anew."""
    asked: list[int] = []
    counted: call.Told = call.count_clip_segments

    def ask(clip: call.Handle, path: int) -> int:
        asked.append(path)
        return counted(clip, path)

    monkeypatch.setattr(call, "count_clip_segments", ask)
    nested = "".join(f"q {step} {step} 400 400 re W n {step} 0 m {step} 500 l S\n" for step in range(NESTED))
    with opened(f"{nested}{'Q ' * NESTED}q 7 8 20 20 re W n q 0 0 9 90 re W n 0 5 m 50 5 l S Q 0 6 m 50 6 l S Q 9 9 m 5 5 l S") as page:
        boxes = limits(paths(page))
    assert boxes is not None
    assert boxes[[0, 1, NESTED - 1]].tolist() == [[0, 0, 400, 400], [1, 1, 400, 400], [199, 199, 400, 400]]
    assert boxes[NESTED:-1].tolist() == [[7, 8, 9, 28], [7, 8, 27, 28]]
    assert np.isinf(boxes[-1]).all()
    assert len(asked) <= NESTED + 2


def test_how_objects_are_kept_is_learned_from_pdfium_itself() -> None:
    with for_reading():
        assert of_page._lie_as_known()


@pytest.mark.parametrize(("name", "offset"), [("kind", 8), ("clip", 24), ("colours", 32), ("opacity", 16), ("box", 64)], ids=str)
def test_a_pdfium_that_keeps_objects_in_another_way_is_asked(name: str, offset: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fields: Any = of_page._ANY.fields
    places = {each: fields[each][1] for each in of_page._ANY.names or ()} | {name: offset}
    moved = np.dtype(
        {"names": [*places], "formats": [fields[each][0] for each in places], "offsets": [*places.values()], "itemsize": 80},
    )
    whole: Any = of_page._PATH.fields
    monkeypatch.setattr(of_page, "_ANY", moved)
    monkeypatch.setattr(
        of_page,
        "_PATH",
        np.dtype(
            {
                "names": [*whole],
                "formats": [moved, *(whole[each][0] for each in list(whole)[1:])],
                "offsets": [whole[each][1] for each in whole],
                "itemsize": 168,
            }
        ),
    )
    if name == "clip":
        monkeypatch.setattr(of_page, "_NOTHING", (offset, 16, 32))
    with for_reading():
        assert not of_page._lie_as_known.__wrapped__()


@pytest.mark.usefixtures("kept")
def test_a_page_with_nothing_drawn_is_read() -> None:
    assert [line.text for line in read(Source("a.pdf", printed(Sheet("BT /L 12 Tf 9 9 Td (words) Tj ET")))).lines] == ["words"]
