"""A late pattern answers as the compiled one does."""

import copy
import re

import pytest

from formlint.patterns import late


def test_it_finds_what_the_compiled_one_finds() -> None:
    people = late(r"(\d+)人")
    assert people.findall("共计519人，其中女性12人") == ["519", "12"]
    assert people.sub("", "共计519人，其中女性12人") == "共计，其中女性"


def test_it_is_compiled_when_it_is_first_asked() -> None:
    broken = late("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("1")


def test_it_minds_its_flags() -> None:
    pattern = late("wps", re.IGNORECASE)
    assert pattern.fullmatch("WPS")
    assert pattern.flags & re.IGNORECASE
    assert copy.copy(pattern).search("a WPS file")
