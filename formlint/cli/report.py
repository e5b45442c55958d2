"""formlint report: shows a saved run again, in another format or language, without its documents."""

import json
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import click

from formlint.checks import Check
from formlint.cli import _options
from formlint.cli._console import coloured, columns, emit, language
from formlint.cli._outputs import outputs, write_outputs
from formlint.cli._setup import prepare
from formlint.cli.check import LEVELS, status
from formlint.definitions import Definition
from formlint.errors import FormlintError
from formlint.lint import Setup
from formlint.records import replace
from formlint.reporters import BINARY, MACHINE, NAMES, View, reporter
from formlint.results import Result
from formlint.saved import restored
from formlint.words import say

_Told = tuple[Mapping[str, Check], Sequence[Definition]]
MOST_BYTES = 500_000_000  # 20 kB a document with findings


@click.command(name="report", short_help="把保存的结果换一种格式或语言输出 / Show a saved run in another format or language.")
@click.argument("path", metavar="结果.json / RUN.json", type=_options.FILE)
@click.option("--format", "name", type=click.Choice(NAMES), help="输出格式（默认 text） / Output format (text).")
@click.option(
    "--output", "wanted", multiple=True, metavar="格式:文件 / NAME:PATH", help="把报告写到文件，可多次 / Write a report to a file; may be repeated."
)
@_options.lang
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="达到此级别即返回 1（默认与保存时相同） / Exit 1 at this severity or above (default as saved)."
)
@click.option("--show-suppressed", is_flag=True, help="列出不再提示的问题 / List what is not reported again.")
@_options.packs
@_options.definition
@click.pass_context
def command(  # noqa: PLR0917 - click calls it by name
    ctx: click.Context,
    path: Path,
    name: str | None,
    wanted: Sequence[str],
    lang: str | None,
    fail_on: str | None,
    packs: Sequence[Path],
    definitions: Sequence[Path],
    *,
    show_suppressed: bool,
) -> None:
    """把 formlint check --output json:文件 保存的结果换一种格式或语言输出，不需要原来的表格。带批注的副本和网页报告中的版面图除外。

    Show a run that was saved by formlint check --output json:FILE again, in any format and language, without its documents. Copies with notes and
    pictures of pages need the documents.
    """
    run, result, words = _read(path)
    lang = language(lang, str(run.get("lang", "")))
    chosen = name or "text"
    if chosen in BINARY:
        raise click.UsageError(say("interface", "file-only", lang, name=chosen))
    level = fail_on or str(run.get("fail_on", ""))
    files = outputs(wanted, [path], lang)
    view = View(
        *_told_by(prepare(packs, definitions), words),
        lang,
        level if level in LEVELS else "error",
        colour=chosen not in MACHINE and coloured(),
        width=columns(),
        suppressed=show_suppressed,
        ledger=any(form.stated or form.ledger for document in result.documents for form in document.forms),
    )
    out = StringIO(newline="")
    reporter(chosen).report(result, out, view)
    emit(out.getvalue(), machine=chosen in MACHINE, colour=view.colour)
    ctx.exit(status(result, view.fail_on) if write_outputs(files, result, view) else 2)


def _read(path: Path) -> tuple[Mapping[str, Any], Result, _Told]:
    """How it was run, what was found, and the words for it. Raises FormlintError."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            written = file.read(MOST_BYTES + 1)  # a device has no size
        if len(written) > MOST_BYTES:
            raise FormlintError("too-large", where=name, most=str(MOST_BYTES))
        data = json.loads(written.decode("utf-8-sig"), parse_constant=_refused)
        if not isinstance(data, dict) or not isinstance(data.get("run"), dict) or "record" not in data:
            raise FormlintError("not-a-run", where=name)
        result, checks, definitions = restored(data["record"])
    except OSError as error:
        raise FormlintError("unreadable", where=name, found=error.strerror or "-") from error
    except (ValueError, RecursionError) as error:
        raise FormlintError("not-a-run", where=name) from error
    return data["run"], result, (checks, definitions)


def _refused(constant: str) -> float:
    raise ValueError(constant)


def _told_by(setup: Setup, saved: _Told) -> _Told:
    """The checks and definitions that are here, with the words that were saved: the run says what it said then."""
    checks, definitions = saved
    told = {id_: replace(setup.checks[id_], title=each.title, says=each.says) if id_ in setup.checks else each for id_, each in checks.items()}
    return {**setup.checks, **told}, (*definitions, *setup.definitions)
