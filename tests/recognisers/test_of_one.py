"""Weights that are shares of one count a hundred times as much."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = "2023年度项目支出绩效自评表\n\n| 一级指标 | 三级指标 | 目标值 | 完成值 | 权重 | 得分 |\n|---|---|---|---|---|---|\n"
ROWS = "| 产出 | 资助学生 | ≥200名 | 208名 | {} | 40 |\n| ^ | 发放及时率 | 100% | 100% | {} | 20 |\n"
ROWS += "| 效益 | 满意度 | ≥95% | 99% | {} | 40 |\n| 合计 | < | < | < | {} | 100 |"


def weights(*printed: str) -> list[int]:
    (found,) = recognise(read(Source("form.md", (HEAD + ROWS.format(*printed)).encode())), shipped())
    return [int(figure.value) for row in found.table("indicators").rows if (figure := row.figure("weight"))] + [_total(found)]


def _total(form: Form) -> int:
    figure = form.fields["total.weight"].figure
    return int(figure.value) if figure else 0


@pytest.mark.parametrize("printed", [("0.40", "0.20", "0.40", "1.00"), (".4", ".2", ".4", "1")])
def test_shares_are_points(printed: tuple[str, ...]) -> None:
    assert weights(*printed) == [40, 20, 40, 100]


def test_a_wrong_share_or_a_wrong_total_leaves_them_shares() -> None:
    assert weights("0.40", "0.30", "0.40", "1.00") == [40, 30, 40, 100]
    assert weights("0.40", "0.20", "0.40", "1.10") == [40, 20, 40, 110]


def test_points_stay_points() -> None:
    assert weights("40", "20", "40", "100") == [40, 20, 40, 100]
