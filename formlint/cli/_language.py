"""The language of the command line itself: help, usage, and what click says.

Help texts are written in both languages side by side, `中文 / English`, or a paragraph each. Where the language is known one of them is shown, else
both. What click says by itself is in `locale/zh/LC_MESSAGES/formlint.po`, Chinese for its English (`make words` compiles it).
"""

import gettext
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from itertools import pairwise
from typing import TypeVar

import click

LANGUAGE = "FORMLINT_LANG"
LANGUAGES = ("zh", "en")
DOMAIN = "formlint"
FOLDER = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - to load pathlib takes a twentieth of a start
_Some = TypeVar("_Some", bound=click.Command)


def named(text: str) -> str:
    """The language that a variable names: `en_US.UTF-8` is en; empty when it is none of ours."""
    return next((lang for lang in LANGUAGES if text.lower().startswith(lang)), "")


def of_locale() -> str:
    """The language of the console, as POSIX says; empty when it says nothing that we speak."""
    return named(next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), ""))


def of_arguments(arguments: Sequence[str]) -> str:
    """The language that is known before the arguments are understood; empty when it is not."""
    given = arguments[: arguments.index("--")] if "--" in arguments else arguments
    values = [each.partition("=")[2] for each in given if each.startswith("--lang=")]
    values += [value for name, value in pairwise(given) if name == "--lang"]
    return next((value for value in values if value in LANGUAGES), "") or named(os.environ.get(LANGUAGE, "")) or of_locale()


@contextmanager
def clicks_words(lang: str) -> Iterator[None]:
    """Within it click speaks that language. Its texts go through gettext, which asks the environment."""
    before = {name: os.environ.get(name) for name in ("LANGUAGE",)}
    domain = gettext.textdomain()
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(domain)
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        from formlint.cli._help import Formatter  # noqa: PLC0415 - for those who ask for help

        return Formatter(width=self.terminal_width, max_width=self.max_content_width)


def speaking(command: _Some, lang: str) -> _Some:
    """The command with its help in that language; with an empty one in both."""
    spoken = copy(command)
    spoken.context_class = _Context
    spoken.help, spoken.short_help = _helped(command.help, lang), _helped(command.short_help, lang)
    spoken.params = [_parameter(each, lang) for each in command.params]
    if lang != "en":
        spoken.options_metavar = "[选项]"
    if isinstance(spoken, click.Group):
        spoken.commands = {name: speaking(each, lang) for name, each in spoken.commands.items()}
        spoken.subcommand_metavar = "命令 [参数]..." if lang != "en" else spoken.subcommand_metavar
    return spoken


def _parameter(parameter: click.Parameter, lang: str) -> click.Parameter:
    spoken = copy(parameter)
    spoken.metavar = one(parameter.metavar, lang or "zh") if parameter.metavar else None
    if isinstance(spoken, click.Option):
        spoken.help = _helped(spoken.help, lang)
    return spoken


def _helped(text: str | None, lang: str) -> str | None:
    if not text or not lang:
        return text
    return "\n\n".join(part for part in (one(each, lang) for each in text.split("\n\n")) if part)


def one(paragraph: str, lang: str) -> str:
    """What a paragraph says in that language: one half of lines `中文 / English`; of others all, if it is in that language, else nothing."""
    lines = paragraph.split("\n")
    if any(" / " in line for line in lines):
        return "\n".join(_half(line, lang) for line in lines)
    chinese = any("\u4e00" <= character <= "\u9fff" for character in paragraph)  # a pattern takes every command 1 ms to compile
    return paragraph if chinese == (lang == "zh") else ""


def _half(line: str, lang: str) -> str:
    chinese, slash, english = line.partition(" / ")
    if not slash or lang == "zh":
        return chinese
    lead = re.match(r"\s*(?:\d+\s+)?", line)  # the status before what it means
    return (lead[0] if lead else "") + english
