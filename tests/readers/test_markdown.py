"""Our table notation: bars make cells, marks make spans, everything else is text."""

import pytest

from formlint.documents import Document, NodeSpot
from formlint.errors import ReadError
from formlint.limits import Limits, within
from formlint.readers import Source
from formlint.readers.markdown import parse, read


def cells(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in document.tables[0].cells]


def test_bars_make_cells() -> None:
    assert cells(parse("| a | b |\n|---|:--:|\n| 1 |   |")) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | < | < |", [(0, 0, 1, 3, "a")]),
        ("| a |\n| ^ |\n| ^ |", [(0, 0, 3, 1, "a")]),
        ("| a | < | b |\n| ^ | < | c |", [(0, 0, 2, 2, "a"), (0, 2, 1, 1, "b"), (1, 2, 1, 1, "c")]),
        ("| a | < | b |\n| ^ | ^ | c |", [(0, 0, 2, 2, "a"), (0, 2, 1, 1, "b"), (1, 2, 1, 1, "c")]),
        ("| < | ≤3 |", [(0, 0, 1, 1, "<"), (0, 1, 1, 1, "≤3")]),
        ("| ^ |", [(0, 0, 1, 1, "^")]),
        ("| <3 | ^2 |", [(0, 0, 1, 1, "<3"), (0, 1, 1, 1, "^2")]),
    ],
)
def test_marks_continue_a_cell(text: str, expected: list[tuple[int, int, int, int, str]]) -> None:
    assert cells(parse(text)) == expected


@pytest.mark.parametrize("text", ["\n| a | < |\n| ^ | b |", "\n| a | b |\n| ^ | < |"])
def test_a_span_that_is_no_rectangle_is_refused(text: str) -> None:
    with pytest.raises(ReadError) as error:
        parse(text)
    assert (error.value.message, error.value.details) == ("broken-span", {"line": "2"})


@pytest.mark.parametrize(
    ("written", "text"),
    [(r"| 1\|2 |", "1|2"), ("| 一<br>二 <BR/> 三 |", "一\n二\n三"), ("| - |", "-"), ("| — |", "—"), ("| a", "a"), ("  | a |  ", "a")],
)
def test_a_cell_reads_as_it_is_meant(written: str, text: str) -> None:
    assert cells(parse(written)) == [(0, 0, 1, 1, text)]


def test_an_empty_line_or_another_line_ends_a_table() -> None:
    document = parse("# 自评表\n| a |\n\n| b |\n注：c\n| d |")
    assert [len(table.cells) for table in document.tables] == [1, 1, 1]
    assert [line.text for line in document.lines] == ["自评表", "注：c"]
    assert [type(block).__name__ for block in document.blocks] == ["Line", "Table", "Table", "Line", "Table"]


def test_places_count_from_one() -> None:
    document = parse("x\ny\n| a |\n\n| b | 12.5 |")
    assert document.lines[1].passage.place().spots == (NodeSpot((2,), 0, 1),)
    assert document.tables[1].cells[1].passage.place(1).spots == (NodeSpot((2, 1, 2), 1, 3),)


def test_a_file_is_decoded_like_any_text() -> None:
    document = read(Source("x.md", "| 分值 |".encode("gb18030")))
    assert (document.format, document.ruled, cells(document)) == ("markdown", True, [(0, 0, 1, 1, "分值")])


def test_more_cells_than_a_form_has_are_refused() -> None:
    with within(Limits(cells=3)), pytest.raises(ReadError) as error:
        parse("| a | b | c |\n| d | e | f |\n")
    assert error.value.message == "too-many-table-cells"
