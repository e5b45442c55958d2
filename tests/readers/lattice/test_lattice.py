"""Characters and ruling lines become cells: which boxes are one, which lines are one, and what goes on over a page break. No engine is asked here."""

import tracemalloc
from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from formlint.documents import Cell, Line, PageSpot, Table
from formlint.errors import ReadError
from formlint.readers.lattice import blocks
from formlint.readers.lattice.grids import grids
from formlint.readers.pages import Page, inked

Word = tuple[float, float, str]  # where its base line begins, from the left and from the top of the page
Rule = tuple[float, float, float, float]  # left, top, right, bottom

XS, YS = (50.0, 150.0, 250.0), (100.0, 120.0, 140.0)
FULL = "一二三四五六七八"  # 80 points: in a column of 100 there is no room for another character and the margins


def page(words: Iterable[Word], rules: Sequence[Rule], number: int = 1, spaced: Iterable[int] = ()) -> Page:
    """A page of 600 x 800 points; characters of 10 points, Latin ones half as wide."""
    codes, boxes, floors = [], [], []
    for start, floor, text in words:
        x = start
        for character in text:
            width = 5 if character.isascii() else 10
            codes.append(ord(character))
            boxes.append((x, floor - 8.5, x + width, floor + 1.5))
            floors.append(floor)
            x += width
    found = np.array(codes, np.uint32)
    ink = inked(found)
    before = np.concatenate(([False], ~ink))[:-1] if len(found) else ink
    corners = np.array(boxes, np.float64).reshape(-1, 4)
    ruled = np.array(rules, np.float64).reshape(-1, 4)
    return Page(number, 600, 800, found[ink], corners[ink], np.array(floors, np.float64)[ink], before[ink], ruled)


def grid(xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> list[Rule]:
    return [*((xs[0], y, xs[-1], y) for y in ys), *((x, ys[0], x, ys[-1]) for x in xs)]


def table(*pages: Page) -> Table:
    (found,) = (block for block in blocks(pages) if isinstance(block, Table))
    return found


def shapes(found: Table) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.rows, cell.columns) for cell in found.cells]


def texts(found: Table) -> list[str]:
    return [cell.text for cell in found.cells]


def pages_of(cell: Cell) -> list[int]:
    return [piece.spot.page for piece in cell.passage.pieces if isinstance(piece.spot, PageSpot)]


WHOLE = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param(grid(), id="whole rules"),
        pytest.param([(x, y, x + 50, y) for x in range(50, 250, 50) for y in YS] + [(x, y, x, y + 20) for x in XS for y in YS[:2]], id="in pieces"),
        pytest.param(grid() + grid((50.8, 150.8, 249.4), (100.9, 120.7, 139.5)), id="double rules"),
        pytest.param([(x - 0.4, y - 0.4, a + 0.4, b + 0.4) for x, y, a, b in grid()], id="thick rules"),
        pytest.param([*grid(), (50, 160, 250, 160)], id="an underline below"),
        pytest.param([rule for rule in grid() if rule[0] not in (50, 250) or rule[2] != rule[0]], id="open at both sides"),
        pytest.param([(x, y, x + 2, y) for x in range(50, 250, 4) for y in YS] + [(x, 100, x, 140) for x in XS], id="dotted"),
    ],
)
def test_rules_make_a_grid(rules: list[Rule]) -> None:
    assert shapes(table(page([(55, 115, "x")], rules))) == WHOLE


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([(50, 100, 250, 100)], id="an underline"),
        pytest.param([(50, 100, 250, 100), (50, 120, 250, 120)], id="two"),
        pytest.param(grid((50, 250), (100, 140)), id="a frame around text"),
        pytest.param(grid((50, 56, 62), (100, 105)), id="boxes to tick"),
    ],
)
def test_what_makes_no_grid_is_no_table(rules: list[Rule]) -> None:
    (found,) = blocks([page([(55, 115, "text")], rules)])
    assert isinstance(found, Line)


def test_two_grids_that_do_not_touch_are_two_tables() -> None:
    found = [block for block in blocks([page([(55, 115, "x")], grid() + grid(XS, (300, 320, 340)))]) if isinstance(block, Table)]
    assert [shapes(each) for each in found] == [WHOLE, WHOLE]


def test_a_character_belongs_to_the_cell_of_its_middle() -> None:
    assert texts(table(page([(144, 115, "里"), (146, 135, "外")], grid()))) == ["里", "", "", "外"]


def test_lines_follow_the_base_line_and_not_the_order_of_printing() -> None:
    found = table(page([(75, 115, "c"), (55, 116, "a"), (65, 114.5, "b"), (55, 107, "t")], grid(ys=(90, 120, 140))))
    assert texts(found)[0] == "t\na b c"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([(55, 115, "a b")], "a b"),
        ([(55, 115, "总"), (95, 115, "分")], "总 分"),
        ([(55, 115, "总"), (67, 115, "分")], "总分"),
        ([(55, 115, "450"), (70, 115, ".50")], "450.50"),
    ],
)
def test_a_gap_is_a_blank_when_it_is_wide_or_written(words: list[Word], text: str) -> None:
    assert texts(table(page(words, grid())))[0] == text


def test_a_passage_has_an_edge_pair_for_every_character() -> None:
    for piece in table(page([(55, 115, "总 分"), (155, 115, "98.81%")], grid())).cells[0].passage.pieces:
        assert isinstance(piece.spot, PageSpot)
        assert len(piece.spot.edges) == 2 * (piece.end - piece.start)


def test_a_table_in_a_cell_of_another_keeps_its_text() -> None:
    outer, inner = grid((50, 300, 500), (100, 200, 300)), grid((60, 100, 140), (120, 140, 160))
    tables = [block for block in blocks([page([(65, 135, "in"), (55, 190, "out")], outer + inner)]) if isinstance(block, Table)]
    assert sorted(texts(each)[0] for each in tables) == ["in", "out"]


# Page breaks. The columns: a name of 100 points, a text of 100 points. Rows end at 780 and begin at 40.

UPPER, LOWER = grid(ys=(740.0, 780.0)), grid(ys=(40.0, 60.0, 80.0))
NAME: Word = (55, 755, "培训")


def test_rows_that_end_at_the_break_stay_apart() -> None:
    found = table(page([NAME, (155, 755, "三次")], UPPER), page([(55, 55, "会议"), (155, 55, "两次")], LOWER, 2))
    assert texts(found) == ["培训", "三次", "会议", "两次", "", ""]


def test_a_row_that_the_break_cuts_is_one_row_with_text_on_both_pages() -> None:
    found = table(page([NAME, (155, 765, FULL), (155, 777, FULL)], UPPER), page([(155, 55, "九十")], LOWER, 2))
    assert texts(found)[:2] == ["培训", f"{FULL}\n{FULL}\n九十"]
    assert pages_of(found.cells[1]) == [1, 1, 2]
    assert found.height == 2


def test_a_line_that_has_no_room_for_the_next_word_goes_on() -> None:
    columns = (50.0, 150.0, 206.0)
    upper, lower = grid(columns, (760.0, 780.0)), grid(columns, (40.0, 60.0, 80.0))
    found = table(page([(55, 776, FULL), (155, 776, "≤")], upper), page([(55, 55, "九十"), (155, 55, "1726.17万")], lower, 2))
    assert texts(found)[1] == "≤\n1726.17万"


@pytest.mark.parametrize(("below", "height"), [("1726.17", 3), ("9．15504", 2)])
def test_a_number_is_the_next_word_of_a_number_only_where_its_point_takes_a_digit_along(below: str, height: int) -> None:
    columns = (50.0, 150.0, 206.0)
    upper, lower = grid(columns, (760.0, 780.0)), grid(columns, (40.0, 60.0, 80.0))
    assert table(page([(55, 776, FULL), (155, 776, "933")], upper), page([(155, 55, below)], lower, 2)).height == height


def test_a_line_with_room_left_does_not_go_on() -> None:
    found = table(page([NAME, (155, 777, "三次")], UPPER), page([(155, 55, "两次")], LOWER, 2))
    assert found.height == 3


def test_a_text_that_does_not_reach_the_floor_does_not_go_on() -> None:
    found = table(page([NAME, (155, 750, FULL)], UPPER), page([(155, 55, FULL)], LOWER, 2))
    assert found.height == 3


def test_numbers_in_both_rows_are_two_numbers() -> None:
    columns = (50.0, 150.0, 176.0)
    upper, lower = grid(columns, (760.0, 780.0)), grid(columns, (40.0, 60.0, 80.0))
    found = table(page([(55, 776, FULL), (158, 776, "10")], upper), page([(55, 55, FULL), (158, 55, "20")], lower, 2))
    assert texts(found)[:4] == [FULL, "10", FULL, "20"]


def test_a_label_of_several_rows_goes_on_where_its_cell_is_empty() -> None:
    label = [(50.0, 700.0, 250.0, 700.0), (150.0, 740.0, 250.0, 740.0), (50.0, 780.0, 250.0, 780.0), *((x, 700.0, x, 780.0) for x in XS)]
    rest = [(50.0, 40.0, 250.0, 40.0), (150.0, 60.0, 250.0, 60.0), (50.0, 80.0, 250.0, 80.0), *((x, 40.0, x, 80.0) for x in XS)]
    found = table(page([(55, 720, "产出"), (155, 720, "甲"), (155, 760, "乙")], label), page([(155, 55, "丙"), (155, 75, "丁")], rest, 2))
    assert texts(found) == ["产出", "甲", "乙", "丙", "丁"]
    assert (found.cells[0].rows, found.height) == (4, 4)


def test_a_cell_left_open_at_the_break_goes_on() -> None:
    upper = [(50.0, 740.0, 250.0, 740.0), *((x, 740.0, x, 780.0) for x in XS)]
    lower = [(50.0, 60.0, 250.0, 60.0), (50.0, 80.0, 250.0, 80.0), *((x, 40.0, x, 80.0) for x in XS)]
    found = table(page([NAME, (155, 755, "上")], upper), page([(155, 55, "下")], lower, 2))
    assert texts(found)[:2] == ["培训", "上\n下"]


@pytest.mark.parametrize(
    ("above", "below", "cells"),
    [
        ("产出", "（40分）", 1),
        ("产出（40", "分）", 1),
        ("（一）产出", "（40分）", 1),
        ("产出", "（40）", 1),
        ("产出", "效益", 2),
        ("产出（40分）", "效益（40分）", 2),
        ("（一）", "（二）", 2),
        ("会议", "（1）", 2),
        ("一、产出", "（二）效益", 2),
        ("（1）会议", "（2）培训", 2),
        ("产出（40分", "效益", 2),  # never closed
    ],
)
def test_a_label_goes_on_with_its_brackets(above: str, below: str, cells: int) -> None:
    label = [(50.0, 740.0, 250.0, 740.0), (50.0, 780.0, 250.0, 780.0), *((x, 740.0, x, 780.0) for x in XS)]
    rest = [(50.0, 40.0, 250.0, 40.0), (150.0, 60.0, 250.0, 60.0), (50.0, 80.0, 250.0, 80.0), *((x, 40.0, x, 80.0) for x in XS)]
    found = table(page([(55, 755, above), (155, 755, "甲")], label), page([(55, 55, below), (155, 55, "丙"), (155, 75, "丁")], rest, 2))
    assert [text for text in texts(found) if text not in "甲丙丁"] == ([f"{above}\n{below}"] if cells == 1 else [above, below])


BEGUN = [(50.0, 700.0, 250.0, 700.0), (150.0, 740.0, 250.0, 740.0), (150.0, 780.0, 250.0, 780.0), *((x, 700.0, x, 780.0) for x in XS)]
INNER = [*((150.0, y, 250.0, y) for y in (40.0, 60.0, 80.0)), *((x, 40.0, x, 80.0) for x in XS)]
CLOSED = [(150.0, 40.0, 250.0, 40.0), (150.0, 60.0, 250.0, 60.0), (50.0, 80.0, 250.0, 80.0), *((x, 40.0, x, 80.0) for x in XS)]


def test_a_cell_that_runs_over_a_whole_page_is_told_by_its_sides() -> None:
    first, last = page([(155, 720, "甲"), (155, 760, "乙")], BEGUN), page([(155, 55, "戊"), (155, 75, "己")], CLOSED, 3)
    found = table(first, page([(55, 60, "产出"), (155, 55, "丙"), (155, 75, "丁")], INNER, 2), last)
    assert texts(found) == ["产出", "甲", "乙", "丙", "丁", "戊", "己"]
    assert (found.cells[0].rows, found.height) == (6, 6)


@pytest.mark.parametrize("before", [[], [page([NAME], UPPER)]], ids=["nothing", "a table without that border"])
def test_an_upright_rule_beside_a_table_is_none_of_its_own(before: list[Page]) -> None:
    beside = [rule for rule in INNER if rule[0] != 50.0 or rule[2] != 50.0] + [(20.0, 40.0, 20.0, 80.0)]
    found = [block for block in blocks([*before, page([(25, 60, "注"), (155, 55, "丙"), (155, 75, "丁")], beside, 2)]) if isinstance(block, Table)]
    assert texts(found[-1]) == ["丙", "丁"]


def test_a_box_to_tick_has_no_side_of_the_table_around_it() -> None:
    ticked = [*grid(ys=(40.0, 60.0, 80.0)), *grid((200.0, 212.0), (44.0, 56.0))]
    found = list(blocks([page([NAME], UPPER), page([(55, 55, "甲"), (155, 55, "乙"), (55, 75, "丙"), (155, 75, "丁")], ticked, 2)]))
    assert [text for block in found if isinstance(block, Table) for text in texts(block)][-4:] == ["甲", "乙", "丙", "丁"]
    assert len(found) == 1


def test_two_tables_side_by_side_stay_two_after_a_table_as_wide_as_both() -> None:
    both = [*grid((50.0, 150.0), (40.0, 60.0, 80.0)), *grid((200.0, 250.0), (40.0, 60.0, 80.0))]
    upper = grid((50.0, 150.0, 200.0, 250.0), (740.0, 760.0, 780.0))
    found = [block for block in blocks([page([NAME], upper), page([(55, 55, "甲"), (205, 55, "乙")], both, 2)]) if isinstance(block, Table)]
    assert [texts(block) for block in found[1:]] == [["甲", ""], ["乙", ""]]


def test_the_borders_of_the_page_before_cost_no_more_than_they_are_many() -> None:
    frame = [4.0 * number for number in range(200_000)]
    rules = [rule for x in range(0, 3_000, 50) for y in (0.0, 50.0, 100.0) for rule in grid((x, x + 40), (y, y + 40))]
    tracemalloc.start()
    try:
        assert len(grids(np.array(rules), frame)) == 180
        assert tracemalloc.get_traced_memory()[1] < 20 * 8 * len(frame)
    finally:
        tracemalloc.stop()


def test_what_is_left_over_of_an_open_cell_is_not_printed_again() -> None:
    upper = [(50.0, 740.0, 250.0, 740.0), *((x, 740.0, x, 780.0) for x in XS)]
    lower = [(50.0, 60.0, 250.0, 60.0), (50.0, 80.0, 250.0, 80.0), *((x, 40.0, x, 80.0) for x in XS)]
    found = list(blocks([page([NAME], upper), page([(55, 30, "培训"), (55, 75, "会议")], lower, 2)]))
    assert [type(block) for block in found] == [Table]


def test_a_strip_without_room_for_text_is_what_is_left_of_a_row() -> None:
    found = table(page([NAME, (155, 777, "三次")], UPPER), page([(55, 55, "会议")], grid(ys=(40.0, 48.0, 68.0)), 2))
    assert (found.height, texts(found)) == (2, ["培训", "三次", "会议", ""])


def test_digits_go_on_below_a_row_with_a_name() -> None:
    columns = (50.0, 150.0, 176.0)
    upper, lower = grid(columns, (760.0, 780.0)), grid(columns, (40.0, 60.0, 80.0))
    found = table(page([(55, 776, "总分"), (152, 776, "1000")], upper), page([(152, 55, "0"), (55, 75, "联系人")], lower, 2))
    assert texts(found) == ["总分", "1000\n0", "联系人", ""]


def test_the_columns_of_both_pages_count() -> None:
    wide = grid((50.0, 250.0), (40.0, 60.0, 80.0))
    found = table(page([NAME], UPPER), page([(55, 55, "结论")], wide, 2))
    assert shapes(found) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 2)]


def test_the_hidden_rest_of_a_cell_that_is_printed_on_both_pages_counts_once() -> None:
    """Calc prints a merged cell whole on either page: the line that belongs to the other page stands beyond the end of the table."""
    upper = [(150.0, 740.0, 250.0, 740.0), (50.0, 700.0, 250.0, 700.0), (150.0, 780.0, 250.0, 780.0), *((x, 700.0, x, 780.0) for x in XS)]
    lower = [(150.0, 40.0, 250.0, 40.0), (50.0, 80.0, 250.0, 80.0), *((x, 40.0, x, 80.0) for x in XS)]
    label = [(55.0, 775.0, "产出"), (55.0, 790.0, "指标")], [(55.0, 35.0, "产出"), (55.0, 50.0, "指标")]
    found = list(blocks([page([*label[0], (155, 755, "甲")], upper), page([*label[1], (155, 60, "乙")], lower, 2)]))
    (whole,) = (block for block in found if isinstance(block, Table))
    assert "".join(texts(whole)[0].split()).startswith("产出")
    assert "乙" in texts(whole)


@pytest.mark.parametrize("number", ["1", "- 1 -", "第1页", "第 1 页 共 2 页", "1/2"])
def test_a_page_number_does_not_part_a_table(number: str) -> None:
    table(page([NAME, (280, 795, number)], UPPER), page([(55, 55, "会议")], LOWER, 2))


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        pytest.param([(55, 795, "联系人")], [], id="text below the first"),
        pytest.param([], [(55, 30, "第二张表")], id="a title over the second"),
    ],
)
def test_text_between_parts_two_tables(upper: list[Word], lower: list[Word]) -> None:
    found = blocks([page([NAME, *upper], UPPER), page([(55, 55, "会议"), *lower], LOWER, 2)])
    assert sum(isinstance(block, Table) for block in found) == 2


def test_another_frame_is_another_table() -> None:
    found = blocks([page([NAME], UPPER), page([(55, 55, "会议")], grid((50, 150, 400), (40, 60, 80)), 2)])
    assert sum(isinstance(block, Table) for block in found) == 2


def test_what_stands_off_the_page_is_not_printed() -> None:
    found = table(page([(55, 115, "in"), (55, -20, "above"), (700, 115, "beside")], grid()))
    assert texts(found)[0] == "in"


def test_a_lattice_that_no_form_has_is_refused_at_once() -> None:
    every = [float(place) for place in range(0, 6_000, 5)]
    with pytest.raises(ReadError) as error:
        list(blocks([page([], [*((0.0, y, 6_000.0, y) for y in every), *((x, 0.0, x, 6_000.0) for x in every)])]))
    assert (error.value.message, error.value.details["page"]) == ("too-many-rules", "1")


@pytest.mark.parametrize(
    ("right", "lines", "text"),
    [
        (74.0, ("１０", "０"), "１００"),  # 20 points of digits in a cell of 24: no room for a third
        (70.0, ("5.", "5"), "5.5"),
        (150.0, ("10", "20"), "10\n20"),  # two numbers below each other in a wide cell
        (74.0, ("25.1", "7元"), "25.17元"),
        (74.0, ("2023", "12月"), "2023\n12月"),
        (80.0, ("2023", "4季度"), "2023\n4季度"),  # the line below shows that the 4 had room above
        (80.0, ("10.5", "20.5元"), "10.5\n20.5元"),
        (74.0, ("优良", "好"), "优良\n好"),  # words are joined by those who read them
    ],
)
def test_a_number_that_its_narrow_cell_broke_is_one_number(right: float, lines: tuple[str, str], text: str) -> None:
    xs = (50.0, 66.0 if right == 70.0 else right, 250.0)
    found = table(page([(52, 112, lines[0]), (52, 124, lines[1]), (160, 112, "甲")], grid(xs, (100.0, 130.0))))
    assert texts(found)[0] == text
