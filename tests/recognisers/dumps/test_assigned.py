"""Values of a row of funds find their columns: in order, by the rate, or in the one way that fits; where two ways fit, they find none."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers.dumps.amounts.assigned import agreed, assign, proven, summed
from formlint.recognisers.dumps.dump import Dump, Hit

COLUMNS = ["initial", "budget", "executed", "weight", "rate", "score"]


def dump(*values: str) -> Dump:
    return Dump(Document("text", tuple(lines("\n".join(values))), ruled=False), shipped()[0])


def assigned(*values: str) -> dict[str, str]:
    read = dump(*values)
    return {column: read.strips[number].text for column, number in assign(read, COLUMNS, list(range(len(values)))).items()}


def in_agreement(*values: str) -> dict[str, str]:
    read = dump(*values)
    return {column: read.strips[number].text for column, number in agreed(read, COLUMNS, list(range(len(values)))).items()}


def order(columns: list[str], *values: str) -> list[str]:
    read = dump(*values)
    return list(proven(read, {column: Hit(column, ()) for column in columns}, [list(range(len(values)))]))


def test_as_many_values_as_columns_stand_in_their_order() -> None:
    assert assigned("90.00", "100.00", "80.00", "10", "80%", "8") == dict(zip(COLUMNS, ("90.00", "100.00", "80.00", "10", "80%", "8"), strict=True))


def test_amounts_alone_stand_in_the_columns_of_amounts() -> None:
    assert assigned("90.00", "100.00", "80.00") == {"initial": "90.00", "budget": "100.00", "executed": "80.00"}


def test_a_share_stands_under_the_rate() -> None:
    assert assigned("90.00", "100.00", "80.00", "80%") == {"initial": "90.00", "budget": "100.00", "executed": "80.00", "rate": "80%"}


def test_where_two_ways_fit_no_value_has_a_column() -> None:
    assert assigned("90.00", "100.00", "80.00", "10") == {}
    assert assigned() == {}


def test_numbers_that_stand_alike_in_all_ways_are_told_where_only_dashes_differ() -> None:
    assert in_agreement("90.00", "100.00", "80.00", "-") == {"initial": "90.00", "budget": "100.00", "executed": "80.00"}
    assert in_agreement("90.00", "100.00", "80.00", "10") == {}


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        (COLUMNS, ("90.00", "100.00", "80.00", "10", "80%", "8")),  # as printed
        (["initial", "budget", "executed", "rate", "weight", "score"], ("90.00", "100.00", "80.00", "10", "80%", "8")),  # two of them changed places
        (["initial", "executed", "budget", "weight", "rate", "score"], ("90.00", "100.00", "80.00", "10", "80%", "8")),  # a header read row by row
    ],
)
def test_the_rate_proves_the_order_of_the_columns(printed: list[str], values: tuple[str, ...]) -> None:
    assert order(printed, *values) == COLUMNS


def test_without_proof_the_columns_stay_as_they_are_printed() -> None:
    printed = ["initial", "executed", "budget", "weight", "rate", "score"]
    assert order(printed, "90.00", "100.00", "80.00", "10", "75%", "8") == printed
    assert order(printed, "90.00", "100.00", "80.00") == printed
    assert order(["budget", "executed"], "100.00", "80.00") == ["budget", "executed"]


def in_sum(*values: str, parts: tuple[str, ...] = ("80.00", "80.00", "76.00")) -> dict[str, str]:
    """A row below a total of 100.00, 120.00 and 110.00 and another part."""
    read = dump("100.00", "120.00", "110.00", *parts, *values)
    rows = [dict(zip(COLUMNS[:3], range(start, start + 3), strict=True)) for start in (0, 3)]
    given = summed(read, COLUMNS, rows, list(range(6, 6 + len(values))))
    return {column: read.strips[number].text for column, number in given.items()}


def test_a_row_with_a_blank_stands_where_it_makes_the_columns_add_up() -> None:
    assert in_sum("40.00", "34.00", parts=("100.00", "80.00", "76.00")) == {"budget": "40.00", "executed": "34.00"}


def test_a_row_that_makes_nothing_add_up_stands_nowhere() -> None:
    assert in_sum("40.00", "33.00", parts=("100.00", "80.00", "76.00")) == {}
    assert in_sum("40.00", "34.00") == {}


def test_a_score_above_its_weight_is_the_weight_where_the_rate_makes_one_of_the_other() -> None:
    columns = ["budget", "executed", "rate", "score", "weight"]
    assert order(columns, "100.00", "80.00", "80%", "10", "8") == ["budget", "executed", "rate", "weight", "score"]
    assert order(columns, "100.00", "80.00", "80%", "10", "7") == columns
