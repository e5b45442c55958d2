"""The manual page of a check, as Markdown: what it judges and why, what demands it, what it says, an example of each kind with what is found in it.

`formlint explain` prints this page, and `docs/checks/` holds all of them in both languages.
"""

import re
from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Check, Good
from formlint.definitions import Definition, Rule
from formlint.examples import Trial
from formlint.reporters import View
from formlint.reporters.messages import OWN, spoken, told
from formlint.reporters.visible import visible
from formlint.words import aside, led, say, strung, templates

_SEAM = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")


def page(check: Check, trials: Sequence[Trial], view: View, most: int | None = None) -> str:
    """The whole page, with at most so many examples of each kind. `trials` are the examples of the check, run: what is found in a bad one is told
    beside it."""
    return "\n".join(_page(check, trials, view, most)) + "\n"


def own_pages(lang: str) -> dict[str, str]:
    """The pages of what formlint says by itself, by id: of documents and suppressions."""
    said = {f"{pack}/{message}": (pack, text) for pack in OWN for message, text in templates(f"{pack}s", lang).items()}
    heading = f"## {say('interface', 'says', lang)}"
    return {id_: f"# `{id_}`\n\n{say('interface', f'about-{pack}', lang)}\n\n{heading}\n\n- {_shown(text)}\n" for id_, (pack, text) in said.items()}


def rule_lines(definition: Definition, rule: Rule, view: View) -> Iterator[str]:
    """What a rule says, a line each."""
    lang = view.lang
    yield led(f"{say('interface', 'rule', lang)} {rule.id}", spoken(rule.says, lang), lang)
    told_of = {
        "applies": strung(filter(None, (spoken(definition.title, lang) + aside(definition.id, lang), rule.place)), lang),
        "kind": rule.check,
        "formula": rule.formula,
        "severity": say("interface", rule.severity, lang),
        "source": rule.source,
        "options": ", ".join(f"{key}: {_plain(value)}" for key, value in rule.options.items()),
    }
    yield from (f"  {led(say('interface', key, lang), value, lang)}" for key, value in told_of.items() if value)


def _page(check: Check, trials: Sequence[Trial], view: View, most: int | None) -> Iterator[str]:
    lang = view.lang
    yield f"# {spoken(check.title, lang)} `{check.id}`"
    yield f"\n{_flowing(spoken(check.manual, lang))}"
    rules = [(definition, rule) for definition in view.definitions for rule in definition.rules if rule.check == check.id]
    if rules:
        yield f"\n## {say('interface', 'rules', lang)}\n"
    for definition, rule in rules:
        source = aside(led(say("interface", "source", lang), rule.source, lang), lang) if rule.source else ""
        says = led(spoken(definition.title, lang), spoken(rule.says, lang), lang)
        yield f"- `{rule.id}` [{say('interface', rule.severity, lang)}] {says}{source}"
    yield f"\n## {say('interface', 'says', lang)}\n"
    yield from (f"- `{name}`: {_shown(spoken(words, lang))}" for name, words in check.says.items())
    goods = [trial for trial in trials if isinstance(trial.example, Good)]
    bads = [trial for trial in trials if isinstance(trial.example, Bad)]
    for title, chosen in (("good-examples", goods), ("bad-examples", bads)):
        if chosen:
            yield f"\n## {say('interface', title, lang)}"
        for trial in chosen[:most]:
            yield from _example(trial, view)
    if more := sum(len(kind[most:]) for kind in (goods, bads) if most is not None):
        yield "\n" + say("interface", "more-examples", lang, count=more)


def _flowing(text: str) -> str:
    """Paragraphs on a line each, for whatever shows them to break; what is indented or listed stays as it is. Between Chinese characters a line ends
    without a blank."""
    paragraphs = (each if re.search(r"^(?:\s|[-*|])", each, re.MULTILINE) else _SEAM.sub("", each).replace("\n", " ") for each in text.split("\n\n"))
    return "\n\n".join(paragraphs)


def _shown(template: str) -> str:
    """A message as it is written down: {rows:row loses|rows lose} as {rows} rows lose."""
    return re.sub(r"\{(\w+):[^{}|]*\|([^{}]*)\}", r"{\1} \2", template)


def _example(trial: Trial, view: View) -> Iterator[str]:
    yield f"\n```\n{trial.example.text.strip()}\n```"
    if isinstance(trial.example, Bad):
        at, message = trial.example.at, trial.example.message
        fits = next((each for each in trial.findings if at in ("", each.subject.text) and message in ("", each.message)), None)
        if fits:
            yield f"\n`{visible(at)}`: {told(fits, view)}"


def _plain(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
