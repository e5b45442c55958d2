"""The headings of a table in a text dump: the longest run of them, those that were torn from it, and what only looks like one."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.headers.headers import headings

ALL = ("l1", "l2", "name", "target", "actual", "weight", "score")


def dump(text: str) -> Dump:
    return Dump(Document("text", tuple(lines(text)), ruled=False), shipped()[0])


def found(text: str, table: str = "indicators") -> tuple[dict[str, str], dict[str, str]]:
    """The headings that stand together and those that stand alone, as they are printed."""
    read = dump(text)
    seen = headings(read, table)
    main, torn = ({key: read.text(hit.numbers) for key, hit in hits.items()} for hits in (seen.main, seen.torn))
    return main, torn


def test_headings_below_each_other_are_one_run() -> None:
    main, torn = found("一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n产出指标")
    assert (tuple(main), torn) == (ALL, {})


def test_a_heading_that_two_lines_share_is_one() -> None:
    main, _ = found("一级指\n标\n二级指\n标\n三级指标\n年度指标值\n实际完成值\n分值\n得分")
    assert (main["l1"], main["l2"]) == ("一级指标", "二级指标")


def test_headings_that_a_row_parts_from_the_others_stand_alone() -> None:
    main, torn = found("一级指标 二级指标 三级指标\n产出指标 数量指标 河道清淤\n年度指标值 实际完成值 分值 得分")
    assert (tuple(main), tuple(torn)) == (("target", "actual", "weight", "score"), ("l1", "l2", "name"))


def test_a_heading_far_below_the_others_is_torn_from_them() -> None:
    rows = "产出指标 数量指标 河道清淤 ≥16公里 17公里 50 50\n"
    assert found("一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n" + rows + "偏差原因分析及改进措施")[1] == {
        "reason": "偏差原因分析及改进措施"
    }


def test_a_heading_of_a_narrative_is_none_beside_the_column_of_that_name() -> None:
    assert found("全年完成情况\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分")[0]["actual"] == "实际完成值"
    assert found("全年完成情况\n一级指标 二级指标 三级指标 年度指标值 分值 得分")[0]["actual"] == "全年完成情况"


def test_a_heading_no_word_fits_whole_is_told_by_those_beside_it() -> None:
    assert found("三级指标 年初拟定目标值 得分")[0] == {"name": "三级指标", "target": "年初拟定目标值", "score": "得分"}


def test_an_unknown_heading_at_the_end_is_told_by_its_words() -> None:
    main, _ = found("一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因及改进\n产出指标")
    assert main["reason"] == "偏差原因及改进"


def test_a_sentence_that_names_a_column_holds_no_heading() -> None:
    assert found("治理河道16公里，完成年度指标值。") == ({}, {})


def test_funds_have_headings_of_their_own() -> None:
    main, _ = found("年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 90.00 100.00 80.00", "funds")
    assert tuple(main) == ("initial", "budget", "executed", "weight", "rate", "score")


@pytest.mark.parametrize("name", ["indicators", "funds"])
def test_a_text_without_headings_has_none(name: str) -> None:
    assert headings(dump("本年度完成河道治理，群众满意。\n"), name).main == {}


def test_rows_begin_at_the_first_heading_that_only_this_table_has() -> None:
    seen = headings(dump("分值 得分 三级指标 年度指标值 实际完成值"), "indicators")
    assert (seen.start, seen.region, seen.end) == (0, 2, 5)


HEADS = "一级指标    三级指标        年度指标值    实际完成值    分值    得分"
ROWS = "\n".join(f"产出指标    植树{number}棵        ≥{number}棵         {number}棵          10      10" for number in range(11, 19))


@pytest.mark.parametrize(("line", "again"), [(HEADS, True), (HEADS.removesuffix("得分"), True), ("分值    得分", False), (f"{HEADS}    10", False)])
def test_the_head_of_the_next_page_is_a_line_of_nothing_but_headings(line: str, again: bool) -> None:
    read = dump(f"{HEADS}\n{ROWS}\n{line}\n{ROWS}\n")
    assert read.aligned
    found = [read.text(hit.numbers) for hit in headings(read, "indicators").again]
    assert found == (line.split() if again else [])
