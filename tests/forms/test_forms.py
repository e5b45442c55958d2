"""What a form keeps of its cells, so that checks need not work it out again."""

import re

from formlint.documents import NodeSpot, Passage
from formlint.figures import read
from formlint.forms import Field, Form, FormTable, Row
from formlint.forms.whole import per_form


def field(name: str, text: str) -> Field:
    passage = Passage.at(text, NodeSpot((1,), 0, len(text)))
    return Field(name, (), passage, read(passage, id=name))


def form(*texts: str) -> Form:
    row = Row(
        "t[0]", "0", "行", {"target": field("t[0].target", "≥10次"), "actual": field("t[0].actual", "3O5次"), "reason": field("t[0].reason", "无")}
    )
    fields = {f"note{at}": field(f"note{at}", text) for at, text in enumerate(texts)}
    return Form("any", "", fields, {"t": FormTable("t", {}, (row,))})


def test_a_row_has_the_figures_of_its_columns_where_they_are_well_formed() -> None:
    (row,) = form().tables["t"].rows
    assert row.figure("target") is row.cells["target"].number
    assert row.cells["actual"].number is not None
    assert row.figure("actual") is None
    assert row.figure("score") is None


def test_unbroken_text_has_no_white_space() -> None:
    cell = field("x", " 服务\n对象 满意\u3000度 ")
    assert cell.unbroken == "服务对象满意度"
    assert not cell.blank
    assert field("x", " \n").blank


def test_prose_is_what_prints_something_and_no_number() -> None:
    assert [cell.id for cell in form("甲", "12", " ").prose] == ["note0", "t[0].reason"]


def test_a_search_finds_words_that_a_line_break_cut() -> None:
    found = form("年初", "预算\n调整说明").search(re.compile("预算调整"))
    assert found is not None
    assert found.string == "预算调整说明"


def test_a_search_finds_nothing_that_begins_in_one_cell_and_ends_in_another() -> None:
    assert form("预算", "调整").search(re.compile(r"预算\s?调整")) is None


def test_every_field_is_found_by_its_id() -> None:
    one = form("甲")
    assert one.by_id["t[0].target"] is one.tables["t"].rows[0].cells["target"]
    assert list(one.by_id) == [cell.id for cell in one.all_fields()]


def test_what_is_found_out_about_a_form_is_found_out_once() -> None:
    asked: list[str] = []

    @per_form
    def cells(each: Form, table: str) -> int:
        asked.append(table)
        return len(each.table(table).rows)

    one, other = form("甲"), form("乙")
    assert [cells(one, "t"), cells(one, "t"), cells(one, "u"), cells(other, "t")] == [1, 1, 0, 1]
    assert asked == ["t", "u", "t"]


def test_the_prose_that_holds_one_of_some_words_is_found_in_its_order() -> None:
    told = form("培训 党员\n3次", "开展培训", "12", "走访党员，再访党员")
    assert [cell.id for cell in told.holding(["党员", "开展"])] == ["note0", "note1", "note3"]
    assert [cell.id for cell in told.holding(["次开", "慰问"])] == []  # no word is put together of two cells
    assert list(told.holding([""])) == list(told.prose)
