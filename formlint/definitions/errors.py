"""What is wrong with a form definition, a configuration or a list of suppressions, said with FILE:LINE and the word that was probably meant.

The schema says what is allowed; here its complaints are turned into something a person can act on, in reading order.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
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
LONGEST = 60  # characters of a value that is cited


@cache
def _validator(schema: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")))


def validate(data: object, tree: Any, name: str, schema: str = "definition") -> None:
    """Raises DefinitionError for the first thing that the schema does not allow, which has the others. `tree` is the YAML node tree of `data`."""
    complaints = list(_validator(schema).iter_errors(data))
    misspelt = {tuple(each.absolute_path) for each in complaints if each.validator == "additionalProperties"}
    told = [each for each in complaints if each.validator not in CONSEQUENT or tuple(each.absolute_path) not in misspelt]
    found = {str(error): error for each in told for error in _errors(each, tree, name)}  # two keys that are missing are two complaints of both
    if found:
        first, *others = sorted(found.values(), key=_line)
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
            found = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if found is None:
                break
            mark, node = found[0].start_mark, found[1]
    return int(mark.line) + 1


def _line(error: DefinitionError) -> tuple[int, str]:
    where = error.details["where"]
    return int(where.rpartition(":")[2]), error.message


def _errors(complaint: Any, tree: Any, name: str) -> Iterator[DefinitionError]:
    path = list(complaint.absolute_path)
    at = ".".join(map(str, path)) or name
    if complaint.validator == "additionalProperties":
        known = complaint.schema.get("properties", {})
        for key in [str(each) for each in complaint.instance if each not in known]:
            yield _unknown("key", key, known, where=f"{name}:{line(tree, path, key=key)}", at=at)
    elif complaint.validator == "required":
        for key in [each for each in complaint.validator_value if each not in complaint.instance]:
            yield DefinitionError("missing-key", where=f"{name}:{line(tree, path)}", expected=key, at=at)
    else:
        yield _error(complaint, f"{name}:{line(tree, path)}", at)


def _error(complaint: Any, where: str, at: str) -> DefinitionError:
    if complaint.validator == "enum":
        return _unknown("value", str(complaint.instance), complaint.validator_value, where=where, at=at)
    if complaint.validator == "oneOf" and complaint.schema.get("required") == ["says"]:
        return DefinitionError("check-or-formula", where=where, at=at)
    found = json.dumps(complaint.instance, ensure_ascii=False, default=str)[:LONGEST]
    if complaint.validator == "const":
        return DefinitionError("other-value", where=where, at=at, expected=str(complaint.validator_value), found=found)
    if complaint.validator == "type" and complaint.validator_value in KINDS:
        return DefinitionError(KINDS[complaint.validator_value], where=where, at=at, found=found)
    return DefinitionError("not-allowed", where=where, found=str(complaint.message)[:200], at=at)


def _unknown(what: str, found: str, known: Iterable[str], *, where: str, at: str) -> DefinitionError:
    near, expected = meant(found, known), ", ".join(known)
    kind = "misspelt" if near else "unknown"
    return DefinitionError(f"{kind}-{what}", where=where, found=found, meant=near, expected=expected, at=at)
