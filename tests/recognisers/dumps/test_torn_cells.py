"""Dumps whose narrow cells broke names, numbers and headings: what belongs together is one again, and no label takes what is a name's."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.joining.wrapped import joined_flows

HEAD = """\
2022年度项目支出绩效自评表
资金来源 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 90.00 100.00 80.00 10 80% 8
其中：财政拨款 90.00 100.00 80.00 — — —
"""
COLUMNS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"


def _read(text: str) -> Form:
    return linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])[0]


def _column(form: Form, name: str) -> list[str]:
    return [row.unbroken(name) for row in form.table("indicators").rows]


def test_costs_are_a_section_where_their_parts_are_printed() -> None:
    rows = """\
成本指标 经济成本指标 管材采购费 ≤90万元 80万元 20 20
产出指标 数量指标 铺设管网长度 ≥30公里 31公里 30 30
质量指标 验收合格率 ≥95% 96% 10 10
效益指标 社会效益指标 供水保障水平 有效提升 有效提升 20 20
满意度指标 服务对象满意度指标 村民满意度 ≥90% 95% 10 10
总分 100 98
"""
    form = _read(HEAD + COLUMNS + rows)
    assert [row.label for row in form.table("section").rows] == ["成本指标", "产出指标", "效益指标", "满意度指标"]
    assert _column(form, "l1")[0] == "成本指标"


def test_they_are_a_part_of_the_output_where_a_name_only_begins_like_theirs() -> None:
    rows = """\
产出指标 数量指标 铺设管网长度 ≥30公里 31公里 30 30
质量指标 验收合格率 ≥95% 96% 10 10
成本指标 管材采购费 ≤90万元 80万元 10 10
效益指标 生态效益指标
生态环境
改善程度
有效提升 有效提升 30 30
满意度指标 服务对象满意度指标 村民满意度 ≥90% 95% 10 10
总分 100 98
"""
    form = _read(HEAD + COLUMNS + rows)
    assert [row.label for row in form.table("section").rows] == ["产出指标", "效益指标", "满意度指标"]
    assert _column(form, "l2") == ["数量指标", "质量指标", "成本指标", "生态效益指标", "服务对象满意度指标"]


def test_a_name_may_end_in_the_word_of_a_label() -> None:
    rows = """\
产出指标 数量指标
改造乡镇水厂
数量
≥3座 3座 40 40
质量指标 验收合格率 ≥95% 96% 10 10
效益指标 社会效益指标 供水保障水平 有效提升 有效提升 30 30
满意度指标 服务对象满意度指标 村民满意度 ≥90% 95% 10 10
总分 100 98
"""
    assert _column(_read(HEAD + COLUMNS + rows), "name")[0] == "改造乡镇水厂数量"


def test_the_last_of_two_headings_of_the_goal_heads_it() -> None:
    texts = """\
年度总体目
标
总体目标 新建高标准农田一万二千亩，亩均投资不超过二千元，受益群众满意程度较高。
全年实际
完成情况
全年新建高标准农田一万二千亩，建成田间道路十八公里，群众满意程度进一步提高。
"""
    rows = "产出指标 数量指标 新建农田 ≥1.2万亩 1.2万亩 50 50\n效益指标 社会效益指标 供水保障水平 有效提升 有效提升 30 30\n"
    form = _read(HEAD + texts + COLUMNS + rows + "满意度指标 服务对象满意度指标 村民满意度 ≥90% 95% 10 10\n总分 100 98\n")
    assert form.fields["narrative.goal"].text.startswith("新建")
    assert form.fields["narrative.actual"].text.startswith("全年新建")


def test_numbers_torn_between_empty_lines_are_one() -> None:
    cells = ["资金来源", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    total = ["年度资金总额", "9,000.00", "10,00\n0.00", "9,747\n.00", "10", "97.47\n%", "9.75"]
    part = ["其中：财政拨款", "9,000.00", "10,00\n0.00", "9,747\n.00", "—", "—", "—"]
    head = "2022年度项目支出绩效自评表\n\n" + "\n\n".join([*cells, *total, *part])
    form = _read(head + "\n\n" + "\n\n".join(COLUMNS.split()) + "\n\n产出指标\n\n数量指标\n\n新建农田\n\n≥1.2万亩\n\n1.2万亩\n\n50\n\n50\n")
    row = form.table("funds").rows[0]
    assert [row.unbroken(name) for name in ("initial", "budget", "executed", "rate")] == ["9,000.00", "10,000.00", "9,747.00", "97.47%"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10,00\n0.00", ["10,000.00"]),
        ("9,\n747.33", ["9,747.33"]),
        ("9747.\n33", ["9747.33"]),
        ("9747.3\n3", ["9747.33"]),
        ("97.4\n7%", ["97.47%"]),
        ("7.5\n7", ["7.5", "7"]),  # two scores
        ("10,0\n5", ["10,0", "5"]),
        ("1,234\n567", ["1,234", "567"]),
    ],
)
def test_two_lines_between_empty_lines_are_one_number_only_where_it_is_well_formed(text: str, found: list[str]) -> None:
    dump = Dump(Document("text", tuple(lines(f"9000.12\n\n10000.25\n\n{text}\n\n9747.33")), ruled=False), shipped()[0])
    joined_flows(dump)
    assert [strip.text for strip in dump.strips] == ["9000.12", "10000.25", *found, "9747.33"]
