"""What formlint says, in the reader's language: `words.yaml`, one top-level key a room. Nothing else in the program holds prose.

Chinese is the source: what has no English yet is said in Chinese, never the other way round.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

SOURCE = "zh"


def say(group: str, message: str, lang: str, **details: object) -> str:
    """The text of a message with its {fields} filled in. A group, message or field that is not there is a KeyError: a bug of ours."""
    texts = _words()[group][message]
    return texts.get(lang, texts[SOURCE]).format(**details)


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    import yaml  # noqa: PLC0415 - 15 ms that a run without a word to say need not pay

    with Path(__file__).with_name("words.yaml").open("rb") as stream:
        words: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.load(stream, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return words
