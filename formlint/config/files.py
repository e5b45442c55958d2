"""The files of a configuration: finding the closest one, and reading one with those that it extends."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from formlint.config.toml_lines import tree as toml_tree
from formlint.definitions.texts import data_of, text_of
from formlint.errors import DefinitionError
from formlint.records import record

YAML_NAMES = ("formlint.yaml", ".formlint.yaml")
TOML_NAME = "pyproject.toml"
DEEPEST = 10  # files that extend each other


@record(frozen=True, slots=True)
class Layer:
    """One file as it is: `tree` knows the lines of its keys."""

    name: str
    folder: Path
    data: dict[str, Any]
    tree: Any

    def at(self, *steps: str | int) -> Any:
        """What stands there; None when nothing does."""
        found: Any = self.data
        for step in steps:
            found = found.get(step) if isinstance(found, dict) else found[step]
            if found is None:
                return None
        return found

    def where(self, *steps: str | int) -> str:
        """FILE:LINE."""
        from formlint.definitions.errors import line  # noqa: PLC0415  jsonschema, which a run without a configuration need not pay

        return f"{self.name}:{line(self.tree, steps)}"


def find(folder: Path) -> Path | None:
    """The configuration that counts in a folder: its own, else that of the closest folder above that has one."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    for each in (here, *here.parents):
        for name in YAML_NAMES:
            if (found := each / name).is_file():
                return found
        if _has_table(found := each / TOML_NAME):
            return found
    return None


def beside(path: Path) -> Path | None:
    """The pyproject.toml that a formlint.yaml in the same folder takes the place of."""
    other = path.with_name(TOML_NAME)
    return other if path.name in YAML_NAMES and _has_table(other) else None


def layers(path: Path, above: tuple[Path, ...] = ()) -> Iterator[Layer]:
    """The file, after those that it extends. Raises DefinitionError."""
    layer = read(path)
    for number, other in enumerate(layer.data.get("extends", ())):
        target = Path(os.path.normpath(layer.folder / other))
        if len(above) >= DEEPEST or target in (*above, path):
            raise DefinitionError("extends-circle", where=layer.where("extends", number), found=other)
        if not target.is_file():
            raise DefinitionError("extends-missing", where=layer.where("extends", number), found=other)
        yield from layers(target, (*above, path))
    yield layer


def read(path: Path) -> Layer:
    """One file, valid by the schema. Raises DefinitionError."""
    name, text = path.as_posix(), text_of(path)
    data, tree = _toml(text, name) if path.suffix == ".toml" else data_of("{}" if _says_nothing(text) else text, name)
    _spell_off(data)
    from formlint.definitions.errors import validate  # noqa: PLC0415  as above

    validate(data, tree, name, "config")
    return Layer(name, Path(os.path.abspath(path)).parent, data, tree)  # noqa: PTH100 - resolve() would follow links


def _says_nothing(text: str) -> bool:
    """It is empty, or all of it is a comment."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def _spell_off(data: dict[str, Any]) -> None:
    """`off` without quotes is the boolean False in YAML 1.1, and nobody who writes it in `severity` means that."""
    overrides = data.get("overrides")
    for part in [data, *(overrides if isinstance(overrides, list) else [])]:
        severities: Any = part.get("severity") if isinstance(part, dict) else None
        for name, value in list(severities.items()) if isinstance(severities, dict) else []:
            severities[name] = "off" if value is False else value


def _toml(text: str, name: str) -> tuple[dict[str, Any], Any]:
    try:
        whole = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DefinitionError("not-toml", where=f"{name}:{getattr(error, 'lineno', 1)}", found=str(error)) from error
    tools = whole.get("tool", {})
    data = tools.get("formlint", {}) if isinstance(tools, dict) else {}
    if not isinstance(data, dict):
        raise DefinitionError("not-a-mapping", where=f"{name}:1")
    return data, toml_tree(text, data, ("tool", "formlint"))


def _has_table(path: Path) -> bool:
    """Whether it has a table [tool.formlint]; a broken one that speaks of it counts, so that it is told."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    if "formlint" not in text:
        return False
    try:
        return "formlint" in tomllib.loads(text).get("tool", {})
    except (tomllib.TOMLDecodeError, RecursionError):
        return "tool.formlint" in text
