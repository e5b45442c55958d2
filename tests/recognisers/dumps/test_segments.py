"""Rows shared out among labels when some were lost: what is the same in every way is sure."""

import pytest

from formlint.exact import Fraction
from formlint.recognisers.dumps.sections.segments import starts_of, sure_sections

POINTS = {"output": Fraction(50), "effect": Fraction(30), "satisfaction": Fraction(10)}


def _sections(*weights: int | None, marks: dict[int, str] | None = None) -> str:
    found = sure_sections(tuple(POINTS), POINTS, [None if each is None else Fraction(each) for each in weights], marks or {})
    return " ".join(each[:1] or "-" for each in found)


@pytest.mark.parametrize(
    ("weights", "sections"),
    [
        ((20, 30, 15, 15, 10), "o o e e s"),  # all there
        ((20, 20, 15, 15, 10), "o o e e s"),  # ten points lost: the next would be too many
        ((20, 20, 10, 15, 10), "o o - e s"),  # the third may be either
        ((20, None, 30, 10), "o o e s"),
        ((60, 30, 10), "- - -"),  # more than a section has
    ],
)
def test_a_row_is_in_a_section_when_every_way_has_it_there(weights: tuple[int | None, ...], sections: str) -> None:
    assert _sections(*weights) == sections


def test_a_row_with_a_label_of_its_own_tells_of_those_before_it() -> None:
    assert _sections(20, 20, 10, 15, 10, marks={2: "output"}) == "o o o e s"


def test_a_group_begins_behind_the_one_row_of_the_group_before() -> None:
    assert starts_of([0, 1, 2, 3], [0, None, 3]) == [0, 1, 3]
    assert starts_of([0, 1, 2], [None, 1, 2]) == [None, 1, 2]
