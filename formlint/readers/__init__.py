"""Files to documents: one module a format, each with SUFFIXES and `read(source) -> Document`.

`open_source` opens a path safely and reads it once. `read` picks the reader, by content before name, imports it then and not before, and is total:
any bytes give a Document or a ReadError that a person can act on (its words: `formlint/words.yaml`, `documents`).
"""

import errno
import os
import re
import stat
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path, PurePath

from formlint.documents import Document, Notice
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.patterns import late
from formlint.readers._contents import OLE2, behind_old_name, in_container, in_package
from formlint.records import record, replace

SUFFIXES: Mapping[str, str] = {  # suffix: module
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".xlt": "xls",
    ".et": "xls",
    ".ett": "xls",
    ".csv": "csv",
    ".tsv": "csv",
    ".docx": "docx",
    ".ofd": "ofd",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
    ".odt": "office",
    ".ods": "office",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
    ".md": "markdown",
    ".yaml": "notation",
    ".yml": "notation",
    ".json": "notation",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), "image"),
}

ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"})  # not opened: what is in them is unpacked by whoever knows why
LOCKS = ("~$", ".~")  # what Office, WPS and LibreOffice leave beside an open document
LARGEST_LOCK = 1_000  # bytes; Excel writes 165, Word 162: what is longer was only named so
DRAWN = ("pdf", "ofd", "image")  # a glyph without width is white on a page already

# O_NONBLOCK: opening a FIFO returns at once; the flags that a system lacks are left out
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_HTML = late(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype\s{1,9}html|html|head|meta|table)\b", re.IGNORECASE)
_PICTURE = re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|II\*\0|MM\0\*|RIFF....WEBP", re.DOTALL)
_REFUSALS = {
    errno.ENOENT: "not-found",
    errno.ENOTDIR: "not-found",
    errno.ENAMETOOLONG: "not-found",
    errno.EACCES: "not-permitted",
    errno.EPERM: "not-permitted",
    errno.ELOOP: "is-a-link",
    errno.ENXIO: "not-a-file",  # a socket
    errno.EISDIR: "not-a-file",
}


@record(frozen=True, slots=True)
class Source:
    """The bytes of one file, read once, and the name it came by (for its suffix and for messages; never opened again)."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """With the point, in lower case: `.xlsx`; empty when there is none."""
        return PurePath(self.name).suffix.lower()


def open_source(path: Path) -> Source:
    """The bytes of an ordinary file of at most `allowed().megabytes`. Links, folders, devices are a ReadError, as is what cannot be opened."""
    try:
        data = _read_once(path)
    except OSError as error:
        message = _REFUSALS.get(error.errno or 0, "not-readable")
        raise ReadError(message, reason=error.strerror or "") from error
    except ValueError as error:  # a NUL in the name
        raise ReadError("not-found") from error
    return Source(path.name, data)


def read(source: Path | Source) -> Document:
    """The document that a file holds. A name that promises another format is told as a notice."""
    if isinstance(source, Path):
        source = open_source(source)
    if source.name.startswith(LOCKS) and len(source.data) <= LARGEST_LOCK:
        raise ReadError("lock-file")
    if not source.data:
        raise ReadError("empty")
    named = SUFFIXES.get(source.suffix)
    found = _format(source.data, named)
    if not found and source.suffix in ARCHIVES:
        raise ReadError("archive")
    if not found:
        raise ReadError("unknown-format", suffix=source.suffix or source.name, supported=" ".join(SUFFIXES))
    document: Document = import_module(f"formlint.readers.{found}").read(source)
    if found not in DRAWN:
        document = import_module("formlint.readers._unseen").seen(document)
    if named in (None, found):
        return document
    return replace(document, notices=(Notice("other-suffix", (("suffix", source.suffix), ("format", document.format))), *document.notices))


def _read_once(path: Path) -> bytes:
    most = allowed().megabytes * 1_000_000
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)  # the descriptor is judged, not the path, which may change meanwhile
        if not stat.S_ISREG(status.st_mode):
            raise ReadError("not-a-file")
        with open(descriptor, "rb", closefd=False) as stream:
            data = stream.read(status.st_size + 1) if status.st_size <= most else None  # room for all that is asked for is taken first
            if data and len(data) > status.st_size:  # it grows
                data += stream.read(most + 1 - len(data))
    finally:
        os.close(descriptor)
    if data is None or len(data) > most:
        raise ReadError("too-big", most=str(allowed().megabytes))
    return data


def _format(data: bytes, named: str | None) -> str | None:
    """The module that reads this content; where the content does not tell, the one that its suffix names; None when there is none."""
    if data.startswith(b"version https://git-lfs.github.com/spec/"):
        raise ReadError("git-lfs-pointer")
    if data.startswith(b"%PDF-"):
        return "pdf"
    if _PICTURE.match(data) or (data.startswith(b"BM") and named == "image"):
        return "image"
    if data.startswith(OLE2):
        return in_container(data, named)
    if data.startswith(b"PK"):
        return in_package(data, named)
    if data.startswith(b"{\\rtf"):
        return "office"
    if named not in ("text", "markdown", "notation") and _HTML.match(data):  # sites hand out pages under the name of a workbook
        return "html"
    return behind_old_name(data, named) if named in ("xls", "office") else named
