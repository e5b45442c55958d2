"""What a run goes by: for every document the settings of its configuration with those of the command line on top.

The configuration of the run is that of `--config`, else the closest one to the working folder: it says the language, what fails, the baseline,
and the limits.
Every document has the closest one upwards from itself. Only one that is given, or lies in the root of the repository that formlint is called in, may
bring checks, since they are Python; with `--isolated` none is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from formlint.cli._console import in_words, tell
from formlint.cli._setup import prepare
from formlint.config import Choice, Config, Said, load
from formlint.config.files import beside, find
from formlint.errors import DefinitionError
from formlint.limits import Limits
from formlint.lint import Setup
from formlint.records import record, replace
from formlint.words import say


@record(frozen=True, slots=True)
class Wanted:
    """What the command line says."""

    packs: Sequence[Path] = ()
    definitions: Sequence[Path] = ()
    config: Path | None = None
    isolated: bool = False
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    ledger: bool = False
    keep: bool = False

    @property
    def choice(self) -> Choice:
        """What is chosen on the command line. Raises DefinitionError."""
        select = tuple(Said(name, "--select") for name in _names(self.select)) if self.select else None
        if select == ():
            raise DefinitionError("names-missing", where="--select")
        return Choice(select, tuple(Said(name, "--ignore") for name in _names(self.ignore)))


@dataclass(slots=True)
class Settings:
    """The configurations and setups of a run, each made once."""

    wanted: Wanted
    run: Config = field(init=False)
    used: list[Config] = field(default_factory=list)  # those found beside documents and not above the working folder
    _configs: dict[Path, Config] = field(default_factory=dict)  # by folder
    _loaded: dict[Path, Config] = field(default_factory=dict)  # by file
    _setups: dict[tuple[str, tuple[int, ...]], Setup] = field(default_factory=dict)
    _bases: dict[tuple[tuple[Path, ...], tuple[Path, ...]], Setup] = field(default_factory=dict)
    _unknown: dict[str, DefinitionError] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises DefinitionError."""
        self.run = load(self.wanted.config, trusted=True) if self.wanted.config else self._of_folder(Path.cwd())

    def config(self, path: Path) -> Config:
        """The configuration of a document. Raises DefinitionError."""
        if self.wanted.config:
            return self.run
        found = self._of_folder(path.absolute().parent)
        if found.where and found is not self.run and found not in self.used:
            self.used.append(found)
        return found

    def setup(self, path: Path) -> Setup:
        """What a document is judged by. Raises DefinitionError."""
        config = self.config(path)
        key = (config.where, config.applying(path))
        if key not in self._setups:
            self._setups[key] = self._made(config, key[1])
        return self._setups[key]

    def setups(self) -> list[Setup]:
        """Those that were asked for, and always one."""
        return list(self._setups.values()) or [self._made(self.run, ())]

    def limits(self) -> Limits:
        """What the run allows documents to hold."""
        return Limits(**self.run.limits)

    def tell(self, lang: str) -> None:
        """What is worth knowing about the configurations."""
        for config in self.used:
            tell("caution", lang, what=say("interface", "config-beside", lang, path=config.where))
        for path in self._loaded:
            if beside(path):
                tell("caution", lang, what=say("interface", "two-configs", lang, path=path.name))
        for error in self._unknown.values():
            tell("caution", lang, what=in_words(error, lang))

    def _of_folder(self, folder: Path) -> Config:
        if self.wanted.isolated:
            return Config()
        if folder not in self._configs:
            path = find(folder)
            self._configs[folder] = self._of_file(path) if path else Config()
        return self._configs[folder]

    def _of_file(self, path: Path) -> Config:
        if path not in self._loaded:
            named = short(path)
            self._loaded[path] = load(named, trusted=path.parent == _repository(Path.cwd()))
        return self._loaded[path]

    def _base(self, packs: tuple[Path, ...], definitions: tuple[Path, ...]) -> Setup:
        if (packs, definitions) not in self._bases:
            self._bases[packs, definitions] = prepare(packs, definitions)
        return self._bases[packs, definitions]

    def _made(self, config: Config, applying: tuple[int, ...]) -> Setup:
        for folder in config.checks:
            if not folder.is_dir():
                raise DefinitionError("no-such-folder", where=config.origins["checks"], found=folder.as_posix())
        base = self._base((*config.checks, *self.wanted.packs), (*config.definitions, *self.wanted.definitions))
        choice = config.chosen(applying).and_then(self.wanted.choice)
        if choice == Choice():
            return replace(base, ledger=self.wanted.ledger, keep=self.wanted.keep)
        from formlint.choosing import choose  # noqa: PLC0415 - inspect costs 5 ms, and most runs choose nothing

        chosen = choose(choice, base.definitions, base.checks)
        self._unknown.update({str(error.details): error for error in chosen.unknown})
        if chosen.rules is not None and not chosen.rules and not applying:
            raise DefinitionError("none-chosen", where=(choice.select or choice.ignore or choice.severity)[0].where)
        return replace(
            base,
            definitions=chosen.definitions,
            chosen=chosen.rules,
            severities=chosen.severities,
            ledger=self.wanted.ledger,
            keep=self.wanted.keep,
        )


def _names(given: Sequence[str]) -> list[str]:
    return [name.strip() for each in given for name in each.split(",") if name.strip()]


def short(path: Path) -> Path:
    """Relative to the working folder, where it lies below: for messages."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _repository(folder: Path) -> Path | None:
    """The root of the git repository that a folder lies in."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
