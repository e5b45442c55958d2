"""Lists of dumps that are hardly some: rows cut in the wrong places are not believed, sound ones are, and so is what the numbers confirm."""

import pytest

from formlint.forms import Form
from formlint.recognisers.texts.scraps import without_scraps
from formlint.records import replace
from tests.recognisers.dumps.test_aligned import HEADINGS, read

SOUND = "||供水村数|≥8个|9个|30|30|—"


def form_of(*rows: str, doubtful: bool) -> Form:
    return replace(read(HEADINGS, *rows, "总分|||||100|90"), doubtful=frozenset({"indicators"} if doubtful else ()))


@pytest.mark.parametrize(
    "strange",
    [
        "||供水村数|≥8个|95%|30|30|—",  # another unit
        "||供水村数|有所提高|95%|30|30|—",  # measured, and was not to be
        "||9个|≥8个|9个|30|30|—",  # a value for a name
        "||）供水村数|≥8个|9个|30|30|—",  # half of a bracket
    ],
)
def test_a_doubtful_list_half_of_whose_rows_contradict_themselves_is_none(strange: str) -> None:
    rows = (SOUND, strange, SOUND, strange)
    told = without_scraps(form_of(*rows, doubtful=True))
    assert not told.table("indicators").rows
    assert "供水村数" in {passage.text for passage in told.unread}
    assert len(without_scraps(form_of(*rows, doubtful=False)).table("indicators").rows) == 4


def test_one_strange_row_among_sound_ones_stays() -> None:
    rows = (SOUND, SOUND, "||供水村数|≥8个|95%|30|30|—", SOUND)
    assert len(without_scraps(form_of(*rows, doubtful=True)).table("indicators").rows) == 4
