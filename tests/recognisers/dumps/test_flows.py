"""Lines below one another that are one cell."""

import pytest

from formlint.readers.text import lines
from formlint.recognisers.dumps.parted.flows import Reader
from formlint.recognisers.dumps.strips import strips

COLUMNS = ("name", "target", "actual", "weight", "score")


def _cost(first: str, second: str) -> float:
    found = list(strips(enumerate(lines(f"{first}\n{second}")), joined=False))
    return Reader(found, COLUMNS, {}).cell("target", (0, 1))


@pytest.mark.parametrize("first", ["2022年1月至", "2022年至"])
def test_a_date_goes_on_behind_the_word_until(first: str) -> None:
    assert _cost(first, "12月") < _cost(first[:-1] + "起", "12月")


def test_behind_until_without_a_date_before_it_nothing_goes_on() -> None:
    assert _cost("送至", "12月") == _cost("送起", "12月")
