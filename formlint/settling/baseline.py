"""A baseline: the findings that were there when formlint came, kept in a file, so that only new ones are reported.

Entries are compared by fingerprint, never counted: a finding of the baseline that is mended and another that comes up instead is told. A form is
known by what it is about (definition, kind, year, unit, project), so that its file may be renamed; one that does not say so is known by the path. The
file has an entry a line, sorted, with the message in words for whoever reviews it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from formlint.errors import DefinitionError
from formlint.findings import Finding
from formlint.results import DocumentResult

VERSION = 1
MOST_BYTES = 100_000_000  # 300 bytes an entry


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One finding of a baseline: in which form (`document`), and what identifies it there. `path` and `message` are for people."""

    document: str
    check: str
    anchor: str
    value: str
    occurrence: int
    path: str
    message: str


def entry(document: DocumentResult, key: str, finding: Finding, message: str) -> Known:
    """The entry of a finding; `key` is that of its form (`DocumentResult.form_keys`), `message` what it says."""
    return Known(key, finding.check, finding.anchor, finding.fingerprint, finding.occurrence, document.path, message)


def dumped(known: Iterable[Known]) -> str:
    """The file."""
    lines = ",".join(f"\n{json.dumps(asdict(each), ensure_ascii=False)}" for each in sorted(set(known)))
    return f'{{"formlint_baseline":{VERSION},"findings":[{lines}\n]}}\n'


def load(path: Path) -> tuple[Known, ...]:
    """The entries of a file. Raises DefinitionError."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            written = file.read(MOST_BYTES + 1)  # a device has no size
        if len(written) > MOST_BYTES:
            raise DefinitionError("too-large", where=name, most=str(MOST_BYTES))
        data = json.loads(written.decode("utf-8-sig"))
    except OSError as error:
        raise DefinitionError("unreadable", where=name, found=error.strerror or "-") from error
    except (ValueError, RecursionError) as error:
        raise DefinitionError("not-a-baseline", where=f"{name}:{getattr(error, 'lineno', 1)}") from error
    if not isinstance(data, dict) or data.get("formlint_baseline") != VERSION or not isinstance(data.get("findings"), list):
        raise DefinitionError("not-a-baseline", where=f"{name}:1")
    return tuple(_known(each, f"{name}:{line}") for line, each in enumerate(data["findings"], 2))


def _known(data: object, where: str) -> Known:
    wanted: Sequence[tuple[str, type]] = [(each.name, int if each.name == "occurrence" else str) for each in fields(Known)]
    if not isinstance(data, dict) or any(not isinstance(data.get(name), kind) for name, kind in wanted):
        raise DefinitionError("not-a-baseline", where=where)
    return Known(**{name: data[name] for name, _ in wanted})
