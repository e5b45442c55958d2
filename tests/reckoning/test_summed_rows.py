"""What the name of a row says of its sum."""

import pytest

from formlint.reckoning.summed_rows import called, plainly_called

WORDS = ("合计", "总计", "小计")


@pytest.mark.parametrize(
    ("name", "total", "plainly"),
    [
        ("合计", True, True),
        ("合 计：", True, True),
        ("总计（万元）", True, True),
        ("支出·小计", True, True),
        ("上年合计", True, False),
        ("人员经费小计", True, False),
        ("办公费", False, False),
        ("", False, False),
    ],
)
def test_a_total_is_one_of_all_or_of_something(name: str, total: bool, plainly: bool) -> None:
    assert (called(name, WORDS), plainly_called(name, WORDS)) == (total, plainly)
