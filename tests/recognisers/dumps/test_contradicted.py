"""Torn cells of a dump whose rows contradict themselves are absent."""

from formlint.readers.text import lines
from formlint.recognisers.dumps.rows.contradicted import uncontradicted
from formlint.recognisers.dumps.strips import strips
from tests.steps import steps

TEXTS = ("河道清淤", "≥16公里", "17公里", "培训人数", "≥3场", "人员考评", "40人", "供水村数", "≥8个", "9个")
FOUND = list(strips(enumerate(lines("\n".join(TEXTS))), joined=False))
NAMED = [{"name": (0,), "target": (1,), "actual": (2,)}, {"name": (3,)}, {"name": (5,)}, {"name": (7,), "target": (8,), "actual": (9,)}]


def test_torn_cells_that_measure_two_things_are_left_out_with_those_of_the_rows_up_to_the_next_that_agree() -> None:
    rows = [NAMED[0], {**NAMED[1], "target": (4,), "actual": (6,)}, {**NAMED[2], "actual": (6,)}, NAMED[3]]
    assert uncontradicted(FOUND, rows, NAMED) == NAMED


def test_cells_that_stood_in_their_row_stay_whatever_they_measure() -> None:
    rows = [NAMED[0], {**NAMED[1], "target": (4,), "actual": (6,)}, NAMED[2], NAMED[3]]
    assert uncontradicted(FOUND, rows, rows) == rows


def test_a_cell_of_two_whole_measures_is_none() -> None:
    rows = [{"name": (0,), "target": (1,), "actual": (2, 4)}]
    assert uncontradicted(FOUND, rows, rows) == [{"name": (0,), "target": (1,)}]


def test_twice_as_many_rows_that_contradict_themselves_take_twice_the_steps() -> None:
    row = {"name": (0,), "target": (4,), "actual": (6,)}

    def weighed(count: int) -> int:
        return steps(lambda: uncontradicted(FOUND, [row] * count, [{"name": (0,)}] * count))

    assert weighed(400) < 2.4 * weighed(200)
