"""YAML that a person wrote: UTF-8, not long, no key twice, no aliases; all that is wrong with it is told with its line."""

from pathlib import Path
from typing import Any

import yaml

from formlint.errors import DefinitionError
from formlint.trees import held, tree_of

MOST_BYTES = 1_000_000  # the longest we know is 20 kB


def text_of(path: Path) -> str:
    """The text of a file that a person wrote: UTF-8, and not long. Raises DefinitionError."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            written = file.read(MOST_BYTES + 1)  # a device has no size
        if len(written) > MOST_BYTES:
            raise DefinitionError("too-large", where=name, most=str(MOST_BYTES))
        return written.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionError("unreadable", where=name, found=getattr(error, "strerror", None) or "UTF-8") from error


def data_of(text: str, name: str, *, trusted: bool = False) -> tuple[dict[str, Any], Any]:
    """What a YAML text holds, and its tree of nodes, which know their lines; `name` is what errors call the file. Raises DefinitionError."""
    try:
        tree = tree_of(text)
        if tree is None or tree.id != "mapping":
            raise DefinitionError("not-a-mapping", where=f"{name}:1")
        if not trusted:
            _plain(tree, name)
        return held(tree), tree
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DefinitionError("not-yaml", where=f"{name}:{mark.line + 1 if mark else 1}", found=str(error.problem)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none (2026-02-31); a thousand brackets
        raise DefinitionError("not-yaml", where=f"{name}:1", found=str(error)) from error


def _plain(tree: Any, name: str) -> None:
    """No key twice, and no aliases: a definition is a tree, and a billion laughs is none."""
    seen: set[int] = set()
    todo = [tree]
    while todo:
        node = todo.pop()
        if id(node) in seen:
            raise DefinitionError("alias", where=f"{name}:{node.start_mark.line + 1}")
        seen.add(id(node))
        if node.id == "sequence":
            todo += node.value
        elif node.id == "mapping":
            keys: set[str] = set()
            for key, value in node.value:
                if key.id != "scalar" or key.tag != "tag:yaml.org,2002:str":  # no: and on: are booleans in YAML
                    found = key.value if key.id == "scalar" else key.id
                    raise DefinitionError("key-no-text", where=f"{name}:{key.start_mark.line + 1}", found=found)
                if key.value in keys:
                    raise DefinitionError("key-twice", where=f"{name}:{key.start_mark.line + 1}", found=key.value)
                keys.add(key.value)
                todo.append(value)
