"""Suppressions: findings that a person has judged, with the reason, in a file beside the document (`form.pdf.formlint.yaml`) or in a central list.

Documents cannot hold such notes and must not be changed. An entry names one check and pins the numbers, by `values` or by the `fingerprint` of the
finding: when one of them changes, it lapses and says so. What is wrong with an entry (no reason, expired, unused ...) is a finding of its own,
`suppression/...`; what is wrong with the file is a DefinitionError with FILE:LINE.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from formlint.config.globs import Glob
from formlint.definitions.texts import data_of, text_of
from formlint.errors import DefinitionError
from formlint.records import record

SUFFIX = ".formlint.yaml"
# reasons that give none: folded, without the point at the end
_NON_REASONS = frozenset(
    {"", "-", "无", "略", "待核实", "待定", "同上", "误报", "忽略", "todo", "tbd", "fixme", "n/a", "na", "none", "no", "ok", "ignore", "by design"}
)


@record(frozen=True, slots=True)
class Entry:
    """One suppression. `files` is None in a side-car, which means its document. Empty: not said."""

    check: str
    where: str  # FILE:LINE
    files: Glob | None = None
    form: str = ""  # one of its names (`FormResult.is_called`)
    at: str = ""
    actual: str = ""
    expected: str = ""
    fingerprint: str = ""
    anchor: str = ""
    occurrence: int = 0
    kind: str = "accepted"
    reason: str = ""
    expires: date | None = None

    @property
    def reasoned(self) -> bool:
        """Whether somebody could tell from it why this is all right."""
        return self.reason.strip().casefold().rstrip("。.!！") not in _NON_REASONS

    def missing(self) -> bool:
        """Whether it names a document, without a pattern, that is not there."""
        return self.files is not None and not set("*?") & set(self.files.pattern) and not (self.files.folder / self.files.pattern).exists()


def sidecar(document: Path) -> Path:
    """Where the suppressions of a document lie."""
    return document.with_name(document.name + SUFFIX)


def load(path: Path, *, central: bool = False) -> tuple[Entry, ...]:
    """The entries of one file. Raises DefinitionError."""
    name = path.as_posix()
    if not path.is_file():
        found = os.strerror(errno.EISDIR) if path.is_dir() else "-" if path.exists() else os.strerror(errno.ENOENT)
        raise DefinitionError("unreadable", where=name, found=found)
    return parse(text_of(path), name, path.absolute().parent if central else None)


def parse(text: str, name: str, folder: Path | None = None) -> tuple[Entry, ...]:
    """The entries of a text; with a folder those of a central list in it. Raises DefinitionError."""
    tree = data_of(text, name)[1]
    from formlint.definitions.errors import line, validate  # noqa: PLC0415  jsonschema, which a run without suppressions need not pay

    data = _texts(tree)
    validate(data, tree, name, "suppressions")
    lines = [f"{name}:{line(tree, ('suppressions', number))}" for number in range(len(data["suppressions"]))]
    return tuple(_entries(data["suppressions"], lines, folder))


def _texts(node: Any, key: str = "") -> Any:
    """What the file says, letter by letter: YAML makes a float of 98.0, a date of 2026-12-31, and a number of some fingerprints."""
    if node.id == "mapping":
        return {name.value: _texts(value, name.value) for name, value in node.value}
    if node.id == "sequence":
        return [_texts(value) for value in node.value]
    return int(node.value) if key in ("formlint", "occurrence") and node.value.isdecimal() and len(node.value) < 10 else node.value


def _entries(listed: Sequence[dict[str, Any]], lines: Sequence[str], folder: Path | None) -> Iterator[Entry]:
    for each, where in zip(listed, lines, strict=True):
        values = each.get("values", {})
        if "fingerprint" not in each and not ("at" in each and values):
            raise DefinitionError("suppression-unpinned", where=where)
        if (folder is None) == ("path" in each):
            raise DefinitionError("suppression-path" if folder else "suppression-no-path", where=where)
        yield Entry(
            each["check"],
            where,
            Glob(folder, each["path"]) if folder else None,
            each.get("form", ""),
            each.get("at", ""),
            values.get("actual", ""),
            values.get("expected", ""),
            each.get("fingerprint", ""),
            each.get("anchor", ""),
            each.get("occurrence", 0),
            each.get("kind", "accepted"),
            each.get("reason", ""),
            _date(each["expires"], where) if "expires" in each else None,
        )


def _date(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DefinitionError("not-a-date", where=where, found=text) from error
