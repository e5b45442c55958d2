"""A note's box lies beside its cell and is as large as its text needs, whatever the columns and rows of the sheet are."""

import pytest
from lxml import etree

from formlint.annotating._sheet_sizes import Sizes, column_of
from formlint.documents.spots import column_letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def anchor(inner: str, row: int = 8, column: int = 5, wide: float = 400, high: float = 100) -> list[int]:
    sizes = Sizes(etree.fromstring(f'<worksheet xmlns="{MAIN}">{inner}</worksheet>'))
    return [int(each) for each in sizes.anchor(row, column, wide, high).split(",")]


def test_beside_the_cell_a_gap_off() -> None:
    assert anchor("")[:4] == [5, 12, 7, 2]


def test_over_as_many_usual_columns_and_rows_as_it_takes() -> None:
    assert anchor("")[4:] == [11, 28, 11, 20]  # 6 columns of 64 pixels and 28 of the next; 4 rows of 20, and all of the next


@pytest.mark.parametrize(
    ("cols", "last"),
    [
        ('<col min="1" max="50" width="5" customWidth="1"/>', 16),  # 35 pixels
        ('<col min="1" max="50" width="60" customWidth="1"/>', 5),
        ('<col min="6" max="9" width="9" hidden="1"/>', 15),
    ],
)
def test_narrow_wide_and_hidden_columns_are_counted_as_they_are(cols: str, last: int) -> None:
    assert anchor(f"<cols>{cols}</cols>")[4] == last


def test_high_rows_take_fewer() -> None:
    high = "".join(f'<row r="{number}" ht="75" customHeight="1"/>' for number in range(1, 20))
    assert anchor(f"<sheetData>{high}</sheetData>")[6] == 7
    assert anchor('<sheetFormatPr defaultRowHeight="75"/>')[6] == 7


def test_of_merged_cells_it_covers_none() -> None:
    assert anchor('<mergeCells><mergeCell ref="E8:H9"/></mergeCells>')[0] == 8


@pytest.mark.parametrize(
    "odd",
    [
        '<cols><col min="x" max="" width="wide"/></cols>',
        '<cols><col min="1" max="9" width="nan"/></cols>',
        '<sheetFormatPr defaultColWidth="-"/>',
        '<sheetFormatPr defaultColWidth="-9" defaultRowHeight="nan"/>',
        '<sheetData><row r="8" ht="-inf"/></sheetData>',
        "<sheetData><row/></sheetData>",
    ],
)
def test_what_is_no_size_is_as_usual(odd: str) -> None:
    assert anchor(odd) == anchor("")


def test_a_sheet_of_hidden_columns_has_an_end() -> None:
    assert anchor('<cols><col min="1" max="16384" width="9" hidden="1"/></cols>')[4] == 205


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_letters_are_numbers(letters: str, number: int) -> None:
    assert column_of(letters) == number
    assert column_letters(number) == letters
