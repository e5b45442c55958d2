"""What a run judges by: the shipped checks and definitions with the user's own."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from formlint.checks import SHIPPED, load
from formlint.choosing import fitting, nearest
from formlint.definitions import Definition, shipped
from formlint.definitions import load as load_definition
from formlint.errors import DefinitionError
from formlint.lint import Setup
from formlint.reporters.messages import spoken
from formlint.words import say


class Unknown(Exception):  # noqa: N818 - it says what it is
    """A name that nothing has; `meant` is the one that comes nearest, or empty."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self.name, self.meant = name, nearest(name, known)

    def told(self, lang: str) -> str:
        """The name, and what was probably meant."""
        meant = say("interface", "did-you-mean", lang, word=self.meant) if self.meant else ""
        return (say("interface", "unknown-id", lang, name=self.name) + meant).strip()


def prepare(packs: Sequence[Path] = (), definitions: Sequence[Path] = (), *, whole: bool = True) -> Setup:
    """Everything that is there. A definition of the user's takes the place of the shipped one with its id. Raises DefinitionError, also for a rule
    that would never be judged, unless not the `whole` is looked at: whoever reviews the rules tells that with the rest."""
    checks = load(SHIPPED, *packs)
    own = [load_definition(path) for path in definitions]
    known = [*own, *(each for each in shipped() if each.id not in {mine.id for mine in own})]
    for rule in (rule for definition in own for rule in definition.rules):
        if rule.check not in checks:
            raise DefinitionError("unknown-check", where=rule.where, found=rule.check)
        fitting(rule, checks[rule.check])
    if own:
        from formlint.reviewing import applicable, parsed  # noqa: PLC0415 - only for those who bring definitions

        for definition in own:
            parsed(definition)
            if whole:
                applicable(definition)
    return Setup(tuple(known), checks)


def titled(definitions: Iterable[Definition], form: str, lang: str) -> str:
    """What forms of that definition are called."""
    return next((spoken(each.title, lang) for each in definitions if each.id == form), form)
