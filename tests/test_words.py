"""Whatever formlint says, it can say in both languages."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from formlint.trees import tree_of
from formlint.words import _words, filled, listed, say

HOUSE = Path(__file__).parent.parent / "formlint"

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


JARGON = re.compile(
    r"zip|XML|DTD|LFS|%PDF|LibreOffice|UTF-8|sharedStrings|指针|字节|编码|像素|二进制|符号链接|解压|压缩包内|对象|嵌套|DTD|inflate|package|malformed"
    r"|byte|binary|symbolic|pointer|pixel|nested|\{(?:part|fault|reason|offset)\}",
    re.IGNORECASE,
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("message", [message for group, message in MESSAGES if group == "documents" and not message.startswith("notation-")])
def test_what_is_wrong_with_a_file_is_first_said_without_technical_words(message: str, lang: str) -> None:
    first = re.split(r"。|\. ", _words()["documents"][message][lang])[0]
    assert not JARGON.search(first)


@pytest.mark.parametrize(
    ("names", "zh", "en"),
    [
        (["考评、复核"], "“考评、复核”", "考评、复核"),
        (["考评、复核", "开展“七·一”活动"], "“考评、复核”“开展‘七·一’活动”", "考评、复核 and 开展“七·一”活动"),
        (["a", "b", "c"], "“a”“b”“c”", "a, b and c"),
        ([], "", ""),
    ],
)
def test_names_are_listed_as_each_language_does(names: list[str], zh: str, en: str) -> None:
    assert (listed(names, "zh"), listed(names, "en")) == (zh, en)


def test_what_stands_in_quotation_marks_has_others_within() -> None:
    assert filled("“{name}”写 {text}（{name}）", {"name": "做到“全覆盖”", "text": "“五星”"}) == "“做到‘全覆盖’”写 “五星”（做到‘全覆盖’）"
    assert filled("“{count}”{count:row|rows}", {"count": 2}) == "“2”2 rows"


def test_an_unknown_language_is_answered_in_chinese() -> None:
    assert say("documents", "empty", "fr") == say("documents", "empty", "zh") != say("documents", "empty", "en")


def test_what_a_document_says_is_never_a_template() -> None:
    assert "{most}" in say("documents", "hidden-sheet", "zh", sheet="{most}")


@cache
def ids_in_the_code() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Every text constant of the program and its page; and what its f-strings may become."""
    constants, patterns = set(), set()
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                patterns.add("".join(re.escape(str(each.value)) if isinstance(each, ast.Constant) else r"[\w-]+" for each in node.values))
    for path in HOUSE.rglob("*.html"):
        constants |= set(re.findall(r"say\('([\w-]+)'", path.read_text(encoding="utf-8")))
    constants |= {f"{kind}-{what}" for kind in ("misspelt", "unknown") for what in ("key", "value", "reference")}  # put together from two words
    constants |= {f"notation-{each}" for each in constants}  # forms kept as YAML say of their lines what definitions say of theirs
    return frozenset(constants), tuple(re.compile(each) for each in sorted(patterns) if re.search(r"[a-z]{3}", each.replace(r"[\w-]+", "")))


@pytest.mark.parametrize(("group", "message"), MESSAGES)
def test_every_message_is_said_somewhere_in_the_program(group: str, message: str) -> None:
    constants, patterns = ids_in_the_code()
    assert message in constants or any(pattern.fullmatch(message) for pattern in patterns), f"{group}/{message} is never said"


@pytest.mark.parametrize(("count", "told"), [(0, "0 rows lose"), (1, "1 row loses"), ("1", "1 row loses"), (2, "2 rows lose"), (11, "11 rows lose")])
def test_english_counts_one_row_and_two_rows(count: object, told: str) -> None:
    assert filled("{count:row loses|rows lose}", {"count": count}) == told


def test_no_english_message_counts_one_of_many() -> None:
    """A number before a noun in the plural says `1 rows`, unless the noun comes with it."""
    plural = re.compile(r"\{(count|number|pages|rows|seconds)\} [a-z]+s\b")
    assert not [f"{group}/{message}" for group, message in MESSAGES if plural.search(_words()[group][message]["en"])]


def test_no_sentence_is_written_down_twice() -> None:
    """Who mends one of two would leave the other as it was: what is said in two places is one text, to which the other is an alias."""
    seen: dict[tuple[str, str], tuple[str, object]] = {}
    nodes = {
        (group.value, message.value): text
        for group, messages in tree_of((HOUSE / "words.yaml").read_text(encoding="utf-8")).value
        for message, text in messages.value
    }
    for group, message in MESSAGES:
        texts, node = _words()[group][message], nodes[group, message]
        if not texts["zh"].endswith(("。", "？")):  # a single word may head two lists
            continue
        first, known = seen.setdefault((texts["zh"], texts["en"]), (f"{group}/{message}", node))
        assert node is known, f"{group}/{message} is written down as {first} is"
