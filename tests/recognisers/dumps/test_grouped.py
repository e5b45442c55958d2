"""Amounts of a dump whose cells are parted by empty lines: groups of values find their labels where the numbers confirm it, and only there."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear

TITLE = ["2022年度部门整体支出绩效自评表"]
HEADINGS = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
TOTAL = ["90.00", "100.00", "80.00", "10", "80%", "8"]
BASIC = ["30.00", "40.00", "35.00", "—", "—", "—"]
PROJECT = ["60.00", "60.00", "45.00", "—", "—", "—"]
LISTED = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [*("治理河道长度", "≥16公里", "17公里", "60", "60"), *("沿岸居民满意度", "≥90%", "95%", "30", "30"), "总分", "100", "98"]


def _form(*flows: str) -> Form:
    text = "\n\n".join([*TITLE, *flows, *LISTED, *ROWS])
    (form,) = linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])
    return form


def _table(*flows: str) -> dict[str, tuple[str, ...]]:
    columns = ("initial", "budget", "executed", "weight", "rate", "score")
    return {row.key: tuple(row.text(column) for column in columns) for row in _form(*flows).table("funds").rows}


@pytest.mark.parametrize(
    "flows",
    [
        (*HEADINGS, "年度资金总额", *TOTAL, "其中：基本支出", *BASIC, "项目支出", *PROJECT),  # every label before its values
        ("年度资金总额\n其中：基本支出\n项目支出", *HEADINGS, *TOTAL, *BASIC, *PROJECT),  # all labels first
        (*HEADINGS, "年度资金总额", *TOTAL, "总体资金（万 其中：基本支出\n元）\n项目支出", *BASIC, *PROJECT),  # two of them in one flow
        (*HEADINGS, *TOTAL, *BASIC, "项目支出", *PROJECT, "项目资金\n年度资金总额：\n其中：基本支出"),  # two of them last
    ],
)
def test_groups_of_values_find_their_labels(flows: tuple[str, ...]) -> None:
    assert _table(*flows) == {"total": tuple(TOTAL), "basic": tuple(BASIC), "project": tuple(PROJECT)}


def test_what_stands_beside_the_amounts_of_the_total_may_come_later() -> None:
    flows = ("年度资金总额\n基本支出\n项目支出", *HEADINGS[:3], *TOTAL[:3], *BASIC[:3], *PROJECT[:3], *HEADINGS[3:], *TOTAL[3:])
    assert _table(*flows)["total"] == tuple(TOTAL)
    assert _table(*flows)["project"][:3] == tuple(PROJECT[:3])


def test_with_a_group_too_few_only_the_total_has_its_own() -> None:
    table = _table("年度资金总额\n基本支出\n项目支出\n其他资金", *HEADINGS, *TOTAL, *BASIC, *PROJECT)
    assert table["total"] == tuple(TOTAL)
    assert not any(any(table[key]) for key in ("basic", "project", "other"))


def test_a_label_behind_all_values_has_none() -> None:
    table = _table("年度资金总额\n基本支出\n项目支出", *HEADINGS, *TOTAL, *BASIC, *PROJECT, "其他资金")
    assert (table["project"], any(table["other"])) == (tuple(PROJECT), False)


def test_values_of_a_row_printed_in_several_goes_find_their_cells() -> None:
    flows = ("年度资金总额\n基本支出\n项目支出", *HEADINGS[:2], *TOTAL[:2], HEADINGS[2], TOTAL[2], *HEADINGS[3:], *TOTAL[3:], *BASIC, *PROJECT)
    assert _table(*flows) == {"total": tuple(TOTAL), "basic": tuple(BASIC), "project": tuple(PROJECT)}


def test_columns_that_say_the_same_may_stand_in_any_order() -> None:
    total, basic, project = (["100.00", "100.00", *row[2:]] if row is TOTAL else [row[1], *row[1:]] for row in (TOTAL, BASIC, PROJECT))
    table = _table("年度资金总额\n基本支出\n项目支出", *HEADINGS[:3], *total, *basic, *project, *HEADINGS[3:])
    assert table == {"total": tuple(total), "basic": tuple(basic), "project": tuple(project)}


def test_values_that_no_sum_confirms_stay_out() -> None:
    wrong = ["31.00", "47.00", "12.00", "—", "—", "—"]
    flows = ("年度资金总额\n基本支出\n项目支出", *HEADINGS[:2], *TOTAL[:2], HEADINGS[2], "70.00", *HEADINGS[3:], *TOTAL[3:], *wrong, *PROJECT)
    assert _table(*flows).get("basic", ("",))[0] != "31.00"


def test_parts_that_have_no_name_still_add_up_to_the_total() -> None:
    total = ["90.00", "100.00", "0.80", "10", "80%", "8"]  # executed in another unit
    table = _table("年度资金总额\n其中：基本支出\n项目支出\n其他资金", *HEADINGS, *total, *BASIC[:3], *PROJECT[:3])
    assert table["total"] == tuple(total)
    assert not any(any(table[key]) for key in ("basic", "project", "other"))


def test_a_row_behind_the_end_of_a_side_title_is_no_label_of_the_form() -> None:
    table = _table(*HEADINGS, "经费情况（ 年度资金总额\n单位：元） 其中：基本支出\n项目支出", *TOTAL, *BASIC, *PROJECT)
    assert table == {"total": tuple(TOTAL), "basic": tuple(BASIC), "project": tuple(PROJECT)}


def test_a_heading_of_the_rows_below_is_no_column_of_the_amounts() -> None:
    headings, total = ["全年预算数", "全年执行数", "执行率", "得分"], ["100.00", "80.00", "80%", "8"]
    found = _table(*headings, "年度资金总额", *total, "基本支出", "40.00", "35.00", "项目支出", "60.00", "45.00")
    assert found["total"] == ("", "100.00", "80.00", "", "80%", "8")
    assert found["basic"] == ("", "40.00", "35.00", "", "", "")
