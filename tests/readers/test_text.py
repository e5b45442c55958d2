"""A text file gives its lines as they are spelled, each with its place; what is not text is refused, never repaired."""

import pytest

from formlint.documents import TextSpot
from formlint.errors import ReadError
from formlint.limits import Limits
from formlint.readers import Source, text


def read(data: bytes) -> list[str]:
    return [line.text for line in text.read(Source("x.txt", data)).lines]


@pytest.mark.parametrize(
    "data",
    [
        "执行率 98.81%".encode(),
        "执行率 98.81%".encode("utf-8-sig"),
        "执行率 98.81%".encode("utf-16"),
        b"\xfe\xff" + "执行率 98.81%".encode("utf-16-be"),
        "执行率 98.81%".encode("gb18030"),
        "执行率 98.81%".encode("gbk"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert read(data) == ["执行率 98.81%"]


def test_characters_beyond_gbk_are_read() -> None:
    assert read("㐀𠀀€".encode("gb18030")) == ["㐀𠀀€"]


@pytest.mark.parametrize(
    ("data", "offset"),
    [(b"ab\xff\xff", "2"), ("分值".encode("gb18030")[:-1], "2"), (b"a\0b", "1"), ("分\0".encode(), "3"), (b"\xff\xfea", "2")],
)
def test_what_is_not_text_is_refused_with_the_byte(data: bytes, offset: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert (error.value.message, error.value.details) == ("not-text", {"offset": offset})


def test_blank_lines_and_blanks_stay() -> None:
    assert read(b"  a\t1 \n\n  \nb") == ["  a\t1 ", "", "  ", "b"]


@pytest.mark.parametrize("data", [b"a\nb", b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r"])
def test_every_line_end_counts_once(data: bytes) -> None:
    assert read(data) == ["a", "b"]


def test_only_line_ends_end_a_line() -> None:
    assert read("a\u2028b\x0bc\x85d".encode()) == ["a\u2028b\x0bc\x85d"]


def test_a_line_knows_where_it_stands() -> None:
    line = text.read(Source("x.txt", "一\n二三".encode())).lines[1]
    assert line.passage.place(1).spots == (TextSpot(line=2, column=2, length=1),)


def test_a_form_feed_is_a_line_of_its_own_and_moves_no_column() -> None:
    found = text.read(Source("x.txt", b"a\n\fb\n")).lines
    assert [(line.text, *line.passage.place().spots) for line in found] == [
        ("a", TextSpot(1, 1, 1)),
        ("\f", TextSpot(2, 1, 1)),
        ("b", TextSpot(2, 2, 1)),
    ]


def test_a_text_has_no_geometry() -> None:
    document = text.read(Source("x.txt", b"a"))
    assert (document.format, document.ruled, document.tables) == ("text", False, ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a" * (text.MOST_COLUMNS + 1), "line-too-long"),
        (b"\n" * (text.MOST_LINES + 1), "too-many-lines"),
        (b"a\n" * (Limits().slow_megabytes * 500_000 + 1), "too-big"),
    ],
)
def test_more_than_any_form_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert error.value.message == message
