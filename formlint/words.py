"""What formlint says, in the reader's language: `words.yaml`, one top-level key a room. Nothing else in the program holds prose.

Chinese is the source: what has no English yet is said in Chinese, never the other way round.
"""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = "zh"
_QUOTED = re.compile(r"“\{(\w+)\}”")
_FULL = {",": "，", ";": "；"}
_INNER = str.maketrans("“”", "‘’")  # quotation marks within quotation marks


def say(group: str, message: str, lang: str, **details: object) -> str:
    """The text of a message with its {fields} filled in. A group, message or field that is not there is a KeyError: a bug of ours."""
    texts = _words()[group][message]
    return filled(texts.get(lang, texts[SOURCE]), details)


def templates(group: str, lang: str) -> dict[str, str]:
    """All messages of a group, their {fields} not filled in."""
    return {message: texts.get(lang, texts[SOURCE]) for message, texts in _words()[group].items()}


def filled(text: str, details: Mapping[str, object]) -> str:
    """The text with its named fields filled in. A number may bring the noun that follows it, as English wants: `{count:row loses|rows lose}`. What
    stands in quotation marks has others within (GB/T 15834-2011, 4.8)."""
    for name in _QUOTED.findall(text):
        value = details.get(name)
        if isinstance(value, str) and (inner := value.translate(_INNER)) != value:
            details = _Other(details, name, inner)
    return _PLURAL.vformat(text, (), details) if "|" in text else text.format_map(details)


def listed(names: Sequence[str], lang: str) -> str:
    """The names one after the other. In Chinese each in quotation marks, with no 、 between them (GB/T 15834-2011, 4.5.3.5),
    which names hold themselves."""
    if lang == SOURCE:
        return "".join(f"“{name.translate(_INNER)}”" for name in names)
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def led(head: str, text: str, lang: str) -> str:
    """A heading and what follows it on its line: 改法：请…, fix: Change…"""
    return f"{head}：{text}" if lang == SOURCE else f"{head}: {text}".rstrip()


def aside(text: str, lang: str) -> str:
    """What stands in brackets behind a text: （错误 1，警告 3）, with a blank before it in English. Nothing of nothing."""
    if not text:
        return ""
    return f"（{text}）" if lang == SOURCE else f" ({text})"


def strung(texts: Iterable[str], lang: str, mark: str = ",") -> str:
    """Texts one behind the other, with commas or semicolons as the language writes them."""
    return (_FULL[mark] if lang == SOURCE else f"{mark} ").join(texts)


class _Other(dict[str, object]):
    """The details with another text for one name. What they do not know they tell in their own way."""

    def __init__(self, details: Mapping[str, object], name: str, text: str) -> None:
        super().__init__({name: text})
        self._details = details

    def __missing__(self, name: str) -> object:
        return self._details[name]


class _Plural(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:  # Any: as it is declared there
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, _, many = format_spec.partition("|")
        return f"{value} {one if str(value) == '1' else many}"


_PLURAL = _Plural()


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    from formlint.trees import held, tree_of  # noqa: PLC0415 - 15 ms that a run without a word to say need not pay

    words: Mapping[str, Mapping[str, Mapping[str, str]]] = held(tree_of(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")))
    return words
