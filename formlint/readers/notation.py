"""Forms kept as YAML or JSON (.yaml, .yml, .json): what `formlint show --format yaml` prints, or what somebody wrote by hand.

    files:
      - form: cn-self-evaluation
        values:
          - {id: funds.total.budget, value: 455.94, unit: 万元}
          - {id: funds.total.executed, value: 450.50, unit: 万元}
          - {id: indicators[0].name, value: 参加培训人数}

`schemas/form.schema.json` describes it; more than `form`, `id` and `value` is needed only where it says more than the usual. Every scalar is text:
450.50 stays 450.50. What was understood of a text (`number`, `statements`) and where it stood (`place`) is not read: the text counts, and findings
point to the line of the value. No tags, no anchors, no aliases. What is wrong is told with FILE:LINE.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import yaml

from formlint.definitions.errors import validate
from formlint.documents import Document, Passage, Piece, TextSpot
from formlint.documents.noted import Entry, Noted, NotedClause, NotedRow, NotedTable, Pairs
from formlint.errors import DefinitionError, ReadError
from formlint.readers import Source
from formlint.readers.text import decode
from formlint.records import replace

SUFFIXES = (".yaml", ".yml", ".json")
MOST_BYTES = 5_000_000  # a form has 100 to 200 kB
MOST_EVENTS = 300_000
DEEPEST = 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_IGNORED = ("place", "statements")
_WHOLE = ("year", "start")
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})?(?:/\d{1,4})?")
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_CHARACTER = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|[^\\]")
_PREFIX = re.compile(r"f(\d{1,3})\.")


def read(source: Source) -> Document:
    """The forms of a file in our notation."""
    if len(source.data) > MOST_BYTES:
        raise ReadError("too-big", most=str(MOST_BYTES // 1_000_000))
    text = decode(source.data)
    if source.suffix == ".json":  # no YAML: tabs between, and characters beyond the first plane in two halves
        text = _PAIR.sub(lambda pair: pair[0].encode().decode("unicode-escape").encode("utf-16", "surrogatepass").decode("utf-16"), text)
        text = text.replace("\t", " ")
    tree = _tree(text, source.name)
    data = _plain(tree, source.name)
    try:
        validate(data, tree, source.name, schema="form")
    except DefinitionError as error:
        raise ReadError(f"notation-{error.message}", **error.details) from error
    lines = text.splitlines()
    forms = [form for file in _list(tree, "files") for form in _forms(file, lines, source.name)]
    return Document(source.suffix[1:] if source.suffix in SUFFIXES else "yaml", (), noted=tuple(forms))


def _tree(text: str, name: str) -> Any:
    """The nodes of the file, after its events are counted: nothing is built of a file that is too deep or too long."""
    try:
        _count(yaml.parse(text, _Loader), name)
        tree: Any = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ReadError("notation-not-yaml", where=f"{name}:{mark.line + 1 if mark else 1}", found=str(error.problem)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError("notation-not-yaml", where=f"{name}:1", found=str(error)[:100]) from error
    if tree is None or tree.id != "mapping":
        raise ReadError("notation-not-a-form", where=f"{name}:1")
    return tree


def _count(events: Iterable[Any], name: str) -> None:
    depth = 0
    for count, event in enumerate(events):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        where = f"{name}:{event.start_mark.line + 1}"
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            raise ReadError("notation-alias", where=where)
        if depth > DEEPEST or count > MOST_EVENTS:
            raise ReadError("notation-too-large", where=where)


def _plain(node: Any, name: str, key: str = "") -> object:
    """What the schema judges: scalars are text, but for those that are numbers or yes and no by their key."""
    if node.id == "sequence":
        return [_plain(each, name, key) for each in node.value]
    if node.id == "mapping":
        found: dict[str, object] = {}
        for left, right in node.value:
            if left.id != "scalar" or left.value in found:
                raise ReadError("notation-key-twice", where=f"{name}:{left.start_mark.line + 1}", found=str(left.value)[:40])
            if left.value not in _IGNORED:
                found[left.value] = _plain(right, name, left.value)
        return found
    value = str(node.value)
    if node.style or key == "value":
        return value
    if key in ("hidden", "inferred", "ruled") and value in ("true", "false"):
        return value == "true"
    if key in _WHOLE and value.isascii() and value.isdigit() and len(value) < 9:
        return int(value)
    return None if key in ("form", "year") and value in ("null", "~", "") else value


def _forms(file: Any, lines: Sequence[str], name: str) -> Iterator[Noted]:
    """The forms of one file: without `forms` it is one, or one for every number before the ids."""
    values, told = _list(file, "values"), _list(file, "forms")
    count = len(told) or 1 + max((int(found[1]) for each in values if (found := _PREFIX.match(_text(each, "id")))), default=0)
    if not _text(file, "form") or _text(file, "form") == "null":
        return
    for number in range(min(count, 1_000)):
        prefix = f"f{number}." if count > 1 else ""
        entries = tuple(_entries([each for each in values if _text(each, "id").startswith(prefix)], len(prefix), lines, name))
        at = {entry.id: entry for entry in entries}
        form = told[number] if told else None
        yield Noted(
            _text(file, "form"),
            entries,
            kind=_text(form, "kind"),
            year=int(_text(form, "year")) if _text(form, "year").isdecimal() else None,
            ruled=_text(form, "ruled") != "false",
            tables=tuple(_table(each) for each in _list(form, "tables")),
            clauses=tuple(_clause(each, at, lines, name) for each in _list(form, "clauses")),
            doubtful=tuple(each.value.removeprefix(prefix) for each in _list(file, "doubtful") if each.value.startswith(prefix)),
            unread=tuple(_passage(_get(each, "text"), lines) for each in _list(file, "unread")) if not number else (),
        )


def _entries(nodes: Sequence[Any], start: int, lines: Sequence[str], name: str) -> Iterator[Entry]:
    """A cell that is merged over several rows is noted for each of them, from one place: it is one cell."""
    merged: dict[object, Passage] = {}
    for node in nodes:
        entry = _entry(node, start, lines, name)
        place = _get(node, "place")
        if place is not None:
            entry = replace(entry, passage=merged.setdefault((entry.id.rpartition(".")[2], entry.passage.text, _frozen(place)), entry.passage))
        yield entry


def _frozen(node: Any) -> object:
    """A node as something to compare."""
    if node.id == "mapping":
        return tuple((left.value, _frozen(right)) for left, right in node.value)
    return tuple(map(_frozen, node.value)) if node.id == "sequence" else node.value


def _entry(node: Any, start: int, lines: Sequence[str], name: str) -> Entry:
    value, exact = _get(node, "value"), _get(node, "text")
    if exact is not None and "".join(exact.value.strip().splitlines()) != value.value:
        raise ReadError("notation-two-texts", where=f"{name}:{value.start_mark.line + 1}")
    label = tuple(each.value for each in _list(node, "label"))
    hidden, inferred = (_text(node, key) == "true" for key in ("hidden", "inferred"))
    return Entry(_text(node, "id")[start:], _passage(exact or value, lines), label, _text(node, "unit"), _text(node, "comparator"), hidden, inferred)


def _table(node: Any) -> NotedTable:
    rows = (NotedRow(*(_text(each, key) for key in ("id", "key", "label", "section", "parent"))) for each in _list(node, "rows"))
    return NotedTable(_text(node, "name"), _pairs(node, "columns"), tuple(rows), _pairs(node, "lost"))


def _clause(node: Any, entries: Mapping[str, Entry], lines: Sequence[str], name: str) -> NotedClause:
    """A clause is what its field prints: who changes the one has to change the other."""
    field, start, text = _text(node, "field"), int(_text(node, "start") or 0), _get(node, "text")
    if not _NUMBER.fullmatch(_text(node, "value")) or _text(node, "value").endswith("/0"):
        raise ReadError("notation-clause", where=f"{name}:{node.start_mark.line + 1}", field=field)
    if text is None:
        return NotedClause(_text(node, "name"), _text(node, "value"))
    where = entries[field].passage if field in entries else None
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4})?", text.value) or (where and where.text[start : start + len(text.value)] != text.value):
        raise ReadError("notation-clause", where=f"{name}:{node.start_mark.line + 1}", field=field)
    passage = where.cut(start, start + len(text.value)) if where else _passage(text, lines)
    return NotedClause(_text(node, "name"), _text(node, "value"), passage, _text(node, "unit"), field, start)


def _get(node: Any, key: str) -> Any:
    return next((right for left, right in node.value if left.value == key), None) if node is not None else None


def _text(node: Any, key: str) -> str:
    found = _get(node, key)
    return str(found.value) if found is not None else ""


def _list(node: Any, key: str) -> list[Any]:
    found = _get(node, key)
    return list(found.value) if found is not None else []


def _pairs(node: Any, key: str) -> Pairs:
    return tuple((str(left.value), str(right.value)) for left, right in _list(node, key))


def _passage(node: Any, lines: Sequence[str]) -> Passage:
    """The text of a scalar with the place of every character in the file; of a block or a folded text with the place where it begins."""
    value, start, end = str(node.value), node.start_mark, node.end_mark
    raw = lines[start.line][start.column :] if start.line < len(lines) else ""
    if start.line == end.line:
        raw = raw[: end.column - start.column]
        inner = raw[1:-1] if node.style in ('"', "'") else raw
        column = start.column + 1 + (len(raw) - len(inner)) // 2
        if inner == value:
            return Passage.at(value, TextSpot(start.line + 1, column, len(value)))
        written = _CHARACTER.findall(inner)
        if node.style == '"' and len(written) == len(value):
            return Passage(value, tuple(_escaped(written, start.line + 1, column)))
    spot = TextSpot(start.line + 1, start.column + 1, max(1, len(raw)))
    return Passage(value, tuple(Piece(at, at + 1, spot) for at in range(len(value))) or (Piece(0, 0, spot),))


def _escaped(written: Sequence[str], line: int, column: int) -> Iterator[Piece]:
    """Runs of characters that stand for themselves; every escape a piece of its own."""
    by_run: Callable[[tuple[int, str]], tuple[bool, int]] = lambda item: (len(item[1]) > 1, item[0] if len(item[1]) > 1 else 0)  # noqa: E731
    for _, group in groupby(enumerate(written), key=by_run):
        run = list(group)
        width = sum(len(part) for _, part in run)
        yield Piece(run[0][0], run[-1][0] + 1, TextSpot(line, column, width))
        column += width
