"""A late pattern answers as the compiled one does."""

import copy
import pickle
import pkgutil
import re
import runpy
from importlib import import_module

import pytest

from formlint import figures, reckoning, recognisers
from formlint.checks import SHIPPED
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


@pytest.mark.parametrize("asked", [False, True])
def test_it_crosses_a_process(asked: bool) -> None:
    pattern = late("(?P<what>wps)", re.IGNORECASE)
    assert not asked or pattern.search("WPS")
    for again in (pickle.loads(pickle.dumps(pattern)), copy.deepcopy(pattern)):
        assert again.search("WPS")


def test_every_late_pattern_of_the_house_is_one() -> None:
    """Nothing tells of a mistake in one until a form asks it."""
    rooms = [each.name for room in (figures, reckoning, recognisers) for each in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]
    held = [*(vars(import_module(name)) for name in rooms), *(runpy.run_path(str(path)) for path in SHIPPED.glob("*/*.py"))]
    patterns = [value for names in held for value in names.values() if type(value).__name__ in ("late", "Asked")]
    assert len(patterns) > 200
    assert all(re.compile(each.pattern) for each in patterns)
