"""What is searched for in many texts at once is found in the same texts as one by one."""

import re

import pytest

from formlint.recognisers.searched import found_in

TEXTS = ["预算数68", "", "执行数65，执行率96%", "项目", "9"]
NUMBER = re.compile(r"\d+")


@pytest.mark.parametrize("between", ["\n", "\0"])
def test_every_match_has_the_number_of_its_text(between: str) -> None:
    assert list(found_in(between.join(TEXTS), NUMBER, between)) == [0, 2, 2, 4]


def test_where_nothing_matches_no_text_is_named() -> None:
    assert not list(found_in("\n".join(TEXTS), re.compile("得分")))
