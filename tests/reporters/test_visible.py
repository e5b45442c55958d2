"""Nothing that a document or a file name brings along can steer a terminal or hide in a report."""

import json

import pytest

from formlint.reporters.visible import as_json, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("自评表 450.50万元 ≥“，", "自评表 450.50万元 ≥“，"),
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("a\rb\nc\td", "a b c d"),
        ("\u202e719", "\\u202e719"),
        ("7\u200b1\ufeff9", "7\\u200b1\\ufeff9"),
        ("\udce4.xlsx", "\\udce4.xlsx"),
        ("\U000e0041", "\\U000e0041"),
        ("\x7f\x9b31m", "\\x7f\\x9b31m"),
    ],
)
def test_what_is_not_seen_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["\x1b[2J", "\u202e719\u2066", "7\u200b1", "\U000e0041", "a\u2028b", "\x9b", "表 ≥"])
def test_json_keeps_the_text_and_shows_nothing_hidden(text: str) -> None:
    line = as_json(json.dumps(text, ensure_ascii=False))
    assert visible(line) == line
    assert json.loads(line) == text


def test_a_lone_surrogate_can_be_written_as_utf_8() -> None:
    line = as_json(json.dumps("\udce4", ensure_ascii=False))
    assert line.encode("utf-8") == b'"\\udce4"'
