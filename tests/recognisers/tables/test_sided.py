"""Funds under tall side titles are read like those of a table."""

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = "2023年度项目支出绩效自评表\n\n| 项目名称 | 动物检疫 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
LIST = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 检疫 | ≥3场 | 3场 | 100 | 100 |\n"
    "| 总分 | < | < | < | < | 100 | 100 |\n"
)
ROWS = (
    "| 资金（元） | 年度预算数 | 一般公共预算 | 356,000.00 | 年度执行数 | {} | 349,560.00 |\n| ^ | ^ | 其他资金 | 44,000.00 | ^ | 其他资金 | — |\n"
    "| ^ | ^ | 合计 | 400,000.00 | ^ | 合计 | 392,000.00 |\n"
)


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.md", (HEAD + text + LIST).encode())), shipped())
    return found


def test_every_line_is_a_row_with_an_amount_for_each_side_title() -> None:
    rows = form(ROWS.format("一般公共预算")).table("funds").rows
    assert [(row.key, row.text("budget"), row.text("executed")) for row in rows] == [
        ("fiscal", "356,000.00", "349,560.00"),
        ("other", "44,000.00", "—"),
        ("total", "400,000.00", "392,000.00"),
    ]


def test_names_that_differ_in_a_line_make_no_row() -> None:
    assert "funds" not in form(ROWS.format("政府性基金")).tables
