"""What is wrong with a form definition, a configuration or a list of suppressions, said with FILE:LINE and the word that was probably meant.

The schema says what is allowed; here its first complaint in reading order is turned into something a person can act on.
"""

import json
from collections.abc import Iterable, Sequence
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
LONGEST = 60  # characters of a value that is cited


@cache
def _validator(schema: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")))


def validate(data: object, tree: Any, name: str, schema: str = "definition") -> None:
    """Raises DefinitionError for the first thing that the schema does not allow. `tree` is the YAML node tree of `data`."""
    complaints = sorted(_validator(schema).iter_errors(data), key=lambda each: _order(each, tree))
    if complaints:
        raise _error(complaints[0], tree, name)


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


def _order(complaint: Any, tree: Any) -> tuple[bool, int, str]:
    """Misspelt keys first: what is missing beside them is their consequence. Then by line."""
    return complaint.validator != "additionalProperties", line(tree, complaint.absolute_path), str(complaint.message)


def _error(complaint: Any, tree: Any, name: str) -> DefinitionError:
    path = list(complaint.absolute_path)
    at = ".".join(map(str, path)) or name
    if complaint.validator == "additionalProperties":
        known = complaint.schema.get("properties", {})
        key = str(next(each for each in complaint.instance if each not in known))
        return _unknown("key", key, known, where=f"{name}:{line(tree, path, key=key)}", at=at)
    where = f"{name}:{line(tree, path)}"
    if complaint.validator == "required":
        missing = next(each for each in complaint.validator_value if each not in complaint.instance)
        return DefinitionError("missing-key", where=where, expected=missing, at=at)
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
