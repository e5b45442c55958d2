"""Forms made by chance measure what they say they measure."""

import pytest

from benchmarks.made.sheets import made
from benchmarks.made.values import Miss, Values, compare
from benchmarks.made_forms import documents, recognised
from fixtures.prints import PAD, wrapped
from formlint.documents import Cell, Line, Passage
from formlint.forms import Field, Form
from formlint.records import replace

PRINTED = {
    "title": "自评表",
    "indicators[0].name": "培训人次",
    "indicators[0].score": "5",
    "indicators[1].name": "验收合格率",
    "indicators[1].score": "",
}


@pytest.mark.parametrize("hard", [False, True])
def test_a_seed_makes_one_form(hard: bool) -> None:
    assert made(5, hard=hard) == made(5, hard=hard)
    assert made(5, hard=hard).truth != made(6, hard=hard).truth


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("seed", [101, 102])
def test_every_printed_value_is_read_from_cells(seed: int, hard: bool) -> None:
    form = made(seed, hard=hard)
    for kind, source in documents(form, dumped=False):
        values = Values()
        compare("form", form.truth, recognised(source), values)
        assert (kind, values.misses) == (kind, [])
        assert values.right == len(form.truth)


@pytest.mark.parametrize(("room", "found"), [(12, ["123", "45"]), (9, ["12", "34", "5"]), (2, ["", "1", "2", "3", "4", "5"])])
def test_a_print_tears_a_number_that_has_no_room(room: int, found: list[str]) -> None:
    assert wrapped(Cell(0, 0, Passage("12345", ())), [0, room + 2 * PAD], torn=True) == found


@pytest.mark.parametrize(
    ("given", "right", "misses"),
    [
        ({"title": "自 评\n表"}, 1, [("indicators[0].name", None), ("indicators[0].score", None), ("indicators[1].name", None)]),
        ({**PRINTED, "indicators[1].score": "7"}, 4, [("indicators[1].score", "7")]),  # beside a blank: extra
        ({**PRINTED, "indicators[0].score": "6"}, 3, [("indicators[0].score", "6")]),
        ({**PRINTED, "unit": "水务局"}, 4, [("unit", "水务局")]),
        ({"title": "自评表", "indicators[0].name": "验收合格率", "indicators[1].name": "培训人次", "indicators[1].score": "5"}, 4, []),
    ],
)
def test_values_are_right_wrong_absent_or_extra(given: dict[str, str], right: int, misses: list[tuple[str, str | None]]) -> None:
    values = Values()
    compare("form", PRINTED, _form(given), values)
    assert values.right == right
    assert [(miss.id, miss.given) for miss in values.misses] == misses


@pytest.mark.parametrize(("given", "right"), [("产出指标", 1), ("产出指标（50分）", 1), ("产出指标数量指标", 0), ("（50分）", 0), ("产出", 0)])
def test_a_level_may_have_its_points(given: str, right: int) -> None:
    values = Values()
    compare("form", {**PRINTED, "indicators[0].l1": "产出指标"}, _form({**PRINTED, "indicators[0].l1": given}), values)
    assert values.right == 4 + right


def test_values_that_are_not_marked_are_counted_among_themselves() -> None:
    values = Values()
    given = {**PRINTED, "indicators[0].score": "6", "title": "评价表"}
    compare("form", PRINTED, replace(_form(given), inferred=frozenset({"title", "indicators[1].name"})), values)
    assert str(values) == "4 | 50.00% | 50.00% | 0.00% | 0 | 50.00% | 50.00%"  # not marked: one wrong, one right


def test_a_document_without_a_form_lacks_all() -> None:
    values = Values()
    compare("form", {"title": "自评表", "unit": ""}, None, values)
    assert values.misses == [Miss("form", "title", "自评表", None, marked=False)]


def _form(given: dict[str, str]) -> Form:
    return Form("made", "", {id_: Field(id_, (), Line(Passage(text, ())).passage) for id_, text in given.items()})
