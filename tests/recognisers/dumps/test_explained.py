"""A cause printed beside a row with all its points goes to the row that lost some and has none, where one cause meets one row."""

from formlint.readers.text import lines
from formlint.recognisers.dumps.parted.explained import explained
from formlint.recognisers.dumps.parted.pairs import Cells
from formlint.recognisers.dumps.strips import strips

TEXTS = ["5", "5", "因雨季延长，工期顺延，下一步抓紧施工。", "6", "4", "7", "3", "无", "8", "8"]
FULL: Cells = {"weight": 0, "score": 1, "reason": 2}
SHORT: Cells = {"weight": 3, "score": 4}
SHORTER: Cells = {"weight": 5, "score": 6}


def _reasons(*rows: Cells) -> list[int | None]:
    found = list(strips([(number, line) for number, line in enumerate(lines("\n\n".join(TEXTS))) if line.text], joined=False))
    return [row.get("reason") for row in explained(found, rows)]


def test_a_cause_goes_to_the_row_that_lost_points() -> None:
    assert _reasons(FULL, SHORT) == [None, 2]


def test_a_cause_that_two_rows_may_claim_is_absent() -> None:
    assert _reasons(FULL, SHORT, SHORTER) == [None, None, None]


def test_a_cause_stays_where_no_row_lacks_one() -> None:
    assert _reasons(FULL, {"weight": 8, "score": 9}) == [2, None]
    assert _reasons(FULL, {**SHORT, "reason": 7}) == [2, 7]
    assert _reasons({**SHORT, "reason": 2}, SHORTER) == [2, None]


def test_points_written_with_more_digits_are_all_points() -> None:
    found = list(
        strips([(number, line) for number, line in enumerate(lines("\n\n".join(["5", "5.00", TEXTS[2], "6", "4"]))) if line.text], joined=False)
    )
    assert [row.get("reason") for row in explained(found, [FULL, SHORT])] == [None, 2]
