"""formlint check: the linter."""

import gc
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import click

from formlint.cli import _options
from formlint.cli._console import coloured, columns, emit, language, tell
from formlint.cli._inputs import announce, inputs
from formlint.cli._outputs import outputs, write_outputs
from formlint.cli._setup import Unknown, chosen, prepare
from formlint.findings import Severity
from formlint.lint import Setup, lint, lint_together
from formlint.readers import SUFFIXES
from formlint.reporters import BINARY, MACHINE, NAMES, View, reporter
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Result, document_finding
from formlint.words import say

FAULT = "document/fault"
LEVELS = (*(severity.value for severity in Severity), "never")


@click.command(name="check", short_help="检查表格 / Check forms.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--format", "name", type=click.Choice(NAMES), default="text", show_default=True, help="输出格式 / Output format.")
@click.option("--output", "wanted", multiple=True, metavar="NAME:PATH", help="把报告写到文件，可多次 / Write a report to a file; repeatable.")
@_options.lang
@click.option("--fail-on", type=click.Choice(LEVELS), default="error", show_default=True, help="达到此级别即返回1 / Exit 1 from here on.")
@click.option("--select", multiple=True, metavar="IDS", help="只运行这些检查 / Run only these checks: pack, pack/name, globs.")
@click.option("--ignore", multiple=True, metavar="IDS", help="不运行这些检查 / Leave these checks out.")
@_options.packs
@_options.definition
@click.option("--ledger", is_flag=True, help="列出每条核对关系和每个数字 / List every relation and every figure.")
@click.option("--annotate", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="写出带批注的副本 / Write copies with notes.")
@click.option("--no-progress", is_flag=True, help="不显示进度 / Show no progress.")
@click.option("--force-exclude", is_flag=True, help="点名的锁定文件也跳过 / Pass over lock files even when they are named.")
@click.pass_context
def command(  # noqa: PLR0917 - click calls it by name
    ctx: click.Context,
    paths: Sequence[Path],
    name: str,
    wanted: Sequence[str],
    lang: str | None,
    fail_on: str,
    select: Sequence[str],
    ignore: Sequence[str],
    packs: Sequence[Path],
    definitions: Sequence[Path],
    annotate: Path | None,
    *,
    ledger: bool,
    no_progress: bool,
    force_exclude: bool,
) -> None:
    """核对表格中的数字，逐条指出矛盾、依据和改法。文件夹会逐层查找。

    Check forms (PDF, Excel, text) and show what contradicts what. Folders are searched.

    \b
    0  没有达到级别的问题 / nothing at or above --fail-on
    1  有问题，或有文件没能检查 / findings, or a document that could not be checked
    2  用法、配置或程序出错 / usage, configuration, or a fault of formlint
    """
    lang = language(lang)
    setup = prepare(packs, definitions)
    keep = name == "html" or any(each.startswith("html:") for each in wanted)
    try:
        setup = replace(setup, ledger=ledger, keep=keep, chosen=chosen(setup.checks, select, ignore, lang))
    except Unknown as unknown:
        raise click.UsageError(unknown.told(lang)) from unknown
    meant = inputs(paths, strict=force_exclude)
    found, faults = list(meant.files), announce(meant, lang)
    files = outputs(wanted, found, lang)
    if name in BINARY:
        raise click.UsageError(say("interface", "file-only", lang, name=name))
    if not found and not (force_exclude and not faults):
        if not faults:
            tell("fault", lang, what=say("interface", "nothing-to-check", lang, supported=" ".join(SUFFIXES)))
        ctx.exit(2)
    gc.set_threshold(100_000, 20, 100)  # what is read holds no cycles, and walking it at the usual pace costs 15% of a long document
    show = sys.stderr.isatty() and not no_progress and len(found) > 1 and not os.environ.get("PRE_COMMIT")
    result = Result(lint_together(tuple(_checked(found, setup, lang, progress=show)), setup))
    colour = name not in MACHINE and coloured()
    view = View(setup.checks, setup.definitions, lang, fail_on, colour=colour, width=columns(), ledger=ledger, source=_opened)
    out = StringIO(newline="")
    reporter(name).report(result, out, view)
    emit(out.getvalue(), machine=name in MACHINE, colour=view.colour)
    faults = not write_outputs(files, result, view) or faults
    if annotate:
        from formlint.cli._copies import write_copies  # noqa: PLC0415 - only for those who ask

        faults = not write_copies(result, annotate, view) or faults
    ctx.exit(2 if faults else status(result, fail_on))


def _opened(document: DocumentResult) -> bytes | None:
    from formlint.cli._copies import unchanged  # noqa: PLC0415 - only for reports that show the file

    return unchanged(document)


def status(result: Result, fail_on: str) -> int:
    """2 when the run is not to be trusted as a whole; 1 when something is at or above `fail_on`; else 0."""
    if result.crashed or any(finding.check == FAULT for finding in result.findings):
        return 2
    if fail_on == "never":
        return 0
    return int(any(finding.severity.rank <= Severity(fail_on).rank for finding in result.findings))


def _checked(found: Sequence[Path], setup: Setup, lang: str, *, progress: bool) -> Iterator[DocumentResult]:
    for number, path in enumerate(found, 1):
        if progress:
            click.echo("\r\033[K" + say("interface", "progress", lang, number=number, count=len(found), name=visible(path.name)), nl=False, err=True)
        yield _one(path, setup)
    if progress:
        click.echo("\r\033[K", nl=False, err=True)


def _one(path: Path, setup: Setup) -> DocumentResult:
    """The result of one file. A fault of ours in one of a thousand is told, and the others are still checked."""
    try:
        return lint(path, setup)
    except Exception:  # noqa: BLE001 - whatever it is, it must not take the other documents with it; the traceback is kept
        traceback.print_exc()
        return DocumentResult(path.as_posix(), "", "", findings=(document_finding(FAULT.partition("/")[2]),))
