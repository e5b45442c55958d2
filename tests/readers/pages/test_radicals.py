"""Radicals read as the characters they stand for; everything else stays, and nothing changes its length."""

import unicodedata

import pytest

from formlint.readers.pages.radicals import FIRST, LAST, fold_radicals

ALL = "".join(map(chr, range(FIRST, LAST + 1)))


@pytest.mark.parametrize(("radical", "character"), [("⼯", "工"), ("⻔", "门"), ("⼀", "一"), ("⿕", "龠"), ("⺟", "母"), ("⻋", "车")])
def test_a_radical_becomes_the_character(radical: str, character: str) -> None:
    assert fold_radicals(radical) == character


def test_those_that_unicode_can_fold_agree_with_it() -> None:
    kangxi = "".join(map(chr, range(0x2F00, 0x2FD6)))
    assert fold_radicals(kangxi) == unicodedata.normalize("NFKC", kangxi)


def test_one_character_stays_one() -> None:
    assert len(fold_radicals(ALL)) == len(ALL)


@pytest.mark.parametrize("text", ["绩效自评表 98.81%", "㎡①²", "⺀⻴⿰", ""])
def test_other_text_stays(text: str) -> None:
    assert fold_radicals(text) == text
