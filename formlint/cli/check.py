"""formlint check: the linter."""

import gc
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formlint.cli import _options
from formlint.cli._console import coloured, columns, emit, language, show_progress, tell
from formlint.cli._inputs import announce, inputs
from formlint.cli._outputs import Output, outputs, write_outputs
from formlint.cli._settings import Settings, Wanted
from formlint.cli._settling import Before, settle
from formlint.errors import ReadError
from formlint.findings import Severity
from formlint.limits import within
from formlint.lint import Setup, lint, lint_together
from formlint.readers import SUFFIXES, open_source
from formlint.records import record, replace
from formlint.reporters import BINARY, MACHINE, NAMES, View, reporter
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Result, document_finding
from formlint.words import say

if TYPE_CHECKING:
    from formlint.drawing._early import Early

FAULT = "document/fault"
TELLING = ("text", "statistics", "markdown", "github")  # reports on the console that end with what was passed over
SELDOM = (1_000_000, 20, 100)  # for gc: what is read holds no cycles (a PDF leaves 22 objects), and walking it at the usual pace costs 20%
LEVELS = (*(severity.value for severity in Severity), "never")


class _Check(click.Command):
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`--changed` alone is `--changed=HEAD`: the next argument is a path, not its value."""
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*("--changed=HEAD" if each == "--changed" else each for each in args[:end]), *args[end:]])


@click.command(cls=_Check, name="check", short_help="检查表格 / Check forms.")
@click.argument("paths", nargs=-1, required=True, metavar="路径... / PATHS...", type=click.Path(path_type=Path, readable=False))
@click.option("--format", "name", type=click.Choice(NAMES), default="text", show_default=True, help="输出格式 / Output format.")
@click.option(
    "--output", "wanted", multiple=True, metavar="格式:文件 / NAME:PATH", help="把报告写到文件，可多次 / Write a report to a file; may be repeated."
)
@click.option("--open", "opened", is_flag=True, help="用浏览器打开网页报告 / Open the report as a page in the browser.")
@_options.lang
@click.option("--fail-on", type=click.Choice(LEVELS), help="达到此级别即返回 1（默认 error） / Exit 1 at this severity or above (default error).")
@click.option(
    "--select",
    multiple=True,
    metavar="编号 / IDS",
    help="只运行这些检查：编号、一组的名称、规则、通配符 / Run only these checks: pack, pack/name, rule, globs.",
)
@click.option("--ignore", multiple=True, metavar="编号 / IDS", help="不运行这些检查（写法同上） / Leave these checks out.")
@_options.packs
@_options.definition
@_options.config
@_options.isolated
@click.option("--suppressions", metavar="文件 / FILE", type=_options.FILE, help="集中的忽略说明 / Central list of suppressions.")
@click.option("--no-suppressions", is_flag=True, help="不采用任何忽略说明 / Report suppressed findings, too.")
@click.option("--ignore-sidecars", is_flag=True, help="不采用文件旁的忽略说明 / Leave suppressions beside documents out.")
@click.option("--show-suppressed", is_flag=True, help="列出不再提示的问题 / List what is not reported again.")
@click.option("--baseline", metavar="文件 / FILE", type=_options.FILE, help="只报告基线之外的问题 / Report only what is not in the baseline.")
@click.option("--write-baseline", metavar="文件 / FILE", type=_options.FILE, help="把现有问题写成基线 / Write all findings as a baseline.")
@click.option("--prune-baseline", is_flag=True, help="从基线中删去已不存在的 / Remove from the baseline what is gone.")
@click.option(
    "--changed",
    metavar="[=版本] / [=REV]",
    help="只检查 git 中有变化的文件（默认与 HEAD 比） / Only files that changed since REV, by git (default HEAD).",
)
@click.option("--ledger", is_flag=True, help="列出每条核对关系和每个数字 / List every relation and every figure.")
@click.option(
    "--annotate", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹 / FOLDER", help="写出带批注的副本 / Write copies with notes."
)
@click.option("--no-progress", is_flag=True, help="不显示进度 / Show no progress.")
@click.option(
    "--force-exclude", is_flag=True, help="点名的锁定文件和排除的文件也跳过 / Pass over lock files and excluded files even when they are named."
)
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """核对表格（PDF、OFD、Excel、WPS、Word、网页、文本）中的数字，逐条指出矛盾、依据和改法。文件夹会逐层查找。

    Check forms (PDF, OFD, Excel, WPS, Word, web pages, text) and show what contradicts what. Folders are searched.

    \b
    0  没有达到 --fail-on 级别的问题 / nothing at or above --fail-on
    1  有问题，或有文件没能检查 / findings, or a document that could not be checked
    2  用法、配置或程序出错 / usage, configuration, or a fault of formlint
    """
    asked = _Asked(**given)
    settings = asked.settings()
    with within(settings.limits()):
        status = _run(asked, settings)
    ctx.exit(status)


@record(frozen=True, slots=True)
class _Asked:
    """The command line."""

    paths: Sequence[Path]
    name: str
    wanted: Sequence[str]
    opened: bool
    lang: str | None
    fail_on: str | None
    select: Sequence[str]
    ignore: Sequence[str]
    packs: Sequence[Path]
    definitions: Sequence[Path]
    config: Path | None
    annotate: Path | None
    isolated: bool
    suppressions: Path | None
    no_suppressions: bool
    ignore_sidecars: bool
    show_suppressed: bool
    baseline: Path | None
    write_baseline: Path | None
    prune_baseline: bool
    changed: str | None
    ledger: bool
    no_progress: bool
    force_exclude: bool

    @property
    def shows(self) -> bool:
        """Whether a report is to show the documents."""
        return self.name == "html" or self.opened or any(each.startswith("html:") for each in self.wanted)

    def settings(self) -> Settings:
        """What the run goes by."""
        given = (self.packs, self.definitions, self.config, self.isolated, self.select, self.ignore)
        return Settings(Wanted(*given, ledger=self.ledger, keep=self.shows))

    def before(self) -> Before:
        """What was settled before this run."""
        files = (self.suppressions, self.no_suppressions, self.ignore_sidecars)
        return Before(*files, self.baseline, self.write_baseline, self.prune_baseline)


def _run(asked: _Asked, settings: Settings) -> int:
    """One run; its status."""
    lang, fail_on = language(asked.lang, settings.run.lang, machine=asked.name in MACHINE), asked.fail_on or settings.run.fail_on or "error"
    if asked.prune_baseline and not (asked.baseline or settings.run.baseline):
        raise click.UsageError(say("interface", "prune-nothing", lang))
    meant = inputs(asked.paths, strict=asked.force_exclude)
    meant.exclude(lambda path: settings.config(path).excludes(path), strict=asked.force_exclude)
    found, faults = list(meant.files), announce(meant, lang, at_the_end=asked.name in TELLING)
    if asked.changed is not None and found:
        found = [*meant.missing, *_only_changed([path for path in found if path not in meant.missing], asked.changed, lang)]
    files = outputs(asked.wanted, found, lang)
    if asked.name in BINARY:
        raise click.UsageError(say("interface", "file-only", lang, name=asked.name))
    unchanged = asked.changed is not None and bool(meant.files)  # then the reports are written all the same: what comes after wants them
    if not found and not unchanged and not (asked.force_exclude and not faults):
        if not faults:
            tell("fault", lang, what=say("interface", "nothing-to-check", lang, supported=" ".join(SUFFIXES)))
        return 2
    setups = [settings.setup(path) for path in found]
    settings.tell(lang)
    view = replace(_view(settings, asked, lang, fail_on), early=_drawn_early(found, asked))
    try:
        checked = lint_together(tuple(_checked(found, setups, lang, progress=_progress(found, asked))), setups)
        documents, settled = settle(checked, asked.before(), settings, view)
        faults = not _reported(Result(documents, meant.passed()), asked, view, files) or faults or not settled
    finally:  # a page without end may still be drawn
        if view.early:
            view.early.end()
    return 2 if faults else status(Result(documents), fail_on)


def _reported(result: Result, asked: _Asked, view: View, files: Sequence[Output]) -> bool:
    """Whether all that was asked for could be written and shown."""
    out = StringIO(newline="")
    reporter(asked.name).report(result, out, view)
    emit(out.getvalue(), machine=asked.name in MACHINE, colour=view.colour)
    whole = write_outputs(files, result, view)
    if asked.opened:
        from formlint.cli._browser import open_page  # noqa: PLC0415 - only for those who ask

        whole = open_page(result, view) and whole
    if asked.annotate:
        from formlint.cli._copies import write_copies  # noqa: PLC0415 - only for those who ask

        whole = write_copies(result, asked.annotate, view) and whole
    return whole


def _only_changed(found: Sequence[Path], revision: str, lang: str) -> list[Path]:
    from formlint.cli._changed import changed  # noqa: PLC0415 - only for those who ask

    some = changed(found, revision)
    if not some:
        tell("caution", lang, what=say("interface", "nothing-changed", lang, revision=revision))
    return [path for path in found if path in some]


def _view(settings: Settings, asked: _Asked, lang: str, fail_on: str) -> View:
    """What the reports show messages by: everything that any document was judged by."""
    setups = settings.setups()
    checks = {id_: check for setup in setups for id_, check in setup.checks.items()}
    definitions = tuple(dict.fromkeys(definition for setup in setups for definition in setup.definitions))
    colour = asked.name not in MACHINE and coloured()
    return View(
        checks, definitions, lang, fail_on, colour=colour, width=columns(), ledger=asked.ledger, suppressed=asked.show_suppressed, source=_opened
    )


def _drawn_early(found: Sequence[Path], asked: _Asked) -> "Early | None":
    """The pages of the only file, when a report is to show them."""
    if not asked.shows or len(found) != 1:
        return None
    from formlint.drawing import begun_early  # noqa: PLC0415 - only for reports that show the file

    with suppress(ReadError):  # which is told when it is checked
        return begun_early(open_source(found[0]).data)
    return None


def _progress(found: Sequence[Path], asked: _Asked) -> bool:
    return sys.stderr.isatty() and not asked.no_progress and len(found) > 1 and not os.environ.get("PRE_COMMIT")


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


def _checked(found: Sequence[Path], setups: Sequence[Setup], lang: str, *, progress: bool) -> Iterator[DocumentResult]:
    gc.set_threshold(*SELDOM)
    try:
        for number, (path, setup) in enumerate(zip(found, setups, strict=True), 1):
            if progress:
                show_progress(say("interface", "progress", lang, number=number, count=len(found), name=visible(path.name)))
            yield _one(path, setup)
    finally:  # also when somebody interrupts: what is told then has a line of its own
        if progress:
            show_progress("")


def _one(path: Path, setup: Setup) -> DocumentResult:
    """The result of one file. A fault of ours in one of a thousand is told, and the others are still checked."""
    try:
        return lint(path, setup).without_verdicts
    except Exception:  # noqa: BLE001 - whatever it is, it must not take the other documents with it; the traceback is kept
        traceback.print_exc()
        return DocumentResult(path.as_posix(), "", "", findings=(document_finding(FAULT.partition("/")[2]),))
