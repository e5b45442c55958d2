"""Text copied out of sheets and of tables in Word: tabs tell the cells."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise
from formlint.recognisers.texts.tabs import tabbed

HEAD = "项目支出绩效自评表\n项目名称\t农村公路养护\t主管部门\t县交通运输局\n"
FUNDS = "\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t320\t356.5\t341.78\t10\t95.87%\t9.59\n"
GOALS = "年度总体目标\t预期目标\t实际完成情况\n\t养护公路428公里。\t养护公路431公里，其中县道126公里。\n"
ROWS = (
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n产出指标\t数量指标\t养护里程\t≥428公里\t431公里\t40\t40\t\n"
    "\t质量指标\t合格率\t100%\t98%\t40\t39.2\t一处返工\n满意度指标\t服务对象满意度\t群众满意度\t≥90%\t95%\t10\t10\t\n总分\t100\t98.79\t\n"
)


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.txt", text.encode())), shipped())
    return found


def test_ragged_rows_of_word_are_rows_with_all_their_cells() -> None:
    found = form(HEAD + FUNDS + GOALS + ROWS)
    assert found.ruled and not found.doubtful
    assert [row.text("reason") for row in found.table("indicators").rows] == ["", "一处返工", ""]
    assert found.fields["narrative.actual"].text == "养护公路431公里，其中县道126公里。"
    assert (found.fields["total.weight"].text, found.fields["total.score"].text) == ("100", "98.79")


def test_rows_of_one_width_are_a_sheet_and_quoted_cells_go_over_lines() -> None:
    rows = [
        "项目支出绩效自评表\t\t\t\t\t\t",
        "项目名称\t营养改善\t\t主管部门\t县教育局\t\t",
        "\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分",
        "年度资金总额\t100\t100\t98\t10\t98%\t9.8",
        "年度总体目标\t预期目标\t\t\t实际完成情况\t\t",
        '\t"1.补助学生；\n2.保障安全。"\t\t\t"1.补助学生21488名；\n2.未发生事故。"\t\t',
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分",
        "产出指标\t数量指标\t受益学生\t≥21000人\t21488人\t80\t80",
        "效益指标\t社会效益\t营养状况\t改善\t改善\t5\t5",
        "满意度指标\t满意度\t家长满意度\t≥90%\t93%\t5\t5",
        "总分\t\t\t\t\t100\t99.8",
    ]
    found = form("\n".join(rows))
    assert found.ruled
    assert found.fields["narrative.actual"].text == "1.补助学生21488名；\n2.未发生事故。"
    assert found.table("funds").row("total") is not None
    assert [row.text("score") for row in found.table("indicators").rows] == ["80", "5", "5"]


def test_titles_and_notes_without_tabs_leave_the_rows_between_them_a_sheet() -> None:
    rows = [
        "转移支付绩效自评表",
        "（2023年度）",
        "项目名称\t黑土地保护\t\t\t\t",
        "总体目标\t\t保护性耕作120万亩。\t\t完成情况\t保护性耕作121万亩。",
        "一级指标\t二级指标\t三级指标\t指标值\t全年完成值\t未完成原因",
        "产出指标\t数量指标\t保护性耕作面积\t≥120万亩\t121万亩\t",
        "满意度指标\t服务对象满意度\t农户满意度\t≥90%\t94%\t",
        "注：一、资金使用单位按项目绩效目标填报。",
    ]
    found = form("\n".join(rows))
    assert found.ruled
    assert found.fields["title"].text == "转移支付绩效自评表"
    assert found.fields["narrative.actual"].text == "保护性耕作121万亩。"


def test_a_quoted_cell_may_end_its_row() -> None:
    rows = [
        '"资金情况\n（万元）"\t\t全年预算数\t全年执行数\t执行率\t"得分\n（10分）"',
        "\t年度资金总额\t185\t177.6\t96%\t9.6",
        '"绩效目标\n（90分）"\t一级指标\t三级指标\t目标值\t完成值\t得分',
        "\t产出指标\t建成消防站\t20个\t20个\t80",
        "\t满意度指标\t居民满意度\t≥85%\t91%\t10",
        "总分\t\t\t\t\t99.6",
    ]
    found = form("\n".join(rows))
    assert found.ruled
    assert [row.text("score") for row in found.table("indicators").rows] == ["80", "10"]


def test_commas_between_cells_are_bars_where_none_group_digits() -> None:
    text = (HEAD + FUNDS + ROWS).replace("\t", ",")
    assert [row.text("actual") for row in form(text).table("indicators").rows] == ["431公里", "98%", "95%"]
    assert tabbed(read(Source("form.txt", text.replace("341.78", "1,341.78").encode()))) is None


@pytest.mark.parametrize("line", ["养护公路，\t完成率100%", "一、\t项目概况"])
def test_a_tab_or_two_in_running_text_make_no_table(line: str) -> None:
    text = "项目绩效自评报告\n2023年预算300万元，支出298万元，执行率99.33%，绩效目标完成。\n" + f"{line}\n" * 3
    (found,) = recognise(read(Source("report.txt", text.encode())), shipped())
    assert found.definition == "cn-performance-report"
