"""A target and its actual that count the same."""

import pytest

from formlint.readers.text import lines
from formlint.recognisers.dumps.echoes import counted, echoes
from formlint.recognisers.dumps.strips import Strip, strips


def _strips(*texts: str) -> list[Strip]:
    return list(strips([(number, line) for number, line in enumerate(lines("\n".join(texts))) if line.text], joined=False))


def _echoes(found: list[Strip]) -> list[tuple[int, int]]:
    return list(echoes(found, [counted(strip.text) for strip in found]))


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        (("小型水库养护", "养护12座小型", "水库", "12座小型水", "库已养护"), [(1, 3)]),
        (("大于等于71家", "71家"), [(0, 1)]),
        (("≥95%", "96%"), []),
        (("≥95%", "98%", "≥95%"), []),
        (("12座水库养护", "5", "5", "12座水库维修"), []),
        (("12座水库均已养护", "对12座水库开展巡查"), []),
    ],
    ids=["of several lines", "of one", "another number", "the next target", "behind a weight", "what is done begins none"],
)
def test_the_second_of_two_strips_with_one_count_is_told_unless_it_may_belong_to_another_row(
    texts: tuple[str, ...], pairs: list[tuple[int, int]]
) -> None:
    assert _echoes(_strips(*texts)) == pairs


def test_a_long_run_of_digits_takes_no_longer_for_each_of_them() -> None:
    (strip,) = strips(enumerate(lines("村" + "1," * 50_000)), joined=False)
    assert _echoes([strip, strip]) == []
