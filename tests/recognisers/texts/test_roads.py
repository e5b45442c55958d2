"""Of two ways to read a text the one that fills more cells is taken, as far as forms have what it puts there."""

import pytest

from formlint.documents import Passage
from formlint.forms import Field, Form, FormTable, Row
from formlint.recognisers.texts.roads import _filled


def _form(**cells: str) -> Form:
    fields = {column: Field(f"indicators[0].{column}", (column,), Passage(text)) for column, text in cells.items()}
    row = Row("indicators[0]", "0", cells.get("name", ""), fields)
    return Form("self-evaluation", "", {}, {"indicators": FormTable("indicators", {column: column for column in cells}, (row,))})


def test_every_cell_counts_and_blank_ones_do_not() -> None:
    assert _filled([_form(name="河道清淤", target="≥16公里", actual="")]) == 2


@pytest.mark.parametrize("name", ["完成了河道清淤。", "17公里", "5", "—", "已完成"])
def test_what_no_name_says_counts_against_the_reading(name: str) -> None:
    assert _filled([_form(name=name, target="≥16公里")]) == 0
