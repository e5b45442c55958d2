"""A baseline: the findings that were there when formlint came, kept in a file, so that only new ones are reported.

Entries are compared by fingerprint, never counted: a finding of the baseline that is mended and another that comes up instead is told. A document is
known by what it is about (definition, kind, year, unit, project), so that it may be renamed; one that does not say so is known by its path. The file
has an entry a line, sorted, with the message in words for whoever reviews it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from formlint.errors import DefinitionError
from formlint.findings import Finding, folded
from formlint.results import DocumentResult, FormResult

VERSION = 1
MOST_BYTES = 100_000_000  # 300 bytes an entry
IDENTITY = ("unit", "dept", "project")


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One finding of a baseline: in which document, and what identifies it there. `path` and `message` are for people."""

    document: str
    check: str
    anchor: str
    value: str
    occurrence: int
    path: str
    message: str


def document_key(document: DocumentResult) -> str:
    """What a document is about, in words; its path when it does not say."""
    about = [_about(form) for form in document.forms]
    return " + ".join(about) if about and all(about) else document.path


def entry(document: DocumentResult, finding: Finding, message: str) -> Known:
    """The entry of a finding; `message` is what it says."""
    return Known(document_key(document), finding.check, finding.anchor, finding.fingerprint, finding.occurrence, document.path, message)


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


def _about(result: FormResult) -> str:
    form = result.form
    named = [form.fields[name].text for name in IDENTITY if name in form.fields and not form.fields[name].blank]
    return "/".join([form.definition, form.kind, str(form.year or ""), *map(folded, named)]) if named else ""
