"""Which scores a grade takes, and where 优 begins, as notes lay it down."""

import pytest

from formlint.reckoning.grades import BANDS, elsewhere, within
from formlint.relations import Outcome
from formlint.relations.solving import judge
from tests.forge import figure


@pytest.mark.parametrize(
    ("score", "grade"), [("100", "优"), ("90", "优"), ("89.9", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"), ("59.9", "差"), ("0", "差")]
)
def test_a_score_has_the_one_grade_whose_band_holds_it(score: str, grade: str) -> None:
    assert [each for each in BANDS if all(judge(relation) is Outcome.HOLDS for relation in within(figure(score), each))] == [grade]


@pytest.mark.parametrize(
    "note",
    [
        "95分（含）以上为优",
        "得分≥95分为优",
        "得分95分以上（含95分）的为“优”",
        "优（≥95分）、良（≥85分）",
        "优（95-100分）、良（85-95分）",
        "优：95分及以上",
    ],
)
def test_another_edge_is_found(note: str) -> None:
    assert elsewhere(note) == "95"


@pytest.mark.parametrize(
    "note", ["", "90分（含）以上为优", "优（100-90分）、良（89-80分）", "优（90分以上）", "自评得分95.7分，为优", "优（98.6分）"]
)
def test_the_usual_edge_and_scores_are_none(note: str) -> None:
    assert elsewhere(note) == ""
