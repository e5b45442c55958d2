"""A sheet wider than its paper is one table, however many pages it was printed on side by side."""

import itertools
import random
from functools import partial

import pytest

from formlint.documents import Table
from formlint.readers.lattice import blocks
from formlint.readers.pages import Page
from tests.readers.lattice.test_lattice import Rule, Word, grid, page, pages_of, texts
from tests.steps import steps

EVEN = (100.0, 120.0, 140.0, 160.0, 180.0)
UNEVEN = (100.0, 120.0, 155.0, 205.0, 225.0)
LEFT, RIGHT = (50.0, 150.0, 250.0), (50.0, 180.0, 400.0)
TITLE: Word = (60.0, 90.0, "自评表")


def printed(words: str, xs: tuple[float, ...], ys: tuple[float, ...], number: int, title: Word | None = None) -> Page:
    """A page with one character in each cell, row by row."""
    places = [(x, y) for y in ys[:-1] for x in xs[:-1]]
    cells: list[Word] = [(x + 5, y + 14, word) for (x, y), word in zip(places, words, strict=False)]
    rules: list[Rule] = grid(xs, ys)
    return page([*([title] if title else []), *cells], rules, number)


def tables(*pages: Page) -> list[Table]:
    return [block for block in blocks(pages) if isinstance(block, Table)]


@pytest.mark.parametrize(("ys", "title", "xs"), [(EVEN, TITLE, RIGHT), (EVEN, TITLE, LEFT), (UNEVEN, None, RIGHT)])
def test_columns_go_on_on_the_next_page(ys: tuple[float, ...], title: Word | None, xs: tuple[float, ...]) -> None:
    (found,) = tables(printed("甲乙丙丁戊己庚辛", LEFT, ys, 1, title), printed("子丑寅卯辰巳午未", xs, ys, 2))
    assert texts(found) == list("甲乙子丑丙丁寅卯戊己辰巳庚辛午未")
    assert [pages_of(cell) for cell in found.cells[:4]] == [[1], [1], [2], [2]]
    assert found.width == 4


def test_three_pages_stand_side_by_side() -> None:
    (found,) = tables(
        *(printed(words, LEFT, EVEN, at, TITLE if at == 1 else None) for at, words in enumerate(("甲乙丙丁", "子丑寅卯", "天地玄黄"), 1))
    )
    assert "".join(texts(found)) == "甲乙子丑天地丙丁寅卯玄黄"
    assert found.width == 6


def test_a_merged_cell_on_one_page_covers_its_rows() -> None:
    right = page(
        [(60.0, 114.0, "子"), (60.0, 134.0, "丑")],
        [
            *grid((50.0, 180.0), (100.0, 120.0)),
            *grid((50.0, 180.0), (120.0, 160.0)),
            *grid((50.0, 180.0), (160.0, 180.0)),
            *grid((50.0, 180.0), (180.0, 200.0)),
        ],
        2,
    )
    (found,) = tables(printed("甲乙丙丁戊己庚辛天地", LEFT, (*EVEN, 200.0), 1, TITLE), right)
    merged = next(cell for cell in found.cells if cell.text == "丑")
    assert (merged.row, merged.rows, merged.column) == (1, 2, 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(printed("甲乙丙丁", LEFT, EVEN, 1), printed("子丑寅卯", RIGHT, EVEN, 2), id="rows of one height, no title"),
        pytest.param(printed("甲乙丙丁", LEFT, EVEN, 1, TITLE), printed("子丑寅卯", RIGHT, EVEN, 2, TITLE), id="both have a title"),
        pytest.param(printed("甲乙丙丁", LEFT, UNEVEN, 1), printed("子丑寅卯", RIGHT, (*UNEVEN[:3], 190.0, 225.0), 2), id="another height"),
    ],
)
def test_two_tables_are_two(first: Page, second: Page) -> None:
    assert len(tables(first, second)) == 2


@pytest.mark.parametrize(
    ("first", "second"), [("名额丙丁戊己庚辛", "名额寅卯辰巳午未"), ("名甲额乙率丙分丁", "名子额丑率寅分卯")], ids=["headings", "labels"]
)
def test_what_prints_the_same_words_again_stands_below(first: str, second: str) -> None:
    """The rest of a table under its headings, or one template filled in twice."""
    (found,) = tables(printed(first, LEFT, EVEN, 1, TITLE), printed(second, LEFT, EVEN, 2))
    assert found.width == 2


def test_a_table_goes_on_below() -> None:
    """Its rest begins at the top of the next page, where the first page has its title."""
    (found,) = tables(printed("甲乙丙丁", LEFT, EVEN, 1, TITLE), printed("子丑寅卯", LEFT, tuple(y - 20 for y in EVEN), 2))
    assert (found.width, found.height) == (2, 8)


def test_twice_as_many_pages_below_each_other_take_twice_the_steps() -> None:
    """They are as wide as all before them, so none of these is measured against them."""
    heights = [tuple(itertools.accumulate([100.0, *random.Random(number).choices([15.0, 18.0, 21.0], k=12)])) for number in range(40)]
    pages = [printed("甲乙" * 12, LEFT, ys, number) for number, ys in enumerate(heights, 1)]
    tables(*pages)
    nothing, once, twice = (steps(partial(tables, *some)) for some in (pages[:1], pages[:20], pages))
    assert twice - nothing < 2.4 * (once - nothing)
