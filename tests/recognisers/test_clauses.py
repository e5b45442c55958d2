"""What notes lay down, for forms that have sections and for those that have none."""

import pytest

from formlint.definitions import Definition, shipped
from formlint.documents import Passage
from formlint.recognisers.clauses import of_note

NOTE = Passage("注：一级指标分值统一设置为：产出指标50分、效益指标30分。")


@pytest.mark.parametrize("definition", shipped(), ids=lambda each: each.id)
def test_a_note_gives_the_weights_of_the_sections_that_the_form_has(definition: Definition) -> None:
    named = {clause.name: str(clause.value) for clause in of_note(definition, NOTE, "notes")}
    assert named == {key: points for key, points in (("output", "50"), ("effect", "30")) if key in definition.sections}
