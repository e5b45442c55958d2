"""Reports that are written to files: `--output NAME:PATH`, any number of them."""

import os
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import click

from formlint.cli._console import reason, tell
from formlint.records import record
from formlint.reporters import BINARY, NAMES, View, reporter
from formlint.results import Result
from formlint.words import say

EXTRAS = {"xlsx": "xlsx"}  # reporters whose library is an extra

ENDINGS = {f".{name}": name for name in ("json", "jsonl", "sarif", "csv", "xlsx", "html")} | {".txt": "text", ".md": "markdown", ".xml": "junit"}


@record(frozen=True, slots=True)
class Output:
    """One report and the file it goes to."""

    name: str
    path: Path


def outputs(given: Sequence[str], inputs: Iterable[Path], lang: str) -> tuple[Output, ...]:
    """What was asked for. A name may hold a colon (sarif:github), and so may a path (C:\\reports). Raises click.UsageError."""
    found = tuple(_output(each, lang) for each in given)
    checked = {real(path) for path in inputs}
    for number, output in enumerate(found):
        place = real(output.path)
        if place in checked:
            raise click.UsageError(say("interface", "output-is-input", lang, path=output.path))
        if place in {real(other.path) for other in found[:number]}:
            raise click.UsageError(say("interface", "output-twice", lang, path=output.path))
    return found


def real(path: Path) -> str:
    """Where a path leads, in one spelling. Path.resolve fails on a link that leads to itself."""
    return os.path.normcase(os.path.realpath(path))


def _output(given: str, lang: str) -> Output:
    fitting = [name for name in NAMES if given.startswith(f"{name}:") and len(given) > len(name) + 1]
    if not fitting:
        name = ENDINGS.get(Path(given).suffix.lower())
        meant = say("interface", "did-you-mean", lang, word=f"{name}:{given}") if name else ""
        blank = " " if meant and lang == "en" else ""
        raise click.UsageError(say("interface", "output-unknown", lang, given=given, known=", ".join(NAMES)) + blank + meant)
    name = max(fitting, key=len)
    path = given[len(name) + 1 :]
    if path == "-":  # elsewhere the standard output: a file of that name is what nobody wants
        raise click.UsageError(say("interface", "output-dash", lang, name=name))
    return Output(name, Path(path))


def write_outputs(wanted: Sequence[Output], result: Result, view: View) -> bool:
    """Writes them all; false when one could not be written, which is told."""
    whole = True
    for output in wanted:
        try:
            write_whole(output.path, rendered(output.name, result, view))
        except OSError as error:
            tell("fault", view.lang, what=say("interface", "cannot-write", view.lang, path=output.path, reason=reason(error, view.lang)))
            whole = False
        except ImportError as error:
            tell("fault", view.lang, what=say("interface", "report-extra", view.lang, extra=EXTRAS.get(output.name, ""), module=error.name))
            whole = False
    return whole


def rendered(name: str, result: Result, view: View) -> bytes:
    """The bytes of one report."""
    chosen = reporter(name)
    if name in BINARY:
        made: bytes = chosen.made(result, view)
        return made
    out = StringIO(newline="")
    chosen.report(result, out, view)
    return out.getvalue().encode("utf-8", "backslashreplace")


def write_whole(target: Path, data: bytes) -> None:
    """All or nothing: a file that is half written never gets its name. A device or a pipe (/dev/stdout) stays what it is and is written to."""
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            device.write(data)
        return
    temporary = target.with_name(f".formlint-{os.getpid()}.tmp")  # short: a name of 80 Chinese characters leaves 15 of the 255 bytes it may have
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
