"""Broken relations hang together by the figures they share, up to a size where that tells nothing any more."""

import pytest

from formlint.diagnosis.components import MOST_JOINED, MOST_LINKS, components
from formlint.figures import Figure
from formlint.relations import Operator, Outcome, Ref, Relation, adds_up
from formlint.verdicts import Verdict
from tests.forge import figure


def pair(one: str, other: str) -> Verdict:
    return _violated(Relation(Ref(figure("1", one)), Operator.EQUAL, Ref(figure("2", other))))


def total_of(names: list[str]) -> Verdict:
    return _violated(adds_up(Ref(figure("1", "total")), [Ref(figure("2", name)) for name in names]))


def _violated(relation: Relation) -> Verdict:
    subject: Figure = relation.figures()[0]
    return Verdict(Outcome.VIOLATED, subject, "m", relation=relation)


def shape(verdicts: list[Verdict]) -> list[str]:
    """The parts by the figures that their verdicts state."""
    return [" ".join(verdict.subject.id for verdict in part) for part in components(verdicts)]


def test_what_shares_no_figure_stays_apart() -> None:
    assert shape([pair("a", "b"), pair("c", "d")]) == ["a", "c"]


def test_a_later_relation_joins_what_was_apart() -> None:
    assert shape([pair("a", "b"), pair("c", "d"), pair("e", "f"), pair("b", "d"), pair("x", "y")]) == ["e", "a c b", "x"]


def test_parts_are_found_however_often_they_were_joined() -> None:
    chain = [pair(f"{at}", f"{at + 1}") for at in range(9)]
    assert shape([*chain, pair("0", "9")]) == ["0 1 2 3 4 5 6 7 8 0"]


@pytest.mark.parametrize(("rows", "parts"), [(MOST_LINKS, 1), (MOST_LINKS + 1, MOST_LINKS + 2)])
def test_a_sum_that_too_many_broken_rows_share_joins_none_of_them(rows: int, parts: int) -> None:
    names = [f"p{at}" for at in range(rows)]
    assert len(components([total_of(names), *(pair(f"row{name}", name) for name in names)])) == parts


def test_two_sums_of_the_same_many_parts_are_one_link() -> None:
    names = [f"p{at}" for at in range(10 * MOST_LINKS)]
    section = _violated(adds_up(Ref(figure("1", "section")), [Ref(figure("2", name)) for name in names]))
    assert shape([total_of([*names, "more"]), section, pair("row", "p7")]) == ["total section row"]


def test_a_sum_with_many_sound_rows_joins_the_broken_ones() -> None:
    names = [f"p{at}" for at in range(10 * MOST_LINKS)]
    assert shape([total_of(names), pair("row", "p7")]) == ["total row"]


@pytest.mark.parametrize(("rows", "parts"), [(MOST_JOINED, 1), (MOST_JOINED + 1, MOST_JOINED + 1)])
def test_more_contradictions_about_one_number_than_anyone_could_mistype_are_told_one_by_one(rows: int, parts: int) -> None:
    assert len(components([pair(f"row{at}", "shared") for at in range(rows)])) == parts
