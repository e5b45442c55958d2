"""The files that the paths of a command mean."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from formlint.readers import SUFFIXES

_LOCKS = ("~$", ".~lock.")  # what Office and LibreOffice leave beside an open document
_NAMED_ONLY = frozenset({".md"})  # a form in our notation is checked when it is named; a folder's README is no form


def files(paths: Iterable[Path], *, strict: bool = False) -> tuple[list[Path], list[Path]]:
    """The files to check, each once and in the order given, and the paths that do not exist.

    A folder stands for the files in it that can be read, by name, without hidden folders, lock files, links and Markdown. A file that is named
    is taken whatever it is called; `strict` passes over lock files even then.
    """
    found: dict[Path, None] = {}
    missing = []
    for path in paths:
        if not os.path.lexists(path):
            missing.append(path)
        elif path.is_dir() and not path.is_symlink():
            found.update(dict.fromkeys(_walk(path)))
        elif not (strict and _lock(path.name)):
            found[path] = None
    return list(found), missing


def _walk(folder: Path) -> Iterator[Path]:
    """All files below, folder by folder in order of their names. A folder that cannot be opened is passed over as an empty one would be."""
    for root, folders, names in os.walk(folder):  # which follows no links
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if path.suffix.lower() in SUFFIXES.keys() - _NAMED_ONLY and not _lock(name) and not name.startswith(".") and not path.is_symlink():
                yield path


def _lock(name: str) -> bool:
    return name.startswith(_LOCKS)
