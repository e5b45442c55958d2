"""Names that one part of a definition uses are such as another part gives.

A number that is no column, a part that is no row: nothing would ever be read into it, and the rules that need it would be silent. So it is a mistake,
told with its line and the name that was probably meant.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from formlint.definitions.errors import MOST, line, unknown

Path = tuple[str | int, ...]
Used = tuple[Path, str, Iterable[str]]  # where a name is used, the name, and those that there are


def check(data: Mapping[str, Any], whole: Mapping[str, Any], tree: Any, name: str) -> None:
    """Raises DefinitionError for the first name that nothing has, which has the others. `whole` is `data` with what it extends, `tree` its nodes."""
    found = sorted(_undefined(data, whole), key=lambda used: line(tree, used[0]))[:MOST]
    errors = [
        unknown("reference", word, known, where=f"{name}:{_line(tree, path, word)}", at=".".join(str(step) for step in path if isinstance(step, str)))
        for path, word, known in found
    ]
    if errors:
        first, *others = errors
        first.others = tuple(others)
        raise first


def _line(tree: Any, path: Path, word: str) -> int:
    """That of the name: an entry of a list, or a key."""
    return line(tree, path) if isinstance(path[-1], int) else line(tree, path, key=word)


def _undefined(data: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Used]:
    yield from (used for used in _used(data, whole) if used[1] not in used[2])


def _used(data: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Used]:
    fields, tables = whole.get("fields", {}), whole["tables"]
    yield from _listed(("numbers",), data.get("numbers", {}), fields)
    yield from ((("ruled",), key, fields) for key in data.get("ruled", {}))
    told = {"text", whole.get("running", ""), *fields, *(f"{key}.{column}" for key, table in tables.items() for column in _columns(table))}
    yield from ((("prose", at), key, told) for at, key in enumerate(data.get("prose", ())))
    for key, table in data.get("tables", {}).items():
        yield from _of_table(("tables", key), table, tables[key])


def _of_table(path: Path, table: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Used]:
    columns, rows = _columns(whole), whole.get("rows", {})
    yield from _listed((*path, "numbers"), table.get("numbers", {}), columns)
    yield from (((*path, "ruled"), key, columns) for key in table.get("ruled", {}))
    for number, group in enumerate(table.get("needs", ())):
        yield from (((*path, "needs", number, at), key, columns) for at, key in enumerate(group))
    yield from (((*path, "parts"), key, rows) for key in table.get("parts", {}))
    yield from _listed((*path, "parts"), table.get("parts", {}), rows)


def _listed(path: Path, lists: Mapping[str, Iterable[str]], known: Iterable[str]) -> Iterator[Used]:
    for key, names in lists.items():
        yield from (((*path, key, at), each, known) for at, each in enumerate(names))


def _columns(table: Mapping[str, Any]) -> tuple[str, ...]:
    """A list names its rows in the column `name`."""
    return (*table["columns"], *(("name",) if "label" in table and not table.get("rows") else ()))
