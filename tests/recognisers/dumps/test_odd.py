"""Odd dumps: nothing crashes, and no search looks at so many ways that it does not end."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear, recognise
from formlint.recognisers.dumps.aligned.levels import MOST_ROWS, levels
from formlint.recognisers.dumps.aligned.scattered import MOST_WITHIN, gathered
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.joining.wrapped import joined_columns
from formlint.recognisers.dumps.parted.flows import LONGEST, Piece, Reader
from formlint.recognisers.dumps.parted.tableau import Tableau
from formlint.recognisers.dumps.strips import strips, width
from formlint.recognisers.headings import plain

TITLE = "2022年度项目支出绩效自评表\n"
FUNDS = "资金来源 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 90.00 100.00 80.00 10 80% 8\n"
LISTED = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n产出指标 数量指标 河道清淤长度 ≥16公里 17公里 90 90\n总分 100 98\n"


def document(text: str) -> Document:
    return Document("text", tuple(lines(text)), ruled=False)


def read(text: str) -> tuple[Form, ...]:
    return linear.recognise(document(text), shipped()[0])


def test_a_cell_whose_row_has_no_room_for_it_stands_beside_the_table() -> None:
    found = list(strips(enumerate(document("河道清淤长度\n岸线整治长度\n").lines), joined=False))
    pieces = [Piece((0,), "name"), Piece((1,), "name", follows=True)]
    _, rows, _ = Tableau(found, pieces, [0, 0], [0, 0], ("name",), 1).rows()
    assert rows == [{"name": 0}]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_values_that_may_be_cut_in_many_ways_are_cut_in_a_few(between: str) -> None:
    headings = FUNDS.splitlines()[0].split()
    amounts = [*headings, "年度资金总额\n其中：财政拨款\n其他资金", between.join(["5"] * 71 + ["5%"])]
    rows = ["治理河道长度", "≥16公里", "17公里", "45", "45"] * 2
    text = "\n\n".join([TITLE, *amounts, *LISTED.splitlines()[0].split(), *rows, "总分", "100", "98"])
    assert len(read(text)[0].table("indicators").rows) == 2


def test_digits_below_an_open_bracket_at_the_edge_are_no_side_title() -> None:
    rows = ["1 1 1 1 1 1 1 1 1         甲        乙        丙"] * 12
    text = "\n".join([TITLE, "绩效指标（    年初    预算    数", *rows, *LISTED.replace(" ", "     ").splitlines()])
    assert read(text)


@pytest.mark.parametrize(("between", "keys"), [(MOST_WITHIN - 2, ["产出指标"]), (MOST_WITHIN, [])])
def test_a_label_of_a_flow_is_looked_for_near_its_beginning(between: int, keys: list[str]) -> None:
    dump = Dump(document("产出\n" + "甲乙丙\n" * between + "指标\n成本\n"), shipped()[0])
    hits = gathered(dump, ("产出指标", "产出", "成本"), dump.flow_of(), 0, len(dump.strips))
    assert [hit.key for hit in hits] == [*keys, "成本"]


def test_an_amount_of_more_digits_than_a_number_has_is_none() -> None:
    headings = FUNDS.splitlines()[0].split()
    flows = [TITLE, *headings, "年度资金总额\n其中：财政拨款\n其他资金", *["9" * 5000] * 9, *LISTED.splitlines()[0].split()]
    text = "\n\n".join([*flows, *["治理河道长度", "≥16公里", "17公里", "45", "45"] * 2, "总分", "100", "98"])
    assert len(read(text)[0].table("indicators").rows) == 2


def test_years_without_an_end_make_one_strip() -> None:
    (found,) = strips(enumerate(document("1 年 " * 4000).lines), joined=True)
    assert found.text == "1年" * 4000


def test_a_line_is_as_wide_up_to_a_strip_as_its_characters() -> None:
    text = "落实河长制， abc 沿岸 居民"
    found = list(strips(enumerate(document(text).lines), joined=False))
    assert [each.reach for each in found] == [width(text[: text.index(each.passage.text) + len(each.passage.text)]) for each in found]


def test_upright_labels_of_a_line_of_ten_thousand_columns_stay_apart() -> None:
    text = TITLE + "产\n" + " " * 10_000 + "甲 乙\n出\n指\n标\n" + FUNDS + LISTED
    dump = Dump(document(text), shipped()[0])
    joined_columns(dump)
    texts = [strip.text for strip in dump.strips]
    assert texts[1:4] == ["产出指标", "甲", "乙"]


def test_a_flow_longer_than_a_page_is_read_strip_by_strip() -> None:
    found = list(strips(enumerate(document("数量\n" * (LONGEST + 1)).lines), joined=False))
    assert len(Reader(found, ("name", "target"), {}).pieces(range(len(found)))) == len(found)


def test_more_rows_than_a_page_has_get_no_labels() -> None:
    dump = Dump(document(TITLE + LISTED), shipped()[0])
    assert levels(dump, range(MOST_ROWS + 1), (), ()) == [None] * (MOST_ROWS + 1)


@pytest.mark.parametrize("line", ["得 分 " * 1500 + "   甲", "完成   " * 1500, "5   " * 3000])
def test_a_line_of_a_thousand_strips_is_no_line_of_an_aligned_table(line: str) -> None:
    goals = "预期目标" + " " * 30 + "实际完成情况\n治理河道。" + " " * 30 + "已经完成。\n"
    text = TITLE + FUNDS.replace(" ", "    ") + goals + (line + "\n") * 4 + LISTED.replace(" ", "    ")
    assert "河道清淤长度" in [row.text("name") for row in read(text)[0].table("indicators").rows]


def test_the_whole_text_of_a_document_is_not_kept() -> None:
    text = TITLE + FUNDS + LISTED + "\n".join(f"第{number}行" for number in range(500))
    plain.cache_clear()
    recognise(document(text), shipped())
    kept = plain.cache_info().currsize
    whole = "".join(line.text for line in document(text).lines)
    plain(whole)
    assert plain.cache_info().currsize == kept + 1  # it was not there
