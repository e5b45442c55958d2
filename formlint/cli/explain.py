"""formlint explain: what a check or a rule is about, from its own words and examples."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from formlint.cli import _options
from formlint.cli._console import columns, emit, language
from formlint.cli._help import wrapped
from formlint.cli._settings import Settings, Wanted
from formlint.cli._setup import Unknown
from formlint.examples import of_check
from formlint.lint import Setup
from formlint.reporters import View
from formlint.reporters.manual import own_pages, page, rule_lines
from formlint.reporters.width import width

EXAMPLES = 2  # of each kind: a check has up to fifty


@click.command(name="explain", short_help="解释检查或规则 / Explain a check or a rule.")
@click.argument("name", metavar="编号 / ID")
@click.option("--all", "whole", is_flag=True, help="列出全部例子 / Show all examples.")
@_options.lang
@_options.packs
@_options.definition
@_options.config
def command(name: str, *, whole: bool, lang: str | None, packs: Sequence[Path], definitions: Sequence[Path], config: Path | None) -> None:
    """说明一项检查（如 arithmetic/footing）或规则（如 fund-columns-add-up）：查什么、依据、正确与有误的例子。

    Explain a check or a rule: what it judges, what demands it, an example of each kind.
    """
    settings = Settings(Wanted(packs, definitions, config))
    lang = language(lang, settings.run.lang)
    text = "\n".join(_explained(name, settings.setups()[0], lang, None if whole else EXAMPLES))
    emit("\n".join(_fitting(text, columns())) if sys.stdout.isatty() else text)


def _fitting(text: str, most: int) -> Iterator[str]:
    """The page in lines that are no wider; examples stay as they are."""
    example = False
    for line in text.split("\n"):
        example ^= line.startswith("```")
        if example or width(line) <= most:
            yield line
        else:
            yield from wrapped(line, most)


def _explained(name: str, setup: Setup, lang: str, most: int | None) -> Iterator[str]:
    view = View(setup.checks, setup.definitions, lang)
    rules = [(definition, rule) for definition in setup.definitions for rule in definition.rules]
    named = [(definition, rule) for definition, rule in rules if rule.id == name]
    if name not in setup.checks and not named:
        own = own_pages(lang)
        if name not in own:
            raise click.UsageError(Unknown(name, [*setup.checks, *(rule.id for _, rule in rules), *own]).told(lang))
        yield own[name]
        return
    for definition, rule in named if name not in setup.checks else ():
        yield from rule_lines(definition, rule, view)
        yield ""
    check = setup.checks[name if name in setup.checks else named[0][1].check]
    yield page(check, list(of_check(check, setup.definitions, setup.checks, good=False)), view, most)
