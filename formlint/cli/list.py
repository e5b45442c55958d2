"""formlint list: the checks, rules, form definitions and formats there are."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from formlint.cli import _options
from formlint.cli._console import emit, language
from formlint.cli._settings import Settings, Wanted
from formlint.lint import Setup
from formlint.readers import SUFFIXES
from formlint.reporters import BINARY, NAMES
from formlint.reporters.messages import spoken
from formlint.reporters.width import padded, width
from formlint.words import say

TOPICS = ("checks", "rules", "forms", "formats")
Row = dict[str, str]


@click.command(name="list", short_help="列出检查、规则、表格和格式 / List checks, rules, forms and formats.")
@click.argument("topic", type=click.Choice(TOPICS), default="checks")
@click.option("--format", "name", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式 / Output format.")
@_options.lang
@_options.packs
@_options.definition
@_options.config
def command(  # noqa: PLR0917 - click calls it by name
    topic: str, name: str, lang: str | None, packs: Sequence[Path], definitions: Sequence[Path], config: Path | None
) -> None:
    """列出检查、规则、表格定义，或读取和输出的格式。

    List the checks, the rules, the form definitions, or the formats that are read and written.
    """
    settings = Settings(Wanted(packs, definitions, config))
    rows = _rows(topic, settings.setups()[0], language(lang, settings.run.lang))
    if name == "json":
        emit(json.dumps({topic: rows}, ensure_ascii=False, indent=1) + "\n", machine=True)
        return
    lang = language(lang, settings.run.lang)
    rows = [{key: _said(key, value, lang) for key, value in row.items()} for row in rows]
    wide = [max((width(list(row.values())[column]) for row in rows), default=0) for column in range(len(rows[0]) - 1)]
    for row in rows:
        *first, last = row.values()
        emit("  ".join([*(padded(text, columns) for text, columns in zip(first, wide, strict=True)), last]).rstrip() + "\n")


def _said(key: str, value: str, lang: str) -> str:
    """A value as people read it."""
    return say("interface", value, lang) if key in ("severity", "way") else value


def _rows(topic: str, setup: Setup, lang: str) -> list[Row]:
    if topic == "checks":
        return [{"id": check.id, "title": spoken(check.title, lang)} for check in setup.checks.values()]
    if topic == "rules":
        return [
            {"form": definition.id, "id": rule.id, "severity": rule.severity, "check": rule.check, "says": spoken(rule.says, lang)}
            for definition in setup.definitions
            for rule in definition.rules
        ]
    if topic == "forms":
        return [{"id": definition.id, "title": spoken(definition.title, lang)} for definition in setup.definitions]
    read = [{"format": reader, "name": suffix, "way": "read"} for suffix, reader in SUFFIXES.items()]
    return read + [{"format": name, "name": f"--output {name}:FILE" if name in BINARY else f"--format {name}", "way": "write"} for name in NAMES]
