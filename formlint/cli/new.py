"""formlint new: a check or a form definition to start from. What it writes runs as it stands."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from formlint.checks import SHIPPED
from formlint.cli import _options
from formlint.cli._console import emit, language
from formlint.words import say

SKELETONS = Path(__file__).parent.parent / "skeletons"
PARTS = {"check": ("check", "rules"), "form": ("form",)}
NAMES = {"check": re.compile(r"([a-z][a-z0-9_]*)/([a-z][a-z0-9_]*)"), "form": re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")}


@click.command(name="new", short_help="新建检查或表格定义的样板 / Write a check or form definition to start from.")
@click.argument("kind", type=click.Choice(["check", "form"]))
@click.argument("name", metavar="名称 / NAME")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="写在哪个文件夹 / The folder to write to.")
@_options.lang
def command(kind: str, name: str, into: Path, lang: str | None) -> None:
    """新建一份带说明的样板：检查（new check 包/名称）写在 checks/包/名称.py，并附一条规则；表格定义（new form 名称）写在 名称.yaml。写好即可运行。

    Write a commented skeleton: of a check (new check pack/name) to checks/pack/name.py, with a rule that uses it, or of a form definition (new form
    name) to name.yaml. Both run as they stand.
    """
    lang = language(lang)
    if not NAMES[kind].fullmatch(name):
        raise click.UsageError(say("interface", "bad-name", lang, name=name))
    if (SHIPPED / f"{name}.py").is_file():
        raise click.UsageError(say("interface", "taken", lang, name=name))
    written = dict(_check(name, into) if kind == "check" else _form(name, into))
    for path in written:
        if path.exists():
            raise click.UsageError(say("interface", "exists-already", lang, path=path))
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        emit(say("interface", "written", lang, path=path) + "\n")
    emit(say("interface", f"next-{kind}", lang, **dict(zip(PARTS[kind], written, strict=True))) + "\n")


def _check(name: str, into: Path) -> Iterator[tuple[Path, str]]:
    """The check, and the rule that uses it."""
    rule = name.replace("/", "-").replace("_", "-")
    yield into / "checks" / f"{name}.py", _skeleton("check").replace("NAME", name.rpartition("/")[2])
    yield into / f"{rule}.yaml", _skeleton("rule").replace("RULE", rule).replace("CHECK", name)


def _form(name: str, into: Path) -> Iterator[tuple[Path, str]]:
    yield into / f"{name}.yaml", _skeleton("form").replace("NAME", name)


def _skeleton(name: str) -> str:
    return (SKELETONS / f"{name}.txt").read_text(encoding="utf-8")
