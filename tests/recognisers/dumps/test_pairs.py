"""What two cells of a row say of each other."""

from formlint.readers.text import lines
from formlint.recognisers.dumps.parted.pairs import under
from formlint.recognisers.dumps.parted.tableau import TORN
from formlint.recognisers.dumps.strips import Strip, strips


def _points(weight: str, score: str) -> float:
    one, other = list[Strip](strips(enumerate(lines(f"{weight}\n{score}")), joined=False))
    return under(one, other)


def test_a_score_above_its_weight_speaks_against_the_row_and_one_as_high_for_it() -> None:
    assert _points("5", "6") > _points("5", "4") > _points("5", "5.00")


def test_a_score_above_its_weight_speaks_less_against_the_row_than_two_numbers_out_of_their_order() -> None:
    assert _points("5", "6") < TORN["score"]
