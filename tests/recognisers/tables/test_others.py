"""Tables within a form that its definition has no columns for: their headings stand in one row or in several."""

from dataclasses import replace

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = "2023年度项目支出绩效自评表\n\n| 项目名称 | 文体活动 | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
LIST = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 赛事 | ≥3场 | 3场 | 100 | 100 |\n"
    "| 总分 | < | < | < | < | 100 | 100 |\n"
)


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.md", (HEAD + text + LIST).encode())), shipped())
    return found


def test_one_heading_over_all_columns_but_the_first_is_kept() -> None:
    rows = "| 单位 | 预算安排（万元） | < | < | < | < | < |\n| ^ | 合计 | < | 中央 | < | 省级 | < |\n"
    rows += "| 甲县 | 63 | < | 40 | < | 23 | < |\n| 乙县 | 20 | < | 16 | < | 4 | < |\n"
    table = form(rows).table("sums")
    assert list(dict.fromkeys(table.columns.values())) == ["单位", "预算安排（万元）·合计", "预算安排（万元）·中央", "预算安排（万元）·省级"]
    assert [row.label for row in table.rows] == ["甲县", "乙县"]


def test_headings_may_stand_in_three_rows() -> None:
    rows = "| 单位 | 资金安排 | < | < | < | 支出 | < |\n| ^ | 合计 | < | 其中 | < | ^ | < |\n| ^ | ^ | < | 中央 | 省级 | ^ | < |\n"
    rows += "| 甲县 | 63 | < | 40 | 23 | 60 | < |\n| 乙县 | 20 | < | 16 | 4 | 20 | < |\n"
    table = form(rows).table("sums")
    assert [heading for heading in table.columns.values() if "省级" in heading] == ["资金安排·其中·省级"]
    assert [row.label for row in table.rows] == ["甲县", "乙县"]


def test_labels_beside_values_are_no_headings() -> None:
    assert "sums" not in form("| 基本情况 | 活动地点 | 体育馆 | < | 活动时间 | 五月 | < |\n").tables


def test_headings_that_are_all_taller_than_any_header_are_none() -> None:
    rows = "| 单位 | < | < | 预算数 | < | < | 合计 |\n" + "| ^ | ^ | ^ | ^ | ^ | ^ | ^ |\n" * 3 + "| 甲县 | < | < | 63 | < | < | 63 |\n"
    assert form(rows).table("indicators").rows


def test_headings_with_only_another_block_below_them_are_none() -> None:
    rows = "| 单位 | < | 预算数 | < | 合计 | < | < |\n| 绩效目标 | < | 5 | < | 5 | < | < |\n| ^ | < | 6 | < | 6 | < | < |\n"
    assert "sums" not in form(rows).tables


def test_departments_with_amounts_behind_a_form_are_no_funds_of_a_next_form() -> None:
    funds = "| 资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | 30 | 30 | 28 | 10 | 93.33% | 9.33 |\n"
    later = "\n\n| 部门 | 下达 | 支出 | 差额 |\n|---|---|---|---|\n| 建设科 | 10 | 9 | 1 |\n| 养护科 | 20 | 19 | 1 |\n"
    (found,) = recognise(read(Source("form.md", (HEAD + funds + LIST + later).encode())), shipped())
    assert [row.key for row in found.table("funds").rows] == ["total"]
    assert "unit" not in found.fields


def test_of_a_row_that_ends_before_the_headings_only_the_name_is_known() -> None:
    head = "| 单位 | 代码 | 中央 | 省级 | 小计 |\n|---|---|---|---|---|\n"
    text = (
        HEAD
        + head.replace("|---|---|---|---|---|\n", "")
        + "| 甲县 | 1 | 40 | 23 | 63 |\n| 乙县 | 2 | 16 | 4 | 20 |\n| 合计 | 56 | 27 | 83 |\n"
        + LIST
    )
    document = read(Source("form.md", text.encode()))
    short = max(cell.row for cell in document.tables[0].cells if cell.text == "合计")
    cut = tuple([cell for cell in document.tables[0].cells if cell.row != short or cell.text.strip()])
    blocks = tuple([replace(block, cells=cut) if block is document.tables[0] else block for block in document.blocks])
    (found,) = recognise(replace(document, blocks=blocks), shipped())
    (total,) = [row for row in found.table("sums").rows if row.label == "合计"]
    assert not any(cell.figure for cell in total.cells.values())


def test_projects_of_a_department_are_no_parts_of_its_funds() -> None:
    rows = "| 预算资金 | 年初预算（万元） | 调整预算（万元） | 决算支出（万元） | 执行率（%） | < | < |\n| ^ | 860 | 900 | 873 | 97 | < | < |\n"
    rows += "| 重点项目 | 项目名称 | 预算数 | 支出数 | 支出率（%） | 自评得分 | < |\n| ^ | 森林防火 | 160 | 156.8 | 98 | 97.6 | < |\n"
    rows += "| ^ | 退耕还林 | 120 | 114 | 95 | 96.2 | < |\n| ^ | 小计 | 280 | 270.8 | 96.71 | — | < |\n"
    found = form(rows)
    assert [row.key for row in found.table("funds").rows] == ["total"]
    assert [row.label for row in found.table("sums").rows] == ["森林防火", "退耕还林", "小计"]


def test_amounts_split_up_under_their_headings_into_names_that_no_word_knows_keep_both_headings() -> None:
    rows = "| 街镇 | 预算安排 | < | < | 实际支出 | < | < |\n| ^ | 区级 | 自筹 | 小计 | 区级 | 自筹 | 小计 |\n"
    rows += "| 城东 | 360 | 90 | 450 | 342 | 90 | 432 |\n| 城西 | 300 | 60 | 360 | 276 | 60 | 336 |\n| 合计 | 660 | 150 | 810 | 618 | 150 | 768 |\n"
    found = form(rows)
    assert "实际支出·小计" in found.table("sums").columns.values()
    assert not found.table("funds").rows


def test_a_row_of_names_and_values_above_headings_heads_nothing() -> None:
    rows = "| 建设地点 | 大禾村 | < | < | 建设期限 | 四月至十月 | < |\n| 资金来向 | 合计 | 甲 | 乙 | 丙 | 丁 | 戊 |\n"
    rows += "| 去年 | 150 | 100 | 20 | 10 | 10 | 10 |\n| 今年 | 186 | 100 | 60 | 20 | 3 | 3 |\n"
    assert list(form(rows).table("sums").columns.values())[:2] == ["资金来向", "合计"]


def test_rates_and_things_that_are_counted_are_no_amounts_of_money() -> None:
    rows = "| 单位：万元 | < | < | < | < | < | < |\n| 支出方向 | 户数 | 金额 | 上年金额 | 合格率 | 备注 | < |\n"
    rows += (
        "| 改厕 | 320 | 48.5 | 40.2 | 96.5 | 甲 | < |\n| 改水 | 260 | 52.5 | 41.3 | 98.0 | 乙 | < |\n| 合计 | 580 | 101.0 | 81.5 | 97.2 | 丙 | < |\n"
    )
    first = form(rows).table("sums").rows[0]
    assert [figure.unit for column in first.cells if (figure := first.figure(column))] == ["", "万元", "万元", "%"]
