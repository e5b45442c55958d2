"""Which scores a grade takes, and which bands notes lay down."""

import pytest

from formlint.reckoning.grades import BANDS, Band, band, certain, laid_down, within
from formlint.relations import Outcome
from formlint.relations.solving import judge
from tests.forge import figure


@pytest.mark.parametrize(
    ("score", "grade"), [("100", "优"), ("90", "优"), ("89.9", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"), ("59.9", "差"), ("0", "差")]
)
def test_a_score_has_the_one_grade_whose_band_holds_it(score: str, grade: str) -> None:
    assert [each for each, taken in BANDS.items() if all(judge(relation) is Outcome.HOLDS for relation in within(figure(score), taken))] == [grade]


@pytest.mark.parametrize(
    "note",
    [
        "95分（含）以上为优",
        "得分≥95分为优",
        "得分95分以上（含95分）的为“优”",
        "优（≥95分）、良（≥85分）",
        "优（95-100分）、良（85-95分）",
        "优：95分及以上",
        "得分在95分（含95分）以上的，评价等级为优秀；85分（含85分）至95分的，评价等级为良好",
    ],
)
def test_another_edge_is_found(note: str) -> None:
    scale = laid_down(note)
    assert scale and scale["优"] == (95, None) and scale["良"][1] == 95 and not certain("优", scale)


@pytest.mark.parametrize(
    ("note", "word", "taken"),
    [
        ("95分以上为优，85≤得分＜95为良，60分以下为差", "良", (85, 95)),
        ("90（含）-100分为优秀、75（含）-90分为良好、60（含）-75分为合格、60分以下为不合格", "合格", (60, 75)),
        ("90（含）-100分为优秀、75（含）-90分为良好、60（含）-75分为合格、60分以下为不合格", "不合格", (0, 60)),
        ("90（含）-100分为优秀、60（含）-90分为合格", "合格", (60, 90)),
        ("95分以上为优", "差", (0, None)),
    ],
)
def test_a_grade_takes_what_the_notes_say(note: str, word: str, taken: Band) -> None:
    assert band(word, laid_down(note)) == taken


@pytest.mark.parametrize("note", ["90分（含）以上为优", "优（100-90分）、良（89-80分）", "优（90分以上）"])
def test_the_usual_bands_may_be_printed(note: str) -> None:
    scale = laid_down(note)
    assert scale and certain("优", scale)


@pytest.mark.parametrize(
    "text", ["", "自评得分95.7分，为优", "优（98.6分）", "满意度95%以上为优", "实施效果优良，完成95分", "每项满分20分，18分以上为优"]
)
def test_scores_and_rates_lay_down_nothing(text: str) -> None:
    assert laid_down(text) is None


@pytest.mark.parametrize("text", ["95分以上为优；90分以上为优秀", "80分以上为优，90分至95分为良"])
def test_bands_that_contradict_each_other_are_none(text: str) -> None:
    assert laid_down(text) == {}
