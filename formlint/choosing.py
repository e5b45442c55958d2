"""What a choice means: which rules run, how severe they are, and with which options.

A name is the id of a rule (execution-rate) or of a check (arithmetic/rate), a pack (arithmetic), or a pattern of check ids (narrative/*). A name that
means nothing is a DefinitionError with what was probably meant; in `ignore` it is only told, since it leaves nothing unchecked.
"""

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from formlint.checks import Check
from formlint.config import Choice, Said
from formlint.definitions import Definition, Rule
from formlint.errors import DefinitionError
from formlint.findings import Severity
from formlint.records import record, replace

OFF = "off"
KEYS = {"place": "in"}  # what a rule calls an option of its check


@record(frozen=True, slots=True)
class Chosen:
    """What is left: the definitions with the options and severities of the choice in their rules, ids of the rules that run (None: all of them), the
    severities that were laid down, by rule, and what `ignore` names and nothing has."""

    definitions: tuple[Definition, ...]
    rules: frozenset[str] | None
    severities: Mapping[str, Severity]
    unknown: tuple[DefinitionError, ...]


def choose(choice: Choice, definitions: Sequence[Definition], checks: Mapping[str, Check]) -> Chosen:
    """Makes sense of a choice. Raises DefinitionError."""
    rules = {rule.id: rule for definition in definitions for rule in definition.rules}
    known = _Names(rules, checks)
    severity = {id_: said.value for said in choice.severity for id_ in known.meant(said)}
    off = {id_ for id_, value in severity.items() if value == OFF}
    taken = set(rules) if choice.select is None else {id_ for said in choice.select for id_ in known.meant(said)}
    unknown = []
    for said in choice.ignore:
        try:
            off |= known.meant(said)
        except DefinitionError as error:
            unknown.append(error)
    options = _options(choice.options, known)
    laid_down = {id_: Severity(value) for id_, value in severity.items() if value != OFF}
    changed = [_changed(definition, laid_down, options) for definition in definitions]
    narrowed = choice.select is not None or bool(off)
    return Chosen(tuple(changed), frozenset(taken - off) if narrowed else None, laid_down, tuple(unknown))


def mistakes(choice: Choice, definitions: Sequence[Definition], checks: Mapping[str, Check]) -> Iterator[DefinitionError]:
    """All that `choose` would raise or tell of a choice, one after the other."""
    known = _Names({rule.id: rule for definition in definitions for rule in definition.rules}, checks)
    for said in (*(choice.select or ()), *choice.ignore, *choice.severity):
        try:
            known.meant(said)
        except DefinitionError as error:
            yield error
    for said in choice.options:
        try:
            _options((said,), known)
        except DefinitionError as error:
            yield error


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, also when its pack was left out; empty when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - for the unlucky only

    listed = list(known)
    short = {each.rpartition("/")[2]: each for each in listed}
    near = get_close_matches(name, listed, 1, 0.6) or [short[each] for each in get_close_matches(name.rpartition("/")[2], list(short), 1, 0.6)]
    return next(iter(near), "")


@record(frozen=True, slots=True)
class _Names:
    """The names there are."""

    rules: Mapping[str, Rule]
    checks: Mapping[str, Check]

    def meant(self, said: Said) -> set[str]:
        """Ids of the rules that a name stands for. Raises DefinitionError."""
        if said.name in self.rules:
            return {said.name}
        checks = {each for each in self.checks if each == said.name or each.partition("/")[0] == said.name or fnmatchcase(each, said.name)}
        if not checks:
            raise self.unknown(said, [*self.rules, *self.checks, *{each.partition("/")[0] for each in self.checks}])
        return {id_ for id_, rule in self.rules.items() if rule.check in checks}

    def unknown(self, said: Said, known: Sequence[str]) -> DefinitionError:
        near = nearest(said.name, known)
        return DefinitionError("misspelt-name" if near else "unknown-name", where=said.where, found=said.name, meant=near)


def _options(said_of: Sequence[Said], known: _Names) -> dict[str, dict[str, object]]:
    """By rule."""
    found: dict[str, dict[str, object]] = {}
    for said in said_of:
        if said.name not in known.rules and said.name not in known.checks:
            raise known.unknown(said, [*known.rules, *known.checks])
        for id_ in known.meant(said):
            known_options(said.value, known.checks[known.rules[id_].check], said.where)
            found.setdefault(id_, {}).update(said.value)
    return found


def fitting(rule: Rule, check: Check) -> None:
    """A rule gives its check what that takes, and all that it needs. Raises DefinitionError."""
    known_options(rule.given, check, rule.where)
    for name, each in _taken(check).items():
        if each.default is each.empty and name not in rule.given:
            raise DefinitionError("missing-option", where=rule.where, rule=rule.id, at=check.id, expected=KEYS.get(name, name))


def known_options(given: Iterable[str], check: Check, where: str) -> None:
    """Every option is one that the check takes. Raises DefinitionError."""
    known = [KEYS.get(name, name) for name in _taken(check)]
    for found in (KEYS.get(name, name) for name in given):
        if found not in known:
            near = nearest(found, known)
            kind = "misspelt-option" if near else "unknown-option"
            raise DefinitionError(kind, where=where, found=found, meant=near, at=check.id, expected=", ".join(known) or "-")


def _taken(check: Check) -> dict[str, inspect.Parameter]:
    """The options of a check; forms beside the form are none."""
    return {
        name: each
        for name, each in inspect.signature(check.run).parameters.items()
        if each.kind is each.KEYWORD_ONLY and not (name == "beside" and check.beside)
    }


def _changed(definition: Definition, severities: Mapping[str, Severity], options: Mapping[str, dict[str, object]]) -> Definition:
    """The definition itself where nothing changes: what recognisers made of its words is kept by its identity."""
    if not any(rule.id in severities or rule.id in options for rule in definition.rules):
        return definition
    return replace(definition, rules=tuple(_rule(rule, severities, options) for rule in definition.rules))


def _rule(rule: Rule, severities: Mapping[str, Severity], options: Mapping[str, dict[str, object]]) -> Rule:
    severity = severities[rule.id].value if rule.id in severities else rule.severity
    return replace(rule, severity=severity, options={**rule.options, **options.get(rule.id, {})})
