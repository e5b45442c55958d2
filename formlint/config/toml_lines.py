"""The lines on which the keys of a TOML file stand, which `tomllib` does not tell: for errors that name FILE:LINE.

`tree` gives nodes as those of YAML (`id`, `value`, `start_mark.line`), so that one function finds a line in both. Keys inside a value that is written
on several lines are told with the line of the value.
"""

from dataclasses import dataclass, field
from typing import Any

from formlint.patterns import late
from formlint.records import record

_HEAD = late(r"\s*+(\[\[?)(.+?)\]\]?\s*+(?:#.*)?")
_KEY = late(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_PART = late(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""")
Steps = tuple[str | int, ...]


@record(frozen=True, slots=True)
class Mark:
    """A place in the file; lines from 0, as YAML counts them."""

    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A mapping (pairs of nodes), a sequence (nodes) or a scalar (text)."""

    id: str
    value: Any
    start_mark: Mark
    tag: str = field(default="")


def tree(text: str, data: dict[str, Any], prefix: Steps) -> Node:
    """The nodes of the part of the file that `prefix` leads to, whose content is `data`."""
    return _node(data, _lines(text), prefix, 0)


def _lines(text: str) -> dict[Steps, int]:
    found: dict[Steps, int] = {}
    table: Steps = ()
    counts: dict[Steps, int] = {}
    for number, line in enumerate(text.splitlines()):
        head, key = _HEAD.fullmatch(line), _KEY.match(line)
        if head and not key:
            table = _steps(head[2])
            if head[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            _note(found, table, number)
        elif key:
            _note(found, (*table, *_steps(key[1])), number)
    return found


def _note(found: dict[Steps, int], steps: Steps, line: int) -> None:
    for end in range(1, len(steps) + 1):
        found.setdefault(steps[:end], line)


def _steps(key: str) -> Steps:
    return tuple(next((part for part in parts if part), "") for parts in _PART.findall(key))


def _node(data: Any, lines: dict[Steps, int], steps: Steps, line: int) -> Node:
    mark = Mark(lines.get(steps, line))
    if isinstance(data, dict):
        pairs = [
            (Node("scalar", key, Mark(lines.get((*steps, key), mark.line))), _node(each, lines, (*steps, key), mark.line))
            for key, each in data.items()
        ]
        return Node("mapping", pairs, mark)
    if isinstance(data, list):
        return Node("sequence", [_node(each, lines, (*steps, at), mark.line) for at, each in enumerate(data)], mark)
    return Node("scalar", str(data), mark)
