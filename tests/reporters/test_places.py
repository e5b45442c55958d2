"""A place is told as JSON, all numbers from 1, and in words."""

import pytest

from formlint.documents import NodeSpot, PageSpot, Place, SheetSpot, Spot, TextSpot
from formlint.reporters.places import in_words, location, locations

PLACES: list[tuple[tuple[Spot, ...], dict[str, object], str]] = [
    ((), {"kind": "document"}, ""),
    ((SheetSpot("自评表", "G3:G13"),), {"kind": "xlsx", "sheet": "自评表", "ref": "G3:G13"}, "自评表!G3:G13"),
    ((TextSpot(12, 5, 3),), {"kind": "text", "line": 12, "column": 5, "end_line": 12, "end_column": 8}, "第12行"),
    ((TextSpot(12, 5, 3), TextSpot(13, 1, 4)), {"kind": "text", "line": 12, "column": 5, "end_line": 13, "end_column": 5}, "第12行"),
    ((PageSpot.over(2, 100.0, 110.126, (7.0, 9.0, 9.0, 11.5)),), {"kind": "pdf", "page": 2, "rects": [[7.0, 100.0, 11.5, 110.13]]}, "第2页"),
    ((PageSpot.over(2, 100.0, 110.0, ()),), {"kind": "pdf", "page": 2, "rects": []}, "第2页"),
    ((NodeSpot((1, 3, 8), 4, 2),), {"kind": "docx", "table": [1], "row": 3, "col": 8, "char": [5, 7]}, "第1个表第3行第8列"),
    ((NodeSpot((4,), 0, 2),), {"kind": "docx", "paragraph": 4, "char": [1, 3]}, "第4段"),
]


@pytest.mark.parametrize(("spots", "told", "words"), PLACES)
def test_every_kind_of_place(spots: tuple[Spot, ...], told: dict[str, object], words: str) -> None:
    assert location(Place(spots)) == told
    assert in_words(Place(spots), "zh") == words


def test_a_cell_on_two_pages_stands_on_the_first_and_is_continued() -> None:
    here = location(Place((PageSpot.over(1, 1, 2, (3, 4)), PageSpot.over(1, 5, 6, (3, 4)), PageSpot.over(2, 1, 2, (3, 4)))))
    assert here == {
        "kind": "pdf",
        "page": 1,
        "rects": [[3, 1, 4, 2], [3, 5, 4, 6]],
        "continued": [{"kind": "pdf", "page": 2, "rects": [[3, 1, 4, 2]]}],
    }


def test_lines_that_do_not_follow_each_other_are_places_of_their_own() -> None:
    assert [each["line"] for each in locations(Place((TextSpot(3, 1, 2), TextSpot(4, 1, 2), TextSpot(90, 1, 2))))] == [3, 90]
