"""Text that is slanted by its matrix keeps its blanks, and stands where its base line does."""

import pytest

from formlint.documents import Line
from formlint.readers import Source, read
from formlint.readers.pdfs import slanted
from formlint.readers.pdfs.slanted import SAMPLE
from tests.readers.printed import Sheet, pdf


def line(operators: str) -> Line:
    (found,) = read(Source("a.pdf", pdf(Sheet(operators)))).lines
    return found


@pytest.mark.parametrize("matrix", ["1 0 0 1", "1 0 0.3 1", "1 0 -0.3 1", "2 0 0.7 2"], ids=["upright", "to the right", "to the left", "larger"])
def test_blanks_between_numbers_are_kept(matrix: str) -> None:
    assert line(f"BT /L 10 Tf {matrix} 60 580 Tm (some 12 34 words) Tj ET").text == "some 12 34 words"


def test_slanted_letters_below_many_upright_ones_keep_their_blanks() -> None:
    upright = f"BT /L 6 Tf 60 620 Td ({'upright ' * 2 * SAMPLE}) Tj ET\n"
    *_, last = read(Source("a.pdf", pdf(Sheet(upright + "BT /L 10 Tf 1 0 0.3 1 60 580 Tm (some 12 34 words) Tj ET")))).lines
    assert last.text == "some 12 34 words"


def test_letters_beside_each_other_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slanted, "_leaning", None)
    assert line("BT /L 10 Tf 60 580 Td (some 12 34 words) Tj ET").text == "some 12 34 words"


def test_letters_stand_as_wide_as_they_do_upright() -> None:
    upright, slanted = (line(f"BT /L 10 Tf {matrix} 60 580 Tm (some 12 34 words) Tj ET").passage for matrix in ("1 0 0 1", "1 0 0.3 1"))
    edges = [[edge for spot in passage.place().spots for edge in getattr(spot, "edges", ())] for passage in (upright, slanted)]
    assert edges[0] == pytest.approx(edges[1], abs=0.02)
    assert len(edges[0]) == 2 * len(upright.text)


def test_letters_over_each_other_that_are_not_slanted_stay_as_they_are() -> None:
    assert line("BT /L 10 Tf 60 580 Td -2 Tc (abcdef) Tj ET").text == "abcdef"
