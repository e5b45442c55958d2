"""What was settled before: side-cars, the central list and the baseline of a run."""

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from formlint.cli._console import complain, reason, tell
from formlint.cli._outputs import write_whole
from formlint.cli._settings import Settings
from formlint.errors import DefinitionError
from formlint.records import record
from formlint.reporters import View
from formlint.reporters.messages import told
from formlint.results import DocumentResult
from formlint.settling import against_baseline, by_form, gone, suppressed
from formlint.settling.baseline import Known, dumped, entry
from formlint.settling.baseline import load as load_baseline
from formlint.settling.suppressions import Entry, load, sidecar
from formlint.words import say


@record(frozen=True, slots=True)
class Before:
    """What the command line says of it."""

    suppressions: Path | None = None
    no_suppressions: bool = False
    ignore_sidecars: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    prune_baseline: bool = False


def today() -> date:
    """The day in UTC, so that a run says the same in every time zone; SOURCE_DATE_EPOCH sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    known = epoch.isdecimal() and len(epoch) < 12  # year 5138
    return (datetime.fromtimestamp(int(epoch), UTC) if known else datetime.now(UTC)).date()


def settle(documents: Sequence[DocumentResult], before: Before, settings: Settings, view: View) -> tuple[tuple[DocumentResult, ...], bool]:
    """The documents without what was settled, and whether all of it could be read and written. Raises DefinitionError for the central list and the
    baseline; a side-car that cannot be read is told, and its document is reported whole."""
    central = () if before.no_suppressions else _central(before, settings, view.lang)
    done, whole = [], True
    for document in documents:
        try:
            own = _own(Path(document.path), before, settings)
        except DefinitionError as error:
            complain(error, view.lang)
            own, whole = (), False
        entries = [*own, *(each for each in central if each.files and each.files.fits(Path(document.path)))]
        done.append(suppressed(document, entries, view.checks, today()) if entries else document)
    if before.write_baseline:
        return tuple(done), _write(before.write_baseline, done, view) and whole
    path = before.baseline or settings.run.baseline
    return (_beside_baseline(path, done, before, view) if path else tuple(done)), whole


def _central(before: Before, settings: Settings, lang: str) -> tuple[Entry, ...]:
    path = before.suppressions or settings.run.suppressions
    entries = load(path, central=True) if path else ()
    for each in entries:
        if each.missing():
            tell("caution", lang, what=say("suppressions", "document-missing", lang, where=each.where, path=each.files.pattern if each.files else ""))
    return entries


def _own(path: Path, before: Before, settings: Settings) -> tuple[Entry, ...]:
    beside = sidecar(path)
    if before.no_suppressions or before.ignore_sidecars or not os.path.lexists(beside) or not settings.config(path).sidecars:
        return ()
    return load(beside)


def _write(path: Path, documents: Sequence[DocumentResult], view: View) -> bool:
    known = [entry(document, key, finding, told(finding, view)) for document in documents for key, _, finding in by_form(document)]
    return _written(path, known, view.lang)


def _beside_baseline(path: Path, documents: Sequence[DocumentResult], before: Before, view: View) -> tuple[DocumentResult, ...]:
    known = load_baseline(path)
    compared = [against_baseline(document, known) for document in documents]
    stale = gone(compared)
    if stale and before.prune_baseline:
        _written(path, [each for each in known if each not in stale], view.lang)
    elif stale:
        tell("caution", view.lang, what=say("interface", "baseline-stale", view.lang, path=path.as_posix(), count=len(stale)))
    return tuple(document for document, _ in compared)


def _written(path: Path, known: Sequence[Known], lang: str) -> bool:
    try:
        write_whole(path, dumped(known).encode("utf-8", "backslashreplace"))
    except OSError as error:
        tell("fault", lang, what=say("interface", "cannot-write", lang, path=path, reason=reason(error, lang)))
        return False
    tell("baseline-written", lang, path=path, count=len(set(known)))
    return True
