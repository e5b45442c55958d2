"""Target and actual say themselves when a dump has put one where the other belongs; words beside a number are no value."""

import pytest

from formlint.readers.text import lines
from formlint.recognisers.dumps.parted.pairs import Cells
from formlint.recognisers.dumps.parted.upturned import upright
from formlint.recognisers.dumps.strips import Strip, strips

ROW: Cells = {"name": 0, "target": 1, "actual": 2}


def _strips(*texts: str) -> list[Strip]:
    return list(strips([(number, line) for number, line in enumerate(lines("\n\n".join(texts))) if line.text], joined=False))


def _upright(*texts: str, row: Cells = ROW) -> dict[str, str]:
    found = _strips(*texts)
    return {column: found[cell].text for column, cell in upright(found, row).items()}


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("2022年12月底前完成", "2022年12月20日"),
        ("2022年1月至12月", "2022年11月"),
        ("≥95%", "97%"),
        ("在12个村实施改厕工程", "12个村均实施改厕工程"),
    ],
)
def test_a_target_that_stands_for_the_actual_goes_back(target: str, actual: str) -> None:
    told = {"name": "项目", "target": target, "actual": actual}
    assert _upright("项目", actual, target) == told
    assert _upright("项目", target, actual) == told


@pytest.mark.parametrize(("target", "actual"), [("95%", "97%"), ("有所改善", "有所提高"), ("2022年12月前", "2022年12月前"), ("≥5", "9")])
def test_values_that_say_nothing_of_it_stay(target: str, actual: str) -> None:
    assert _upright("项目", target, actual) == {"name": "项目", "target": target, "actual": actual}


def test_a_name_for_an_actual_beside_a_number_is_none() -> None:
    assert _upright("校舍面积", "≥3255平方米", "村庄环境整治") == {"name": "校舍面积", "target": "≥3255平方米"}


def test_words_that_tell_what_was_done_with_a_number_stay() -> None:
    assert _upright("技术培训", "≥32人次", "培训35人次，其中女性12人次")["actual"] == "培训35人次,其中女性12人次"


def test_a_judgement_for_a_name_is_the_target_that_is_missing() -> None:
    assert _upright("有所改善", "已完成", row={"name": 0, "actual": 1}) == {"target": "有所改善", "actual": "已完成"}
    assert _upright("公路环境", "已完成", row={"name": 0, "actual": 1}) == {"name": "公路环境", "actual": "已完成"}
