"""A cell is cut so that the number that matters stays in view, and the columns of the number are known exactly."""

import pytest

from formlint.reporters.cutting import cut, span_of
from formlint.reporters.width import heading, padded, width

LONG = "共举办5个培训班次，全年参加培训人数719人，其中党务干部273人，入党积极分子133人，发展对象113人。"


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("自评", 4), ("（A）", 5), ("98.81%", 6), ("e\u0301", 1), ("", 0), (">=600人", 7)])
def test_wide_characters_take_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_counts_columns() -> None:
    assert padded("自评", 6) == "自评  "
    assert padded("9", 3, right=True) == "  9"


def test_a_heading_that_is_cut_ends_in_an_ellipsis_and_one_that_is_not_loses_its_colon() -> None:
    assert heading("年度资金总额：", 12) == "年度资金总额"
    assert heading("年度资金总额：", 11) == "年度资金…"


@pytest.mark.parametrize("most", [16, 20, 27, 34, 60, 99])
@pytest.mark.parametrize("number", ["5个", "719人", "113人"])
def test_the_number_stays_in_view_at_any_width(number: str, most: int) -> None:
    start = LONG.index(number)
    done = cut(LONG, most, [(start, start + len(number))])
    (begin, end) = done.spans[0]
    assert width(done.text) <= most
    assert at_columns(done.text, begin, end) == number


def at_columns(text: str, begin: int, end: int) -> str:
    return "".join(char for at, char in enumerate(text) if begin <= width(text[:at]) < end)


@pytest.mark.parametrize("most", [16, 34, 60])
def test_what_is_left_out_is_told_by_dots(most: int) -> None:
    start = LONG.index("719人")
    done = cut(LONG, most, [(start, start + 4)])
    assert done.text.startswith("..") == (not LONG.startswith(done.text[:4]))
    assert done.text.endswith("..")


def test_a_number_that_is_not_in_view_has_no_columns() -> None:
    start, other = LONG.index("719人"), LONG.index("113人")
    begin, end = cut(LONG, 20, [(start, start + 4), (other, other + 4)]).spans[1]
    assert begin == end


def test_short_text_is_left_whole_on_one_line() -> None:
    assert cut("  培训人数\n≥600人 “全部”  ", 40).text == '培训人数>=600人 "全部"'


def test_a_number_wider_than_the_cell_is_shown_from_its_beginning() -> None:
    done = cut("合计" + "9" * 60, 20, [(2, 62)])
    assert width(done.text) <= 20
    assert "999" in done.text


@pytest.mark.parametrize(
    ("text", "offset", "cited", "found"),
    [
        ("人数719人，", 2, "719人", "719人"),
        ("人数719\n人，", 2, "719人", "719\n人"),
        ("人数 719 人，", 2, "719 人", "719 人"),
        ("450.50", 0, "450.50", "450.50"),
        ("abc", 1, "not there", "bc"),
        ("", 0, "", ""),
    ],
)
def test_a_citation_is_found_across_breaks(text: str, offset: int, cited: str, found: str) -> None:
    start, end = span_of(text, offset, cited)
    assert text[start:end] == found
