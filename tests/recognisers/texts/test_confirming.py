"""What confirms a reading: where the cells were kept apart, one wrong number is one wrong number."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Passage
from formlint.forms import Form
from formlint.readers import Source, markdown
from formlint.readers.text import read
from formlint.recognisers import recognise
from formlint.recognisers.texts.confirming import doubtful
from formlint.records import replace

CELLS = """项目支出绩效自评表
项目资金（万元）
年初预算数
全年预算数
全年执行数
分值
执行率
得分
年度资金总额
86.00
94.30
90.06
10
{rate}
9.55
其中：当年财政拨款
86.00
86.00
81.76
—
95.07%
—
上年结转资金
0.00
8.30
8.30
—
100.00%
—
一级指标
二级指标
三级指标
年度指标值
实际完成值
分值
得分
产出指标
数量指标
免费开放天数
≥310天
326天
30
30
质量指标
设备完好率
≥98%
98.5%
20
20
时效指标
图书上架及时率
≥95%
96%
20
20
效益指标
社会效益指标
到馆读者
≥20万人次
21.8万人次
10
10
满意度指标
服务对象满意度指标
读者满意度
≥92%
95.3%
10
10
总分
100
{total}
"""


def form(rate: str, total: str) -> Form:
    (found,) = recognise(read(Source("form.txt", CELLS.format(rate=rate, total=total).encode())), shipped())
    return found


@pytest.mark.parametrize(("rate", "total"), [("95.50%", "99.55"), ("95.50%", "95.95"), ("90.55%", "99.55")])
def test_one_wrong_number_leaves_a_form_a_cell_a_line_confirmed(rate: str, total: str) -> None:
    assert not form(rate, total).doubtful


def test_a_rate_of_two_cells_makes_the_rows_doubtful() -> None:
    text = CELLS.format(rate="95.50%", total="99.55").replace("≥95%\n96%", "≥95100%\n96%")
    (found,) = recognise(read(Source("form.txt", text.encode())), shipped())
    assert "indicators" in found.doubtful


@pytest.mark.parametrize(("name", "wrong"), [("15", True), ("≥95%", True), ("……", False), ("—", False), ("24小时热线", False)])
def test_an_indicator_called_by_a_number_makes_the_rows_doubtful(name: str, wrong: bool) -> None:
    found = form("95.50%", "99.55")
    table = found.table("indicators")
    called = replace(table.rows[0].cells["name"], passage=Passage(name))
    row = replace(table.rows[0], label=name, cells={**table.rows[0].cells, "name": called})
    read_so = replace(found, tables={**found.tables, "indicators": replace(table, rows=(row, *table.rows[1:]))})
    assert ("indicators" in doubtful(read_so, cells=True)) is wrong


ROWS = """# 项目支出绩效自评表

| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 6800.00 | 7150.00 | {executed} | 10 | 96.80% | 9.68 |
| 其中：省级资金 | 4000.00 | 4350.00 | 4211.20 | — | 96.81% | — |
| 市级资金 | 2800.00 | 2800.00 | 2710.00 | — | 96.79% | — |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训期数 | ≥10期 | 11期 | 50 | 50 |
| 效益指标 | 社会效益指标 | 就业岗位 | ≥800个 | 826个 | 30 | {score} |
| 满意度指标 | 服务对象满意度指标 | 企业满意度 | ≥90% | 95% | 10 | 10 |
| 总分 | < | < | < | < | 100 | 99.68 |
"""


@pytest.mark.parametrize(
    ("executed", "score", "doubted"),
    [
        ("6921.20", "30", set()),
        ("6291.20", "30", set()),
        ("6921.20", "38", set()),
        ("4211.20", "30", {"funds"}),
        ("6921.20", "96.80", {"indicators", "total"}),
    ],
)
def test_one_slip_that_mends_all_that_is_broken_confirms_the_rest(executed: str, score: str, doubted: set[str]) -> None:
    """6291.20 for 6921.20 breaks the sum and the rate, 38 for 30 the total and its ceiling; another cell's number is no slip away."""
    (found,) = recognise(markdown.read(Source("form.md", ROWS.format(executed=executed, score=score).encode())), shipped())
    assert doubtful(found) == doubted


def test_a_slip_in_the_funds_that_the_total_below_shows_as_well_confirms_both() -> None:
    text = ROWS.format(executed="6921.20", score="30").replace("| 9.68 |", "| 9.86 |")
    (found,) = recognise(markdown.read(Source("form.md", text.encode())), shipped())
    assert not doubtful(found)
