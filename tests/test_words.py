"""Whatever formlint says, it can say in both languages."""

import string

import pytest

from formlint.words import _words, say

MESSAGES = [(group, message) for group, messages in _words().items() for message in messages]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("group", "message"), MESSAGES)
def test_both_languages_are_there_and_use_the_same_fields(group: str, message: str) -> None:
    texts = _words()[group][message]
    assert set(texts) == {"zh", "en"}
    assert fields(texts["zh"]) == fields(texts["en"])


@pytest.mark.parametrize(("group", "message"), MESSAGES)
def test_every_message_can_be_said(group: str, message: str) -> None:
    details = dict.fromkeys(fields(_words()[group][message]["zh"]), "7")
    assert "{" not in say(group, message, "zh", **details)


def test_an_unknown_language_is_answered_in_chinese() -> None:
    assert say("documents", "empty", "fr") == say("documents", "empty", "zh") != say("documents", "empty", "en")


def test_what_a_document_says_is_never_a_template() -> None:
    assert "{most}" in say("documents", "hidden-sheet", "zh", sheet="{most}")
