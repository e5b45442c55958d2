"""Headings over more than their own column are opened up by the row below them."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.html import read as read_web
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = "2023年度项目支出绩效自评表\n\n| 项目名称 | 文体活动 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
LIST = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 赛事 | ≥3场 | 3场 | 100 | 100 |\n"
    "| 总分 | < | < | < | < | 100 | 100 |\n"
)


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.md", (HEAD + text).encode())), shipped())
    return found


def test_names_before_the_amounts_stand_under_the_headings_of_the_amounts() -> None:
    rows = "| 预算执行情况 | 全年预算数 | | 全年执行数 | | 执行率 | < |\n| ^ | 合计 | 402.5 | 合计 | 394.45 | 98% | < |\n"
    rows += "| ^ | 基本支出 | 276.5 | 基本支出 | 275.2 | 99.53% | < |\n| ^ | 项目支出 | 126 | 项目支出 | 119.25 | 94.64% | < |\n"
    funds = form(rows + LIST).table("funds").rows
    assert [(row.key, row.text("budget"), row.text("executed")) for row in funds] == [
        ("total", "402.5", "394.45"),
        ("basic", "276.5", "275.2"),
        ("project", "126", "119.25"),
    ]


def test_names_that_differ_side_by_side_are_none_of_one_row() -> None:
    rows = "| 预算执行情况 | 全年预算数 | | 全年执行数 | | 执行率 | < |\n| ^ | 合计 | 402.5 | 其他资金 | 394.45 | 98% | < |\n"
    assert all(row.figure("executed") is None for row in form(rows + LIST).table("funds").rows)


def test_one_heading_stands_over_a_level_and_the_names() -> None:
    rows = "| 指标名称 | < | 年度指标值 | 实际完成值 | 分值 | 得分 | 备注 |\n| 产出 | 培训场次 | ≥60场 | 63场 | 50 | 50 | |\n"
    rows += "| 效益 | 知晓率 | ≥80% | 82% | 50 | 50 | |\n| 合计 | < | | | 100 | 100 | |\n"
    found = form(rows).table("indicators").rows
    assert [(row.label, row.section) for row in found] == [("培训场次", "output"), ("知晓率", "effect")]


def test_points_stand_beside_the_names_below_every_level() -> None:
    rows = "| 一级指标 | < | 三级指标 | < | 评分标准 | 得分 | 备注 |\n| 名称 | 权重 | 名称 | 权重 | ^ | ^ | ^ |\n"
    rows += (
        "| 投入 | 40 | 目标设定 | 15 | 合理 | 15 | |\n| ^ | ^ | 资金到位 | 25 | 到位 | 20 | 到位晚 |\n| 产出 | 60 | 培训场次 | 60 | 完成 | 60 | |\n"
    )
    rows += "| 合计 | 100 | | 100 | | 95 | |\n"
    found = form(rows)
    assert [(row.label, row.text("l1_weight"), row.text("weight"), row.text("score")) for row in found.table("indicators").rows] == [
        ("目标设定", "40", "15", "15"),
        ("资金到位", "", "25", "20"),
        ("培训场次", "60", "60", "60"),
    ]
    assert found.fields["total.score"].text == "95"


def test_a_list_of_projects_names_its_rows_by_the_projects() -> None:
    rows = "| 序号 | 项目名称 | 项目类别 | 年初预算 | 调整后预算 | 执行数 | 执行率 |\n| 1 | 卫生院维修 | 新增 | 180 | 180 | 135 | 75% |\n"
    rows += "| 2 | 村医补助 | 延续 | 320 | 300 | 300 | 100% |\n| 合计 | < | < | 500 | 480 | 435 | 90.63% |\n"
    assert [row.label for row in form(rows).table("funds").rows] == ["卫生院维修", "村医补助", "合计"]


def test_a_side_title_that_only_the_headings_count_moves_their_columns() -> None:
    page = (
        "<p>2022年度转移支付绩效自评表</p><table><tr><td>资金情况</td><td>来源</td><td>全年预算数</td><td>全年执行数</td><td>执行率</td></tr>"
        "<tr><td>年度资金总额</td><td>820</td><td>803.6</td><td>98%</td></tr><tr><td>中央补助</td><td>600</td><td>594</td><td>99%</td></tr>"
        "<tr><td>绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td>实际完成值</td></tr>"
        "<tr><td>产出指标</td><td>数量指标</td><td>清淤河道</td><td>≥9公里</td><td>9.2公里</td></tr></table>"
    )
    (found,) = recognise(read_web(Source("form.html", page.encode())), shipped())
    funds = found.table("funds").rows
    assert [(row.key, row.text("budget"), row.text("executed"), row.text("rate")) for row in funds] == [
        ("total", "820", "803.6", "98%"),
        ("central", "600", "594", "99%"),
    ]
    (indicator,) = found.table("indicators").rows
    assert (indicator.label, indicator.text("target"), indicator.text("actual")) == ("清淤河道", "≥9公里", "9.2公里")


def test_a_side_title_above_the_names_moves_nothing_where_rows_are_as_long() -> None:
    rows = "| 项目资金 | 全年预算数 | 全年执行数 | 执行率 | < | < | < |\n| 年度资金总额 | 820 | 803.6 | 98% | < | < | < |\n"
    (total,) = form(rows + LIST).table("funds").rows
    assert (total.text("budget"), total.text("executed"), total.text("rate")) == ("820", "803.6", "98%")


@pytest.mark.parametrize(
    ("headings", "row", "table"),
    [
        ("项目资金 全年预算数 全年执行数 执行率 分值 得分", "年度资金总额 820 803.6 98% 10", "funds"),
        ("绩效指标 指标值 实际完成值 分值 得分 备注", "产出 ≥9公里 9.2公里 60 60", "indicators"),
    ],
)
def test_a_side_title_that_heads_the_names_moves_nothing_where_rows_lack_their_last_cell(headings: str, row: str, table: str) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split())}</tr>" for line in (headings, row))
    (found,) = recognise(read_web(Source("form.html", f"<p>2022年度部门整体支出绩效自评表</p><table>{rows}</table>".encode())), shipped())
    (first,) = found.table(table).rows
    assert [first.text(key) for key in found.table(table).columns] == [*(row.split()[1:] if table == "funds" else row.split()), ""]
