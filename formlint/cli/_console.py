"""The console: which language and colours it gets, and how a fault is told. Reports go to standard output, everything else to standard error."""

import errno
import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from io import TextIOWrapper
from typing import TextIO

import click

from formlint.cli._language import LANGUAGE, LANGUAGES, named, of_locale
from formlint.errors import DefinitionError, FormlintError
from formlint.reporters.visible import visible
from formlint.reporters.width import short
from formlint.words import led, say

MOST = 20  # mistakes of a file that are told beside the first
USUAL = (errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS)  # reasons that there are words for


def language(asked: str | None, configured: str = "", *, machine: bool = False) -> str:
    """What was asked for with the command or before it; else what FORMLINT_LANG says, then the configuration, then the locale; else Chinese, in which
    the forms are. The locale has no say in what a machine reads. A language that formlint does not speak is told, once."""
    root = click.get_current_context(silent=True)
    asked = asked or (root.find_root().params.get("lang") if root else None)
    if asked:
        return asked
    wanted = os.environ.get(LANGUAGE, "")
    if wanted and not named(wanted):
        _tell_unknown(wanted)
    return named(wanted) or configured or ("" if machine else of_locale()) or LANGUAGES[0]


@cache
def _tell_unknown(wanted: str) -> None:
    """In both languages: whoever asks for a third may read only one of them."""
    tell("caution", "zh", what=say("interface", "unknown-language", "zh", name=wanted))
    tell("caution", "en", what=say("interface", "unknown-language", "en", name=wanted))


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
        discard(sys.stdout)


def discard(stream: TextIO) -> None:
    """Sends what is left of a stream nowhere, so that closing it at the end does not fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def complain(error: FormlintError, lang: str | None = None, where: str = "") -> None:
    """A line for each mistake that the user can mend; `where` is the file they are about, if they do not name it."""
    lang = language(lang)
    others = error.others if isinstance(error, DefinitionError) else ()
    for each in (error, *others[:MOST]):
        tell("fault", lang, what=led(where, in_words(each, lang), lang) if where else in_words(each, lang))
    if len(others) > MOST:
        tell("more-mistakes", lang, count=len(others) - MOST)


def tell(message: str, lang: str, **details: object) -> None:
    """A line on standard error. Where nobody can read it, the status still says it."""
    try:
        click.echo(say("interface", message, lang, **{name: visible(str(value)) for name, value in details.items()}), err=True)
    except OSError:
        discard(sys.stderr)


def show_progress(text: str) -> None:
    """Writes over the line of standard error, cut to the terminal: a line that wraps could not be taken back. Empty: takes it back."""
    try:
        wide = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # 0 where the terminal does not know
    except (OSError, ValueError):
        wide = 80
    with suppress(OSError):
        click.echo("\r\033[K" + short(text, wide - 1), nl=False, err=True)


def reason(error: OSError, lang: str) -> str:
    """Why the system refused, in the reader's language where it is one of the usual reasons."""
    try:
        return say("interface", f"errno-{errno.errorcode.get(error.errno or 0, '')}", lang)
    except KeyError:
        return error.strerror or type(error).__name__


def _translated(value: str, lang: str) -> str:
    """What the system said, in the reader's language; anything else as it is."""
    code = next((code for code in USUAL if os.strerror(code) == value), 0)
    return reason(OSError(code, value), lang) if code else value


def in_words(error: FormlintError, lang: str) -> str:
    """What an error says."""
    details = {name: visible(_translated(value, lang)) for name, value in error.details.items()}
    for group in ("definitions", "documents"):
        try:
            return say(group, error.message, lang, **details)
        except KeyError:
            continue
    return " ".join([error.message, *details.values()])  # a message without words is a gap of ours, and still better than a traceback
