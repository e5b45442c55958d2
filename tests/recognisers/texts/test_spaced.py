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


SCORED = """项目支出绩效自评表
(2023年度)
项目名称 乡村道路养护
主管部门 交通运输局 实施单位 公路站
项目资金
(万元)
年初预算数 全年预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分
年度资金总额: 64 64 64 10 100% 10
 其中:本年财政拨款 64 64 64 - 100% -
    上年结转资金 0 0 0 - -
       其他资金 - -
年度总体目标完成情况 预期目标 实际完成情况
 养护道路12公里,方便群众出行。 养护道路12公里。
年度绩效指标完成情况 一级
指标
二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施

(50分)
数量指标 指标1:养护里程 12 12 20 20
指标2:补种行道树 60 66余棵 10 10
……
质量指标 指标1:验收一次合格 20 20
指标2:
(30分)
经济效益
指标
指标1:运输成本下降 15 15
可持续影
响指标
指标1:管护制度健全 15 15
满意度指标
(10分)
服务对象
满意度指标
指标1:群众满意度 90% 95% 10 10
总分 100 100
"""
CUT = SCORED.replace("总分 100 100\n", "")  # the numbers of a form without its end confirm little


def test_a_row_of_two_numbers_has_lost_its_target_and_not_its_score() -> None:
    row = form(CUT).table("indicators").rows[2]
    assert {key: cell.text for key, cell in row.cells.items() if cell.text} == {
        **{"l2": "质量指标", "name": "指标1:验收一次合格", "weight": "20", "score": "20"},
    }


def test_levels_that_a_narrow_cell_has_broken_are_made_whole() -> None:
    assert [row.text("l2") for row in form(CUT).table("indicators").rows[4:]] == ["经济效益指标", "可持续影响指标", "服务对象满意度指标"]


def test_points_and_counted_names_alone_do_not_end_the_table() -> None:
    found = form(SCORED)
    assert (found.fields["total.weight"].text, found.fields["total.score"].text) == ("100", "100")
    assert found.doubtful == frozenset()


def test_a_part_of_the_funds_is_not_scored() -> None:
    row = form(CUT).table("funds").rows[2]
    assert [row.text(key) for key in ("initial", "budget", "executed", "weight", "score")] == ["0", "0", "0", "-", "-"]


def test_as_many_sentences_as_goals_stand_below_them() -> None:
    assert form(CUT).fields["narrative.actual"].text == "养护道路12公里。"


ONE_NUMBER = """项目支出绩效自评表
项目名称 养殖小区 主管部门 农业农村局
预算执行情况(万元)
预算数(A) 执行数(B) 执行率(B/A)
年度财政资金总额 150 0 0
年度绩效目标
一级
指标
二级指标 三级指标 年初目标值(A) 实际完成值(B) 得分
产出指标 数量指标 圈舍面积(平方米) 500
保种数量(头) 30
质量指标 工程合格率(%) 95
效益指标 年新增产值 (万元) 50
满意度指标 服务对象满意度指标 业主满意度(%) 95
"""


def test_the_only_number_of_a_row_without_weights_is_its_target() -> None:
    rows = form(ONE_NUMBER).table("indicators").rows
    assert [(row.text("name"), row.text("target"), row.text("score")) for row in rows] == [
        ("圈舍面积(平方米)", "500", ""),
        ("保种数量(头)", "30", ""),
        ("工程合格率(%)", "95", ""),
        ("年新增产值 (万元)", "50", ""),
        ("业主满意度(%)", "95", ""),
    ]


def test_a_heading_broken_above_the_others_is_the_first_of_them() -> None:
    rows = form(ONE_NUMBER).table("indicators").rows
    assert [(row.text("l1"), row.text("l2")) for row in rows[:3:2]] == [("产出指标", "数量指标"), ("产出指标", "质量指标")]


def test_a_side_title_that_is_printed_once_more_does_not_end_the_table() -> None:
    head, _, listed = FORM.partition("产出指标 ")
    rows = form(head + "绩效指标 项目完成\n指标\n" + listed).table("indicators").rows
    assert [(row.section, row.text("name"), row.text("target")) for row in rows[:2]] == [
        ("output", "养护里程( ≥**公里 )", ">=12公里"),
        ("output", "补种行道树", ">=60棵"),
    ]
