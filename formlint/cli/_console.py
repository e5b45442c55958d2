"""The console: which language and colours it gets, and how a fault is told. Reports go to standard output, everything else to standard error."""

import os
import shutil
import sys
from functools import cache
from io import TextIOWrapper

import click

from formlint.errors import FormlintError
from formlint.reporters.visible import visible
from formlint.words import say

LANGUAGE = "FORMLINT_LANG"


LANGUAGES = ("zh", "en")


def language(asked: str | None, configured: str = "") -> str:
    """What was asked for; else what FORMLINT_LANG says, then the configuration; else Chinese, in which the forms are. The locale of the
    machine has no say in a report. A language that formlint does not speak is told, once."""
    if asked:
        return asked
    wanted = os.environ.get(LANGUAGE, "")
    found = next((lang for lang in LANGUAGES if wanted.lower().startswith(lang)), "")
    if wanted and not found:
        _tell_unknown(wanted, configured or LANGUAGES[0])
    return found or configured or LANGUAGES[0]


@cache
def _tell_unknown(wanted: str, lang: str) -> None:
    tell("caution", lang, what=say("interface", "unknown-language", lang, name=wanted))


def coloured() -> bool:
    """NO_COLOR and FORCE_COLOR decide; else a terminal that can is given colours."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def columns() -> int:
    """The width to draw in: the terminal's, within what can be read; 100 where there is none."""
    return min(160, max(60, shutil.get_terminal_size((100, 24)).columns)) if sys.stdout.isatty() else 100


def emit(text: str, *, machine: bool = False, colour: bool = False) -> None:
    """Writes a report. A machine's is UTF-8 whatever the console is; a reader that went away is no fault."""
    if machine and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        click.echo(text, nl=False, color=colour)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it at the end does not fail again


def complain(error: FormlintError, lang: str | None = None, where: str = "") -> None:
    """One line that says what the user can mend; `where` is the file it is about, if the error does not name it."""
    lang = language(lang)
    tell("fault", lang, what=f"{where}: " * bool(where) + in_words(error, lang))


def tell(message: str, lang: str, **details: object) -> None:
    """A line on standard error."""
    click.echo(say("interface", message, lang, **{name: visible(str(value)) for name, value in details.items()}), err=True)


def in_words(error: FormlintError, lang: str) -> str:
    """What an error says."""
    details = {name: visible(value) for name, value in error.details.items()}
    for group in ("definitions", "documents"):
        try:
            return say(group, error.message, lang, **details)
        except KeyError:
            continue
    return " ".join([error.message, *details.values()])  # a message without words is a gap of ours, and still better than a traceback
