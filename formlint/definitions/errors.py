"""What is wrong with a form definition, a configuration or a list of suppressions, said with FILE:LINE and the word that was probably meant.

The schema says what is allowed; here its complaints are turned into something a person can act on, in reading order.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema

from formlint.errors import DefinitionError

SCHEMAS = Path(__file__).parents[1] / "schemas"
KINDS = {
    "string": "not-a-text",
    "integer": "not-a-number",
    "number": "not-a-number",
    "array": "not-a-list",
    "object": "not-keys",
    "boolean": "not-yes-or-no",
}
CONSEQUENT = ("required", "oneOf", "anyOf")  # what these miss is what a key that is misspelt beside it was meant to be
BOUNDS = {
    **dict.fromkeys(("minLength", "minItems", "minProperties"), "too-little"),
    **dict.fromkeys(("maxLength", "maxItems", "maxProperties"), "too-much"),
    "minimum": "too-small",
    "maximum": "too-great",
}
PATTERNS = {  # of the schemas: what is spelt otherwise
    r"^[a-z][a-z0-9-]*$": "name-with-hyphens",
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$": "name-with-underscores",
    r"^[a-z0-9_]+/[a-z0-9_]+$": "id-of-a-check",
    r"^[^/\s]+/[^/\s]+$": "id-of-a-check",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "not-a-day",
    r"^-?[0-9]+(\.[0-9]+)?$": "not-a-number",
}
LONGEST = 60  # characters of a value that is cited
MOST = 100  # mistakes that are told: nobody mends more at a time, and what is meant is looked for among all known words


@cache
def _validator(schema: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")))


def validate(data: object, tree: Any, name: str, schema: str = "definition") -> None:
    """Raises DefinitionError for the first thing that the schema does not allow, which has the others. `tree` is the YAML node tree of `data`."""
    complaints = list(_validator(schema).iter_errors(data))
    misspelt = {tuple(each.absolute_path) for each in complaints if each.validator == "additionalProperties"}
    told = [each for each in complaints if each.validator not in CONSEQUENT or tuple(each.absolute_path) not in misspelt]
    told = sorted(told, key=lambda each: line(tree, each.absolute_path))[:MOST]
    found = {str(error): error for each in told for error in _errors(each, tree, name)}  # two keys that are missing are two complaints of both
    if found:
        first, *others = sorted(found.values(), key=_line)[:MOST]
        first.others = tuple(others)
        raise first


def meant(word: str, known: Iterable[str]) -> str:
    """The known word that comes nearest; empty when none is near."""
    return next(iter(get_close_matches(word, list(known), 1, 0.6)), "")


def line(tree: Any, path: Sequence[str | int], *, key: str = "") -> int:
    """The line, from 1, of what `path` leads to; with `key` that of a key inside it."""
    node, mark = tree, tree.start_mark
    for step in (*path, key) if key else path:
        if node.id == "sequence":
            node = node.value[int(step)]
            mark = node.start_mark
        elif node.id == "mapping":
            found = _pairs(node).get(str(step))
            if found is None:
                break
            mark, node = found[0].start_mark, found[1]
    return int(mark.line) + 1


@lru_cache(maxsize=16)
def _pairs(node: Any) -> dict[str, Any]:
    """The pairs of a mapping by their keys: of a thousand mistakes each asks for the line of its own."""
    return {pair[0].value: pair for pair in reversed(node.value)}


def _line(error: DefinitionError) -> tuple[int, str]:
    where = error.details["where"]
    return int(where.rpartition(":")[2]), error.message


def _errors(complaint: Any, tree: Any, name: str) -> Iterator[DefinitionError]:
    path = list(complaint.absolute_path)
    at = ".".join(map(str, path)) or name
    if complaint.validator == "additionalProperties":
        known = complaint.schema.get("properties", {})
        for key in islice((str(each) for each in complaint.instance if each not in known), MOST):
            yield unknown("key", key, known, where=f"{name}:{line(tree, path, key=key)}", at=at)
    elif complaint.validator == "required":
        for key in [each for each in complaint.validator_value if each not in complaint.instance]:
            yield DefinitionError("missing-key", where=f"{name}:{line(tree, path)}", expected=key, at=at)
    elif complaint.validator == "pattern" and "propertyNames" in complaint.absolute_schema_path:
        yield _error(complaint, f"{name}:{line(tree, path, key=str(complaint.instance))}", at)
    else:
        yield _error(complaint, f"{name}:{line(tree, path)}", at)


def _error(complaint: Any, where: str, at: str) -> DefinitionError:
    if complaint.validator == "enum":
        return unknown("value", str(complaint.instance), complaint.validator_value, where=where, at=at)
    if complaint.validator == "oneOf" and complaint.schema.get("required") == ["says"]:
        return DefinitionError("check-or-formula", where=where, at=at)
    found = json.dumps(complaint.instance, ensure_ascii=False, default=str)[:LONGEST]
    if complaint.validator == "const":
        return DefinitionError("other-value", where=where, at=at, expected=str(complaint.validator_value), found=found)
    if complaint.validator in BOUNDS:
        expected = complaint.validator_value
        kind = "empty" if BOUNDS[complaint.validator] == "too-little" and not complaint.instance else BOUNDS[complaint.validator]
        return DefinitionError(kind, where=where, at=at, expected=str(expected), found=found)
    return DefinitionError(_kind(complaint), where=where, at=at, found=found)


def _kind(complaint: Any) -> str:
    if complaint.validator == "type":
        wanted = complaint.validator_value
        return KINDS.get(wanted if isinstance(wanted, str) else wanted[0], "not-allowed")
    return PATTERNS.get(complaint.validator_value, "not-allowed") if complaint.validator == "pattern" else "not-allowed"


def unknown(what: str, found: str, known: Iterable[str], *, where: str, at: str) -> DefinitionError:
    """That nothing is called so: a key, a value, or what a name refers to."""
    near, expected = meant(found, known), ", ".join(known)
    kind = "misspelt" if near else "unknown"
    return DefinitionError(f"{kind}-{what}", where=where, found=found, meant=near, expected=expected, at=at)
