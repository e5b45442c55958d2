"""Reports in running text: paragraphs become fields, and what they say is judged without any table."""

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.markdown import parse
from formlint.readers.text import read
from formlint.recognisers import recognise
from formlint.recognisers.running import paragraphs

REPORT = """某县档案馆2023年度项目支出绩效自评报告
一、项目资金情况
2023年财政下达预算资金300万元，实际支出298.70万元，预算执行率为
99.57%。
（二）其中：人员支出100万元。
"""


def document(text: str) -> Document:
    return read(Source("report.txt", text.encode()))


def forms(text: str) -> tuple[Form, ...]:
    return recognise(document(text), shipped())


def test_a_report_is_one_form_with_its_title() -> None:
    (form,) = forms(REPORT)
    assert (form.definition, form.year, form.ruled) == ("cn-performance-report", 2023, True)
    assert form.fields["title"].text == "某县档案馆2023年度项目支出绩效自评报告"


def test_a_wrapped_line_goes_on_in_the_next_and_a_numbered_one_begins_anew() -> None:
    assert [each.text for each in paragraphs(document(REPORT))][1:] == [
        "一、项目资金情况",
        "2023年财政下达预算资金300万元，实际支出298.70万元，预算执行率为99.57%。",
        "（二）其中：人员支出100万元。",
    ]


def test_its_sentences_make_statements() -> None:
    (form,) = forms(REPORT)
    assert [each.figure.text for each in form.statements][:3] == ["300万元", "298.70万元", "99.57%"]


def test_a_table_of_scores_is_read() -> None:
    table = (
        "| 指标项目 | 权重 | 得分率 | 得分 |\n|---|---|---|---|\n| 项目决策 | 10 | 90% | 9 |\n| 项目管理 | 90 | 80% | 72 |\n| 总计 | 100 | | 81 |\n"
    )
    (form,) = recognise(parse("# 某项目绩效评价报告\n项目预算300万元，实际支出298.70万元。\n\n" + table), shipped())
    assert [row.text("score") for row in form.tables["scores"].rows] == ["9", "72"]


def test_text_without_a_title_is_a_report_when_it_speaks_of_one() -> None:
    text = "2022年部门项目支出预算10441万元，财政资金全部拨付，执行率88.74%，绩效目标完成。\n"
    assert [each.definition for each in forms(text)] == ["cn-performance-report"]
    assert forms("今天天气很好，气温30度，适合春游。\n") == ()


def test_what_looks_like_a_form_and_could_not_be_read_is_no_report() -> None:
    text = "项目支出绩效自评表预算数20一级指标执行数30二级指标年度资金总额1010得分100%三级指标实际完成值合格率执行率\n"
    assert forms(text) == ()
