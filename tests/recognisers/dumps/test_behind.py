"""A row stands behind the labels that head it, however many there are."""

from formlint.recognisers.dumps.dump import Hit
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.dumps.sections.sections import Behind


def test_nothing_but_labels_may_stand_between_a_label_and_its_row() -> None:
    labels = [Hit("产出指标", (0, 1)), Hit("数量指标", (2,)), Hit("质量指标", (5,)), Hit("时效指标", (8,))]
    behind = Behind(Listing(rows=[{"name": (3,)}, {"name": (7,)}], labels=labels))
    assert [behind.row(label) for label in labels] == [0, 0, None, None]
