"""Exact numbers are made without a trace: quicktions itself writes into bytes that it does not own."""

import fractions
import pickle

import pytest

from formlint.exact import ZERO, Fraction


def test_a_text_of_one_character_leaves_all_bytes_as_they_are() -> None:
    assert [Fraction(str(digit)) for digit in range(10)] == list(range(10))
    assert [bytes([code])[0] for code in range(256)] == list(range(256))


@pytest.mark.parametrize("text", ["6", " 6", "-7", "1.50", "7/2", "1e3", ".5", "12345678901234567.89", f"-0.{'7' * 40}"])
def test_texts_are_read_as_by_the_standard_library(text: str) -> None:
    assert Fraction(text) == fractions.Fraction(text)


@pytest.mark.parametrize("text", ["", " ", "六", "1/2/3", "6 1", "执行率100.00%，见说明及附表三"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Fraction"):
        Fraction(text)


def test_results_are_fractions_too() -> None:
    assert isinstance(Fraction(1, 3) + 1, Fraction)
    assert isinstance(pickle.loads(pickle.dumps(Fraction(1, 3))), Fraction)
    assert not isinstance(1, Fraction)
    assert isinstance(ZERO, Fraction)
