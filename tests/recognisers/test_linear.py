"""Text dumps that lost their geometry are read line by line: torn columns, torn cells, sections by their weights, and what is not there is absent."""

import re
from pathlib import Path

import pytest

from formlint.definitions import shipped
from formlint.documents import Document, TextSpot
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear
from tests.steps import steps

SHARED = Path(__file__).parents[3] / "shared"

DUMP = """
附件3-1

资 金 来 源 年初预算数 全年预算数（A） 分值 执行率 得分

年度资金总额： 30.00 40.00 10 90.00% 9

   基本支出 20.00 25.00 — — —

   项目支出 10.00 15.00 — — —

   其他资金 — — —

一级指标 三级指标 年度指标值(A) 实际完成值(B) 分值 得分

对全县河道开展清淤治

理工作

1.治理县内河道≥16公里，完成清

淤≥2次。             2.全年开展
巡查≥40次。

共治理河道17公里，其中干

流9公里，支流8公里，清淤
3次，巡查46次。

20 20

2022年度部门整体支出绩效自评表
（2022年度）

单位（盖章）： 填报日期：2023年7月12日

部门（单位）名称 甲县水务局

全年执行数（B）

36.00

25.00

11.00

实际完成情况

 一、治理河道，开展清淤，改善县内水环境，保障群众饮水安全，落实上级部署的各项

工作，完成年度任务。

1.全年治理河道17公里，其中干流9公里，支流8公里，清淤3次，巡查46次，受益农

户240户，完成年初确定的各项工作任务。二级指标 未完成原因分析

年度总
 受益农户数

≥300户 240户 20 16

成本

7
项目经费
11.00万元 11.00万元 10 10

保障群众饮水安全，巩固

治理成果。
有效保障
已完成 30 30

满意度指

标（10
分）

受益群众和服务对象的

满意度
≥95% 96.5% 10 10

100 95

自评

结论

联系电话： 8220000

时效

7
 (30分)

总         分

全年目标基本完成。

联系人：甲乙

注：1.满分为100分。原则上一级指标分值统一设置为：产出指标50分，效益指标30分、服务对象满意度10分、预算资金执行率10分，但总分应为100分。各三级指标得分最高

不能超过该指标分值上限。
2.未完成原因分析：说明偏离目标的原因。
"""

RAW = """
项目名称
主管部门 甲县水务局 实施单位 甲县河道站
年初预算数 全年预算数 全年执行数 分值 得分
年度资金总额 50.00 50.00 45.00 10 90.00 9
其中：当年财政拨款 50.00 50.00 45.00 — — —
一级指标 二级指标 三级指标 分值 得分 偏差原因分析
产出指标（50分）
治理河道长度 20 20 无
受益农户数 20 16 无
管护人数 10 10 无
效益指标（30分）
水环境 有效改善 已完成 30 30 无
满意度指标（10分）
群众满意度 ≥95% 96% 10 10 无
总分 100 95
2022年度项目支出绩效自评表
2022年甲河治理项目
执行率（%）
年度指标值 实际完成值
≥16公里
治理河道17公里，其中
干流9公里，支流8公里
。
≥300户 240户
≥12人 12人
"""

WITH_ITS_LINES = """
2022年度项目支出绩效自评表
年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 50.00 50.00 45.00 10 90.00% 9
其中：当年财政拨款 50.00 50.00 45.00 — — —
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析
产出指标（50分）
治理河道长度 ≥16公里 17公里 20 20 无
受益农户数 ≥300户 240户 20 16 无
管护人数 ≥12人 12人 10 10 无
效益指标（30分）
水环境 有效改善 已完成 30 30 无
满意度指标（10分）
群众满意度 ≥95% 96% 10 10 无
总分 100 95
"""

TORN_LABELS = """
2022年度项目支出绩效自评表
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析
治理河道长度 ≥16公里 17公里 20 20 无
受益农户数 ≥300户 240户 10 8 无
管护人数 ≥12人 12人 10 10 无
水环境 有效改善 已完成 30 30 无
供水量 ≥900吨 950吨 10 10 无
群众满意度 ≥95% 96% 10 10 无
总分 100 98
效益指标（40分）
产出指标（40分）
满意度指标（10分）
"""

ALIGNED = """
                     2022年度部门整体支出绩效自评表
  部门（单位）名称                      甲县水务局
      资金来源        年初预算数      全年预算数（A）   全年执行数     分值   执行率    得分
                                                （B）
      年度资金总额          30.00        40.00       36.00    10   90.00%    9
      其中：基本支出         30.00        40.00       36.00     —      —      —
                预期目标                        实际完成情况
           治理河道，开展清淤，改善县内          治理河道17公里，受益农户240
           水环境。                     户。

  一级指    二级指标     三级指标        年度指标值(A)     实际完成值(B)     分值    得分    未完成原因分
   标                                                                     析
                                                 治理河道17公
                  治理河道长度         ≥16公里       里，其中干流9      20    20    无
                                                 公里。
  产出指                                                                     群众外出务
  标（50  数量指标     受益农户数          ≥300户        240户         20    16
   分）                                                                      工
          成本指标     项目经费          11.00万元      11.00万元       10    10    无
  效益指
  标（30   社会效益指    饮水安全          有效保障         已完成         30    30    无
   分）      标
  满意度
  指标（  服务对象满     群众满意度          ≥95%         96.5%        10    10    无
  10分）    意度
                              总    分                                100   95
  联系人：甲乙                       联系电话：8220000
"""


def read(text: str) -> Form:
    document = Document("text", tuple(lines(text)), ruled=False)
    (form,) = linear.recognise(document, shipped()[0])
    return form


def rows(form: Form, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(column) for column in columns) for row in form.table("indicators").rows]


@pytest.fixture(scope="module")
def form() -> Form:
    return read(DUMP)


def test_a_column_torn_from_its_rows_goes_back_by_order(form: Form) -> None:
    funds = form.table("funds")
    assert [row.text("executed") for row in funds.rows] == ["36.00", "25.00", "11.00", ""]
    assert [row.text("budget") for row in funds.rows] == ["40.00", "25.00", "15.00", ""]
    assert [row.text("rate") for row in funds.rows] == ["90.00%", "—", "—", "—"]
    assert not funds.lost


def test_a_column_that_the_text_lacks_is_lost_and_neither_blank_nor_zero() -> None:
    text = re.sub("全年执行数（B）\n\n36.00\n\n25.00\n\n11.00\n", "", DUMP)
    funds = read(text).table("funds")
    assert funds.lost == {"executed": "全年执行数"}
    assert all("executed" not in row.cells for row in funds.rows)


def test_rows_end_in_weight_and_score(form: Form) -> None:
    assert rows(form, "weight", "score") == [("20", "20"), ("20", "16"), ("10", "10"), ("30", "30"), ("10", "10")]


@pytest.mark.parametrize(
    ("row", "name", "target", "actual"),
    [
        (0, "对全县河道开展清淤治理工作", "1.治理县内河道≥16公里", "共治理河道17公里，其中干流9公里，支流8公里，清淤3次，巡查46次。"),
        (1, "受益农户数", "≥300户", "240户"),
        (2, "项目经费", "11.00万元", "11.00万元"),
        (3, "保障群众饮水安全，巩固治理成果。", "有效保障", "已完成"),
        (4, "受益群众和服务对象的满意度", "≥95%", "96.5%"),
    ],
)
def test_lines_of_a_row_are_cut_into_its_cells(form: Form, row: int, name: str, target: str, actual: str) -> None:
    cells = rows(form, "name", "target", "actual")[row]
    assert (cells[0], cells[2]) == (name, actual)
    assert cells[1].startswith(target)


def test_a_blank_before_a_list_item_ends_no_cell(form: Form) -> None:
    assert rows(form, "target")[0][0].endswith("2.全年开展巡查≥40次。")


def test_sections_are_named_when_their_weights_add_up(form: Form) -> None:
    sections = [row.section for row in form.table("indicators").rows]
    assert sections == ["output", "output", "output", "effect", "satisfaction"]


def test_sections_stay_unnamed_when_weights_do_not_add_up() -> None:
    broken = read(DUMP.replace("≥300户 240户 20 16", "≥300户 240户 21 16"))
    assert {row.section for row in broken.table("indicators").rows} == {""}


def test_stray_glyphs_are_neither_weight_nor_score(form: Form) -> None:
    assert "7" not in {cell for row in rows(form, "weight", "score", "target", "actual") for cell in row}


def test_the_closing_row_is_found_far_from_its_label(form: Form) -> None:
    assert (form.fields["total.weight"].text, form.fields["total.score"].text) == ("100", "95")


def test_a_heading_with_nothing_below_gives_blank_cells_with_a_place(form: Form) -> None:
    reasons = [row.cells["reason"] for row in form.table("indicators").rows]
    assert all(reason.blank and reason.place.spots for reason in reasons)


def test_a_heading_that_the_text_lacks_gives_no_cells() -> None:
    table = read(DUMP.replace("二级指标 未完成原因分析", "").replace("2.未完成原因分析：说明偏离目标的原因。", "")).table("indicators")
    assert "reason" in table.lost
    assert all("reason" not in row.cells for row in table.rows)


ONE_LINE = (
    "项目支出绩效自评表 (2022年度) 项目名称 河道清淤 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 90 90 90 10 100% 10 "
    "年度总体目标 预期目标 实际完成情况 本项目预算90万元。其中:60万元用于清淤;30万元用于护岸。 已完成清淤17公里,支出90万元。 "
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标 数量指标 清淤 ≥16公里 17公里 50 50 "
    "效益指标 社会效益指标 防洪能力 提高 提高 40 40 总分 100 100"
)


def test_sentences_right_behind_their_headings_are_theirs_where_the_text_has_no_lines() -> None:
    form = read(ONE_LINE)
    assert form.fields["narrative.goal"].text == "本项目预算90万元。其中:60万元用于清淤;30万元用于护岸。"
    assert form.fields["narrative.actual"].text == "已完成清淤17公里,支出90万元。"


def test_goal_and_actual_are_told_apart_by_the_line_that_is_not_full(form: Form) -> None:
    assert form.fields["narrative.goal"].text.startswith("一、治理河道")
    assert form.fields["narrative.goal"].text.endswith("完成年度任务。")
    assert form.fields["narrative.actual"].text.startswith("1.全年治理河道17公里")
    assert form.fields["narrative.actual"].text.endswith("各项工作任务。")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "2022年度部门整体支出绩效自评表"),
        ("subtitle", "（2022年度）"),
        ("unit", "甲县水务局"),
        ("fill_date", "2023年7月12日"),
        ("contact", "甲乙"),
        ("phone", "8220000"),
        ("conclusion", "全年目标基本完成。"),
    ],
)
def test_fields_of_the_head_and_the_foot(form: Form, field: str, text: str) -> None:
    assert form.fields[field].text == text


def test_the_regime_comes_from_the_notes(form: Form) -> None:
    clause = form.clause("output")
    assert clause is not None
    assert clause.value == 50
    assert clause.source is not None


def test_every_character_knows_its_place(form: Form) -> None:
    printed = DUMP.split("\n")
    for row in form.table("indicators").rows:
        for cell in row.cells.values():
            spots = [spot for spot in cell.place.spots if isinstance(spot, TextSpot)]
            text = "".join(printed[spot.line - 1][spot.column - 1 : spot.column - 1 + spot.length] for spot in spots)
            assert text == cell.text or cell.blank


def test_numbers_are_read(form: Form) -> None:
    total = form.table("funds").row("total")
    assert total is not None
    rate = total.figure("rate")
    assert rate is not None
    assert (rate.text, rate.unit) == ("90.00%", "%")


def test_torn_cells_go_back_into_their_rows_in_order() -> None:
    raw = read(RAW)
    assert rows(raw, "name", "target", "actual") == [
        ("治理河道长度", "≥16公里", "治理河道17公里，其中干流9公里，支流8公里。"),
        ("受益农户数", "≥300户", "240户"),
        ("管护人数", "≥12人", "12人"),
        ("水环境", "有效改善", "已完成"),
        ("群众满意度", "≥95%", "96%"),
    ]


def test_a_name_torn_from_its_label_stands_below_the_title() -> None:
    assert read(RAW).fields["project"].text == "2022年甲河治理项目"


def test_torn_cells_stay_out_when_one_is_missing() -> None:
    raw = read(RAW.replace("≥300户 240户\n", "240户\n"))
    assert [row[0] for row in rows(raw, "name")] == ["治理河道长度", "受益农户数", "管护人数", "水环境", "群众满意度"]
    assert rows(raw, "target", "actual")[:3] == [("", "")] * 3


def test_a_rate_tells_the_order_of_torn_columns() -> None:
    total = read(RAW).table("funds").row("total")
    assert total is not None
    assert (total.text("weight"), total.text("rate"), total.text("score")) == ("10", "90.00", "9")


def test_columns_aligned_by_blanks_are_read_by_their_gutters() -> None:
    aligned = read(ALIGNED)
    assert rows(aligned, "name", "target", "actual", "weight", "score", "reason") == [
        ("治理河道长度", "≥16公里", "治理河道17公里，其中干流9公里。", "20", "20", "无"),
        ("受益农户数", "≥300户", "240户", "20", "16", "群众外出务工"),
        ("项目经费", "11.00万元", "11.00万元", "10", "10", "无"),
        ("饮水安全", "有效保障", "已完成", "30", "30", "无"),
        ("群众满意度", "≥95%", "96.5%", "10", "10", "无"),
    ]
    assert [row.section for row in aligned.table("indicators").rows] == ["output"] * 3 + ["effect", "satisfaction"]


def test_points_of_torn_labels_prove_the_sections() -> None:
    table = read(TORN_LABELS).table("indicators")
    assert [row.section for row in table.rows] == ["output"] * 3 + ["effect"] * 2 + ["satisfaction"]
    assert [row.text("l1") for row in table.rows][2:4] == ["产出指标（40分）", "效益指标（40分）"]


def test_a_section_whose_weights_are_wrong_is_what_the_others_leave_and_not_proven() -> None:
    table = read(TORN_LABELS.replace("240户 10 8", "240户 9 8")).table("indicators")
    assert [row.text("l1")[:2] for row in table.rows] == ["产出"] * 3 + ["效益"] * 2 + ["满意"]
    assert {row.section for row in table.rows} == {""}


def test_rows_of_sections_that_do_not_add_up_are_named_where_the_points_leave_them_one_place() -> None:
    table = read(TORN_LABELS.replace("240户 10 8", "240户 9 8").replace("950吨 10 10", "950吨 9 9")).table("indicators")
    assert [row.text("l1")[:2] for row in table.rows] == ["产出"] * 3 + ["效益"] * 2 + ["满意"]
    assert {row.section for row in table.rows} == {""}


IN_TWO_GOES = """
2022年度对下转移支付绩效自评表
一级指标 二级指标 三级指标 指标值 全年实际完成值 未完成原因和改进措施
产出指标
数量指标 病虫害防治面积 —
田间道路长度 —
灌溉设施 有所改善 有所改善 —
故障率 ≤ 5% 4% —
效益指标
受益农户数 —
群众满意度 ≥ 90% 95% —
填报日期：2023年1月5日
≥ 3000亩 3200亩
≥ 12公里 14公里
新增农户260户，其
中脱贫户80户
"""


def test_rows_without_points_are_told_by_their_names_where_other_cells_follow_in_a_second_go() -> None:
    found = rows(read(IN_TWO_GOES), "name", "target", "actual")
    assert found[:4] == [
        ("病虫害防治面积", "≥ 3000亩", "3200亩"),
        ("田间道路长度", "≥ 12公里", "14公里"),
        ("灌溉设施", "有所改善", "有所改善"),
        ("故障率", "≤ 5%", "4%"),
    ]
    assert found[5] == ("群众满意度", "≥ 90%", "95%")


def test_a_label_whose_column_has_room_for_one_character_is_one() -> None:
    upright = "\n".join(["产", "出", "指", "标", "（", "40", "分", "）"])
    text = TORN_LABELS.replace("产出指标（40分）\n", "").replace("治理河道长度", f"{upright}\n治理河道长度")
    table = read(text).table("indicators")
    assert [row.section for row in table.rows] == ["output"] * 3 + ["effect"] * 2 + ["satisfaction"]


BROKEN_NUMBERS = """
2022年度项目支出绩效自评表
项目资金 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额： 2466.650000 2895.623192
2836.6857
54
10 97.96% 9.8
其中：当年财政拨款 2086.140000 2448.449917
2448.4499
17
— — —
其他资金 380.510000 447.173275
388.23583
7
— — —
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析
产出指标
治理河道长度 ≥16公里 17公里 20 20 无
受益农户数 ≥300户 240户 10
6.6
7
群众外出务工
项目经费 ≤48,867,700.00元
35,512,15
7.59元
20 20 无
效益指标 饮水安全 有效保障 已完成 30 30 无
满意度指标 群众满意度 ≥95% 96% 10
10
总分 100
96.4
7
"""


def test_numbers_that_a_narrow_cell_broke_over_lines_become_whole() -> None:
    form = read(BROKEN_NUMBERS)
    assert [(row.text("budget"), row.text("executed")) for row in form.table("funds").rows] == [
        ("2895.623192", "2836.685754"),
        ("2448.449917", "2448.449917"),
        ("447.173275", "388.235837"),
    ]
    assert form.table("funds").rows[0].text("rate") == "97.96%"
    assert form.table("indicators").rows[1].text("score") == "6.67"
    assert form.table("indicators").rows[2].text("actual") == "35,512,157.59元"
    assert form.fields["total.score"].text == "96.47"


LAST = "                              总    分                                100   95"


def test_a_closing_row_that_stands_there_without_a_score_has_a_blank_one() -> None:
    assert read(ALIGNED).fields["total.score"].text == "95"
    assert read(ALIGNED.replace(LAST, f"{'':30}总    分{'':22}100")).fields["total.score"].blank
    assert read(WITH_ITS_LINES.replace("总分 100 95", "总分 100")).fields["total.score"].blank


def test_a_total_score_is_absent_where_a_number_is_left_over_or_cells_stand_apart() -> None:
    assert "total.score" not in read(ALIGNED.replace(LAST, f"{'':30}总    分{'':22}100\n\n\n\n{'':64}95")).fields
    assert "total.score" not in read(ALIGNED.replace(LAST, f"{'':30}总    分{'':30}100")).fields
    assert "total.score" not in read(WITH_ITS_LINES.replace("总分 100 95", "100")).fields


def test_a_text_without_tables_is_no_form() -> None:
    assert linear.recognise(Document("text", tuple(lines("今天天气很好。\n明天也是。\n")), ruled=False), shipped()[0]) == ()


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="needs shared")
@pytest.mark.parametrize(("number", "count", "weights", "scores", "total"), [("000", 21, 90, 87, "96"), ("002", 18, 90, 89, "98.3")])
def test_the_two_seeds(number: str, count: int, weights: int, scores: int, total: str) -> None:
    (path,) = (SHARED / "seeds").glob(f"{number}_*.txt")
    seed = read(path.read_text(encoding="utf-8"))
    table = seed.table("indicators")
    figures = [(row.figure("weight"), row.figure("score")) for row in table.rows]
    assert len(figures) == count
    assert sum(weight.value for weight, _ in figures if weight) == weights
    assert sum(score.value for _, score in figures if score) == scores
    assert seed.fields["total.score"].text == total
    assert all(row.text("name") and row.text("target") and row.text("actual") for row in table.rows)
    assert {row.section for row in table.rows} == {"output", "effect", "satisfaction"}
    assert not [each.text for each in seed.unread if len(each.text) > 8]


def test_a_hostile_text_costs_no_more_than_its_length() -> None:
    def cost(times: int) -> int:
        document = Document("text", tuple(lines(DUMP * times)), ruled=False)
        return steps(lambda: linear.recognise(document, shipped()[0]))

    assert cost(10) < 3 * cost(5)  # 2.4 as counted, 4 when it goes with the square; five are the fewest whose cells are taken as parted


def test_lines_of_words_beside_headings_cost_no_more_than_their_length() -> None:
    def cost(words: int) -> int:
        line = " ".join(["年度", "完成值", "分值", "指标"][place % 4] for place in range(words))
        heads = "一级指标     二级指标    三级指标    年度指标值     实际完成值    分值    得分"
        text = "\n".join(["自评表", heads, *[line] * 4, *["产出指标     数量指标    里程    5公里     6公里    10    10"] * 9])
        document = Document("text", tuple(lines(text)), ruled=False)
        return steps(lambda: linear.recognise(document, shipped()[0]))

    assert cost(100) < cost(12)  # so many words are no headings; trying each with all others took 54 times as many calls


def test_numbers_of_a_part_are_read_where_only_its_dashes_have_several_places() -> None:
    text = """项目支出绩效自评表
项目名称 公益广告
资金情况(万元)
全年预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分
年度资金总额: 76 76 10 100.00% 10
其中:本年财政拨款 76 76 -   -
其他资金     -   -
年度总体目标 年初设定目标 目标完成情况
播放公益广告37个。 播放公益广告37个。
"""
    found = read(text)
    assert [(row.text("budget"), row.text("executed")) for row in found.table("funds").rows][:2] == [("76", "76"), ("76", "76")]


STREAM = (
    "项目支出绩效自评表 (2022年度) 项目名称 测绘项目 主管部门 自然资源局 实施单位 测绘队 项目资金 (万元) "
    "年初预算数 全年预算数 全年执行数 分值 执行率 得分 "
    "年度资金总额: 60 60 60 10 100% 10 其中:本年财政拨款 60 60 60 上年结转资金 其他资金 年度总体目标 预期目标 实际完成情况 "
    "本项目测绘地块40个，全部验收合格，成果按时移交给使用单位。 本项目测绘地块42个，全部验收合格，成果已经移交给使用单位。 "
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 "
    "产出指标(50分) 数量指标 测绘地块数量 ≥40个 42 20 20 …… "
    "质量指标 成果验收合格率 ≥95百分比 100 8 8 …… 资料归档规范性 严格执行相关制度 达成预期指标 12 12 "
    "成本指标 项目总成本 ≤60万元 60 10 10 效益指标(30分) 社会效益指标 对规划工作的支撑程度 效果明显 达成预期指标 30 30"
)


def test_a_hundred_before_a_weight_and_a_score_is_no_total() -> None:
    (form,) = linear.recognise(Document("text", tuple(lines(STREAM)), ruled=False), shipped()[0])
    assert "total.weight" not in form.fields
    assert [row.text("actual") for row in form.table("indicators").rows if row.text("name") == "成果验收合格率"] == ["100"]


def test_dots_that_the_template_leaves_for_more_rows_belong_to_none() -> None:
    (form,) = linear.recognise(Document("text", tuple(lines(STREAM)), ruled=False), shipped()[0])
    assert [row.text("weight") for row in form.table("indicators").rows] == ["20", "8", "12", "10", "30"]
    assert not any("…" in cell.text for row in form.table("indicators").rows for cell in row.cells.values())
