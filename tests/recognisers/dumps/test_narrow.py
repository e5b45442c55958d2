"""Dumps without geometry (`pdftotext -raw`) whose columns are narrow: numbers, counts, labels and quotation marks that lines broke."""

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear

HEAD = """\
2022年度项目支出绩效自评表
资金来源 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 90.00 100.00 80.00 10 80% 8
其中：财政拨款 90.00 100.00 80.00 — — —
"""
LISTED = """\
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 未完成原因分析
产出指标 数量指标 河道清淤长度 ≥16 公里 17 公里 50 50 无
效益指标 社会效益指标 新增供水村数 ≥8 个 9 个 30 30 无
满意度指标 服务对象满意度 沿岸村民满意度 ≥90% 95% 10 10 无
"""


def read(*parts: str) -> Form:
    return linear.recognise(Document("text", tuple(lines("".join(parts))), ruled=False), shipped()[0])[0]


def test_a_hundred_that_the_closing_row_broke_is_its_weight() -> None:
    form = read(HEAD, LISTED, "总分\n10\n0\n98\n")
    assert form.fields["total.weight"].text == "100"
    assert len(form.table("indicators").rows) == 3


def test_a_score_of_nought_in_a_row_stays_a_score() -> None:
    form = read(HEAD, LISTED.replace("50 50 无", "50\n0\n设备未到位，下一步加快采购。"), "总分 100 48\n")
    assert form.table("indicators").rows[0].text("weight") == "50"


def test_quotation_marks_go_back_to_the_blanks_they_left() -> None:
    goal = """\
年初设定目标
贯彻落实上级决策部署，扎实推进各项工作，让沿岸居民用水更加安全。
全年完成情况
“ ”
治理河道十七公里，落实 河湖长制 要求，沿岸居民满意程度进一步提高，供
水水质全部达标。
"""
    form = read(HEAD, goal, LISTED, "总分 100 98\n")
    assert "落实“河湖长制”要求" in form.fields["narrative.actual"].text.replace(" ", "")


def test_goals_in_narrow_columns_are_parted_and_lose_no_side_title() -> None:
    goal = """\
预期目标 实际完成情况
治理河道十六公里，让沿岸
居民用水安全。
治理河道十七公里，供水水
质全部达标，全年没有收到
有效投诉。
绩效指标
"""
    fields = read(HEAD, goal, LISTED, "总分 100 98\n").fields
    assert fields["narrative.goal"].text == "治理河道十六公里，让沿岸居民用水安全。"
    assert fields["narrative.actual"].text == "治理河道十七公里，供水水质全部达标，全年没有收到有效投诉。"


def test_a_count_with_a_word_before_it_goes_on_no_name() -> None:
    rows = LISTED.replace("河道清淤长度 ≥16 公里 17 公里 50 50 无", "村庄环境整治\n对 12 个村开\n展环境考评\n12 个村环境\n考评已完成\n50 50 无")
    first = read(HEAD, rows, "总分 100 98\n").table("indicators").rows[0]
    assert first.text("name") == "村庄环境整治"
    assert first.text("target").replace(" ", "").startswith("对12个村")
