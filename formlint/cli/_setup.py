"""What a run judges by: the shipped checks and definitions with the user's own, and which of the checks were chosen."""

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from formlint.checks import SHIPPED, Check, load
from formlint.cli._console import tell
from formlint.definitions import Definition, shipped
from formlint.definitions import load as load_definition
from formlint.errors import DefinitionError
from formlint.lint import Setup
from formlint.reporters.messages import spoken
from formlint.words import say


class Unknown(Exception):  # noqa: N818 - it says what it is
    """A name that nothing has; `meant` is the one that comes nearest, or empty."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches  # noqa: PLC0415 - for the unlucky only

        listed = list(known)
        short = {each.rpartition("/")[2]: each for each in listed}
        near = get_close_matches(name, listed, 1, 0.6) or [short[each] for each in get_close_matches(name.rpartition("/")[2], list(short), 1, 0.6)]
        super().__init__(name)
        self.name, self.meant = name, next(iter(near), "")

    def told(self, lang: str) -> str:
        """The name, and what was probably meant."""
        meant = " " + say("interface", "did-you-mean", lang, word=self.meant) if self.meant else ""
        return say("interface", "unknown-id", lang, name=self.name) + meant


def prepare(packs: Sequence[Path] = (), definitions: Sequence[Path] = ()) -> Setup:
    """Everything that is there. A definition of the user's takes the place of the shipped one with its id. Raises DefinitionError."""
    checks = load(SHIPPED, *packs)
    own = [load_definition(path) for path in definitions]
    known = [*own, *(each for each in shipped() if each.id not in {mine.id for mine in own})]
    for rule in (rule for definition in own for rule in definition.rules):
        if rule.check not in checks:
            raise DefinitionError("unknown-check", where=rule.where, found=rule.check)
    return Setup(tuple(known), checks)


def chosen(checks: Mapping[str, Check], select: Sequence[str], ignore: Sequence[str], lang: str) -> frozenset[str] | None:
    """Ids of the checks to run; None for all. Names are ids, packs or globs. An unknown name raises Unknown in `select`, and is told in `ignore`."""
    if not select and not ignore:
        return None
    taken = {each for name in _names(select) for each in _matching(name, checks)} if select else set(checks)
    for name in _names(ignore):
        try:
            taken -= _matching(name, checks)
        except Unknown as unknown:
            tell("caution", lang, what=unknown.told(lang))
    return frozenset(taken)


def _names(given: Iterable[str]) -> list[str]:
    return [name.strip() for each in given for name in each.split(",") if name.strip()]


def _matching(name: str, checks: Mapping[str, Check]) -> set[str]:
    found = {each for each in checks if each == name or each.partition("/")[0] == name or fnmatchcase(each, name)}
    if not found:
        raise Unknown(name, [*checks, *{each.partition("/")[0] for each in checks}])
    return found


def titled(definitions: Iterable[Definition], form: str, lang: str) -> str:
    """What forms of that definition are called."""
    return next((spoken(each.title, lang) for each in definitions if each.id == form), form)
