"""The files that the paths of a command mean."""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from formlint.cli._console import tell
from formlint.readers import ARCHIVES, LARGEST_LOCK, LOCKS, SUFFIXES
from formlint.reporters.tally import names, passed_over
from formlint.results import Passed

_NAMED_ONLY = frozenset({".md", ".yaml", ".yml", ".json"})  # a form in our notation is checked when it is named; a folder's README is no form
CLOSED = "closed-folder"
_FORMS_TOO = frozenset({".xlsb", ".mht", ".mhtml", ".heic"})


@dataclass(slots=True)
class Inputs:
    """The files to check, each once (however its path is spelled) and in the order given, and whether they were named; those of them that do not
    exist; folders that cannot be opened; how many files that may be forms were passed over in folders, by their suffix, or as links;
    archives in folders, which are not opened; those that we wrote; and how many the configuration excludes."""

    files: dict[Path, bool] = field(default_factory=dict)
    missing: list[Path] = field(default_factory=list)
    closed: list[Path] = field(default_factory=list)
    suffixes: Counter[str] = field(default_factory=Counter)
    archives: list[Path] = field(default_factory=list)
    own: list[Path] = field(default_factory=list)
    excluded: int = 0
    _spelled: dict[str, Path] = field(default_factory=dict)  # real path: as it was given first
    _folders: dict[Path, str] = field(default_factory=dict)

    def take(self, path: Path, *, named: bool) -> None:
        """Takes a file, once."""
        real = self._real(path)
        first = self._spelled.setdefault(real, path)
        self.files[first] = named or self.files.get(first, False)

    def _real(self, path: Path) -> str:
        """One spelling for all; a link to a file stays one, since it is not followed."""
        if path.parent not in self._folders:
            self._folders[path.parent] = os.path.realpath(path.parent)
        return os.path.normcase(os.path.join(self._folders[path.parent], path.name))  # noqa: PTH118 - a string is what is compared

    def exclude(self, excludes: Callable[[Path], bool], *, strict: bool) -> None:
        """Takes out what is excluded: what was found in folders, and with `strict` also what was named."""
        out = [path for path, named in self.files.items() if (strict or not named) and excludes(path)]
        for path in out:
            del self.files[path]
        self.excluded += len(out)

    def passed(self) -> tuple[Passed, ...]:
        """What is not looked at, by the reason."""
        suffixes = tuple(f"{suffix} {count}" for suffix, count in sorted(self.suffixes.items()))
        found = [Passed(CLOSED, 1, (path.as_posix(),)) for path in self.closed]
        found += [Passed("passed-over", self.suffixes.total(), suffixes)]
        found += [Passed("passed-archives", len(self.archives), _names(self.archives)), Passed("own-outputs", len(self.own), _names(self.own))]
        found += [Passed("excluded", self.excluded)]
        return tuple(each for each in found if each.count)


def _names(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(path.as_posix() for path in paths)


def inputs(paths: Iterable[Path], *, strict: bool = False) -> Inputs:
    """What the paths mean.

    A folder stands for the files in it that can be read, by name, without hidden folders, lock files, links, Markdown, YAML, JSON and what
    formlint wrote. A file that is named is taken whatever it is called; `strict` passes over lock files even then.
    """
    found = Inputs()
    for path in paths:
        if not os.path.lexists(path):
            found.missing += [path] if path not in found.missing else []
            found.take(path, named=True)
        elif path.is_dir() and not path.is_symlink():
            _walk(path, found)
        elif not (strict and _lock(path)):
            found.take(path, named=True)
    return found


def _walk(folder: Path, found: Inputs) -> None:
    """All files below, folder by folder in order of their names; links to folders are not followed. os.walk would call itself for every folder within
    a folder, which ends at a thousand."""
    waiting = [os.fspath(folder)]
    while waiting:
        root = waiting.pop()
        try:
            with os.scandir(root) as listed:
                entries = sorted((each for each in listed if not each.name.startswith(".")), key=lambda each: each.name)
        except OSError:
            found.closed.append(Path(root))
            continue
        folders = {each.name for each in entries if _is_folder(each)}
        waiting += [each.path for each in reversed(entries) if each.name in folders and not each.is_symlink()]
        for path in (Path(each.path) for each in entries if each.name not in folders):
            if not _lock(path):
                _take(path, found)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Also through a link; what cannot be asked is none."""
    with suppress(OSError):
        return entry.is_dir()
    return False


def _take(path: Path, found: Inputs) -> None:
    from formlint.cli._own import own  # noqa: PLC0415 - only for folders

    suffix = path.suffix.lower()
    readable = suffix in SUFFIXES.keys() - _NAMED_ONLY
    if readable and not path.is_symlink():
        if own(path):
            found.own.append(path)
        else:
            found.take(path, named=False)
    elif suffix in ARCHIVES:
        found.archives.append(path)
    elif readable or suffix in _FORMS_TOO:
        found.suffixes[suffix] += 1


def _lock(path: Path) -> bool:
    """A form that somebody named so is none: it is longer."""
    try:
        return path.name.startswith(LOCKS) and path.lstat().st_size <= LARGEST_LOCK
    except OSError:  # gone meanwhile, as lock files go
        return True


def announce(meant: Inputs, lang: str, *, at_the_end: bool = False) -> bool:
    """Tells what folders could not be opened, which is a fault, and what was passed over, which is none; `at_the_end`: the report on the console
    tells it, if there is one. A missing file is a fault, too: its own report tells it."""
    for each in meant.passed() if not (at_the_end and meant.files) else ():
        if each.reason == CLOSED:
            tell("fault", lang, what=passed_over(each, lang))
        else:
            tell(each.reason, lang, count=each.count, listed=names(each))
    return bool(meant.missing or meant.closed)
