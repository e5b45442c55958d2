"""Sentences that no field took: goals glued to their labels or side by side, and the paragraphs around a form."""

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise

FUNDS = "年初预算数全年预算数全年执行数分值执行率得分\n年度资金总额320.00356.50341.781095.87%9.59\n"
LABELS = "年度总体目标\n预期目标\n实际完成情况\n"
ROWS = (
    "一级指标二级指标三级指标年度指标值实际完成值分值得分\n产出指标数量指标养护里程≥428公里431公里4040\n"
    "质量指标养护合格率100%100%4040\n满意度指标服务对象满意度指标群众满意度≥90%95%1010\n总分10099.59\n"
)
BARRED = (
    "| 项目名称 | 公路养护 | 主管部门 | 县交通运输局 |\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
    "| 产出指标 | 数量指标 | 养护里程 | ≥428公里 | 431公里 | 50 | 50 |\n| | 质量指标 | 合格率 | 100% | 100% | 30 | 30 |\n"
    "| 满意度指标 | 服务对象满意度 | 群众满意度 | ≥90% | 95% | 20 | 20 |\n| 总分 | | | | | 100 | 100 |\n"
)


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.txt", text.encode())), shipped())
    return found


def test_goal_and_actual_in_two_lines_of_a_stream_are_told_apart() -> None:
    found = form("项目支出绩效自评表\n" + FUNDS + LABELS + "计划养护公路428公里。\n全年养护公路431公里。\n" + ROWS)
    assert found.fields["narrative.goal"].text == "计划养护公路428公里。"
    assert found.fields["narrative.actual"].text == "全年养护公路431公里。"


def test_in_one_line_the_actual_begins_with_what_was_done_in_the_year() -> None:
    found = form("项目支出绩效自评表\n" + FUNDS + LABELS.replace("\n", "") + "养护公路428公里。2023年养护公路431公里。\n" + ROWS)
    assert found.fields["narrative.actual"].text == "2023年养护公路431公里。"


def test_two_texts_with_a_gap_between_them_are_goal_and_actual() -> None:
    text = "项目支出绩效自评表\n一级指标  二级指标  三级指标  年度指标值  实际完成值  分值  得分\n"
    rows = "产出指标  数量指标  养护里程  ≥428公里  431公里  50  50\n质量指标  合格率  100%  100%  30  30\n"
    rows += "效益指标  社会效益  出行  改善  改善  20  20\n总分  100  100\n"
    found = form(text.replace("一级", "预期目标  实际完成情况\n计划养护公路428公里。    全年养护公路431公里。\n一级") + rows)
    assert found.fields["narrative.actual"].text == "全年养护公路431公里。"


def test_paragraphs_around_a_form_are_told() -> None:
    found = form("公路养护项目绩效自评报告\n全年养护公路431公里，其中县道126公里。\n附件：项目支出绩效自评表\n" + BARRED)
    assert found.fields["text"].text == "全年养护公路431公里，其中县道126公里。"
    assert [each.figure.text for each in found.statements] == ["431公里"]


def test_a_line_that_breaks_off_stays_unread() -> None:
    found = form("项目支出绩效自评表\n全年养护公路431公里，其中县道126\n" + BARRED)
    assert "text" not in found.fields
    assert any("431公里" in each.text for each in found.unread)


def test_a_paragraph_labelled_as_a_goal_is_none_of_what_was_done() -> None:
    found = form("公路养护项目绩效自评报告\n全年养护公路431公里，其中县道126公里。\n目标：完成养护公路428公里。\n附件：项目支出绩效自评表\n" + BARRED)
    assert [each.figure.text for each in found.statements] == ["431公里"]
    assert any("428公里" in each.text for each in found.unread)
