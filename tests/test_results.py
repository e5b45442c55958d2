"""What a result says of the form that was read."""

from formlint.documents import Passage, Piece, TextSpot
from formlint.forms import Field, Form, FormTable, Row
from formlint.records import replace
from formlint.results import inferred_rows


def printed(line: int, text: str) -> Passage:
    return Passage(text, (Piece(0, len(text), TextSpot(line, 1, len(text))),))


def row(place: int, section: Passage, name: Passage, weight: Passage) -> Row:
    texts = {"l1": section, "name": name, "weight": weight}
    return Row(f"list[{place}]", str(place), name.text, {key: Field(f"list[{place}].{key}", (), text) for key, text in texts.items()})


SECTION = printed(9, "产出指标")
ROWS = (row(0, SECTION, printed(1, "修复管网"), printed(4, "10")), row(1, SECTION, printed(2, "维护站点"), printed(5, "8")))
FORM = Form("x", "", {}, {"list": FormTable("list", {}, ROWS)})


def told(*inferred: str) -> list[str]:
    return [f"{each.place.spots[0].line} {each.text}" for each in inferred_rows(replace(FORM, inferred=frozenset(inferred)))]  # type: ignore[union-attr]


def test_a_torn_row_is_told_where_its_name_stands() -> None:
    assert told("list[1].weight", "list[1].l1") == ["2 维护站点"]


def test_the_heading_of_several_rows_is_told_once() -> None:
    assert told("list[0].l1", "list[1].l1", "list[1].weight") == ["9 产出指标", "2 维护站点"]


def test_nothing_is_told_where_nothing_was_inferred() -> None:
    assert told() == []
