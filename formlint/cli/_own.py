"""Files that formlint itself wrote: reports, and copies with notes. They are known by a mark in them, whatever they are called.

A search through a folder passes over them; a file that is named is checked all the same. Who saves a copy with another program may lose the mark.
"""

import re
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

from formlint.reporters.listing import heads
from formlint.words import say

HEAD = 2_000  # bytes; the mark of a page stands in its first lines
TAIL = 1_000_000  # bytes; notes are written behind the original, 2 kB each
MOST = 200_000  # bytes of a part
PACKAGES = (".xlsx", ".xlsm", ".docx", ".et", ".wps", ".xls", ".doc")  # a copy keeps its name, also one that promises another format
STATES = ("bad", "good", "known", "unchecked", "idle", "part")
PAGE = b'<meta name="generator" content="formlint">'
NOTE = re.compile(rb"/NM\s*\(formlint(?::|\\072)")  # a colon may be written as its octal number
_PARTS = re.compile(r"docprops/core\.xml|(?:xl|word)/(?:.*/)?comments[0-9]*\.xml", re.IGNORECASE)
_AUTHOR = re.compile(rb'<(?:\w+:)?(?:creator|author)>formlint</|author="formlint"')


def own(path: Path) -> bool:
    """Whether formlint wrote it. What cannot be opened is not ours: its reader tells why; nor is what is no ordinary file: a pipe opens when somebody
    writes to it, which may be never."""
    suffix = path.suffix.lower()
    with suppress(OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        if suffix in PACKAGES:
            return _package(path)
        if suffix in (".html", ".htm"):
            return PAGE in _head(path)
        if suffix == ".csv":
            first = _head(path).split(b"\r\n", 1)[0].decode("utf-8-sig")
            return any(first == ",".join(heads(lang)) for lang in ("zh", "en"))
        if suffix == ".txt":
            return _report(_head(path).split(b"\n", 1)[0].decode())
        return suffix == ".pdf" and bool(NOTE.search(_tail(path)))
    return False


def _report(line: str) -> bool:
    states = [re.escape(say("interface", state, lang)) for state in STATES for lang in ("zh", "en")]
    return bool(re.fullmatch(rf"== .+: (?:{'|'.join(states)})(?: \(.+\)|（.+）)?", line))


def _package(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        for part in package.infolist():
            if _PARTS.fullmatch(part.filename):
                with package.open(part) as stream:
                    if _AUTHOR.search(stream.read(MOST)):
                        return True
    return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - TAIL))
        return file.read(TAIL)
