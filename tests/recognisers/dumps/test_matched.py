"""Names printed far from the values of their rows are exchanged where they promise what another row measures, and only there."""

from collections.abc import Sequence

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers import linear
from formlint.recognisers.dumps.parted.flows import Reader
from formlint.recognisers.dumps.parted.matched import Printed, matched
from formlint.recognisers.dumps.parted.pairs import Cells
from formlint.recognisers.dumps.strips import Strip, strips


def _strips(*texts: str) -> list[Strip]:
    return list(strips([(number, line) for number, line in enumerate(lines("\n\n".join(texts))) if line.text], joined=False))


def _matched(texts: Sequence[str], *rows: Cells, runs: Sequence[int] = ()) -> tuple[list[str], dict[int, list[int]]]:
    """The names of the rows, and the rows in doubt. `runs` has the flow of every text where several stand in one."""
    found = _strips(*texts)
    printed = Printed(found, [(number,) for number in range(len(found))], runs or range(len(found)), [0] * len(found))
    named, doubts = matched(Reader(found, COLUMNS, {}), printed, rows)
    return ["".join(found[number].text for number in row.get("name", ())) for row in named], doubts


def _names(texts: Sequence[str], *rows: Cells, runs: Sequence[int] = ()) -> list[str]:
    return _matched(texts, *rows, runs=runs)[0]


COLUMNS = ("name", "target", "actual", "weight", "score")
VALUES = ["2022年12月底前完成", "2022年12月20日", "≥96%", "98%"]


def test_torn_names_go_to_the_rows_that_measure_what_they_promise() -> None:
    texts = [*VALUES, "水质达标率", "完成时间"]
    assert _names(texts, {"target": 0, "actual": 1, "name": 4}, {"target": 2, "actual": 3, "name": 5}) == ["完成时间", "水质达标率"]


def test_a_name_goes_to_the_row_that_says_its_words() -> None:
    texts = ["16个村", "16个村", "30座小型水库", "30座小型水库均已完成", "小型水库维修", "村级管护"]
    assert _names(texts, {"target": 0, "actual": 1, "name": 4}, {"target": 2, "actual": 3, "name": 5}) == ["村级管护", "小型水库维修"]


def test_names_that_promise_nothing_stay_in_their_rows() -> None:
    texts = ["≥16公里", "17公里", "≥12次", "12次", "抽检样品", "治理河道"]
    assert _names(texts, {"target": 0, "actual": 1, "name": 4}, {"target": 2, "actual": 3, "name": 5}) == ["抽检样品", "治理河道"]


def test_a_name_beside_its_values_stays() -> None:
    texts = ["水质达标率", "≥96%", "98%", "沿岸居民满意度", "≥91%", "95%"]
    assert _names(texts, {"name": 0, "target": 1, "actual": 2}, {"name": 3, "target": 4, "actual": 5}) == ["水质达标率", "沿岸居民满意度"]


def test_a_run_of_names_keeps_its_order_where_another_was_printed_first() -> None:
    texts = ["2022年12月底前完成", "2022年12月20日", "≥7公里", "8公里", "≥12次", "12次", "治理河道", "巡查水库", "完成时间"]
    rows: tuple[Cells, ...] = ({"target": 0, "actual": 1, "name": 6}, {"target": 2, "actual": 3, "name": 7}, {"target": 4, "actual": 5, "name": 8})
    assert _names(texts, *rows, runs=[0, 1, 2, 3, 4, 5, 6, 6, 8]) == ["完成时间", "治理河道", "巡查水库"]


def test_two_names_read_as_one_cell_of_two_lines_are_two() -> None:
    found = _strips("≥97%", "98%", "≥12次", "12次", "水样检测合格率", "水样抽检总次数")
    printed = Printed([*found[:4], found[4]], [(0,), (1,), (2,), (3,), (4, 5)], range(5), [0] * 5)
    named, _ = matched(Reader(found, COLUMNS, {}), printed, [{"target": 0, "actual": 1, "name": 4}, {"target": 2, "actual": 3}])
    assert [row["name"] for row in named] == [(4,), (5,)]


def test_a_name_beside_values_that_are_no_date_is_not_the_time_of_completion() -> None:
    texts = ["完成时间", "≥12次", "12次", "2022年12月底前完成", "2022年12月20日", "水样抽检次数"]
    assert _names(texts, {"name": 0, "target": 1, "actual": 2}, {"target": 3, "actual": 4, "name": 5}) == ["水样抽检次数", "完成时间"]


def test_a_name_goes_to_no_row_of_another_page_while_its_own_has_none() -> None:
    found = _strips("≥12次", "12次", "≥16公里", "17公里", "治理河道", "巡查水库")
    printed = Printed(found, [(number,) for number in range(6)], range(6), [0, 0, 1, 1, 1, 0])
    named, _ = matched(Reader(found, COLUMNS, {}), printed, [{"target": 0, "actual": 1, "name": 4}, {"target": 2, "actual": 3, "name": 5}])
    assert [row["name"] for row in named] == [(5,), (4,)]


def test_names_that_fit_each_others_rows_as_well_are_in_doubt() -> None:
    values = ["≥96%", "98%", "2022年12月底前完成", "2022年12月20日", "≥91%", "95%"]
    rows: tuple[Cells, ...] = ({"target": 0, "actual": 1, "name": 6}, {"target": 2, "actual": 3, "name": 7}, {"target": 4, "actual": 5, "name": 8})
    assert _matched([*values, "水质达标率", "完成时间", "水样合格率"], *rows)[1] == {}
    assert _matched([*values, "完成时间", "水质达标率", "水样合格率"], *rows)[1] == {0: [2], 2: [0]}


HEAD = ["2022年度项目支出绩效自评表", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "年度资金总额", "100.00", "80.00", "60.00"]
POINTS = ["10", "75%", "7.5", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
ROWS = (
    *("治理河道长度", "≥16公里", "17公里", "20", "20", "无", "水质抽检总次数安排\n聘请巡河护河员", "≥12次", "12次", "10", "10", "无"),
    *("≥80人", "85人", "20", "20", "无", "改善水环境质量", "有所改善", "有所改善", "30", "30", "无", "沿岸居民满意度", "≥90%", "95%", "10", "10"),
)


def _read(*closing: str, rows: Sequence[str] = ROWS) -> tuple[list[str], str]:
    text = "\n\n".join([*HEAD, *POINTS, *rows, "无", "总分", "100", "97.5", *closing])
    (form,) = linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])
    conclusion = form.fields.get("conclusion")
    return [row.text("name") for row in form.table("indicators").rows], conclusion.text if conclusion else ""


def test_two_names_read_as_one_become_two_where_a_row_has_none() -> None:
    assert _read()[0] == ["治理河道长度", "水质抽检总次数安排", "聘请巡河护河员", "改善水环境质量", "沿岸居民满意度"]


def test_a_grade_in_a_flow_of_its_own_is_that_of_the_form() -> None:
    assert _read("联系电话：", "自评等级为优")[1] == "自评等级为优"


def test_two_grades_are_a_target_and_what_was_reached() -> None:
    assert _read("优", "良")[1] == ""


@pytest.mark.parametrize(("closing", "grade"), [((), ""), (("联系电话：", "优"), "优")])
def test_what_a_row_reached_is_no_grade_of_the_form(closing: tuple[str, ...], grade: str) -> None:
    rows = [{"85人": "合格", "≥80人": "达到设计要求"}.get(each, each) for each in ROWS]
    assert _read(*closing, rows=rows)[1] == grade
