"""formlint show: what was read. The first thing to look at when a finding seems wrong."""

import json
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from formlint.cli import _options
from formlint.cli._console import complain, emit, language, tell
from formlint.cli._inputs import announce, inputs
from formlint.cli._settings import Settings, Wanted
from formlint.cli._setup import titled
from formlint.definitions import Definition
from formlint.documents import Document
from formlint.errors import ReadError
from formlint.forms import Form
from formlint.limits import within
from formlint.lint import Setup, recognised
from formlint.readers import SUFFIXES, read
from formlint.records import record
from formlint.reporters.form_json import shown
from formlint.reporters.form_text import document_lines, form_lines
from formlint.reporters.visible import as_json, visible
from formlint.words import say


@record(frozen=True, slots=True)
class _Read:
    """One file. `fault`: it was ours that it could not be read."""

    path: Path
    document: Document | None = None
    forms: tuple[Form, ...] = ()
    fault: bool = False


@click.command(name="show", short_help="显示读到的内容 / Show what was read.")
@click.argument("paths", nargs=-1, required=True, metavar="路径... / PATHS...", type=click.Path(path_type=Path))
@click.option("--format", "name", type=click.Choice(["text", "json", "yaml"]), default="text", show_default=True, help="输出格式 / Output format.")
@_options.lang
@_options.definition
@_options.config
@_options.isolated
@click.pass_context
def command(  # noqa: PLR0917 - click calls it by name
    ctx: click.Context, paths: Sequence[Path], name: str, lang: str | None, definitions: Sequence[Path], config: Path | None, *, isolated: bool
) -> None:
    """显示从文件中读到的表格：每个栏目的编号、内容和位置。没有认出表格时返回 1。

    Show the form that was read from a file: the id, text and place of every field. Exit 1 when no form was recognised.
    """
    settings = Settings(Wanted(definitions=definitions, config=config, isolated=isolated))
    lang = language(lang, settings.run.lang)
    meant = inputs(paths)
    found, faults = list(meant.files), announce(meant, lang)
    if not found:
        if not faults:
            tell("fault", lang, what=say("interface", "nothing-to-check", lang, supported=" ".join(SUFFIXES)))
        ctx.exit(2)
    with within(settings.limits()):
        results = [_read(path, settings.setup(path), lang) for path in found]
    known = [definition for setup in settings.setups() for definition in setup.definitions]
    if name == "text":
        emit("".join(line + "\n" for each in results for line in _lines(each, known, lang)))
    else:
        emit(dumped([shown(each.path.as_posix(), each.forms) for each in results], name), machine=True)
    ctx.exit(2 if faults or any(each.fault for each in results) else int(not all(each.forms for each in results)))


def _read(path: Path, setup: Setup, lang: str) -> _Read:
    try:
        document = read(path)
        return _Read(path, document, recognised(document, setup))
    except ReadError as error:
        complain(error, lang, where=path.as_posix())
        return _Read(path)
    except Exception:  # noqa: BLE001 - a fault of ours in one file: it is told, and the others are still shown
        traceback.print_exc()
        return _Read(path, fault=True)


def _lines(result: _Read, known: Sequence[Definition], lang: str) -> Iterable[str]:
    if result.document is None:
        return
    yield f"== {visible(result.path.as_posix())} ({result.document.format})"
    if not result.forms:
        yield say("interface", "not-recognised", lang)
        yield from document_lines(result.document, lang)
    for form in result.forms:
        yield from form_lines(form, titled(known, form.definition, lang), lang)
    yield ""


def dumped(shown_files: Sequence[object], name: str) -> str:
    if name == "json":
        lines = ",".join("\n" + json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in shown_files)
        return as_json_lines('{"files":[' + lines + "]}\n")
    return as_json_lines(_yaml({"files": shown_files}))


def _yaml(value: object) -> str:
    """What is not seen and line breaks stand in double quotes, where they can be escaped."""
    import yaml  # noqa: PLC0415

    class Dumper(yaml.SafeDumper):
        """Without the aliases of what is the same twice."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    def text(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=None if data == visible(data) else '"')

    Dumper.add_representer(str, text)
    return str(yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1_000_000))


def as_json_lines(text: str) -> str:
    """The lines each escaped; the breaks between them stay."""
    return "\n".join(as_json(line) for line in text.split("\n"))
