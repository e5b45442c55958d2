"""A text with a row a line and blanks between the cells is read like one with bars."""

from formlint.definitions import shipped
from formlint.forms import Form
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise

FORM = """绩效目标申报表
项目名称 乡村道路养护 主管部门 交通运输局
资金情况(万元) 年度资金总额: 10
其中:财政拨款 10
其他资金 0
总体目标 年度目标
养护乡村道路12公里,方便群众出行。
绩效指标 一级指标 二级指标 三级指标 指标值 备注
产出指标 数量指标 养护里程( ≥**公里 ) >=12公里
补种行道树 >=60棵
质量指标 验收合格率 >=98%
满意度指标 服务对象满意度指标 沿线群众满意度 >=90%
"""


def form(text: str) -> Form:
    (found,) = recognise(read(Source("form.txt", text.encode())), shipped())
    return found


def test_rows_find_their_columns() -> None:
    rows = form(FORM).table("indicators").rows
    assert [(row.section, row.text("name"), row.text("target")) for row in rows] == [
        ("output", "养护里程( ≥**公里 )", ">=12公里"),
        ("output", "补种行道树", ">=60棵"),
        ("output", "验收合格率", ">=98%"),
        ("satisfaction", "沿线群众满意度", ">=90%"),
    ]


def test_amounts_stand_behind_their_names() -> None:
    assert [row.text("budget") for row in form(FORM).table("funds").rows] == ["10", "10", "0"]


def test_what_is_not_found_is_absent_and_not_blank() -> None:
    assert not any(field.blank for field in form(FORM).fields.values())


def test_sentences_are_no_rows() -> None:
    text = "今天 天气 很好。\n明天 也许 下雨。\n后天 一定 放晴。\n大后天 再说 吧。\n"
    assert recognise(read(Source("note.txt", text.encode())), shipped()) == ()
