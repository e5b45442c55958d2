"""Sections within a first level of another name."""

import pytest

from formlint.recognisers.levels import Levels

SECTIONS = {"产出（30分）", "效益（20分）", "效果（30分）", "满意度（10分）", "满意度（20分）", "产出", "效果"}


def levels(*rows: tuple[str, str]) -> Levels:
    found = Levels(SECTIONS.__contains__)
    for first, second in rows:
        found.take(first, second)
    return found


@pytest.mark.parametrize(
    ("rows", "section"),
    [
        ([("部门绩效（50分）", "产出（30分）")], "效益（20分）"),  # as the section before it does
        ([("整体目标实现", "产出"), ("", "")], "效果"),
        ([("效果（30分）", "社会效益（20分）")], "满意度（10分）"),  # as many points are left
    ],
)
def test_a_section_stands_within_the_first_level(rows: list[tuple[str, str]], section: str) -> None:
    assert levels(*rows).holds(section)


@pytest.mark.parametrize(
    ("rows", "section"),
    [
        ([], "产出"),
        ([("产出", "数量指标")], "效果"),
        ([("效果（30分）", "社会效益（20分）")], "满意度（20分）"),  # more than is left
        ([("效果（30分）", "社会效益（20分）"), ("", "经济效益")], "满意度（10分）"),  # what is left is unknown
        ([("效果（30分）", "社会效益（30分）")], "满意度（10分）"),
    ],
)
def test_a_section_is_a_first_level(rows: list[tuple[str, str]], section: str) -> None:
    assert not levels(*rows).holds(section)
