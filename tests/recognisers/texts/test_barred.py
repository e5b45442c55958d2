"""Text whose cells are told by bars, as web pages are copied: ragged rows find their columns."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise

HEAD = """项目支出绩效自评表 |
(2023年度) |
项目名称 | 乡村道路养护 |
主管部门 | 交通运输局 | 实施单位 | 公路站 |
"""
FUNDS = """项目资金(万元) | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
年度资金总额 | 120 | 100 | 80.5 | 10 | 80.5% | 8.05 |
其中:当年财政拨款 | 120 | 100 | 80.5 | — | | — |
其他资金 | — | — | — | — | | — |
"""
GOALS = """年度总体目标 | 预期目标 | 实际完成情况 |
养护道路12公里。 | 养护道路12公里。 |
"""
LIST = """绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因分析 |
产出指标 | 数量指标 | 养护里程 | ≥12公里 | 12公里 | 50 | 50 | |
 | | 其中水泥路 | 7公里 | 7公里 |
 | 质量指标 | 验收合格率 | 100% | 98% | 20 | 18 | 有一段返工 |
……
满意度指标 |
服务对象满意度 | 群众满意度 | ≥90% | 95% | 20 | 20 | |
其他需要说明事项 | 无 |
总分 | 100 | 96.05 | 优 |
"""


def forms(text: str) -> tuple[Form, ...]:
    return recognise(read(Source("form.txt", text.encode())), shipped())


def row(form: Form, table: str, number: int) -> dict[str, str]:
    return {key: cell.text for key, cell in form.tables[table].rows[number].cells.items() if cell.text.strip()}


@pytest.fixture(scope="module")
def form() -> Form:
    (found,) = forms(HEAD + FUNDS + GOALS + LIST)
    return found


def test_labels_and_their_values_stand_side_by_side(form: Form) -> None:
    assert {key: form.fields[key].text for key in ("project", "dept", "unit")} == {"project": "乡村道路养护", "dept": "交通运输局", "unit": "公路站"}
    assert form.year == 2023


def test_funds_stand_under_their_headings_beside_a_side_title(form: Form) -> None:
    assert row(form, "funds", 0) == {
        **{"label": "年度资金总额", "initial": "120", "budget": "100", "executed": "80.5"},
        **{"weight": "10", "rate": "80.5%", "score": "8.05"},
    }


def test_texts_below_their_headings_stand_beside_the_side_title(form: Form) -> None:
    assert form.fields["narrative.goal"].text == form.fields["narrative.actual"].text == "养护道路12公里。"


def test_blanks_that_fill_up_a_row_are_no_columns() -> None:
    padded = "项目基本情况 | 目标完成情况 | 预期目标 | 实际完成情况 | | | |\n养护道路12公里。 | 养护道路11公里。 | | | | | |\n"
    (found,) = forms(HEAD + FUNDS + padded + LIST)
    assert (found.fields["narrative.goal"].text, found.fields["narrative.actual"].text) == ("养护道路12公里。", "养护道路11公里。")


def test_rows_below_a_merged_level_belong_to_it(form: Form) -> None:
    assert row(form, "indicators", 2) == {
        **{"l1": "产出指标", "l2": "质量指标", "name": "验收合格率", "target": "100%", "actual": "98%"},
        **{"weight": "20", "score": "18", "reason": "有一段返工"},
    }


def test_a_part_without_a_weight_belongs_to_the_row_above(form: Form) -> None:
    part = form.tables["indicators"].rows[1]
    assert (part.parent, part.text("target"), part.text("actual")) == ("indicators[0]", "7公里", "7公里")


def test_dots_and_a_level_alone_do_not_end_the_table(form: Form) -> None:
    assert form.tables["indicators"].rows[3].text("name") == "群众满意度"
    assert form.tables["indicators"].rows[3].section == "satisfaction"


def test_the_total_is_found_behind_other_rows(form: Form) -> None:
    assert [form.fields[key].text for key in ("total.weight", "total.score", "conclusion")] == ["100", "96.05", "优"]


def test_numbers_are_believed_when_the_rows_fit(form: Form) -> None:
    assert not form.doubtful


def test_operator_number_and_unit_stand_below_one_heading() -> None:
    text = """绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
产出指标 | 数量指标 | 受助人数 | ≧ | 735 | 人次 | 735 | 90 | 90 |
"""
    (found,) = forms(HEAD + FUNDS + text)
    assert row(found, "indicators", 0) == {
        **{"l1": "产出指标", "l2": "数量指标", "name": "受助人数", "op": "≧", "target": "735", "unit": "人次"},
        **{"actual": "735", "weight": "90", "score": "90"},
    }


def test_of_two_amounts_under_three_headings_the_first_is_missing() -> None:
    funds = "项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分\n年度资金总额 | 100 | 80 | 10 | 80% | 8\n"
    (found,) = forms(HEAD + funds + LIST)
    assert row(found, "funds", 0) == {"label": "年度资金总额", "budget": "100", "executed": "80", "weight": "10", "rate": "80%", "score": "8"}


def test_a_label_that_another_follows_is_not_called_blank() -> None:
    (found,) = forms("项目支出绩效自评表\n主管部门 | 实施单位 | 公路站\n" + FUNDS + LIST)
    assert "dept" not in found.fields
    assert found.fields["unit"].text == "公路站"


def test_two_forms_in_one_text_are_two() -> None:
    assert len(forms((HEAD + FUNDS + LIST) * 2)) == 2


def test_bars_in_a_sentence_make_no_table() -> None:
    text = HEAD.replace("|", " ") + "项目 | 资金\n" + FUNDS.replace("|", "  ")
    assert all(not each.tables.get("indicators") for each in forms(text))


@pytest.mark.parametrize("text", ["|" * 1000 + "\n", "| | |\n" * 10, "年初预算数 | 全年执行数\n" * 10, "| 1 | 2 |\n" * 100])
def test_bars_around_nothing_make_no_form(text: str) -> None:
    assert forms(text) == ()


PADDED = """项目支出绩效自评表 | ||||||||
项目名称 | 乡村道路养护 | |||||||
项目资金(万元) | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ||
年度资金总额 | 100 | 100 | 80 | 10 | 80% | 8 | ||
其他资金 | — | — | |||||||
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
产出指标 | 数量指标 | 养护里程 | ≥12公里 | 12公里 | 50 | 50 | ||
配套涵洞4座 | 4 | 8.7 | 8.7 | |||||
总分 | 100 | ||||||||
"""


def test_a_blank_that_only_fills_up_the_row_is_no_blank_score() -> None:
    (found,) = forms(PADDED)
    assert row(found, "indicators", 1) == {"l1": "产出指标", "l2": "数量指标", "name": "配套涵洞4座", "target": "4", "weight": "8.7", "score": "8.7"}
    assert "total.score" not in found.fields


def test_a_sentence_beside_the_side_title_of_goals_is_the_goal() -> None:
    goal = "绩 效 目 标 | 1.养护乡村道路12公里。 2.修补路面。 |\n"
    (form,) = forms(HEAD + goal + LIST)
    assert form.fields["narrative.goal"].text == "1.养护乡村道路12公里。 2.修补路面。"


def test_the_goals_of_a_department_make_a_form() -> None:
    head = "| 部门整体绩效目标 | |||||||\n| 部门名称: | 某县林业局 | ||||||\n"
    listed = "| 一级指标 | 二级指标 | 三级指标 | 计算符号 | 目标值 | 度量单位 | 指标值说明 | |\n"
    listed += "| 产出指标 | 数量指标 | 造林面积 | ≥ | 60 | 亩 | 合理 | |\n"
    (form,) = forms(head + listed + "| 补植面积 | = | 20 | 亩 | 合理 | |||\n")
    assert [(row.text("op"), row.text("target")) for row in form.tables["indicators"].rows] == [("≥", "60"), ("=", "20")]


def test_points_beside_a_level_behind_the_names_are_those_of_the_level() -> None:
    listed = "三级指标 | 一级指标 | 分值 | 年度指标值 | 实际完成值 | 得分 |\n养护里程 | 产出指标 | 50 | ≥12公里 | 12公里 | 50 |\n"
    (form,) = forms(HEAD + FUNDS + listed)
    assert form.tables["funds"].row("total") is not None


SHORT = (
    "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
    "产出指标 | 数量指标 | 治理河道 | ≥12公里 | 12.6公里 | 100 | 100 |\n"
)
PLAIN = "2022年度转移支付绩效自评表 |\n转移支付名称 | 水利发展 |\n主管部门 | 水利局 | 实施单位 | 工程站 |\n"


def test_goals_behind_their_labels_head_no_columns() -> None:
    text = PLAIN + "总体目标 | 治理河道12公里。 | 完成情况 | 治理河道12.6公里。 |\n" + SHORT
    (found,) = forms(text)
    assert found.fields["narrative.goal"].text == "治理河道12公里。"
    assert found.fields["narrative.actual"].text == "治理河道12.6公里。"
    assert row(found, "indicators", 0)["target"] == "≥12公里"


def test_blanks_behind_a_label_belong_to_it() -> None:
    (found,) = forms(PLAIN + "总体目标 | | | 治理河道12公里。 | | 完成情况 | 治理河道12.6公里。 |\n" + SHORT)
    assert found.fields["narrative.goal"].text == "治理河道12公里。"


def test_amounts_above_headings_are_no_headings() -> None:
    tasks = "任务名称 | 年度预算 | 实际支出 | 执行率 |\n巡查 | 146 | 142.1 | 97.33% |\n合计 | 146 | 142.1 | 97.33% |\n"
    funds = "支出分类 | 预算数 | 执行数 | 执行率 | 分值 | 得分 |\n基本支出 | 42 | 41.8 | 99.52% |\n合计 | 188 | 183.9 | 97.82% | 10 | 9.78 |\n"
    (found,) = forms(PLAIN + tasks + funds + SHORT)
    rows = found.tables["funds"].rows
    assert [(each.key, each.text("budget"), each.text("executed")) for each in rows][-1] == ("total", "188", "183.9")
    assert "score" in found.tables["funds"].columns


def test_words_of_ruled_tables_head_columns_between_bars() -> None:
    funds = "资金情况（万元） | | 年度金额 | 实际到位 | 实际支出 | 执行率 |\n"
    funds += "年度资金总额 | 1280 | 1280 | 1254.4 | 98% |\n地方配套 | 280 | 280 | 266 | 95% |\n"
    (found,) = forms(PLAIN + funds + SHORT)
    assert row(found, "funds", 0) == {"label": "年度资金总额", "budget": "1280", "arrived": "1280", "executed": "1254.4", "rate": "98%"}


def test_sections_within_a_first_level_stay_there() -> None:
    text = (
        "2022年度部门整体绩效自评表 |\n一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |\n部门管理（50分） | 决策（20分） | 目标明确性 | 20 | 20 |\n"
        "过程（30分） | 制度健全性 | 30 | 28 |\n"
        "部门绩效（50分） | 产出（30分） | 结案率 | 30 | 30 |\n效益（20分） | 司法公信力 | 20 | 20 |\n总分 | 100 | 98 |\n"
    )
    (found,) = forms(text)
    assert [each.text("l1") for each in found.tables["indicators"].rows] == ["部门管理（50分）"] * 2 + ["部门绩效（50分）"] * 2


def test_a_total_is_printed_with_its_unit() -> None:
    (found,) = forms(PLAIN + SHORT.replace(" | 分值", "").replace(" | 100 | 100", " | 100") + "总分 | 100分 |\n")
    assert found.fields["total.score"].text == "100分"


@pytest.mark.parametrize("headings", ["预期目标 | 实际完成情况", "总体目标 | 全年实际完成情况", "年初设定目标 | 年度总体目标完成情况综述"])
@pytest.mark.parametrize("side", ["年度总体目标", "总体目标完成情况", "绩效目标"])
@pytest.mark.parametrize("bars", [("|||||", "||||||"), ("||||||", "||||"), ("|", "|")])
def test_goals_stand_below_their_headings_however_many_bars_fill_the_rows_up(side: str, headings: str, bars: tuple[str, str]) -> None:
    goals = f"{side} | {headings} {bars[0]}\n养护道路12公里。 | 养护道路13公里。 {bars[1]}\n"
    (found,) = forms(HEAD + FUNDS + goals + LIST)
    assert found.fields["narrative.goal"].text == "养护道路12公里。"
    assert found.fields["narrative.actual"].text == "养护道路13公里。"


def test_one_text_below_two_headings_is_the_goal() -> None:
    (found,) = forms(HEAD + FUNDS + "总体目标完成情况 | 总体目标 | 全年实际完成情况 ||||\n养护道路12公里。 |||||\n" + LIST)
    assert found.fields["narrative.goal"].text == "养护道路12公里。"
    assert not found.fields["narrative.actual"].text


def test_a_last_number_is_the_score_rather_than_a_value_whose_score_is_blank() -> None:
    first = LIST.replace("年度指标值 | 实际完成值 | 分值", "分值 | 年度指标值 | 实际完成值").replace("≥12公里 | 12公里 | 50", "50 | ≥12公里 | 12公里")
    first = first.replace("100% | 98% | 20 | 18 | 有一段返工 |", "20 | 制度健全 | 18 | |").replace("≥90% | 95% | 20", "20 | ≥90% | 95%")
    (found,) = forms(HEAD + FUNDS + GOALS + first)
    assert {key: row(found, "indicators", 2)[key] for key in ("weight", "score")} == {"weight": "20", "score": "18"}
