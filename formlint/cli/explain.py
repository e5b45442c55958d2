"""formlint explain: what a check or a rule is about, from its own words and examples."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from formlint.checks import Bad, Check, Good
from formlint.cli import _options
from formlint.cli._console import emit, language
from formlint.cli._setup import Unknown, prepare, titled
from formlint.definitions import Definition, Rule
from formlint.lint import Setup
from formlint.reporters.messages import spoken
from formlint.words import say


@click.command(name="explain", short_help="解释检查或规则 / Explain a check or a rule.")
@click.argument("name", metavar="ID")
@_options.lang
@_options.packs
@_options.definition
def command(name: str, lang: str | None, packs: Sequence[Path], definitions: Sequence[Path]) -> None:
    """说明一项检查（如 arithmetic/footing）或规则（如 fund-columns-add-up）：查什么、依据、正确与有误的例子。

    Explain a check or a rule: what it judges, what demands it, an example of each kind.
    """
    lang = language(lang)
    setup = prepare(packs, definitions)
    emit("\n".join(_explained(name, setup, lang)) + "\n")


def _explained(name: str, setup: Setup, lang: str) -> Iterator[str]:
    rules = [(definition, rule) for definition in setup.definitions for rule in definition.rules]
    if name in setup.checks:
        yield from _check(setup.checks[name], lang)
        using = [(definition, rule) for definition, rule in rules if rule.check == name]
        if using:
            yield f"\n{say('interface', 'rules', lang)}:"
        for _, rule in using:
            yield f"  {rule.id}  [{say('interface', rule.severity, lang)}]  {spoken(rule.says, lang)}" + _source(rule)
        yield from _examples(setup.checks[name], lang)
        return
    named = [(definition, rule) for definition, rule in rules if rule.id == name]
    if not named:
        raise click.UsageError(Unknown(name, [*setup.checks, *(rule.id for _, rule in rules)]).told(lang))
    for definition, rule in named:
        yield from _rule(definition, rule, setup, lang)
    yield ""
    yield from _check(setup.checks[named[0][1].check], lang)
    yield from _examples(setup.checks[named[0][1].check], lang)


def _rule(definition: Definition, rule: Rule, setup: Setup, lang: str) -> Iterator[str]:
    yield f"{say('interface', 'rule', lang)} {rule.id}: {spoken(rule.says, lang)}"
    told = {
        "applies": f"{titled(setup.definitions, definition.id, lang)} ({definition.id})" + (f", {rule.place}" if rule.place else ""),
        "kind": rule.check,
        "formula": rule.formula,
        "severity": say("interface", rule.severity, lang),
        "source": rule.source,
        "options": ", ".join(f"{key}: {_plain(value)}" for key, value in rule.options.items()),
    }
    yield from (f"  {say('interface', key, lang)}: {value}" for key, value in told.items() if value)


def _plain(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _check(check: Check, lang: str) -> Iterator[str]:
    yield f"{say('interface', 'kind', lang)} {check.id}: {spoken(check.title, lang)}"
    yield f"\n{spoken(check.manual, lang)}"
    yield f"\n{say('interface', 'says', lang)}:"
    yield from (f"  {name}: {spoken(words, lang)}" for name, words in check.says.items())


def _examples(check: Check, lang: str) -> Iterator[str]:
    """The first of each kind; the others are in the file of the check."""
    good = next((each for each in check.examples if isinstance(each, Good)), None)
    bad = next((each for each in check.examples if isinstance(each, Bad)), None)
    if good:
        yield f"\n{say('interface', 'good-example', lang)}:\n{_indented(good.text)}"
    if bad:
        yield f"\n{say('interface', 'bad-example', lang, at=bad.at)}:\n{_indented(bad.text)}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines())


def _source(rule: Rule) -> str:
    return f"  ({rule.source})" if rule.source else ""
