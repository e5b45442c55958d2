"""Configuration: what a user wants checked, how severe it is, and where.

`formlint.yaml` (or `.formlint.yaml`), else `[tool.formlint]` in `pyproject.toml`. The closest one upwards from a document counts; what lies in
several folders is not merged, `extends` says it. Lists replace, mappings merge, `extend-…` and `overrides` append. Every path is relative to the file
it stands in. A mistake is a DefinitionError with FILE:LINE and what was probably meant.

A configuration found beside a document may come from whoever handed the document in: only a trusted one may bring checks, which are Python.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from formlint.config.files import Layer, layers
from formlint.config.globs import Glob
from formlint.errors import DefinitionError
from formlint.records import record, replace


@record(frozen=True, slots=True)
class Said:
    """A name in a configuration, what is said of it (a severity, options, or nothing), and where: FILE:LINE."""

    name: str
    where: str
    value: Any = None


@record(frozen=True, slots=True)
class Choice:
    """Which checks run and how. `select` is None when all do."""

    select: tuple[Said, ...] | None = None
    ignore: tuple[Said, ...] = ()
    severity: tuple[Said, ...] = ()  # error, warning, info, off; the last one that fits counts
    options: tuple[Said, ...] = ()  # mappings; the last one that fits counts, option by option

    def and_then(self, other: "Choice") -> "Choice":
        """This one with what another one says on top."""
        select = self.select if other.select is None else other.select
        return Choice(select, self.ignore + other.ignore, self.severity + other.severity, self.options + other.options)


@record(frozen=True, slots=True)
class Override:
    """Another choice for some files."""

    files: tuple[Glob, ...]
    choice: Choice


@record(frozen=True, slots=True)
class Config:
    """The settings of one file and of all it extends; of none, when `where` is empty. What is not said is empty or None."""

    where: str = ""
    lang: str = ""
    fail_on: str = ""
    choice: Choice = Choice()
    overrides: tuple[Override, ...] = ()
    definitions: tuple[Path, ...] = ()
    checks: tuple[Path, ...] = ()
    exclude: tuple[Glob, ...] = ()
    suppressions: Path | None = None
    sidecars: bool = True
    baseline: Path | None = None
    limits: Mapping[str, int] = field(default_factory=dict)  # by their names in `Limits`; those of the run count
    origins: Mapping[str, str] = field(default_factory=dict)  # key: FILE:LINE

    def applying(self, path: Path) -> tuple[int, ...]:
        """The numbers of the overrides that mean this file."""
        return tuple(number for number, each in enumerate(self.overrides) if any(glob.fits(path) for glob in each.files))

    def chosen(self, applying: tuple[int, ...]) -> Choice:
        """The choice with these overrides on top."""
        choice = self.choice
        for number in applying:
            choice = choice.and_then(self.overrides[number].choice)
        return choice

    def excludes(self, path: Path) -> bool:
        """Whether the file is to be passed over."""
        return any(glob.fits(path) for glob in self.exclude)


def load(path: Path, *, trusted: bool) -> Config:
    """The configuration in one file, with what it extends. Raises DefinitionError, also for checks in one that is not `trusted`."""
    config = Config()
    for layer in layers(path):
        if "checks" in layer.data and not trusted:
            raise DefinitionError("packs-not-trusted", where=layer.where("checks"))
        config = _on_top(config, layer)
    return replace(config, where=path.as_posix())


def _on_top(config: Config, layer: Layer) -> Config:
    data = layer.data
    choice = _choice(layer, (), data)
    added = Choice(None, tuple(_names(layer, ("extend-ignore",))))
    base = replace(config.choice, ignore=()) if "ignore" in data else config.choice
    whole = base.and_then(choice).and_then(added)
    if "extend-select" in data:
        whole = replace(whole, select=(*(whole.select or ()), *_names(layer, ("extend-select",))))
    return replace(
        config,
        lang=data.get("lang", config.lang),
        fail_on=data.get("fail-on", config.fail_on),
        choice=whole,
        overrides=(*config.overrides, *_overrides(layer)),
        definitions=_paths(layer, "definitions", config.definitions),
        checks=_paths(layer, "checks", config.checks),
        exclude=(*(_globs(layer, data["exclude"]) if "exclude" in data else config.exclude), *_globs(layer, data.get("extend-exclude", ()))),
        suppressions=layer.folder / data["suppressions"] if "suppressions" in data else config.suppressions,
        sidecars=data.get("sidecars", config.sidecars),
        baseline=layer.folder / data["baseline"] if "baseline" in data else config.baseline,
        limits={**config.limits, **{name.replace("-", "_"): value for name, value in data.get("limits", {}).items()}},
        origins={**config.origins, **{key: layer.where(key) for key in data}},
    )


def _choice(layer: Layer, steps: tuple[str | int, ...], data: Mapping[str, Any]) -> Choice:
    return Choice(
        tuple(_names(layer, (*steps, "select"))) if "select" in data else None,
        tuple(_names(layer, (*steps, "ignore"))),
        tuple(_values(layer, (*steps, "severity"))),
        tuple(_values(layer, (*steps, "options"))),
    )


def _names(layer: Layer, steps: tuple[str | int, ...]) -> Iterator[Said]:
    for number, name in enumerate(layer.at(*steps) or ()):
        yield Said(name, layer.where(*steps, number))


def _values(layer: Layer, steps: tuple[str | int, ...]) -> Iterator[Said]:
    for name, value in (layer.at(*steps) or {}).items():
        yield Said(name, layer.where(*steps, name), value)


def _overrides(layer: Layer) -> Iterator[Override]:
    for number, each in enumerate(layer.data.get("overrides", ())):
        yield Override(_globs(layer, each["files"]), _choice(layer, ("overrides", number), each))


def _globs(layer: Layer, patterns: list[str]) -> tuple[Glob, ...]:
    return tuple(Glob(layer.folder, pattern) for pattern in patterns)


def _paths(layer: Layer, key: str, old: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(layer.folder / each for each in layer.data[key]) if key in layer.data else old
