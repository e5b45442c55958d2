"""Weights and scores of an aligned dump are numbers."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers.dumps.aligned.counted import counted
from formlint.recognisers.dumps.dump import Dump

COLUMNS = ("name", "target", "actual", "weight", "score", "reason")


@pytest.mark.parametrize(
    ("line", "row", "found"),
    [
        ("河道清淤  6  5", {"weight": (1,), "score": (2,)}, {"weight": (1,), "score": (2,)}),
        ("河道清淤  6  5", {"score": (1, 2)}, {"weight": (1,), "score": (2,)}),
        ("河道清淤  6  5  4", {"weight": (1,), "score": (2, 3)}, {"weight": (1,)}),
        ("河道清淤  6  因天气  5", {"weight": (1,), "score": (2, 3)}, {"weight": (1,), "score": (3,), "reason": (2,)}),
        ("河道清淤  6  分  分", {"weight": (1, 2, 3)}, {"weight": (1, 2)}),
        ("河道清淤  17公里  6  5", {"actual": (1, 2), "score": (3,)}, {"actual": (1,), "score": (3,), "weight": (2,)}),
        ("河道清淤  17公里  3  5", {"actual": (1, 2), "score": (3,)}, {"actual": (1, 2), "score": (3,)}),
        ("河道清淤  6  因天气", {"weight": (1,), "score": (2,)}, {"weight": (1,)}),
    ],
    ids=["as it is", "two in one", "one too many", "the beginning of a reason", "分 of another", "drifted left", "less than the score", "no number"],
)
def test_what_is_no_number_goes_to_the_one_place_it_has_or_is_absent(
    line: str, row: dict[str, tuple[int, ...]], found: dict[str, tuple[int, ...]]
) -> None:
    dump = Dump(Document("text", tuple(lines(line)), ruled=False), shipped()[0])
    assert counted(dump, row, COLUMNS) == found


def test_a_weight_in_the_first_column_has_nothing_to_its_left() -> None:
    dump = Dump(Document("text", tuple(lines("5  河道清淤  因雨季  6")), ruled=False), shipped()[0])
    row = {"score": (0,), "name": (1,), "reason": (2, 3)}
    assert counted(dump, row, ("weight", "score", "name", "reason")) == row


def test_a_cell_that_gave_its_number_and_has_nothing_left_is_absent() -> None:
    dump = Dump(Document("text", tuple(lines("河道清淤  6  5  分")), ruled=False), shipped()[0])
    assert counted(dump, {"weight": (1,), "reason": (2, 3)}, COLUMNS) == {"weight": (1,), "score": (2, 3)}
