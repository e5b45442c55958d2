"""Copies of the checked files with the findings in them: `formlint check --annotate FOLDER`."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from formlint.annotating import NotAnnotated, annotated
from formlint.cli._console import reason, tell
from formlint.cli._outputs import real, write_whole
from formlint.errors import ReadError
from formlint.readers import open_source
from formlint.reporters import View
from formlint.results import DocumentResult, Result
from formlint.words import led, say


def write_copies(result: Result, folder: Path, view: View) -> bool:
    """Writes a copy of every document that has findings and can hold notes, and tells where; false when one could not be written.

    No file of the run is written over, be it the copy of an earlier one: the name of a copy gets a suffix, and a number where it is taken.
    """
    whole, written = True, False
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        tell("fault", view.lang, what=say("interface", "cannot-write", view.lang, path=folder, reason=error.strerror))
        return False
    taken = {real(Path(document.path)) for document in result.documents}
    paths = [document.path for document in result.documents]
    for document in result.documents:
        if not any(form.findings for form in document.forms):
            continue
        source = Path(document.path)
        target = next(path for path in _names(folder, source, view.lang) if real(path) not in taken)
        taken.add(real(target))
        try:
            write_whole(target, annotated(_checked(document), document, view, paths))
        except NotAnnotated as error:
            tell("caution", view.lang, what=led(document.path, say("interface", error.message, view.lang, **error.details), view.lang))
            whole = whole and error.message == "no-notes-in-format"
        except OSError as error:
            tell("fault", view.lang, what=say("interface", "cannot-write", view.lang, path=target, reason=reason(error, view.lang)))
            whole = False
        else:
            tell("copied", view.lang, path=target)
            written = True
    if written:
        tell("copies-only", view.lang)
    return whole


def _names(folder: Path, source: Path, lang: str) -> Iterator[Path]:
    marked = f"{source.stem}{say('interface', 'copy-suffix', lang)}"
    yield folder / f"{marked}{source.suffix}"
    number = 2
    while True:
        yield folder / f"{marked}-{number}{source.suffix}"
        number += 1


def _checked(document: DocumentResult) -> bytes:
    data = unchanged(document)
    if data is None:
        raise NotAnnotated("file-changed")
    return data


def unchanged(document: DocumentResult) -> bytes | None:
    """The bytes that were checked; None when the file is gone or has changed since."""
    try:
        data = open_source(Path(document.path)).data
    except ReadError:
        return None
    return data if hashlib.sha256(data).hexdigest() == document.sha256 else None
