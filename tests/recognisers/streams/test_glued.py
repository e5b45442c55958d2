"""A form whose cells were glued into one stream: words and arithmetic cut it, and what they do not tell stays unread."""

import pytest

from formlint.definitions import shipped
from formlint.forms import Form, FormTable
from formlint.readers import Source
from formlint.readers.text import read
from formlint.recognisers import recognise
from formlint.recognisers.streams.cut_amounts import amounts

HEAD = "2023年度公园养护项目绩效自评表项目名称城区公园养护主管部门绿岭县园林局实施单位绿岭县园林站"
FUNDS = "项目资金(万元)年初预算数全年预算数(A)全年执行数(B)分值执行率(B/A)得分年度资金总额:260.00275.50262.001095.10%9.51"
PARTS = "其中:当年财政拨款250.00265.50252.00———其他资金10.0010.0010.00———"
LIST = "一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析产出指标(50分)数量指标"
ROWS = (
    "养护面积≥46万平方米46.8万平方米1515补植苗木数量≥3000株3140株1515质量指标苗木成活率≥95%96%1010时效指标养护及时性及时及时1010"
    "效益指标(30分)社会效益指标年接待游客人次≥150万人次163万人次1515可持续影响指标养护制度健全性制度健全制度健全1515"
    "满意度指标(10分)服务对象满意度指标游客满意度≥90%88.2%109.8个别公园停车位不足总分10099.31"
)
FORM = HEAD + FUNDS + PARTS + LIST + ROWS


def forms(text: str) -> tuple[Form, ...]:
    return recognise(read(Source("form.txt", text.encode())), shipped())


def form(text: str) -> Form:
    (found,) = forms(text)
    return found


def cells(table: FormTable, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(column) for column in columns) for row in table.rows]


def test_amounts_are_cut_where_the_rate_follows_from_them() -> None:
    assert cells(form(FORM).table("funds"), "initial", "budget", "executed", "weight", "rate", "score") == [
        ("260.00", "275.50", "262.00", "10", "95.10%", "9.51"),
        ("250.00", "265.50", "252.00", "", "", ""),
        ("10.00", "10.00", "10.00", "", "", ""),
    ]


def test_rows_end_in_their_values() -> None:
    assert cells(form(FORM).table("indicators"), "name", "target", "actual", "weight", "score") == [
        ("养护面积", "≥46万平方米", "46.8万平方米", "15", "15"),
        ("补植苗木数量", "≥3000株", "3140株", "15", "15"),
        ("苗木成活率", "≥95%", "96%", "10", "10"),
        ("养护及时性", "及时", "及时", "10", "10"),
        ("年接待游客人次", "≥150万人次", "163万人次", "15", "15"),
        ("养护制度健全性", "制度健全", "制度健全", "15", "15"),
        ("游客满意度", "≥90%", "88.2%", "10", "9.8"),
    ]


def test_levels_hold_for_the_rows_behind_them() -> None:
    sections = [row.section for row in form(FORM).table("indicators").rows]
    assert sections == ["output"] * 4 + ["effect"] * 2 + ["satisfaction"]


def test_the_numbers_confirm_a_form_that_was_cut_rightly() -> None:
    found = form(FORM)
    assert (found.fields["total.weight"].text, found.fields["total.score"].text, found.doubtful) == ("100", "99.31", frozenset())


def test_the_head_has_its_labels() -> None:
    fields = form(FORM).fields
    assert {key: fields[key].text for key in ("project", "dept")} == {"project": "城区公园养护", "dept": "绿岭县园林局"}


def test_reasons_are_lost_and_not_blank() -> None:
    assert "reason" in form(FORM).table("indicators").lost


def test_blanks_between_or_inside_words_change_nothing() -> None:
    torn = FORM.replace("指标", "指 标").replace("全年", "全 年 ").replace("≥", " ≥")
    assert cells(form(torn).table("indicators"), "weight", "score") == cells(form(FORM).table("indicators"), "weight", "score")


def test_pieces_of_a_page_are_one_stream() -> None:
    cut = FORM.index("质量指标苗木")
    text = f"1、{FORM[:cut]}\n2、{FORM[cut:]}\n"
    assert len(form(text).table("indicators").rows) == 7


def test_weights_may_stand_before_the_targets() -> None:
    text = (
        HEAD
        + FUNDS
        + "一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因"
        + (
            "产出指标数量指标养护里程50≥620公里632公里50质量指标工程验收合格率20100%100%20满意度指标服务对象满意度指标沿线群众满意度20≥90%95%20总分10099.51"
        )
    )
    assert cells(form(text).table("indicators"), "weight", "target", "actual", "score") == [
        ("50", "≥620公里", "632公里", "50"),
        ("20", "100%", "100%", "20"),
        ("20", "≥90%", "95%", "20"),
    ]


def test_a_form_without_points_is_read_too() -> None:
    text = (
        HEAD
        + "项目资金(万元)全年预算数(A)全年执行数(B)执行率(B/A)年度资金总额194.9194.9100%其中:县级资金194.9194.9100%其他资金"
        + (
            "一级指标二级指标三级指标年度指标值全年完成值未完成原因和改进措施产出指标数量指标5000吨稻谷、500吨成品粮到位率100%100%"
            "质量指标粮食变质比例00时效指标付息及时率≥98%100%满意度指标服务对象满意度指标市民满意度≥90%100%说明无"
        )
    )
    found = form(text)
    assert cells(found.table("funds"), "budget", "executed", "rate")[:2] == [("194.9", "194.9", "100%")] * 2
    assert cells(found.table("indicators"), "name", "target", "actual") == [
        ("5000吨稻谷、500吨成品粮到位率", "100%", "100%"),
        ("粮食变质比例", "0", "0"),
        ("付息及时率", "≥98%", "100%"),
        ("市民满意度", "≥90%", "100%"),
    ]


def test_a_heading_that_nobody_can_read_behind_the_target_is_that_of_the_actual() -> None:
    text = (
        HEAD
        + "指标名称计量单位指标性质年初指标值调整指标值年成值全完得分系数(%)指标权重(分)指标得分(分)是否核心指标"
        + (
            "预算完成率%70%76%100%22是结转结余率%2%0100%22否公用经费控制率%100%22否政府采购执行率%100%96%96%54.8是播发稿件数量篇2200篇2859篇100%1010否"
        )
    )
    assert cells(form(text).table("indicators"), "name", "target", "actual", "ratio", "weight", "score", "core") == [
        ("预算完成率", "70%", "76%", "100%", "2", "2", "是"),
        ("结转结余率", "2%", "0", "100%", "2", "2", "否"),
        ("公用经费控制率", "", "", "100%", "2", "2", "否"),
        ("政府采购执行率", "100%", "96%", "96%", "5", "4.8", "是"),
        ("播发稿件数量", "2200篇", "2859篇", "100%", "10", "10", "否"),
    ]


def test_a_row_that_can_be_cut_in_two_ways_stays_unread() -> None:
    torn = FORM.replace("养护面积≥46万平方米46.8万平方米1515", "养护面积≥460468001515")
    found = form(torn)
    assert "养护面积" not in [row.label for row in found.table("indicators").rows]
    assert any("养护面积" in each.text for each in found.unread)
    assert "indicators" in found.doubtful
    assert "total.score" not in found.fields


def test_parts_that_cannot_be_cut_leave_the_whole_alone() -> None:
    torn = FORM.replace("250.00265.50252.00———", "250.00265.50252.01———")
    assert cells(form(torn).table("funds"), "budget")[:1] == [("275.50",)]
    assert [row.key for row in form(torn).table("funds").rows if row.figure("budget")] == ["total"]


def test_notes_that_name_headings_are_no_header() -> None:
    note = "注:各三级指标得分最高不能超过该指标分值,实际完成值以年底为准。"
    assert len(form(FORM + note).table("indicators").rows) == 7


@pytest.mark.parametrize(
    "text",
    ["绩效自评表执行率执行数预算数" + "1" * 3000, "绩效自评表" + "一级指标二级指标三级指标年度指标值实际完成值分值得分" + "甲12345678乙" * 1500],
)
def test_digits_that_nothing_parts_are_no_form(text: str) -> None:
    assert not forms(text)


@pytest.mark.parametrize(
    ("texts", "cut"),
    [
        (["6363100%", "6363100%"], ["63 63 100%", "63 63 100%"]),
        (["5040.581.00%"], ["50 40.5 81.00%"]),
        (["100.0080.0080%"], ["100.00 80.00 80%"]),
        (["123456%"], [""]),  # no amounts have this rate
    ],
)
def test_digits_of_amounts(texts: list[str], cut: list[str]) -> None:
    found = amounts(texts, ["budget", "executed", "rate"], {"budget": "amount", "executed": "amount", "rate": "percent"}, "")
    assert [" ".join(text[slice(*span)] for _, span in sorted(cuts.items())) for text, cuts in zip(texts, found, strict=True)] == cut


def test_rows_that_still_stand_in_lines_are_one_stream() -> None:
    lines = "绩效目标自评表\n项目资金\n全年预算数(A)全年执行数(B)预算执行率(B/A)\n\n年度资金总额:50003750.575.01%\n"
    lines += " 其中:中央补助50003750.575.01%\n地方资金\n"
    table = "二级指标三级指标指标值全年实际完成值未完成原因和改进措施\n\n数量指标新建道路32公里30公里\n"
    (found,) = forms(lines + table)
    assert cells(found.table("funds"), "budget", "executed", "rate")[:2] == [("5000", "3750.5", "75.01%")] * 2
    assert cells(found.table("indicators"), "name", "target", "actual") == [("新建道路", "32公里", "30公里")]


def test_a_form_with_one_budget_has_its_rate_from_that() -> None:
    kinds = {"initial": "amount", "executed": "amount", "rate": "percent", "weight": "points", "score": "points"}
    (found,) = amounts(["208.4104.21050%5"], ["initial", "executed", "weight", "rate", "score", "other"], kinds, "10")
    assert ["208.4104.21050%5"[slice(*found[place])] for place in range(5)] == ["208.4", "104.2", "10", "50%", "5"]
