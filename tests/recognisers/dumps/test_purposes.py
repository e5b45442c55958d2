"""Rows stand under the label that is for what they measure: a count, a rate, a date or money. What tells nothing speaks against no label."""

import pytest

from formlint.recognisers.dumps.sections.purposes import OFTEN, SELDOM, strange

LABELS = ("数量指标", "质量指标", "时效指标", "成本指标")


@pytest.mark.parametrize(
    ("name", "target", "label"),
    [
        ("配备图书册数", "≥9396册", "数量指标"),
        ("设备采购合格率", "≥95%", "质量指标"),
        ("资金拨付及时率", "≥80%", "时效指标"),
        ("完成时间", "2023年12月底前", "时效指标"),
        ("教师培训费", "≤382.84元", "成本指标"),
    ],
)
def test_a_row_fits_one_label_and_no_other(name: str, target: str, label: str) -> None:
    assert [each for each in LABELS if strange(each, [(name, target)]) == (0,)] == [label]


def test_a_rate_may_be_a_quantity_rather_than_a_count_a_quality() -> None:
    assert strange("数量指标", [("火情监测覆盖率", "≥80%")]) == (OFTEN,)
    assert strange("质量指标", [("新建防火隔离带", "≥57公里")]) == (SELDOM,)


def test_words_and_labels_of_effects_tell_nothing() -> None:
    assert [strange(label, [("健全管护机制", "长期")]) for label in LABELS] == [(0,)] * 4
    assert strange("社会效益指标", [("新增就业", "≥57人"), ("群众收入", "≥3万元")]) == (0, 0)
