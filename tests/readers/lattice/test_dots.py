"""A border of dots is a border; dots that fill an area, and a few of them, are not."""

from collections.abc import Iterator

import pytest

from formlint.readers import pdf
from formlint.readers.pdf import PDFIUM
from tests.readers.printed import Sheet, grid, text
from tests.readers.printed import pdf as printed

XS, YS = (50, 150, 250), (750, 730, 710)
WORDS = text(55, 735, "Total") + text(155, 735, "450.50") + text(55, 715, "Rate") + text(155, 715, "98.81%")


def dots(x0: int, y0: int, x1: int, y1: int, size: float) -> Iterator[str]:
    """Squares with as much white between them, level or upright."""
    count = round(max(x1 - x0, y1 - y0) / (2 * size))
    for number in range(count + 1):
        yield f"{x0 + (x1 - x0) * number / count:.2f} {y0 + (y1 - y0) * number / count:.2f} {size} {size} re f\n"


def dotted(size: float) -> str:
    across = (dot for y in YS for dot in dots(XS[0], y, XS[-1], y, size))
    down = (dot for x in XS for dot in dots(x, YS[-1], x, YS[0], size))
    return "".join((*across, *down))


def cells(operators: str) -> list[list[str]]:
    tables = pdf.reading(printed(Sheet(operators)), PDFIUM).document().tables
    return [[cell.text for cell in table.cells] for table in tables]


@pytest.mark.parametrize("size", [0.5, 0.75, 1, 2])
@pytest.mark.parametrize("moved", ["", "0.75 0 0 0.75 8.37 7.13 cm\n", "1 0 0 -1 0 800 cm 1 0 0 -1 0 800 cm\n"])
def test_dots_in_a_row_are_a_rule(size: float, moved: str) -> None:
    assert cells(moved + dotted(size) + WORDS) == [["Total", "450.50", "Rate", "98.81%"]]


def test_dots_that_fill_a_cell_rule_nothing() -> None:
    filling = "".join(dot for y in range(712, 728, 2) for dot in dots(52, y, 148, y, 1))
    assert cells(grid(XS, YS) + filling + WORDS) == [["Total", "450.50", "Rate", "98.81%"]]


def test_a_few_dots_rule_nothing() -> None:
    assert cells(grid(XS, YS) + "".join(f"{x} 720 2 2 re f\n" for x in (100, 104, 108)) + WORDS) == [["Total", "450.50", "Rate", "98.81%"]]


def test_leaders_that_are_drawn_make_no_table_of_a_table_of_contents() -> None:
    lines = [text(50, y, f"Chapter {y}") + text(305, y, str(y)) + "".join(dots(120, y, 300, y, 1)) for y in range(740, 500, -20)]
    assert cells("".join(lines)) == []


def test_leaders_within_a_cell_leave_it_one() -> None:
    assert cells(grid(XS, YS) + "".join(dots(160, 733, 240, 733, 1)) + WORDS) == [["Total", "450.50", "Rate", "98.81%"]]
