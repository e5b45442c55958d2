"""Names printed far from the values of their rows are exchanged where they promise what another row measures, and only there."""

from collections.abc import Sequence

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers import linear
from formlint.recognisers.dumps.matched import matched
from formlint.recognisers.dumps.pairs import Cells
from formlint.recognisers.dumps.strips import Strip, strips


def _strips(*texts: str) -> list[Strip]:
    return list(strips([(number, line) for number, line in enumerate(lines("\n\n".join(texts))) if line.text], joined=False))


def _names(texts: Sequence[str], *rows: Cells) -> list[str]:
    found = _strips(*texts)
    return [found[row["name"]].text for row in matched(found, rows)]


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
    texts = ["水质达标率", "2022年12月底前完成", "2022年12月20日", "完成时间", "≥96%", "98%"]
    assert _names(texts, {"name": 0, "target": 1, "actual": 2}, {"name": 3, "target": 4, "actual": 5}) == ["水质达标率", "完成时间"]


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
