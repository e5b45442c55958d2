"""What a name promises speaks for a row that measures it, and against others; a name that promises nothing hardly speaks."""

import pytest

from formlint.recognisers.dumps.parted.promises import kept


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("完成时间", ("2022年12月底前", "2022年12月20日")),
        ("水质达标率", ("≥95%", "97%")),
        ("水质达标率", ("95", "97%")),
        ("人均培训成本", ("≤300元/人天", "280元/人天")),
        ("校舍面积", ("≥2400平方米", "2500平方米")),
        ("改善沿岸环境", ("明显改善", "已完成")),
        ("降低企业办事成本", ("有所降低", "有所降低")),
    ],
)
def test_a_kept_promise_speaks_for_the_row(name: str, said: tuple[str, ...]) -> None:
    assert kept(name, said) < -2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("完成时间", ("≥95%", "97%")),
        ("水质达标率", ("2022年12月底前", "2022年12月20日")),
        ("水质达标率", ("≥12次", "12次")),
        ("设备购置费", ("≥12次", "12次")),
        ("校舍面积", ("≥95%", "97%")),
    ],
)
def test_a_broken_promise_speaks_against_it(name: str, said: tuple[str, ...]) -> None:
    assert kept(name, said) >= 8


@pytest.mark.parametrize(("name", "said"), [("治理河道", ("≥16公里", "17公里")), ("健康知识知晓率", ("不断提高", "不断提高")), ("治理河道", ())])
def test_what_is_open_says_next_to_nothing(name: str, said: tuple[str, ...]) -> None:
    assert 0 <= kept(name, said) <= 2


def test_losses_are_to_be_few_and_good_things_many() -> None:
    assert kept("管网漏损率", ("≤5%", "4%")) < kept("管网漏损率", ("≥95%", "97%"))
    assert kept("水质达标率", ("≥95%", "97%")) < kept("水质达标率", ("≤5%", "4%"))


def test_a_count_of_people_is_no_count_of_times() -> None:
    assert kept("培训人数", ("≥40人", "42人")) < kept("培训人数", ("≥40次", "42次"))
