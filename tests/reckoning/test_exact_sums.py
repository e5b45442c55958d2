"""Where all other sums of a table are exact, one number that spoils its row and its column was not rounded."""

import pytest

from formlint.reckoning.exact_sums import SHOWN, spoiled
from formlint.relations import Ref, Relation, adds_up
from formlint.relations.solving import judge
from tests.forge import figure


def added(stated: str, *parts: str) -> Relation:
    """The sum of a row or a column; a number `6@cell` has an id, so that it may stand in both."""
    made = []
    for at, text in enumerate((stated, *parts)):
        number, _, id_ = text.partition("@")
        made.append(figure(number, id_ or f"{stated}-{at}-{len(parts)}"))
    whole, *others = map(Ref, made)
    return adds_up(whole, others)


def exact(count: int) -> list[Relation]:
    return [added(f"{20 + at}", "10", f"{10 + at}") for at in range(count)]


def found(relations: list[Relation]) -> list[Relation]:
    return [*spoiled([(judge(relation), relation) for relation in relations])]


ROW, COLUMN = added("134", "90", "36", "6@cell"), added("73", "45", "20", "6@cell")


def test_both_sums_of_the_number_are_found() -> None:
    assert found([ROW, COLUMN, *exact(SHOWN)]) == [ROW, COLUMN]


@pytest.mark.parametrize(
    "relations",
    [
        [ROW, COLUMN, *exact(SHOWN - 1)],
        [ROW, COLUMN, added("31", "10", "10", "10"), *exact(SHOWN)],
        [ROW, added("73", "45", "20", "6"), *exact(SHOWN)],
        [ROW, added("69", "45", "20", "6@cell"), *exact(SHOWN)],
        [added("133", "90", "36", "6@cell"), added("72", "45", "20", "6@cell"), *exact(SHOWN)],
        [ROW, *exact(SHOWN)],
    ],
    ids=["too few sums", "a third is off", "no number is part of both", "one lacks what the other has too much", "by one digit", "one alone"],
)
def test_what_may_be_rounding_stays_so(relations: list[Relation]) -> None:
    assert found(relations) == []
