"""Characters without width: copies from web pages leave them, nobody sees them, and nothing is read otherwise because of them."""

import pytest

from formlint.documents import NodeSpot, TextSpot
from formlint.figures import find
from formlint.readers import Source, read
from formlint.readers._unseen import MOST_GAPS


@pytest.mark.parametrize("unseen", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u200b\ufeff"])
def test_text_reads_as_it_is_seen(unseen: str) -> None:
    page = f"<table><tr><td>三级{unseen}指标<td>{unseen}98{unseen}.81%<td>{unseen}</table>"
    cells = read(Source("x.html", page.encode())).tables[0].cells
    assert [cell.text for cell in cells] == ["三级指标", "98.81%", ""]


def test_what_stays_keeps_its_place() -> None:
    cell = read(Source("x.html", "<table><tr><td>共\u200b719人</table>".encode())).tables[0].cells[0]
    (figure,) = find(cell.passage)
    assert figure.place.spots == (NodeSpot((1, 1, 1), 2, 4),)
    line = read(Source("x.txt", "培训 7\u200b19人".encode())).lines[0]
    assert find(line.passage)[0].place.spots == (TextSpot(1, 4, 1), TextSpot(1, 6, 3))


def test_a_cell_of_nothing_else_is_blank_and_has_a_place() -> None:
    cell = read(Source("x.html", "<table><tr><td>a<td>\u200b\u200b</table>".encode())).tables[0].cells[1]
    assert (cell.text, cell.passage.place().spots) == ("", (NodeSpot((1, 1, 2), 0, 2),))


def test_a_text_full_of_them_stays_linear() -> None:
    line = read(Source("x.txt", ("7\u200b" * (MOST_GAPS + 1)).encode())).lines[0]
    assert line.text == "7 " * (MOST_GAPS + 1)


def test_marks_of_direction_are_left_for_the_reports_to_show() -> None:
    assert read(Source("x.txt", "合计\u202e001".encode())).lines[0].text == "合计\u202e001"
