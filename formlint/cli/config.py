"""formlint config: what the settings are and where they come from, whether they are valid, and what there is to set."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from formlint.choosing import mistakes
from formlint.cli import _options
from formlint.cli._console import complain, emit, language, tell
from formlint.cli._settings import Settings, Wanted, short
from formlint.cli._setup import prepare
from formlint.config import Choice, Config, Said, load
from formlint.config.files import find
from formlint.config.globs import Glob
from formlint.definitions.errors import SCHEMAS
from formlint.errors import DefinitionError
from formlint.reporters.visible import visible
from formlint.words import say

KINDS = ("config", "definition", "suppressions", "form", "report")  # of schemas


@click.group(name="config", short_help="查看和检查配置 / Show and validate the configuration.")
def command() -> None:
    """查看、检查配置（formlint.yaml 或 pyproject.toml 中的 [tool.formlint]）。

    Show and validate the configuration: formlint.yaml, or [tool.formlint] in pyproject.toml.
    """


@command.command(name="show", short_help="显示某个文件适用的配置 / Show the settings for a file.")
@click.argument("path", metavar="[路径] / [PATH]", type=_options.FILE, default=".")
@_options.lang
@_options.config
def show(path: Path, lang: str | None, config: Path | None) -> None:
    """显示某个文件适用的配置，以及每一项出自哪个文件的哪一行。

    Show the settings for a file or folder, and for each the file and line that says it.
    """
    settings = Settings(Wanted(config=config))
    of_file = settings.config(path / "_" if path.is_dir() else path)
    lang = language(lang, settings.run.lang)
    if not of_file.where:
        emit(say("interface", "no-config", lang) + "\n")
        return
    emit(f"# {visible(of_file.where)}\n" + "".join(f"{visible(line)}\n" for line in _shown(of_file, of_file.chosen(of_file.applying(path)))))


@command.command(name="validate", short_help="检查配置有没有错误 / Look for mistakes in configurations.")
@click.argument("paths", nargs=-1, metavar="[文件]... / [FILES]...", type=_options.FILE)
@_options.lang
@click.pass_context
def validate(ctx: click.Context, paths: Sequence[Path], lang: str | None) -> None:
    """检查配置文件；不写路径时检查当前文件夹适用的配置。有错误时返回 2，并指出文件和行。

    Look for mistakes in configuration files, or in the one that counts here. Exit 2 when there is one; it is told with its file and line.
    """
    lang = language(lang)
    found = list(paths) or [short(path) for path in [find(Path.cwd())] if path]
    wrong = False
    for path in found:
        try:
            config = load(path, trusted=True)
            _tried(config)
        except DefinitionError as error:
            complain(error, lang)
            wrong = True
        else:
            emit(say("interface", "config-valid", lang, path=visible(path.as_posix())) + "\n")
            _tell_missing(config, lang)
    if not found:
        emit(say("interface", "no-config", lang) + "\n")
    ctx.exit(2 if wrong else 0)


@command.command(name="schema", short_help="输出 JSON Schema / Print a JSON Schema.")
@click.argument("kind", type=click.Choice(KINDS), default="config")
def schema(kind: str) -> None:
    """输出配置（config）、表格定义（definition）、忽略说明（suppressions）、表格（form）或结果（report）的 JSON Schema，供编辑器补全、程序校验。

    Print the JSON Schema of the configuration, of form definitions, suppressions, forms or the report: for editors and programs.
    """
    emit((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"), machine=True)


def _tell_missing(config: Config, lang: str) -> None:
    """That a file it names is not there, or not yet: a baseline may still be written."""
    for key, path in (("suppressions", config.suppressions), ("baseline", config.baseline)):
        if path and not path.exists():
            tell("config-missing", lang, where=config.origins[key], key=key, path=path.as_posix())


def _tried(config: Config) -> None:
    """Raises DefinitionError for names and options that nothing has. One with checks of its own is not tried: they are code that would run."""
    for folder in config.checks:
        if not folder.is_dir():
            raise DefinitionError("no-such-folder", where=config.origins["checks"], found=folder.as_posix())
    if config.checks:
        return
    setup = prepare((), config.definitions)
    choices = (config.choice, *(each.choice for each in config.overrides))
    first, *others = (*(error for choice in choices for error in mistakes(choice, setup.definitions, setup.checks)), None)
    if first:
        first.others = tuple(filter(None, others))
        raise first


def _shown(config: Config, choice: Choice) -> Iterator[str]:
    """As YAML, with the file and line of every setting."""
    for key, value in (("lang", config.lang), ("fail-on", config.fail_on)):
        if value:
            yield f"{key}: {value}  # {config.origins[key]}"
    yield from _names("select", choice.select or ())
    yield from _names("ignore", choice.ignore)
    yield from _values("severity", choice.severity)
    yield from _values("options", choice.options)
    yield from _paths("definitions", config.definitions, config)
    yield from _paths("checks", config.checks, config)
    yield from _globs(config.exclude)
    for key, path in (("suppressions", config.suppressions), ("baseline", config.baseline)):
        if path:
            yield f"{key}: {_quoted(path.as_posix())}  # {config.origins[key]}"
    if config.limits:
        yield f"limits:  # {config.origins['limits']}"
        yield from (f"  {name.replace('_', '-')}: {value}" for name, value in config.limits.items())
    if not config.sidecars:
        yield f"sidecars: false  # {config.origins['sidecars']}"


def _names(key: str, said_of: Sequence[Said]) -> Iterator[str]:
    if said_of:
        yield f"{key}:"
    yield from (f"  - {_quoted(said.name)}  # {said.where}" for said in said_of)


def _values(key: str, said_of: Sequence[Said]) -> Iterator[str]:
    """The last one of a name is the one that counts."""
    last = {said.name: said for said in said_of}
    if last:
        yield f"{key}:"
    yield from (f"  {_quoted(said.name)}: {_inline(said.value)}  # {said.where}" for said in last.values())


def _paths(key: str, paths: Sequence[Path], config: Config) -> Iterator[str]:
    if paths:
        yield f"{key}:  # {config.origins[key]}"
    yield from (f"  - {_quoted(path.as_posix())}" for path in paths)


def _globs(globs: Sequence[Glob]) -> Iterator[str]:
    if globs:
        yield "exclude:"
    yield from (f"  - {_quoted(glob.pattern)}  # {glob.folder.as_posix()}" for glob in globs)


def _inline(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _quoted(text: str) -> str:
    """A plain word as it is, anything else in quotes."""
    return text if text.replace("/", "").replace("-", "").replace("_", "").isalnum() else _inline([text])[1:-1]
