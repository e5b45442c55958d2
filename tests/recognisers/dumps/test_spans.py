"""Labels shared out among rows by what stands beside them: a label is centred on its rows, and what is not sure stays open."""

import pytest

from formlint.exact import Fraction
from formlint.recognisers.dumps.sections.spans import Label, Spans, spans

POINTS = {"output": Fraction(50), "effect": Fraction(30)}


def _spans(labels: tuple[Label, ...], *weights: int | None, known: tuple[str, ...] = ()) -> Spans | None:
    values = [None if each is None else Fraction(each) for each in weights]
    return spans(labels, POINTS if any(weights) else {}, values, {}, known or ("",) * len(weights))


def _label(section: str, *rows: float) -> Label:
    return Label(section, tuple((int(2 * row), 2) for row in rows))


def test_a_label_covers_the_rows_it_is_centred_on() -> None:
    found = _spans((_label("output", 1), _label("output", 3), _label("effect", 4)), 10, 10, 10, 20, 30)
    assert found == Spans((0, 3, 4), ("output",) * 4 + ("effect",), (0, 0, 0, 1, 2))


def test_without_weights_the_places_of_the_labels_tell() -> None:
    found = _spans((_label("output", 0), _label("output", 2), _label("effect", 4)), None, None, None, None, None)
    assert found == Spans((0, 1, 4), ("output",) * 4 + ("effect",), (0, 1, 1, 1, 2))


@pytest.mark.parametrize(("marked", "start"), [((0, 1, 2), 1), ((), None)])
def test_a_label_that_may_begin_in_two_rows_begins_in_none(marked: tuple[int, ...], start: int | None) -> None:
    labels = [Label("output", ((2 * row, 2),)) for row in marked] or [Label("output")] * 3
    weights = (20, 10, 20) if marked else (10, 20, 10, 10)
    found = _spans(tuple(labels), *weights)
    assert found is not None
    assert (found.starts[0], found.starts[1]) == (0, start)


def test_points_outweigh_a_label_that_is_a_row_off() -> None:
    found = _spans((_label("output", 0), _label("effect", 1)), 25, 25, 30)
    assert found is not None
    assert found.sections == ("output", "output", "effect")


def test_a_section_that_is_known_is_kept() -> None:
    found = _spans((_label("output", 0), _label("effect", 2)), None, None, None, known=("", "effect", ""))
    assert found is not None
    assert found.sections == ("output", "effect", "effect")


def test_more_labels_than_rows_tell_nothing() -> None:
    assert _spans((_label("output"), _label("output"), _label("effect")), 50, 30) is None


def test_what_rows_measure_tells_where_the_next_label_begins() -> None:
    counts, rates = Label("output", strange=(0, 0, 9, 9)), Label("output", strange=(9, 9, 0, 0))
    found = spans((counts, rates), {}, [None] * 4, {}, ("",) * 4)
    assert found is not None
    assert (found.starts, found.labels) == ((0, 2), (0, 0, 1, 1))
