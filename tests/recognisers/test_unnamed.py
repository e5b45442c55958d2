"""What no word of the definition names is read for what its numbers say, and by its own headings."""

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.recognisers import recognise

HEAD = "# 2023年度项目支出绩效自评表\n\n"
FUNDS = "| 资金来源 | 预算数 | 执行数 | 执行率 | 享受人次 | 备注 |\n|---|---|---|---|---|---|\n"
LIST = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 赛事 | ≥3场 | 3场 | 100 | 100 |\n| 总分 | < | < | < | < | 100 | 100 |\n"
)


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.md", text.encode())), shipped())
    return found


def test_a_column_of_numbers_under_an_unknown_heading_is_kept() -> None:
    table = form(
        HEAD + FUNDS + "| 合计 | 60 | 57 | 95% | 430 | |\n| 中央 | 40 | 38 | 95% | 300 | 甲 |\n| 省级 | 20 | 19 | 95% | 130 | |\n\n" + LIST
    ).table("funds")
    assert table.columns["other"] == "享受人次"
    assert [row.text("other") for row in table.rows] == ["430", "300", "130"]


def test_a_column_of_words_under_an_unknown_heading_stays_unread() -> None:
    found = form(HEAD + FUNDS + "| 合计 | 60 | 57 | 95% | 多 | |\n| 中央 | 40 | 38 | 95% | 300 | |\n| 省级 | 20 | 19 | 95% | 130 | |\n\n" + LIST)
    assert "other" not in found.table("funds").columns
    assert "300" in [passage.text.strip() for passage in found.unread]


def test_amounts_have_the_names_that_their_own_heading_is_over() -> None:
    rows = (
        "| 项目名称 | 祠堂修缮 | 资金来源 | 预算数 | 支出数 | 执行率 |\n|---|---|---|---|---|---|\n| 实施地点 | 梅溪镇 | 县财政 | 60 | 57 | 95% |\n"
    )
    table = form(HEAD + rows + "| 负责人 | 陈立 | 捐赠 | 10 | 10 | 100% |\n| 开工 | 三月 | 合计 | 70 | 67 | 95.71% |\n\n" + LIST).table("funds")
    assert [row.label for row in table.rows] == ["县财政", "捐赠", "合计"]


def test_what_is_called_the_whole_and_adds_up_is_the_total() -> None:
    rows = "| 构成 | 预算数 | 执行数 | 执行率 |\n|---|---|---|---|\n| 基本支出 | 620 | 613.8 | 99% |\n| 项目支出 | 480 | 456 | 95% |\n"
    assert form(HEAD + rows + "| 全部支出 | 1100 | 1069.8 | 97.25% |\n\n" + LIST).table("funds").row("total") is not None
    assert form(HEAD + rows + "| 总包服务 | 300 | 285 | 95% |\n\n" + LIST).table("funds").row("total") is None


def test_a_subtotal_by_any_name_is_no_indicator() -> None:
    listed = LIST.replace("| 总分", "| 基本分小计 | < | < | < | < | 100 | 100 |\n| 总分")
    assert [row.label for row in form(HEAD + listed).table("indicators").rows] == ["赛事"]


def test_labels_with_their_numbers_end_a_table_of_figures() -> None:
    rows = "| 级次 | 比例 | 应拨资金 | 实拨资金 | 到位率 | 欠拨 |\n|---|---|---|---|---|---|\n| 中央 | 60% | 2055.90 | 2055.90 | 100% | 0 |\n"
    rows += "| 省级 | 40% | 1370.60 | 1370.60 | 100% | 0 |\n| 合计 | 100% | 3426.50 | 3426.50 | 100% | 0 |\n"
    found = form(HEAD + rows + "| 实际支出 | 3323.71 | 支出率 | 97% | 抽查数 | 6 |\n\n" + LIST)
    assert [row.label for row in found.table("sums").rows] == ["中央", "省级", "合计"]


def test_a_paper_that_is_only_called_a_form_is_read_for_its_figures() -> None:
    rows = "| 岗位 | 人数 | 标准 | 月数 | 年补贴 |\n|---|---|---|---|---|\n| 保洁 | 40 | 800 | 12 | 384000 |\n"
    rows += "| 护林 | 25 | 900 | 12 | 270000 |\n| 护路 | 30 | 850 | 10 | 255000 |\n"
    assert len(form("# 公益岗位开发项目绩效自评表\n\n" + rows).table("sums").rows) == 3


def test_an_amount_under_an_unknown_heading_is_in_the_unit_of_those_beside_it() -> None:
    rows = FUNDS.replace("享受人次", "上年拨款") + "| 合计 | 60万元 | 57万元 | 95% | 43 | |\n| 中央 | 40万元 | 38万元 | 95% | 30 | 甲 |\n\n"
    table = form(HEAD + rows + LIST).table("funds")
    assert [figure.unit for row in table.rows if (figure := row.figure("other"))] == ["万元", "万元"]
