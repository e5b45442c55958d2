"""What a blank cell must hold: said when the other numbers leave one value, and not said when they do not."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Field, Form
from formlint.readers.markdown import parse
from formlint.reckoning.derived import derived
from formlint.recognisers import recognise

FORM = """| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 100 | 120.5 | {executed} | 10 | {rate} | {fund} |
| 基本支出 | 60 | 80.25 | 80 | — | — | — |
| 项目支出 | 40 | 40.25 | {project} | — | — | — |
| 其他资金 | | | | — | — | — |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | {weight} | 60 |
| ^ | 质量指标 | 合格率 | 100% | 100% | 30 | {score} |
| 总分 | < | < | < | < | {all} | {total} |
"""
WHOLE = {"executed": "100.25", "rate": "83.20%", "fund": "8.3", "project": "20.25", "weight": "60", "score": "28.5", "all": "100", "total": "96.8"}


def value(cell: str, **printed: str) -> str:
    (form,) = recognise(parse(FORM.format(**WHOLE | printed)), shipped())
    return derived(form, _field(form, cell), "indicators", "funds")


def _field(form: Form, id_: str) -> Field:
    return next(field for field in form.all_fields() if field.id == id_)


@pytest.mark.parametrize(
    ("cell", "blank", "expected"),
    [
        ("funds.total.executed", "executed", "100.25"),
        ("funds.total.rate", "rate", "83.20%"),
        ("funds.total.score", "fund", "8.3"),
        ("indicators[0].weight", "weight", "60"),
        ("indicators[1].score", "score", "28.5"),
        ("total.weight", "all", "100"),
        ("total.score", "total", "96.8"),
    ],
)
def test_a_blank_has_the_value_that_the_others_leave(cell: str, blank: str, expected: str) -> None:
    assert value(cell, **{blank: ""}) == expected


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("funds.total.executed", {"executed": "", "project": ""}),
        ("funds.total.rate", {"rate": "", "executed": ""}),
        ("indicators[1].score", {"score": "", "fund": ""}),
        ("indicators[1].score", {"score": "", "total": ""}),
        ("total.score", {"total": "", "score": ""}),
        ("indicators[1].score", {"score": "", "total": "99.9"}),
        ("indicators[0].weight", {"weight": "", "all": "40"}),
    ],
    ids=["two parts", "no amount", "two scores", "no total", "a score missing", "above its weight", "nothing left"],
)
def test_a_blank_that_could_hold_several_values_gets_none(cell: str, printed: dict[str, str]) -> None:
    assert value(cell, **printed) == ""
