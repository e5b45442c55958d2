"""Funds told as 预算数：42.80万元 in cells of their own are read like those of a table."""

import pytest

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


def amounts(text: str) -> dict[str, dict[str, str]]:
    rows = form(text).table("funds").rows
    return {row.key: {column: cell.text for column, cell in row.cells.items() if column != "label"} for row in rows}


def test_amounts_are_told_side_by_side() -> None:
    found = amounts("| 资金情况 | 预算数：42.80万元 | < | 执行数：41.94万元 | < | 执行率：98% | < |\n")
    assert found == {"total": {"budget": "42.80万元", "executed": "41.94万元", "rate": "98%"}}


def test_amounts_are_told_in_one_cell() -> None:
    found = amounts("| 资金情况 | 年初预算数：40万元；全年预算数：42.80万元，全年执行数：41.94万元。 | < | < | < | < | < |\n")
    assert found == {"total": {"initial": "40万元", "budget": "42.80万元", "executed": "41.94万元"}}


def test_a_part_is_one_of_the_column_above_it_or_before_it() -> None:
    rows = "| 资金（万元） | 预算数：42.80 | < | < | 执行数：41.94 | < | < |\n| ^ | 其中：财政拨款：30.80 | < | < | 其中：财政拨款：29.94 | < | < |\n"
    assert amounts(rows)["fiscal"] == {"budget": "30.80", "executed": "29.94"}
    beside = "| 资金 | 预算数：42.80万元 | 其中财政拨款：30.80万元 | < | 执行数：41.94万元 | < | < |\n"
    assert amounts(beside)["fiscal"] == {"budget": "30.80万元"}


WHOLES = "| 预算安排 | 86.4 | 实际支出 | {} | 执行率 | 95% | < |\n"
LINE = "| 其中：中央资金 | {} | 省级资金 | 20 | 县级资金 | 16.4 | < |\n"
SPENT = "| 其中：中央支出 | 50 | 省级支出 | 18.08 | 县级支出 | 14 | < |\n"


def test_parts_of_several_names_in_a_line_are_those_of_one_whole() -> None:
    found = amounts(WHOLES.format("82.08") + LINE.format("50"))
    assert {key: found[key] for key in ("central", "province", "county")} == {
        "central": {"budget": "50"},
        "province": {"budget": "20"},
        "county": {"budget": "16.4"},
    }


def test_a_line_for_every_whole_tells_its_parts_even_where_one_does_not_add_up() -> None:
    found = amounts(WHOLES.format("82.08") + LINE.format("48") + SPENT)
    assert found["central"] == {"budget": "48", "executed": "50"}
    assert found["county"] == {"budget": "16.4", "executed": "14"}


def test_parts_of_which_no_whole_is_known_are_left() -> None:
    assert set(amounts(WHOLES.format("82.08") + LINE.format("48"))) == {"total"}


def test_the_side_title_tells_the_unit() -> None:
    figure = form("| 资金情况（万元） | 预算数：42.80 | < | < | 执行数：41.94 | < | < |\n").table("funds").rows[0].figure("budget")
    assert figure is not None
    assert figure.unit == "万元"


@pytest.mark.parametrize(
    "row",
    [
        "| 资金情况 | 预算数：42.80万元 | < | 联系电话：无 | < | 人数：12人 | < |\n",
        "| 资金情况 | 预算数：42.80万元 | < | 预算数：41.94万元 | < | | < |\n",
        "| 资金情况 | 预算数：42.80万元 | < | < | < | < | < |\n",
        "| 上年资金情况 | 预算数：42.80万元 | < | 执行数：41.94万元 | < | 执行率：98% | < |\n",
    ],
)
def test_what_is_no_row_of_funds_is_left(row: str) -> None:
    assert "funds" not in form(row).tables


@pytest.mark.parametrize("text", ["合计 1    " * 19 + "x", "合计1 " * 45 + "：", "预算数  1  " * 21 + "。。", " " * 199 + "x", "合计-" * 60])
def test_names_numbers_and_blanks_without_end_are_read_at_once(text: str) -> None:
    """As one expression they took for ever: every blank may belong to the name or to the number."""
    assert amounts(f"| 资金情况 | {text} | < | < | < | < | < |\n") == {}


def test_a_line_that_tells_the_funds_gives_way_to_their_table() -> None:
    table = "| 资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | 30 | 33 | 33 | 10 | 100% | 10 |\n"
    text = HEAD.replace("\n\n", "\n\n资金情况：年初预算30万元，追加3万元，全年预算数33万元。\n\n", 1) + table + LIST
    (found,) = recognise(read(Source("form.md", text.encode())), shipped())
    assert [(row.key, row.text("executed")) for row in found.table("funds").rows] == [("total", "33")]
    assert "资金情况" in found.fields["text"].text


def test_amounts_stand_behind_names_and_their_rate_in_one_cell() -> None:
    found = amounts(
        "| 资金安排 | 预算资金 | ¥158,400.00元 | 执行资金 | ¥151,200.00元 | 执行率95.45% | < |\n"
        "| ^ | 其中：财政资金 | ¥120,000.00元 | 其中：财政资金 | ¥114,000.00元 | 执行率95.00% | < |\n"
        "| ^ | 爱心企业捐赠 | ￥38,400.00元 | 爱心企业捐赠 | ￥37,200.00元 | 执行率96.88% | < |\n"
    )
    assert found == {
        "total": {"budget": "¥158,400.00元", "executed": "¥151,200.00元", "rate": "95.45%"},
        "fiscal": {"budget": "¥120,000.00元", "executed": "¥114,000.00元", "rate": "95.00%"},
        "row2": {"budget": "￥38,400.00元", "executed": "￥37,200.00元", "rate": "96.88%"},
    }


def test_a_rate_behind_both_amounts_of_a_part_is_not_that_of_the_total() -> None:
    found = amounts(
        "| 资金安排 | 预算资金 | 42,800元 | 执行资金 | 41,940元 | | < |\n"
        "| ^ | 其中：财政资金 | 30,800元 | 其中：财政资金 | 29,940元 | 执行率97.21% | < |\n"
    )
    assert found == {
        "total": {"budget": "42,800元", "executed": "41,940元"},
        "fiscal": {"budget": "30,800元", "executed": "29,940元", "rate": "97.21%"},
    }


def test_a_sentence_tells_amounts_behind_a_side_title() -> None:
    sentence = "年初预算18万元，年中追加2万元，全年预算20万元，实际支出19.4万元，执行率97%。"
    found = amounts(f"| 资金情况 | {sentence} | < | < | < | < | < |\n")
    assert found == {"total": {"initial": "18万元", "added": "2万元", "budget": "20万元", "executed": "19.4万元", "rate": "97%"}}
    assert "funds" not in form(f"| 项目概况 | {sentence} | < | < | < | < | < |\n").tables
