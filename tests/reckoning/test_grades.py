"""Where 优 begins, as notes lay it down."""

import pytest

from formlint.reckoning.grades import elsewhere


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
